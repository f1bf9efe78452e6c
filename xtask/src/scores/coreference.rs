//! Pronouns and descriptions, against GUM.

use crate::coreference::{Agreement, Count, Led, Measured, Names, measure};
use crate::project::Project;
use crate::table::{Table, once, part as share_of, share};
use anyhow::Result;

/// What was measured, on what.
const NOTES: &str = "\
## Pronouns and descriptions

**Measured on** the 12 documents of the dev part of `gum-permissive` (academic writing, \
biographies, court hearings, interviews, news, travel guides), with the shipped parser and the names \
that this reader finds. A phrase counts where it is marked there as standing for something that the \
text names before it. It is *right* where it is led to an actor whose names are mostly marked as \
the same thing, *wrong* where it is led to another, and *open* where it is led to no name: to a \
thing without one, or to nothing. *Not found as a name* is the part of the open that is led to the \
right words, which the reader had not found to be a name. Of the phrases that stand for what \
nothing before names, *named all the same* counts those that were led to a name.

The weights were learnt from the train part, and the features were chosen and the limits set with \
its errors in view and the dev part’s figures too. Which documents are hard shows in how few they \
are: most of the `he` and `she` of the dev part stand in two biographies.

*The nearest name* is a simple rule to compare with: the nearest name before that can be meant.";

/// The groups.
const GROUPS: &str = "\
The same as groups of mentions, by the measures of the field, against the marks in the scheme of \
OntoNotes (`ontogum-permissive`; a mention counts only with exactly the marked words, what is \
mentioned once does not count). `I`, `we` and `you` are one in eight of what is marked there; Sayso \
groups them only with the speaker of a quotation, and that is not asked for here.";

/// How it errs.
const ERRORS: &str = "\
**How it errs**, from reading the errors in the train part and in news articles; the commonest \
first:

1. *Open: the name was not found.* A pronoun is led to the right words, but they were not taken for \
a name, or a name’s second wording was taken for another actor.
2. *Open: a description that needs knowledge of the world.* *The nation* for a country named a page \
earlier, *the beverage* for a drink by its brand.
3. *Open: `it` and `they`,* which stand for no name nearly three times in four, and are led to one only \
where it stands out.
4. *Wrong: the subject of the whole text instead of somebody who came up since.* *Ruiz met Marsh. \
He ...* in a life of Ruiz.
5. *Wrong: two of one gender in one sentence*, where only the sense tells.";

/// One sort of phrases, and one measure of groups.
type OfNames = fn(&Names) -> Led;
type OfGroups = fn(&Agreement) -> Count;

/// The part of the page.
pub(super) fn part(project: &Project) -> Result<String> {
    let measured = match measure(project, "dev")? {
        Ok(measured) => measured,
        Err(missing) => return Ok([NOTES, &missing.to_string(), ERRORS].join("\n\n")),
    };
    let (led, groups) = (led(&measured), groups(&measured));
    Ok([NOTES, led.trim(), GROUPS, groups.trim(), ERRORS].join("\n\n"))
}

fn led(measured: &Measured) -> String {
    let columns = [
        "phrases",
        "led by",
        "named before",
        "right",
        "wrong",
        "open",
        "not found as a name",
        "not named before",
        "named all the same",
        "names given that are right",
    ];
    let mut table = Table::new(2, &columns);
    let kinds: [(&str, OfNames); 3] = [
        ("`he`, `she`", |n| n.persons),
        ("`it`, `they`", |n| n.pronouns),
        ("definite phrases", |n| n.descriptions),
    ];
    for (kind, of) in kinds {
        let rows = [("Sayso", &measured.names), ("the nearest name", &measured.nearest_names)];
        for (at, (who, names)) in rows.into_iter().enumerate() {
            let led = of(names);
            table.row(&[
                once(at, kind),
                who.to_owned(),
                led.named().to_string(),
                share_of(led.right, led.named()),
                share_of(led.wrong, led.named()),
                share_of(led.open, led.named()),
                share_of(led.unfound, led.named()),
                led.nameless.to_string(),
                share_of(led.invented, led.nameless),
                share(led.precision()),
            ]);
        }
    }
    table.finish()
}

fn groups(measured: &Measured) -> String {
    let columns = ["measure", "grouped by", "precision", "recall", "F1"];
    let mut table = Table::new(2, &columns);
    let rows = [
        ("Sayso", &measured.groups),
        ("Sayso, of the marked mentions", &measured.groups_of_marked),
        ("the nearest name", &measured.nearest_groups),
    ];
    let measures: [(&str, OfGroups); 3] =
        [("MUC", |a| a.muc), ("B³", |a| a.b3), ("CEAF-e", |a| a.ceaf)];
    for (measure, of) in measures {
        for (at, (who, agreement)) in rows.iter().enumerate() {
            let count = of(agreement);
            table.row(&[
                once(at, measure),
                (*who).to_owned(),
                share(count.precision()),
                share(count.recall()),
                share(count.f1()),
            ]);
        }
    }
    for (at, (who, agreement)) in rows.iter().enumerate() {
        let mean = share(agreement.mean());
        let none = String::new;
        table.row(&[once(at, "mean of the three F1"), (*who).to_owned(), none(), none(), mean]);
    }
    format!("{} documents.\n\n{}", measured.documents, table.finish())
}
