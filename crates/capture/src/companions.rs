//! The folders that browsers put beside a page they save with all that belongs to it.

use std::collections::BTreeSet;

/// What browsers and office programs, in the languages they come in, put after the page's name.
const ENDINGS: [&str; 22] = [
    "_files",
    "-Dateien",
    "-dateien",
    "_fichiers",
    "_bestanden",
    "_file",
    "_archivos",
    "_ficheiros",
    "_arquivos",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fitxers",
    "_failid",
    "_fails",
    "_bylos",
    "_fajlovi",
    ".files",
];

/// Folders of a path that are looked at.
const DEPTH_MAX: usize = 64;

/// The page that a folder of this name would belong to, without its ending.
pub(crate) fn page_of(folder: &str) -> Option<&str> {
    let page = ENDINGS.iter().find_map(|ending| folder.strip_suffix(ending))?;
    (!page.is_empty()).then_some(page)
}

/// A page's name without its ending, if it is one that may have such a folder.
pub(crate) fn page_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let page = ["html", "htm", "xhtml", "shtml", "mht", "mhtml"];
    page.iter().any(|page| ending.eq_ignore_ascii_case(page)).then_some(stem)
}

/// The pages among some paths, to tell their folders by.
pub(crate) struct Companions(BTreeSet<String>);

impl Companions {
    pub(crate) fn of<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        Self(paths.filter_map(page_stem).map(str::to_owned).collect())
    }

    /// Whether a path leads through the folder of one of the pages.
    pub(crate) fn holds(&self, path: &str) -> bool {
        !self.0.is_empty()
            && path.match_indices('/').take(DEPTH_MAX).any(|(at, _)| {
                let page = page_of(&path[..at]);
                page.is_some_and(|page| !page.ends_with('/') && self.0.contains(page))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_page_s_folder_by_the_page() {
        let all = Companions::of(["a/page.html", "Seite.HTM", "notes.txt"].into_iter());
        assert!(all.holds("a/page_files/x.html"));
        assert!(all.holds("Seite-Dateien/deep/x.js"));
        assert!(!all.holds("page_files/x.html"), "another folder's page");
        assert!(!all.holds("notes_files/x.html"), "no page");
        assert!(!all.holds("a/page.html"));
        assert_eq!((page_of("_files"), page_of("a_files"), page_of("a")), (None, Some("a"), None));
    }
}
