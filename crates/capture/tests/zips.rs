//! What zip archives give, honest ones and others, and what gives it inside them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "writer/seen.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod seen;
#[path = "writer/zip.rs"]
mod writer;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;
use sayso_capture::Limits;
use sayso_model::Digest;
use seen::{captured, take, take_within, told, words};
use std::io::Write as _;
use writer::{Entry, deflated, stored, zip};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn files_come_in_the_order_of_the_directory_with_where_they_stood() {
    let bytes = zip(&[
        stored("notes/b.txt", b"second"),
        deflated("notes/a.txt", b"first first first first"),
        stored("notes/", b""),
        stored("photo.jpg", b"\xff\xd8"),
        stored("notes/.hidden", b"x"),
        stored("__MACOSX/notes/b.txt", b"x"),
    ]);
    let found = take("case.zip", bytes.clone());
    assert_eq!(
        words(&found),
        [("case.zip!/notes/b.txt", "second"), ("case.zip!/notes/a.txt", "first first first first")]
    );
    let all = captured(&found);
    let container = all[1].container.as_ref().unwrap();
    assert_eq!((all[1].how, all[1].name.as_str()), ("zip entry", "a.txt"));
    assert_eq!(all[1].modified.as_deref(), Some("2025-03-15T10:00:02"));
    assert_eq!(container.member.as_deref(), Some("notes/a.txt"));
    assert_eq!(container.sha256, Some(Digest::of(&bytes)));
    assert!(bytes[usize::try_from(container.offset).unwrap()..].starts_with(b"PK\x03\x04"));
    let told = told(&found);
    assert!(told.contains("folders: 1, hidden files: 2, images are not read: 1"), "{told}");
}

#[test]
fn containers_are_opened_inside_containers() {
    let mbox = b"From a@example.org Sat Mar 15 10:00:00 2025\nSubject: a\n\nOne.\n\n\
                 From b@example.org Sat Mar 15 11:00:00 2025\nSubject: b\n\nTwo.\n";
    for inner in [stored("b.mbox", mbox), deflated("b.mbox", mbox)] {
        let middle = zip(&[inner, stored("c.txt.gz", &gzip(b"words"))]);
        for outer in [stored("a.zip", &middle), deflated("a.zip", &middle)] {
            let bytes = zip(&[outer]);
            let found = take("case.zip", bytes.clone());
            let docs: Vec<_> = words(&found).into_iter().map(|(doc, _)| doc).collect();
            assert_eq!(
                docs,
                [
                    "case.zip!/a.zip!/b.mbox!/1",
                    "case.zip!/a.zip!/b.mbox!/2",
                    "case.zip!/a.zip!/c.txt.gz!/c.txt",
                ]
            );
            assert_eq!(captured(&found)[1].bytes, b"Subject: b\n\nTwo.\n");
            let mail = captured(&found)[0].container.clone().unwrap();
            assert_eq!(mail.sha256, Some(Digest::of(mbox)));
            assert_eq!(mail.outer.as_ref().unwrap().sha256, Some(Digest::of(&middle)));
            assert_eq!(mail.outermost().sha256, Some(Digest::of(&bytes)));
            assert_eq!(mail.outermost().path, "case.zip");
        }
    }
}

#[test]
fn names_that_lead_astray_are_only_names() {
    let names = ["../../up.txt", "/etc/up.txt", "C:\\new.txt", "a\0.txt", "a\u{202e}txt.htm"];
    let entries: Vec<Entry> = names.iter().map(|name| stored(name, b"words")).collect();
    let found = take("case.zip", zip(&entries));
    let docs: Vec<_> = words(&found).into_iter().map(|(doc, _)| doc).collect();
    assert_eq!(
        docs,
        [
            "case.zip!/\\x2e\\x2e/\\x2e\\x2e/up.txt",
            "case.zip!/\\x2fetc/up.txt",
            "case.zip!/C\\x3a\\new.txt",
            "case.zip!/a\\x00.txt",
            "case.zip!/a\\u{202e}txt.htm",
        ]
    );
    for one in captured(&found) {
        assert!(one.diagnostics[0].message.contains("it is only a name"), "{one:?}");
    }
}

#[test]
fn names_of_dos_are_decoded() {
    let dos = Entry { name: b"caf\x82\\b.txt".to_vec(), maker: 20, ..stored("", b"words") };
    let found = take("case.zip", zip(&[dos]));
    assert_eq!(words(&found), [("case.zip!/café/b.txt", "words")]);
}

#[test]
fn two_entries_of_one_name_are_two() {
    let found = take("case.zip", zip(&[stored("a.txt", b"one"), stored("a.txt", b"two")]));
    assert_eq!(words(&found), [("case.zip!/a.txt", "one"), ("case.zip!/a.txt (2)", "two")]);
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let found = take(
        "case.zip",
        zip(&[
            Entry { flags: 1, ..stored("secret.txt", b"words") },
            Entry { method: 14, ..stored("lzma.txt", b"words") },
            Entry { method: 1234, ..stored("new.txt", b"words") },
            Entry { crc32: 7, ..stored("changed.txt", b"words") },
            Entry { len: 9, ..stored("short.txt", b"words") },
            stored("fine.txt", b"words"),
        ]),
    );
    let told = told(&found);
    for words in [
        "secret.txt: error: case.zip!/secret.txt is encrypted",
        "packed by method 14 (LZMA)",
        "packed by method 1234,",
        "changed.txt: warning: it is not as it was packed",
        "short.txt: warning: it has 5 bytes, and the archive states 9",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
    assert_eq!(captured(&found).len(), 3);
}

#[test]
fn archives_that_are_built_to_fill_a_disk_do_not() {
    let zeros = vec![0; 9 << 20];
    let found = take("case.zip", zip(&[deflated("zeros.txt", &zeros), stored("a.txt", b"a")]));
    assert!(told(&found).contains("the limit (ratio)"), "{}", told(&found));
    assert_eq!(captured(&found).len(), 1);

    let one = deflated("a.txt", &[b'a'; 1000]);
    let again = |name: &str| Entry { shares: Some(0), ..deflated(name, &[b'a'; 1000]) };
    let found = take("case.zip", zip(&[one.clone(), again("b.txt"), again("c.txt")]));
    assert_eq!(captured(&found).len(), 1);
    assert!(told(&found).contains("b.txt shares its bytes with another entry"));

    let entries: Vec<Entry> = (0..5).map(|n| deflated(&n.to_string(), &[b'a'; 1000])).collect();
    let within = |limits| take_within("case.zip", zip(&entries), limits);
    let found = within(Limits { unpacked: 2500, ..Limits::default() });
    assert_eq!(captured(&found).len(), 2);
    assert!(told(&found).contains("2500 bytes, the limit (unpacked)"), "{}", told(&found));
    let found = within(Limits { member: 999, ..Limits::default() });
    assert!(captured(&found).is_empty());
    assert!(told(&found).contains("999 bytes (member)"), "{}", told(&found));
    let found = within(Limits { members: 3, ..Limits::default() });
    assert_eq!(captured(&found).len(), 3);
    assert!(told(&found).contains("limit of 3 entries (members)"), "{}", told(&found));
}

#[test]
fn many_small_members_do_not_fill_a_disk_either() {
    let small = vec![b'a'; 7 << 20];
    let mut entries: Vec<Entry> = (0..8).map(|n| deflated(&format!("{n}.txt"), &small)).collect();
    entries.push(stored("last.txt", b"words"));
    let bytes = zip(&entries);
    let found = take("case.zip", bytes.clone());
    assert_eq!(captured(&found).len(), 4, "32 MiB may be of any ratio");
    let told = told(&found);
    let bound = format!("more than 100 times its {} bytes, the limit (ratio)", bytes.len());
    assert_eq!(told.matches(&bound).count(), 2, "the member, and the source: {told}");
    assert!(told.contains("; 4 captures were taken out of it, and what is left was not read;"));
    let found = take_within("case.zip", bytes, Limits { ratio: 2_000, ..Limits::default() });
    assert_eq!(captured(&found).len(), 9);
}

#[test]
fn nested_archives_stop_at_a_depth() {
    let mut bytes = zip(&[stored("deep.txt", b"words")]);
    for level in 0..7 {
        bytes = zip(&[stored(&format!("{level}.zip"), &bytes), stored("here.txt", b"here")]);
    }
    let found = take("case.zip", bytes.clone());
    assert_eq!(captured(&found).len(), 5);
    assert!(told(&found).contains("the limit (depth)"), "{}", told(&found));
    let found = take_within("case.zip", bytes, Limits { depth: 8, ..Limits::default() });
    assert_eq!(captured(&found).len(), 8);
}

#[test]
fn documents_built_on_zip_are_kept_whole() {
    for first in ["mimetype", "[Content_Types].xml"] {
        let bytes = zip(&[stored(first, b"x"), deflated("word/document.xml", b"<w/>")]);
        let found = take("paper.docx", bytes.clone());
        assert_eq!(captured(&found)[0].bytes, bytes);
        let found = take("case.zip", zip(&[deflated("paper.docx", &bytes)]));
        assert_eq!(captured(&found)[0].bytes, bytes);
        assert_eq!(captured(&found)[0].doc, "case.zip!/paper.docx");
    }
}

#[test]
fn the_folder_of_a_saved_page_belongs_to_it() {
    let found = take(
        "case.zip",
        zip(&[
            stored("a/page.html", b"<p>The page."),
            stored("a/page_files/advert.html", b"<p>Buy."),
            stored("a/page_files/deep/advert.html", b"<p>Buy."),
            stored("a/page_files/saved_resource(1).html", b"<p>The frame."),
            stored("b/page_files/words.html", b"<p>Words."),
        ]),
    );
    let docs: Vec<_> = words(&found).into_iter().map(|(doc, _)| doc).collect();
    let framed = "case.zip!/a/page_files/saved_resource(1).html";
    assert_eq!(docs, ["case.zip!/a/page.html", framed, "case.zip!/b/page_files/words.html"]);
    assert!(told(&found).contains("files that belong to saved pages: 2"));
}

#[test]
fn a_damaged_archive_gives_what_is_whole_and_says_so() {
    let whole = zip(&[stored("a.txt", b"words"), deflated("b.txt", &b"more words ".repeat(50))]);
    assert!(told(&take("case.zip", whole[..60].to_vec())).contains("without its directory"));
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 0x55;
        let found = take("case.zip", broken);
        for one in captured(&found) {
            let known = [&b"words"[..], &b"more words ".repeat(50)].contains(&&one.bytes[..]);
            assert!(known || !one.diagnostics.is_empty() || one.how == "file", "byte {at}");
        }
        assert!(!found.is_empty(), "byte {at}");
    }
}

#[test]
fn gzipped_files_are_unpacked() {
    let found = take("a.txt.gz", gzip(b"words"));
    assert_eq!(words(&found), [("a.txt.gz!/a.txt", "words")]);
    let one = captured(&found)[0];
    assert_eq!((one.how, one.name.as_str()), ("gzip content", "a.txt"));
    let mut cut = gzip(&b"many words ".repeat(200));
    cut.truncate(cut.len() - 8);
    let found = take("a.txt.gz", cut);
    assert!(told(&found).contains("warning: it is damaged or cut off after"), "{}", told(&found));
    let twice = gzip(&gzip(b"words"));
    assert_eq!(words(&take("a.txt.gz.gz", twice)), [("a.txt.gz.gz!/a.txt.gz!/a.txt", "words")]);
    let found = take("a.gz", gzip(&vec![0; 9 << 20]));
    assert!(told(&found).contains("the limit (ratio)"), "{}", told(&found));
}

proptest! {
    #[test]
    fn every_honest_archive_gives_its_files(
        files in proptest::collection::vec(("[a-d]{1,2}", proptest::collection::vec(any::<u8>(), 0..60), any::<bool>()), 0..8)
    ) {
        let entries: Vec<Entry> = files
            .iter()
            .map(|(name, bytes, pack)| {
                let bytes = [b"=", &bytes[..]].concat();
                if *pack { deflated(name, &bytes) } else { stored(name, &bytes) }
            })
            .collect();
        let found = take("case.zip", zip(&entries));
        let bytes: Vec<_> = captured(&found).iter().map(|one| one.bytes[1..].to_vec()).collect();
        let expected: Vec<_> = files.iter().map(|(_, bytes, _)| bytes.clone()).collect();
        prop_assert_eq!(bytes, expected);
    }
}
