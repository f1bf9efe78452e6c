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
    let mut told = false;
    for _ in 0..MOST_STEPS {
        let head = grammar.parse.head(at);
        // What a relative clause says, it says of its noun whatever is said of that.
        if head == at || polarity == Polarity::Denied || grammar.relation(at) == "relcl" {
            break;
        }
        let found = match under(grammar, at, head) {
            // `refused to say that it was shut`: it may have been.
            Polarity::Denied if told && !disputes(grammar, head) => Polarity::Hypothetical,
            found => found,
        };
        polarity = stronger(polarity, found);
        told |= matches!(grammar.relation(at), "ccomp" | "acl");
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
            "advmod" if is_no_longer(grammar, child) => Polarity::Denied,
            "attr" | "acomp" if grammar.under(child).any(|w| is_no_longer(grammar, w)) => {
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

/// `are no longer militias`
fn is_no_longer(grammar: &Grammar<'_>, word: usize) -> bool {
    let before = word.checked_sub(1).map(|before| grammar.written(before).to_lowercase());
    grammar.written(word) == "longer" && matches!(before.as_deref(), Some("no" | "any"))
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
    if matches!(grammar.relation(word), "ccomp" | "csubj" | "acl") {
        let polarity = of_clause(grammar, head);
        if polarity != Polarity::Asserted {
            return polarity;
        }
    }
    match grammar.relation(word) {
        "xcomp" | "pcomp" if is(Sort::Fail, &above) => Polarity::Denied,
        "xcomp" if parse.tag(word) != "VBG" && is(Sort::Want, &above) => Polarity::Hypothetical,
        "xcomp" => own(grammar, head),
        "dobj" | "nsubjpass" if disputes(grammar, head) && tells(grammar, word) => {
            match own(grammar, head) {
                Polarity::Asserted => Polarity::Denied,
                _ => Polarity::Hypothetical,
            }
        }
        "ccomp" if is(Sort::Want, &above) && !is(Sort::Report, &above) => Polarity::Hypothetical,
        "ccomp" if is_supposition(&above) => Polarity::Hypothetical,
        "acl" if parse.tag(word) == "VB" => Polarity::Hypothetical,
        "advcl" if parse.tag(word) == "VB" => Polarity::Hypothetical,
        "pcomp" if is_wanted(grammar, head) => Polarity::Hypothetical,
        "pcomp" if matches!(above.as_str(), "without" | "than") => Polarity::Denied,
        "pcomp" if above == "of" || above == "for" || above == "to" => Polarity::Hypothetical,
        "prep" if matches!(grammar.written(word), "without") => Polarity::Denied,
        "conj" if parse.tag(word) == "VB" => own(grammar, head),
        "dobj" | "pobj" if is(Sort::Fail, &above) => Polarity::Denied,
        "pobj" if above == "without" => Polarity::Denied,
        _ => Polarity::Asserted,
    }
}

/// Whether a preposition hangs on a verb of planning: `plans on leaving`.
fn is_wanted(grammar: &Grammar<'_>, preposition: usize) -> bool {
    let verb = grammar.parse.lemma(grammar.parse.head(preposition)).to_lowercase();
    matches!(grammar.written(preposition), "on" | "about" | "at")
        && matches!(
            verb.as_str(),
            "plan" | "count" | "insist" | "think" | "aim" | "bet" | "consider"
        )
}

/// What a word says of the clause that hangs on it, if it is not that it is so: `denied that`,
/// `it is false that`; `did not say that` and `no evidence that` leave it open.
fn of_clause(grammar: &Grammar<'_>, word: usize) -> Polarity {
    let describes = matches!(grammar.relation(word), "acomp" | "attr" | "oprd");
    let verb = if describes { grammar.parse.head(word) } else { word };
    let adjective = if describes { Some(word) } else { grammar.child(word, &["acomp"]) };
    let says = grammar.parse.lemma(adjective.unwrap_or(word)).to_lowercase();
    let turned = [word, verb].iter().any(|&w| own(grammar, w) == Polarity::Denied);
    let falsely = |w: usize| is_false(&grammar.parse.lemma(w).to_lowercase());
    let denied =
        disputes(grammar, word) || is_false(&says) || grammar.children(verb, "advmod").any(falsely);
    match (denied, turned) {
        (true, false) => Polarity::Denied,
        (true, true) => Polarity::Hypothetical,
        (false, true) if matches!(says.as_str(), "true" | "correct") => Polarity::Denied,
        (false, true) if !is_factive(&says) => Polarity::Hypothetical,
        (false, _) if is_open(&says) => Polarity::Hypothetical,
        (false, _) => Polarity::Asserted,
    }
}

/// Whether a word is a verb of saying that something is not so.
fn disputes(grammar: &Grammar<'_>, word: usize) -> bool {
    matches!(
        grammar.parse.lemma(word).to_lowercase().as_str(),
        "deny" | "refute" | "dispute" | "rebut" | "reject" | "dismiss" | "contest" | "disavow"
    ) && grammar.is_verb(word)
}

/// Whether a noun is one for a deed, or has a clause that says what it tells: `the attack on`, `the
/// claim that`; of others that somebody rejects, nothing is denied.
fn tells(grammar: &Grammar<'_>, noun: usize) -> bool {
    is(Sort::Noun, &grammar.parse.lemma(noun).to_lowercase())
        || grammar.child(noun, &["acl"]).is_some()
}

fn is_false(lemma: &str) -> bool {
    matches!(
        lemma,
        "false" | "untrue" | "wrong" | "incorrect" | "falsely" | "wrongly" | "incorrectly"
    )
}

/// Adjectives that leave open whether it is so.
fn is_open(lemma: &str) -> bool {
    matches!(
        lemma,
        "unclear"
            | "uncertain"
            | "unsure"
            | "doubtful"
            | "sceptical"
            | "skeptical"
            | "possible"
            | "likely"
            | "unlikely"
            | "probable"
            | "conceivable"
    )
}

/// Whether what a word tells is so even where it is turned round: `did not know that it was shut`.
fn is_factive(lemma: &str) -> bool {
    matches!(
        lemma,
        "know"
            | "realise"
            | "realize"
            | "notice"
            | "mention"
            | "forget"
            | "regret"
            | "care"
            | "aware"
            | "glad"
            | "happy"
            | "surprised"
            | "sorry"
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
