//! What `parser` kept, as tables.

use crate::parser::{self, Compared};
use crate::project::Project;
use crate::table::Table;

/// The last comparison that was made here.
pub(super) fn part(project: &Project) -> String {
    let Some(compared) = project.kept::<Vec<Compared>>(parser::KEPT) else {
        return "Not measured: `xtask -- parser` was not run here.".to_owned();
    };
    let parts: Vec<String> =
        compared.iter().map(|c| format!("{}\n{}", agreement(c), speed(c))).collect();
    parts.join("\n")
}

fn agreement(compared: &Compared) -> String {
    let figures = compared.agreement.iter();
    let names: Vec<&str> = figures.clone().map(|(name, _)| name.as_str()).collect();
    let mut columns = vec!["pipeline"];
    columns.extend(names);
    let mut table = Table::new(1, &columns);
    let mut row = vec![format!("`{}`, spaCy {}", compared.pipeline, compared.spacy)];
    row.extend(figures.map(|(_, figure)| figure.clone()));
    table.row(&row);
    table.finish()
}

fn speed(compared: &Compared) -> String {
    let (ours, theirs) = compared.speed;
    let (least, most) = (compared.ratios.first(), compared.ratios.last());
    let middle = compared.ratios.get(compared.ratios.len() / 2).copied().unwrap_or_default();
    let m = &compared.machine;
    format!(
        "One thread, the same articles: {ours:.0} words a second, spaCy's `nlp.pipe` {theirs:.0}: \
         **{middle:.1} times** as fast (runs in turns; {:.1} to {:.1}). On all cores: {:.0} words a \
         second. Taken on {}, {} cores, {}, {}.\n",
        least.copied().unwrap_or_default(),
        most.copied().unwrap_or_default(),
        compared.all_cores,
        m.processor,
        m.cores,
        m.rustc,
        m.date,
    )
}
