//! What the names of classes and ids say of what an element is for.

use super::tree::Element;

/// Words that, in the name of a class or in an id, say what an element is for.
const SAYS: &[&str] = &[
    "addtoany",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "copyright",
    "footer",
    "gdpr",
    "masthead",
    "modal",
    "menu",
    "nav",
    "outbrain",
    "overlay",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recirc",
    "recommended",
    "related",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "submenu",
    "subscribe",
    "toolbar",
    "taboola",
    "topbar",
];

/// Words beside them that turn their meaning round: a page with a sidebar is not one.
const UNSAYS: &[&str] = &[
    "has", "have", "with", "without", "no", "not", "is", "open", "closed", "hide", "hidden",
    "enabled", "disabled", "on", "off", "false", "true", "main", "article", "content", "body",
    "layout", "page", "item", "text", "title", "entry",
];

/// Words that say so less plainly: only what is short is left out.
const HINTS: &[&str] = &[
    "akismet",
    "alerts",
    "badge",
    "badges",
    "bio",
    "biography",
    "btn",
    "button",
    "buttons",
    "controls",
    "cta",
    "flair",
    "login",
    "notice",
    "notices",
    "optin",
    "reactions",
    "register",
    "reputation",
    "signature",
    "signin",
    "signup",
    "skip",
    "tagcloud",
    "taglist",
    "tags",
    "toc",
    "tooltip",
    "upsell",
];

/// The share of a page's text, in hundredths, up to which an element is left out for what its
/// classes and its id say; `None` where they say nothing.
pub(super) fn most(element: &Element) -> Option<usize> {
    let hidden = |class: &str| {
        matches!(class, "sr-only" | "screen-reader-text" | "visually-hidden" | "visuallyhidden")
    };
    let names = element.classes().chain(element.attribute("id"));
    names.filter_map(|name| if hidden(name) { Some(30) } else { said(name) }).max()
}

/// What one name says.
fn said(name: &str) -> Option<usize> {
    let mut most = None;
    for word in name.split(['-', '_', ':', '.', ' ']).flat_map(humps) {
        let word = word.to_ascii_lowercase();
        if UNSAYS.contains(&word.as_str()) {
            return None;
        }
        if SAYS.contains(&word.as_str()) {
            most = Some(30);
        } else if HINTS.contains(&word.as_str()) {
            most = most.max(Some(5));
        }
    }
    most
}

/// The parts of `siteNavigation`.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .zip(rest.chars())
            .find(|((_, c), before)| c.is_uppercase() && before.is_lowercase())
            .map_or(rest.len(), |((at, _), _)| at);
        let (hump, tail) = rest.split_at(end);
        rest = tail;
        Some(hump)
    })
}
