//! The trained model that readings are made with.

use sayso_model::{Reader, Reading, Text};
use sayso_parser::{Pipeline, PipelineError, SHIPPED_MODEL, Session};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A trained model: the one that ships with the program, unless another is given. Clones share
/// what they have learned of words, which changes nothing but their speed.
#[derive(Debug, Clone, Default)]
pub struct Model {
    given: Option<Arc<Pipeline>>,
    idle: Arc<Mutex<Vec<Session>>>,
}

impl Model {
    /// Another model than the one that ships with the program.
    #[must_use]
    pub fn given(pipeline: Pipeline) -> Self {
        Self { given: Some(Arc::new(pipeline)), ..Self::default() }
    }

    /// The reader that reads by this model.
    #[must_use]
    pub fn reader(&self) -> Reader {
        match &self.given {
            Some(pipeline) => {
                sayso_reading::reader(&pipeline.about().name, &pipeline.about().version)
            }
            None => sayso_reading::reader(SHIPPED_MODEL.0, SHIPPED_MODEL.1),
        }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// If the program was built with a model that cannot run.
    pub fn read(&self, text: &Text) -> Result<Reading, &'static PipelineError> {
        self.run(|session| sayso_reading::read(text, session))
    }

    /// Does something with a session of this model; it is kept for the next to come.
    ///
    /// # Errors
    /// If the program was built with a model that cannot run.
    pub fn run<R>(&self, act: impl FnOnce(&mut Session) -> R) -> Result<R, &'static PipelineError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut session = match idle {
            Some(session) => session,
            None => self.pipeline()?.session(),
        };
        let result = act(&mut session);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        Ok(result)
    }

    fn pipeline(&self) -> Result<&Arc<Pipeline>, &'static PipelineError> {
        static SHIPPED: OnceLock<Result<Arc<Pipeline>, PipelineError>> = OnceLock::new();
        match &self.given {
            Some(pipeline) => Ok(pipeline),
            None => SHIPPED.get_or_init(|| Pipeline::shipped().map(Arc::new)).as_ref(),
        }
    }
}

/// The reader that reads by the model which ships with the program.
#[must_use]
pub fn reader() -> Reader {
    Model::default().reader()
}
