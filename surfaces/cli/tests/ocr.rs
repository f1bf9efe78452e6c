//! Documents whose pages are pictures, with a program that stands in for Tesseract.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Place, Ran};
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// What it answers for every page.
const TABLE: &str = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n\
    1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t40\\t60\\t-1\\t\\n\
    5\\t1\\t1\\t1\\t1\\t1\\t2\\t10\\t8\\t3\\t96.1\\tThe\\n\
    5\\t1\\t1\\t1\\t1\\t2\\t12\\t10\\t8\\t3\\t91\\tferry\\n\
    5\\t1\\t1\\t1\\t1\\t3\\t22\\t10\\t8\\t3\\t20.5\\tsank.\\n";

/// A document of so many pages of 200 by 300 points, each a picture of 40 by 60 pixels, in a filter
/// that none needs.
fn scanned(pages: usize, picture: &str) -> Vec<u8> {
    let drawn = "q 200 0 0 300 0 0 cm /I Do Q";
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", page + 5)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" ")),
        format!(
            "<< /Type /XObject /Subtype /Image /Width 40 /Height 60 /BitsPerComponent 8 \
             /ColorSpace /DeviceGray {picture} >>\nstream\n{}\nendstream",
            "x".repeat(40 * 60)
        ),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R \
                /Resources << /XObject << /I 3 0 R >> >> >>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let mut bytes = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    bytes.push_str(&format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<< /Size {size} /Root 1 0 R >>\n\
         startxref\n{start}\n%%EOF\n"
    ));
    bytes.into_bytes()
}

/// A place with a scanned document of two pages, and where programs are looked for first.
fn place() -> (Place, PathBuf) {
    let place = Place::new();
    place.write("scan.pdf", scanned(2, "/Length 2400"));
    let folder = place.path("bin");
    std::fs::create_dir_all(&folder).unwrap();
    (place, folder)
}

/// The stand-in: it answers `page` to a picture.
fn installed(page: &str) -> Place {
    let (place, _) = place();
    let script = format!(
        "#!/bin/sh\ncase \"$1\" in\n--version) echo 'tesseract 9.1'; exit;;\n\
         --list-langs) printf 'List of available languages (2):\\neng\\nara\\n'; exit;;\nesac\n\
         cat > /dev/null\n{page}\n"
    );
    let path = place.write("bin/tesseract", script);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    place
}

#[allow(clippy::disallowed_methods, reason = "the stand-in needs what a shell needs")]
fn run(place: &Place, args: &[&str]) -> Ran {
    let mut folders = vec![place.path("bin")];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path: OsString = std::env::join_paths(folders).unwrap();
    Ran::of(&place.command(args).env("PATH", path).output().unwrap())
}

#[test]
fn a_scanned_document_is_read_and_says_which_program_read_it() {
    let place = installed(&format!("printf '{TABLE}'"));
    let opened = run(&place, &["open", "scan.pdf", "--no-serve", "--ocr-languages", "eng+ara"]);
    assert_eq!(opened.status, Some(0), "{opened:?}");
    assert!(
        opened.err.contains("pages 1 and 2 have words that a program recognised"),
        "{opened:?}"
    );
    assert!(opened.err.contains("of 2 of these words the program is not sure"), "{opened:?}");
    let custody = place.run(["custody", "1"]).done().out;
    assert!(custody.contains("words that tesseract 9.1 (eng+ara) recognised"), "{custody}");
    let record = &place.records(["export", "--to", "jsonl"]).into_iter().nth(1).unwrap();
    assert_eq!(record["chars"], "The ferry sank.\nThe ferry sank.".len() + 1, "{record}");
    // It is known again, and what no program ran for is not made again, which is said.
    let again = run(&place, &["add", "scan.pdf"]).done().out;
    assert!(again.contains("known") || again.contains("already"), "{again}");
    let verified = place.run(["verify"]).done().out;
    assert!(verified.contains("sound") && verified.contains("1 text made by"), "{verified}");
}

#[test]
fn without_the_program_it_is_said_loudly_that_the_pages_are_not_read() {
    let (place, folder) = place();
    let command =
        |args: &[&str]| Ran::of(&place.command(args).env("PATH", &folder).output().unwrap());
    let says = ["NOT READ", "the words of 2 pages are in pictures", "install Tesseract"];
    command(&["read", "scan.pdf", "--json"]).failed(&says);
    command(&["read", "scan.pdf", "--json", "--ocr-languages", "eng"]).refused(&["PATH"]);
    let there = installed(&format!("printf '{TABLE}'"));
    run(&there, &["read", "scan.pdf", "--json", "--no-ocr"]).failed(&says);
}

#[test]
fn a_program_that_fails_answers_oddly_or_finds_nothing_is_told_of() {
    let fails: [(&str, &[&str]); 5] = [
        ("echo 'Image file stdin cannot be read!' >&2; exit 1", &["pages 1, 2", "cannot be read!"]),
        ("exit 3", &["ended without an answer", "seconds of processor time"]),
        ("echo so", &["not the table"]),
        ("printf 'level\\tpage_num\\t\\n'", &["recognised no words in 2 pages"]),
        (
            "while :; do :; done",
            &["ended without an answer", "its limits: 1024 MiB of memory, 1 s"],
        ),
    ];
    for (page, says) in fails {
        let read = run(&installed(page), &["read", "scan.pdf", "--json", "--limit", "seconds=1"]);
        read.failed(&["NOT READ"]).failed(says);
    }
    let read = run(&installed("exit"), &["read", "scan.pdf", "--json", "--ocr-languages", "tlh"]);
    read.failed(&["no data for the language \"tlh\""]);
}
