//! The making of one text: here, or in a process of its own.

use crate::apart::{Apart, Wanted};
use sayso_model::{CaptureId, Text};
use sayso_text::{
    ExtractError, Hints, PageImage, RecognisedPage, extract, extract_recognised, is_isolated,
    page_images,
};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::thread;

/// The bytes of one capture, and how texts of them are made.
pub(crate) struct Extraction<'e> {
    capture: CaptureId,
    bytes: &'e [u8],
    hints: Hints<'e>,
    /// Whether it is of the formats that are better read in a process of their own.
    isolated: bool,
    apart: Option<&'e Apart>,
}

impl<'e> Extraction<'e> {
    pub(crate) fn new(
        capture: CaptureId,
        bytes: &'e [u8],
        hints: Hints<'e>,
        apart: Option<&'e Apart>,
    ) -> Self {
        let isolated = is_isolated(bytes, &hints);
        Self { capture, bytes, hints, isolated, apart: apart.filter(|_| isolated) }
    }

    /// Its text, or why there is none.
    pub(crate) fn text(&self) -> Result<Text, String> {
        match self.apart {
            Some(apart) => apart.extract(self.capture, self.bytes, &self.hints, &Wanted::Text),
            None => extract(self.capture, self.bytes, &self.hints).map_err(in_words),
        }
    }

    /// Its text, where these words were recognised in its pages, or why there is none.
    pub(crate) fn recognised(&self, pages: &[RecognisedPage]) -> Result<Text, String> {
        match self.apart {
            Some(apart) => {
                let wanted = Wanted::Recognised(Cow::Borrowed(pages));
                apart.extract(self.capture, self.bytes, &self.hints, &wanted)
            }
            None => {
                extract_recognised(self.capture, self.bytes, &self.hints, pages).map_err(in_words)
            }
        }
    }

    /// Its pages that are pictures, one at a time, until `each` says that it is enough.
    ///
    /// # Errors
    ///
    /// Why there are none, or no more.
    pub(crate) fn pictures(
        &self,
        each: &mut dyn FnMut(PageImage) -> ControlFlow<()>,
    ) -> Result<(), String> {
        match self.apart {
            Some(apart) => apart.pictures(self.bytes, &self.hints, each),
            None if self.isolated => self.pictures_here(each),
            None => Ok(()),
        }
    }

    /// `each` is called on the caller's thread: it may share its work out among threads, which the
    /// thread that reads the document is none of.
    fn pictures_here(
        &self,
        each: &mut dyn FnMut(PageImage) -> ControlFlow<()>,
    ) -> Result<(), String> {
        let (send, receive) = mpsc::sync_channel(0);
        let (bytes, limits) = (self.bytes, &self.hints.limits);
        thread::scope(|scope| {
            let read = scope.spawn(move || {
                page_images(bytes, limits, |picture| match send.send(picture) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                })
            });
            let _ = receive.into_iter().try_for_each(each);
            let broken = |_| Err("reading its pictures hit a fault in the program".to_owned());
            read.join().map_or_else(broken, |read| read.map_err(in_words))
        })
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to `map_err` as it stands")]
fn in_words(error: ExtractError) -> String {
    error.to_string()
}
