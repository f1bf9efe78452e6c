//! Which networks and components can be run, by the names that spaCy gives them.

use super::config::Config;
use super::error::{ConvertError, Result};

/// Networks that turn words into vectors, with where their parts stand and what those must be.
const WHOLE: &str = "spacy.Tok2Vec.v2";
const SHORT: &str = "spacy.HashEmbedCNN.v2";
const LISTENER: &str = "spacy.Tok2VecListener.v1";
const PARTS: [(&str, &str); 2] =
    [("embed", "spacy.MultiHashEmbed.v2"), ("encode", "spacy.MaxoutWindowEncoder.v2")];

/// Where a component gets its vectors of words from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words<'a> {
    /// From a network of its own.
    Own,
    /// From the component of this name; `*` is the nearest before it.
    From(&'a str),
}

/// A component's network is of one of these kinds.
pub(super) fn require(config: &Config, component: &str, known: &[&str]) -> Result<()> {
    known_kind(config, component, &["components", component, "model"], known).map(|_| ())
}

/// Where a tagger or parser gets its vectors of words from.
pub(super) fn words<'a>(config: &'a Config, component: &str) -> Result<Words<'a>> {
    let path = ["components", component, "model", "tok2vec"];
    if known_kind(config, component, &path, &[WHOLE, SHORT, LISTENER])? != LISTENER {
        parts(config, component, &path)?;
        return Ok(Words::Own);
    }
    let upstream = config.string(&["components", component, "model", "tok2vec", "upstream"]);
    Ok(Words::From(upstream.unwrap_or("*")))
}

/// The network of a `tok2vec` component can be run.
pub(super) fn encoder(config: &Config, component: &str) -> Result<()> {
    let path = ["components", component, "model"];
    known_kind(config, component, &path, &[WHOLE, SHORT])?;
    parts(config, component, &path)
}

fn parts(config: &Config, component: &str, path: &[&str]) -> Result<()> {
    if known_kind(config, component, path, &[WHOLE, SHORT])? == SHORT {
        return Ok(());
    }
    PARTS.iter().try_for_each(|(part, kind)| {
        known_kind(config, component, &[path, &[part]].concat(), &[kind]).map(|_| ())
    })
}

/// The kind of network at a path, which must be a known one.
fn known_kind<'a>(
    config: &'a Config,
    component: &str,
    path: &[&str],
    known: &[&str],
) -> Result<&'a str> {
    let found = config.string(&[path, &["@architectures"]].concat());
    let found = found.ok_or_else(|| {
        let what = format!("[{}] has no @architectures", path.join("."));
        ConvertError::damaged("config.cfg", what)
    })?;
    if known.contains(&found) {
        return Ok(found);
    }
    let what = format!("its network is of kind {found}, and not {}", known.join(" or "));
    Err(ConvertError::unsupported(component, what))
}

/// Why a component of this kind (`factory`) is left out, or an error where words or grammar hang
/// on it.
pub(super) fn left_out(component: &str, factory: &str) -> Result<String> {
    let why = match factory {
        "transformer" | "curated_transformer" => "it is a transformer",
        "beam_parser" | "beam_ner" => "it searches with a beam",
        "merge_entities" | "merge_noun_chunks" | "merge_subtokens" | "token_splitter" => {
            "it changes the words after they were found"
        }
        _ => {
            let what = needless(factory);
            return Ok(format!("component `{component}` ({factory}) is left out: {what}"));
        }
    };
    Err(ConvertError::unsupported(component, format!("{why} ({factory})")))
}

/// What is not there when a component is left out.
fn needless(factory: &str) -> &'static str {
    match factory {
        "trainable_lemmatizer" | "lemmatizer" => "there will be no lemmas but those that rules set",
        "sentencizer" => "sentences come from the parser",
        "entity_ruler" | "span_ruler" | "entity_linker" => "names come from `ner` alone",
        "textcat" | "textcat_multilabel" => "whole texts are not put into classes here",
        "spancat" | "spancat_singlelabel" | "span_finder" => "spans are not put into classes here",
        _ => "it is not one of spaCy's own, or needed for nothing here",
    }
}

/// Languages whose lemmatizers in spaCy are programs of their own, and not only tables.
const OWN_LEMMATIZERS: [&str; 12] =
    ["ca", "el", "es", "fr", "ga", "ht", "it", "mk", "nl", "pl", "ru", "uk"];

/// Why the lemmatizer of a language is left out, if it is.
pub(super) fn lemmatizer_left_out(language: &str, mode: &str) -> Option<String> {
    let what = needless("lemmatizer");
    if OWN_LEMMATIZERS.contains(&language) {
        return Some(format!("the lemmatizer of language `{language}` is left out: {what}"));
    }
    let known = matches!(mode, "rule" | "lookup");
    (!known).then(|| format!("the lemmatizer, of mode `{mode}`, is left out: {what}"))
}
