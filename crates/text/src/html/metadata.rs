//! What a page says of itself: title, author, outlet, address, day, language.

use super::address::{Addresses, scheme};
use super::posts::{self, Posts};
use super::render::Rendered;
use super::stated::Stated;
use super::titles;
use super::tree::{Element, Tree};
use crate::day::{find_day, find_month_or_day};
use crate::draft::Draft;
use crate::speaker;
use sayso_model::{Edtf, Published};

/// Fills in the draft's metadata. Nothing that belongs to one of several posts is the page's,
/// unless the page states it.
pub(super) fn fill(
    draft: &mut Draft,
    tree: &Tree<'_>,
    page: &Rendered,
    posts: &Posts,
    addresses: &Addresses,
    stated: &Stated,
) {
    let about = About { tree, page, posts };
    draft.outlet = meta(tree, &["og:site_name"])
        .or_else(|| stated.outlet.clone())
        .or_else(|| meta(tree, &["application-name"]));
    let said =
        meta(tree, &["og:title"]).or_else(|| stated.title.clone()).or_else(|| tree.title.clone());
    draft.title = titles::title(&about.headlines(), said, draft.outlet.as_deref());
    draft.address.clone_from(&addresses.own);
    draft.language = tree.language.clone().or_else(|| meta(tree, &["content-language"]));
    draft.author = about.author(stated, draft.outlet.as_deref());
    if let Some((day, how)) = about.published(stated, addresses.own.as_deref()) {
        (draft.published, draft.dated) = (Some(Published(day)), Some(how));
    }
}

/// A page, and what belongs to its posts.
struct About<'p, 't> {
    tree: &'p Tree<'t>,
    page: &'p Rendered,
    posts: &'p Posts,
}

impl About<'_, '_> {
    /// The elements that fit and belong to no post.
    fn own(&self, fits: impl Fn(&Element) -> bool) -> impl Iterator<Item = usize> {
        let elements = 1..self.tree.elements.len();
        elements.filter(move |&e| fits(&self.tree.elements[e]) && self.posts.around(e).is_none())
    }

    /// The headlines with whether they are links. A thread's may stand in its first post.
    fn headlines(&self) -> Vec<(String, bool)> {
        let h1 = (1..self.tree.elements.len()).filter(|&e| &*self.tree.elements[e].name == "h1");
        let words = |e: usize| (self.tree.text(e, 300), self.is_link(e));
        h1.take(20).map(words).filter(|(words, _)| !words.is_empty()).collect()
    }

    /// Whether an element stands in a link, or begins with one.
    fn is_link(&self, e: usize) -> bool {
        let link = |e: usize| &*self.tree.elements[e].name == "a";
        let first =
            self.tree.elements.get(e + 1).is_some_and(|next| next.parent == e) && link(e + 1);
        first || self.tree.around(e).any(link)
    }

    /// Who wrote it: somebody rather than the outlet itself or a role.
    fn author(&self, stated: &Stated, outlet: Option<&str>) -> Option<String> {
        let meta = meta(self.tree, &["author", "article:author", "dc.creator", "citation_author"]);
        let stated = [meta, stated.author.clone()];
        let stated = stated.into_iter().flatten().filter(|author| scheme(author).is_none());
        let named = self.own(posts::says_author).filter_map(|e| {
            // A name that is a link is nothing but the name.
            let link = (e + 1..self.tree.elements.len())
                .take_while(|&i| {
                    self.tree.elements[i].pieces.end <= self.tree.elements[e].pieces.end
                })
                .take(8)
                .find(|&i| {
                    &*self.tree.elements[i].name == "a" && !self.tree.text(i, 80).is_empty()
                });
            posts::author(&self.tree.text(link.unwrap_or(e), 120))
        });
        let line = || speaker::byline(self.byline()?);
        let is_outlet =
            |who: &str| outlet.is_some_and(|o| o.eq_ignore_ascii_case(who)) || is_role(who);
        let all: Vec<String> = stated.chain(named).chain(line()).take(50).collect();
        let person = all.iter().find(|who| !is_outlet(who));
        person.or_else(|| all.iter().find(|who| !is_role(who))).cloned()
    }

    /// The first line, of the first that are kept, that is a byline. A page of several posts has
    /// none.
    fn byline(&self) -> Option<&str> {
        self.first_lines().find(|line| speaker::byline(line).is_some())
    }

    fn first_lines(&self) -> impl Iterator<Item = &str> {
        const LINES: usize = 8;
        let lines = self.page.words.lines().filter(|line| !line.is_empty());
        lines.take(if self.posts.is_empty() { LINES } else { 0 })
    }

    /// The day it was published, and how that is known.
    fn published(&self, stated: &Stated, address: Option<&str>) -> Option<(Edtf, &'static str)> {
        let read = |day: String| find_month_or_day(&iso(&day)).map(|(_, day)| day);
        let times: Vec<usize> = self.own(posts::says_time).collect();
        meta(self.tree, DAYS)
            .and_then(read)
            .map(|day| (day, "as its metadata state"))
            .or_else(|| {
                let day = stated.published.clone().and_then(read)?;
                Some((day, "as its linked data state"))
            })
            .or_else(|| Some((stated_time(self.tree, &times)?.0, "as its byline states")))
            .or_else(|| Some((self.early(&times)?, "the first time given at its head")))
            .or_else(|| Some((self.written()?, "as it is written at its head")))
            .or_else(|| Some((day_in_address(address?)?, "out of its address")))
            .or_else(|| Some((self.posts.first()?.0, "that of its first post")))
    }

    /// The first of these times that stands near the beginning.
    fn early(&self, times: &[usize]) -> Option<Edtf> {
        const NEAR: usize = 1_500;
        let near = |&&e: &&usize| self.page.span(e).is_some_and(|span| span.start() <= NEAR);
        let day = |&e: &usize| posts::published(&self.tree.elements[e], &self.tree.text(e, 80));
        times.iter().filter(near).find_map(day).map(|published| published.0)
    }

    /// A day written in one of the first lines, if that is short, or in an element that is called
    /// a date.
    fn written(&self) -> Option<Edtf> {
        const LONGEST: usize = 160;
        let short = |line: &&str| line.len() <= LONGEST;
        let line = self.first_lines().filter(short).find_map(find_day);
        let named = || {
            let dates = self.own(says_date).take(20);
            dates.map(|e| self.tree.text(e, 60)).find_map(|words| Some(find_day(&words)?.1))
        };
        line.map(|(_, day)| day).or_else(named)
    }
}

/// Whether an author is a role, or a label in the place of one.
fn is_role(who: &str) -> bool {
    let lower = who.to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    matches!(last, "admin" | "administrator" | "editor" | "webmaster")
        || matches!(
            &*lower,
            "author"
                | "authors"
                | "name"
                | "the author"
                | "about the author"
                | "staff"
                | "by"
                | "about the authors"
                | "author name"
                | "written by"
                | "posted by"
                | "contributor"
        )
}

/// Whether a class says that an element gives the day of publication.
fn says_date(element: &Element) -> bool {
    element.classes().any(|class| {
        let lower = class.to_ascii_lowercase();
        let parts: Vec<&str> = lower.split(['-', '_']).collect();
        let date = |part: &&str| matches!(*part, "date" | "published" | "pubdate" | "posted");
        let other = |part: &&str| matches!(*part, "modified" | "updated" | "expiry" | "event");
        parts.iter().any(date) && !parts.iter().any(other)
    })
}

/// `/2021/03/03/` in the path of an address.
fn day_in_address(address: &str) -> Option<Edtf> {
    let parts: Vec<&str> = address.split(['/', '?', '#']).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day] = [three[0], three[1], three[2]];
        let fits =
            year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        let day = fits.then(|| find_day(&format!("{year}-{month:0>2}-{day:0>2}")))??;
        Some(day.1)
    })
}

/// Names under which pages state when they were published.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
];

/// The content of the first `<meta>` with the first of these names that has any.
fn meta(tree: &Tree<'_>, wanted: &[&str]) -> Option<String> {
    wanted.iter().find_map(|name| {
        tree.head.iter().filter(|e| &*e.name == "meta").find_map(|e| {
            let named = ["property", "name", "itemprop"].iter().any(|key| e.lists(key, name));
            let content = e.attribute("content").filter(|_| named)?;
            let words: Vec<&str> = content.split_whitespace().collect();
            Some(words.join(" ")).filter(|content| !content.is_empty())
        })
    })
}

/// `2025/02/19`, the year first, in ISO's own way.
fn iso(day: &str) -> String {
    let year = day.split('/').next().unwrap_or_default();
    if year.len() == 4 { day.replace('/', "-") } else { day.to_owned() }
}

/// The time of publication: the element that says so, else the first one in a header or byline.
fn stated_time(tree: &Tree<'_>, times: &[usize]) -> Option<Published> {
    let day = |&e: &usize| posts::published(&tree.elements[e], &tree.text(e, 80));
    let said = |&&e: &&usize| {
        let element = &tree.elements[e];
        element.lists("itemprop", "datePublished")
            || element.classes().any(|class| matches!(class, "published" | "entry-date"))
            || tree.around(e).any(|a| {
                let around = &tree.elements[a];
                &*around.name == "header"
                    || around.classes().any(|c| c.contains("byline") || c.contains("meta"))
            })
    };
    times.iter().filter(said).find_map(day)
}
