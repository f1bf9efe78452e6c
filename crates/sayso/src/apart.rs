//! Texts made in a process of their own, with limits on what it may use.
//!
//! Some formats (PDF, office documents) are read by code that hostile bytes can make slow, large or
//! stop. A surface that can start the program again gives the command for it, [`Apart`]; the
//! process that it starts sets its own limits and calls [`extract_apart`].

use sayso_model::{CaptureId, Text};
use sayso_text::{Hints, extract};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, BufRead, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// How to start the process that makes one text.
#[derive(Debug, Clone)]
pub struct Apart {
    /// The program.
    pub program: PathBuf,
    /// What it is started with.
    pub arguments: Vec<OsString>,
    /// What limits it sets itself, in words, to be named where it ends without an answer.
    pub limits: String,
}

/// Most bytes that the process may answer.
const ANSWER_MAX: u64 = 2 << 30;

/// What is asked, in a line of JSON before the bytes.
#[derive(Serialize, Deserialize)]
struct Question<'q> {
    name: &'q str,
    media_type: Option<&'q str>,
    address: Option<&'q str>,
    limits: sayso_text::Limits,
}

/// What is answered: a text, or why there is none.
#[derive(Serialize, Deserialize)]
enum Answer {
    Text(Box<Text>),
    Error(String),
}

/// Reads one question and answers it: what the process that [`Apart`] starts is to do.
///
/// # Errors
///
/// Where the question cannot be read or the answer cannot be written.
pub fn extract_apart(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let asked: Question<'_> = serde_json::from_str(&line)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let Question { name, media_type, address, limits } = asked;
    let hints = Hints { name, media_type, address, limits };
    let answer = match extract(CaptureId::of(&bytes), &bytes, &hints) {
        Ok(text) => Answer::Text(Box::new(text)),
        Err(error) => Answer::Error(error.to_string()),
    };
    serde_json::to_writer(&mut *output, &answer)?;
    output.flush()
}

impl Apart {
    /// The text of a capture, made in a process of its own.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub(crate) fn extract(
        &self,
        capture: CaptureId,
        bytes: &[u8],
        hints: &Hints<'_>,
    ) -> Result<Text, String> {
        let ended = || {
            format!(
                "the process that read it ended without an answer: it went past its limits ({}) \
                 or hit a fault; nothing of it was taken in",
                self.limits
            )
        };
        let answer = self.ask(bytes, hints).map_err(|error| {
            format!("the process that was to read it could not be run: {error}")
        })?;
        match serde_json::from_slice(&answer.ok_or_else(ended)?).map_err(|_| ended())? {
            Answer::Error(why) => Err(why),
            Answer::Text(text) if is_of(&text, capture) => Ok(*text),
            Answer::Text(_) => Err(ended()),
        }
    }

    /// What the process answered; `None` where it failed.
    fn ask(&self, bytes: &[u8], hints: &Hints<'_>) -> io::Result<Option<Vec<u8>>> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        // A process that ended has closed its input; that shows in how it ended.
        let _ = put(&mut child, bytes, hints);
        let mut answer = Vec::new();
        let read = match child.stdout.take() {
            Some(stdout) => stdout.take(ANSWER_MAX + 1).read_to_end(&mut answer),
            None => Ok(0),
        };
        let too_long = answer.len() as u64 > ANSWER_MAX;
        if too_long || read.is_err() {
            child.kill()?;
        }
        let status = child.wait()?;
        Ok((status.success() && !too_long).then_some(answer))
    }
}

fn put(child: &mut Child, bytes: &[u8], hints: &Hints<'_>) -> io::Result<()> {
    let Some(mut stdin) = child.stdin.take() else { return Ok(()) };
    let &Hints { name, media_type, address, limits } = hints;
    serde_json::to_writer(&mut stdin, &Question { name, media_type, address, limits })?;
    stdin.write_all(b"\n")?;
    stdin.write_all(bytes)
}

/// Whether a text is one of a capture and has the id of its words.
fn is_of(text: &Text, capture: CaptureId) -> bool {
    text.capture() == capture
        && Text::id_of(&capture, text.extractor(), text.base(), text.words()) == text.id()
}
