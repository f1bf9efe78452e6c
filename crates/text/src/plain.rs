//! Plain text. (Being written.)

use crate::draft::Draft;
use sayso_model::SourceMap;

pub(crate) fn read(text: String) -> Draft {
    Draft { map: SourceMap::verbatim(0, text.len()), words: text, ..Draft::default() }
}
