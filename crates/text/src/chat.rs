//! Chats as programs export them.

use crate::ExtractError;
use crate::draft::Draft;

/// Reads a chat that Telegram exported in JSON.
pub(crate) fn read_telegram(_words: &str) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is a chat, which cannot be read yet".to_owned()))
}
