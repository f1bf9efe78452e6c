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
`--no-bench` takes no new timings, and `xtask -- build-time` times a cold build.

How to read the figures: *precision* is the share of what was read that is right, *recall* the \
share of what is there that was read, *F1* their harmonic mean. A recall of 0.6 means that four \
in ten are missing: what Sayso lists is a beginning, never all that a text says. This first reader \
works by rules over words, with no parser and no model; later ones replace it.";

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

/// Who says what: the set.
pub(super) const ATTRIBUTION: &str = "\
## Who says what

**Measured on** `attribution-wikinews`: 30 news articles of 2019 and 2020 with every attribution \
marked by hand. The score program is the set's own (`attribution.py`); it pairs what was read with \
what is marked by the words they share, and its interval comes from drawing articles anew a \
thousand times.

**Not a blind test.** The rules for attributions were written after looking at the list of cue \
words of all 30 articles and at a sample of the marks of the first twenty, wn00–wn19. They were then \
changed with lists of their errors in hand, and with what they read in all 30 in view. Both halves \
have been seen, then, the first more closely; a text of another kind will be read worse than either: \
these are all short news articles in English by one outlet. A score on articles that nobody has \
looked at is still to be made.";

/// Who says what: the errors.
pub(super) const ATTRIBUTION_ERRORS: &str = "\
**How it errs**, from reading the errors in wn20–wn29, and in wn00–wn19, where the order is \
much the same; the commonest first:

1. *Missed: no reporting verb.* Plans, requests, votes and demands as nouns, and verbs that report \
only sometimes: *the harbour board's request to close the quay*, *the ledger lists the ship as \
sold*, *the mayor thanked the crews*.
2. *Content that runs on.* The words attributed end where the clause ends, but the next clause is \
taken along: in *the port announced repairs, but the crane stayed where it was*, the crane is not \
part of what the port announced. The same after *reportedly*, which covers less than its sentence.
3. *Source lost.* After a comma, *saying* and *claiming* belong to the subject before them: *the \
union left the talks, saying that it had been misled* is read without a source.
4. *Source cut or wrong.* A source of several parts is cut at a name or a preposition: of \
*according to records of the pilots' office* only a part is taken.
5. *Words between verb and content.* Where more than a day or a place comes between, the clause \
after it can be missed: *the warden noted, by way of an example, the gate of the mill*.
6. *Second verb of one subject.* *The court, having heard the clerk, then ruled the sale void*: what \
stands between the subject and its second verb can hide it.
7. *Stance.* *Said* with a future is marked as a promise or an intention, with *may* as a \
supposition; the rules call them assertions. This is why the stances average low while most are \
right. What is *not* said (*did not confirm that*) is no attribution to the rules, while the marks \
call some of it a denial.
8. *Inside quotations.* *I think*, *he knows*, *we are committed to* inside somebody's words are \
found less than half the time.
9. *False.* Verbs that report elsewhere: *crews were called to the fire*, *the state declared an \
emergency*.";

/// Dates, quantities, mentions: the set.
pub(super) const SPANS: &str = "\
## Dates, quantities, mentions

**Measured on** the same 30 articles, with `spans.py`. *Exact* asks for the very same words, *half* \
for words that overlap by half of their union, *value* for that and for the value in the row's \
first column.

**What the rules were written from**: those for dates and quantities while looking at \
wn00–wn19; of wn20–wn29 only the kinds of error were known, so there the second half is the fairer \
figure. \
What was in view while those for mentions were written was not noted down: \
take both halves as seen.

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
- *Mentions*: names of one word that no list knows (a company, a newspaper, a province), missed \
most of all in enumerations and at the start of a sentence; title and name as one (*Harbour \
Minister Ada Lind*, marked as *Ada Lind*); adjectives of nation and faith, and bodies named after \
a nation (*the Norwegian regime*), of which only a part is found; model numbers and clauses of \
law taken for names. Their *kind* is weaker still: cities, companies and media without a telling \
word are taken for persons or organisations.";

/// Sentences: the sets.
pub(super) const SENTENCES: &str = "\
## Sentences

**Measured on** the development parts of two treebanks. The sentences of each document are joined \
as they stood, by a space unless the last word says `SpaceAfter=No`, and by an empty line between \
paragraphs; a sentence counts where both its ends are right. Nothing was tuned here.";

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

**Measured on** `wcxb-dev`: 320 real pages. Nothing was tuned here. The first table takes every \
word of the texts that were made of the pages, follows the map back to the page's bytes, and looks \
whether they say that word: an anchor is worth no more than this map. The second compares the \
whole text with the words that people want of the page (`words.py`: bags of words, averaged \
over pages); a low precision is menus, lists of links and comments that were taken along, which is \
the commonest error, most of all on forums and listings; next come pages whose words are written \
by scripts, of which little is found.";

/// The archive: the page.
pub(super) const ARCHIVE: &str = "\
## The structure of a damaged page

**Measured on** `blog-archive.txt`, a blog's archive as its extraction left it. The rules know none \
of its words, but it is the page that they were written for: these counts show that they work \
there, not how often they do elsewhere. A mark counts as joined where it points to a note in the \
same text; nobody has marked all links and damage by hand, so these are counts of what was found.";

/// Speed.
pub(super) const SPEED: &str = "\
## Speed

**Measured on** the 280 news articles of `wikinews-sample`, each written out fifteen times as a \
file of its own, each copy with its number at the end. Files are in the system's cache. Each figure \
for a whole program is the median of three runs, for a start that of 21; the most memory is that \
of the largest run. These are timings of one machine on one day, and of a machine that may have had \
other work; the programs run beside Sayso show how fast it was.";
