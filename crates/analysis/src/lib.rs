//! From claims to chains and origins. Each result says how it was reached.
