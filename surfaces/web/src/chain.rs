//! The chain of a claim within its page, in words.
//!
//! Beyond the page, and to the claims of other documents, only the trace of one claim goes.

use crate::address::Out;
use sayso::model::Anchor;
use sayso::{End, Link, PageChain};

/// One step of a chain.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Who speaks, how they stand to it, and whether these are their own words.
    Voice { who: String, stance: Option<&'static str>, kind: Option<&'static str> },
    /// The mark of a note, or `link`.
    Reference(String),
    /// An address that is cited.
    Cited(Out),
    /// Why it goes no further.
    Broken(String),
}

/// The steps of a chain.
pub(crate) fn steps(chain: PageChain) -> Vec<Step> {
    let mut voices: Vec<_> = chain.links.iter().filter_map(voice).collect();
    if let Some((_, stance, _)) = voices.last_mut() {
        *stance = Some(chain.stance.word());
    }
    let mut steps: Vec<_> =
        voices.into_iter().map(|(who, stance, kind)| Step::Voice { who, stance, kind }).collect();
    steps.extend(chain.links.iter().filter_map(|link| match link {
        Link::Reference { words, note: Some(_), .. } => {
            Some(Step::Reference(format!("note {}", words.exact)))
        }
        Link::Reference { words, url: None, .. } => Some(Step::Reference(words.exact.clone())),
        Link::Reference { .. } => Some(Step::Reference("link".to_owned())),
        _ => None,
    }));
    steps.extend(match chain.end {
        End::Cited(url) => Some(Step::Cited(Out::of(&url))),
        End::Broken(why) => Some(Step::Broken(why)),
        End::Page { .. } | End::Speaker(_) | End::ReadHere { .. } => None,
    });
    steps
}

/// Who speaks in a link, with stance and kind.
fn voice(link: &Link) -> Option<(String, Option<&'static str>, Option<&'static str>)> {
    match link {
        Link::Document { voice, .. } => {
            Some((voice.clone().unwrap_or_else(|| "the page".to_owned()), None, None))
        }
        Link::Attribution { source, speaker, stance, kind, .. } => {
            let who = named(speaker.as_ref(), source.as_ref());
            Some((who, Some(stance.word()), Some(kind.word())))
        }
        Link::Decided { holder, stance } => {
            Some((named(holder.as_ref(), None), Some(stance.word()), None))
        }
        Link::Reference { .. } => None,
    }
}

/// The name somebody is known by, or else the words for them. Where the words do not say the name,
/// both: that they mean it was made out, and may be wrong.
pub(crate) fn named(name: Option<&String>, words: Option<&Anchor>) -> String {
    match (name, words.map(|words| &words.exact)) {
        (Some(name), Some(words)) if !words.contains(name.as_str()) => {
            format!("“{words}”, taken to be {name},")
        }
        (Some(name), _) | (None, Some(name)) => name.clone(),
        (None, None) => "somebody unnamed".to_owned(),
    }
}
