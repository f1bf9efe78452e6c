//! Words that report: verbs and nouns with the stance they give and what may follow them.

use sayso_model::Stance;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What may stand as the content of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frames {
    /// A clause, with or without `that`, and words in quotation marks.
    pub(crate) clause: bool,
    /// A clause only after `that`: `found that`, not `found the`.
    pub(crate) that_only: bool,
    /// `to` and an infinitive: `plans to leave`.
    pub(crate) infinitive: bool,
    /// Somebody, `to` and an infinitive: `urged both sides to leave`.
    pub(crate) object_infinitive: bool,
    /// A noun phrase: `denied the report`.
    pub(crate) object: bool,
    /// The person spoken to comes before the content: `told the council that`.
    pub(crate) addressee: bool,
    /// Words in quotation marks with no clause: `asked: “Who?”`.
    pub(crate) quote: bool,
}

/// A reporting verb.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// Its forms, the plain one first.
    forms: &'static [&'static str],
    pub(crate) stance: Stance,
    pub(crate) frames: Frames,
}

const fn frames(letters: &str) -> Frames {
    let bytes = letters.as_bytes();
    let mut frames = Frames {
        clause: false,
        that_only: false,
        infinitive: false,
        object_infinitive: false,
        object: false,
        addressee: false,
        quote: false,
    };
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'c' => frames.clause = true,
            b't' => frames.that_only = true,
            b'i' => frames.infinitive = true,
            b'p' => frames.object_infinitive = true,
            b'o' => frames.object = true,
            b'a' => frames.addressee = true,
            _ => frames.quote = true,
        }
        i += 1;
    }
    frames
}

macro_rules! verbs {
    ($($stance:ident $letters:literal $($form:literal)+;)*) => {
        &[$(Verb { forms: &[$($form),+], stance: Stance::$stance, frames: frames($letters) }),*]
    };
}

/// The verbs. Letters: `c` clause, `t` clause after `that` only, `i` infinitive, `p` person and
/// infinitive, `o` object, `a` addressee first, `q` quotation.
const VERBS: &[Verb] = verbs! {
    Asserts "cq" "say" "says" "said" "saying";
    Asserts "caq" "tell" "tells" "told" "telling";
    Asserts "cq" "add" "adds" "added" "adding";
    Asserts "cq" "write" "writes" "wrote" "written" "writing";
    Asserts "coq" "state" "states" "stated" "stating";
    Asserts "coq" "note" "notes" "noted" "noting";
    Asserts "coq" "report" "reports" "reported" "reporting";
    Asserts "coq" "announce" "announces" "announced" "announcing";
    Asserts "coiq" "claim" "claims" "claimed" "claiming";
    Asserts "coq" "allege" "alleges" "alleged" "alleging";
    Asserts "cq" "argue" "argues" "argued" "arguing";
    Asserts "cq" "insist" "insists" "insisted" "insisting";
    Asserts "coq" "confirm" "confirms" "confirmed" "confirming";
    Asserts "coq" "declare" "declares" "declared" "declaring";
    Asserts "coq" "explain" "explains" "explained" "explaining";
    Asserts "cq" "comment" "comments" "commented" "commenting";
    Asserts "cq" "tweet" "tweets" "tweeted" "tweeting";
    Asserts "cq" "remark" "remarks" "remarked" "remarking";
    Asserts "tq" "observe" "observes" "observed" "observing";
    Asserts "coq" "acknowledge" "acknowledges" "acknowledged" "acknowledging";
    Asserts "coq" "admit" "admits" "admitted" "admitting";
    Asserts "cq" "concede" "concedes" "conceded" "conceding";
    Asserts "coq" "reveal" "reveals" "revealed" "revealing";
    Asserts "cq" "assert" "asserts" "asserted" "asserting";
    Asserts "tq" "maintain" "maintains" "maintained" "maintaining";
    Asserts "cq" "contend" "contends" "contended" "contending";
    Asserts "cq" "testify" "testifies" "testified" "testifying";
    Asserts "coq" "repeat" "repeats" "repeated" "repeating";
    Asserts "cq" "reiterate" "reiterates" "reiterated" "reiterating";
    Asserts "coq" "stress" "stresses" "stressed" "stressing";
    Asserts "coq" "emphasize" "emphasizes" "emphasized" "emphasise" "emphasised" "emphasizing";
    Asserts "coq" "warn" "warns" "warned" "warning";
    Asserts "cq" "reply" "replies" "replied" "replying";
    Asserts "cq" "respond" "responds" "responded" "responding";
    Asserts "cq" "answer" "answers" "answered" "answering";
    Asserts "q" "continue" "continued";
    Asserts "tq" "read" "reads" "reading";
    Asserts "t" "find" "finds" "found" "finding";
    Asserts "co" "show" "shows" "showed" "shown" "showing";
    Asserts "co" "indicate" "indicates" "indicated" "indicating";
    Asserts "tq" "conclude" "concludes" "concluded" "concluding";
    Asserts "toq" "rule" "ruled" "ruling";
    Asserts "t" "determine" "determined";
    Asserts "tq" "point" "points" "pointed" "pointing";
    Asserts "caq" "inform" "informs" "informed" "informing";
    Asserts "taq" "notify" "notified" "assure" "assured" "reassure" "reassured";
    Asserts "oq" "describe" "describes" "described" "describing";
    Asserts "oq" "call" "calls" "called" "calling";
    Asserts "o" "accuse" "accuses" "accused" "accusing";
    Asserts "o" "blame" "blames" "blamed" "blaming";
    Asserts "o" "cite" "cites" "cited" "citing";
    Asserts "o" "quote" "quotes" "quoted" "quoting";
    Asserts "t" "recall" "recalls" "recalled" "recalling";
    Asserts "t" "mention" "mentions" "mentioned" "mentioning";
    Asserts "tq" "publish" "published" "record" "records" "recorded" "cable" "cabled" "telegraph"
        "telegraphed";
    Asserts "t" "learn" "learned" "learnt" "hear" "heard" "know" "knows" "knew";
    Denies "coq" "deny" "denies" "denied" "denying";
    Denies "o" "reject" "rejects" "rejected" "rejecting";
    Denies "o" "dispute" "disputes" "disputed" "disputing";
    Denies "o" "refute" "refutes" "refuted" "contradict" "contradicts" "contradicted";
    Denies "o" "dismiss" "dismisses" "dismissed" "dismissing";
    Denies "tc" "doubt" "doubts" "doubted";
    Questions "cq" "ask" "asks" "asked" "asking";
    Questions "tq" "wonder" "wonders" "wondered" "wondering";
    Questions "oq" "question" "questions" "questioned" "questioning";
    Supposes "c" "suggest" "suggests" "suggested" "suggesting";
    Supposes "c" "suspect" "suspects" "suspected" "suspecting";
    Supposes "c" "fear" "fears" "feared" "fearing";
    Supposes "c" "suppose" "supposes" "supposed" "assume" "assumes" "assumed" "speculate"
        "speculates" "speculated" "guess" "guesses" "guessed" "imply" "implies" "implied";
    Supposes "o" "estimate" "estimates" "estimated" "estimating";
    Supposes "ci" "expect" "expects" "expected" "predict" "predicts" "predicted";
    Believes "c" "believe" "believes" "believed" "believing" "think" "thinks" "thought" "thinking"
        "feel" "feels" "felt" "consider" "considers" "considered";
    Believes "ti" "hope" "hopes" "hoped" "hoping";
    Demands "po" "urge" "urges" "urged" "urging";
    Demands "to" "demand" "demands" "demanded" "demanding";
    Demands "po" "order" "orders" "ordered" "ordering" "instruct" "instructs" "instructed"
        "advise" "advises" "advised" "request" "requests" "requested" "encourage" "encouraged"
        "call on" "calls on" "called on" "call upon" "called upon" "ask for" "asked for"
        "asks for" "asking for" "call for" "calls for" "called for" "calling for";
    Demands "to" "recommend" "recommends" "recommended" "propose" "proposes" "proposed" "insist on"
        "insisted on";
    Promises "tiq" "promise" "promises" "promised" "promising" "vow" "vows" "vowed" "pledge"
        "pledges" "pledged" "swear" "swore" "undertake" "undertook" "guarantee" "guaranteed";
    Promises "i" "agree" "agrees" "agreed" "offer" "offers" "offered";
    Intends "i" "plan" "plans" "planned" "planning" "intend" "intends" "intended" "decide"
        "decides" "decided" "seek" "seeks" "sought" "want" "wants" "wanted" "wish" "wishes"
        "wished" "prefer" "prefers" "preferred" "threaten" "threatens" "threatened" "choose"
        "chose" "chosen";
    Denies "i" "refuse" "refuses" "refused" "refusing" "decline" "declines" "declined";
    Intends "t" "decided that" "agreed that" "resolved";
};

/// The verb that a word is a form of; `next` settles pairs such as `called for`.
///
/// Gives how many words it takes.
pub(crate) fn verb(word: &str, next: &str) -> Option<(&'static Verb, usize)> {
    let index = index();
    let lower = word.to_lowercase();
    let pair = format!("{lower} {}", next.to_lowercase());
    index.get(pair.as_str()).map(|v| (*v, 2)).or_else(|| index.get(lower.as_str()).map(|v| (*v, 1)))
}

fn index() -> &'static BTreeMap<&'static str, &'static Verb> {
    static INDEX: OnceLock<BTreeMap<&'static str, &'static Verb>> = OnceLock::new();
    INDEX.get_or_init(|| {
        VERBS.iter().flat_map(|verb| verb.forms.iter().map(move |form| (*form, verb))).collect()
    })
}

/// Nouns that report, when `that` or `of` follows: `the claim that`.
const NOUNS: &[(&str, Stance)] = &[
    ("claim", Stance::Asserts),
    ("claims", Stance::Asserts),
    ("allegation", Stance::Asserts),
    ("allegations", Stance::Asserts),
    ("accusation", Stance::Asserts),
    ("accusations", Stance::Asserts),
    ("statement", Stance::Asserts),
    ("statements", Stance::Asserts),
    ("report", Stance::Asserts),
    ("reports", Stance::Asserts),
    ("announcement", Stance::Asserts),
    ("assertion", Stance::Asserts),
    ("finding", Stance::Asserts),
    ("findings", Stance::Asserts),
    ("conclusion", Stance::Asserts),
    ("evidence", Stance::Asserts),
    ("warning", Stance::Asserts),
    ("warnings", Stance::Asserts),
    ("notion", Stance::Believes),
    ("idea", Stance::Believes),
    ("view", Stance::Believes),
    ("belief", Stance::Believes),
    ("opinion", Stance::Believes),
    ("suggestion", Stance::Supposes),
    ("suspicion", Stance::Supposes),
    ("suspicions", Stance::Supposes),
    ("assumption", Stance::Supposes),
    ("theory", Stance::Supposes),
    ("possibility", Stance::Supposes),
    ("fear", Stance::Supposes),
    ("fears", Stance::Supposes),
    ("rumour", Stance::Supposes),
    ("rumours", Stance::Supposes),
    ("hope", Stance::Believes),
    ("hopes", Stance::Believes),
    ("denial", Stance::Denies),
    ("denials", Stance::Denies),
    ("demand", Stance::Demands),
    ("demands", Stance::Demands),
    ("request", Stance::Demands),
    ("promise", Stance::Promises),
    ("pledge", Stance::Promises),
];

/// The stance of a reporting noun.
pub(crate) fn noun(word: &str) -> Option<Stance> {
    NOUNS.iter().find(|(noun, _)| word.eq_ignore_ascii_case(noun)).map(|(_, stance)| *stance)
}

/// Adverbs that attribute without naming anybody.
pub(crate) fn reports_as_adverb(word: &str) -> Option<Stance> {
    let lower = word.to_lowercase();
    match lower.as_str() {
        "reportedly" | "allegedly" => Some(Stance::Asserts),
        "supposedly" | "purportedly" | "presumably" => Some(Stance::Supposes),
        _ => None,
    }
}

/// Nouns and names that end as adverbs do.
const IN_LY: &[&str] = &[
    "family",
    "ally",
    "reply",
    "supply",
    "assembly",
    "rally",
    "bully",
    "anomaly",
    "monopoly",
    "july",
    "italy",
    "italy’s",
    "lily",
    "emily",
    "kelly",
    "sally",
    "billy",
];

/// Words that stand between a subject and its verb without ending either.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "’ll"
            | "'ll"
            | "’ve"
            | "'ve"
            | "’re"
            | "'re"
            | "’d"
            | "'d"
            | "’m"
            | "'m"
            | "has"
            | "have"
            | "had"
            | "having"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "shall"
            | "should"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "not"
            | "n't"
            | "never"
            | "also"
            | "then"
            | "now"
            | "later"
            | "since"
            | "already"
            | "still"
            | "once"
            | "again"
            | "often"
            | "always"
            | "first"
            | "just"
            | "even"
            | "only"
            | "yesterday"
            | "today"
            | "soon"
            | "hasn’t"
            | "hasn't"
            | "didn’t"
            | "didn't"
            | "don’t"
            | "don't"
            | "doesn’t"
            | "doesn't"
            | "cannot"
            | "went"
            | "going"
            | "on"
            | "further"
            | "both"
            | "to"
    ) || (word.len() > 4
        && word.to_lowercase().ends_with("ly")
        && !IN_LY.contains(&word.to_lowercase().as_str()))
}

/// Whether a word turns its verb round.
pub(crate) fn negates(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "not"
            | "n't"
            | "never"
            | "didn't"
            | "didn’t"
            | "don't"
            | "don’t"
            | "doesn't"
            | "doesn’t"
            | "cannot"
            | "hasn't"
            | "hasn’t"
    )
}

/// Words that begin a clause of its own, so that a noun phrase never runs back over them.
pub(crate) fn begins_clause(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "that"
            | "but"
            | "while"
            | "whilst"
            | "whereas"
            | "although"
            | "though"
            | "because"
            | "when"
            | "where"
            | "if"
            | "as"
            | "after"
            | "before"
            | "since"
            | "until"
            | "unless"
            | "so"
            | "than"
            | "whether"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "what"
            | "how"
            | "why"
            | "yet"
            | "nor"
            | "or"
            | "then"
            | "however"
            | "meanwhile"
            | "to"
    )
}

/// Prepositions that a noun phrase may run over when a capital or a determiner stands before it.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "of" | "for"
            | "in"
            | "at"
            | "from"
            | "on"
            | "with"
            | "by"
            | "to"
            | "about"
            | "under"
            | "following"
            | "near"
            | "against"
            | "during"
            | "over"
            | "into"
            | "between"
            | "within"
            | "through"
    )
}

/// Determiners and possessives, which begin a noun phrase.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "some"
            | "many"
            | "several"
            | "all"
            | "most"
            | "one"
            | "two"
            | "three"
            | "four"
            | "no"
            | "other"
            | "another"
            | "any"
            | "each"
            | "both"
            | "few"
            | "every"
    )
}

/// Pronouns that stand for somebody as a subject.
pub(crate) fn is_subject_pronoun(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "he" | "she" | "they" | "it" | "i" | "we" | "you")
}
