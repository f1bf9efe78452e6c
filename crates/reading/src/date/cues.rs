//! What stands beside a number and tells that it is a year, or that it is none.

use super::words;
use crate::scan::{Gap, Kind, Token, Window};

/// Whether a year owns what follows it: `2014's album`.
pub(super) fn owns(window: &Window<'_>, at: usize) -> bool {
    let (mark, ending) = (window.ahead(at + 1), window.ahead(at + 2));
    let apostrophe = matches!(mark.kind, Kind::Mark('\'' | '’')) && mark.glued();
    apostrophe && ending.glued() && ending.word() == "s"
}

/// Whether a year begins its sentence: `2016 was wet`, `The square. 1902, rebuilt later`.
pub(super) fn begins(window: &Window<'_>, at: usize) -> bool {
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    // "No. 1990" begins none.
    let ended = matches!(lead.kind, Kind::Mark('.' | '?' | '!'))
        && (window.before(at, 2).span().len() > 3 || window.before(at, 2).is(')'))
        || window.ahead(at).gap == Gap::Paragraph;
    let goes_on = matches!(next.word(), "is" | "was" | "saw" | "has" | "will" | "brought")
        || matches!(next.kind, Kind::Mark(',' | ':')) && window.ahead(at + 2).kind == Kind::Word;
    // "1987" over what happened then.
    let heads = next.gap == Gap::Paragraph
        || window.ahead(at).gap == Gap::Paragraph
            && (next.is_dash() && next.gap == Gap::Space || next.capital && next.gap < Gap::Line);
    let alone = window.ahead(at).gap >= Gap::Line && heads;
    ended && window.ahead(at).gap > Gap::None && goes_on || alone
}

/// Whether a year is the last word of a name: `the Millton Fair 2019`, `the Harbour Act, 1972`.
/// A capital at the start of a sentence makes no name.
pub(super) fn is_titled(window: &Window<'_>, at: usize, year: i16) -> bool {
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    if lead.is(',') {
        let law = window.before(at, 2);
        return law.capital
            && matches!(law.word(), "act" | "bill" | "law" | "ordinance" | "directive" | "rules");
    }
    let name = lead.capital
        && lead.kind == Kind::Word
        && lead.span().len() > 2
        && lead.gap == Gap::Space
        && window.before(at, 2).kind == Kind::Word
        && window.ahead(at).gap == Gap::Space;
    let product = matches!(
        lead.word(),
        "windows"
            | "office"
            | "route"
            | "highway"
            | "resolution"
            | "chapter"
            | "boeing"
            | "flight"
            | "section"
            | "article"
            | "page"
            | "number"
            | "room"
            | "line"
            | "unit"
            | "suite"
            | "box"
    );
    (1960..2050).contains(&year)
        && name
        && !product
        && !(next.capital && next.gap < Gap::Line)
        && !is_plural(next)
}

/// What is done once, in some year, and counts nothing: `founded 1876`.
pub(super) fn is_done(word: &str) -> bool {
    matches!(
        word,
        "born"
            | "died"
            | "built"
            | "rebuilt"
            | "founded"
            | "established"
            | "opened"
            | "closed"
            | "published"
            | "completed"
            | "elected"
            | "married"
            | "released"
            | "erected"
            | "restored"
            | "dated"
            | "crowned"
            | "reigned"
            | "ruled"
            | "formed"
            | "designed"
            | "renovated"
            | "demolished"
            | "dedicated"
            | "consecrated"
            | "captured"
            | "dissolved"
            | "destroyed"
    )
}

/// What is held, made or counted in a year, after which it is named: `the original 2020 ticket`.
pub(super) fn is_held(word: &str) -> bool {
    matches!(
        word,
        "census"
            | "election"
            | "elections"
            | "presidential"
            | "gubernatorial"
            | "race"
            | "campaign"
            | "referendum"
            | "film"
            | "album"
            | "season"
            | "edition"
            | "budget"
            | "report"
            | "constitution"
            | "treaty"
            | "coup"
    )
}

/// A year after the name of who wrote then: `(Lind 2014)`, `Lind and Orr 1997`, `Lind et al. 2011`,
/// or after `m.` and its like in brackets.
pub(super) fn cited(window: &Window<'_>, at: usize) -> bool {
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let second = window.before(at, 2);
    let opened = (2..6).any(|back| window.before(at, back).is('('));
    let closes = matches!(next.kind, Kind::Mark(')' | ';'))
        || opened && matches!(next.kind, Kind::Mark(',' | ':'));
    let named = lead.capital && lead.kind == Kind::Word && window.ahead(at).gap == Gap::Space;
    let and = second.is('&') || second.word() == "and" && window.before(at, 3).capital;
    let et_al = lead.is('.')
        && matches!(
            second.word(),
            "al" | "m" | "div" | "d" | "b" | "c" | "ca" | "r" | "fl" | "est"
        );
    // "Stockholm, Ostry 1973,".
    let printed = second.is(',') && matches!(next.kind, Kind::Mark(',' | '.'));
    named && (closes || and || printed) || et_al
}

/// `the Winter Games 2014`, `London 2012 Olympics`: beside a word for what is held in some years.
pub(super) fn of_an_event(lead: &Token, next: &Token) -> bool {
    let held = |token: &Token| {
        token.capital
            && matches!(
                token.word(),
                "cup"
                    | "conference"
                    | "expo"
                    | "con"
                    | "games"
                    | "olympics"
                    | "paralympics"
                    | "summit"
                    | "festival"
                    | "forum"
                    | "congress"
                    | "convention"
                    | "election"
                    | "elections"
                    | "championship"
                    | "championships"
                    | "euro"
            )
    };
    held(lead) || lead.capital && next.gap == Gap::Space && held(next)
}

/// Whether a number after this word may count what follows it as well as be a year.
pub(super) fn may_count(lead: &str) -> bool {
    matches!(lead, "of" | "about" | "around" | "to" | "and" | "between" | "by")
}

/// Whether a date stands before the `and` before a number: `the 1990s and 2005`, `May and 2017`.
pub(super) fn and_follows_a_date(window: &Window<'_>, at: usize) -> bool {
    let (word, number) = (window.before(at, 2), window.before(at, 3));
    let decade = word.word() == "s" && word.glued() && number.kind == Kind::Number;
    decade || words::month(word.word()).is_some() || words::season(word.word()).is_some()
}

/// Whether a number is how many did something: `about 1720 were discharged`.
pub(super) fn did_something(lead: &str, next: &str) -> bool {
    matches!(lead, "and" | "about" | "around") && matches!(next, "were" | "are" | "have" | "had")
}

pub(super) fn is_plural(token: &Token) -> bool {
    let word = token.word();
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let plural = plural || ["children", "men", "people"].iter().any(|end| word.ends_with(end));
    !token.capital && plural && !matches!(word, "was" | "does" | "this" | "has" | "says")
}

/// Whether the number two tokens back is a year as well: `1896, 1897`.
pub(super) fn lead_is_a_year(window: &Window<'_>, at: usize) -> bool {
    let token = window.before(at, 2);
    let value: Option<i16> = window.written(token).parse().ok();
    token.kind == Kind::Number && value.is_some_and(|value| (1000..2200).contains(&value))
}

/// A word before a year or a month that belongs to something: `the 2011 vote`, `his 1949 film`.
pub(super) fn is_owner(word: &str) -> bool {
    matches!(
        word,
        "a" | "the" | "an" | "his" | "her" | "its" | "their" | "s" | "our" | "this" | "my" | "your"
    )
}

/// Whether a capital word before a number makes it a number of that: `Section 1990`.
pub(super) fn numbers_a_thing(lead: &Token) -> bool {
    lead.capital && words::month(lead.word()).is_none() && lead.word() != "the"
        || matches!(
            lead.word(),
            "section" | "article" | "page" | "no" | "number" | "room" | "flight"
        )
}

/// Whether several numbers after a word may be those of things: `pages 1901 and 1903`.
pub(super) fn numbers_several(lead: &str) -> bool {
    matches!(lead, "numbers" | "pages" | "rooms" | "sections" | "articles" | "models" | "flights")
}

/// Whether a number before this word counts it.
pub(super) fn is_counted(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "soldiers"
            | "men"
            | "women"
            | "children"
            | "civilians"
            | "fighters"
            | "troops"
            | "dead"
            | "casualties"
            | "cases"
            | "votes"
            | "members"
            | "hours"
            | "days"
            | "miles"
            | "km"
            | "kilometers"
            | "kilometres"
            | "meters"
            | "metres"
            | "feet"
            | "tons"
            | "tonnes"
            | "dollars"
            | "euros"
            | "pounds"
            | "refugees"
            | "prisoners"
            | "workers"
            | "homes"
            | "ft"
            | "mi"
            | "kg"
            | "lb"
            | "houses"
            | "barrels"
            | "times"
            | "residents"
            | "students"
            | "families"
            | "percent"
    )
}
