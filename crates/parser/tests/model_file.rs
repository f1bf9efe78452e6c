//! Files of models: what is written is read, and nothing else is.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

use proptest::prelude::*;
use sayso_parser::model::{
    About, Attribute, Encoder, HashEmbed, LemmaMode, Lemmatizer, Maxout, Model, Piece, RulerRule,
    Tagger, Vectors, WordPattern,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Bytes of a file before what it holds.
const HEAD: usize = 52;

fn maxout(inputs: usize, outputs: usize, pieces: usize) -> Maxout {
    Maxout {
        inputs,
        outputs,
        pieces,
        weights: vec![0.5; outputs * pieces * inputs],
        bias: vec![-1.0; outputs * pieces],
        gain: vec![1.0; outputs],
        shift: vec![f32::MIN_POSITIVE; outputs],
    }
}

/// A model two numbers wide.
fn model() -> Model {
    let table = vec![0.25, -0.0, 1e-30, 3.0];
    let embed = HashEmbed { attribute: Attribute::Norm, seed: 8, rows: 2, table };
    let encoder = Encoder {
        width: 2,
        embeds: vec![embed],
        projection: Some(vec![0.1; 6]),
        mix: maxout(4, 2, 3),
        window: 1,
        layers: vec![maxout(6, 2, 2)],
    };
    let pieces = ["do", "n't"].map(|orth| Piece { orth: orth.to_owned(), norm: None });
    let mut model = Model {
        about: About { name: "en_tiny".to_owned(), ..About::default() },
        norms: BTreeMap::from([(u64::MAX, "the".to_owned())]),
        vectors: Some(Vectors { width: 3, data: vec![2.0; 6], keys: vec![5, 9], rows: vec![1, 0] }),
        encoders: vec![encoder],
        tagger: Some(Tagger {
            encoder: 0,
            labels: vec!["DT".to_owned(), "NN".to_owned()],
            weights: vec![1.0; 4],
            bias: vec![0.0; 2],
        }),
        lemmatizer: Some(Lemmatizer { mode: LemmaMode::Lookup, ..Lemmatizer::default() }),
        ..Model::default()
    };
    model.tokenizer.exceptions.insert("don't".to_owned(), pieces.to_vec());
    model
}

fn error(bytes: &[u8]) -> String {
    Model::from_bytes(bytes).unwrap_err().to_string()
}

/// The error of a model that was changed.
fn wrong(change: impl FnOnce(&mut Model)) -> String {
    let mut model = model();
    change(&mut model);
    let said = model.check().unwrap_err().to_string();
    assert_eq!(model.to_bytes().unwrap_err().to_string(), said, "it is not written either");
    said
}

#[test]
fn what_is_written_is_read() {
    let model = model();
    assert_eq!(Model::from_bytes(&model.to_bytes().unwrap()).unwrap(), model);
    let empty = Model::default();
    assert_eq!(Model::from_bytes(&empty.to_bytes().unwrap()).unwrap(), empty);
}

#[test]
fn a_model_says_at_its_beginning_what_it_is() {
    let mut model = model();
    model.about.author = "x".repeat(4096);
    let bytes = model.to_bytes().unwrap();
    assert_eq!(Model::about(&bytes[..bytes.len().min(Model::ABOUT)]).unwrap(), model.about);
    assert!(Model::about(&bytes[..100]).is_err());
    assert!(wrong(|model| model.about.license = "x".repeat(5000)).contains("5000 bytes"));
}

#[test]
fn other_files_say_what_to_do() {
    let bytes = model().to_bytes().unwrap();
    assert!(error(b"words").contains("`sayso model add`"));
    assert!(error(&bytes[..HEAD - 1]).contains("not a Sayso parser model"));
    assert!(error(&bytes[..bytes.len() - 1]).contains("bytes long"));
    assert!(error(&[&bytes[..], b"x"].concat()).contains("bytes long"));
    let mut newer = bytes.clone();
    newer[8] = 200;
    assert!(error(&newer).contains("format 200"));
    let mut changed = bytes;
    changed[HEAD + 3] ^= 1;
    assert!(error(&changed).contains("checksum"));
}

#[test]
fn parts_that_contradict_each_other_are_errors() {
    let said = wrong(|model| model.encoders[0].embeds[0].rows = 3);
    assert!(said.contains("an embedding of 3 rows"), "{said}");
    assert!(wrong(|model| model.encoders[0].mix.inputs = 6).contains("makes 2 numbers of 6"));
    assert!(wrong(|model| model.encoders[0].window = 0).contains("0 words to each side"));
    let layers = wrong(|model| model.encoders[0].layers = vec![maxout(6, 2, 2); 65]);
    assert!(layers.contains("65 layers"), "{layers}");
    let long =
        RulerRule { patterns: vec![vec![WordPattern::default(); 101]], ..Default::default() };
    assert!(wrong(|model| model.ruler.push(long)).contains("over 100 words"));
    assert!(wrong(|model| model.vectors = None).contains("needs vectors"));
    assert!(wrong(|model| model.encoders.clear()).contains("not there"));
    assert!(wrong(|m| m.vectors.as_mut().unwrap().rows[0] = 2).contains("beyond 2"));
    assert!(wrong(|m| m.vectors.as_mut().unwrap().keys[0] = 9).contains("not in order"));
    assert!(wrong(|m| m.vectors.as_mut().unwrap().width = 0).contains("width is 0"));
    assert!(wrong(|m| m.tagger.as_mut().unwrap().labels.clear()).contains("[0, 2]"));
    let said = wrong(|m| m.senter = m.tagger.clone());
    assert!(said.contains("not I and S"), "{said}");
}

/// The file that ships is whole, and is the one that ORIGIN.md tells of.
#[test]
fn the_shipped_model_is_the_one_that_is_told() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/models/en_core_web_sm");
    let bytes = std::fs::read(format!("{folder}/model.sayso-parser")).unwrap();
    let origin = std::fs::read_to_string(format!("{folder}/ORIGIN.md")).unwrap();
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let model = Model::from_bytes(&bytes).unwrap();
    assert!(origin.contains(&digest), "its checksum is {digest}");
    assert!(origin.contains(&model.about.source_sha256));
    assert_eq!((&*model.about.name, &*model.about.version), sayso_parser::SHIPPED_MODEL);
    assert_eq!(Model::about_shipped().unwrap(), model.about);
    assert_eq!(Model::shipped().unwrap(), model);
    assert_eq!(model.parser.unwrap().moves.len(), 106);
}

proptest! {
    /// Whatever a byte becomes, even where the checksum was made to fit, what is read holds
    /// together.
    #[test]
    fn any_byte_may_change(at: prop::sample::Index, to: u8) {
        let mut bytes = model().to_bytes().unwrap();
        let at = HEAD + at.index(bytes.len() - HEAD);
        bytes[at] = to;
        let digest = Sha256::digest(&bytes[HEAD..]);
        bytes[HEAD - 32..HEAD].copy_from_slice(&digest);
        if let Ok(model) = Model::from_bytes(&bytes) {
            model.check().unwrap();
        }
    }

    #[test]
    fn any_bytes_may_come(bytes: Vec<u8>) {
        prop_assert!(Model::from_bytes(&bytes).is_err());
    }
}
