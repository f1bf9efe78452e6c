//! Gets bytes in: files, folders and web archives, with where they came from.
