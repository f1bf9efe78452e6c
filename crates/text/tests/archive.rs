//! Pages that hold several posts: what they are made of comes back, whatever their order, their
//! titles and their layout.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso_model::{CaptureId, Item, ItemId, ReferenceKind, Section, SectionKind, Text};
use sayso_text::{Hints, extract};
use serde::Deserialize;
use std::collections::BTreeMap;

const PAGE: &str = include_str!("pages/archive-two.txt");
const EXPECTED: &str = include_str!("pages/archive-two.expected.toml");
/// The posts of the page stand this far apart.
const BETWEEN: &str = "\n\n\n";

#[derive(Debug, Deserialize)]
struct Expected {
    posts: Vec<String>,
    authors: Vec<String>,
    dates: Vec<String>,
    notes: Vec<ExpectedNote>,
    quoted: Vec<ExpectedQuoted>,
    replies: Vec<ExpectedReply>,
    links: Vec<String>,
    truncated: Vec<String>,
    shortened: Vec<String>,
    captions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ExpectedNote {
    post: usize,
    mark: String,
    url: String,
}

#[derive(Debug, Deserialize)]
struct ExpectedQuoted {
    post: usize,
    begins: String,
    ends: String,
    speaker: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ExpectedReply {
    post: usize,
    author: String,
    begins: String,
}

/// What a post is made of.
#[derive(Debug, Clone, Default, PartialEq)]
struct Post {
    title: String,
    author: Option<String>,
    published: Option<String>,
    /// Marks in order, each with the address it is joined to.
    notes: Vec<(String, Option<String>)>,
    /// First and last words of each quoted block, with its speaker.
    quoted: Vec<(String, Option<String>)>,
    replies: Vec<(String, Option<String>)>,
    captions: Vec<String>,
}

fn read(page: &str) -> Text {
    let hints = Hints { name: "page.txt", ..Hints::default() };
    extract(CaptureId::of(page.as_bytes()), page.as_bytes(), &hints).unwrap()
}

/// One line, white space evened out.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bare(words: &str) -> String {
    let lines: Vec<_> = words.lines().map(|l| l.trim_start_matches(['>', ' '])).collect();
    plain(&lines.join("\n")).trim_matches(['“', '”', '"']).to_owned()
}

/// The posts of a text, each with what stands in it.
fn posts(text: &Text) -> Vec<Post> {
    let of_kind = |kind| text.sections().filter(move |(_, s)| s.kind == kind);
    of_kind(SectionKind::Post)
        .map(|(_, post)| {
            let inside = |kind| of_kind(kind).filter(|(_, s)| post.span.contains(s.span));
            let marks = text.references().filter(|(_, r)| {
                r.kind == ReferenceKind::FootnoteMark && post.span.contains(r.span)
            });
            Post {
                title: plain(post.title.as_deref().unwrap()),
                author: post.author.clone(),
                published: post.published.as_ref().map(ToString::to_string),
                notes: marks.map(|(_, r)| (text.at(r.span).to_owned(), r.url.clone())).collect(),
                quoted: inside(SectionKind::Quoted)
                    .map(|(_, s)| (bare(text.at(s.span)), s.speaker.clone()))
                    .collect(),
                replies: inside(SectionKind::Reply)
                    .map(|(_, s)| (plain(text.at(s.span)), s.author.clone()))
                    .collect(),
                captions: inside(SectionKind::Caption)
                    .map(|(_, s)| plain(text.at(s.span)))
                    .collect(),
            }
        })
        .collect()
}

#[test]
fn the_page_has_what_was_found_on_it_by_hand() {
    let expected: Expected = toml::from_str(EXPECTED).unwrap();
    let text = read(PAGE);
    let found = posts(&text);
    let titles: Vec<_> = found.iter().map(|p| p.title.clone()).collect();
    assert_eq!(titles, expected.posts);
    let authors: Vec<_> = found.iter().filter_map(|p| p.author.clone()).collect();
    assert_eq!(authors, expected.authors);
    let dates: Vec<_> = found.iter().filter_map(|p| p.published.clone()).collect();
    assert_eq!(dates, expected.dates);
    let captions: Vec<_> = found.iter().flat_map(|p| p.captions.clone()).collect();
    assert_eq!(captions, expected.captions);
    for (i, post) in found.iter().enumerate() {
        let notes: Vec<_> = expected.notes.iter().filter(|n| n.post == i + 1).collect();
        assert_eq!(post.notes.len(), notes.len(), "{}", post.title);
        for ((mark, url), note) in post.notes.iter().zip(notes) {
            let wanted = Some(note.url.clone()).filter(|url| url != "missing");
            assert_eq!((mark, url), (&note.mark, &wanted), "{}", post.title);
        }
        let quoted: Vec<_> = expected.quoted.iter().filter(|q| q.post == i + 1).collect();
        assert_eq!(post.quoted.len(), quoted.len(), "{}", post.title);
        for ((words, speaker), block) in post.quoted.iter().zip(quoted) {
            assert!(words.starts_with(&block.begins), "{words}");
            assert!(words.ends_with(&block.ends), "{words}");
            assert_eq!(speaker, &block.speaker);
        }
        let replies: Vec<_> = expected.replies.iter().filter(|r| r.post == i + 1).collect();
        assert_eq!(post.replies.len(), replies.len(), "{}", post.title);
        for ((words, author), reply) in post.replies.iter().zip(replies) {
            assert!(words.contains(&format!(": {}", reply.begins)), "{words}");
            assert_eq!(author.as_ref(), Some(&reply.author));
        }
    }
}

#[test]
fn the_links_of_the_page_come_in_order_each_once() {
    let expected: Expected = toml::from_str(EXPECTED).unwrap();
    let text = read(PAGE);
    let links = |kind: Option<ReferenceKind>| -> Vec<String> {
        text.references()
            .filter(|(_, r)| match kind {
                Some(kind) => r.kind == kind,
                None => r.kind != ReferenceKind::FootnoteMark,
            })
            .filter_map(|(_, r)| r.url.clone())
            .collect()
    };
    assert_eq!(links(None), expected.links);
    assert_eq!(links(Some(ReferenceKind::Truncated)), expected.truncated);
    assert_eq!(links(Some(ReferenceKind::Shortened)), expected.shortened);
}

/// A small generator of numbers, so that an order can be had again from its seed.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, self.roll(i + 1));
        }
    }
}

/// Titles of other lengths and other layout than those of the page.
const TITLES: &[&str] = &[
    "What the lock-keeper saw",
    "A winter without water, and who was told of it, and when, and by which of the two boards",
    "Is there a second report?",
    "notes from a meeting that nobody was asked to",
    "WHO PAYS?",
    "Lowfold, again: three questions for the insurer",
    "The gatehouse has no key!",
    "On maps",
];

/// The page with its posts in another order, under other titles, and what its posts then are.
fn shuffled(seed: u64) -> (String, Vec<Post>) {
    let mut dice = Dice(seed);
    let (head, rest) = PAGE.split_once(BETWEEN).unwrap();
    // The line under the page's title leads straight to the first post.
    let (head, rest) = match head.split_once("\n\n") {
        Some((head, first)) => (head, format!("{first}{BETWEEN}{rest}")),
        None => (head, rest.to_owned()),
    };
    let whole = posts(&read(PAGE));
    let mut parts: Vec<(String, Post)> =
        rest.trim_end().split(BETWEEN).map(str::to_owned).zip(whole).collect();
    dice.shuffle(&mut parts);
    let mut titles: Vec<&str> = TITLES.to_vec();
    dice.shuffle(&mut titles);
    for ((part, post), title) in parts.iter_mut().zip(titles) {
        let (_, body) = part.split_once("Posted by").unwrap();
        let underline = match dice.roll(3) {
            0 => String::new(),
            1 => "-".repeat(title.chars().count()) + "\n",
            _ => "=".repeat(title.chars().count()) + "\n",
        };
        *part = format!("{title}\n{underline}Posted by{body}");
        post.title = title.to_owned();
    }
    let (parts, made): (Vec<String>, Vec<Post>) = parts.into_iter().unzip();
    (format!("{head}{BETWEEN}{}\n", parts.join(BETWEEN)), made)
}

#[test]
fn posts_in_any_order_under_any_title_come_back() {
    for seed in 0..60 {
        let (page, made) = shuffled(seed);
        assert_eq!(posts(&read(&page)), made, "seed {seed}:\n{page}");
    }
}

#[test]
fn line_endings_and_no_break_spaces_make_no_difference() {
    for seed in 0..12 {
        let (page, made) = shuffled(seed);
        let dressed = page.replace("\n", "\r\n");
        assert_eq!(posts(&read(&dressed)), made, "seed {seed}, CR LF");
        let titles: Vec<&str> = made.iter().map(|p| p.title.as_str()).collect();
        let held = titles.iter().fold(page.clone(), |page, title| match title.rsplit_once(' ') {
            Some((most, last)) => page.replace(title, &format!("{most}\u{a0}{last}")),
            None => page,
        });
        assert_eq!(posts(&read(&held)), made, "seed {seed}, titles with no-break spaces");
        assert_eq!(posts(&read(&held.replace('\u{a0}', " "))), made, "seed {seed}, without");
    }
}

/// Each section's parent is the smallest that holds it.
fn parent<'t>(text: &'t Text, id: &ItemId) -> Option<(&'t Item, &'t Section)> {
    text.sections().find(|(item, _)| item.id == *id)
}

#[test]
fn what_stands_in_a_post_is_its_child() {
    let text = read(PAGE);
    for (_, section) in text.sections().filter(|(_, s)| s.kind != SectionKind::Post) {
        let (_, post) = parent(&text, section.parent.as_ref().unwrap()).unwrap();
        assert_eq!(post.kind, SectionKind::Post);
        assert!(post.span.contains(section.span));
    }
}

#[test]
fn a_nearer_target_in_another_post_is_not_taken_and_a_missing_one_is_said_to_be_missing() {
    let page = "\
First letter from the weir at Brack Mill
Posted by Ruth Calder on 3 March 2021

The gates were shut on Tuesday [1].

[1] http://example.org/first

Second letter from the weir at Brack Mill
Posted by Ruth Calder on 9 March 2021

The gates were opened [2], and nobody was told [1]. There was a third card [3].

[1] http://example.org/second
[2] http://example.org/cards

Third letter from the weir at Brack Mill
Posted by Ruth Calder on 12 March 2021

The meter was read on Monday [3].

[3] http://example.org/meter
";
    let text = read(page);
    let joined: BTreeMap<String, Vec<Option<String>>> =
        posts(&text).into_iter().fold(BTreeMap::new(), |mut all, post| {
            let urls = post.notes.into_iter().map(|(_, url)| url).collect();
            all.insert(post.title, urls);
            all
        });
    let url = |end: &str| Some(format!("http://example.org/{end}"));
    let wanted = [
        ("First letter from the weir at Brack Mill", vec![url("first")]),
        ("Second letter from the weir at Brack Mill", vec![url("cards"), url("second"), None]),
        ("Third letter from the weir at Brack Mill", vec![url("meter")]),
    ];
    let wanted: BTreeMap<_, _> = wanted.map(|(title, urls)| (title.to_owned(), urls)).into();
    assert_eq!(joined, wanted);
    let said: Vec<_> = text.diagnostics.iter().map(|d| text.at(d.span.unwrap())).collect();
    assert_eq!(said, ["[3]"]);
    assert!(text.diagnostics[0].message.contains("other posts"), "{}", text.diagnostics[0]);
}

/// How a composed page writes its marks and the list they point into.
#[derive(Debug, Clone, Copy)]
enum Notes {
    Square,
    SquareIntoPlain,
    Raised,
    RaisedIntoSquare,
    Round,
}

impl Notes {
    const ALL: [Self; 5] =
        [Self::Square, Self::SquareIntoPlain, Self::Raised, Self::RaisedIntoSquare, Self::Round];

    fn mark(self, number: usize) -> String {
        match self {
            Self::Square | Self::SquareIntoPlain => format!("[{number}]"),
            Self::Raised | Self::RaisedIntoSquare => {
                ["⁰", "¹", "²", "³", "⁴", "⁵"][number].to_owned()
            }
            Self::Round => format!("({number})"),
        }
    }

    fn target(self, number: usize, url: &str) -> String {
        match self {
            Self::Square | Self::RaisedIntoSquare => format!("[{number}] {url}"),
            Self::SquareIntoPlain | Self::Raised => format!("{number}. {url}"),
            Self::Round => format!("({number}) {url}"),
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::SquareIntoPlain => "Sources\n",
            Self::Raised => "Notes:\n",
            _ => "",
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Block {
    None,
    Angles,
    Marks,
    MarksOfEach,
    OnTheLine,
}

impl Block {
    const ALL: [Self; 5] =
        [Self::None, Self::Angles, Self::Marks, Self::MarksOfEach, Self::OnTheLine];

    fn write(self, speaker: &str, first: &str, last: &str) -> String {
        match self {
            Self::None => String::new(),
            Self::Angles => format!("{speaker} writes:\n\n> {first}\n>\n> {last}\n\n"),
            Self::Marks => format!("{speaker}:\n\n“{first}\n\n{last}”\n\n"),
            Self::MarksOfEach => format!("{speaker} writes:\n\n“{first}\n\n“{last}”\n\n"),
            Self::OnTheLine => format!("{speaker}: “{first} {last}”\n\n"),
        }
    }

    fn made(self, speaker: &str, first: &str, last: &str) -> Option<(String, Option<String>)> {
        let opening = if matches!(self, Self::MarksOfEach) { "“" } else { "" };
        let words = format!("{first} {opening}{last}");
        (!matches!(self, Self::None)).then(|| (words, Some(speaker.to_owned())))
    }
}

#[derive(Debug, Clone, Copy)]
enum Layout {
    Plain,
    Capitals,
    Underlined,
    Question,
    HeldTogether,
}

impl Layout {
    const ALL: [Self; 5] =
        [Self::Plain, Self::Capitals, Self::Underlined, Self::Question, Self::HeldTogether];

    fn write(self, words: &str) -> (String, String) {
        match self {
            Self::Plain => (words.to_owned(), String::new()),
            Self::Capitals => (words.to_uppercase(), String::new()),
            Self::Underlined => (words.to_owned(), "=".repeat(words.len()) + "\n"),
            Self::Question => (format!("{words}?"), String::new()),
            Self::HeldTogether => {
                let (most, last) = words.rsplit_once(' ').unwrap();
                (format!("{most}\u{a0}{last}"), String::new())
            }
        }
    }
}

const WORDS: &[&str] = &[
    "gates", "letters", "water", "of", "the", "mill", "answers", "on", "meters", "in", "winter",
    "reports", "and", "Lowfold", "cards",
];
const SENTENCES: &[&str] = &[
    "The three gates of the weir were shut on a Tuesday, and by noon the lower river was a string of pools",
    "Nobody in the valley had been told, although the agreement asks for a card through every door",
    "I went to the gatehouse the next morning and found it locked, with a new chain on the railing",
    "The engineer looked at the middle gate before Christmas and found nothing that could not wait",
    "Two of the meters below the mill were read on Monday, and the third had not been read since May",
    "What the council knew in January is in the minutes, which are kept in a drawer on the first floor",
];
const SPEAKERS: &[&str] = &["Hal Winterton", "Edda Thorne", "Harbour Watch", "A reader"];

#[derive(Debug, Clone)]
struct Plan {
    layout: Layout,
    title: Vec<usize>,
    byline: bool,
    notes: Notes,
    /// For each mark, in order of the text, whether its target is on the page.
    targets: Vec<bool>,
    backwards: bool,
    block: Block,
    speaker: usize,
    sentence: usize,
}

fn plan() -> impl Strategy<Value = Plan> {
    let style = (
        proptest::sample::select(Layout::ALL.to_vec()),
        proptest::sample::select(Notes::ALL.to_vec()),
        proptest::sample::select(Block::ALL.to_vec()),
    );
    let title = proptest::collection::vec(0..WORDS.len(), 4..12);
    let targets = proptest::collection::vec(any::<bool>(), 0..4);
    let rest = (any::<bool>(), any::<bool>(), 0..SPEAKERS.len(), 0..SENTENCES.len());
    (style, title, targets, rest).prop_map(|(style, title, targets, rest)| {
        let (layout, notes, block) = style;
        let (byline, backwards, speaker, sentence) = rest;
        // The first target is always there: a page without lists says nothing of its marks.
        let targets = [&[true][..], &targets].concat();
        Plan { layout, title, byline, notes, targets, backwards, block, speaker, sentence }
    })
}

/// Writes a post, and says what must be found in it.
fn compose(plan: &Plan, place: usize) -> (String, Post) {
    let words: Vec<_> = plan.title.iter().map(|&w| WORDS[w]).collect();
    let (title, underline) = plan.layout.write(&format!("Post {}", words.join(" ")));
    let mut made = Post { title: plain(&title), ..Post::default() };
    let mut out = format!("{title}\n{underline}");
    if plan.byline {
        out += "Posted by Ruth Calder on 3 March 2021\n";
        made.author = Some("Ruth Calder".to_owned());
        made.published = Some("2021-03-03".to_owned());
    }
    out += "\n";
    let sentence = |i: usize| SENTENCES[(plan.sentence + i) % SENTENCES.len()];
    let mut numbers: Vec<usize> = (1..=plan.targets.len()).collect();
    if plan.backwards {
        numbers.reverse();
    }
    let url = |number: usize| format!("http://example.org/{place}/{number}");
    for (i, &number) in numbers.iter().enumerate() {
        let mark = plan.notes.mark(number);
        out += &format!("{}{mark}. {}.\n\n", sentence(i), sentence(i + 1));
        made.notes.push((mark, plan.targets[number - 1].then(|| url(number))));
    }
    let (first, last) = (format!("{}.", sentence(4)), format!("{}.", sentence(5)));
    out += &plan.block.write(SPEAKERS[plan.speaker], &first, &last);
    made.quoted.extend(plan.block.made(SPEAKERS[plan.speaker], &first, &last));
    out += &format!("{}.\n\n{}", sentence(3), plan.notes.heading());
    for number in (1..=plan.targets.len()).filter(|n| plan.targets[n - 1]) {
        out += &plan.notes.target(number, &url(number));
        out.push('\n');
    }
    (out, made)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn a_composed_page_gives_back_what_it_was_composed_of(
        plans in proptest::collection::vec(plan(), 2..6),
        blanks in 1_usize..4,
    ) {
        let (parts, made): (Vec<String>, Vec<Post>) =
            plans.iter().enumerate().map(|(place, plan)| compose(plan, place)).unzip();
        let page = parts.join(&"\n".repeat(blanks));
        prop_assert_eq!(posts(&read(&page)), made, "\n{}", page);
    }
}
