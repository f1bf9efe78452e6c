//! Markdown. (Being written.)

use crate::draft::Draft;

pub(crate) fn read(text: &str) -> Draft {
    crate::plain::read(text.to_owned())
}
