//! Earlier mails in a mail, below their headers as mail programs write them.

use super::{DEEPEST, EARLIER, Introduction, Quoting};
use crate::draft::SectionDraft;
use crate::mail::header::mailbox;
use crate::moment;
use sayso_model::{Published, SectionKind, Span};

/// What a line of a header tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    From,
    Date,
    To,
    Subject,
}

/// The labels of such lines in the languages of mail programs, in small letters.
const LABELS: &[(Label, &[&str])] = &[
    (
        Label::From,
        &[
            "from",
            "von",
            "de",
            "da",
            "van",
            "från",
            "fra",
            "od",
            "от",
            "kimden",
            "من",
            "发件人",
            "寄件者",
            "差出人",
        ],
    ),
    (
        Label::Date,
        &[
            "sent",
            "date",
            "gesendet",
            "datum",
            "envoyé",
            "enviado",
            "enviado el",
            "fecha",
            "inviato",
            "data",
            "verzonden",
            "skickat",
            "sendt",
            "wysłano",
            "отправлено",
            "дата",
            "gönderildi",
            "تم الإرسال",
            "التاريخ",
            "发送时间",
            "日期",
            "送信日時",
        ],
    ),
    (
        Label::To,
        &[
            "to",
            "cc",
            "an",
            "à",
            "para",
            "a",
            "aan",
            "till",
            "til",
            "do",
            "кому",
            "копия",
            "kime",
            "إلى",
            "نسخة",
            "收件人",
            "宛先",
            "reply-to",
        ],
    ),
    (
        Label::Subject,
        &[
            "subject",
            "betreff",
            "objet",
            "asunto",
            "assunto",
            "oggetto",
            "onderwerp",
            "ämne",
            "emne",
            "temat",
            "тема",
            "konu",
            "الموضوع",
            "主题",
            "主旨",
            "件名",
        ],
    ),
];
/// A header has no more lines.
const MOST_LINES: usize = 10;
/// A line of one is no longer.
const LONGEST: usize = 1_000;

/// The earlier mails, each to the end of the text, the later the deeper.
///
/// `known` are the sections that are known already: what is marked as a quotation is not looked
/// for again.
pub(super) fn find(mail: &Quoting<'_>, known: &[SectionDraft]) -> Vec<SectionDraft> {
    let is_quoted = |section: &&SectionDraft| section.kind == SectionKind::Quoted;
    let mut starts: Vec<usize> = known.iter().filter(is_quoted).map(|s| s.span.start()).collect();
    starts.sort_unstable();
    let mut found: Vec<SectionDraft> = Vec::new();
    let mut i = 0;
    while i < mail.lines.len() && found.len() < DEEPEST {
        if mail.depths[i] == 0
            && let Some((section, next)) = below_header(mail, i).or_else(|| {
                let next = mail.lines.get(i + 1)?;
                let is_known = starts.binary_search(&next.span.start()).is_ok();
                if is_known { None } else { introduced(mail, i) }
            })
        {
            found.push(section);
            i = next;
        } else {
            i += 1;
        }
    }
    found
}

/// An earlier mail whose header begins with line `i`, and the line below the header.
fn below_header(mail: &Quoting<'_>, i: usize) -> Option<(SectionDraft, usize)> {
    label(mail.words(i))?;
    let mut head: Vec<(Label, &str, usize)> = Vec::new();
    let mut next = i;
    for line in i..mail.lines.len().min(i + MOST_LINES) {
        // The lines may be set apart, or one may go on over two lines.
        let apart = mail.lines[line].blanks_before;
        match label(mail.words(line)).filter(|_| mail.depths[line] == 0) {
            Some((label, said)) if line == i || apart <= 1 => {
                head.push((label, said, line));
                next = line + 1;
            }
            None if apart == 0 && line == next => {}
            _ => break,
        }
    }
    let said = |wanted: Label| head.iter().find(|(l, ..)| *l == wanted).map(|(_, said, _)| *said);
    let (from, date) = (said(Label::From)?, said(Label::Date)?);
    let whole = said(Label::To).is_some() || said(Label::Subject).is_some();
    if !whole || mail.lines.get(next).is_none() {
        return None;
    }
    let first = i.checked_sub(1).filter(|&before| is_rule(mail, before, i)).unwrap_or(i);
    let mut section = section(mail, first)?;
    section.because = (first..next).map(|line| mail.lines[line].span).collect();
    section.speaker = mailbox(from).and_then(|at| at.of(from)).map(str::to_owned);
    section.published = moment::find(date).map(|(_, date)| Published(date));
    section.title = said(Label::Subject).filter(|s| !s.is_empty()).map(str::to_owned);
    Some((section, next))
}

/// An earlier mail below a line that introduces it, not marked in any other way.
fn introduced(mail: &Quoting<'_>, i: usize) -> Option<(SectionDraft, usize)> {
    let below = mail.depths.get(i + 1).is_some_and(|&depth| depth == 0);
    let found = Introduction::ending(mail, i, 1).filter(|found| below && found.is_sure)?;
    let first = mail.lines.partition_point(|line| line.span.start() < found.span.start());
    let mut section = section(mail, first)?;
    section.because = vec![found.span];
    section.speaker = found.speaker;
    section.published = found.published;
    Some((section, i + 1))
}

fn section(mail: &Quoting<'_>, first: usize) -> Option<SectionDraft> {
    let span = Span::new(mail.lines.get(first)?.span.start(), mail.lines.last()?.span.end());
    Some(SectionDraft::new(SectionKind::Quoted, span, None, EARLIER, Vec::new()))
}

/// What a line of a header tells, and what it says.
fn label(line: &str) -> Option<(Label, &str)> {
    let (name, said) = line.split_once([':', '\u{ff1a}'])?;
    if line.len() > LONGEST || name.len() > 40 {
        return None;
    }
    let bare = |words: &'_ str| words.trim_matches(['*', '_', ' ', '\t', '\u{a0}']).len();
    let name = name.trim_matches(['*', '_', ' ', '\t', '\u{a0}']).to_lowercase();
    let said = said.trim_start_matches(['*', '_']).trim();
    let (label, _) = LABELS.iter().find(|(_, names)| names.contains(&&*name))?;
    (bare(&name) > 0).then_some((*label, said))
}

/// Whether a line sets off what follows: a rule, with or without words in it, or the words that a
/// program puts before a mail that it sends on.
fn is_rule(mail: &Quoting<'_>, line: usize, next: usize) -> bool {
    const WORDS: &[&str] = &["Begin forwarded message:", "Forwarded message:"];
    let words = mail.words(line);
    let drawn = words.chars().take_while(|c| matches!(c, '-' | '_' | '=' | '\u{2014}')).count();
    mail.depths[line] == 0
        && mail.lines[next].blanks_before <= 1
        && words.len() <= 120
        && (drawn >= 3 || WORDS.contains(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn earlier(text: &str) -> Vec<[String; 4]> {
        let sections = find(&Quoting::of(text), &[]);
        let one = |s: SectionDraft| {
            let first = s.span.of(text).and_then(|words| words.lines().next().map(str::to_owned));
            let published = s.published.map(|published| published.to_string());
            [s.speaker, published, s.title, first].map(Option::unwrap_or_default)
        };
        sections.into_iter().map(one).collect()
    }

    #[test]
    fn finds_mails_below_headers_and_in_them_the_next() {
        let text = "See below.\n\n-----Original Message-----\nFrom: Ana Ruiz <ana@example.org>\n\
            Sent: Wednesday, March 3, 2021 10:00 AM\nTo: Bram Oude\nSubject: The pier\n\nShut.\n\n\
            *Von:* Lena Marsh\n*Gesendet:* 2. März 2021\n*An:* Ana Ruiz\n*Betreff:* AW: Steg\n\nOffen.";
        let found = earlier(text);
        assert_eq!(found.len(), 2);
        let first = ["Ana Ruiz", "2021-03-03T10:00:00", "The pier", "-----Original Message-----"];
        assert_eq!(found[0], first);
        assert_eq!((&*found[1][0], &*found[1][2]), ("Lena Marsh", "AW: Steg"));
    }

    #[test]
    fn a_line_that_introduces_must_be_a_programs() {
        let sure = "Yes.\n\nOn Wed, 3 Mar 2021 at 10:00, Ana Ruiz <a@b.example> wrote:\n\nShut?";
        assert_eq!(earlier(sure)[0][0], "Ana Ruiz");
        assert!(earlier("On 3 March 2021 Ana Ruiz wrote:\n\nShut.").is_empty());
        assert!(earlier("From: the sea\nTo: the hills\n\nA walk.").is_empty());
    }
}
