//! Words that set one position against another.

/// Nouns for what somebody holds to be so, which a clause or `of` tells.
pub(crate) const CLAIMS: &[&str] = &[
    "accusation",
    "allegation",
    "argument",
    "assertion",
    "assumption",
    "belief",
    "charge",
    "claim",
    "contention",
    "fantasy",
    "fiction",
    "hypothesis",
    "idea",
    "illusion",
    "impression",
    "insinuation",
    "lie",
    "line",
    "misconception",
    "myth",
    "narrative",
    "notion",
    "perception",
    "premise",
    "pretence",
    "pretense",
    "rumor",
    "rumour",
    "story",
    "suggestion",
    "talk",
    "theory",
    "thesis",
    "trope",
    "view",
];

/// Nouns for how somebody shows another, which `of` tells.
pub(crate) const FRAMINGS: &[&str] = &[
    "caricature",
    "characterisation",
    "characterization",
    "conflation",
    "depiction",
    "equation",
    "framing",
    "portrayal",
    "reduction",
    "relegation",
];

/// Adjectives that turn a position down.
pub(crate) const FALSE: &[&str] = &[
    "absurd",
    "baseless",
    "bogus",
    "delusional",
    "disingenuous",
    "erroneous",
    "fallacious",
    "false",
    "fanciful",
    "fictitious",
    "groundless",
    "inaccurate",
    "incorrect",
    "laughable",
    "ludicrous",
    "misguided",
    "misleading",
    "mistaken",
    "naive",
    "nonsensical",
    "preposterous",
    "ridiculous",
    "simplistic",
    "specious",
    "spurious",
    "unfounded",
    "untrue",
];

/// Nouns that turn a position down.
pub(crate) const FALSEHOODS: &[&str] = &[
    "canard",
    "caricature",
    "delusion",
    "distortion",
    "fabrication",
    "fallacy",
    "falsehood",
    "fantasy",
    "fiction",
    "hoax",
    "illusion",
    "lie",
    "mischaracterisation",
    "mischaracterization",
    "misconception",
    "misreading",
    "misrepresentation",
    "myth",
    "nonsense",
    "oversimplification",
    "propaganda",
    "simplification",
    "slander",
    "smear",
    "trope",
];

/// Verbs that turn down what others claim, whoever their subject is.
pub(crate) const REFUTES: &[&str] =
    &["belie", "contradict", "debunk", "discredit", "disprove", "invalidate", "rebut", "refute"];

/// Verbs with which somebody turns down what others claim.
pub(crate) const REJECTS: &[&str] = &["contest", "deny", "dismiss", "dispute", "reject", "rubbish"];

/// Words that say that what follows is how things stand.
pub(crate) const REALITY: &[&str] =
    &["actual", "actually", "real", "realities", "reality", "really", "truth"];

/// Adverbs that say that what follows is only said to be so.
pub(crate) const PRETENCE: &[&str] = &["nominally", "ostensibly", "purportedly", "supposedly"];

/// Verbs that give a label, with `as` or without.
pub(crate) const LABELS: &[&str] = &[
    "brand", "call", "depict", "describe", "dub", "frame", "label", "paint", "portray", "present",
    "refer", "term",
];

/// Words that begin a clause without belonging to it.
pub(crate) const OPENERS: &[&str] = &[
    "accordingly",
    "also",
    "and",
    "but",
    "furthermore",
    "hence",
    "however",
    "indeed",
    "moreover",
    "nonetheless",
    "nevertheless",
    "or",
    "similarly",
    "so",
    "that",
    "therefore",
    "thus",
    "yet",
];

/// Words that make a clause speak against the one before.
pub(crate) const AGAINST: &[&str] =
    &["although", "but", "despite", "however", "though", "when", "while", "whilst", "yet"];
