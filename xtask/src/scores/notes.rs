//! What the page says besides figures: what was measured on what, what the rules were written
//! from, and how they err. The kinds of error were told apart by reading errors by hand; the
//! examples are made up to show the kind.

/// What the page is.
pub(super) const HEAD: &str = "\
# Scores

How well Sayso reads, and how fast, measured on data that is not part of the project. This page is \
written by one command, whole:

```
cargo run --release -p xtask -- scores --date DAY
```

It looks for the data sets and the score programs in `../shared/data` and `../shared/score`, or \
where `--data` and `--score` say. What is not there is not measured, and the page says so. \
`--no-bench` takes no new timings, `xtask -- build-time` times a cold build, and `xtask -- parser` \
compares the parser with Python spaCy, where that is installed.

How to read the figures: *precision* is the share of what was read that is right, *recall* the \
share of what is there that was read, *F1* their harmonic mean. A recall of 0.6 means that four \
in ten are missing: what Sayso lists is a beginning, never all that a text says.";

/// The parser.
pub(super) const PARSER: &str = "\
## The parser

**Measured on** the 280 articles of `wikinews-sample`, the 30 of `attribution-wikinews`, the \
archived page of the corpus, and every sixth of the first 1,200 reports of `muc3-news`, which are \
in capitals: the same pipeline run by Python spaCy and by Sayso, compared word by word with \
`agreement.py` (`xtask -- parser --spacy PYTHON FOLDER...`, which also takes the times). Nothing is \
trained here: a pipeline's own errors are its makers' to measure, and Sayso's parser is right where \
it says what spaCy says. `spacy_conllu.py` writes a root's head as the word itself, since spaCy \
makes a new object each time it is asked for one; the reference is compared with roots written as 0, \
as CoNLL-U asks. Compared as written, every root would count as a wrong head, on either side.";

/// Who says what: the sets.
pub(super) const ATTRIBUTION: &str = "\
## Who says what

**Measured on** two sets of news articles of 2019 and 2020 (English Wikinews) with every \
attribution marked by hand. The score program is `attribution.py`; it pairs what was read with what \
is marked by the words they share, and its interval comes from drawing articles anew a thousand \
times.

- *All 30, five-fold*: `attribution-wikinews`. The model that ships has learned from these \
articles, so each is read here by a model that was trained without it, on four fifths of the 213 \
articles that are marked for training (`xtask -- attribution-model --folds`). What the frames, the \
word list and the features look like was decided with these articles in view: only the weights are \
blind.
- *30 kept apart*: articles of `wikinews-sample`, most of them on politics, marked by a second \
annotator of this project by the same guide (`xtask/data/attribution/apart.jsonl`), read by the \
program as it ships. Nothing was trained on them; of their errors only counts were seen. Which attribution stands in which is not marked there.

Two annotators agree at F1 0.88 on content, 0.84 with the source and 0.82 on exactly the same \
content (eight articles that both marked). Both sets are of one outlet and one language; texts of \
another kind will be read worse. The first reader, by rules without a parser, had 0.703 and 0.641 \
on the 30 articles that it was tuned on.";

/// Who says what: the errors.
pub(super) const ATTRIBUTION_ERRORS: &str = "\
**How it errs**, from reading 62 of the errors in the five-fold set, the commonest first:

1. *Missed: no verb of saying.* Plans, requests, rulings and counter-arguments as nouns without a \
clause (*his plans for the quay*), verbs that report only sometimes (*the register lists her as \
sold*, *have chosen to close it*), namings (*was identified as*), *as did others*, charges in court. \
Of marks whose cue is no verb of speech, fewer than half are found in the articles kept apart; of \
the others, four in five.
2. *Content cut short or run on.* Where a noun has two phrases after it, or a clause ends and the \
writer goes on, the ends are off by more than half: *suspicion of driving while drunk* read as \
*driving*.
3. *False: deeds that look like words.* *Filed a lawsuit*, *issued a statement*, *banned the airline*, \
*declared an emergency*, *let*, *forced*: some are marked as orders or reports, some are not.
4. *A cue inside another's content.* *Reported that ..., according to ...*: one of two is found.
5. *Adverbs.* How far *reportedly* and *allegedly* reach.
6. *Something that does not speak.* *This means that*, *it identifies*.
7. *Source run on.* After *according to*, a list that follows can be taken along.
8. *Stance.* Most confusions are between asserting and supposing, intending and promising; \
annotators differ there too. `denies` also holds for who opposes or refuses a thing, as it is marked. \
The marks call it a denial to condemn, too; Sayso says that who condemns an attack asserts that there \
was one, which counts against it here.

What the model is unsure of it leaves out: precision is higher than recall.";

/// Dates, quantities, mentions: the set.
pub(super) const SPANS: &str = "\
## Dates, quantities, mentions

**Measured on** the same 30 articles, with `spans.py`. *Exact* asks for the very same words, *half* \
for words that overlap by half of their union, *value* for that and for the value in the row's \
first column.

**What the rules were written from**: wn00–wn19; of wn20–wn29 only the kinds of error were known, so \
the second half is the fairer figure. (A first version of those for mentions was written with a view \
that was not noted down.)

A plain text does not always say when it was published, and the program is not told: where it \
does not, *yesterday* is listed without a day, which counts as an error of its value here.";

/// Dates, quantities, mentions: the errors.
pub(super) const SPAN_ERRORS: &str = "\
**How they err**, from reading the errors in wn20–wn29:

- *Dates*: a weekday or *yesterday* in a text without a date of its own (the commonest by far); a \
clock time with its zone (*8:00 am local time* without the offset), or one that is marked apart from \
its day; vague times that lean on events (*for years*, *since independence*); two months in one phrase \
(*parts of May and June*); *since 2015*, which is read as open to this day and marked as ending with \
the article; an interval's ends, which are listed beside it and not marked.
- *Quantities*: how much of the noun belongs to it (*nearly half* of *nearly half of the harbour's \
trade*); rates (*one out of every ten*); *up to six*, whose upper bound is marked as the best guess; \
numbers that no word or digit tells. The score program compares \
numbers as they are written: some large ones are marked with a decimal point, and count as wrong \
although they are equal.
- *Mentions*: names of places and single foreign names that no list knows, taken for persons or \
organisations; a place inside a longer name (the *Norway* of *the government of Norway*), which is \
marked apart and not read apart; adjectives of nation, which are populations here unless an office \
or a body follows, and mostly states in the marks.";

/// Sentences: the sets.
pub(super) const SENTENCES: &str = "\
## Sentences

**Measured on** the development parts of two treebanks. The sentences of each document are joined \
as they stood, by a space unless the last word says `SpaceAfter=No`, and by an empty line between \
paragraphs; a sentence counts where both its ends are right. Nothing was tuned here. These are the \
sentences by which voices are told apart, found by rules; attributions look at those of the parser.";

/// Sentences: the errors.
pub(super) const SENTENCE_ERRORS: &str = "\
**How it errs**: in mail and chat, sentences that begin with a small letter (*it rained. we \
left.*) stay one sentence; headings, addresses and signatures without a full stop join what \
follows, since the treebanks keep no line ends inside a paragraph; a colon or a semicolon ends no \
sentence here and sometimes does there; a note's mark after the full stop (*It sank. [4]*) goes \
to the next sentence instead of its own; *c.* before a year, and initials (*W.H.S. Lorne*), end \
one.";

/// Web pages: the set.
pub(super) const PAGES: &str = "\
## Web pages

**Measured on** `wcxb-dev`: 320 real pages. No weight was learned here. The rules are written by hand; \
errors were looked at only on the pages at even places of the sorted list, so the halves are told \
apart. The other half is not untouched: its figures were seen while one rule was chosen over another, \
and a few limits (the share of the prose that the text holds) were tried on all pages. The first table takes every \
word of the texts that were made of the pages, follows the map back to the page's bytes, and looks \
whether they say that word: an anchor is worth no more than this map. The second compares the \
whole text with the words that people want of the page (`words.py`: bags of words, averaged \
over pages), the third does so beside Python trafilatura with its own settings. Headline, byline, \
comments and the names of those who post are kept, and are not among the wanted words of most \
pages; the other errors are teasers of further articles, boxes about authors, and pages whose words \
are written by scripts, of which little is found.";

/// The archive: the page.
pub(super) const ARCHIVE: &str = "\
## The structure of a damaged page

**Measured on** `blog-archive.txt`, a blog's archive as its extraction left it. The rules know none \
of its words, but it is the page that they were written for: these counts show that they work \
there, not how often they do elsewhere. A mark counts as joined where it points to a note in the \
same text; nobody has marked all links and damage by hand, so these are counts of what was found.";

/// Who is who over several texts.
pub(super) const ACTORS: &str = "\
## Who is who

**Measured on** the names of persons, organisations and places in MEANTIME (`meantime-en`: titles and \
first five sentences of 120 articles), each of which is marked with the one of the world that it names. \
B³ counts mention by mention how much of what was put together belongs together.
";

/// Reports of one happening, and their origins.
pub(super) const REPORTS: &str = "\
## Incidents and origins

**Measured on** `fa-kes-syria` with marks of our own (`xtask/data/fa-kes/README.md`): 93 incidents, each \
reported at least twice. A pair of reports is of one incident where both tell it, and of one origin \
where both rest on the same named word. The texts have lost their commas and apostrophes, which costs \
attributions. *mean R* is the mean over incidents, since one has 153 of the pairs.
";

/// How who is who errs.
pub(super) const ACTORS_ERRORS: &str = "\
**How it errs**: most of what is missed are names that the reader did not take for an actor's or cut \
elsewhere (*Apple Computer CEO*), and names that only the world knows to be one (*Big Blue*); next come \
short forms of companies that the list does not have (*Ford Motor Company* and *Ford*), since a part of \
a name joins nothing by itself. What is joined wrongly is rare here, and mostly one wording for two \
things: *Chrysler* the company and its car. On an essay that sets names beside each other, two names \
with *We are* between them were once joined. Each join has a score and its reason, and is called \
*suggested* until a person has ruled.

**Whom the list of known actors has** was judged by name, and by the text where the name left doubt, by the \
maker of the rules: of 325 ties in the 280 articles of `wikinews-sample` 21 were wrong, ten of them \
acronyms that the texts mostly spell out as another's (*Internet Relay Chat (IRC)*), which are asked about \
since; seven were one word (*the Sun* in the sky), the rest namesakes that nothing tells apart: Georgia the \
American state, common names of persons. The scores of names of several words, of one word and of acronyms \
are set after these; no judgements were kept, and the others are set by hand. Of 206 in `fa-kes-syria`, \
looked over afterwards and not used, about 5 were wrong.

**What stands for whom**: of 9 places in those articles that were taken to stand for a government 7 did; \
the others were a city that mourns and a man called Amman. Of some 40 different ones in the reports, not \
used, 2 did not.

**One name in several documents** is scored by hand, by what the name is: nothing was measured of it alone. \
The worst are given names and common nouns taken for persons (*Robert*, *Officials*), which are joined all \
the same, and shown as the least sure.

**Likeness**, as a reader of 280 articles found it: acronyms of three letters that share no text with their \
long form were right 5 times in 16, and are not joined any more; an acronym is not compared by sound any \
more (*NATO*, *Netto*); single words that sound alike are still joined too often (*Coron*, *Corona*; *Carmen*, \
*Kerman*), and so are bodies with one word in common (*US Congress*, *Congress of the Philippines*).
";

/// How incidents and origins err.
pub(super) const REPORTS_ERRORS: &str = "\
**How they err**: two reports of one incident are missed where one of them names the quarter and \
the other the city, where one recalls in half a sentence what the other is about, where no verb of \
attack was read in one of them, and where a long report of much else hides it. Reports are joined \
wrongly where a city is bombed day after day and a report gives no number and no quarter. An \
origin is missed where the text has lost the comma that made *X said* readable, and where one \
report names the official and the other his office. Origins are joined wrongly where both reports \
quote the same body for something else than the incident. The media of one state count as one \
origin, and a director's word as that of the body.
";

/// Disputes.
pub(super) const DISPUTES: &str = "\
## Disputes

**Measured on** three sets. *Archived page*: two readers' marks (`xtask/data/disputes`), found against what \
both marked, right against what either did; the rules on contrasts were written with these marks at \
hand, so this is how well they fit, not how they do elsewhere. *Articles*: the disputes marked in \
`attribution-wikinews`, the first half looked at; the rules were made knowing the figures of all of \
them. *Reports*: pairs of reports on one incident of `fa-kes-syria` that our marks set against each other \
(`xtask/data/fa-kes`), the half `dev` looked at. What is counted in reports was mended after a reader \
had judged random rows of all of them, so the numbers of the other half are not quite unseen. A dispute is right where two positions of each pair up at \
an overlap of half of what both cover (`disputes.py`).
";

/// How disputes err.
pub(super) const DISPUTES_ERRORS: &str = "\
**How they err**: in news, two holders mostly answer one question differently without a word of denial, \
blame or cause between them (*the aim is to restore the hall* against *a step backwards*): these are \
missed. Who or what is behind a thing is found where the words say so outright (*blamed*, *was behind*, \
*caused by*), and missed where each side only tells a deed; two ways of putting one cause can pass for \
two. A denial that names nothing (*denied the accusation*) is set against the likeliest accusation near \
it, which is sometimes another. A run of several positions on one incident counts here as every pair of \
its reports, also of those that are on one side. Numbers are missed where the incident was not found to \
be one, and are wrong where one report tells of two happenings. A position is sometimes a sentence too \
long. On pages that argue, contrasts are what is found: *far from X, Y*, *the claim that X is mistaken*; \
a dispute over several paragraphs is missed. Over 60 articles of `wikinews-sample` and 50 documents of \
GUM, one contrast was read, rightly.
";

/// Views that were judged by hand.
pub(super) const JUDGED: &str = "\
## Names, timeline, estimates, coverage, status, said against did, by hand

Nothing is marked to measure these views against, so rows of them were drawn at random (a fixed seed) \
and judged by reading the text, strictly, by one reader who did not write them. They err with what \
they rest on: attributions, relations, dates and who is who, above. *News* is 70 articles of \
`wikinews-sample`, each fourth (another fourth for estimates); *reports* is `fa-kes-syria`, whose texts \
have lost commas and apostrophes, with the outlet and day of its table put into each page for \
coverage. Judged on 23 November 2026 with the program of that morning; what was mended afterwards is \
said, and its rows were not drawn again unless the table says so.

| view | on | question | right | of |
| :--- | :--- | :--- | ---: | ---: |
| names | news | is a name of that actor | 57 | 66 |
|  |  | who uses it | 46 | 66 |
|  |  | what is said of the name | 20 | 40 |
|  |  | the same, after the mends, judged by their maker | 23 | 24 |
|  |  | places that remark on a name, found (4 more in part) | 7 | 25 |
| timeline | news | the day, where one is given | 25 | 30 |
|  |  | who says it | 27 | 59 |
|  |  | is a happening or a saying | 50 | 64 |
|  |  | the day of an incident | 10 | 22 |
| estimates | news | number or range | 47 | 50 |
|  |  | what is counted, and what befell it | 38 | 50 |
|  |  | by whom | 30 | 50 |
|  |  | place and day, where given | 12 | 16 |
|  |  | stands with figures of the same thing | 7 | 26 |
|  |  | all of these | 13 | 50 |
|  | reports | number or range | 48 | 50 |
|  |  | what is counted, and what befell it | 47 | 50 |
|  |  | by whom | 36 | 50 |
|  |  | place and day, where given | 21 | 38 |
|  |  | stands with figures of the same thing | 18 | 38 |
|  |  | all of these | 16 | 50 |
|  |  | pairs shown to differ that do | 8 | 30 |
| coverage | reports | pages counted of an incident | 11 | 25 |
|  |  | pages counted of an actor | 6 | 15 |
|  |  | the first day | 39 | 40 |
|  |  | the words are of the matter | 22 | 40 |
|  |  | left out: the captured pages do lack it | 16 | 20 |
| status | news | tells what somebody is (42 of 50; 15 before words and kinds had a say) | 42 | 50 |
|  |  | standings listed by hand, found | 11 | 25 |
| said against did | news | a statement beside a deed on the same matter | 4 | 6 |

**How names err**: a name cut short or too long (*Operation Swift and* | *Sure*); the words of \
somebody who is interviewed stand as the page's; a quoted statement stands as the article's. What was \
wrong of remarks was mostly a slogan or title that only has a name in it, and a cue for another word \
beside it: both are asked for more strictly since. What is still missed are names that are no actors \
(*known as the swinging gate*) and plain words for naming (*the term confuses*).

**How timelines err**: pages without a day in the sections they were cut into (interviews were, and \
are no longer); a speaker that is a pronoun or *document 9*; pleasantries and captions among the \
sayings; an incident dated by its page alone, which is told as rough (`~`) since, and stands in the \
timeline on the day of publication.

**How estimates err**: figures of different events under one head, most where no incident holds them \
(since judged: only within one page, place and paragraph or day); the only body that a page names \
taken for the holder of a number (no longer); a place in a describing word (*the Northland-based \
monitor*; no longer); part and whole set against each other (no longer); interview answers held by who \
asks; attributions at a sentence's end missed. Numbers that differ over pages are a dispute only \
where the reports are alike since: see *Disputes* for what that did.

**How coverage errs**: it rests on incidents, and where an incident joins two happenings its row is of \
both; a body that is called by a part of its name is counted apart; of what is said to be left out, \
half is one happening that the others do report, the rest is a jumble or stands in another incident.

**How status errs** (read by its maker): of 50 drawn at random from 60 articles of `wikinews-sample` \
that no rule was written with, and from the archived page, 42 tell what somebody is by law, by \
office, by whose it is, or who holds a place; before words and kinds had a say it was 15 of 50. Of \
25 such standings listed by hand in ten of these articles, 11 are found (6 before). Missed are \
offices told in other words (*served as*, *Majority Leader NAME*, *BBC's NAME*), and those whose \
holder has no full name in the sentence. Wrong are brackets taken for names, one deed of a body \
for the whole, and offices that were over when they were written of: *former* is seen, *retired* \
beside another noun is not always.

**Said against did** pairs statements and deeds by what they share, with a threshold set by hand. Over \
120 of these articles, the archived page and the example dossier there are 6 pairs where there \
were 38; 4 of the 6 set a statement beside a deed on the same matter, against about 3 of the 38, \
whose deeds were titles, words and what the actor said of itself. It finds few: most statements of \
the archived page have lost the words that it could go by, and most deeds of short news stand \
alone. `compare` tells how many go with nothing.

**Arguments**: on the archived page, of 19 that are read, 15 are marked by one of two readers, and 12 \
of the 19 that both marked are found; the rules were written with these marks at hand, and \
*because* sometimes explains and does not argue.
";

/// Copied text: the passages.
pub(super) const COPIES: &str = "\
## Copied text

**Measured on** the sentences of 12 to 60 words of `wikinews-sample` and of the reports of \
`muc3-news`, each taken as a document of its own, and copies of some of them that were edited \
in known ways; the words put in come from other sentences. `datasketch` is Python's MinHashLSH with \
128 permutations, a threshold of 0.5 and shingles of three words, over the same passages; its pairs \
are taken as they come out of its index. A pair that was not planted is right where half of the \
words of the shorter passage, or of one sentence of it, stand in the other in the same order: these \
are words that the sources share. For the timings there are as many passages as the row says: real \
ones, made ones that follow the real ones' pairs of words, and edited copies of one in ten. Seconds \
are those of the whole program on one thread, from the file to the pairs.

**How it errs**: short sentences that are mostly one long name (*the FMLN, the Farabundo Marti \
National Liberation Front*) or one formula (*case no. ..., entitled ..., on violation of article \
...*) are taken for copies; a copy with every third word changed keeps too few words in a row to be \
found.";

/// Speed.
pub(super) const SPEED: &str = "\
## Speed

**Measured on** the 280 news articles of `wikinews-sample`, each written out three times as a \
file of its own, each copy with its number at the end. Files are in the system's cache. Each figure \
for a whole program is the median of three runs, for a start that of 21; the most memory is that \
of the largest run. These are timings of one machine on one day, and of a machine that may have had \
other work; the programs run beside Sayso show how fast it was.";
