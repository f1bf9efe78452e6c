//! Front matter: the lines of names and values that some texts begin with.

use crate::day::find_day;
use crate::draft::Draft;
use sayso_model::Published;

/// Fills in what front matter says. Only plain `name: value` lines are read.
pub(super) fn fill(draft: &mut Draft, block: &str) {
    for line in block.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-'])) {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() || value.starts_with(['[', '{', '|', '>', '&', '*']) {
            continue;
        }
        let slot = match name.trim().to_ascii_lowercase().as_str() {
            "title" => &mut draft.title,
            "author" | "by" => &mut draft.author,
            "outlet" | "source" | "publication" | "publisher" | "site" => &mut draft.outlet,
            "lang" | "language" => &mut draft.language,
            "url" | "link" | "address" | "canonical" => &mut draft.address,
            "date" | "published" => {
                let day = find_day(value).map(|(_, day)| Published(day));
                draft.published = draft.published.take().or(day);
                continue;
            }
            _ => continue,
        };
        slot.get_or_insert_with(|| value.to_owned());
    }
}
