//! What texts are read with: which trained model, and which program for words in pictures.

use crate::apart::{self, Bounds};
use crate::args::With;
use crate::failure::Failure;
use crate::limits;
use sayso::{
    Model, ModelFolder, ModelFolderError, Ocr, Options, Selection, open_model, shipped_model,
};
use std::path::{Path, PathBuf};

/// How to read with what was asked for.
pub(crate) fn options(with: &With) -> Result<Options, Failure> {
    let model = match &with.model {
        Some(name) => open(name)?,
        None => Model::default(),
    };
    let limits = limits::from(&with.limit)?;
    let ocr = ocr(with, limits.apart)?;
    let selection = Selection::new(&with.include, &with.exclude).map_err(Failure::usage)?;
    Ok(Options {
        model,
        selection,
        limits: limits.captures,
        text_limits: limits.texts,
        apart: apart::command(limits.apart),
        ocr,
        ..Options::default()
    })
}

/// Tesseract, where it is installed and wanted.
fn ocr(with: &With, bounds: Bounds) -> Result<Option<Ocr>, Failure> {
    let languages = with.ocr_languages.clone();
    match (tesseract(), &languages) {
        _ if with.no_ocr => Ok(None),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Failure::usage(
            "--ocr-languages: there is no `tesseract` in the folders of PATH; install Tesseract",
        )),
        (Some(program), _) => Ok(Some(apart::tesseract(program, languages, bounds))),
    }
}

/// Tesseract's program. A folder that PATH names relative to where one stands is passed over: one
/// may stand among documents of strangers.
#[allow(clippy::disallowed_methods, reason = "a surface reads the environment")]
fn tesseract() -> Option<PathBuf> {
    let name = format!("tesseract{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH")?;
    let absolute = std::env::split_paths(&folders).filter(|folder| folder.is_absolute());
    absolute.map(|folder| folder.join(&name)).find(|program| program.is_file())
}

/// A model by its name or its file. What has a separator or an ending is a file.
fn open(name: &str) -> Result<Model, Failure> {
    let path = Path::new(name);
    let is_file = path.is_file() || path.components().count() > 1;
    let is_shipped = shipped_model().is_ok_and(|about| {
        about.name == name || format!("{}-{}", about.name, about.version) == name
    });
    let pipeline = match (is_file, is_shipped) {
        (true, _) => open_model(path),
        (false, true) => return Ok(Model::default()),
        (false, false) => folder()?.open(name),
    };
    Ok(Model::given(pipeline?))
}

/// The folder where models are kept.
pub(crate) fn folder() -> Result<ModelFolder, Failure> {
    let folder = from_environment("SAYSO_MODELS").or_else(|| Some(data_folder()?.join("models")));
    folder.map(ModelFolder::new).ok_or_else(|| {
        Failure::usage("there is no home folder to keep models in; name one with SAYSO_MODELS")
    })
}

/// Where this system keeps the data of programs.
#[cfg(windows)]
fn data_folder() -> Option<PathBuf> {
    Some(from_environment("APPDATA")?.join("sayso"))
}

/// Where this system keeps the data of programs.
#[cfg(target_os = "macos")]
fn data_folder() -> Option<PathBuf> {
    Some(from_environment("HOME")?.join("Library/Application Support/sayso"))
}

/// Where this system keeps the data of programs (XDG Base Directory Specification).
#[cfg(not(any(windows, target_os = "macos")))]
fn data_folder() -> Option<PathBuf> {
    let data = from_environment("XDG_DATA_HOME").filter(|path| path.is_absolute());
    Some(data.or_else(|| Some(from_environment("HOME")?.join(".local/share")))?.join("sayso"))
}

#[allow(clippy::disallowed_methods, reason = "a surface reads the environment")]
fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

impl From<ModelFolderError> for Failure {
    fn from(error: ModelFolderError) -> Self {
        match error {
            ModelFolderError::Unknown { .. } => Self::usage(error.to_string()),
            _ => Self::failed(error),
        }
    }
}
