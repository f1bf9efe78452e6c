//! The dossier: an append-only, hash-chained log of operations, and views of it.
