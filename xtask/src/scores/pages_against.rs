//! What `main-text` kept, as tables.

use crate::pages_against::{self, Against};
use crate::project::Project;
use crate::table::Table;

/// The last comparison that was made here.
pub(super) fn part(project: &Project) -> String {
    let Some(against) = project.kept::<Against>(pages_against::KEPT) else {
        return "Not measured: `xtask -- main-text` was not run here.".to_owned();
    };
    format!("{}\n{}\n{}", words(&against), fields(&against), speed(&against))
}

fn words(against: &Against) -> String {
    let theirs = format!("trafilatura {}: precision", against.version);
    let columns = [
        "kind of page",
        "half",
        "pages",
        "Sayso: precision",
        "recall",
        "F1",
        &theirs,
        "recall",
        "F1",
    ];
    let mut table = Table::new(2, &columns);
    for row in &against.words {
        let mut cells = vec![row.kind.clone(), row.half.clone(), row.pages.clone()];
        cells.extend(row.ours.iter().chain(&row.theirs).cloned());
        table.row(&cells);
    }
    table.finish()
}

fn fields(against: &Against) -> String {
    let columns = [
        "stated of the page",
        "pages with it",
        "Sayso: right",
        "trafilatura: right",
        "pages without it",
        "Sayso: given",
        "trafilatura: given",
    ];
    let mut table = Table::new(1, &columns);
    for field in &against.fields {
        let counts = [
            field.wanted,
            field.ours.0,
            field.theirs.0,
            field.without,
            field.ours.1,
            field.theirs.1,
        ];
        let mut row = vec![field.name.clone()];
        row.extend(counts.map(|count| count.to_string()));
        table.row(&row);
    }
    table.finish()
}

fn speed(against: &Against) -> String {
    let best = |of: fn(&(f64, f64)) -> f64| {
        against.milliseconds.iter().map(of).fold(f64::INFINITY, f64::min)
    };
    let (ours, theirs) = (best(|run| run.0), best(|run| run.1));
    let m = &against.machine;
    format!(
        "One thread, {} pages, the best of {} runs in turns: {ours:.2} ms a page from its bytes to \
         its text with its map, trafilatura's `extract` {theirs:.2} ms: **{:.2} of its time**. Taken \
         on {}, {} cores, {}, {}.\n",
        against.pages,
        against.milliseconds.len(),
        ours / theirs,
        m.processor,
        m.cores,
        m.rustc,
        m.date,
    )
}
