//! Days written out in full. (Being written.)
