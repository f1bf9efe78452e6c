//! What the page says about names' kinds and relations besides figures. The examples are made up to
//! show a kind of error.

/// Kinds of names.
pub(super) const KINDS: &str = "\
## What names name

**Measured on** `re3d` (39 documents: statements of the UK Government and Wikipedia articles on the \
wars in Syria and Iraq). It marks common nouns too (*rebels*, *the city*), which are no names to \
Sayso; counted here is what has a capital in it. A marked entity is *found* where a name that was read \
shares a word with it; its kind *fits* a person where it is a person, an organisation where it is \
any of a state, its bodies, armed groups, alliances, parties, companies, media and other \
organisations, a location where it is a place, a state or a facility, a nationality where it is a \
population or a state.

**What was in view**: nothing is learnt from this set. Every other document of each folder (by its \
id, from the first) was read while the rules for relations were written, its relations more than its \
entities; the others were not looked at. The lists of names hold well-known groups, places and \
persons of these wars, from general knowledge.";

/// Relations on re3d.
pub(super) const RE3D: &str = "\
## Who did what to whom

**Measured on** the relations of `re3d`, in the same halves, with the kinds of `docs/design/relations.md` \
that are right for each label (*FightingAgainst*: `fights`, `assault`, `captures`, \
`blocks_supplies_to`; *AlliesOf*: `is_allied_with`, `backs`, `arms`, `trains`, `pays`, \
`gives_air_cover_to`, `cooperate`; *CoLocated*: `is_located_in`; *BelongsTo*: `is_part_of`; \
*InChargeOf*: `leads`, `controls`; *IsSynonymOf*: `is_same_as`; *CommWith*: `consult`; *Likes*: \
`support`, `aid`, `agree`; *Dislikes*: `accuse`, `reject`, `threaten`, `sanction`, `protest`). *Apart* and \
*HasAttrOf* have no counterpart and are not counted. Polarity is not asked for: the set marks what is \
wanted and planned as what is.

*Given*: each end of what was read is taken for the marked entity that it shares most with; what \
meets none is left out, and a relation is right where both entities and the label are. *Own*: \
everything that was read with both ends counts, and is right where both its ends share words with \
the marked ones. *Pairs* is the simplest guess: every two marked entities of a sentence, in every \
relation. Likes and fights are often told by whole passages and by nouns of feeling (*a tragedy*, \
*brutal*); there are few of most labels, so that one more or less moves a figure much.";

/// How relations on re3d err.
pub(super) const RE3D_ERRORS: &str = "\
**How it errs**, from reading the errors in the half that was seen; the commonest first:

1. *Missed: not in one clause.* Who fights whom is told by a noun and a verb far apart, or by \
feeling: *the group's savagery*, *a crime against the villagers*; *they* and *we* stand for sides.
2. *Missed: places without a name and places of things.* *The barracks near the town*, *a safehouse \
in the village*, a list of towns of which the parser loses the end.
3. *Missed: means.* What was used belongs to its user in the marks (*shells that the army fired*).
4. *False: true, and not marked.* Ministers and what they are minister of, ordinary support and \
welcome, parts of places.
5. *False: wrong parse.* A participle taken for the verb, a title before a name cut in two.";

/// Relations in the articles.
pub(super) const ARTICLES: &str = "\
**Measured on** `attribution-wikinews`, where every event and state that an article reports is \
marked in words of the marker's choice. A pair counts where the marked clause and what was read \
overlap and are told by the same verb, or share a word of more than three letters; *object* and \
*subject* ask that these share a word, or are both left out, the names of the actor that a pronoun \
stands for counted in. Pairs are one to one, the best first.

**What was in view**: errors in wn00–wn19, once; wn20–wn29 was not looked at.";

/// How relations in the articles err.
pub(super) const ARTICLES_ERRORS: &str = "\
**How it errs**, from reading the errors in wn00–wn19: the marks tell a thing in other words than \
the article (*kill* for *died in the attack*); the subject is named from the whole article (*the \
crash*, where the clause has none); deeds told by nouns alone; a second clause's subject taken from \
the first. What is read and not marked is mostly a clause that the markers thought of no weight (*it \
makes grim reading*) and places in places.";
