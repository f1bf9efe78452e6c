//! A trained pipeline as plain data: what is written to and read from a model file.
//!
//! Arrays of numbers are row after row, with the shapes given; all are 32-bit floats, as trained.
//! A string's number is that of spaCy's `StringStore`: a small one for its symbols, else a hash.

use crate::floats;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All of a pipeline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Model {
    /// What it is and where it is from.
    pub about: About,
    /// How text is cut into words.
    pub tokenizer: TokenizerRules,
    /// Normal forms of words (`lexeme_norm`): the number of the exact form, and what it counts as.
    /// Numbers, since pipelines do not keep the words themselves.
    pub norms: BTreeMap<u64, String>,
    /// Vectors of whole words, if it has them.
    pub vectors: Option<Vectors>,
    /// Networks that turn words into vectors; the components below name theirs by place.
    pub encoders: Vec<Encoder>,
    /// Fine tags.
    pub tagger: Option<Tagger>,
    /// Parts of speech, for pipelines that find them by a network (`morphologizer`). The ruler's
    /// replace them.
    pub parts_of_speech: Option<Tagger>,
    /// Dependencies and sentence starts.
    pub parser: Option<Transitions>,
    /// Names.
    pub names: Option<Transitions>,
    /// Sentence starts alone; used where there is no parser. Labels: `I`, `S`.
    pub senter: Option<Tagger>,
    /// Rules that set parts of speech, tags, lemmas from tags and words.
    pub ruler: Vec<RulerRule>,
    /// Lemmas.
    pub lemmatizer: Option<Lemmatizer>,
}

/// What a model is and where it is from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// Its name with language, as `en_core_web_sm`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its language, ISO 639-1.
    pub language: String,
    /// Its licence, as it says itself.
    pub license: String,
    /// Who made it, as it says itself.
    pub author: String,
    /// SHA-256 of the wheel or archive it was converted from, in hexadecimal; empty for a folder.
    pub source_sha256: String,
}

/// spaCy's tokenizer: regular expressions in Python's syntax, and words cut by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TokenizerRules {
    /// What may be cut off the beginning of a word.
    pub prefix: Option<String>,
    /// What may be cut off its end.
    pub suffix: Option<String>,
    /// What cuts it in its middle.
    pub infix: Option<String>,
    /// What is never cut.
    pub token_match: Option<String>,
    /// What is an address, and not cut.
    pub url_match: Option<String>,
    /// Words cut by hand: exact string, then its pieces.
    pub exceptions: BTreeMap<String, Vec<Piece>>,
    /// Whether spaCy's `faster_heuristics` are on.
    pub faster_heuristics: bool,
}

/// A piece of a word cut by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its characters as in the text.
    pub orth: String,
    /// What it counts as, if not its own normal form.
    pub norm: Option<String>,
}

/// Static vectors of words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vectors {
    /// Numbers in a row.
    pub width: usize,
    /// Row after row.
    #[serde(with = "floats")]
    pub data: Vec<f32>,
    /// Numbers of the words that have a row, sorted.
    pub keys: Vec<u64>,
    /// Row of each of them.
    pub rows: Vec<u32>,
}

impl Vectors {
    /// The vector of the word with this number.
    #[must_use]
    pub fn get(&self, word: u64) -> Option<&[f32]> {
        let row = *self.rows.get(self.keys.binary_search(&word).ok()?)?;
        let start = usize::try_from(row).ok()?.checked_mul(self.width)?;
        self.data.get(start..start.checked_add(self.width)?)
    }
}

/// What is looked at of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attribute {
    /// Its normal form.
    Norm,
    /// Its first character.
    Prefix,
    /// Its last three characters.
    Suffix,
    /// Its shape: `Xxxxx`, `dd`...
    Shape,
    /// Whether a space follows.
    Spacy,
    /// Whether it is white space.
    IsSpace,
    /// Its exact characters.
    Orth,
    /// Its characters in lower case.
    Lower,
}

/// An embedding by hashing: each value has four rows of the table, added up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HashEmbed {
    /// What is hashed.
    pub attribute: Attribute,
    /// Seed of the hash.
    pub seed: u32,
    /// Rows of the table.
    pub rows: usize,
    /// `[rows][width]`.
    #[serde(with = "floats")]
    pub table: Vec<f32>,
}

/// A layer of pieces of which the greatest counts, normalised: maxout, then layer norm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Maxout {
    /// Numbers in.
    pub inputs: usize,
    /// Numbers out.
    pub outputs: usize,
    /// Pieces for each number out.
    pub pieces: usize,
    /// `[outputs][pieces][inputs]`.
    #[serde(with = "floats")]
    pub weights: Vec<f32>,
    /// `[outputs][pieces]`.
    #[serde(with = "floats")]
    pub bias: Vec<f32>,
    /// Gain of the layer norm, `[outputs]`.
    #[serde(with = "floats")]
    pub gain: Vec<f32>,
    /// Shift of the layer norm, `[outputs]`.
    #[serde(with = "floats")]
    pub shift: Vec<f32>,
}

/// From words to vectors (spaCy's `Tok2Vec`: `MultiHashEmbed`, then `MaxoutWindowEncoder`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Encoder {
    /// Numbers in a vector.
    pub width: usize,
    /// Embeddings, in the order in which they stand side by side.
    pub embeds: Vec<HashEmbed>,
    /// Projection of the static vectors, `[width][vectors.width]`; stands after the embeddings.
    #[serde(with = "floats::maybe")]
    pub projection: Option<Vec<f32>>,
    /// Mixes the embeddings.
    pub mix: Maxout,
    /// Words looked at to each side, in each layer.
    pub window: usize,
    /// Layers over a word and its neighbours, each added to what went in.
    pub layers: Vec<Maxout>,
}

/// One label for each word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tagger {
    /// Which encoder it looks at.
    pub encoder: usize,
    /// Labels.
    pub labels: Vec<String>,
    /// `[labels][width]`.
    #[serde(with = "floats")]
    pub weights: Vec<f32>,
    /// `[labels]`.
    #[serde(with = "floats")]
    pub bias: Vec<f32>,
}

/// A transition system with its scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transitions {
    /// Which encoder it looks at.
    pub encoder: usize,
    /// Narrows the encoder's vectors: `[width][encoder width]`.
    #[serde(with = "floats")]
    pub narrow: Vec<f32>,
    /// `[width]`.
    #[serde(with = "floats")]
    pub narrow_bias: Vec<f32>,
    /// Words of the state that are looked at.
    pub features: usize,
    /// Hidden numbers.
    pub hidden: usize,
    /// Pieces of each hidden number, of which the greatest counts.
    pub pieces: usize,
    /// `[features][hidden][pieces][width]`.
    #[serde(with = "floats")]
    pub lower: Vec<f32>,
    /// `[hidden][pieces]`.
    #[serde(with = "floats")]
    pub lower_bias: Vec<f32>,
    /// Stands for a word that is not there: `[features][hidden][pieces]`.
    #[serde(with = "floats")]
    pub pad: Vec<f32>,
    /// `[moves][hidden]`; none where the hidden numbers are the scores.
    #[serde(with = "floats::maybe")]
    pub upper: Option<Vec<f32>>,
    /// `[moves]`.
    #[serde(with = "floats")]
    pub upper_bias: Vec<f32>,
    /// Moves in the order of their scores, as `S`, `D`, `L-nsubj`, `B-ORG`.
    pub moves: Vec<String>,
}

/// A rule of the attribute ruler: a word that matches gets what is set. Later rules win.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RulerRule {
    /// Alternatives, each a row of conditions for words that follow each other.
    pub patterns: Vec<Vec<WordPattern>>,
    /// Which word of the match is set; negative counts from its end.
    pub index: i32,
    /// Fine tag to set.
    pub tag: Option<String>,
    /// Part of speech to set.
    pub pos: Option<String>,
    /// Grammatical features to set, as `Number=Sing|Person=3`; `_` for none.
    pub morph: Option<String>,
    /// Lemma to set.
    pub lemma: Option<String>,
    /// Relation to set.
    pub relation: Option<String>,
}

/// Conditions on one word; all must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WordPattern {
    /// The conditions, in the order of the pipeline.
    pub conditions: Vec<Condition>,
}

/// A condition on a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// The property is one of these.
    OneOf(Property, Vec<String>),
    /// It is none of these; the empty string stands for a property that is not set.
    NoneOf(Property, Vec<String>),
    /// A regular expression in Python's syntax is found in it.
    Matches(Property, String),
    /// Whether it is white space.
    IsSpace(bool),
}

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Property {
    /// The exact characters.
    Orth,
    /// The characters in lower case.
    Lower,
    /// The normal form.
    Norm,
    /// The fine tag.
    Tag,
    /// The part of speech.
    Pos,
    /// The lemma.
    Lemma,
    /// The relation.
    Relation,
}

/// Lemmas by table and by endings (spaCy's rule lemmatizer), or by table alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lemmatizer {
    /// Where lemmas come from.
    pub mode: LemmaMode,
    /// Whether it replaces lemmas that the ruler set.
    pub overwrite: bool,
    /// Endings by part of speech in lower case, in order: from, to.
    pub rules: BTreeMap<String, Vec<(String, String)>>,
    /// Known lemmas by part of speech, sorted.
    pub index: BTreeMap<String, Vec<String>>,
    /// Words that follow no rule, by part of speech: word, lemmas.
    pub exceptions: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Lemma of each word by the number of its exact form, for pipelines that only look it up.
    pub lookup: BTreeMap<u64, String>,
}

/// Where lemmas come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LemmaMode {
    /// Endings, known lemmas and exceptions.
    #[default]
    Rule,
    /// The lookup table alone.
    Lookup,
}
