//! What `analysis` kept, as tables.

use super::speed::machine;
use crate::analysis_bench::{KEPT, Size, Taken};
use crate::project::Project;
use crate::table::Table;

/// The analysis of many documents, as it was last timed here.
pub(super) fn part(project: &Project) -> String {
    let Some(taken) = project.kept::<Taken>(KEPT) else {
        return "**Analysis at scale**: not measured here (`xtask -- analysis`).".to_owned();
    };
    let made = &taken.made;
    format!(
        "**Analysis at scale**: {} documents made of the sentences of `wikinews-sample` and \
         `muc3-news` that claim something, read once and repeated with other people, places and \
         groups (states and agencies of the list stay), their days moved within three years. They \
         are recorded in a dossier of {:.2} GB, which took {:.0} seconds, and looked at from cold \
         by a process for each size, for the smaller ones as of an earlier operation. Folding in \
         gives every actor of a new document the identity that has its name; what the newcomers \
         change in who else is who is seen when the picture is made anew. Incidents, estimates and \
         disputes are what all documents at once would give. On: {}.\n\n{}\n{}",
        made.read,
        made.bytes as f64 / 1e9,
        made.recorded,
        machine(&taken.machine),
        counts(&taken.sizes),
        seconds(&taken.sizes)
    )
}

/// A table with a column for each size.
struct BySize<'s> {
    sizes: &'s [Size],
    table: Table,
}

impl<'s> BySize<'s> {
    fn new(first: &str, sizes: &'s [Size]) -> Self {
        let heads = sizes.iter().map(|size| format!("{} documents", count(size, "documents")));
        let columns: Vec<String> = std::iter::once(first.to_owned()).chain(heads).collect();
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        Self { sizes, table: Table::new(1, &columns) }
    }

    fn row(&mut self, what: &str, cell: impl Fn(&Size) -> String) {
        let cells = std::iter::once(what.to_owned()).chain(self.sizes.iter().map(cell));
        self.table.row(&cells.collect::<Vec<_>>());
    }
}

fn count(size: &Size, what: &str) -> u64 {
    size.counts.iter().find(|(name, _)| name == what).map_or(0, |(_, count)| *count)
}

fn counts(sizes: &[Size]) -> String {
    let mut table = BySize::new("there", sizes);
    let names = sizes.first().into_iter().flat_map(|size| &size.counts).map(|(name, _)| name);
    for name in names.filter(|name| *name != "documents") {
        table.row(name, |size| count(size, name).to_string());
    }
    table.table.finish()
}

fn seconds(sizes: &[Size]) -> String {
    let mut table = BySize::new("seconds", sizes);
    let Some(first) = sizes.first() else { return String::new() };
    for (nth, (name, _)) in first.steps.iter().enumerate() {
        table.row(name, |size| format!("{:.1}", size.steps[nth].1));
    }
    let sum = |steps: &[(String, f64)]| steps.iter().map(|(_, seconds)| seconds).sum::<f64>();
    table.row("**all steps**", |size| format!("**{:.1}**", sum(&size.steps)));
    table.row("one more document", |size| format!("{:.4}", sum(&size.fold)));
    table.row("most memory, GB", |size| {
        size.memory.map_or_else(|| "–".to_owned(), |bytes| format!("{:.2}", bytes as f64 / 1e9))
    });
    table.table.finish()
}
