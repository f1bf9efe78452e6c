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

/// Whether a file in such a folder is a page of its own that the saved page shows in a frame, by the
/// name that browsers built on Chromium give it: `saved_resource.html`, `saved_resource(1).html`.
pub(crate) fn is_framed(name: &str) -> bool {
    let number = name.strip_prefix("saved_resource").and_then(|rest| rest.strip_suffix(".html"));
    let Some(number) = number else { return false };
    let digits = number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    number.is_empty() || digits.is_some_and(is_number)
}

/// The pages among some paths, to tell their folders by.
pub(crate) struct Companions(BTreeSet<String>);

impl Companions {
    pub(crate) fn of<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        Self(paths.filter_map(page_stem).map(str::to_owned).collect())
    }

    /// Whether a path leads through the folder of one of the pages, to what is no page itself.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let folders = || path.match_indices('/').take(DEPTH_MAX).map(|(at, _)| &path[..at]);
        let is_framed = || {
            path.rsplit_once('/')
                .is_some_and(|(folder, name)| is_framed(name) && self.is_of_a_page(folder))
        };
        !self.0.is_empty() && folders().any(|folder| self.is_of_a_page(folder)) && !is_framed()
    }

    fn is_of_a_page(&self, folder: &str) -> bool {
        page_of(folder).is_some_and(|page| !page.ends_with('/') && self.0.contains(page))
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
        assert!(!all.holds("a/page_files/saved_resource(1).html"), "a framed page");
        assert!(all.holds("a/page_files/deep/saved_resource.html"), "not where browsers put them");
        assert_eq!((page_of("_files"), page_of("a_files"), page_of("a")), (None, Some("a"), None));
    }

    #[test]
    fn knows_a_framed_page_by_its_name() {
        for name in ["saved_resource.html", "saved_resource(1).html", "saved_resource(12).html"] {
            assert!(is_framed(name), "{name}");
        }
        for name in ["saved_resource", "saved_resource().html", "saved_resource(a).html", "a.html"]
        {
            assert!(!is_framed(name), "{name}");
        }
    }
}
