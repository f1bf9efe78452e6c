//! What a page says of itself: title, author, outlet, address, day, language.

use super::address::{Addresses, scheme};
use super::posts::{self, Posts};
use super::render::Rendered;
use super::tree::{Element, Tree};
use crate::day::{find_day, find_month_or_day};
use crate::draft::Draft;
use crate::speaker;
use sayso_model::Published;

/// Fills in the draft's metadata. Nothing that belongs to one of several posts is the page's.
pub(super) fn fill(
    draft: &mut Draft,
    tree: &Tree<'_>,
    page: &Rendered,
    posts: &Posts,
    addresses: &Addresses,
) {
    let own = |&e: &usize| posts.around(e).is_none();
    let first = |fits: &dyn Fn(&Element) -> bool| {
        (1..tree.elements.len())
            .filter(own)
            .filter(|&e| fits(&tree.elements[e]))
            .collect::<Vec<_>>()
    };
    let h1 = || {
        let h1 = first(&|e| &*e.name == "h1").into_iter().map(|e| tree.text(e, 300));
        h1.into_iter().find(|words| !words.is_empty())
    };
    draft.title = meta(tree, &["og:title"]).or_else(|| tree.title.clone()).or_else(h1);
    draft.outlet = meta(tree, &["og:site_name"]);
    draft.address.clone_from(&addresses.own);
    draft.language = tree.language.clone().or_else(|| meta(tree, &["content-language"]));
    draft.author = meta(tree, &["author", "article:author", "dc.creator", "citation_author"])
        .filter(|author| scheme(author).is_none())
        .or_else(|| {
            let named = first(&posts::says_author).into_iter().map(|e| tree.text(e, 120));
            named.into_iter().find_map(|words| posts::author(&words))
        })
        .or_else(|| speaker::byline(byline_line(page, posts)?));
    draft.published = meta(tree, DAYS)
        .and_then(|day| find_month_or_day(&iso(&day)))
        .map(|(_, day)| Published(day))
        .or_else(|| stated_time(tree, &first(&posts::says_time)))
        .or_else(|| {
            let (_, day) = find_day(byline_line(page, posts)?)?;
            Some(Published(day))
        });
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

/// The first line, of the first five, that is a byline. A page of several posts has none.
fn byline_line<'p>(page: &'p Rendered, posts: &Posts) -> Option<&'p str> {
    let lines = page.words.lines().filter(|line| !line.is_empty());
    let mut lines = lines.take(if posts.is_empty() { 5 } else { 0 });
    lines.find(|line| speaker::byline(line).is_some())
}
