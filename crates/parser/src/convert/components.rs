//! The components of a pipeline, one after the other.

use super::architecture::{self, Words};
use super::config::Config;
use super::error::{ConvertError, Fault, Result};
use super::network::Network;
use super::source::Source;
use super::{lookups, ruler, tokenizer, transitions, vectors};
use crate::model::{About, Encoder, Model, Tagger, Transitions};
use std::collections::BTreeMap;
use transitions::Kind;

/// Layers of networks that turn words into vectors.
const ENCODER: [&str; 10] = [
    "extract_features",
    "list2ragged",
    "ragged2list",
    "ints-getitem",
    "hashembed",
    "static_vectors",
    "maxout",
    "layernorm",
    "dropout",
    "expand_window",
];
/// Layers of taggers beside those.
const TAGGER: [&str; 2] = ["tok2vec-listener", "softmax"];
/// Layers of parsers beside those.
const PARSER: [&str; 5] =
    ["tok2vec-listener", "list2array", "parser_model", "linear", "precomputable_affine"];

/// A pipeline on its way to a model.
struct Builder<'a> {
    source: &'a mut Source,
    config: &'a Config,
    notes: &'a mut Vec<String>,
    model: Model,
    /// Shared encoders by the name of their component, and the one added last.
    shared: BTreeMap<String, usize>,
    nearest: Option<usize>,
}

/// Converts what a pipeline has, in its order.
pub(super) fn convert(
    source: &mut Source,
    config: &Config,
    about: About,
    notes: &mut Vec<String>,
) -> Result<Model> {
    let tokenizer = tokenizer::convert(config, &source.read("tokenizer")?)?;
    let model = Model { about, tokenizer, ..Model::default() };
    let (shared, nearest) = (BTreeMap::new(), None);
    let mut builder = Builder { source, config, notes, model, shared, nearest };
    builder.norms()?;
    let disabled = config.strings(&["nlp", "disabled"]);
    for component in config.strings(&["nlp", "pipeline"]) {
        builder.component(component, disabled.contains(&component))?;
    }
    builder.vectors()?;
    builder.tell_what_is_missing();
    Ok(builder.model)
}

impl Builder<'_> {
    fn component(&mut self, name: &str, disabled: bool) -> Result<()> {
        if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            return Err(ConvertError::damaged("config.cfg", format!("a component named {name:?}")));
        }
        let factory = self.config.string(&["components", name, "factory"]).ok_or_else(|| {
            ConvertError::damaged("config.cfg", format!("component `{name}` has no factory"))
        })?;
        // Pipelines switch `senter` off where a parser finds the sentences, and so does ours.
        if disabled && factory != "senter" {
            self.notes.push(format!("component `{name}` is left out: the pipeline disables it"));
            return Ok(());
        }
        match factory {
            "tok2vec" => self.shared_encoder(name),
            "tagger" => self.tagger(name),
            "morphologizer" => self.parts_of_speech(name),
            "senter" => self.senter(name),
            "parser" => self.parser(name),
            "ner" => self.names(name),
            "attribute_ruler" => self.ruler(name),
            "lemmatizer" => self.lemmatizer(name),
            _ => {
                self.notes.push(architecture::left_out(name, factory)?);
                Ok(())
            }
        }
    }

    fn norms(&mut self) -> Result<()> {
        let file = "vocab/lookups.bin";
        if let Some(bytes) = self.source.read_if_there(file)? {
            self.model.norms = lookups::norms(&bytes)
                .map_err(|fault| ConvertError::fault("vocab", file, fault))?;
        }
        Ok(())
    }

    /// Says what the pipeline does not find at all.
    fn tell_what_is_missing(&mut self) {
        let model = &self.model;
        for (is_there, what) in [
            (model.parser.is_some(), "grammar (no `parser`)"),
            (model.parser.is_some() || model.senter.is_some(), "sentences (nor a `senter`)"),
            (model.names.is_some(), "names (no `ner`)"),
        ] {
            if !is_there {
                self.notes.push(format!("the pipeline does not find {what}"));
            }
        }
    }

    /// Vectors of words, where a network looks at them.
    fn vectors(&mut self) -> Result<()> {
        if self.model.encoders.iter().any(|encoder| encoder.projection.is_some()) {
            self.model.vectors = Some(vectors::convert(self.source)?);
        }
        Ok(())
    }

    /// Reads the network of a component, and hands it to a function.
    fn network<T>(
        &mut self,
        name: &str,
        layers: &[&str],
        convert: impl FnOnce(&Network<'_>) -> Result<T, Fault>,
    ) -> Result<T> {
        let file = format!("{name}/model");
        let bytes = self.source.read(&file)?;
        let network = Network::read(&bytes);
        let converted = network.and_then(|network| {
            network.only(&[&ENCODER, layers].concat())?;
            convert(&network)
        });
        converted.map_err(|fault| ConvertError::fault(name, &file, fault))
    }

    fn shared_encoder(&mut self, name: &str) -> Result<()> {
        architecture::encoder(self.config, name)?;
        let encoder = self.network(name, &[], |network| network.encoder())?;
        let at = self.add(encoder);
        self.shared.insert(name.to_owned(), at);
        self.nearest = Some(at);
        Ok(())
    }

    fn add(&mut self, encoder: Encoder) -> usize {
        self.model.encoders.push(encoder);
        self.model.encoders.len() - 1
    }

    /// The encoder that a component looks at, its own added where it has one.
    fn encoder_of(&mut self, name: &str, layers: &[&str]) -> Result<usize> {
        let at = match architecture::words(self.config, name)? {
            Words::Own => {
                let encoder = self.network(name, layers, |network| network.encoder())?;
                Some(self.add(encoder))
            }
            Words::From("*") => self.nearest,
            Words::From(upstream) => self.shared.get(upstream).copied(),
        };
        at.ok_or_else(|| {
            let what = "the network that it gets vectors of words from is not before it";
            ConvertError::unsupported(name, what)
        })
    }

    fn tagger(&mut self, name: &str) -> Result<()> {
        let file = format!("{name}/cfg");
        let settings = json(&file, &self.source.read(&file)?)?;
        let labels = settings["labels"].as_array().into_iter().flatten();
        let labels = labels.filter_map(|label| label.as_str().map(str::to_owned)).collect();
        let tagger = self.one_label_each(name, labels)?;
        once(&mut self.model.tagger, tagger, name)
    }

    /// Of what a morphologizer finds only parts of speech are kept: nothing here asks for the rest.
    fn parts_of_speech(&mut self, name: &str) -> Result<()> {
        let file = format!("{name}/cfg");
        let settings = json(&file, &self.source.read(&file)?)?;
        let parts = lookups::parts_of_speech(&settings)
            .map_err(|fault| ConvertError::fault(name, &file, fault))?;
        let parts = self.one_label_each(name, parts)?;
        once(&mut self.model.parts_of_speech, parts, name)
    }

    fn senter(&mut self, name: &str) -> Result<()> {
        let senter = self.one_label_each(name, vec!["I".to_owned(), "S".to_owned()])?;
        once(&mut self.model.senter, senter, name)
    }

    fn one_label_each(&mut self, name: &str, labels: Vec<String>) -> Result<Tagger> {
        architecture::require(self.config, name, &["spacy.Tagger.v1", "spacy.Tagger.v2"])?;
        let encoder = self.encoder_of(name, &TAGGER)?;
        self.network(name, &TAGGER, |network| {
            let softmax = network.one("softmax")?;
            let (_, weights) = softmax.shaped::<2>("W")?;
            let (_, bias) = softmax.shaped::<1>("b")?;
            Ok(Tagger { encoder, labels, weights, bias })
        })
    }

    fn parser(&mut self, name: &str) -> Result<()> {
        let parser = self.transitions(name, Kind::Parser)?;
        once(&mut self.model.parser, parser, name)
    }

    fn names(&mut self, name: &str) -> Result<()> {
        let names = self.transitions(name, Kind::Names)?;
        once(&mut self.model.names, names, name)
    }

    fn transitions(&mut self, name: &str, kind: Kind) -> Result<Transitions> {
        architecture::require(self.config, name, &["spacy.TransitionBasedParser.v2"])?;
        let file = format!("{name}/cfg");
        let settings = json(&file, &self.source.read(&file)?)?;
        transitions::check_settings(name, &settings)?;
        let file = format!("{name}/moves");
        let moves = transitions::moves(&self.source.read(&file)?, kind)
            .map_err(|fault| ConvertError::fault(name, &file, fault))?;
        let encoder = self.encoder_of(name, &PARSER)?;
        self.network(name, &PARSER, |network| transitions::convert(network, encoder, moves))
    }

    fn ruler(&mut self, name: &str) -> Result<()> {
        let file = format!("{name}/patterns");
        let rules = ruler::convert(&self.source.read(&file)?)
            .map_err(|fault| ConvertError::fault(name, &file, fault))?;
        self.model.ruler.extend(rules);
        Ok(())
    }

    fn lemmatizer(&mut self, name: &str) -> Result<()> {
        let mode = self.config.string(&["components", name, "mode"]).unwrap_or("lookup");
        if let Some(note) = architecture::lemmatizer_left_out(&self.model.about.language, mode) {
            self.notes.push(note);
            return Ok(());
        }
        let file = format!("{name}/lookups/lookups.bin");
        let mut lemmatizer = lookups::lemmatizer(&self.source.read(&file)?, mode == "rule")
            .map_err(|fault| ConvertError::fault(name, &file, fault))?;
        let overwrite = self.config.at(&["components", name, "overwrite"]);
        lemmatizer.overwrite = overwrite.and_then(serde_json::Value::as_bool).unwrap_or_default();
        once(&mut self.model.lemmatizer, lemmatizer, name)
    }
}

/// Puts a component into its place, if that is free.
fn once<T>(place: &mut Option<T>, component: T, name: &str) -> Result<()> {
    if place.is_some() {
        return Err(ConvertError::unsupported(name, "it is the second of its kind"));
    }
    *place = Some(component);
    Ok(())
}

fn json(file: &str, bytes: &[u8]) -> Result<serde_json::Value> {
    serde_json::from_slice(bytes).map_err(|error| ConvertError::damaged(file, error.to_string()))
}
