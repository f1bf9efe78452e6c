//! Every rule, with its spec: prose and cases that run as tests.

/// A rule that makes items.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, such as `attribution.indirect`.
    pub id: &'static str,
    /// Its spec, in Markdown: what it does, its known limits, and cases.
    pub spec: &'static str,
    /// Where the spec stands in the project.
    pub path: &'static str,
}

macro_rules! rules {
    ($($part:literal { $($name:literal)* })*) => {
        /// Every rule, by id. A test holds this list against the folder `spec/`.
        pub const RULES: &[Rule] = &[$($(Rule {
            id: concat!($part, ".", $name),
            spec: include_str!(concat!("../../../spec/", $part, "/", $name, ".md")),
            path: concat!("spec/", $part, "/", $name, ".md"),
        }),*),*];
    };
}

rules! {
    "actor" { "same-name" }
    "argument" { "concluded" "grounded" }
    "attribution" {
        "according-to" "adjective" "adverb" "block" "direct" "indirect" "infinitive" "introduced" "noun"
        "object" "passive" "preposition" "trailing" "unattributed"
    }
    "claim" { "attributed" "own-voice" }
    "contrast" { "aside" "instead" "notion" "opposite" "reality" "refuted" }
    "damage" { "alt-text" "glued-words" "lost-space" "mojibake" }
    "date" { "clock" "decade" "full" "hijri" "interval" "month" "named" "part" "relative" "weekday" "year" }
    "hand" { "claim" }
    "mention" { "capitals" "given-name" "listed" "parsed" "script" "seen" "titled" "typed" }
    "naming" { "set-apart" }
    "place" { "named" }
    "quantity" {
        "age" "bound" "count" "fraction" "measure" "money" "none" "percent" "range" "vague"
    }
    "reference" {
        "address" "footnote" "hyperlink" "link-scar" "lost-address" "note-mark" "note-target"
    }
    "relation" {
        "active" "being" "compound" "deed" "located" "member" "passive" "role" "same"
    }
    "section" {
        "caption" "chat-forwarded" "chat-head" "chat-line" "chat-message" "feed-entry" "feed-head" "head" "heading" "html-caption" "html-heading" "html-list" "html-note" "html-post"
        "html-quoted" "html-table" "language" "list" "mail-earlier" "mail-head" "mail-quoted" "mail-signature" "markdown" "notes" "post" "quoted-angles" "quoted-marks"
        "reply" "table"
    }
    "status" { "became" "control" "member" "office" }
}

/// The rule of an id; `None` where it is a later or an earlier version's.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

impl Rule {
    /// The first paragraph of its spec: what it does.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.spec
            .split("\n\n")
            .find(|part| !part.trim_start().starts_with('#') && !part.trim().is_empty())
            .unwrap_or_default()
            .trim()
    }
}
