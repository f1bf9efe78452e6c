//! Names whose files a folder is likely to hold and Sayso cannot read yet.

/// What stands in the way of reading files with these endings.
const NOT_READ: &[(&str, &[&str])] = &[
    ("PDF documents are not read yet", &["pdf"]),
    (
        "office documents are not read yet; save them as text, Markdown or HTML",
        &[
            "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf", "pages", "ppt", "pptx",
            "odp", "key", "xls", "xlsx", "xlsm", "ods", "numbers", "csv", "tsv",
        ],
    ),
    ("electronic books are not read yet", &["epub", "mobi", "azw3", "djvu"]),
    ("mail is not read yet", &["eml", "mbox", "msg", "pst", "emlx"]),
    ("feeds and other XML are not read yet", &["xml", "rss", "atom", "opml", "xsl", "xsd"]),
    (
        "images are not read",
        &[
            "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "svg", "tif", "tiff",
            "heic", "heif", "psd", "raw",
        ],
    ),
    ("sound is not read", &["mp3", "wav", "ogg", "oga", "opus", "flac", "m4a", "aac", "wma"]),
    ("video is not read", &["mp4", "m4v", "mkv", "mov", "avi", "webm", "wmv", "mpg", "mpeg"]),
    (
        "archives other than WARC are not read; unpack them first",
        &[
            "zip", "gz", "tgz", "bz2", "xz", "zst", "lz4", "7z", "rar", "tar", "jar", "iso", "dmg",
            "wacz", "arc", "cdx", "cdxj",
        ],
    ),
    (
        "programs, styles and data are not read",
        &[
            "css", "js", "mjs", "ts", "map", "json", "jsonl", "ndjson", "yaml", "yml", "toml",
            "ini", "py", "rs", "go", "c", "h", "cpp", "java", "rb", "php", "sh", "ps1", "bat",
            "sql", "wasm", "exe", "dll", "so", "dylib", "bin", "o", "a", "class", "pyc", "db",
            "sqlite", "sqlite3", "parquet", "ttf", "otf", "woff", "woff2", "eot", "lock",
        ],
    ),
];

/// Why a file of this name found in a folder is not read; `None` where it is to be tried.
pub(crate) fn not_read(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    if is_dossier(&name) {
        return Some("a Sayso dossier is not a source; open it with --dossier");
    }
    if name.ends_with(".warc.gz") {
        return None;
    }
    let (_, ending) = name.rsplit_once('.')?;
    NOT_READ.iter().find(|(_, endings)| endings.contains(&ending)).map(|&(why, _)| why)
}

/// Whether a name is a dossier's or that of the journal beside one.
pub(crate) fn is_dossier(name: &str) -> bool {
    [".sayso", ".sayso-journal", ".sayso-wal", ".sayso-shm"]
        .iter()
        .any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_to_try() {
        for name in ["a.txt", "README", "a.b.md", "page.HTML", "notes.2016", "x.warc", "x.WARC.gz"]
        {
            assert_eq!(not_read(name), None, "{name}");
        }
        for name in ["a.PDF", "x.gz", "case.sayso", "case.sayso-journal", ".png", "x.wacz"] {
            assert!(not_read(name).is_some(), "{name}");
        }
    }
}
