//! Whole mails through the one way in: what is shown, who wrote what, and where each word stands.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod places;

use places::{bytes_of, check, outline, read, unplaced};
use proptest::prelude::*;
use sayso_model::{Packing, Span, Text};
use sayso_text::{Hints, Limits, extract};

const HEAD: &str = "Received: from a.example by b.example; Thu, 4 Mar 2021 08:00:00 +0000\r\n\
    From: =?utf-8?Q?Ana_Ru=C3=ADz?= <ana@example.org>\r\n\
    To: Bram Oude <bram@example.org>,\r\n Lena Marsh <lena@example.org>\r\n\
    Date: Wed, 3 Mar 2021 10:00:00 +0100\r\n\
    Subject: The pier is\r\n shut\r\n\
    MIME-Version: 1.0\r\n";

fn span(text: &Text, words: &str) -> Span {
    let at = text.words().find(words).unwrap();
    Span::new(at, at + words.len())
}

fn told(text: &Text) -> String {
    text.diagnostics.iter().map(|d| format!("{d}\n")).collect()
}

#[test]
fn a_plain_mail_is_its_header_and_its_words() {
    let mail =
        format!("{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nThe old pier is shut.\r\n");
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    let shown = "From: Ana Ruíz <ana@example.org>\n\
        To: Bram Oude <bram@example.org>, Lena Marsh <lena@example.org>\n\
        Date: Wed, 3 Mar 2021 10:00:00 +0100\nSubject: The pier is shut\n\nThe old pier is shut.\r\n";
    assert_eq!(text.words(), shown);
    assert_eq!(unplaced(&text), [""; 0]);
    assert_eq!(text.title.as_deref(), Some("The pier is shut"));
    assert_eq!(text.author.as_deref(), Some("Ana Ruíz"));
    assert_eq!(text.published.as_ref().unwrap().to_string(), "2021-03-03T10:00:00+01:00");
    assert_eq!(bytes_of(&text, mail.as_bytes(), span(&text, "Ruíz")), b"=?utf-8?Q?Ana_Ru=C3=ADz?=");
    assert_eq!(text.extractor().name, "mail");
    assert_eq!(text.parts.iter().map(|p| &*p.name).collect::<Vec<_>>(), ["header", "1"]);
}

#[test]
fn a_packed_body_leads_to_the_bytes_in_its_packing() {
    let packed = "VGhlIG9sZCBwaWVyIGlzIHNodXQuIExhIHRyYXZlcnPDqWUgY2/Du3RlLg==";
    let mail = format!(
        "{HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: Base64\r\n\r\n{packed}\r\n"
    );
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    assert!(text.words().ends_with("The old pier is shut. La traversée coûte."));
    let source = sayso_text::source(&text, mail.as_bytes()).unwrap();
    assert_eq!(bytes_of(&text, mail.as_bytes(), span(&text, "traversée")), "traversée".as_bytes());
    assert!(source.ends_with("coûte.".as_bytes()));
    assert_eq!(text.parts[1].packing, [Packing::Base64]);
    let place = &text.parts[1].packed;
    assert_eq!(mail[place.start as usize..place.end as usize].trim_end(), packed);
}

#[test]
fn quoted_printable_in_a_charset_of_old() {
    let mail = format!(
        "{HEAD}Content-Type: text/plain; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nLa travers=E9e de l'=EEle =\r\nco=FBte.\r\n"
    );
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    assert!(text.words().ends_with("La traversée de l'île coûte.\r\n"));
    assert_eq!(bytes_of(&text, mail.as_bytes(), span(&text, "coûte")), b"co\xfbte");
}

fn alternatives(plain: &str, html: &str) -> String {
    format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/plain\r\n\r\n{plain}\r\n--b\r\n\
        Content-Type: text/html\r\n\r\n<html><body>{html}</body></html>\r\n--b--\r\n"
    )
}

#[test]
fn of_alternatives_the_plain_one_unless_it_is_a_stub() {
    let mail = alternatives("The pier is shut.", "<p>The pier is <b>shut</b>.</p>");
    let text = read(mail.as_bytes(), "a.eml");
    assert!(text.words().ends_with("The pier is shut."));
    assert!(told(&text).contains("part 1 was read, part 2 left out"));
    let stub = alternatives(
        "See it online.",
        "<p>The pier is <b>shut</b> for all of spring &amp; summer, and the boats lie at the mole.</p>",
    );
    let text = read(stub.as_bytes(), "a.eml");
    check(&text, stub.as_bytes());
    assert!(
        text.words().contains("The pier is shut for all of spring & summer"),
        "{}",
        text.words()
    );
    assert_eq!(
        bytes_of(&text, stub.as_bytes(), span(&text, "spring & summer")),
        b"spring &amp; summer"
    );
    assert!(!text.words().contains("online"));
    assert!(told(&text).contains("part 2 was read, which has far more words, part 1 left out"));
}

#[test]
fn what_is_sent_along_is_named() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the plan.\r\n--b\r\n\
        Content-Type: application/pdf; name=\"=?utf-8?Q?p=C3=ADer.pdf?=\"\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nAAECAwQ=\r\n--b\r\n\
        Content-Type: message/rfc822\r\n\r\nFrom: x@example.org\r\nSubject: other\r\n\r\nOther words.\r\n--b\r\n\
        Content-Type: text/plain; name=log.txt\r\n\r\nlog\r\n--b--\r\n"
    );
    let text = read(mail.as_bytes(), "a.eml");
    assert!(text.words().ends_with("See the plan."));
    let wanted = "3 files were sent along, each a capture of its own: píer.pdf (application/pdf, 5 bytes); \
        part 3 (message/rfc822, 51 bytes); log.txt (text/plain, 3 bytes)";
    assert!(told(&text).contains(wanted), "{}", told(&text));
}

#[test]
fn what_others_wrote_is_told_apart() {
    let body = "No, it is not.\r\n\r\n-- \r\nAna Ruiz\r\nHarbour office\r\n\r\n\
        On Tue, 2 Mar 2021 at 09:30, Bram Oude <bram@example.org>\r\nwrote:\r\n\r\n\
        > Is it open?\r\n>\r\n> Lena Marsh <lena@example.org> wrote:\r\n>> It was on Monday.\r\n> I do not know.\r\n";
    let mail = format!("{HEAD}\r\n{body}");
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    assert_eq!(
        outline(&text)[1..],
        [
            "body | - | - | - | -- ",
            "quoted | Bram Oude | 2021-03-02T09:30:00 | - | > Is it open?",
            "quoted | Lena Marsh | - | - | >> It was on Monday.",
        ]
    );
    let signature = text.sections().find(|(i, _)| i.rule.as_str() == "section.mail-signature");
    assert!(text.at(signature.unwrap().1.span).ends_with("Harbour office"));
}

#[test]
fn a_forwarded_mail_in_html_has_its_writer() {
    let html = "<div>See below.</div><div><b>From:</b> Bram Oude &lt;bram@example.org&gt;<br>\
        <b>Sent:</b> Tuesday, March 2, 2021 9:30 AM<br><b>To:</b> Ana<br><b>Subject:</b> Pier</div>\
        <p>It is open, and the boats lie at the mole, as they did on Monday and the day before.</p>";
    let mail = format!("{HEAD}Content-Type: text/html\r\n\r\n{html}");
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    assert_eq!(
        outline(&text)[1],
        "quoted | Bram Oude | 2021-03-02T09:30:00 | Pier | From: Bram Oude <bram@example.org>"
    );
    assert_eq!(unplaced(&text), [""; 0]);
}

#[test]
fn only_what_is_mail_is_taken_for_mail() {
    let name = |bytes: &str, name: &str| read(bytes.as_bytes(), name).extractor().name.clone();
    let pasted = "From: Ana Ruiz\nTo: Bram Oude\nSubject: The pier\n\nShut.\n";
    assert_eq!(name(pasted, "note"), "plain");
    assert_eq!(name(pasted, "note.eml"), "mail");
    assert_eq!(name(HEAD, "note"), "mail");
    assert_eq!(name(HEAD, "note.txt"), "plain");
    assert_eq!(name(&format!("From a Wed\n{HEAD}"), "box"), "plain");
    assert_eq!(name("No header at all.\n", "a.eml"), "plain");
}

const PAGE: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.org/pier/\r\n\
    Subject: Pier\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
    Content-Location: http://example.org/pier/\r\n\r\n<html><head><title>The pier</title></head><body>\
    <p>The old pier is <a href=3D\"plan\">shut</a> &=\r\namp; the boats lie at the mole.</p></body></html>\r\n\
    --b\r\nContent-Type: text/html\r\nContent-Location: http://example.org/frame\r\n\r\n<p>Frame.</p>\r\n\
    --b\r\nContent-Type: image/png\r\nContent-Location: http://example.org/a.png\r\n\r\nxx\r\n--b--\r\n";

#[test]
fn a_page_saved_in_one_file_is_its_page() {
    let text = read(PAGE.as_bytes(), "pier");
    check(&text, PAGE.as_bytes());
    assert_eq!(text.extractor().name, "mhtml");
    assert_eq!(text.words(), "The old pier is shut & the boats lie at the mole.");
    assert_eq!(text.title.as_deref(), Some("The pier"));
    assert_eq!(text.address.as_deref(), Some("http://example.org/pier/"));
    let links: Vec<_> = text.references().filter_map(|(_, r)| r.url.as_deref()).collect();
    assert_eq!(links, ["http://example.org/pier/plan"]);
    assert_eq!(bytes_of(&text, PAGE.as_bytes(), span(&text, "&")), b"&amp;");
    assert!(told(&text).contains("1 framed page was left out: http://example.org/frame"));
}

#[test]
fn limits_are_told_and_what_can_be_read_stays() {
    let mail = alternatives("The pier is shut.", "<p>The pier is shut.</p>");
    let within = |limits| {
        let hints = Hints { name: "a.eml", limits, ..Hints::default() };
        extract(sayso_model::CaptureId::of(mail.as_bytes()), mail.as_bytes(), &hints).unwrap()
    };
    let shallow = within(Limits { depth: 0, ..Limits::default() });
    assert!(told(&shallow).contains("more than 0 deep, the limit (nesting)"));
    assert!(shallow.words().contains("The pier is shut."));
    let narrow = within(Limits { unpacked: 10, ..Limits::default() });
    assert!(told(&narrow).contains("larger than the limit of 10 bytes"), "{}", told(&narrow));
}

#[test]
fn mails_made_to_be_slow_are_not() {
    let lines = [
        "Content-Type: message/rfc822\n\n",
        "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        "=?utf-8?Q?",
        "=?=?",
        "; a*1=b",
        ">",
        "> >\n",
        "From: a\nSent: b\nTo: c\n\n",
        "On Wed, 3 Mar 2021 at 10:00, A <a@b.example> wrote:\n",
        "--\n",
        "\n--b",
    ];
    for line in lines {
        for head in
            ["", "Content-Type: multipart/mixed; boundary=b\n\n", "Subject: ", "Content-Type: a/b"]
        {
            let mail = format!("MIME-Version: 1\n{head}{}", line.repeat(300_000 / line.len()));
            check(&read(mail.as_bytes(), "a.eml"), mail.as_bytes());
        }
    }
}

fn packed(words: &str, how: u8) -> (&'static str, String) {
    match how {
        0 => ("8bit", words.to_owned()),
        1 => ("quoted-printable", words.bytes().map(|b| format!("={b:02X}=\r\n")).collect()),
        _ => ("base64", base64(words.as_bytes())),
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let bits = (0..3).fold(0_u32, |bits, i| bits << 8 | u32::from(*three.get(i).unwrap_or(&0)));
        let six = |i: u32| char::from(ALPHABET[(bits >> (18 - 6 * i) & 63) as usize]);
        let one = |i: u32| if i as usize <= three.len() { six(i) } else { '=' };
        (0..4).map(one).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The same few words again and again: each leads to its own occurrence.
    #[test]
    fn every_word_of_a_mail_leads_to_its_own_bytes(
        bodies in proptest::collection::vec(("((pier|shut|é|&|the|Ana)[ \n]){1,20}", 0..3_u8, any::<bool>()), 1..5),
    ) {
        let mut mail = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (words, how, html) in &bodies {
            let kind = if *html { "html" } else { "plain" };
            let words = if *html { format!("<p>{}</p>", words.replace('&', "&amp;")) } else { words.clone() };
            let (how, words) = packed(&words, *how);
            mail += &format!("--b\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {how}\r\n\r\n{words}\r\n");
        }
        mail += "--b--";
        let text = read(mail.as_bytes(), "a.eml");
        check(&text, mail.as_bytes());
        prop_assert_eq!(unplaced(&text), [""; 0]);
        let source = sayso_text::source(&text, mail.as_bytes()).unwrap();
        // In order: the place of each word lies behind that of the word before it.
        let mut last = 0;
        for (at, word) in text.words().match_indices(|c: char| !c.is_whitespace()) {
            let place = text.map.source_of(Span::new(at, at + word.len()));
            prop_assert!(place[0].start >= last, "{} at {}", word, at);
            last = place[0].start;
        }
        let said: usize = bodies.iter().map(|(w, ..)| w.split_whitespace().count()).sum();
        let head = "From: Ana Ruíz <> To: Bram Oude <> Lena Marsh <> Date: Wed, 3 Mar 2021 10:00:00 +0100 Subject: The pier is shut";
        prop_assert_eq!(text.words().split_whitespace().count(), said + head.split_whitespace().count());
        prop_assert!(!source.is_empty());
    }

    #[test]
    fn nothing_panics(pieces in proptest::collection::vec(piece(), 0..40), name in "a.(eml|mht)") {
        let bytes = pieces.concat();
        let hints = Hints { name: &name, ..Hints::default() };
        if let Ok(text) = extract(sayso_model::CaptureId::of(&bytes), &bytes, &hints) {
            check(&text, &bytes);
        }
    }
}

/// Pieces that mails are made of.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let fixed = proptest::sample::select(vec![
        "From: Ana Ruiz <a@b.example>\n",
        "Subject: =?utf-8?Q?a=C3?= =?utf-8?Q?=A9?=\r\n",
        "MIME-Version: 1.0\n",
        "Date: 3 Mar 2021 10:00\n",
        "Content-Type: multipart/mixed; boundary=b\n",
        "Content-Type: text/html; charset=utf-16\n",
        "Content-Type: multipart/alternative; boundary=\"c\"\n",
        "Content-Type: multipart/related; boundary=b; start=\"<x>\"\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Transfer-Encoding: quoted-printable\n",
        "Content-ID: <x>\n",
        "\n",
        "\r\n",
        "--b\n",
        "--b--\n",
        "--c\n",
        "--c--\n",
        "> ",
        ">> ",
        "-- \n",
        "On 3 Mar 2021, Ana <a@b.example> wrote:\n",
        "-----Original Message-----\n",
        "From: x\nSent: y\nTo: z\n",
        "<p>",
        "&amp;",
        "=E9",
        "=\n",
        "cGll",
        "==",
        "é",
        " ",
        "a",
        ":",
        "\u{feff}",
        "=?",
        "?=",
        "\"",
        "(",
        "*0*=''%41",
    ]);
    prop_oneof![
        8 => fixed.prop_map(|s| s.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

#[test]
fn a_line_that_a_mailbox_marked_is_the_writers_own() {
    let mail = format!(
        "{HEAD}\r\nThe pier is shut.\r\n\r\n>From here it looks open.\r\n\r\n> Is it?\r\n>From what I see, yes.\r\n"
    );
    let text = read(mail.as_bytes(), "a.eml");
    check(&text, mail.as_bytes());
    assert!(
        text.words().contains("shut.\r\n\r\nFrom here it looks open.\r\n\r\n> Is it?\r\nFrom what")
    );
    assert_eq!(unplaced(&text), [""; 0]);
    assert_eq!(bytes_of(&text, mail.as_bytes(), span(&text, "here it")), b"here it");
    let quoted = outline(&text).into_iter().filter(|line| line.starts_with("quoted"));
    assert_eq!(quoted.collect::<Vec<_>>(), ["quoted | - | - | - | > Is it?"]);
    assert!(told(&text).contains("2 lines of part 1 begin with `>From `"));
}

#[test]
fn the_day_is_the_senders_own_and_no_day_on_a_page_in_the_mail() {
    let head = HEAD.replace("3 Mar 2021 10:00:00 +0100", "3 Mar 2021 23:30:00 -0500");
    let mail = format!(
        "{head}Content-Type: text/html\r\n\r\n<p>The pier was shut on 12 May 2020, and it is so still.</p>\
         <p>Posted on 9 March 2019</p><p>On Tue, 2 Mar 2021 00:10:00 +1300, Lena Marsh &lt;lena@example.org&gt; \
         wrote:</p><blockquote>Is it shut?</blockquote>"
    );
    let text = read(mail.as_bytes(), "a.eml");
    let published = text.published.as_ref().unwrap();
    assert_eq!(published.to_string(), "2021-03-03T23:30:00-05:00");
    assert_eq!(
        published.0.as_day().unwrap().to_string(),
        "2021-03-03",
        "it was the 4th in Greenwich"
    );
    assert!(!told(&text).contains("day of publication"), "{}", told(&text));
    let said = outline(&text).into_iter().find(|line| line.starts_with("quoted")).unwrap();
    assert!(said.contains("2021-03-02T00:10:00+13:00"), "{said}");
}
