//! The smallest pipeline that has all that can be converted: four numbers wide, two words deep.

#![allow(dead_code, reason = "the fuzzer uses it too, and not all of it")]

use crate::pack::{Value, array, list, map, pack};
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;

/// Files of a pipeline by their paths.
pub(crate) type Files = BTreeMap<&'static str, Vec<u8>>;

/// Numbers in a vector of a word, rows of an embedding, hidden numbers.
const WIDTH: usize = 4;
const ROWS: usize = 3;
const HIDDEN: usize = 2;
/// Numbers in a static vector.
const STATIC: usize = 5;

/// Numbers of strings in spaCy's string store.
pub(crate) const NOUN: u64 = 16_833_663_260_455_505_849;
pub(crate) const THE: u64 = 7_425_985_699_627_899_538;

/// The whole pipeline.
pub(crate) fn pipeline() -> Files {
    Files::from([
        ("config.cfg", CONFIG.as_bytes().to_vec()),
        ("meta.json", META.as_bytes().to_vec()),
        ("tokenizer", tokenizer()),
        ("vocab/lookups.bin", lexeme_norm()),
        ("vocab/vectors", vectors()),
        ("vocab/key2row", pack(&Value::Map(vec![(Value::Int(THE), Value::Int(1))]))),
        ("vocab/vectors.cfg", br#"{"mode": "default"}"#.to_vec()),
        ("tok2vec/model", network(encoder(true))),
        ("tagger/cfg", br#"{"labels": ["DT", "NN", "VBZ"]}"#.to_vec()),
        ("tagger/model", network(tagger(3))),
        ("parser/cfg", br#"{"beam_width": 1, "learn_tokens": false}"#.to_vec()),
        ("parser/moves", moves(PARSER_MOVES)),
        ("parser/model", network(transitions(8, 5, vec![layer("tok2vec-listener")]))),
        ("ner/cfg", b"{}".to_vec()),
        ("ner/moves", moves(NAME_MOVES)),
        ("ner/model", network(transitions(3, 5, encoder(false)))),
        ("attribute_ruler/patterns", patterns()),
        ("lemmatizer/lookups/lookups.bin", lemmas()),
    ])
}

/// As a wheel, with the pipeline two folders down, as spaCy packs it.
pub(crate) fn wheel(files: &Files) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in files {
        writer.start_file(format!("en_tiny/en_tiny-1.0.0/{name}"), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// As a folder.
pub(crate) fn folder(files: &Files, folder: &Path) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

pub(crate) const CONFIG: &str = r#"
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger",
    "parser","attribute_ruler","lemmatizer","ner"]
disabled = []
tokenizer = {"@tokenizers":"spacy.Tokenizer.v1"}

# What each component is.
[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${components.tok2vec.model.encode:width}
include_static_vectors = true

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 4

[components.tagger]
factory = "tagger"

[components.tagger.model]
@architectures = "spacy.Tagger.v2"

[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
upstream = "tok2vec"

[components.parser]
factory = "parser"

[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"

[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
upstream = "*"

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"

[components.ner.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"

[components.attribute_ruler]
factory = "attribute_ruler"

[components.lemmatizer]
factory = "lemmatizer"
mode = "rule"
overwrite = true
"#;

const META: &str = r#"{"lang": "en", "name": "tiny", "version": "1.0.0", "license": "MIT",
    "author": "Somebody"}"#;
const PARSER_MOVES: &str = r#"{"0": {"": 9}, "1": {"": 8}, "2": {"det": 3, "nsubj": 3, "cc": -1},
    "3": {"dobj": 4, "cc": -1}, "4": {"ROOT": 2}}"#;
const NAME_MOVES: &str = r#"{"0": {}, "1": {"ORG": 2}, "2": {"ORG": 2}, "3": {"ORG": 2},
    "4": {"ORG": 2}, "5": {"": 1}}"#;

/// A layer of a network: its name, settings and arrays.
pub(crate) type Layer = (&'static str, Vec<(&'static str, Value)>, Vec<(&'static str, Value)>);

fn layer(name: &'static str) -> Layer {
    (name, Vec::new(), Vec::new())
}

/// The bytes of a network. Each setting is packed by itself, as Thinc does.
pub(crate) fn network(layers: Vec<Layer>) -> Vec<u8> {
    let (mut nodes, mut attrs, mut params) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (name, settings, arrays)) in layers.into_iter().enumerate() {
        nodes.push(map([
            ("index", index.into()),
            ("name", name.into()),
            ("dims", Value::Map(vec![("nO".into(), Value::Nil)])),
            ("refs", Value::Map(Vec::new())),
        ]));
        let packed = settings.into_iter().map(|(k, v)| (k.into(), Value::Bin(pack(&v))));
        attrs.push(Value::Map(packed.collect()));
        params.push(Value::Map(arrays.into_iter().map(|(k, v)| (k.into(), v)).collect()));
    }
    let shims = Value::List(nodes.iter().map(|_| Value::List(Vec::new())).collect());
    pack(&map([
        ("nodes", Value::List(nodes)),
        ("attrs", Value::List(attrs)),
        ("params", Value::List(params)),
        ("shims", shims),
    ]))
}

/// Two embeddings, one layer over a word and its neighbours.
pub(crate) fn encoder(static_vectors: bool) -> Vec<Layer> {
    let embed = |column: usize, seed: usize| {
        let settings = vec![("column", column.into()), ("seed", seed.into())];
        ("hashembed", settings, vec![("E", array(&[ROWS, WIDTH]))])
    };
    let maxout = |pieces: usize, inputs: usize| {
        let arrays = vec![("W", array(&[WIDTH, pieces, inputs])), ("b", array(&[WIDTH, pieces]))];
        ("maxout", Vec::new(), arrays)
    };
    let norm = || ("layernorm", Vec::new(), vec![("G", array(&[WIDTH])), ("b", array(&[WIDTH]))]);
    let columns = vec![("columns", list(["NORM", "SHAPE"]))];
    let mut layers = vec![layer("extract_features>>maxout"), ("extract_features", columns, vec![])];
    let mut side_by_side = 2;
    if static_vectors {
        layers.push(("static_vectors", vec![], vec![("W", array(&[WIDTH, STATIC]))]));
        side_by_side += 1;
    }
    layers.extend([embed(0, 8), embed(1, 9), maxout(3, side_by_side * WIDTH), norm()]);
    layers.push(("expand_window", vec![("window_size", 1.into())], vec![]));
    layers.extend([maxout(2, 3 * WIDTH), norm()]);
    layers
}

/// One label for each word, of so many.
pub(crate) fn tagger(labels: usize) -> Vec<Layer> {
    let arrays = vec![("W", array(&[labels, WIDTH])), ("b", array(&[labels]))];
    vec![layer("tok2vec-listener"), ("softmax", Vec::new(), arrays)]
}

/// Scores for moves, over the layers given.
pub(crate) fn transitions(features: usize, moves: usize, words: Vec<Layer>) -> Vec<Layer> {
    let moves = if features == 8 { moves + 3 } else { moves };
    let affine = vec![
        ("W", array(&[features, HIDDEN, 2, HIDDEN])),
        ("b", array(&[HIDDEN, 2])),
        ("pad", array(&[1, features, HIDDEN, 2])),
    ];
    let upper = vec![("W", array(&[moves, HIDDEN])), ("b", array(&[moves]))];
    let narrow = vec![("W", array(&[HIDDEN, WIDTH])), ("b", array(&[HIDDEN]))];
    let mut layers = vec![
        ("parser_model", vec![("has_upper", Value::Bool(true))], vec![]),
        ("precomputable_affine", vec![], affine),
        ("linear", vec![], upper),
        layer("list2array"),
        ("linear", vec![], narrow),
    ];
    layers.extend(words);
    layers
}

/// The moves of a component, in the form that spaCy keeps.
pub(crate) fn moves(json: &str) -> Vec<u8> {
    pack(&map([("moves", json.into()), ("cfg", Value::Map(Vec::new()))]))
}

fn tokenizer() -> Vec<u8> {
    let piece = |orth: &str| (Value::Int(65), orth.into());
    let norm = (Value::Int(67), "not".into());
    let pieces = vec![Value::Map(vec![piece("do")]), Value::Map(vec![piece("n't"), norm])];
    pack(&map([
        ("prefix_search", r"^\(|^“".into()),
        ("suffix_search", r"\)$".into()),
        ("infix_finditer", r"\.\.\.".into()),
        ("token_match", Value::Nil),
        ("url_match", "^http".into()),
        ("exceptions", map([("don't", Value::List(pieces))])),
        ("faster_heuristics", Value::Bool(true)),
    ]))
}

fn lexeme_norm() -> Vec<u8> {
    pack(&map([("lexeme_norm", Value::Map(vec![(Value::Int(THE), "the".into())]))]))
}

fn vectors() -> Vec<u8> {
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': (2, {STATIC}), }}\n");
    bytes.extend(u16::try_from(header.len()).unwrap().to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend((0..2 * STATIC).flat_map(|i| (i as f32).to_le_bytes()));
    bytes
}

fn patterns() -> Vec<u8> {
    let not_in = map([("NOT_IN", list(["det", ""]))]);
    let regex = map([("REGEX", "^n'?t$".into())]);
    let words = vec![
        map([("TAG", map([("IN", list(["DT", "WDT"]))])), ("DEP", not_in)]),
        map([("LOWER", regex), ("IS_SPACE", Value::Bool(false))]),
    ];
    pack(&Value::List(vec![map([
        ("patterns", Value::List(vec![Value::List(words)])),
        ("attrs", map([("POS", "PRON".into()), ("MORPH", "Case=Nom".into())])),
        ("index", 1.into()),
    ])]))
}

fn lemmas() -> Vec<u8> {
    let keyed = |value: Value| Value::Map(vec![(Value::Int(NOUN), value)]);
    pack(&map([
        ("lemma_rules", keyed(Value::List(vec![list(["ies", "y"]), list(["s", ""])]))),
        ("lemma_index", keyed(list(["zebra", "apple", "apple"]))),
        ("lemma_exc", keyed(map([("mice", list(["mouse"]))]))),
    ]))
}
