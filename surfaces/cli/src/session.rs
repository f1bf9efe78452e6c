//! Who works, and when: what the library is told from outside.

use crate::args::Args;
use crate::failure::Failure;
use sayso::Stamp;
use sayso::model::Recorded;

/// The person at work and the clock they work by.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    user: String,
    fixed: Option<Recorded>,
}

impl Session {
    #[allow(clippy::disallowed_methods, reason = "a surface reads the environment")]
    pub(crate) fn new(args: &Args) -> Result<Self, Failure> {
        let fixed = match &args.now {
            None => None,
            Some(given) => {
                Some(Recorded::parse(given).map_err(|error| Failure::usage(error.to_string()))?)
            }
        };
        let user = args
            .user
            .clone()
            .or_else(|| std::env::var("USER").ok())
            .or_else(|| std::env::var("USERNAME").ok())
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| "unknown".to_owned());
        Ok(Self { user, fixed })
    }

    /// Who works, as of now.
    pub(crate) fn stamp(&self) -> Stamp {
        let recorded =
            self.fixed.clone().unwrap_or_else(|| Recorded::from_timestamp(jiff::Timestamp::now()));
        Stamp { by: self.user.clone(), recorded, program: sayso::program() }
    }
}
