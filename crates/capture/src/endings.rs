//! Names whose files a folder is likely to hold and Sayso cannot read yet.

/// What stands in the way of reading files with these endings.
const NOT_READ: &[(&str, &[&str])] = &[
    (
        "old office documents are not read; save them as DOCX, ODT or PDF",
        &["doc", "dot", "rtf", "pages", "wpd"],
    ),
    (
        "slides and tables are not read; save what is to be read as PDF, text or HTML",
        &["ppt", "pptx", "odp", "key", "xls", "xlsx", "xlsm", "ods", "numbers", "csv", "tsv"],
    ),
    ("electronic books are not read", &["epub", "mobi", "azw3", "djvu"]),
    (
        "mail in the formats of Outlook and Apple Mail is not read; save it as EML or mbox",
        &["msg", "pst", "emlx"],
    ),
    ("style sheets and schemas in XML are not read", &["opml", "xsl", "xsd", "dtd"]),
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
        "archives other than WARC, WACZ, zip, tar and gzip are not read; unpack them first",
        &["bz2", "xz", "lz4", "7z", "rar", "jar", "iso", "dmg"],
    ),
    ("web archives in the ARC format are not read; convert them to WARC", &["arc"]),
    ("what is packed with zstd (as in .warc.zst) is not read; unpack it first (zstd -d)", &["zst"]),
    ("indexes of web archives are not read; the archives themselves are", &["cdx", "cdxj"]),
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
    if is_dossier(name) {
        return Some("a Sayso dossier is not a source; open it with --dossier");
    }
    let mut name = name.to_ascii_lowercase();
    // What a chat program exports.
    if name == "result.json" {
        return None;
    }
    if let Some(stem) = name.strip_suffix(".gz")
        && !stem.is_empty()
    {
        name.truncate(stem.len());
    }
    let (_, ending) = name.rsplit_once('.')?;
    NOT_READ.iter().find(|(_, endings)| endings.contains(&ending)).map(|&(why, _)| why)
}

/// What stands after the last dot of a name, in lower case; empty where there is none.
pub(crate) fn of(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a name is that of an office document or book, which is a zip archive inside.
pub(crate) fn of_office(name: &str) -> bool {
    let ending = of(name);
    ["docx", "docm", "dotx", "odt", "ott", "xlsx", "pptx", "ods", "odp", "epub"]
        .contains(&ending.as_str())
}

/// Whether a name is that of a web page that is written like a mail.
pub(crate) fn is_page_of_mail(name: &str) -> bool {
    ["mht", "mhtml"].contains(&of(name).as_str())
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
        for name in [
            "a.txt",
            "README",
            "a.b.md",
            "page.HTML",
            "notes.2016",
            "x.warc",
            "x.WARC.gz",
            "a.PDF",
            "a.docx",
            "a.odt",
            "a.eml",
            "a.mbox",
            "a.mht",
            "feed.xml",
            "a.rss",
            "result.json",
            "a.zip",
            "x.wacz",
            "a.txt.gz",
            "a.tgz",
            "a.tar.gz",
            ".gz",
        ] {
            assert_eq!(not_read(name), None, "{name}");
        }
        for name in [
            "a.doc",
            "x.png.gz",
            "case.sayso",
            "case.sayso-journal",
            ".png",
            "a.json",
            "a.xlsx",
            "x.warc.zst",
            "a.7z",
            "a.epub",
        ] {
            assert!(not_read(name).is_some(), "{name}");
        }
    }
}
