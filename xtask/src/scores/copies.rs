//! What `copies` kept, as tables.

use crate::copies::{self, Compared, Precision, Ran, Recall, Size};
use crate::project::Project;
use crate::table::{Table, part as share_of};

/// The last comparison that was made here.
pub(super) fn part(project: &Project) -> String {
    let Some(compared) = project.kept::<Compared>(copies::KEPT) else {
        return "Not measured: `xtask -- copies` was not run here.".to_owned();
    };
    let parts =
        [recall(&compared), precision(&compared), sizes(&compared.sizes), machine(&compared)];
    parts.join("\n")
}

fn recall(compared: &Compared) -> String {
    let mut table = Table::new(1, &["edit", "words in common", "planted", "found", "datasketch"]);
    let row = |r: &Recall| {
        let theirs = r.theirs.map_or_else(dash, |theirs| share_of(theirs, r.planted));
        let alike = format!("{:.2}", r.alike);
        [r.edit.clone(), alike, r.planted.to_string(), share_of(r.ours, r.planted), theirs]
    };
    compared.recall.iter().for_each(|r| table.row(&row(r)));
    table.finish()
}

fn precision(compared: &Compared) -> String {
    let columns = ["program", "pairs found", "planted", "alike, not planted", "precision"];
    let mut table = Table::new(1, &columns);
    let mut row = |name: &str, p: &Precision| {
        let right = share_of(p.planted + p.alike, p.found);
        let cells = [p.found, p.planted, p.alike].map(|n| n.to_string());
        let [found, planted, alike] = cells;
        table.row(&[name.to_owned(), found, planted, alike, right]);
    };
    row("Sayso", &compared.precision.0);
    compared.precision.1.iter().for_each(|p| row("datasketch", p));
    table.finish()
}

fn sizes(sizes: &[Size]) -> String {
    let columns = [
        "passages",
        "seconds",
        "on all cores",
        "datasketch",
        "ratio",
        "MB",
        "datasketch, MB",
        "one more, ms",
    ];
    let mut table = Table::new(0, &columns);
    let megabytes = |ran: &Ran| ran.memory.map_or_else(dash, |m| format!("{:.0}", m as f64 / 1e6));
    for size in sizes {
        let (ours, theirs) = (&size.ours, size.theirs.as_ref());
        let of_theirs = |tell: &dyn Fn(&Ran) -> String| theirs.map_or_else(dash, tell);
        table.row(&[
            size.passages.to_string(),
            format!("{:.2}", ours.seconds),
            ours.all_cores.map_or_else(dash, |s| format!("{s:.2}")),
            of_theirs(&|t| format!("{:.1}", t.seconds)),
            of_theirs(&|t| format!("{:.1}", t.seconds / ours.seconds)),
            megabytes(ours),
            of_theirs(&megabytes),
            ours.fold_in.map_or_else(dash, |ms| format!("{ms:.2}")),
        ]);
    }
    table.finish()
}

fn machine(compared: &Compared) -> String {
    let m = &compared.machine;
    let theirs = compared.sizes.iter().find_map(|size| size.theirs.as_ref());
    let version = theirs.map_or_else(String::new, |t| format!("datasketch {}; ", t.version));
    format!(
        "{} real passages; {version}taken on {}, {} cores, {}, {}, {}.\n",
        compared.real, m.processor, m.cores, m.memory, m.rustc, m.date
    )
}

fn dash() -> String {
    "–".to_owned()
}
