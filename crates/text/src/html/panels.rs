//! What stands beside a post about who wrote it: of that, the name is kept.

use super::measure::Measures;
use super::posts;
use super::tree::{Element, Tree};

/// The panels of a page, and the names in them.
#[derive(Debug)]
pub(super) struct Panels {
    /// Which elements are panels.
    panels: Vec<bool>,
    /// Which elements are the names.
    names: Vec<bool>,
}

/// A name is no longer than this, in letters.
const LONGEST: usize = 60;

impl Panels {
    /// Finds them.
    pub(super) fn find(tree: &Tree<'_>, measures: &Measures) -> Self {
        let count = tree.elements.len();
        let mut found = Self { panels: vec![false; count], names: vec![false; count] };
        // The panel around each element, and for each panel its name: one that says that it is
        // the author's counts more than the first words that stand out.
        let mut around = vec![0; count];
        let mut names: Vec<Option<(bool, usize)>> = vec![None; count];
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            around[e] = around[element.parent];
            if around[e] == 0 && is_panel(element) {
                (around[e], found.panels[e]) = (e, true);
                continue;
            }
            let short = (1..=LONGEST).contains(&measures.letters(tree, e));
            if around[e] == 0 || !short {
                continue;
            }
            let says = posts::says_author(element);
            let out = matches!(&*element.name, "a" | "strong" | "b" | "h3" | "h4" | "h5" | "dt");
            let name = &mut names[around[e]];
            if (says || out) && name.is_none_or(|(said, _)| says && !said) {
                *name = Some((says, e));
            }
        }
        for (_, name) in names.into_iter().flatten() {
            found.names[name] = true;
        }
        found
    }

    /// Whether the text of an element is kept, where that of the one around it is or is not.
    pub(super) fn keeps(&self, element: usize, outer: bool) -> bool {
        (outer && !self.panels[element]) || self.names[element]
    }
}

fn is_panel(element: &Element) -> bool {
    const SAYS: &[&str] = &[
        "authorinfo",
        "authorinformation",
        "authorpane",
        "messagecelluser",
        "memberinfo",
        "posterinfo",
        "postleft",
        "postprofile",
        "userdetails",
        "userextras",
        "userinfo",
    ];
    element.classes().any(|class| {
        let plain: String = class.chars().filter(char::is_ascii_alphabetic).collect();
        let plain = plain.to_ascii_lowercase();
        matches!(&*plain, "messageuser" | "poster" | "useravatar")
            || SAYS.iter().any(|says| plain.ends_with(says))
    })
}
