//! Whether an address still answers.

use super::address::Address;
use super::archive::Archive;
use super::client::Fetcher;
use super::error::{FetchError, Trouble};
use super::page::said;
use super::wire::Method;
use crate::http::Response;
use std::fmt;

/// How an address stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkState {
    /// It answers.
    Alive,
    /// It answers at another address, to which it redirects.
    Moved,
    /// The server says that there is nothing (any more).
    Gone,
    /// The server does not give it to us; somebody else may get it.
    Refused,
    /// No answer, or one that the server is out of order.
    Unreachable,
    /// It was not asked.
    NotAsked,
}

impl LinkState {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Alive => "alive",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::NotAsked => "not asked",
        }
    }

    /// Whether somebody who follows the link finds nothing.
    #[must_use]
    pub const fn is_dead(self) -> bool {
        matches!(self, Self::Gone | Self::Unreachable)
    }
}

/// What came of asking whether an address still answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCheck {
    /// The address as it was given.
    pub asked: String,
    /// How it stands.
    pub state: LinkState,
    /// The status of the last answer.
    pub status: Option<u16>,
    /// The address that it redirects to.
    pub to: Option<String>,
    /// Why, where it is not alive.
    pub why: Option<String>,
}

impl Fetcher<'_> {
    /// Asks for the header of what is at an address: with `HEAD`, and where that gives an error
    /// also with `GET`, since servers answer `HEAD` with errors that they do not mean.
    pub fn check(&mut self, asked: &str) -> LinkCheck {
        let from = match Address::parse(asked) {
            Ok(from) => from,
            Err(error) => return self.missed(asked, error, None),
        };
        let (mut answer, mut last) = self.status(Method::Head, &from);
        let in_doubt = match &answer {
            Ok(status) => *status >= 300,
            Err(error) => error.trouble == Trouble::Broken,
        };
        if in_doubt {
            (answer, last) = self.status(Method::GetHeader, &from);
        }
        let to = (last != from).then(|| last.to_string());
        match answer {
            Ok(status) => {
                self.tally.answered += 1;
                of_status(asked, status, &last, to)
            }
            Err(error) => self.missed(asked, error, to),
        }
    }

    fn missed(&mut self, asked: &str, error: FetchError, to: Option<String>) -> LinkCheck {
        self.tally.miss(error.trouble);
        of_error(asked, error, to)
    }

    /// The status at the end of the way from an address, and the address there.
    fn status(&mut self, method: Method, from: &Address) -> (Result<u16, FetchError>, Address) {
        let mut to = from.clone();
        let journey = self.follow(method, &mut to, true, &mut Archive::default());
        (journey.map(|journey| journey.last.answer.status().unwrap_or_default()), to)
    }

    /// What an interface for programs answers at an address: its `robots.txt`, which speaks of
    /// pages, is not asked.
    ///
    /// # Errors
    ///
    /// Where it does not answer with status 200.
    pub fn interface(&mut self, address: &str) -> Result<Vec<u8>, FetchError> {
        let mut to = Address::parse(address)?;
        let journey = self.follow(Method::Get, &mut to, false, &mut Archive::default())?;
        let answer = &journey.last.answer;
        let broken = |what: String| FetchError::new(Trouble::Broken, what);
        match answer.status() {
            Some(200) => Response::read(answer.bytes())
                .ok_or_else(|| broken(format!("{to} gives no answer")))?
                .decode(self.limits.record)
                .map(|decoded| decoded.bytes)
                .map_err(|why| broken(format!("the answer of {to} cannot be read: {why}"))),
            status => Err(broken(said(status.unwrap_or_default(), &to))),
        }
    }
}

fn of_status(asked: &str, status: u16, last: &Address, to: Option<String>) -> LinkCheck {
    let state = match status {
        200..300 if to.is_some() => LinkState::Moved,
        200..300 => LinkState::Alive,
        404 | 410 => LinkState::Gone,
        400..500 => LinkState::Refused,
        _ => LinkState::Unreachable,
    };
    let why = (!matches!(state, LinkState::Alive | LinkState::Moved)).then(|| said(status, last));
    LinkCheck { asked: asked.to_owned(), state, status: Some(status), to, why }
}

fn of_error(asked: &str, error: FetchError, to: Option<String>) -> LinkCheck {
    let state = match error.trouble {
        Trouble::Unreachable | Trouble::Broken | Trouble::Redirects => LinkState::Unreachable,
        Trouble::Address | Trouble::Private | Trouble::Robots | Trouble::Later => {
            LinkState::NotAsked
        }
    };
    LinkCheck { asked: asked.to_owned(), state, status: None, to, why: Some(error.message) }
}

impl fmt::Display for LinkCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.state.word())?;
        if let Some(to) = &self.to {
            write!(f, ", to {to}")?;
        }
        match &self.why {
            Some(why) => write!(f, ": {why}"),
            None => Ok(()),
        }
    }
}
