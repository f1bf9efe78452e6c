//! Our own file of a trained pipeline: a head of 52 bytes, then the [`Model`] in postcard's format.
//!
//! The head is a mark, the version of the format, the length of what follows and its SHA-256, in
//! this order, numbers with the little end first. A file is read whole or not at all: what comes
//! out has passed [`Model::check`], so that nothing later can point outside of an array.

use crate::model::{About, Model};
use sha2::{Digest, Sha256};

/// How a file begins.
const MARK: &[u8; 8] = b"SaysoPrs";
/// The version of the format. Every change of [`Model`] that changes its bytes makes a new one.
const FORMAT: u32 = 1;
/// Bytes of length and checksum, which follow those.
const HEAD: usize = 8 + 32;

/// Why a model could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is something else.
    #[error("not a Sayso parser model; `sayso model add` makes one of a spaCy wheel or folder")]
    NotAModel,
    /// Another version of the program wrote it.
    #[error(
        "the model has format {found}, and this program reads format {known}; add it again with \
         this program's `sayso model add`"
    )]
    OtherFormat {
        /// Its format.
        found: u32,
        /// The format that is read here.
        known: u32,
    },
    /// The file is shorter or longer than its head says.
    #[error(
        "the model should be {expected} bytes long after its head and is {found}; copy it again"
    )]
    WrongLength {
        /// Bytes that its head tells of.
        expected: u64,
        /// Bytes that are there.
        found: u64,
    },
    /// The bytes are not those that were written.
    #[error("the model is damaged: {what}; copy it again from where it came from")]
    Damaged {
        /// What is wrong.
        what: String,
    },
    /// Its parts contradict each other.
    #[error("{part} of the model: {what}; make it again from the pipeline")]
    Inconsistent {
        /// The part.
        part: &'static str,
        /// What does not hold.
        what: String,
    },
}

/// `en_core_web_sm`, as ORIGIN.md beside it tells.
const SHIPPED: &[u8] = include_bytes!("../models/en_core_web_sm/model.sayso-parser");

impl Model {
    /// The model that ships with the program. Its checksum is left to a test: it takes as long as
    /// all the rest of reading it.
    ///
    /// # Errors
    ///
    /// None, in a program whose tests have passed.
    pub fn shipped() -> Result<Self, ModelError> {
        Self::from_payload(split(SHIPPED)?.payload)
    }

    /// What the model that ships with the program says of itself.
    ///
    /// # Errors
    ///
    /// None, in a program whose tests have passed.
    pub fn about_shipped() -> Result<About, ModelError> {
        Self::about(SHIPPED)
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// Where the bytes are no model, of another format, damaged, or do not hold together.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = split(bytes)?;
        if Sha256::digest(file.payload)[..] != file.digest[..] {
            return Err(ModelError::Damaged {
                what: "its checksum is not that of its head".into(),
            });
        }
        Self::from_payload(file.payload)
    }

    /// What a model says of itself, out of the beginning of its file: of [`Model::ABOUT`] bytes,
    /// or fewer where the file has fewer. Nothing else is looked at, nor the checksum.
    ///
    /// # Errors
    ///
    /// Where the bytes begin no model, or one of another format.
    pub fn about(beginning: &[u8]) -> Result<About, ModelError> {
        let rest = of_this_format(beginning)?;
        let payload = rest.get(HEAD..).ok_or(ModelError::NotAModel)?;
        let (about, _) = postcard::take_from_bytes(payload)
            .map_err(|error| ModelError::Damaged { what: error.to_string() })?;
        Ok(about)
    }

    /// Bytes of a file in which all stands that a model says of itself.
    pub const ABOUT: usize = 1 << 16;

    fn from_payload(payload: &[u8]) -> Result<Self, ModelError> {
        let damaged = |what: &str| ModelError::Damaged { what: what.to_owned() };
        let (model, rest): (Self, _) =
            postcard::take_from_bytes(payload).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() {
            return Err(damaged("it goes on after its end"));
        }
        model.check()?;
        Ok(model)
    }

    /// The bytes of a model's file.
    ///
    /// # Errors
    ///
    /// Where the model does not hold together.
    pub fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        self.check()?;
        let payload = postcard::to_stdvec(self)
            .map_err(|error| ModelError::Damaged { what: error.to_string() })?;
        let mut bytes = MARK.to_vec();
        bytes.extend(FORMAT.to_le_bytes());
        bytes.extend((payload.len() as u64).to_le_bytes());
        bytes.extend(Sha256::digest(&payload));
        bytes.extend(payload);
        Ok(bytes)
    }
}

/// What a file holds after its mark and format.
struct File<'a> {
    digest: &'a [u8; 32],
    payload: &'a [u8],
}

/// Splits a file of this format, whose length is as its head says.
fn split(bytes: &[u8]) -> Result<File<'_>, ModelError> {
    let rest = of_this_format(bytes)?;
    let (length, rest) = rest.split_first_chunk().ok_or(ModelError::NotAModel)?;
    let (digest, payload) = rest.split_first_chunk().ok_or(ModelError::NotAModel)?;
    let (expected, found) = (u64::from_le_bytes(*length), payload.len() as u64);
    if expected != found {
        return Err(ModelError::WrongLength { expected, found });
    }
    Ok(File { digest, payload })
}

/// What follows mark and format, where they are ours.
fn of_this_format(bytes: &[u8]) -> Result<&[u8], ModelError> {
    let rest = bytes.strip_prefix(MARK).ok_or(ModelError::NotAModel)?;
    let (format, rest) = rest.split_first_chunk().ok_or(ModelError::NotAModel)?;
    let found = u32::from_le_bytes(*format);
    if found != FORMAT {
        return Err(ModelError::OtherFormat { found, known: FORMAT });
    }
    Ok(rest)
}

/// Bytes in hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
