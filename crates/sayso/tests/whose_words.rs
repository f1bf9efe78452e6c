//! Whose words a claim is in: of chats, feeds and mails, where the form says who wrote what.

#![allow(clippy::unwrap_used, reason = "a test stops at the first wrong thing")]

use sayso::model::{Body, CaptureId, Item, Text};

const CHAT: &str = "\
13/03/2021, 14:01 - Messages and calls are end-to-end encrypted. No one outside can read them.
13/03/2021, 14:02 - Ana Ruiz added Bram Oude to the group
13/03/2021, 14:05 - Ana Ruiz: The pier is shut since noon.
It was the harbour office that shut it
13/03/2021, 14:06 - Bram Oude: I think that the gate was broken by the storm.
13/03/2021, 14:07 - Ana Ruiz: The warden said: \"I believe that the key was lost.\"
13/03/2021, 14:08 - Bram Oude: We deny that the guard saw it.
13/03/2021, 14:09 - Bram Oude: the first picture.jpg (file attached)
13/03/2021, 14:10 - Ana Ruiz: This message was deleted
";

const TELEGRAM: &str = r#"{"name": "Pier watch", "type": "private_group", "id": 7, "messages": [
{"id": 1, "type": "service", "date": "2021-03-03T09:00:00", "actor": "Ana Ruiz", "action": "pin_message", "text": ""},
{"id": 2, "type": "message", "date": "2021-03-03T09:01:00", "from": "Ana Ruiz", "text": "I believe that the pier is shut. The gate was locked at noon."},
{"id": 3, "type": "message", "date": "2021-03-03T09:02:00", "from": "Bram Oude", "reply_to_message_id": 2, "text": "We said that the gate was open."}]}"#;

const FEED: &str = "<rss version=\"2.0\"><channel><title>The Vell Courier</title>\
<item><title>Pier shut by the office</title><author>b@example.org (Bram Oude)</author>\
<pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate>\
<description>&lt;p&gt;The pier is shut since noon.&lt;/p&gt;&lt;p&gt;I think that it will stay so.&lt;/p&gt;</description></item>\
<item><title>The gate</title><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate><description>The gate was opened by hand.</description></item>\
<item><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate><description>The weir was opened by hand.</description></item>\
<item><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate></item>\
<item><description>The mill burned in the night.</description></item></channel></rss>";

const MAIL: &str = "\
Message-ID: <1@example.org>
From: Ana Ruiz <ana@example.org>
Date: Wed, 3 Mar 2021 10:00:00 +0100
Subject: The pier at Vell

I think that the pier was shut by the harbour office.

-----Original Message-----
From: Bram Oude <bram@example.org>
Sent: Tuesday, March 2, 2021 9:30 AM
To: Ana Ruiz; Lena Marsh and the others
Subject: The pier was shut again

I believe that the gate was broken. The pier was open on Monday.
";

const ARTICLE: &str = "<html><head><title>The weir</title><meta name='author' content='Ana Ruiz'></head>\
<body><article><h1>The weir</h1><p>I think that the weir was closed on Tuesday by the town.</p>\
<p>The river ran dry and the mills stood still for a week in March.</p></article></body></html>";

fn read(name: &str, source: &str) -> (Text, Vec<Item>) {
    let hints = sayso_text::Hints { name, ..sayso_text::Hints::default() };
    let text =
        sayso_text::extract(CaptureId::of(source.as_bytes()), source.as_bytes(), &hints).unwrap();
    let items = sayso::Model::default().read(&text).unwrap().items;
    (text, items)
}

/// Each claim as `holder: words`.
fn claims(name: &str, source: &str) -> Vec<String> {
    let (text, items) = read(name, source);
    let of = |item: &Item| match &item.body {
        Body::Claim(claim) => {
            let words: Vec<_> = claim.content.iter().map(|span| text.at(*span)).collect();
            let holder = claim.holder.as_deref().unwrap_or("nobody");
            Some(format!("{holder}: {}", words.join(" … ")))
        }
        _ => None,
    };
    items.iter().filter_map(of).collect()
}

#[test]
fn a_chats_own_lines_and_the_heads_of_messages_claim_nothing() {
    let wanted = [
        "Ana Ruiz: The pier is shut since noon.",
        "Ana Ruiz: It was the harbour office that shut it",
        "Bram Oude: the gate was broken by the storm",
        "The warden: I believe that the key was lost.",
        "The warden: the key was lost",
        "Bram Oude: the guard saw it",
    ];
    assert_eq!(claims("chat.txt", CHAT), wanted);
    let wanted = [
        "Ana Ruiz: the pier is shut",
        "Ana Ruiz: The gate was locked at noon.",
        "Bram Oude: the gate was open",
    ];
    assert_eq!(claims("chat.json", TELEGRAM), wanted);
}

#[test]
fn the_line_of_an_entrys_author_and_day_claims_nothing() {
    let wanted = [
        "Bram Oude: The pier is shut since noon.",
        "Bram Oude: it will stay so",
        "The Vell Courier: The gate was opened by hand.",
        "The Vell Courier: The weir was opened by hand.",
        "The Vell Courier: The mill burned in the night.",
    ];
    assert_eq!(claims("feed.xml", FEED), wanted);
}

#[test]
fn who_says_i_in_a_mail_is_who_wrote_it() {
    let wanted = [
        "Ana Ruiz: the pier was shut by the harbour office",
        "Bram Oude: the gate was broken",
        "Bram Oude: The pier was open on Monday.",
    ];
    assert_eq!(claims("letter.eml", MAIL), wanted);
}

#[test]
fn who_says_i_in_an_article_is_left_as_it_stands() {
    let claims = claims("page.html", ARTICLE);
    assert_eq!(claims[0], "I: the weir was closed on Tuesday by the town");
}

#[test]
fn a_change_names_its_actor() {
    let (_, items) = read(
        "note.txt",
        "Ana Ruiz was appointed mayor of Vell in 1911. She resigned as mayor in 1913.",
    );
    let name = |id: &sayso::model::ItemId| {
        let item = items.iter().find(|item| item.id == *id)?;
        match &item.body {
            Body::Actor(actor) => Some(actor.name.clone()),
            _ => None,
        }
    };
    let changes: Vec<_> = items
        .iter()
        .filter_map(|item| match &item.body {
            Body::Status(status) => Some((&*status.actor, status.actor_id.as_ref().and_then(name))),
            _ => None,
        })
        .collect();
    let ana = Some("Ana Ruiz".to_owned());
    assert_eq!(changes, [("Ana Ruiz", ana.clone()), ("She", ana)]);
}
