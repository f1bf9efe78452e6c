//! Relations that a verb tells: active, passive, with `be`.

use super::grammar::Grammar;
use super::words::{Sort, is, kind};
use super::{Argument, Found, Told, polarity};
use sayso_model::{ActorKind, RelationKind, RuleId, Span};

/// A verb with a subject and an object.
const ACTIVE: RuleId = RuleId::new("relation.active");
/// A verb in the passive.
const PASSIVE: RuleId = RuleId::new("relation.passive");
/// `be` with a noun, an adjective or a place.
const BEING: RuleId = RuleId::new("relation.being");
/// Verbs in one chain (`continued to try to take`) at most.
const MOST_LINKS: usize = 4;

/// Reads the relations of the clause of a verb.
pub(super) fn read(grammar: &Grammar<'_>, verb: usize, out: &mut Vec<Found>) {
    if !heads(grammar, verb) {
        return;
    }
    let chain = chain(grammar, verb);
    let Some(&last) = chain.last() else { return };
    if tells(grammar, verb, last) {
        return;
    }
    if grammar.parse.lemma(last) == "be" && grammar.child(last, &["auxpass"]).is_none() {
        return being(grammar, &chain, out);
    }
    match is_passive(grammar, last) {
        true => passive(grammar, &chain, out),
        false => active(grammar, &chain, out),
    }
}

/// Whether a word is the verb of a clause that no verb above it takes up.
fn heads(grammar: &Grammar<'_>, word: usize) -> bool {
    let parse = grammar.parse;
    let verb = grammar.is_verb(word) && parse.tag(word).starts_with("VB");
    let helps = matches!(grammar.relation(word), "aux" | "auxpass" | "amod" | "compound" | "prep");
    verb && !helps && !(grammar.relation(word) == "xcomp" && taken_up(grammar, word))
}

/// Whether a verb is part of the one above: `tried to take`, but not `asked them to leave`.
fn taken_up(grammar: &Grammar<'_>, verb: usize) -> bool {
    let above = grammar.parse.head(verb);
    let object = grammar.child(above, &["dobj", "dative"]).is_some();
    above != verb && (grammar.is_verb(above) || grammar.parse.pos(above) == "ADJ") && !object
}

/// A verb and those that follow it: `continued`, `trying`, `take`.
fn chain(grammar: &Grammar<'_>, verb: usize) -> Vec<usize> {
    let mut chain = vec![verb];
    while chain.len() < MOST_LINKS {
        let Some(&last) = chain.last() else { break };
        let object = grammar.child(last, &["dobj", "dative"]).is_some();
        let of_adjective = || {
            let adjective = grammar.child(last, &["acomp"])?;
            grammar.child(adjective, &["xcomp"]).map(|next| (Some(adjective), next))
        };
        let next = match object || asks(grammar, last) {
            true => None,
            false => grammar.child(last, &["xcomp"]).map(|n| (None, n)).or_else(of_adjective),
        };
        let Some((between, next)) = next.filter(|(_, n)| grammar.is_verb(*n)) else { break };
        chain.extend(between);
        chain.push(next);
    }
    chain
}

/// Whether a verb has whom it asks after a preposition: `called on them to leave`.
fn asks(grammar: &Grammar<'_>, verb: usize) -> bool {
    let lemma = grammar.parse.lemma(verb);
    let asked = |p: usize| matches!(grammar.written(p), "on" | "upon" | "to" | "for" | "with");
    matches!(lemma, "call" | "appeal" | "plead" | "press" | "push" | "wait" | "rely" | "count")
        && grammar.children(verb, "prep").any(asked)
}

/// Whether a clause only says that somebody says something, which is an attribution.
fn tells(grammar: &Grammar<'_>, verb: usize, last: usize) -> bool {
    let lemma = grammar.parse.lemma(last).to_lowercase();
    let content = grammar.child(last, &["ccomp"]).is_some();
    let object = grammar.child(last, &["dobj"]).is_some();
    let report = is(Sort::Report, &lemma);
    let inserted = grammar.relation(verb) == "parataxis";
    content && (report || !object) || inserted && report || lemma == "say" && !object
}

fn is_passive(grammar: &Grammar<'_>, verb: usize) -> bool {
    let bare = grammar.parse.tag(verb) == "VBN"
        && matches!(grammar.relation(verb), "acl" | "advcl")
        && grammar.child(verb, &["nsubj", "aux"]).is_none();
    bare || grammar.child(verb, &["auxpass", "nsubjpass", "agent"]).is_some()
}

/// The words of a chain of verbs: `continue to try to take`.
fn phrase(grammar: &Grammar<'_>, chain: &[usize]) -> String {
    let mut phrase = String::new();
    for (i, &verb) in chain.iter().enumerate() {
        if i > 0 {
            let verb_before = grammar.is_verb(chain[i - 1]);
            let to = grammar.is_verb(verb)
                && grammar.children(verb, "aux").any(|a| grammar.written(a) == "to");
            phrase.push_str(match (verb_before, to) {
                (_, true) => " to ",
                _ => " ",
            });
        }
        phrase.push_str(&full_lemma(grammar, verb));
    }
    phrase
}

/// A verb's lemma with its particle.
fn full_lemma(grammar: &Grammar<'_>, verb: usize) -> String {
    let lemma = grammar.parse.lemma(verb).to_lowercase();
    match grammar.child(verb, &["prt"]) {
        Some(particle) => format!("{lemma} {}", grammar.written(particle).to_lowercase()),
        None => lemma,
    }
}

/// The words that set a chain of verbs off.
fn because(grammar: &Grammar<'_>, chain: &[usize], more: &[usize]) -> Vec<Span> {
    let mut words: Vec<usize> = chain.to_vec();
    words.extend(chain.iter().filter_map(|&v| grammar.child(v, &["prt"])));
    words.extend(more);
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(|w| grammar.parse.span(w)).collect()
}

/// What a chain tells, before its arguments are known.
fn told(grammar: &Grammar<'_>, chain: &[usize], rule: RuleId) -> Told {
    let last = chain.last().copied().unwrap_or_default();
    let own = kind(Sort::Verb, &full_lemma(grammar, last));
    // `tried to leave` is no trial; `refused to release` is a refusal where nothing else is told.
    let first = chain.first().map(|&v| full_lemma(grammar, v));
    let first = first.filter(|f| !is(Sort::Want, f) && chain.len() > 1);
    let first = first.and_then(|f| kind(Sort::Verb, &f));
    Told {
        kind: own.or(first).unwrap_or(RelationKind::Other),
        relation: phrase(grammar, chain),
        polarity: polarity::of(grammar, last),
        place: chain.iter().rev().find_map(|&v| grammar.place(v)),
        when: chain.iter().rev().find_map(|&v| grammar.date(v)),
        rule,
        because: because(grammar, chain, &[]),
    }
}

fn subjects(grammar: &Grammar<'_>, chain: &[usize]) -> Vec<Argument> {
    let subject = chain.first().and_then(|&verb| grammar.subject(verb));
    subject.map(|s| grammar.arguments(s)).unwrap_or_default()
}

fn active(grammar: &Grammar<'_>, chain: &[usize], out: &mut Vec<Found>) {
    let last = chain.last().copied().unwrap_or_default();
    let subjects = subjects(grammar, chain);
    let base = told(grammar, chain, ACTIVE);
    let gap = gap(grammar, chain.first().copied().unwrap_or_default());
    let own = grammar.child(last, &["dobj", "attr"]);
    let object = own.map_or(gap, |o| grammar.meant(last, o));
    if own.is_some() && object.is_none() {
        return;
    }
    let mut typed = Vec::new();
    let given = object.map(|o| deed(grammar, last, o, &base, &mut typed)).unwrap_or_default();
    let only = object.is_none();
    prepositions(grammar, last, &base, only, &mut typed);
    for (told, object) in &typed {
        told.between(&subjects, &grammar.arguments(*object), out);
    }
    let given = given || object.is_some_and(|o| received(grammar, last, o, &base, &subjects, out));
    match object {
        Some(object) if !given => {
            named(grammar, last, object, out);
            for object in grammar.arguments(object) {
                let kind = fitting(grammar, base.kind, object.head);
                let kind = holding(grammar, last, kind, object.head);
                Told { kind, ..base.clone() }.between(&subjects, &[object], out);
            }
        }
        None if typed.is_empty() && !subjects.is_empty() => {
            somewhere(grammar, last, &base, &subjects, out)
        }
        _ => {}
    }
}

/// A deed without an object: the place where it is done, if there is one, is what it is done at.
fn somewhere(
    grammar: &Grammar<'_>,
    verb: usize,
    base: &Told,
    subjects: &[Argument],
    out: &mut Vec<Found>,
) {
    let at = |p: &usize| super::grammar::is_where(&grammar.written(*p).to_lowercase());
    let place = grammar.children(verb, "prep").filter(at).find_map(|prep| {
        let place = grammar.child(prep, &["pobj"]).filter(|&o| grammar.is_somewhere(o))?;
        Some((prep, place))
    });
    let Some((prep, place)) = place else { return base.between(subjects, &[], out) };
    let word = grammar.written(prep).to_lowercase();
    let because = base.because.iter().copied().chain([grammar.parse.span(prep)]).collect();
    let relation = format!("{} {word}", base.relation);
    Told { relation, because, ..base.clone() }.between(subjects, &[grammar.argument(place)], out);
}

/// A kind where it fits its object: a place or a name is captured, held or left, and who supports an
/// armed group or an army backs it.
fn fitting(grammar: &Grammar<'_>, kind: RelationKind, object: usize) -> RelationKind {
    use RelationKind::{Aid, Backs, Captures, Controls, Other, Retreat, Support};
    let name = grammar.name(object);
    match kind {
        Captures | Controls | Retreat
            if name.is_none()
                && !grammar.is_somewhere(object)
                && grammar.parse.pos(object) != "PRON" =>
        {
            Other
        }
        Support | Aid if name.is_some_and(|(span, kind)| fights(grammar, span, kind)) => Backs,
        kind => kind,
    }
}

/// Who holds a place controls it; who holds a person does not.
fn holding(grammar: &Grammar<'_>, verb: usize, kind: RelationKind, object: usize) -> RelationKind {
    let place = grammar.name(object).is_some_and(|(_, kind)| kind == ActorKind::Place);
    match grammar.parse.lemma(verb) {
        "hold" if place && kind == RelationKind::Coerce => RelationKind::Controls,
        _ => kind,
    }
}

/// Whether a name is of those that fight: an armed group, an army.
fn fights(grammar: &Grammar<'_>, name: Span, kind: ActorKind) -> bool {
    let words = name.of(grammar.text).unwrap_or_default();
    let army = ["Forces", "forces", "Army", "army", "troops"];
    kind == ActorKind::ArmedGroup
        || kind == ActorKind::StateBody && army.iter().any(|w| words.ends_with(w))
}

/// `a chef named NAME`, `the group calls itself NAME`.
fn named(grammar: &Grammar<'_>, verb: usize, who: usize, out: &mut Vec<Found>) {
    let lemma = grammar.parse.lemma(verb).to_lowercase();
    let names = matches!(lemma.as_str(), "name" | "call" | "rename" | "dub" | "nickname" | "title");
    let Some(name) = grammar.child(verb, &["oprd"]).filter(|_| names) else { return };
    let base = told(grammar, &[verb], PASSIVE);
    let relation = format!("be {}", grammar.written(verb).to_lowercase());
    Told { kind: RelationKind::SameAs, relation, ..base }.between(
        &[grammar.argument(who)],
        &[grammar.argument(name)],
        out,
    );
}

/// The object that a relative clause leaves out: `the town that they took`.
fn gap(grammar: &Grammar<'_>, verb: usize) -> Option<usize> {
    let relative = grammar.relation(verb) == "relcl";
    let own = grammar.child(verb, &["nsubj"])?;
    let taken = matches!(grammar.parse.tag(own), "WP" | "WDT");
    let object = grammar.child(verb, &["dobj", "ccomp", "xcomp", "attr", "acomp", "prep"]);
    let pronoun = object.filter(|&o| matches!(grammar.parse.tag(o), "WP" | "WDT"));
    (relative && !taken && (object.is_none() || pronoun.is_some()))
        .then(|| grammar.parse.head(verb))
}

/// Reads what a verb leaves to its noun: `launched an attack on`, `claimed responsibility for`.
/// Says whether the noun is thereby used up.
fn deed(
    grammar: &Grammar<'_>,
    verb: usize,
    noun: usize,
    base: &Told,
    typed: &mut Vec<(Told, usize)>,
) -> bool {
    let lemma = grammar.parse.lemma(verb).to_lowercase();
    let deed = grammar.parse.lemma(noun).to_lowercase();
    if !is(Sort::Light, &lemma) {
        return false;
    }
    let mut used = false;
    let whole_deed = super::deed::described(grammar, noun);
    let to = grammar.children(verb, "dative").filter(|&d| grammar.parse.pos(d) == "ADP");
    let preps = grammar.children(noun, "prep").chain(grammar.children(verb, "prep")).chain(to);
    let preps: Vec<usize> = preps.collect();
    for prep in preps {
        let word = grammar.written(prep).to_lowercase();
        let Some(object) = grammar.child(prep, &["pobj"]) else { continue };
        let deed = whole_deed.as_deref().unwrap_or(&deed);
        let phrase = format!("{} {deed} {word}", base.relation);
        let whole = kind(Sort::Verb, &format!("{lemma} {deed} {word}"));
        let to = matches!(word.as_str(), "on" | "against" | "to" | "with" | "for" | "of" | "over");
        let by_noun = whole_deed.as_deref().and_then(|whole| kind(Sort::Noun, whole));
        let by_noun = by_noun.or_else(|| kind(Sort::Noun, deed)).filter(|_| to);
        let control = matches!(deed, "control" | "responsibility") && to;
        let Some(kind) = whole.or(by_noun).or(control.then_some(base.kind)) else { continue };
        let because = base.because.iter().copied();
        let because = because.chain([noun, prep].map(|w| grammar.parse.span(w))).collect();
        let place = base.place.or_else(|| grammar.place(noun));
        typed.push((Told { kind, relation: phrase, because, place, ..base.clone() }, object));
        used = true;
    }
    used
}

/// `They received air cover from X`: X gives it to them.
fn received(
    grammar: &Grammar<'_>,
    verb: usize,
    noun: usize,
    base: &Told,
    receivers: &[Argument],
    out: &mut Vec<Found>,
) -> bool {
    if !matches!(grammar.parse.lemma(verb), "receive" | "get" | "obtain" | "enjoy") {
        return false;
    }
    let mut preps = grammar.children(verb, "prep").chain(grammar.children(noun, "prep"));
    let from = preps.find(|&p| grammar.written(p) == "from");
    let giver = from.and_then(|from| grammar.child(from, &["pobj"]));
    let (Some(from), Some(giver)) = (from, giver.filter(|&g| grammar.name(g).is_some())) else {
        return false;
    };
    // A list after it can be of more that is received.
    let named = |giver: &Argument| grammar.name(giver.head).is_some();
    let givers: Vec<Argument> = grammar.arguments(giver).into_iter().filter(named).collect();
    let named = grammar.conjuncts(noun).into_iter().take(MOST_GIFTS).filter_map(|gift| {
        let words = super::deed::described(grammar, gift)
            .unwrap_or_else(|| grammar.parse.lemma(gift).to_lowercase());
        Some((kind(Sort::Noun, &words).filter(|kind| is_gift(*kind))?, words, gift))
    });
    let gifts: Vec<(RelationKind, String, usize)> = named.collect();
    for (kind, words, gift) in &gifts {
        let because = base.because.iter().copied();
        let because = because.chain([*gift, from].map(|w| grammar.parse.span(w))).collect();
        let relation = format!("give {words} to");
        let told = Told { kind: *kind, relation, because, ..base.clone() };
        told.between(&givers, receivers, out);
    }
    !gifts.is_empty()
}

/// Of one list of what is received, so many are looked at.
const MOST_GIFTS: usize = 8;

/// Kinds of deed that somebody receives.
fn is_gift(kind: RelationKind) -> bool {
    use RelationKind::{Aid, AirCover, Arms, Backs, Pays, Support, Trains};
    matches!(kind, Aid | Arms | Backs | AirCover | Pays | Support | Trains)
}

/// Reads what a verb tells with its prepositions: the ones that the list of verbs knows, and,
/// where it has no object, the first.
fn prepositions(
    grammar: &Grammar<'_>,
    verb: usize,
    base: &Told,
    only: bool,
    typed: &mut Vec<(Told, usize)>,
) {
    let lemma = full_lemma(grammar, verb);
    let mut preps: Vec<usize> = grammar.children(verb, "prep").collect();
    preps.extend(
        grammar.child(verb, &["dobj"]).into_iter().flat_map(|o| grammar.children(o, "prep")),
    );
    preps.extend(grammar.children(verb, "dative").filter(|&d| grammar.parse.pos(d) == "ADP"));
    let mut first = only;
    for prep in preps {
        let word = grammar.written(prep).to_lowercase();
        let Some(object) = grammar.child(prep, &["pobj"]) else { continue };
        if typed.iter().any(|(_, o)| *o == object) {
            first = false;
            continue;
        }
        let beside = (word == "alongside").then_some(RelationKind::Allied);
        let listed = kind(Sort::Verb, &format!("{lemma} {word}"))
            .or(beside.filter(|_| grammar.name(object).is_some()))
            .filter(|k| !places(*k) || grammar.is_somewhere(object));
        let time = grammar.is_time(object);
        let plain =
            first && !time && !(super::grammar::is_where(&word) && grammar.is_place(object));
        if listed.is_none() && !plain {
            continue;
        }
        first = false;
        let kind = fitting(grammar, listed.unwrap_or(RelationKind::Other), object);
        let because = base.because.iter().copied().chain([grammar.parse.span(prep)]).collect();
        let relation = format!("{} {word}", base.relation);
        typed.push((Told { kind, relation, because, ..base.clone() }, object));
    }
}

/// Kinds whose object is a place.
fn places(kind: RelationKind) -> bool {
    kind == RelationKind::LocatedIn
}

fn passive(grammar: &Grammar<'_>, chain: &[usize], out: &mut Vec<Found>) {
    let last = chain.last().copied().unwrap_or_default();
    let first = chain.first().copied().unwrap_or_default();
    let bare = grammar.child(last, &["nsubjpass"]).is_none() && grammar.relation(first) == "acl";
    let patient = match bare {
        true => Some(grammar.parse.head(first)),
        false => grammar.subject(first),
    };
    let patients = patient.map(|p| grammar.arguments(p)).unwrap_or_default();
    let agent = grammar.child(last, &["agent"]).and_then(|by| grammar.child(by, &["pobj"]));
    let agents = agent.map(|a| grammar.arguments(a)).unwrap_or_default();
    let base = told(grammar, chain, PASSIVE);
    let mut typed = Vec::new();
    prepositions(grammar, last, &base, false, &mut typed);
    let mut states = false;
    for (told, object) in &typed {
        if is_state(told.kind) {
            states = true;
            let relation = format!("be {}", told.relation);
            Told { relation, ..told.clone() }.between(&patients, &grammar.arguments(*object), out);
        }
    }
    if let Some(patient) = patient {
        named(grammar, last, patient, out);
    }
    if !states {
        for patient in patients {
            let kind = fitting(grammar, base.kind, patient.head);
            let kind = holding(grammar, last, kind, patient.head);
            Told { kind, ..base.clone() }.between(&agents, &[patient], out);
        }
    }
}

/// Kinds that hold of what the verb's subject is in the passive: `is based in`, `is known as`.
fn is_state(kind: RelationKind) -> bool {
    use RelationKind::{Allied, LocatedIn, PartOf, SameAs};
    matches!(kind, Allied | LocatedIn | PartOf | SameAs)
}

fn being(grammar: &Grammar<'_>, chain: &[usize], out: &mut Vec<Found>) {
    let last = chain.last().copied().unwrap_or_default();
    let mut subjects = subjects(grammar, chain);
    let base = told(grammar, chain, BEING);
    if subjects.is_empty() {
        subjects.extend(after_date(grammar, chain.first().copied().unwrap_or_default()));
    }
    if subjects.is_empty() || grammar.child(last, &["expl"]).is_some() {
        return;
    }
    if let Some(noun) = grammar.child(last, &["attr"]) {
        return being_noun(grammar, noun, &base, &subjects, out);
    }
    let adjective = grammar.child(last, &["acomp"]);
    let at = adjective.unwrap_or(last);
    let words =
        adjective.map(|a| format!("{} {}", base.relation, grammar.written(a).to_lowercase()));
    let mut typed = Vec::new();
    for prep in grammar.children(at, "prep") {
        let word = grammar.written(prep).to_lowercase();
        let Some(object) = grammar.child(prep, &["pobj"]) else { continue };
        let relation = format!("{} {word}", words.as_deref().unwrap_or(&base.relation));
        let short = relation.strip_prefix(&base.relation).map(|r| format!("be{r}"));
        let kind = short.and_then(|s| kind(Sort::Verb, &s));
        let kind = kind.filter(|k| !places(*k) || grammar.is_somewhere(object));
        let because = base.because.iter().copied();
        let because =
            because.chain(adjective.into_iter().chain([prep]).map(|w| grammar.parse.span(w)));
        let kind = kind.unwrap_or(RelationKind::Other);
        typed.push((Told { kind, relation, because: because.collect(), ..base.clone() }, object));
    }
    for (told, object) in &typed {
        told.between(&subjects, &grammar.arguments(*object), out);
    }
    if let (Some(adjective), true) = (adjective, typed.is_empty()) {
        base.between(&subjects, &[grammar.argument(adjective)], out);
    }
}

/// `Until the end of 1897 Cuba was a colony`: without a comma the name after a date can be read as
/// part of it, and the verb is left without a subject.
fn after_date(grammar: &Grammar<'_>, verb: usize) -> Option<Argument> {
    let last = verb.checked_sub(1)?;
    let (name, _) = grammar.name(last)?;
    let first = (0..=last).rev().take_while(|&w| name.overlaps(grammar.parse.span(w))).last()?;
    let dated = first.checked_sub(1).is_some_and(|before| grammar.is_dated(before));
    dated.then_some(Argument { span: name, head: last, at: name })
}

/// `X is leader of Y`, `X is a town in Y`, `X is the Y`.
fn being_noun(
    grammar: &Grammar<'_>,
    noun: usize,
    base: &Told,
    subjects: &[Argument],
    out: &mut Vec<Found>,
) {
    let mut found = false;
    for (role, object, prep) in super::role::of(grammar, noun) {
        let words = [Some(noun), prep].into_iter().flatten().map(|w| grammar.parse.span(w));
        let because = base.because.iter().copied().chain(words).collect();
        let relation = format!("{} {}", base.relation, role.words);
        let told = Told { kind: role.kind, relation, because, ..base.clone() };
        told.between(subjects, &grammar.arguments(object), out);
        found = true;
    }
    if found {
        return;
    }
    let definite = grammar.children(noun, "det").any(|d| grammar.parse.lemma(d) == "the");
    let same = definite || grammar.name(noun).is_some();
    let kind = if same { RelationKind::SameAs } else { RelationKind::Other };
    Told { kind, ..base.clone() }.between(subjects, &grammar.arguments(noun), out);
}
