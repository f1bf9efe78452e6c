//! Trained models that somebody added, as files in a folder.

use sayso_parser::model::{About, Model as Trained};
use sayso_parser::{ConvertError, Converted, ModelError, Pipeline, PipelineError, convert};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// How a model's file ends.
const ENDING: &str = "sayso-parser";

/// A folder of trained models. It need not exist before one is added.
#[derive(Debug, Clone)]
pub struct ModelFolder {
    path: PathBuf,
}

/// A model in a folder.
#[derive(Debug)]
pub struct KeptModel {
    /// Its file.
    pub path: PathBuf,
    /// What it says of itself, or why it cannot be told.
    pub about: Result<About, ModelError>,
}

/// A model that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedModel {
    /// Its file.
    pub path: PathBuf,
    /// What it says of itself.
    pub about: About,
    /// What of the pipeline was left out and why, a sentence each.
    pub notes: Vec<String>,
}

/// Why a model could not be added or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelFolderError {
    /// The pipeline cannot be converted.
    #[error("{}", not_converted(path, error))]
    Convert {
        /// The folder or wheel.
        path: PathBuf,
        /// Why.
        error: ConvertError,
    },
    /// It was converted, or is a model, and cannot be run.
    #[error("{}: {error}", path.display())]
    Pipeline {
        /// The file, folder or wheel.
        path: PathBuf,
        /// Why.
        error: PipelineError,
    },
    /// A model's name or version cannot be that of a file.
    #[error("{}: it calls itself {name:?}, which cannot be the name of a file", path.display())]
    Name {
        /// The folder or wheel.
        path: PathBuf,
        /// Its name and version.
        name: String,
    },
    /// No model, or more than one, has the name.
    #[error("{}", unknown(name, known))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The system refused.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Says where, where the error does not say it itself.
fn not_converted(path: &Path, error: &ConvertError) -> String {
    match error {
        ConvertError::Io { .. } | ConvertError::NotAPipeline { .. } => error.to_string(),
        _ => format!("{}: {error}", path.display()),
    }
}

fn unknown(name: &str, known: &[String]) -> String {
    let known = match known {
        [] => "none was added; `sayso model add PATH` adds one".to_owned(),
        names => format!("there are {}", names.join(", ")),
    };
    format!("no single model is named {name:?}: {known}")
}

type Result<T, E = ModelFolderError> = std::result::Result<T, E>;

impl ModelFolder {
    /// The models in a folder.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Converts a spaCy pipeline (its folder or wheel), tries whether it can be run, and keeps it.
    /// A model of the same name and version is replaced.
    ///
    /// # Errors
    ///
    /// Where there is no pipeline, it cannot be run, or the file cannot be written.
    pub fn add(&self, pipeline: &Path) -> Result<AddedModel> {
        let path = pipeline.to_owned();
        let Converted { model, mut notes } =
            convert(pipeline).map_err(|error| ModelFolderError::Convert { path, error })?;
        let cannot_run = |error| ModelFolderError::Pipeline { path: pipeline.to_owned(), error };
        let about = model.about.clone();
        let name = name(&about);
        if !is_plain(&name) {
            return Err(ModelFolderError::Name { path: pipeline.to_owned(), name });
        }
        let bytes = model.to_bytes().map_err(|error| cannot_run(error.into()))?;
        Pipeline::new(model).map_err(cannot_run)?;
        notes.extend(of_another_language(&about));
        let path = self.path.join(format!("{name}.{ENDING}"));
        write(&path, &bytes)?;
        Ok(AddedModel { path, about, notes })
    }

    /// The models that are there, by file name; none where the folder is not there.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be listed.
    pub fn list(&self) -> Result<Vec<KeptModel>> {
        let entries = match self.path.read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(at(&self.path)(error)),
        };
        let mut paths: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == ENDING) && path.is_file())
            .collect();
        paths.sort();
        paths.into_iter().map(|path| Ok(KeptModel { about: about(&path)?, path })).collect()
    }

    /// Opens a model by its name, with its version (`en_core_web_md-3.8.0`) or without, as long as
    /// no other has the same name.
    ///
    /// # Errors
    ///
    /// Where no model or several have the name, or it cannot be read.
    pub fn open(&self, name: &str) -> Result<Pipeline> {
        let models = self.list()?;
        let stem = |model: &KeptModel| {
            model
                .path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let is_named = |model: &&KeptModel| {
            let says = |about: &About| about.name == name;
            stem(model) == name || model.about.as_ref().is_ok_and(says)
        };
        match models.iter().filter(is_named).collect::<Vec<_>>()[..] {
            [model] => open_model(&model.path),
            _ => {
                let known = models.iter().map(stem).collect();
                Err(ModelFolderError::Unknown { name: name.to_owned(), known })
            }
        }
    }
}

/// What the model that ships with the program says of itself.
///
/// # Errors
///
/// None, in a program whose tests have passed.
pub fn shipped_model() -> std::result::Result<About, ModelError> {
    Trained::about_shipped()
}

/// Opens a model's file.
///
/// # Errors
///
/// Where it cannot be read or run.
pub fn open_model(path: &Path) -> Result<Pipeline> {
    // Pipes and devices are not opened: they could go on for ever.
    if !path.metadata().map_err(at(path))?.is_file() {
        return Err(at(path)(io::Error::other("not a file")));
    }
    let bytes = std::fs::read(path).map_err(at(path))?;
    let cannot_run = |error| ModelFolderError::Pipeline { path: path.to_owned(), error };
    let model = Trained::from_bytes(&bytes).map_err(|error| cannot_run(error.into()))?;
    Pipeline::new(model).map_err(cannot_run)
}

/// What is not found with a model of another language than English.
fn of_another_language(about: &About) -> Option<String> {
    (about.language != "en").then(|| {
        format!(
            "who says what is found by rules for English: this model, for language `{}`, gives \
             words, grammar and names",
            about.language
        )
    })
}

fn name(about: &About) -> String {
    format!("{}-{}", about.name, about.version)
}

/// Whether a name stays a name as a file on every system.
fn is_plain(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(plain)
}

fn at(path: &Path) -> impl Fn(io::Error) -> ModelFolderError {
    |error| ModelFolderError::Io { path: path.to_owned(), error }
}

/// What the model of a file says of itself.
fn about(path: &Path) -> Result<std::result::Result<About, ModelError>> {
    let mut beginning = Vec::new();
    let file = File::open(path).map_err(at(path))?;
    file.take(Trained::ABOUT as u64).read_to_end(&mut beginning).map_err(at(path))?;
    Ok(Trained::about(&beginning))
}

/// Writes a file whole or not at all, so that a model that is in use is never half of another.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let beside = path.with_extension("part");
    std::fs::write(&beside, bytes).map_err(at(&beside))?;
    std::fs::rename(&beside, path).map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        at(path)(error)
    })
}
