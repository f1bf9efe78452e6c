//! What can go wrong with a pipeline: what, where, and what to do.

use super::unpack::Broken;
use crate::file::ModelError;
use std::path::{Path, PathBuf};

/// Why a pipeline could not be converted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertError {
    /// The system refused.
    #[error("{}: {why}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// There is no pipeline there, or more than one.
    #[error(
        "{}: {why}; give a wheel of a spaCy 3 pipeline, or the folder that holds its config.cfg",
        path.display()
    )]
    NotAPipeline {
        /// The file or folder.
        path: PathBuf,
        /// What it is instead, as far as can be told.
        why: String,
    },
    /// A file of the pipeline is missing.
    #[error("the pipeline has no file {file}; get it again from where it came from")]
    Missing {
        /// The file, from the folder of the pipeline.
        file: String,
    },
    /// A file of the pipeline cannot be read.
    #[error("{file} of the pipeline is damaged: {what}; get it again from where it came from")]
    Damaged {
        /// The file, from the folder of the pipeline.
        file: String,
        /// What is wrong.
        what: String,
    },
    /// A file of the pipeline is larger than any that is known.
    #[error("{file} of the pipeline is larger than {limit} bytes, and was not read")]
    TooLarge {
        /// The file, from the folder of the pipeline.
        file: String,
        /// The most that is read.
        limit: u64,
    },
    /// Something that words or grammar hang on cannot be run.
    #[error(
        "component `{component}` cannot be run: {what}; pipelines of spaCy's `sm`, `md` and `lg` \
         kind can be"
    )]
    Unsupported {
        /// The component of the pipeline.
        component: String,
        /// What of it is not known here.
        what: String,
    },
    /// All of it could be read, but it does not hold together.
    #[error("the pipeline does not hold together: {0}")]
    Model(#[from] ModelError),
}

/// What the functions of the converter return.
pub(crate) type Result<T, E = ConvertError> = std::result::Result<T, E>;

impl ConvertError {
    pub(super) fn damaged(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Damaged { file: file.into(), what: what.into() }
    }

    pub(super) fn unsupported(component: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Unsupported { component: component.into(), what: what.into() }
    }

    pub(super) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), why: error.to_string() }
    }

    /// Something that is not as it should be in a file of a component.
    pub(super) fn fault(component: &str, file: &str, fault: Fault) -> Self {
        match fault {
            Fault::Broken(what) => Self::damaged(file, what),
            Fault::Unknown(what) => Self::unsupported(component, what),
        }
    }
}

/// What can be wrong inside of a file.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is not what it should be.
    Broken(String),
    /// It is of a kind that is not known here.
    Unknown(String),
}

impl From<Broken> for Fault {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken.to_string())
    }
}
