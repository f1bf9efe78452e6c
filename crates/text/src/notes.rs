//! (Being written.)

use crate::draft::Draft;

pub(crate) fn join(_draft: &mut Draft) {}
