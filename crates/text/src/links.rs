//! (Being written.)

use crate::draft::Draft;

pub(crate) fn find(_draft: &mut Draft) {}
