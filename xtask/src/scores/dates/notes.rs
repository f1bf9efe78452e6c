//! What the page says of the dates of other people.

/// What was measured, on what, and by which mapping.
pub(super) const DATES: &str = "\
## Dates, as other people mark them

**Measured on** GUM (`gum-permissive`: academic writing, biographies, court hearings, interviews, news \
and travel guides, 95 documents whose dates are marked in XML) and MEANTIME (`meantime-en`: 120 short \
news articles, of each the title, the line with the day and five sentences, since no more is marked; \
TIMEX3 of the type DATE). *Strict* asks for the very same words; *value* for that and for the right \
day or days. The texts are read as they stand: the day of an article is known where its first lines \
tell it, and of most of GUM's other documents it is not.

**How values are compared.** Both sides are turned into EDTF and are the same where they have the \
same first and last day, whatever they say of how sure these are (`1990~` is `1990`), or, without \
them, the same digits (`XXXX-07`). GUM's `when` is a date; `from` or `notBefore` with `to` or `notAfter` \
an interval, open where one is left out; its seasons, written from the month before they begin \
(`2012-06` to `2012-09`), are those of EDTF; its years before ours have no year 0, and EDTF's have. \
Of TIMEX3, weeks and weekends are intervals from Monday or Saturday to Sunday, quarters intervals of \
months, a year of three figures is a decade, the part of a day is left out, and `PAST_REF`, \
`PRESENT_REF` and `FUTURE_REF` ask for a vague date and no more. A spell marked as a DATE (`P20Y`) is \
never right. What is read at words that are marked as times, spells or sets counts neither way.

**Cut as they cut.** The guide of the marked Wikinews has `since 2015` as one date, the whole of \
`2009 to 2017` beside its two ends, and `the 1960s` with its article; both of these sets mostly have \
`2015`, the two ends alone, and `1960s`. GUM moreover leaves outside what blurs a date or names a part \
of it (*around* 328, *later in* 1689, *earlier* this year, *the morning of* 30 May, Thursday \
*afternoon*) and has no date for what recurs (*Sundays*), for *today* in the sense of nowadays, nor for \
*recently*, *currently*, *previously*, *at present*, *to date* and *in the future*. The reader follows \
the first guide. The last two columns take its dates as each set would cut them, by these rules and no \
others; the values stay as they were read.

**What the rules were written from**: lists of errors in three of every four documents by name, and \
lists of what the parser's model calls a date or a time and the reader did not, in other texts (news, \
mail, reviews, reports by wire). The fourth was not looked at, but for a list of all marked words, \
without their texts, before the measurement began.";

/// What the schemes mark otherwise, and the errors.
pub(super) const DATE_ERRORS: &str = "\
**What they mark and Sayso does not**: events and ages as dates (*the colonial era*, *her 80s*, *the \
opening night*), spells (*for twelve years*, *over a decade*), adjectives and nouns of time (*current*, \
*short-term*, *history*), `now` and `later`, numbers of two figures for years without an apostrophe.

**What Sayso marks and they do not**, beside what is cut above: *at the time*, *many years later*, a \
weekday of a timetable, wars by their names.

**How it errs** beyond that: a year that only the context tells from a number (*Lind 1596, reported*); \
months without a year in lists of what recurs or is planned; *today* in the sense of nowadays, where \
no verb tells it from the day; values that lean on events (*five days before his death*).";
