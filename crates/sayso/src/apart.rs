//! Texts made in a process of their own, with limits on what it may use.
//!
//! Some formats (PDF, office documents) are read by code that hostile bytes can make slow, large or
//! stop. A surface that can start the program again gives the command for it, [`Apart`]; the
//! process that it starts sets its own limits and calls [`extract_apart`].

use sayso_model::{CaptureId, Text};
use sayso_text::{
    ExtractError, Hints, PageImage, RecognisedPage, extract, extract_recognised, page_images,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
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

/// Most bytes of what is told of one picture before its bytes.
const HEAD_MAX: u64 = 4096;

/// What is asked, in a line of JSON before the bytes.
#[derive(Serialize, Deserialize)]
struct Question<'q> {
    name: Cow<'q, str>,
    media_type: Option<Cow<'q, str>>,
    address: Option<Cow<'q, str>>,
    limits: sayso_text::Limits,
    wanted: Wanted<'q>,
}

/// What is to be made of the bytes.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Wanted<'q> {
    /// Their text.
    Text,
    /// Their text, where these words were recognised in its pages.
    Recognised(Cow<'q, [RecognisedPage]>),
    /// The pages that are pictures.
    Pictures,
}

/// What is answered: a text, or why there is none.
#[derive(Serialize, Deserialize)]
enum Answer {
    Text(Box<Text>),
    Error(String),
}

/// What is answered of pictures, in a line of JSON each.
#[derive(Serialize, Deserialize)]
enum Picture {
    /// So many bytes of a picture follow.
    Next(Box<PageImage>, u64),
    /// There are no more, for this reason if it is not the end.
    End(Option<String>),
}

/// Reads one question and answers it: what the process that [`Apart`] starts is to do.
///
/// # Errors
///
/// Where the question cannot be read or the answer cannot be written.
pub fn extract_apart(input: &mut dyn BufRead, output: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let asked: Question<'_> = serde_json::from_str(&line)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let Question { name, media_type, address, limits, wanted } = asked;
    let hints = Hints {
        name: &name,
        media_type: media_type.as_deref(),
        address: address.as_deref(),
        limits,
    };
    let made = match wanted {
        Wanted::Pictures => return answer_pictures(&bytes, &limits, output),
        Wanted::Text => extract(CaptureId::of(&bytes), &bytes, &hints),
        Wanted::Recognised(pages) => {
            extract_recognised(CaptureId::of(&bytes), &bytes, &hints, &pages)
        }
    };
    let answer = made.map(Box::new).map_or_else(|why| Answer::Error(why.to_string()), Answer::Text);
    serde_json::to_writer(&mut *output, &answer)?;
    output.flush()
}

fn answer_pictures(
    bytes: &[u8],
    limits: &sayso_text::Limits,
    output: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut written = Ok(());
    let ended = page_images(bytes, limits, |mut picture| {
        let pixels = std::mem::take(&mut picture.bytes);
        let head = Picture::Next(Box::new(picture), pixels.len() as u64);
        written = put_line(output, &head).and_then(|()| output.write_all(&pixels));
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written?;
    put_line(output, &Picture::End(ended.err().map(|why: ExtractError| why.to_string())))?;
    output.flush()
}

fn put_line(output: &mut dyn Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")
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
        wanted: &Wanted<'_>,
    ) -> Result<Text, String> {
        let ended = || self.ended();
        let answer = self.ask(bytes, hints, wanted).map_err(|error| not_run(&error))?;
        match serde_json::from_slice(&answer.ok_or_else(ended)?).map_err(|_| ended())? {
            Answer::Error(why) => Err(why),
            Answer::Text(text) if is_of(&text, capture) => Ok(*text),
            Answer::Text(_) => Err(ended()),
        }
    }

    /// The pages of a capture that are pictures, got in a process of its own, until `each` says
    /// that it is enough.
    ///
    /// # Errors
    ///
    /// Why there are none, or no more.
    pub(crate) fn pictures(
        &self,
        bytes: &[u8],
        hints: &Hints<'_>,
        each: &mut dyn FnMut(PageImage) -> ControlFlow<()>,
    ) -> Result<(), String> {
        let mut child = self.start().map_err(|error| not_run(&error))?;
        let _ = put(&mut child, bytes, hints, &Wanted::Pictures);
        let most = hints.limits.unpacked.saturating_add(HEAD_MAX).max(bytes.len() as u64);
        let ended = child.stdout.take().map(|stdout| {
            let mut answer = BufReader::new(stdout);
            loop {
                match next_picture(&mut answer, most) {
                    Ok(Picture::Next(picture, _)) => {
                        if each(*picture).is_break() {
                            return Ok(());
                        }
                    }
                    Ok(Picture::End(why)) => return why.map_or(Ok(()), Err),
                    Err(_) => return Err(self.ended()),
                }
            }
        });
        // It has ended by itself, or is to end now.
        let _ = child.kill();
        child.wait().map_err(|error| not_run(&error))?;
        ended.unwrap_or(Ok(()))
    }

    /// That it ended without an answer.
    fn ended(&self) -> String {
        format!(
            "the process that read it ended without an answer: it went past its limits ({}) or hit \
             a fault; nothing of it was taken in",
            self.limits
        )
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// What the process answered; `None` where it failed.
    fn ask(
        &self,
        bytes: &[u8],
        hints: &Hints<'_>,
        wanted: &Wanted<'_>,
    ) -> io::Result<Option<Vec<u8>>> {
        let mut child = self.start()?;
        // A process that ended has closed its input; that shows in how it ended.
        let _ = put(&mut child, bytes, hints, wanted);
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

fn not_run(error: &io::Error) -> String {
    format!("the process that was to read it could not be run: {error}")
}

/// The next picture that is answered, of at most so many bytes.
fn next_picture(answer: &mut impl BufRead, most: u64) -> io::Result<Picture> {
    let mut line = Vec::new();
    answer.by_ref().take(HEAD_MAX).read_until(b'\n', &mut line)?;
    let mut picture = serde_json::from_slice(&line)?;
    if let Picture::Next(image, length) = &mut picture {
        let length = *length;
        answer.by_ref().take(length.min(most)).read_to_end(&mut image.bytes)?;
        if image.bytes.len() as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(picture)
}

fn put(child: &mut Child, bytes: &[u8], hints: &Hints<'_>, wanted: &Wanted<'_>) -> io::Result<()> {
    let Some(stdin) = child.stdin.take() else { return Ok(()) };
    let mut stdin = BufWriter::new(stdin);
    let &Hints { name, media_type, address, limits } = hints;
    let question = Question {
        name: name.into(),
        media_type: media_type.map(Cow::Borrowed),
        address: address.map(Cow::Borrowed),
        limits,
        wanted: wanted.clone(),
    };
    put_line(&mut stdin, &question)?;
    stdin.write_all(bytes)?;
    stdin.flush()
}

/// Whether a text is one of a capture and has the id of its words.
fn is_of(text: &Text, capture: CaptureId) -> bool {
    text.capture() == capture
        && Text::id_of(&capture, text.extractor(), text.base(), text.words()) == text.id()
}
