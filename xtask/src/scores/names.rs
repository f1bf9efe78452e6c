//! What `names` kept, as tables.

use crate::names::{self, Blocking, Compared};
use crate::project::Project;
use crate::table::{Table, once, part as share_of, share};

/// What the figures are of.
pub(super) const NOTES: &str = "\
## Spellings of names

**Measured on** names in Arabic letters and their spellings in Latin ones (`names`: Wikidata, the Algerian Name Transcription Corpus and DziriNames, as `arabic-name-romanizer` has them). A hash of the Arabic spelling puts each name in one of two halves; costs, weights and every program's threshold are from the one, the figures from the other. The halves share no name, but many single words.

*Same* are two Latin spellings of one Arabic name, or one with the Arabic. *Other* are names of others chosen to be hard: the same surname, the same given name with the rest near, all words but one the same and that one near, or one word more. *Attested* leaves out those of the same in which a word is spelled as it is nowhere else in the set, often because the label names somebody else, or the same by another name; what remains has noise too. *Bodies* are 120 pairs of names of ministries, parties and armed groups written by hand before any score was seen (`xtask/data/spelling/groups.tsv`), judged at the thresholds of the names of persons.

Each program has two thresholds, one where both names are in Latin letters and one where one is in Arabic, where its F1 on the tuning half is best. *AP* is average precision, for which none is needed. Jaro-Winkler compares the names in small letters, and has nothing to go by between scripts; `nomenklatura` is the comparison of names of its `logic-v2`, of a `Person` or an `Organization`.";

/// How they err.
pub(super) const ERRORS: &str = "\
**How they err**, from reading errors of the tuning half: *missed* are labels that are no spelling (*Butcher of Bengal*), words that one name has and the other has not on both sides, names cut elsewhere by both (*Abdul Basit 'Abd us-Samad*), and Arabic names whose letters are read otherwise than usual (*Essa*, عيسي). *False* are longer names (*Ahmed Mohamed Ali* for *Ahmed Mohammed Hamed Ali*), and between scripts other names with the same consonants but one (*Samir*, امير). Names of bodies that have a word more (*Democratic Party* and *Democratic Party of Syria*) are taken for the same, and translations of other words than the kind of body are not.";

/// The last comparison that was made here.
pub(super) fn part(project: &Project) -> String {
    let Some(compared) = project.kept::<Compared>(names::KEPT) else {
        return "Not measured: `xtask -- names` was not run here.".to_owned();
    };
    let columns = ["pairs", "program", "of", "same", "precision", "recall", "F1", "AP"];
    let mut table = Table::new(2, &columns);
    for (nth, set) in names::SETS.iter().enumerate() {
        for (at, program) in compared.programs.iter().enumerate() {
            let Some(j) = program.judged.get(nth) else { continue };
            let figures = [j.precision, j.recall, j.f1, j.average_precision].map(share);
            let [precision, recall, f1, ap] = figures;
            let (set, of, same) = (once(at, *set), j.pairs.to_string(), j.same.to_string());
            table.row(&[set, program.name.clone(), of, same, precision, recall, f1, ap]);
        }
    }
    let parts = [table.finish(), keys(&compared), speed(&compared)];
    parts.join("\n")
}

fn keys(compared: &Compared) -> String {
    let found = |b: &Blocking| share_of(b.found, b.same);
    let (all, attested) = (&compared.blocking, &compared.attested);
    format!(
        "Names are compared only where they share a key: of the held-out pairs that are the same, {} \
         do, and {} of those that are attested. Among {} names, a key brings a name together with {:.0} \
         others on average, one in a hundred with more than {}.\n",
        found(all),
        found(attested),
        all.names,
        all.mean,
        all.hundredth
    )
}

fn speed(compared: &Compared) -> String {
    let m = &compared.machine;
    let program = |p: &names::Program| format!("{} {:.0}", p.name, p.speed);
    let speeds: Vec<String> = compared.programs.iter().map(program).collect();
    format!(
        "Pairs a second from strings, on one thread: {}; taken on {}, {} cores, {}.\n",
        speeds.join(", "),
        m.processor,
        m.cores,
        m.date
    )
}
