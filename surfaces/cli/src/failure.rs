//! Failures, classified once: what was wrong, and the exit status it has.

use crate::show;
use sayso::{DossierError, LedgerError};
use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

/// Something failed.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// Bad use: status 2.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2 }
    }

    /// Anything else: status 1.
    pub(crate) fn failed(message: impl Display) -> Self {
        Self { message: message.to_string(), status: 1 }
    }

    /// Says it on standard error.
    pub(crate) fn report(self) -> ExitCode {
        if !self.message.is_empty() {
            let _ = writeln!(io::stderr(), "sayso: {}", show::lines(&self.message));
        }
        ExitCode::from(self.status)
    }
}

impl From<DossierError> for Failure {
    fn from(error: DossierError) -> Self {
        let usage = matches!(
            &error,
            DossierError::Trace(_)
                | DossierError::Ledger(
                    LedgerError::NoSuchItem { .. }
                        | LedgerError::Ambiguous { .. }
                        | LedgerError::NoSuchOperation { .. }
                        | LedgerError::NoSuchDocument { .. }
                        | LedgerError::UndoOfBegin
                        | LedgerError::AlreadyUndone { .. }
                        | LedgerError::Anchor(_)
                        | LedgerError::Refused(_)
                )
        );
        Self { message: error.to_string(), status: if usage { 2 } else { 1 } }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        // Whoever read the output has enough of it: not a failure worth a word.
        let message = match error.kind() {
            io::ErrorKind::BrokenPipe => String::new(),
            _ => format!("writing failed: {error}"),
        };
        Self { message, status: 1 }
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        io::Error::from(error).into()
    }
}

impl From<sayso_export::ExportError> for Failure {
    fn from(error: sayso_export::ExportError) -> Self {
        match error {
            sayso_export::ExportError::Dossier(error) => error.into(),
            sayso_export::ExportError::Write(error) => error.into(),
        }
    }
}
