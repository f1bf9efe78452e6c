//! A trained pipeline that runs: text in, words with grammar and names out.

use crate::file::ModelError;
use crate::lemma::Lemmas;
use crate::lexeme::Norms;
use crate::model::{About, Model};
use crate::network::{Encoder, Matrix, Scorer};
use crate::parse::{Label, Labels};
use crate::pattern::PatternError;
use crate::ruler::Ruler;
use crate::tokenize::Tokenizer;
use crate::transition::{ArcEager, Biluo};
use std::sync::Arc;

/// Name and version of the model that ships with the program.
pub const SHIPPED_MODEL: (&str, &str) = ("en_core_web_sm", "3.8.0");

/// Why a pipeline cannot run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// Its model cannot be read.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A pattern in it cannot be understood.
    #[error(transparent)]
    Pattern(#[from] PatternError),
}

/// A trained pipeline, ready to run. It is not changed by running: threads share it, each with a
/// [`Session`](crate::Session) of its own.
#[derive(Debug)]
pub struct Pipeline {
    pub(crate) about: About,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) encoders: Vec<Encoder>,
    pub(crate) tagger: Option<Tagger>,
    pub(crate) parts_of_speech: Option<Tagger>,
    pub(crate) parser: Option<Parser>,
    pub(crate) names: Option<Names>,
    pub(crate) senter: Option<Tagger>,
    pub(crate) ruler: Ruler,
    pub(crate) lemmas: Option<Lemmas>,
    pub(crate) labels: Arc<Labels>,
}

/// One label for each word.
#[derive(Debug)]
pub(crate) struct Tagger {
    pub(crate) encoder: usize,
    pub(crate) matrix: Matrix,
    pub(crate) labels: Vec<Label>,
}

/// Dependencies and sentence starts.
#[derive(Debug)]
pub(crate) struct Parser {
    pub(crate) encoder: usize,
    pub(crate) scorer: Scorer,
    pub(crate) moves: ArcEager,
    /// The label of each kind of arc.
    pub(crate) labels: Vec<Label>,
}

/// Names.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) encoder: usize,
    pub(crate) scorer: Scorer,
    pub(crate) moves: Biluo,
}

impl Pipeline {
    /// Makes a model ready to run.
    ///
    /// # Errors
    /// If the model's parts do not fit each other, or a pattern in it cannot be understood.
    pub fn new(model: Model) -> Result<Self, PipelineError> {
        model.check()?;
        let mut labels = Labels::default();
        let vectors = model.vectors.map(Arc::new);
        let encoders: Vec<Encoder> =
            model.encoders.iter().map(|e| Encoder::new(e, vectors.as_ref())).collect();
        let unknown =
            |part| ModelError::Inconsistent { part, what: "a move that is not known".to_owned() };
        let tagger = model.tagger.as_ref().map(|t| Tagger::new(t, &encoders, &mut labels));
        let parts_of_speech =
            model.parts_of_speech.as_ref().map(|t| Tagger::new(t, &encoders, &mut labels));
        let senter = model.senter.as_ref().map(|t| Tagger::new(t, &encoders, &mut labels));
        let parser = model.parser.as_ref().map(|from| {
            let moves = ArcEager::new(from).ok_or_else(|| unknown("parser"))?;
            Ok::<_, PipelineError>(Parser {
                encoder: from.encoder,
                scorer: Scorer::new(from, encoders[from.encoder].width()),
                labels: moves.labels().iter().map(|l| labels.add(l)).collect(),
                moves,
            })
        });
        let names = model.names.as_ref().map(|from| {
            Ok::<_, PipelineError>(Names {
                encoder: from.encoder,
                scorer: Scorer::new(from, encoders[from.encoder].width()),
                moves: Biluo::new(from, &mut labels).ok_or_else(|| unknown("ner"))?,
            })
        });
        let (parser, names) = (parser.transpose()?, names.transpose()?);
        let ruler = Ruler::new(&model.ruler, &mut labels)?;
        let language = model.about.language.as_str();
        let lemmas = model.lemmatizer.map(|from| Lemmas::new(from, language, &mut labels));
        Ok(Self {
            tokenizer: Tokenizer::new(&model.tokenizer, Norms::new(&model.norms))?,
            about: model.about,
            encoders,
            tagger,
            parts_of_speech,
            parser,
            names,
            senter,
            ruler,
            lemmas,
            labels: Arc::new(labels),
        })
    }

    /// The pipeline that ships with the program.
    ///
    /// # Errors
    /// If the program was built with a broken one.
    pub fn shipped() -> Result<Self, PipelineError> {
        Self::new(Model::shipped()?)
    }

    /// How many words to each side bear on a word's vector.
    pub(crate) fn reach(&self) -> usize {
        self.encoders.iter().map(Encoder::reach).max().unwrap_or(0)
    }

    /// What the model is and where it is from.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.about
    }
}

impl Tagger {
    fn new(from: &crate::model::Tagger, encoders: &[Encoder], labels: &mut Labels) -> Self {
        let width = encoders[from.encoder].width();
        Self {
            encoder: from.encoder,
            matrix: Matrix::new(width, from.labels.len(), |o| {
                (&from.weights[o * width..][..width], from.bias[o])
            }),
            labels: from.labels.iter().map(|l| labels.add(l)).collect(),
        }
    }

    /// The best label of each of `count` vectors; the first of equals.
    pub(crate) fn each(
        &self,
        vectors: &[f32],
        width: usize,
        count: usize,
        sums: &mut Vec<f32>,
        mut set: impl FnMut(usize, Label),
    ) {
        sums.resize(sums.len().max(count * self.matrix.width()), 0.0);
        self.matrix.times(vectors, width, count, sums);
        for (i, row) in sums.chunks_exact(self.matrix.width()).take(count).enumerate() {
            let mut best = 0;
            for (at, score) in row.iter().enumerate().take(self.labels.len()) {
                if *score > row[best] {
                    best = at;
                }
            }
            set(i, self.labels.get(best).copied().unwrap_or_default());
        }
    }
}
