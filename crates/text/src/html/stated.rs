//! What a page states of itself as linked data (JSON-LD with the words of schema.org).

use super::address::scheme;
use super::json::Json;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most authors of one work that are named.
const MOST: usize = 20;

/// What linked data says of a page.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) outlet: Option<String>,
    /// As it is written.
    pub(super) published: Option<String>,
    /// Where the words of the article stand, as a JSON string.
    pub(super) body: Option<Range<usize>>,
}

impl Stated {
    /// Reads it: each field from the first object that is a work and has it, articles and posts
    /// before pages.
    pub(super) fn of(source: &str, places: &[Range<usize>]) -> Self {
        let json = Json::read(source, places);
        let mut works: Vec<(usize, usize)> =
            json.objects().filter_map(|object| Some((rank(&json, object)?, object))).collect();
        works.sort_unstable();
        let works: Vec<usize> = works.into_iter().map(|(_, object)| object).collect();
        let people = named(&json);
        let first = |name: &str| works.iter().find_map(|&work| json.string_at(work, name));
        let names = |work: usize, name: &str| {
            let each = json.each(json.get(work, name)?);
            let named = each.iter().filter_map(|&who| name_of(&json, &people, who));
            let names: Vec<String> = named.take(MOST).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let body = |&work: &usize| json.place(json.get(work, "articleBody")?);
        Self {
            title: first("headline"),
            author: works.iter().find_map(|&work| names(work, "author")),
            outlet: works.iter().find_map(|&work| names(work, "publisher")),
            published: first("datePublished"),
            body: works.iter().filter_map(body).max_by_key(Range::len),
        }
    }
}

/// Articles and posts come before pages; what is no work has no rank.
fn rank(json: &Json<'_>, object: usize) -> Option<usize> {
    let kinds = json.each(json.get(object, "@type")?);
    kinds.into_iter().filter_map(|kind| rank_of(&json.string(kind)?)).min()
}

fn rank_of(kind: &str) -> Option<usize> {
    match kind {
        _ if kind.ends_with("Article") || kind.ends_with("Posting") => Some(0),
        "Report" | "Question" | "Recipe" | "Review" | "HowTo" | "Book" => Some(1),
        "WebPage" | "ItemPage" | "CreativeWork" => Some(2),
        _ => None,
    }
}

/// The names of the objects that have an id.
fn named(json: &Json<'_>) -> BTreeMap<String, String> {
    let named = json
        .objects()
        .filter_map(|o| Some((json.string_at(o, "@id")?, json.string_at(o, "name")?)));
    named.collect()
}

/// The name of a person or an organisation: itself, of the object, or of the one that it refers to.
fn name_of(json: &Json<'_>, people: &BTreeMap<String, String>, who: usize) -> Option<String> {
    let elsewhere = || people.get(&json.string_at(who, "@id")?).cloned();
    let name = json.string(who).or_else(|| json.string_at(who, "name")).or_else(elsewhere)?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && name.chars().count() <= 120 && scheme(&name).is_none()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_come_before_pages_and_names_may_stand_elsewhere() {
        let data = r#"{"@graph": [
            {"@type": "WebPage", "datePublished": "2020-01-01", "name": "no"},
            {"@type": ["NewsArticle"], "headline": "The pier", "datePublished": "2021-03-03",
             "author": [{"@id": "ana"}, "Bram Oude", "https://courier.example/x"],
             "publisher": {"name": "The Vell Courier"}, "articleBody": "It shut."},
            {"@type": "Person", "@id": "ana", "name": "Ana  Ruiz"}]}"#;
        let stated = Stated::of(data, std::slice::from_ref(&(0..data.len())));
        assert_eq!(stated.title.as_deref(), Some("The pier"));
        assert_eq!(stated.author.as_deref(), Some("Ana Ruiz, Bram Oude"));
        assert_eq!(stated.outlet.as_deref(), Some("The Vell Courier"));
        assert_eq!(stated.published.as_deref(), Some("2021-03-03"));
        assert_eq!(&data[stated.body.unwrap()], "It shut.");
    }
}
