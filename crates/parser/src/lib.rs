//! Words and sentences. Knows nothing of claims.
