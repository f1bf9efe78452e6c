//! (Being written.)

use crate::draft::Draft;

pub(crate) fn fill(_draft: &mut Draft) {}
