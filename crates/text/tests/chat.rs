//! Whole chats through the one way in.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod places;

use places::{bytes_of, check, outline, read, unplaced};
use proptest::prelude::*;
use sayso_model::Text;

fn told(text: &Text) -> String {
    text.diagnostics.iter().map(|d| format!("{d}\n")).collect()
}

const ANDROID: &str = "13/03/2021, 14:05 - Messages and calls are end-to-end encrypted.\n\
    13/03/2021, 14:05 - Ana Ruiz: The pier is shut.\nSince noon: all of it.\n\n\
    1/04/2021, 09:00 - Bram Oude changed the subject to \"Pier: shut\"\n\
    1/04/2021, 09:01 - Bram Oude: <Media omitted>\n\
    1/04/2021, 09:02 - \u{200e}~\u{202f}Lena: This message was deleted\n";

#[test]
fn a_chat_is_its_messages() {
    let text = read(ANDROID.as_bytes(), "chat.txt");
    check(&text, ANDROID.as_bytes());
    assert_eq!(text.words(), ANDROID);
    assert_eq!(
        outline(&text),
        [
            "body | - | 2021-03-13T14:05:00 | - | 13/03/2021, 14:05 - Messages and calls are end-to-end encrypted.",
            "post | Ana Ruiz | 2021-03-13T14:05:00 | - | 13/03/2021, 14:05 - Ana Ruiz: The pier is shut.",
            "body | - | 2021-04-01T09:00:00 | - | 1/04/2021, 09:00 - Bram Oude changed the subject to \"Pier: shut\"",
            "post | Bram Oude | 2021-04-01T09:01:00 | - | 1/04/2021, 09:01 - Bram Oude: <Media omitted>",
            "post | Lena | 2021-04-01T09:02:00 | - | 1/04/2021, 09:02 - \u{200e}~\u{202f}Lena: This message was deleted",
        ]
    );
    let message = text.sections().nth(1).unwrap().1.span;
    assert!(text.at(message).ends_with("all of it."));
    assert!(told(&text).contains("3 messages by 3 people: Ana Ruiz (1), Bram Oude (1), Lena (1)"));
    assert!(
        told(&text).contains("1 messages were files")
            && told(&text).contains("1 messages were deleted")
    );
}

#[test]
fn the_order_of_day_and_month_is_told_from_the_whole_file() {
    let dates = |lines: &[&str]| {
        let chat: String = lines.iter().map(|at| format!("[{at}] Ana: a\n")).collect();
        let text = read(chat.as_bytes(), "chat.txt");
        let all: Vec<_> =
            text.sections().map(|(_, s)| s.published.as_ref().map(ToString::to_string)).collect();
        let doubt = text.diagnostics.iter().any(|d| d.severity == sayso_model::Severity::Warning);
        (all.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>(), doubt)
    };
    let of = |days: [&str; 2]| (days.map(str::to_owned).to_vec(), false);
    // By a number past twelve.
    assert_eq!(
        dates(&["3/4/21, 9:00", "3/13/21, 9:00"]),
        of(["2021-03-04T09:00:00", "2021-03-13T09:00:00"])
    );
    // By the order of the messages.
    assert_eq!(
        dates(&["5/4/21, 9:00", "6/3/21, 9:00"]),
        of(["2021-05-04T09:00:00", "2021-06-03T09:00:00"])
    );
    assert_eq!(
        dates(&["5/4/21, 9:00", "3/5/21, 9:00"]),
        of(["2021-04-05T09:00:00", "2021-05-03T09:00:00"])
    );
    // By the mark; with the year first.
    assert_eq!(
        dates(&["5.4.21, 9:00", "6.5.21, 9:00"]),
        of(["2021-04-05T09:00:00", "2021-05-06T09:00:00"])
    );
    assert_eq!(
        dates(&["2021-05-04, 9:00", "2021-06-05, 9:00"]),
        of(["2021-05-04T09:00:00", "2021-06-05T09:00:00"])
    );
    // Not at all: one of two.
    let (both, doubt) = dates(&["5/4/21, 9:00", "6/6/21, 9:00"]);
    assert_eq!(
        (both, doubt),
        (vec!["[2021-04-05,2021-05-04]".to_owned(), "2021-06-06T09:00:00".to_owned()], true)
    );
    let (neither, doubt) = dates(&["13/4/21, 9:00", "4/13/21, 9:00"]);
    assert_eq!(
        (neither, doubt),
        (vec!["2021-04-13T09:00:00".to_owned(), "2021-04-13T09:00:00".to_owned()], true)
    );
}

#[test]
fn a_text_with_a_stamp_in_it_is_no_chat() {
    for text in [
        "A note of mine:\n[12/03/2021, 14:05:11] Ana: a\n[12/03/2021, 14:06:11] Ana: b\n",
        "[12/03/2021, 14:05:11] Ana: a\n",
        "[12/03/2021, 14:05:11] a\n[12/03/2021, 14:05:11] b\n",
    ] {
        let text = read(text.as_bytes(), "a.txt");
        assert!(!text.items.iter().any(|item| item.rule.as_str() == "section.chat-line"));
    }
}

const TELEGRAM: &str = r#"{
 "name": "Pier \u2014 watch", "type": "private_group", "id": 7,
 "messages": [
  {"id": 1, "type": "service", "date": "2021-03-03T09:00:00", "date_unixtime": "1614758400", "actor": "Ana Ruiz", "action": "create_group", "text": ""},
  {"id": 2, "type": "message", "date": "2021-03-03T09:01:00", "date_unixtime": "1614758460", "from": "Ana Ruiz", "text": "The pier is \"shut\".\nSince noon."},
  {"id": 3, "type": "message", "date": "2021-03-03T09:02:00", "from": null, "photo": "(File not included.)", "text": ""},
  {"id": 4, "type": "message", "date": "2021-03-03T09:03:00", "from": "Bram Oude", "reply_to_message_id": 2, "text": ["Is it? ", {"type": "text_link", "text": "caf\u00e9", "href": "http://example.org/a"}, " shut"]},
  {"id": 5, "type": "message", "date": "2021-03-03T09:04:00", "from": "Bram Oude", "forwarded_from": "Harbour", "text": "Shut till May."}, 9
 ]}"#;

#[test]
fn telegram_is_its_messages() {
    let text = read(TELEGRAM.as_bytes(), "result.json");
    check(&text, TELEGRAM.as_bytes());
    assert_eq!(text.extractor().name, "telegram");
    assert_eq!(
        text.words(),
        "Pier — watch\n\nAna Ruiz · create_group · 2021-03-03T09:00:00\n\n\
        Ana Ruiz · 2021-03-03T09:01:00\nThe pier is \"shut\".\nSince noon.\n\n2021-03-03T09:02:00\n\n\
        Bram Oude · 2021-03-03T09:03:00\nIs it? café shut\n\n\
        Bram Oude · 2021-03-03T09:04:00\nHarbour\nShut till May."
    );
    assert_eq!(
        outline(&text)[1..],
        [
            "body | Ana Ruiz | 2021-03-03T09:00:00+01:00 | - | Ana Ruiz · create_group · 2021-03-03T09:00:00",
            "post | Ana Ruiz | 2021-03-03T09:01:00+01:00 | - | Ana Ruiz · 2021-03-03T09:01:00",
            "post | - | 2021-03-03T09:02:00 | - | 2021-03-03T09:02:00",
            "reply | Bram Oude | 2021-03-03T09:03:00 | - | Bram Oude · 2021-03-03T09:03:00",
            "post | Bram Oude | 2021-03-03T09:04:00 | - | Bram Oude · 2021-03-03T09:04:00",
            "quoted | Harbour | - | - | Harbour",
        ]
    );
    let reply = text
        .items
        .iter()
        .find(|item| item.body.kind().to_string() == "section" && item.because.len() == 2)
        .unwrap();
    assert_eq!(text.at(reply.because[1]), "Ana Ruiz · 2021-03-03T09:01:00");
    let (_, link) = text.references().next().unwrap();
    assert_eq!((text.at(link.span), link.url.as_deref()), ("café", Some("http://example.org/a")));
    assert_eq!(bytes_of(&text, TELEGRAM.as_bytes(), link.span), br"caf\u00e9");
    assert!(unplaced(&text).iter().all(|word| *word == "·"));
    assert!(told(&text).contains("5 messages by 2: Ana Ruiz, Bram Oude"));
    assert!(told(&text).contains("1 entries of the chat are no messages"));
}

#[test]
fn broken_telegram_is_kept_as_it_stands() {
    let cut = &TELEGRAM[..TELEGRAM.len() - 10];
    let text = read(cut.as_bytes(), "result.json");
    assert_eq!(text.words(), cut);
    assert!(told(&text).contains("is no JSON"));
}

#[test]
fn chats_made_to_be_slow_are_not() {
    for piece in ["[", "{\"a\":", "[{\"text\":", "\"\\u00e9", "{\"text\":\"\\\\\"},", "{},"] {
        let chat = format!(
            "{{\"type\":\"a\",\"id\":1,\"messages\":[{}",
            piece.repeat(200_000 / piece.len())
        );
        read(chat.as_bytes(), "result.json");
        let closed = format!("{}0]}}", &chat);
        read(closed.as_bytes(), "result.json");
    }
    let lines = "1/1/21, 1:00 - A: <\n".repeat(20_000);
    assert_eq!(read(lines.as_bytes(), "a.txt").sections().count(), 20_000);
    for piece in ["1/1/21, 1:00 - ", "[", "\u{200e}", "1/", ": "] {
        let chat = format!(
            "1/1/21, 1:00 - A: a\n1/1/21, 1:00 - A: {}",
            piece.repeat(200_000 / piece.len())
        );
        read(chat.as_bytes(), "a.txt");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_word_of_a_chat_leads_to_its_own_bytes(
        messages in proptest::collection::vec("((pier|shut|é|\\\\u00e9|\\\\n|the|Ana) ){1,20}", 1..6),
    ) {
        let all: Vec<String> = messages
            .iter()
            .map(|words| format!("{{\"type\": \"message\", \"date\": \"2021-03-03T09:00:00\", \"from\": \"Ana\", \"text\": \"{words}\"}}"))
            .collect();
        let chat = format!("{{\"name\": \"Pier\", \"type\": \"a\", \"id\": 1, \"messages\": [{}]}}", all.join(","));
        let text = read(chat.as_bytes(), "result.json");
        check(&text, chat.as_bytes());
        prop_assert!(unplaced(&text).iter().all(|word| *word == "·"));
        let said: usize = messages.iter().map(|words| words.replace("\\n", " ").split_whitespace().count()).sum();
        prop_assert_eq!(text.words().split_whitespace().count(), said + 3 * messages.len() + 1);
    }

    #[test]
    fn nothing_panics(pieces in proptest::collection::vec(piece(), 0..40), json in any::<bool>()) {
        let head = if json { "{\"type\":\"a\",\"id\":1,\"messages\":[" } else { "1/2/21, 1:00 - A: a\n[1/2/21, 1:00] A: a\n1/2/21, 1:00 - A: a\n" };
        let chat = format!("{head}{}", pieces.concat());
        let name = if json { "result.json" } else { "a.txt" };
        check(&read(chat.as_bytes(), name), chat.as_bytes());
        let closed = chat + "]}";
        check(&read(closed.as_bytes(), name), closed.as_bytes());
    }
}

/// Pieces that chats are made of.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "{\"type\":\"message\"",
        ",\"date\":\"2021-03-03T09:00:00\"",
        ",\"date_unixtime\":\"1\"",
        ",\"from\":\"Ana\"",
        ",\"text\":\"a\\n\\ud83d\"",
        ",\"text\":[\"a\",{\"text\":\" b\",\"href\":\"http://a.example\"}]",
        ",\"forwarded_from\":\"B\"",
        ",\"reply_to_message_id\":1",
        ",\"id\":1",
        "},",
        "}",
        "1/2/21, 1:00 - ",
        "31/12/21, 1:00 - ",
        "[",
        "] ",
        "A: ",
        ":",
        "\n",
        "\r\n",
        "\u{200e}",
        "\u{202f}",
        "é",
        " ",
        "a",
        "<Media omitted>",
        "١",
        "9999",
    ])
}
