//! spaCy pipelines, whole and broken, become models or clear errors.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

mod broken;
#[path = "../../../../fuzz/checks/parser.rs"]
mod checks;
mod fixture;
#[path = "../../../../fuzz/checks/kept.rs"]
mod kept;
mod pack;

use fixture::{Files, THE, folder, pipeline, wheel};
use sayso_parser::model::{Attribute, Condition, LemmaMode, Model, Property};
use sayso_parser::{ConvertError, Converted, convert};

/// Converts files as a folder.
fn convert_folder(files: &Files) -> Result<Converted, ConvertError> {
    let place = tempfile::tempdir().unwrap();
    folder(files, place.path());
    convert(place.path())
}

/// Converts the bytes of a wheel.
fn convert_bytes(bytes: &[u8]) -> Result<Converted, ConvertError> {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("it.whl");
    std::fs::write(&path, bytes).unwrap();
    convert(&path)
}

fn converted() -> Model {
    let converted = convert_folder(&pipeline()).unwrap();
    assert!(converted.notes.is_empty(), "{:?}", converted.notes);
    converted.model
}

#[test]
fn a_wheel_and_its_folder_are_the_same_model() {
    let bytes = wheel(&pipeline());
    let mut model = convert_bytes(&bytes).unwrap().model;
    assert_eq!(model.about.source_sha256.len(), 64);
    model.about.source_sha256.clear();
    assert_eq!(model, converted());
}

#[test]
fn a_model_says_what_it_is() {
    let about = converted().about;
    assert_eq!((about.name.as_str(), about.version.as_str()), ("en_tiny", "1.0.0"));
    assert_eq!((about.license.as_str(), about.author.as_str()), ("MIT", "Somebody"));
}

#[test]
fn words_are_cut_by_the_same_rules() {
    let rules = converted().tokenizer;
    assert_eq!(rules.prefix.as_deref(), Some(r"^\(|^“"));
    assert_eq!((rules.token_match, rules.url_match.as_deref()), (None, Some("^http")));
    let pieces: Vec<(&str, Option<&str>)> =
        rules.exceptions["don't"].iter().map(|p| (p.orth.as_str(), p.norm.as_deref())).collect();
    assert_eq!(pieces, [("do", None), ("n't", Some("not"))]);
}

#[test]
fn networks_keep_their_numbers_and_shapes() {
    let model = converted();
    let [shared, own] = &model.encoders[..] else { panic!("{} encoders", model.encoders.len()) };
    let looked_at: Vec<_> =
        shared.embeds.iter().map(|embed| (embed.attribute, embed.seed)).collect();
    assert_eq!(looked_at, [(Attribute::Norm, 8), (Attribute::Shape, 9)]);
    assert_eq!(shared.embeds[0].table[..3], [-2.0, -1.75, -1.5]);
    assert_eq!((shared.mix.inputs, shared.mix.pieces, shared.layers.len()), (12, 3, 1));
    assert_eq!((own.mix.inputs, own.projection.is_none(), own.window), (8, true, 1));
    assert_eq!(shared.projection.as_ref().map(Vec::len), Some(20));
    let (parser, names) = (model.parser.unwrap(), model.names.unwrap());
    assert_eq!((parser.encoder, parser.features), (0, 8));
    assert_eq!((names.encoder, names.features), (1, 3));
    let tagger = model.tagger.unwrap();
    assert_eq!((tagger.encoder, tagger.labels.len(), tagger.weights.len()), (0, 3, 12));
    let vectors = model.vectors.unwrap();
    assert_eq!(vectors.get(THE), Some(&[5.0, 6.0, 7.0, 8.0, 9.0][..]));
    assert_eq!(vectors.get(THE + 1), None);
}

#[test]
fn moves_stand_in_the_order_of_their_scores() {
    let model = converted();
    // Of the same frequency from Z to A; labels that were added later, all at the end.
    let parser = ["S", "D", "L-nsubj", "L-det", "R-dobj", "B-ROOT", "L-cc", "R-cc"];
    assert_eq!(model.parser.unwrap().moves, parser);
    assert_eq!(model.names.unwrap().moves, ["B-ORG", "I-ORG", "L-ORG", "U-ORG", "O"]);
}

#[test]
fn rules_and_tables_are_kept() {
    let model = converted();
    let rule = &model.ruler[0];
    assert_eq!((rule.pos.as_deref(), rule.index), (Some("PRON"), 1));
    let strings = |strings: &[&str]| strings.iter().map(|s| (*s).to_owned()).collect();
    assert_eq!(
        rule.patterns[0][0].conditions,
        [
            Condition::OneOf(Property::Tag, strings(&["DT", "WDT"])),
            Condition::NoneOf(Property::Relation, strings(&["det", ""])),
        ]
    );
    assert_eq!(
        rule.patterns[0][1].conditions,
        [Condition::Matches(Property::Lower, "^n'?t$".to_owned()), Condition::IsSpace(false)]
    );
    let lemmatizer = model.lemmatizer.unwrap();
    assert_eq!((lemmatizer.mode, lemmatizer.overwrite), (LemmaMode::Rule, true));
    assert_eq!(lemmatizer.index["noun"], ["apple", "zebra"]);
    assert_eq!(lemmatizer.exceptions["noun"]["mice"], ["mouse"]);
    assert_eq!(lemmatizer.rules["noun"][0], ("ies".to_owned(), "y".to_owned()));
    assert_eq!(model.norms[&THE], "the");
}

#[test]
fn a_sentence_can_be_begun_without_a_label() {
    let mut files = pipeline();
    let json = r#"{"0": {"": 9}, "1": {"": 8}, "2": {"a": 1}, "3": {"ROOT": 4, "a": 1},
        "4": {"ROOT": 2, "": 1}}"#;
    files.insert("parser/moves", fixture::moves(json));
    files.insert(
        "parser/model",
        fixture::network(fixture::transitions(8, 4, fixture::encoder(false))),
    );
    let config =
        fixture::CONFIG.replace("Tok2VecListener.v1\"\nupstream = \"*\"", "HashEmbedCNN.v2\"");
    files.insert("config.cfg", config.into_bytes());
    let model = convert_folder(&files).unwrap().model;
    assert_eq!(model.parser.as_ref().unwrap().moves[5..], ["B-ROOT", "B"]);
    sayso_parser::Pipeline::new(model).unwrap();
}

#[test]
fn a_morphologizer_gives_parts_of_speech() {
    let mut files = pipeline();
    let config = fixture::CONFIG.replace("\"tagger\"", "\"morphologizer\"");
    let config = config.replace("[components.tagger", "[components.morphologizer");
    files.insert("config.cfg", config.into_bytes());
    let settings = r#"{"labels_morph": {"B": "", "A|POS=ADJ": "A", "POS=NOUN": ""},
        "labels_pos": {"POS=NOUN": 92, "A|POS=ADJ": 84}}"#;
    files.insert("morphologizer/cfg", settings.as_bytes().to_vec());
    files.insert("morphologizer/model", fixture::network(fixture::tagger(3)));
    let model = convert_folder(&files).unwrap().model;
    assert!(model.tagger.is_none());
    assert_eq!(model.parts_of_speech.unwrap().labels, ["", "ADJ", "NOUN"]);
}

#[test]
fn a_folder_above_the_pipeline_will_do() {
    let place = tempfile::tempdir().unwrap();
    folder(&pipeline(), &place.path().join("en_tiny/en_tiny-1.0.0"));
    assert_eq!(convert(place.path()).unwrap().model, converted());
}

/// What the fuzzer starts from, and every crash that it found.
#[test]
fn all_that_is_kept_for_the_fuzzer_holds() {
    kept::kept("parser_convert").iter().for_each(|bytes| checks::pipeline(bytes));
    kept::kept("parser_model").iter().for_each(|bytes| checks::model(bytes));
}
