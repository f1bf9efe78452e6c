//! HTML. (Being written.)

use crate::Hints;
use crate::draft::Draft;

pub(crate) fn read(text: &str, _hints: &Hints<'_>) -> Draft {
    crate::plain::read(text.to_owned())
}
