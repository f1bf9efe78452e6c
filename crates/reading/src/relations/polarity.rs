//! Whether a clause says that it is so: negation, modals, conditions, questions, wishes.

use super::grammar::Grammar;
use super::words::{Sort, is};
use sayso_model::Polarity;

/// Verbs above a clause that are looked at.
const MOST_STEPS: usize = 6;

/// The polarity of what a verb or a noun says.
pub(crate) fn of(grammar: &Grammar<'_>, word: usize) -> Polarity {
    let mut polarity = own(grammar, word);
    let mut at = word;
    for _ in 0..MOST_STEPS {
        let head = grammar.parse.head(at);
        if head == at || polarity == Polarity::Denied {
            break;
        }
        polarity = stronger(polarity, under(grammar, at, head));
        at = head;
    }
    match asks(grammar, at) {
        true => stronger(polarity, Polarity::Hypothetical),
        false => polarity,
    }
}

fn stronger(one: Polarity, other: Polarity) -> Polarity {
    match (one, other) {
        (Polarity::Asserted, other) => other,
        (one, _) => one,
    }
}

/// What a word's own helpers say.
fn own(grammar: &Grammar<'_>, word: usize) -> Polarity {
    let parse = grammar.parse;
    let mut polarity = Polarity::Asserted;
    for child in grammar.under(word) {
        let lemma = parse.lemma(child).to_lowercase();
        let found = match grammar.relation(child) {
            "neg" => Polarity::Denied,
            "advmod" if matches!(lemma.as_str(), "never" | "hardly" | "nowhere") => {
                Polarity::Denied
            }
            "det" if lemma == "no" => Polarity::Denied,
            "nsubj" | "nsubjpass" | "dobj" | "attr" if is_none(grammar, child) => Polarity::Denied,
            "aux" if is_modal(&lemma) => Polarity::Hypothetical,
            "mark" | "advmod" if matches!(lemma.as_str(), "if" | "unless" | "whether" | "lest") => {
                Polarity::Hypothetical
            }
            "advmod"
                if matches!(lemma.as_str(), "allegedly" | "possibly" | "perhaps" | "maybe") =>
            {
                Polarity::Hypothetical
            }
            "amod" if is_doubtful(&lemma) => Polarity::Hypothetical,
            _ => continue,
        };
        if found == Polarity::Denied {
            return found;
        }
        polarity = found;
    }
    polarity
}

fn is_modal(lemma: &str) -> bool {
    matches!(
        lemma,
        "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "should"
            | "shall"
            | "must"
            | "'ll"
            | "’ll"
            | "ca"
            | "wo"
            | "'d"
            | "ought"
    )
}

fn is_doubtful(lemma: &str) -> bool {
    matches!(
        lemma,
        "alleged"
            | "possible"
            | "planned"
            | "potential"
            | "suspected"
            | "future"
            | "proposed"
            | "likely"
            | "so-called"
            | "intended"
            | "imminent"
            | "attempted"
    )
}

/// `no group`, `nobody`, `none of them`, `neither`.
fn is_none(grammar: &Grammar<'_>, noun: usize) -> bool {
    let parse = grammar.parse;
    let none = |w: usize| {
        matches!(parse.lemma(w).to_lowercase().as_str(), "nobody" | "none" | "nothing" | "neither")
    };
    let no = |c: usize| {
        matches!(grammar.relation(c), "det" | "neg" | "preconj")
            && matches!(parse.lemma(c).to_lowercase().as_str(), "no" | "neither")
    };
    none(noun)
        || grammar.written(noun).eq_ignore_ascii_case("no one")
        || grammar.under(noun).any(no)
}

/// What the word above says about a word.
fn under(grammar: &Grammar<'_>, word: usize, head: usize) -> Polarity {
    let parse = grammar.parse;
    let above = parse.lemma(head).to_lowercase();
    match grammar.relation(word) {
        "xcomp" | "pcomp" if is(Sort::Fail, &above) => Polarity::Denied,
        "xcomp" if parse.tag(word) != "VBG" && is(Sort::Want, &above) => Polarity::Hypothetical,
        "xcomp" => own(grammar, head),
        // `did not say that it was shut`: it may have been.
        "ccomp" if own(grammar, head) == Polarity::Denied && !is_factive(&above) => {
            Polarity::Hypothetical
        }
        "ccomp" if matches!(above.as_str(), "deny" | "refute") => Polarity::Denied,
        "ccomp" if is(Sort::Want, &above) && !is(Sort::Report, &above) => Polarity::Hypothetical,
        "ccomp" if is_supposition(&above) => Polarity::Hypothetical,
        "acl" if parse.tag(word) == "VB" => Polarity::Hypothetical,
        "advcl" if parse.tag(word) == "VB" => Polarity::Hypothetical,
        "pcomp" if matches!(above.as_str(), "without" | "than") => Polarity::Denied,
        "pcomp" if above == "of" || above == "for" || above == "to" => Polarity::Hypothetical,
        "prep" if matches!(grammar.written(word), "without") => Polarity::Denied,
        "conj" if parse.tag(word) == "VB" => own(grammar, head),
        "dobj" | "pobj" if is(Sort::Fail, &above) => Polarity::Denied,
        "pobj" if above == "without" => Polarity::Denied,
        _ => Polarity::Asserted,
    }
}

/// Whether what a verb tells is so even where it is not done: `did not know that it was shut`.
fn is_factive(lemma: &str) -> bool {
    matches!(
        lemma,
        "know" | "realise" | "realize" | "notice" | "mention" | "forget" | "regret" | "care"
    )
}

fn is_supposition(lemma: &str) -> bool {
    matches!(
        lemma,
        "hope"
            | "fear"
            | "suspect"
            | "suppose"
            | "wonder"
            | "doubt"
            | "wish"
            | "expect"
            | "predict"
            | "warn"
            | "suggest"
            | "demand"
            | "propose"
    )
}

/// Whether a sentence asks.
fn asks(grammar: &Grammar<'_>, root: usize) -> bool {
    let (_, last) = grammar.parse.edges(root);
    let from = last.saturating_sub(1);
    (from..=last).any(|w| grammar.written(w) == "?")
}
