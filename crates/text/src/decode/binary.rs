//! Telling files that hold no text by how they begin and by their control characters.

/// Files known by their first bytes, with what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or a file made like one: DOCX, ODT, EPUB)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (OLE)"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1a\x45\xdf\xa3", "a Matroska or WebM film"),
];

/// What a file looks like from its first bytes, if it is a known kind that is not text.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // Three letters may also begin a text; a recording has bytes of its own soon after.
        let doubtful = matches!(*name, "an MP3 recording" | "a bzip2 file");
        return (!doubtful || std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_err())
            .then_some(name);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (_, Some(b"ftyp"), _) => Some("a film or sound recording (MP4)"),
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some("a WebP picture"),
        (Some(b"RIFF"), _, Some(b"WAVE" | b"AVI ")) => Some("a film or sound recording"),
        _ => None,
    }
}

/// How many bytes are control characters that texts do not use: all of C0 and DEL but tab, line
/// feed, form feed, carriage return and escape (ISO-2022 charsets switch with it).
pub(super) fn controls(bytes: &[u8]) -> usize {
    let stray = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | 0x0c | b'\r' | 0x1b) || b == 0x7f;
    bytes.chunks(1 << 16).map(|chunk| chunk.iter().filter(|&&b| stray(b)).count()).sum()
}
