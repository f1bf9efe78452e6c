//! What mailboxes, mails and tar archives give.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "writer/seen.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod seen;

use proptest::prelude::*;
use sayso_capture::Limits;
use seen::{captured, take, take_within, told, words};

const MAILBOX: &str = "From ann@example.org Sat Mar 15 10:00:00 2025\n\
    Subject: one\n\n\
    Words.\n\n\
    From the harbour we went on.\n\
    >From here too.\n\n\
    From: this is prose\n\n\
    From bob@example.org Sat Mar 15 11:00:00 2025\r\n\
    Subject: two\r\n\r\n\
    More words.\r\n\r\n\
    From -\n\
    Subject: three\n\n\
    The last.\n";

#[test]
fn mails_are_kept_as_they_stand() {
    let found = take("in.mbox", MAILBOX.as_bytes().to_vec());
    let one = "Subject: one\n\nWords.\n\nFrom the harbour we went on.\n>From here too.\n\n\
               From: this is prose\n";
    assert_eq!(
        words(&found),
        [
            ("in.mbox!/1", one),
            ("in.mbox!/2", "Subject: two\r\n\r\nMore words.\r\n"),
            ("in.mbox!/3", "Subject: three\n\nThe last.\n"),
        ]
    );
    for mail in captured(&found) {
        let container = mail.container.as_ref().unwrap();
        let at = usize::try_from(container.offset).unwrap();
        assert!(MAILBOX.as_bytes()[at..].starts_with(&mail.bytes));
        assert_eq!((mail.how, mail.media_type.as_deref()), ("mbox mail", Some("message/rfc822")));
    }
    assert!(told(&found).is_empty());
}

#[test]
fn limits_of_mailboxes_are_named() {
    let within = |limits| take_within("in.mbox", MAILBOX.as_bytes().to_vec(), limits);
    let found = within(Limits { records: 2, ..Limits::default() });
    assert_eq!(captured(&found).len(), 2);
    assert!(told(&found).contains("limit of 2 mails (records)"));
    let found = within(Limits { member: 40, ..Limits::default() });
    assert_eq!(captured(&found).len(), 2);
    assert!(told(&found).contains("in.mbox!/1 is 88 bytes long"), "{}", told(&found));
}

const MAIL: &str = "Subject: papers\r\n\
    Content-Type: multipart/mixed; boundary=\"out er\"\r\n\r\n\
    Preamble\r\n\
    --out er\r\n\
    Content-Type: multipart/alternative; boundary=inner\r\n\r\n\
    --inner\r\nContent-Type: text/plain\r\n\r\nSee the papers.\r\n\
    --inner\r\nContent-Type: text/html\r\n\r\n<p>See the papers.\r\n\
    --inner--\r\n\
    --out er\r\n\
    Content-Type: text/plain; name=\"notes.txt\"\r\n\
    Content-Disposition: attachment;\r\n filename*=utf-8''caf%C3%A9.txt\r\n\
    Content-Transfer-Encoding: base64\r\n\r\n\
    d29yZHMg\r\nb2YgaXQ=\r\n\
    --out er\r\n\
    Content-Type: image/png\r\nContent-ID: <1>\r\n\r\nPNG\r\n\
    --out er\r\n\
    Content-Type: message/rfc822\r\n\r\n\
    Subject: within\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
    --x\r\n\r\nWords.\r\n--x\r\n\
    Content-Disposition: attachment; filename=\"../up.txt\"\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nup=21\r\n--x--\r\n\
    --out er--\r\nepilogue\r\n";

#[test]
fn what_is_attached_comes_after_the_mail() {
    let found = take("papers.eml", MAIL.as_bytes().to_vec());
    let all = captured(&found);
    let docs: Vec<_> = all.iter().map(|one| one.doc.as_str()).collect();
    assert_eq!(
        docs,
        [
            "papers.eml",
            "papers.eml!/café.txt",
            "papers.eml!/part 5",
            "papers.eml!/part 5!/\\x2e\\x2e/up.txt",
        ]
    );
    assert_eq!(all[0].bytes, MAIL.as_bytes());
    assert_eq!((all[1].bytes.as_slice(), all[1].how), (&b"words of it"[..], "mail attachment"));
    let container = all[1].container.as_ref().unwrap();
    assert_eq!(container.decoded, ["base64"]);
    assert_eq!(container.sha256, Some(all[0].id.0));
    assert!(MAIL[usize::try_from(container.offset).unwrap()..].starts_with("d29yZHMg"));
    assert!(all[2].bytes.starts_with(b"Subject: within") && all[2].bytes.ends_with(b"--x--"));
    assert_eq!((all[3].bytes.as_slice(), all[3].name.as_str()), (&b"up!"[..], "up.txt"));
    assert!(told(&found).contains("inline images: 1"), "{}", told(&found));
    assert!(told(&found).contains("it is only a name"), "{}", told(&found));
}

#[test]
fn mails_inside_mails_stop_at_a_depth() {
    let mut mail = "Subject: the last\r\n\r\nWords.".to_owned();
    for _ in 0..2000 {
        mail = format!("Content-Type: message/rfc822\r\nSubject: x\r\n\r\n{mail}");
    }
    let found = take("deep.eml", mail.into_bytes());
    assert_eq!(captured(&found).len(), 6);
    assert!(told(&found).contains("(depth)"), "{}", told(&found));
}

#[test]
fn parts_without_end_take_time_in_proportion() {
    let mut mail = String::from("Content-Type: multipart/mixed; boundary=a\r\n\r\n");
    for part in 0..20_000 {
        mail.push_str(&format!(
            "--a\r\nContent-Type: multipart/mixed; boundary=b{part}\r\n\r\nwords\r\n"
        ));
    }
    let found = take("wide.eml", mail.into_bytes());
    assert_eq!(captured(&found).len(), 1);
    let deep: String = (0..200)
        .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
        .collect();
    assert!(told(&take("deep.eml", deep.into_bytes())).contains("more than 32 deep"));
}

fn tar_entry(name: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
    block[136..147].copy_from_slice(format!("{:011o}", 951_827_696).as_bytes());
    block[148..156].fill(b' ');
    block[156] = kind;
    block[257..263].copy_from_slice(b"ustar\0");
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block.extend(bytes);
    block.resize(block.len().next_multiple_of(512), 0);
    block
}

fn tar() -> Vec<u8> {
    let long = "deep/".repeat(30) + "long.txt";
    let record = format!("path={long}\n");
    let fields = format!("{} {record}", record.len() + 4);
    [
        tar_entry("a/", b'5', b""),
        tar_entry("a/one.txt", b'0', b"first"),
        tar_entry("link.txt", b'2', b""),
        tar_entry("x", b'x', fields.as_bytes()),
        tar_entry("short", b'0', b"second"),
        tar_entry("photo.png", b'0', b"PNG"),
        vec![0; 1024],
    ]
    .concat()
}

#[test]
fn tar_archives_are_listed_and_read() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&tar()).unwrap();
    let zipped = take("a.tgz", gzip.finish().unwrap());
    let found = take("a.tar", tar());
    for (found, outer) in [(&found, "a.tar"), (&zipped, "a.tgz!/a.tar")] {
        let docs: Vec<_> = captured(found).iter().map(|one| one.doc.clone()).collect();
        let long = "deep/".repeat(30) + "long.txt";
        assert_eq!(docs, [format!("{outer}!/a/one.txt"), format!("{outer}!/{long}")]);
        assert_eq!(captured(found)[1].bytes, b"second");
        assert_eq!(captured(found)[0].modified.as_deref(), Some("2000-02-29T12:34:56Z"));
        assert!(told(found).contains("folders: 1, images are not read: 1, links: 1"));
    }
}

#[test]
fn a_tar_archive_cut_anywhere_says_so() {
    let whole = tar();
    for end in (513..whole.len() - 1024).step_by(97) {
        let found = take("a.tar", whole[..end].to_vec());
        let told = told(&found);
        let (one, two) = (captured(&found), [&b"first"[..], b"second"]);
        for (one, words) in one.iter().zip(two) {
            assert!(one.bytes == words || !one.diagnostics.is_empty(), "cut at {end}");
        }
        assert!(told.contains("cut off") || end % 512 == 0, "cut at {end}: {told}");
    }
}

proptest! {
    #[test]
    fn every_mail_of_a_mailbox_comes_out_as_it_went_in(
        bodies in proptest::collection::vec("(From |[a-z:>]{0,5}|\n){0,12}", 1..6)
    ) {
        let mails: Vec<String> = bodies
            .iter()
            .map(|body| format!("Subject: x\n\n{}\n", body.replace("From ", ">From ").trim_end()))
            .collect();
        let mailbox: String = mails
            .iter()
            .map(|mail| format!("From a@example.org Sat Mar 15 10:00:00 2025\n{mail}\n"))
            .collect();
        let found = take("in.mbox", mailbox.into_bytes());
        let seen: Vec<_> = captured(&found).iter().map(|one| one.bytes.clone()).collect();
        let expected: Vec<_> = mails.into_iter().map(String::into_bytes).collect();
        prop_assert_eq!(seen, expected);
    }
}

#[test]
fn a_header_that_says_too_much_is_told_of() {
    let long = format!("; name=\"{}.txt\"", "a".repeat(9_000));
    let mail = format!(
        "Subject: papers\nContent-Type: multipart/mixed; boundary=x\n\n\
         --x\nContent-Type: text/plain\nContent-Disposition: attachment{long}\n\nWords.\n--x--\n"
    );
    let found = take("a.eml", mail.into_bytes());
    let told = told(&found);
    assert!(told.contains("more than 8192 bytes about their content"), "{told}");
    assert!(told.contains("1 lines of them were left out"), "{told}");
}
