//! Pipelines that cannot be converted, and what is said of them.

use crate::fixture::{CONFIG, Files, encoder, folder, moves, network, pipeline, tagger, wheel};
use crate::pack::{Value, array_of, pack};
use crate::{convert_bytes, convert_folder};
use proptest::prelude::*;
use std::io::{Cursor, Write as _};

/// What is said of the pipeline with one file in place of another.
fn said(file: &'static str, bytes: impl Into<Vec<u8>>) -> String {
    let mut files = pipeline();
    files.insert(file, bytes.into());
    convert_folder(&files).unwrap_err().to_string()
}

/// What is said of the pipeline with words of its configuration replaced.
fn said_of_config(from: &str, to: &str) -> String {
    assert!(CONFIG.contains(from), "{from}");
    said("config.cfg", CONFIG.replace(from, to))
}

/// Asserts that a message has all of these words.
#[track_caller]
fn has(message: &str, words: &[&str]) {
    for word in words {
        assert!(message.contains(word), "no {word:?} in {message:?}");
    }
}

#[test]
fn a_missing_file_is_named() {
    for file in pipeline().into_keys() {
        let mut files = pipeline();
        files.remove(file);
        match convert_folder(&files) {
            Ok(_) => assert!(["vocab/lookups.bin", "vocab/vectors.cfg"].contains(&file), "{file}"),
            Err(error) => has(&error.to_string(), &[file]),
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let place = tempfile::tempdir().unwrap();
    folder(&pipeline(), place.path());
    // Text can be cut between lines and still be whole.
    for (file, bytes) in pipeline().iter().filter(|(_, bytes)| !bytes[0].is_ascii()) {
        let path = place.path().join(file);
        for length in (0..bytes.len()).step_by(37) {
            std::fs::write(&path, &bytes[..length]).unwrap();
            let said = sayso_parser::convert(place.path()).unwrap_err().to_string();
            has(&said, &[file, "damaged", "get it again"]);
        }
        std::fs::write(&path, bytes).unwrap();
    }
}

#[test]
fn what_goes_on_after_its_end_is_an_error() {
    for file in ["tokenizer", "ner/model", "attribute_ruler/patterns", "vocab/key2row"] {
        let longer = [&pipeline()[file][..], b"\xc0"].concat();
        has(&said(file, longer), &[file, "goes on after its end"]);
    }
}

#[test]
fn lengths_and_depths_beyond_all_reason_are_errors() {
    let lists = [0x91; 1 << 20];
    let long = |mark: u8| vec![mark, 0xff, 0xff, 0xff, 0xff, 0xa1];
    for file in ["tokenizer", "tagger/model", "ner/moves", "attribute_ruler/patterns"] {
        has(&said(file, lists), &[file]);
        for mark in [0xdb, 0xc6, 0xdd, 0xdf] {
            has(&said(file, long(mark)), &[file]);
        }
    }
    let deep = format!("[{}]\n", "a.".repeat(100_000));
    has(&said("config.cfg", deep), &["config.cfg", "nested too deeply"]);
}

#[test]
fn shapes_that_are_not_those_of_the_numbers_are_errors() {
    let huge = |shape: &[usize], numbers: &[f32]| {
        let arrays = vec![("W", array_of(shape, numbers)), ("b", array_of(&[1], &[0.0]))];
        said("tagger/model", network(vec![("softmax", Vec::new(), arrays)]))
    };
    has(&huge(&[usize::MAX, usize::MAX], &[1.0]), &["tagger/model", "shape"]);
    has(&huge(&[3, 5], &[1.0; 14]), &["tagger/model", "shape"]);
    has(&huge(&[3, 4, 1], &[1.0; 12]), &["tagger/model", "`softmax`", "dimensions"]);
    has(&huge(&[2, 4], &[1.0; 8]), &["the tagger", "weights"]);
    has(&said("tagger/model", network(tagger(4))), &["the tagger", "weights"]);
}

#[test]
fn numbers_that_are_none_are_errors() {
    for number in [f32::NAN, f32::INFINITY] {
        let mut numbers = [0.5; 12];
        numbers[7] = number;
        let arrays = vec![("W", array_of(&[3, 4], &numbers)), ("b", array_of(&[3], &[0.0; 3]))];
        let said = said("tagger/model", network(vec![("softmax", Vec::new(), arrays)]));
        has(&said, &["the tagger", "infinite or none"]);
    }
}

#[test]
fn what_cannot_be_run_is_named() {
    let tok2vec = "factory = \"tok2vec\"";
    has(&said_of_config(tok2vec, "factory = \"transformer\""), &["`tok2vec`", "transformer"]);
    has(
        &said_of_config("MultiHashEmbed.v2", "CharacterEmbed.v2"),
        &["`tok2vec`", "CharacterEmbed"],
    );
    has(&said_of_config("MaxoutWindowEncoder.v2", "MishWindowEncoder.v2"), &["MishWindowEncoder"]);
    has(
        &said_of_config("upstream = \"tok2vec\"", "upstream = \"roberta\""),
        &["`tagger`", "before"],
    );
    has(&said_of_config("spacy.Tokenizer.v1", "spacy.ja.JapaneseTokenizer"), &["Japanese"]);
    has(&said_of_config("factory = \"ner\"", "factory = \"beam_ner\""), &["`ner`", "beam"]);
    has(&said("ner/cfg", r#"{"beam_width": 8}"#), &["`ner`", "beam"]);
    has(&said("parser/cfg", r#"{"learn_tokens": true}"#), &["`parser`", "joins words"]);
    let mut layers = encoder(true);
    layers.push(("mish", Vec::new(), Vec::new()));
    has(&said("tok2vec/model", network(layers)), &["`tok2vec`", "layer `mish`"]);
    let mut layers = encoder(true);
    layers[1].1 = vec![("columns", Value::List(vec!["NORM".into(), "LENGTH".into()]))];
    has(&said("tok2vec/model", network(layers)), &["attribute `LENGTH`"]);
    has(&said("vocab/vectors.cfg", r#"{"mode": "floret"}"#), &["`vocab`", "floret"]);
}

#[test]
fn what_is_needed_for_nothing_is_left_out_and_said() {
    let mut files = pipeline();
    let config = CONFIG.replace("\"ner\"]", "\"ner\",\"topics\"]");
    let config = config + "\n[components.topics]\nfactory = \"textcat\"\n";
    files.insert("config.cfg", config.into_bytes());
    let notes = convert_folder(&files).unwrap().notes;
    assert_eq!(notes.len(), 1);
    has(&notes[0], &["`topics`", "textcat", "left out"]);
    let config = CONFIG.replace("disabled = []", "disabled = [\"ner\"]");
    files.insert("config.cfg", config.into_bytes());
    let converted = convert_folder(&files).unwrap();
    has(&converted.notes[0], &["`ner`", "disables"]);
    has(&converted.notes[1], &["does not find names"]);
    assert!(converted.model.names.is_none());
}

#[test]
fn a_component_cannot_lead_out_of_the_pipeline() {
    for name in ["../other", "/etc", "a/b", "..", "a\\b"] {
        let json = serde_json::to_string(name).unwrap();
        let said = said_of_config("\"tok2vec\",\"tagger\"", &format!("{json},\"tagger\""));
        has(&said, &["config.cfg", "a component named"]);
    }
}

#[test]
fn moves_that_are_not_whole_are_errors() {
    has(&said("ner/moves", moves(r#"{"1": {"ORG": 2}, "5": {"": 1}}"#)), &["names"]);
    has(&said("parser/moves", moves(r#"{"0": {"": 1}}"#)), &["the parser"]);
    has(&said("parser/moves", moves(r#"{"9": {"": 1}}"#)), &["parser/moves", "unknown kind"]);
    has(&said("parser/moves", moves(r#"{"0": {"": 0.5}}"#)), &["parser/moves", "whole number"]);
    has(&said("parser/moves", moves("[[[[")), &["parser/moves"]);
}

#[test]
fn words_in_pieces_are_the_whole_word() {
    let piece = Value::Map(vec![(Value::Int(65), "do".into())]);
    let exceptions = Value::Map(vec![("don't".into(), Value::List(vec![piece]))]);
    let tokenizer = Value::Map(vec![("exceptions".into(), exceptions)]);
    has(&said("tokenizer", pack(&tokenizer)), &["the tokenizer", "don't"]);
}

#[test]
fn what_is_no_pipeline_says_so() {
    has(&convert_bytes(b"words").unwrap_err().to_string(), &["not a wheel", "config.cfg"]);
    has(&convert_folder(&Files::new()).unwrap_err().to_string(), &["no config.cfg"]);
    has(&convert_bytes(&wheel(&Files::new())).unwrap_err().to_string(), &["no config.cfg"]);
    let mut files = pipeline();
    files.insert("other/config.cfg", Vec::new());
    files.insert("other/meta.json", Vec::new());
    has(&convert_bytes(&wheel(&files)).unwrap_err().to_string(), &["it holds several"]);
    let nothing = sayso_parser::convert(std::path::Path::new("there/is/nothing")).unwrap_err();
    has(&nothing.to_string(), &["there/is/nothing"]);
}

#[test]
fn a_file_that_unpacks_to_far_too_much_is_not_read() {
    let mut files = pipeline();
    files.insert("tokenizer", vec![0x91; 1 << 24]);
    let said = convert_bytes(&wheel(&files)).unwrap_err().to_string();
    has(&said, &["tokenizer", "200 times its size"]);
}

#[test]
fn a_wheel_cut_short_is_an_error() {
    let bytes = wheel(&pipeline());
    for length in (0..bytes.len()).step_by(97) {
        assert!(convert_bytes(&bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn names_in_a_wheel_do_not_reach_the_disk() {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in pipeline() {
        let path = format!("../../../outside/{name}");
        writer.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(convert_bytes(&bytes).is_ok(), "a name is looked up, never opened");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a byte becomes, the answer is a model that holds together or an error.
    #[test]
    fn any_byte_may_change(file in 0_usize..18, at: prop::sample::Index, to: u8) {
        let mut files = pipeline();
        let bytes = files.values_mut().nth(file).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = to;
        if let Ok(converted) = convert_folder(&files) {
            converted.model.check().unwrap();
        }
    }
}
