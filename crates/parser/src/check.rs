//! Whether a model holds together: every shape, index and label against all others.

use crate::file::ModelError;
use crate::model::{
    About, Encoder, HashEmbed, Maxout, Model, Piece, RulerRule, Tagger, Transitions, Vectors,
};
use crate::transition::{ARC_FEATURES, NAME_FEATURES};
use std::collections::{BTreeMap, BTreeSet};

type Result<T = (), E = ModelError> = std::result::Result<T, E>;

/// The widest that any layer may be: far above every pipeline, and far below an overflow.
const WIDEST: usize = 1 << 16;
/// Most words to each side that a layer may look at; spaCy's pipelines look at one.
const WIDEST_WINDOW: usize = 16;
/// Most layers of an encoder; those of spaCy's pipelines have four to eight. With the window, it
/// bounds how many words each word's vector hangs on.
const MOST_LAYERS: usize = 64;
/// Most words of a rule's pattern.
const LONGEST_PATTERN: usize = 100;
/// Most bytes of a field of what a model says of itself.
const LONGEST_FIELD: usize = 4096;

impl Model {
    /// Whether all of the model holds together.
    ///
    /// # Errors
    ///
    /// What does not: a shape, an index, a number that is none, a move that is missing.
    pub fn check(&self) -> Result {
        check_about(&self.about)?;
        check_pieces(&self.tokenizer.exceptions)?;
        self.vectors.as_ref().map_or(Ok(()), check_vectors)?;
        let vectors = self.vectors.as_ref().map(|vectors| vectors.width);
        self.encoders.iter().try_for_each(|encoder| check_encoder(encoder, vectors))?;
        let tagger = |tagger, part| check_tagger(tagger, &self.encoders, part);
        self.tagger.as_ref().map_or(Ok(()), |it| tagger(it, "the tagger"))?;
        self.parts_of_speech.as_ref().map_or(Ok(()), |it| tagger(it, "the parts of speech"))?;
        self.senter.as_ref().map_or(Ok(()), |it| tagger(it, "the finder of sentences"))?;
        if self.senter.as_ref().is_some_and(|senter| senter.labels != ["I", "S"]) {
            return Err(wrong("the finder of sentences", "its labels are not I and S"));
        }
        if let Some(parser) = &self.parser {
            check_transitions(parser, &self.encoders, ARC_FEATURES, "the parser")?;
            check_parser_moves(&parser.moves)?;
        }
        if let Some(names) = &self.names {
            check_transitions(names, &self.encoders, NAME_FEATURES, "the finder of names")?;
            check_name_moves(&names.moves)?;
        }
        self.ruler.iter().try_for_each(check_rule)
    }
}

fn wrong(part: &'static str, what: impl Into<String>) -> ModelError {
    ModelError::Inconsistent { part, what: what.into() }
}

/// What a model says of itself fits the part of its file that is read for it.
fn check_about(about: &About) -> Result {
    let About { name, version, language, license, author, source_sha256 } = about;
    let fields = [name, version, language, license, author, source_sha256];
    match fields.iter().find(|field| field.len() > LONGEST_FIELD) {
        Some(field) => Err(wrong("what is said", format!("a field has {} bytes", field.len()))),
        None => Ok(()),
    }
}

/// An array has the length of its shape, and nothing in it is infinite or no number.
fn check_array(part: &'static str, name: &str, array: &[f32], shape: &[usize]) -> Result {
    if shape.iter().any(|length| !(1..=WIDEST).contains(length)) {
        return Err(wrong(part, format!("{name} has the shape {shape:?}")));
    }
    let length = shape.iter().try_fold(1_usize, |product, length| product.checked_mul(*length));
    if length != Some(array.len()) {
        return Err(wrong(part, format!("{name} has {} numbers, not {shape:?}", array.len())));
    }
    check_numbers(part, name, array)
}

/// No number is infinite, and none is no number.
fn check_numbers(part: &'static str, name: &str, array: &[f32]) -> Result {
    if array.iter().all(|number| number.is_finite()) {
        return Ok(());
    }
    Err(wrong(part, format!("{name} has a number that is infinite or none")))
}

fn check_pieces(exceptions: &BTreeMap<String, Vec<Piece>>) -> Result {
    let whole = |word: &str, pieces: &[Piece]| {
        !word.is_empty()
            && pieces.iter().all(|piece| !piece.orth.is_empty())
            && pieces.iter().map(|piece| piece.orth.as_str()).collect::<String>() == word
    };
    match exceptions.iter().find(|(word, pieces)| !whole(word, pieces)) {
        Some((word, _)) => {
            Err(wrong("the tokenizer", format!("the pieces of {word:?} are not it")))
        }
        None => Ok(()),
    }
}

fn check_vectors(vectors: &Vectors) -> Result {
    let part = "the vectors";
    if vectors.keys.len() != vectors.rows.len() || !vectors.keys.is_sorted_by(|a, b| a < b) {
        return Err(wrong(part, "their words are not in order, each once with its row"));
    }
    let Some(rows) = vectors.data.len().checked_div(vectors.width) else {
        return Err(wrong(part, "their width is 0"));
    };
    if rows.checked_mul(vectors.width) != Some(vectors.data.len()) || vectors.width > WIDEST {
        return Err(wrong(part, "the last of them is cut"));
    }
    check_numbers(part, "one of them", &vectors.data)?;
    if vectors.rows.iter().any(|row| *row as usize >= rows) {
        return Err(wrong(part, format!("a word has a row beyond {rows}")));
    }
    Ok(())
}

fn check_encoder(encoder: &Encoder, vectors: Option<usize>) -> Result {
    let part = "an encoder";
    let Encoder { width, embeds, projection, mix, window, layers } = encoder;
    if !(1..=WIDEST_WINDOW).contains(window) {
        return Err(wrong(part, format!("its layers look at {window} words to each side")));
    }
    if layers.len() > MOST_LAYERS {
        return Err(wrong(part, format!("it has {} layers", layers.len())));
    }
    embeds.iter().try_for_each(|embed| check_embed(embed, *width))?;
    if let Some(projection) = projection {
        let vectors = vectors.ok_or_else(|| wrong(part, "it needs vectors and there are none"))?;
        check_array(part, "the projection", projection, &[*width, vectors])?;
    }
    let side_by_side = embeds.len() + usize::from(projection.is_some());
    check_maxout(mix, Some(*width), width.checked_mul(side_by_side))?;
    let seen = window.checked_mul(2).and_then(|sides| sides.checked_add(1));
    let seen = seen.and_then(|words| words.checked_mul(*width));
    layers.iter().try_for_each(|layer| check_maxout(layer, Some(*width), seen))
}

fn check_embed(embed: &HashEmbed, width: usize) -> Result {
    let what = "an embedding";
    let rows = u32::try_from(embed.rows).ok().filter(|rows| *rows > 0);
    if rows.is_none() || !embed.table.len().is_multiple_of(embed.rows) {
        return Err(wrong("an encoder", format!("{what} of {} rows", embed.rows)));
    }
    if embed.table.len() / embed.rows != width {
        return Err(wrong("an encoder", format!("{what} is not {width} numbers wide")));
    }
    check_numbers("an encoder", what, &embed.table)
}

fn check_maxout(layer: &Maxout, outputs: Option<usize>, inputs: Option<usize>) -> Result {
    let part = "an encoder";
    if Some(layer.outputs) != outputs || Some(layer.inputs) != inputs {
        return Err(wrong(
            part,
            format!("a layer makes {} numbers of {}", layer.outputs, layer.inputs),
        ));
    }
    let Maxout { inputs, outputs, pieces, weights, bias, gain, shift } = layer;
    check_array(part, "a layer's weights", weights, &[*outputs, *pieces, *inputs])?;
    check_array(part, "a layer's bias", bias, &[*outputs, *pieces])?;
    check_array(part, "a layer's gain", gain, &[*outputs])?;
    check_array(part, "a layer's shift", shift, &[*outputs])
}

/// The width of the encoder that a component looks at.
fn width_of(encoder: usize, encoders: &[Encoder], part: &'static str) -> Result<usize> {
    let encoder = encoders.get(encoder).map(|encoder| encoder.width);
    encoder.ok_or_else(|| wrong(part, "it looks at an encoder that is not there"))
}

fn check_tagger(tagger: &Tagger, encoders: &[Encoder], part: &'static str) -> Result {
    let width = width_of(tagger.encoder, encoders, part)?;
    check_array(part, "the weights", &tagger.weights, &[tagger.labels.len(), width])?;
    check_array(part, "the bias", &tagger.bias, &[tagger.labels.len()])
}

fn check_transitions(
    it: &Transitions,
    encoders: &[Encoder],
    features: usize,
    part: &'static str,
) -> Result {
    if it.features != features {
        let what = format!("it looks at {} words of its state, not {features}", it.features);
        return Err(wrong(part, what));
    }
    let encoder = width_of(it.encoder, encoders, part)?;
    let (hidden, pieces, narrow) = (it.hidden, it.pieces, it.narrow_bias.len());
    check_array(part, "the narrowing weights", &it.narrow, &[narrow, encoder])?;
    check_array(part, "the narrowing bias", &it.narrow_bias, &[narrow])?;
    check_array(part, "the lower weights", &it.lower, &[features, hidden, pieces, narrow])?;
    check_array(part, "the lower bias", &it.lower_bias, &[hidden, pieces])?;
    check_array(part, "the padding", &it.pad, &[features, hidden, pieces])?;
    let moves = it.moves.len();
    if let Some(upper) = &it.upper {
        check_array(part, "the upper weights", upper, &[moves, hidden])?;
        return check_array(part, "the upper bias", &it.upper_bias, &[moves]);
    }
    if hidden != moves || !it.upper_bias.is_empty() {
        return Err(wrong(part, format!("{hidden} scores for {moves} moves")));
    }
    Ok(())
}

/// A move's letter and label.
fn split(name: &str) -> (&str, Option<&str>) {
    name.split_once('-').map_or((name, None), |(letter, label)| (letter, Some(label)))
}

/// Each move once, and those that every state needs.
fn check_parser_moves(moves: &[String]) -> Result {
    let part = "the parser";
    let known = |name: &str| match split(name) {
        ("S" | "D" | "B", None) => true,
        ("L" | "R" | "B", label) => label.is_some_and(|label| !label.is_empty()),
        _ => false,
    };
    let names = each_once(moves, part, known)?;
    let has = |letter| names.iter().any(|name| split(name).0 == letter);
    if names.contains("S") && names.contains("D") && has("L") && has("R") {
        return Ok(());
    }
    Err(wrong(part, "it cannot shift, reduce, and point to the left and right"))
}

/// Each move once; names begin, go on, end and stand alone with every label. `U-` is there besides:
/// spaCy's mark that a word is known to be no name, which is never a name itself.
fn check_name_moves(moves: &[String]) -> Result {
    let part = "the finder of names";
    let known = |name: &str| match split(name) {
        ("O", None) | ("U", Some("")) => true,
        ("B" | "I" | "L" | "U", label) => label.is_some_and(|label| !label.is_empty()),
        _ => false,
    };
    let names = each_once(moves, part, known)?;
    if !names.contains("O") {
        return Err(wrong(part, "it cannot pass over a word"));
    }
    let whole = |label: &str| {
        ["B", "I", "L", "U"]
            .iter()
            .all(|letter| names.contains(format!("{letter}-{label}").as_str()))
    };
    let mut labels = names.iter().filter_map(|name| split(name).1);
    match labels.find(|label| !label.is_empty() && !whole(label)) {
        Some(label) => Err(wrong(part, format!("moves of the label `{label}` are missing"))),
        None => Ok(()),
    }
}

fn each_once<'a>(
    moves: &'a [String],
    part: &'static str,
    known: impl Fn(&str) -> bool,
) -> Result<BTreeSet<&'a str>> {
    let mut names = BTreeSet::new();
    match moves.iter().find(|name| !known(name) || !names.insert(name.as_str())) {
        Some(name) => Err(wrong(part, format!("the move {name:?} is unknown or there twice"))),
        None => Ok(names),
    }
}

fn check_rule(rule: &RulerRule) -> Result {
    if rule.patterns.iter().any(|words| words.len() > LONGEST_PATTERN) {
        return Err(wrong("the rules", format!("a pattern has over {LONGEST_PATTERN} words")));
    }
    let words = rule.patterns.iter().map(Vec::len).min().unwrap_or_default();
    let index = usize::try_from(rule.index.unsigned_abs()).unwrap_or(usize::MAX);
    let inside = if rule.index < 0 { index <= words } else { index < words };
    if inside { Ok(()) } else { Err(wrong("the rules", "one sets a word beyond its pattern")) }
}
