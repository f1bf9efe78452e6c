//! What a folder, and a path given by itself, give.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use sayso_capture::{Found, Limits, Selection, Source, captures};
use std::fs;
use std::path::{Path, PathBuf};

/// `(path below the folder, what it is)` of each source, in order.
fn listed(folder: &Path, paths: &[PathBuf]) -> Vec<(String, &'static str)> {
    let root = format!("{}/", folder.display());
    sources(paths)
        .map(|source| {
            let (doc, what) = match source {
                Source::File { doc, .. } => (doc, "file"),
                Source::Failed { doc, .. } => (doc, "failed"),
                Source::Skipped { doc, .. } => (doc, "skipped"),
            };
            (doc.strip_prefix(&root).unwrap_or(&doc).to_owned(), what)
        })
        .collect()
}

fn sources(paths: &[PathBuf]) -> impl Iterator<Item = Source> + use<> {
    sayso_capture::sources(paths, &Selection::default())
}

fn message(found: &Found) -> &str {
    match found {
        Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. } => {
            &diagnostics[0].message
        }
        Found::Captured(captured) => panic!("captured {}", captured.doc),
    }
}

fn all(source: &Source) -> Vec<Found> {
    captures(source, &Limits::default()).collect()
}

fn tree(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

#[test]
fn a_folder_is_read_by_name_and_nothing_is_left_out_in_silence() {
    let folder = tree(&[
        "b.txt",
        "a/z.md",
        "a/deep/er/x.html",
        "B.txt",
        "a.txt",
        "photo.jpg",
        "case.sayso",
        ".git/x",
        ".hidden",
        "a/.hidden",
        "10",
        "9",
    ]);
    let root = folder.path().to_path_buf();
    let expected = [
        ("10", "file"),
        ("9", "file"),
        ("B.txt", "file"),
        ("a/deep/er/x.html", "file"),
        ("a/z.md", "file"),
        ("a.txt", "file"),
        ("b.txt", "file"),
        ("case.sayso", "skipped"),
        ("photo.jpg", "skipped"),
        (root.to_str().unwrap(), "skipped"),
    ];
    let expected = expected.map(|(doc, what)| (doc.to_owned(), what));
    assert_eq!(listed(&root, std::slice::from_ref(&root)), expected);
    let last = sources(std::slice::from_ref(&root)).last().unwrap();
    assert!(message(&all(&last)[0]).starts_with("3 hidden entries"));
}

#[test]
fn a_file_given_by_its_own_path_is_tried_whatever_its_name() {
    let folder = tree(&["photo.jpg", ".hidden", "case.sayso"]);
    let paths = ["photo.jpg", ".hidden", "case.sayso", "none"].map(|name| folder.path().join(name));
    let found: Vec<Found> = sources(&paths).flat_map(|source| all(&source)).collect();
    let Found::Captured(photo) = &found[0] else { panic!("{:?}", found[0]) };
    assert_eq!((photo.bytes.as_slice(), photo.name.as_str()), (&b"photo.jpg"[..], "photo.jpg"));
    assert_eq!(photo.id, sayso_model::CaptureId::of(b"photo.jpg"));
    assert!(matches!(found[1], Found::Captured(_)));
    assert!(message(&found[2]).contains("--dossier"));
    assert!(message(&found[3]).contains("there is no file"));
}

#[test]
fn a_folder_with_nothing_to_read_says_so() {
    let folder = tree(&["photo.jpg", "a/.hidden"]);
    let last = sources(&[folder.path().to_path_buf()]).last().unwrap();
    assert!(matches!(last, Source::Failed { .. }));
    assert!(message(&all(&last)[0]).contains("there is nothing to read"));
}

#[test]
fn a_file_past_the_limit_is_named_with_the_limit() {
    let folder = tree(&["twelve bytes"]);
    let source = sources(&[folder.path().join("twelve bytes")]).next().unwrap();
    let limits = |file| Limits { file, ..Limits::default() };
    let found: Vec<Found> = captures(&source, &limits(11)).collect();
    assert!(message(&found[0]).contains("limit of 11 bytes"));
    let found: Vec<Found> = captures(&source, &limits(12)).collect();
    assert!(matches!(found[..], [Found::Captured(_)]));
}

#[test]
fn a_file_that_went_away_fails_alone() {
    let folder = tree(&["a.txt", "b.txt"]);
    let listed: Vec<Source> = sources(&[folder.path().to_path_buf()]).collect();
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let found: Vec<Found> = listed.iter().flat_map(all).collect();
    assert!(matches!(found[..], [Found::Failed { .. }, Found::Captured(_)]));
}

#[test]
fn the_folder_of_a_saved_page_gives_only_its_framed_pages() {
    let folder = tree(&[
        "page.html",
        "page_files/style.css",
        "page_files/advert.html",
        "page_files/saved_resource.html",
        "page_files/saved_resource(1).html",
        "framed.html",
        "framed_files/saved_resource.html",
    ]);
    let root = folder.path().to_path_buf();
    let expected = [
        ("framed.html", "file"),
        ("framed_files/saved_resource.html", "file"),
        ("page.html", "file"),
        ("page_files", "skipped"),
        ("page_files/saved_resource(1).html", "file"),
        ("page_files/saved_resource.html", "file"),
    ];
    let expected = expected.map(|(doc, what)| (doc.to_owned(), what));
    assert_eq!(listed(&root, std::slice::from_ref(&root)), expected);
    let passed: Vec<_> = sources(&[root])
        .filter(|source| matches!(source, Source::Skipped { .. }))
        .flat_map(|source| all(&source))
        .collect();
    assert!(message(&passed[0]).starts_with("2 files in it belong to the saved page"));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    #[test]
    fn links_are_named_and_not_followed() {
        let outside = tree(&["secret.txt"]);
        let folder = tree(&["a.txt", "sub/b.txt"]);
        symlink(folder.path(), folder.path().join("sub/round")).unwrap();
        symlink(outside.path().join("secret.txt"), folder.path().join("link.txt")).unwrap();
        let root = folder.path().to_path_buf();
        let expected = [
            ("a.txt", "file"),
            ("link.txt", "skipped"),
            ("sub/b.txt", "file"),
            ("sub/round", "skipped"),
        ];
        let expected = expected.map(|(doc, what)| (doc.to_owned(), what));
        assert_eq!(listed(&root, std::slice::from_ref(&root)), expected);
        let given = sources(&[folder.path().join("link.txt")]).next().unwrap();
        assert!(matches!(all(&given)[..], [Found::Captured(_)]), "followed where it is given");
    }

    #[test]
    fn special_files_are_never_opened() {
        let folder = tree(&["a.txt"]);
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        let kinds: Vec<_> =
            listed(folder.path(), &[folder.path().to_path_buf(), "/dev/zero".into()]);
        let kinds: Vec<_> = kinds.iter().map(|(_, what)| *what).collect();
        assert_eq!(kinds, ["file", "failed", "failed"]);
        let given = Source::File { doc: "socket".to_owned(), path: socket };
        assert!(message(&all(&given)[0]).contains("neither a file nor a folder"));
    }

    #[test]
    fn a_name_that_is_not_unicode_is_read_all_the_same() {
        let folder = tree(&["a.txt"]);
        let path = folder.path().join(OsStr::from_bytes(b"caf\xe9.txt"));
        if fs::write(&path, "words").is_err() {
            return; // A file system that takes only Unicode names has nothing to test.
        }
        let listed: Vec<Source> = sources(&[folder.path().to_path_buf()]).collect();
        let Found::Captured(captured) = &all(&listed[1])[0] else { panic!("{listed:?}") };
        assert_eq!(
            (captured.bytes.as_slice(), captured.name.as_str()),
            (&b"words"[..], "caf\u{fffd}.txt")
        );
    }
}

#[cfg(unix)]
#[test]
fn two_files_are_two_whatever_bytes_name_them() {
    use std::os::unix::ffi::OsStringExt as _;
    let folder = tree(&[]);
    let names: [&[u8]; 5] =
        [b"caf\xe8.txt", b"caf\xe9.txt", b"caf\\xe9.txt", b"caf\\x.txt", "café.txt".as_bytes()];
    for name in names {
        let name = std::ffi::OsString::from_vec(name.to_vec());
        fs::write(folder.path().join(name), "words").unwrap();
    }
    let shown: Vec<_> = listed(folder.path(), &[folder.path().to_owned()])
        .into_iter()
        .map(|(doc, _)| doc)
        .collect();
    assert_eq!(
        shown,
        ["caf\\x.txt", "caf\\x5cxe9.txt", "café.txt", "caf\\xe8.txt", "caf\\xe9.txt"]
    );
    for source in sources(&[folder.path().to_owned()]) {
        assert!(matches!(all(&source)[..], [Found::Captured(_)]));
    }
}
