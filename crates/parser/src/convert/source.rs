//! The files of a pipeline, in a folder or in a wheel.

use super::error::{ConvertError, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that is read of one file; the largest of any pipeline has 11 MB.
const LARGEST: u64 = 1 << 26;
/// The most that is read of files with arrays. The vectors of spaCy's large pipelines take 0.4 GB.
const LARGEST_ARRAYS: u64 = 1 << 30;
/// A file of a wheel that unpacks to more than this many times its size is made to do harm.
const MOST_UNPACKED: u64 = 200;
/// Below this many bytes it does none.
const HARMLESS: u64 = 1 << 20;
/// How far below the given folder a pipeline may be.
const DEEPEST: usize = 3;
/// The two files that every pipeline has.
const MARKS: [&str; 2] = ["config.cfg", "meta.json"];

/// Where the files of a pipeline are.
pub(super) struct Source {
    path: PathBuf,
    files: Files,
}

enum Files {
    Folder(PathBuf),
    Wheel { archive: ZipArchive<BufReader<File>>, root: String },
}

impl Source {
    /// Finds the one pipeline at a path.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let metadata = path.metadata().map_err(|error| ConvertError::io(path, &error))?;
        let files = if metadata.is_dir() {
            Files::Folder(find_folder(path)?)
        } else if metadata.is_file() {
            open_wheel(path)?
        } else {
            return Err(not_a_pipeline(path, "neither a file nor a folder"));
        };
        Ok(Self { path: path.to_owned(), files })
    }

    /// All of a file, by its path from the folder of the pipeline.
    pub(super) fn read(&mut self, file: &str) -> Result<Vec<u8>> {
        let missing = || ConvertError::Missing { file: file.to_owned() };
        self.read_if_there(file)?.ok_or_else(missing)
    }

    /// All of a file, if there is one.
    pub(super) fn read_if_there(&mut self, file: &str) -> Result<Option<Vec<u8>>> {
        match &mut self.files {
            Files::Folder(folder) => read_from_folder(folder, file),
            Files::Wheel { archive, root } => read_from_wheel(archive, root, file),
        }
    }

    /// SHA-256 of a wheel, in hexadecimal; empty for a folder.
    pub(super) fn sha256(&self) -> Result<String> {
        if let Files::Folder(_) = self.files {
            return Ok(String::new());
        }
        let io = |error| ConvertError::io(&self.path, &error);
        let mut file = File::open(&self.path).map_err(io)?;
        let mut digest = Sha256::new();
        let mut part = vec![0; 1 << 16];
        loop {
            match file.read(&mut part).map_err(io)? {
                0 => return Ok(crate::file::hexadecimal(&digest.finalize())),
                length => digest.update(&part[..length]),
            }
        }
    }
}

fn not_a_pipeline(path: &Path, why: impl Into<String>) -> ConvertError {
    ConvertError::NotAPipeline { path: path.to_owned(), why: why.into() }
}

/// The one folder with a pipeline, at a path or not far below it.
fn find_folder(path: &Path) -> Result<PathBuf> {
    let mut level = vec![path.to_owned()];
    for _ in 0..=DEEPEST {
        let is_pipeline = |folder: &&PathBuf| MARKS.iter().all(|mark| folder.join(mark).is_file());
        let found: Vec<String> =
            level.iter().filter(is_pipeline).map(|found| found.display().to_string()).collect();
        if !found.is_empty() {
            return only_one(path, found).map(PathBuf::from);
        }
        level = level.iter().flat_map(|folder| folders_in(folder)).collect();
    }
    Err(not_a_pipeline(path, "no config.cfg with a meta.json in it"))
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn only_one(path: &Path, mut found: Vec<String>) -> Result<String> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(not_a_pipeline(path, "no config.cfg with a meta.json in it")),
        _ => Err(not_a_pipeline(path, format!("it holds several: {}", found.join(", ")))),
    }
}

fn open_wheel(path: &Path) -> Result<Files> {
    let file = File::open(path).map_err(|error| ConvertError::io(path, &error))?;
    let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| {
        not_a_pipeline(path, format!("not a wheel, or one that is cut short ({error})"))
    })?;
    let has = |root: &str, mark: &str| archive.index_for_name(&format!("{root}{mark}")).is_some();
    let roots = archive.file_names().flatten().filter_map(|name| {
        let root = name.strip_suffix(MARKS[0])?;
        ((root.is_empty() || root.ends_with('/')) && has(root, MARKS[1])).then(|| root.to_owned())
    });
    let roots = roots.collect();
    Ok(Files::Wheel { root: only_one(path, roots)?, archive })
}

fn read_from_folder(folder: &Path, file: &str) -> Result<Option<Vec<u8>>> {
    let path = folder.join(file);
    // Pipes and devices are not opened: they could make the program wait for ever.
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err(ConvertError::damaged(file, "not a regular file")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ConvertError::io(&path, &error)),
    }
    let opened = File::open(&path).map_err(|error| ConvertError::io(&path, &error))?;
    read_all(opened, file).map(Some)
}

fn read_from_wheel<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    root: &str,
    file: &str,
) -> Result<Option<Vec<u8>>> {
    let entry = match archive.by_name(&format!("{root}{file}")) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(ConvertError::damaged(file, error.to_string())),
    };
    let most = entry.compressed_size().saturating_mul(MOST_UNPACKED).max(HARMLESS);
    if entry.size() > most {
        return Err(ConvertError::damaged(file, "it would unpack to 200 times its size"));
    }
    let bytes = read_all(entry.take(most + 1), file)?;
    if bytes.len() as u64 > most {
        return Err(ConvertError::damaged(file, "it unpacks to more than it says"));
    }
    Ok(Some(bytes))
}

/// All that a reader gives, up to a limit; memory grows with what is there, not with what a header
/// declares.
fn read_all(reader: impl Read, file: &str) -> Result<Vec<u8>> {
    let has_arrays = file == "vocab/vectors" || file.ends_with("/model");
    let limit = if has_arrays { LARGEST_ARRAYS } else { LARGEST };
    let mut bytes = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| ConvertError::damaged(file, error.to_string()))?;
    if bytes.len() as u64 > limit {
        return Err(ConvertError::TooLarge { file: file.to_owned(), limit });
    }
    Ok(bytes)
}
