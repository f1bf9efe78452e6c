//! A folder of its own for each test, and the program in it.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// What time it is in these tests.
pub(crate) const NOW: &str = "2025-06-01T12:00:00Z";

/// A folder that is gone at the end.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// A folder with the example's dossier in it, `maine.sayso`.
    pub(crate) fn with_maine() -> Self {
        let place = Self::new();
        place.run(["open", &maine(), "--no-serve"]).done();
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders it stands in.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The program, in this folder, with a fixed time and user and no dossier named.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_sayso")), args)
    }

    /// Another program, under the same circumstances.
    pub(crate) fn command_of<A: AsRef<OsStr>>(
        &self,
        program: &Path,
        args: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("SAYSO_NOW", NOW)
            .env("SAYSO_USER", "tester")
            .env("SAYSO_MODELS", self.path("models"))
            .env_remove("SAYSO_DOSSIER")
            .env_remove("COLUMNS")
            .env_remove("RUST_BACKTRACE")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        Ran::of(&self.command(args).output().expect("the program starts"))
    }

    /// The records that a command prints, where it prints JSON Lines.
    pub(crate) fn records<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Vec<Value> {
        self.run(args).done().records()
    }
}

impl Ran {
    pub(crate) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let ran = Self {
            status: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
        ran
    }

    /// All was done.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, Some(0), "{self:?}");
        self
    }

    /// Something failed, and standard error says all of this.
    #[track_caller]
    pub(crate) fn failed(self, says: &[&str]) -> Self {
        self.ended(1, says)
    }

    /// It was bad use, and standard error says all of this.
    #[track_caller]
    pub(crate) fn refused(self, says: &[&str]) -> Self {
        self.ended(2, says)
    }

    #[track_caller]
    fn ended(self, status: i32, says: &[&str]) -> Self {
        assert_eq!(self.status, Some(status), "{self:?}");
        for words in says {
            assert!(self.err.contains(words), "{words:?} is not said: {}", self.err);
        }
        self
    }

    /// Standard output has all of this.
    #[track_caller]
    pub(crate) fn shows(self, words: &[&str]) -> Self {
        for words in words {
            assert!(self.out.contains(words), "{words:?} is not shown: {}", self.out);
        }
        self
    }

    pub(crate) fn records(&self) -> Vec<Value> {
        let record = |line: &str| serde_json::from_str(line).expect("one JSON object a line");
        self.out.lines().map(record).collect()
    }
}

/// A page of an outlet and a day.
pub(crate) fn page(outlet: &str, day: &str, words: &str) -> String {
    format!(
        "<html><head><title>News of {day}</title><meta property=\"og:site_name\" \
         content=\"{outlet}\"><meta property=\"article:published_time\" content=\"{day}\"></head>\
         <body><article><p>{words}</p></article></body></html>"
    )
}

/// The example's folder.
pub(crate) fn maine() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/maine");
    path.canonicalize().expect("the example").display().to_string()
}

/// A field of a record that is a string.
#[track_caller]
pub(crate) fn text<'v>(record: &'v Value, field: &str) -> &'v str {
    record[field].as_str().unwrap_or_else(|| panic!("no {field} in {record}"))
}

/// A stream of numbers that is the same in each run (splitmix64).
pub(crate) struct Seeded(pub u64);

impl Seeded {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
