//! Runs the specs: every case of every file under `spec/`, through the whole of reading.
//!
//! `SAYSO_BLESS=1 cargo test -p sayso --test specs` writes what was read into the files, to be
//! read by a person before it is kept.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

use sayso::model::{
    Actor, Attribution, Body, CaptureId, Claim, Contrast, Damage, Date, Item, ItemId, Mention,
    Quantity, Reference, Relation, Section, Span, Text,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The rule of claims that people add, which no case can show.
const BY_HAND: &str = "hand.claim";

struct Case<'s> {
    name: &'s str,
    language: &'s str,
    input: &'s str,
    expected: &'s str,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec")
}

fn cases(spec: &str) -> Vec<Case<'_>> {
    spec.split("\n## ")
        .skip(1)
        .map(|part| {
            let (name, rest) = part.split_once('\n').expect("a case has a body");
            let mut blocks = rest.split("\n```").filter(|b| !b.starts_with('\n') && !b.is_empty());
            let mut block = || {
                let block = blocks
                    .by_ref()
                    .find(|b| b.starts_with(|c: char| c.is_ascii_lowercase()))
                    .unwrap_or_else(|| panic!("case {name:?} lacks a block"));
                block.split_once('\n').unwrap_or((block, ""))
            };
            let (language, input) = block();
            let (marker, expected) = block();
            assert_eq!(marker, "expect", "the second block of {name:?}");
            Case { name, language, input, expected }
        })
        .collect()
}

fn read(case: &Case<'_>) -> (Text, Vec<Item>) {
    let name = match case.language {
        "text" => "case.txt",
        "markdown" => "case.md",
        "html" => "case.html",
        "eml" => "case.eml",
        "xml" => "case.xml",
        "json" => "case.json",
        other => panic!("a case in {other}"),
    };
    let bytes = case.input.as_bytes();
    let hints = sayso_text::Hints { name, ..sayso_text::Hints::default() };
    let text = sayso_text::extract(CaptureId::of(bytes), bytes, &hints).expect("a text");
    let reading = sayso::Model::default().read(&text).unwrap();
    let items = text.items.iter().cloned().chain(reading.items).collect();
    (text, items)
}

struct Shown<'t> {
    text: &'t Text,
    items: &'t [Item],
}

impl Shown<'_> {
    fn words(&self, spans: &[Span]) -> String {
        let words: Vec<_> = spans.iter().map(|s| self.text.at(*s)).collect();
        let words = words.join(" … ").replace('\n', "\\n");
        let count = words.chars().count();
        if count <= 60 {
            return format!("{words:?}").replace("\\\\n", "\\n");
        }
        let head: String = words.chars().take(28).collect();
        let tail: String = words.chars().skip(count - 28).collect();
        format!("\"{head} … {tail}\"")
    }

    fn actor(&self, id: &Option<ItemId>) -> Option<String> {
        let id = id.as_ref()?;
        self.items.iter().find(|i| i.id == *id).and_then(|i| match &i.body {
            Body::Actor(actor) => Some(actor.name.clone()),
            _ => None,
        })
    }

    fn line(&self, item: &Item) -> String {
        let mut line = format!("{} ", item.body.kind());
        match &item.body {
            Body::Section(s) => self.section(&mut line, s),
            Body::Reference(r) => self.reference(&mut line, r),
            Body::Damage(Damage { span, kind, repair }) => {
                line += &self.words(&[*span]);
                put(&mut line, "kind", Some(kind));
                quoted(&mut line, "repair", repair.as_deref());
            }
            Body::Mention(Mention { span, kind, actor }) => {
                line += &self.words(&[*span]);
                put(&mut line, "kind", Some(kind));
                quoted(&mut line, "actor", self.actor(actor).as_deref());
            }
            Body::Actor(Actor { name, kind, names, .. }) => {
                let _ = write!(line, "{name:?}");
                put(&mut line, "kind", Some(kind));
                quoted(&mut line, "names", Some(&names.join("|")));
            }
            Body::Naming(naming) => line += &self.words(&[naming.span]),
            Body::Attribution(a) => self.attribution(&mut line, a),
            Body::Claim(c) => self.claim(&mut line, c),
            Body::Quantity(q) => self.quantity(&mut line, q),
            Body::Date(Date { span, value, kind }) => {
                line += &self.words(&[*span]);
                put(&mut line, "value", Some(value));
                put(&mut line, "kind", Some(kind));
            }
            Body::Relation(r) => self.relation(&mut line, r),
            Body::Status(s) => {
                line += &self.words(&[s.span]);
                quoted(&mut line, "actor", Some(&s.actor));
                quoted(&mut line, "was", s.was.as_deref());
                quoted(&mut line, "became", s.became.as_deref());
                put(&mut line, "when", s.when.as_ref());
                put(&mut line, "polarity", Some(s.polarity));
            }
            Body::Place(p) => {
                line += &self.words(&[p.span]);
                quoted(&mut line, "country", p.country.as_deref());
            }
            Body::Contrast(c) => self.contrast(&mut line, c),
            Body::Argument(a) => {
                line += &self.words(&[a.conclusion]);
                put(&mut line, "premises", Some(self.words(&a.premises)));
            }
        }
        line
    }

    fn contrast(&self, line: &mut String, c: &Contrast) {
        *line += &self.words(&[c.span]);
        put(line, "kind", Some(c.kind));
        put(line, "rejected", Some(self.words(&[c.rejected.span])));
        put(line, "by", c.rejected.holder.map(|h| self.words(&[h])));
        put(line, "other", Some(self.words(&[c.other.span])));
        put(line, "by", c.other.holder.map(|h| self.words(&[h])));
    }

    fn relation(&self, line: &mut String, r: &Relation) {
        *line += &self.words(&[r.span]);
        put(line, "kind", Some(r.kind));
        quoted(line, "subject", r.subject.as_deref());
        quoted(line, "relation", Some(&r.relation));
        quoted(line, "object", r.object.as_deref());
        quoted(line, "place", r.place.as_deref());
        put(line, "when", r.when.as_ref());
        put(line, "polarity", Some(r.polarity));
    }

    fn section(&self, line: &mut String, s: &Section) {
        *line += &self.words(&[s.span]);
        put(line, "kind", Some(s.kind));
        quoted(line, "title", s.title.as_deref());
        quoted(line, "speaker", s.speaker.as_deref());
        quoted(line, "author", s.author.as_deref());
        put(line, "published", s.published.as_ref());
    }

    fn reference(&self, line: &mut String, r: &Reference) {
        *line += &self.words(&[r.span]);
        put(line, "kind", Some(r.kind));
        put(line, "url", r.url.as_ref());
        put(line, "target", r.target.map(|t| self.words(&[t])));
        put(line, "supports", r.supports.map(|s| self.words(&[s])));
    }

    fn attribution(&self, line: &mut String, a: &Attribution) {
        *line += &self.words(&a.content);
        put(line, "source", a.source.map(|s| self.words(&[s])));
        put(line, "cue", (!a.cue.is_empty()).then(|| self.words(&a.cue)));
        put(line, "kind", Some(a.kind));
        put(line, "stance", Some(a.stance));
        put(line, "depth", (a.depth > 1).then_some(a.depth));
        quoted(line, "speaker", self.actor(&a.speaker).as_deref());
        put(line, "said", a.said.as_ref());
    }

    fn claim(&self, line: &mut String, c: &Claim) {
        *line += &self.words(&c.content);
        quoted(line, "holder", c.holder.as_deref());
        put(line, "stance", Some(c.stance));
        put(line, "links", (!c.chain.is_empty()).then_some(c.chain.len()));
        put(line, "said", c.said.as_ref());
        put(line, "happened", c.happened.as_ref());
    }

    fn quantity(&self, line: &mut String, q: &Quantity) {
        *line += &self.words(&[q.span]);
        quoted(line, "of", Some(&q.of));
        put(line, "low", q.low);
        put(line, "best", q.best);
        put(line, "high", q.high);
        put(line, "unit", q.unit.as_ref());
    }
}

fn put(line: &mut String, key: &str, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        let _ = write!(line, " {key}={value}");
    }
}

fn quoted(line: &mut String, key: &str, value: Option<&str>) {
    put(line, key, value.map(|v| format!("{v:?}")));
}

fn found_in(case: &Case<'_>, rule: &str) -> String {
    let (text, items) = read(case);
    let shown = Shown { text: &text, items: &items };
    let lines: Vec<_> =
        items.iter().filter(|i| i.rule.as_str() == rule).map(|i| shown.line(i)).collect();
    lines.join("\n")
}

#[test]
fn every_case_reads_as_it_says() {
    let bless = std::env::var_os("SAYSO_BLESS").is_some();
    let mut wrong = String::new();
    for rule in sayso::RULES.iter().filter(|r| r.id != BY_HAND) {
        let path = folder().join("..").join(rule.path);
        let mut spec = std::fs::read_to_string(&path).expect("a spec");
        let whole = spec.clone();
        let cases = cases(&whole);
        assert!(cases.len() >= 2, "{}: two cases at least", rule.path);
        assert!(spec.starts_with(&format!("# {}\n", rule.id)), "{} names its rule", rule.path);
        let mut positive = 0;
        for case in &cases {
            let found = found_in(case, rule.id);
            positive += usize::from(!found.is_empty());
            let expected = case.expected.trim_end();
            if found == expected {
                continue;
            }
            if bless {
                let old = format!(
                    "```{}\n{}\n```\n\n```expect{}",
                    case.language,
                    case.input,
                    block(expected)
                );
                let new = format!(
                    "```{}\n{}\n```\n\n```expect{}",
                    case.language,
                    case.input,
                    block(&found)
                );
                assert!(spec.contains(&old), "{}: the layout of {:?}", rule.path, case.name);
                spec = spec.replacen(&old, &new, 1);
            } else {
                let _ = write!(
                    wrong,
                    "\n{}: {}\n  says:\n{expected}\n  read:\n{found}\n",
                    rule.path, case.name
                );
            }
        }
        assert!(positive > 0, "{}: no case shows the rule at work", rule.path);
        if bless && spec != whole {
            std::fs::write(&path, spec).expect("the spec written");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn block(lines: &str) -> String {
    if lines.is_empty() { "\n```".to_owned() } else { format!("\n{lines}\n```") }
}

#[test]
fn every_rule_has_its_spec_and_every_spec_its_rule() {
    let mut files = BTreeSet::new();
    for part in std::fs::read_dir(folder()).expect("spec/").flatten() {
        let Ok(inside) = std::fs::read_dir(part.path()) else { continue };
        for file in inside.flatten() {
            let name = file.path();
            let stem = name.file_stem().unwrap().to_string_lossy().into_owned();
            files.insert(format!("{}.{stem}", part.file_name().to_string_lossy()));
        }
    }
    let rules: BTreeSet<String> = sayso::RULES.iter().map(|r| r.id.to_owned()).collect();
    assert_eq!(rules, files);
}

#[test]
fn every_item_of_the_examples_carries_a_rule_that_has_a_spec() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = BTreeSet::new();
    sayso::read::<()>(&[examples], &sayso::Options::default(), |outcome| {
        if let sayso::Outcome::Read(document) = outcome {
            for item in document.items() {
                seen.insert(item.rule.as_str().to_owned());
            }
        }
        Ok(())
    })
    .unwrap();
    assert!(seen.len() > 20, "the examples exercise most rules: {seen:?}");
    let unknown: Vec<_> = seen.iter().filter(|id| sayso::rule(id).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
