//! The words that quantities are made of.

use crate::numbers;

/// A number word up to ninety.
pub(super) fn small(word: &str) -> Option<f64> {
    numbers::small(word).map(f64::from)
}

/// A word that multiplies the number before it.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// A plural that says only an order of size, as the least it can mean.
pub(super) fn several(word: &str) -> Option<f64> {
    Some(match word {
        "dozens" => 24.0,
        "scores" => 40.0,
        "tens" => 20.0,
        "hundreds" => 200.0,
        "thousands" => 2e3,
        "millions" => 2e6,
        "billions" => 2e9,
        _ => return None,
    })
}

/// A unit of measure, singular.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    Some(match word {
        "second" | "seconds" => "second",
        "minute" | "minutes" | "min" => "minute",
        "hour" | "hours" => "hour",
        "day" | "days" => "day",
        "night" | "nights" => "night",
        "week" | "weeks" => "week",
        "month" | "months" => "month",
        "year" | "years" => "year",
        "decade" | "decades" => "decade",
        "century" | "centuries" => "century",
        "mm" | "millimetre" | "millimetres" | "millimeter" | "millimeters" => "millimetre",
        "cm" | "centimetre" | "centimetres" | "centimeter" | "centimeters" => "centimetre",
        "m" | "metre" | "metres" | "meter" | "meters" => "metre",
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => "kilometre",
        "inch" | "inches" => "inch",
        "foot" | "feet" | "ft" => "foot",
        "yard" | "yards" => "yard",
        "mile" | "miles" => "mile",
        "mph" => "mile per hour",
        "kg" | "kilogram" | "kilograms" | "kilo" | "kilos" => "kilogram",
        "gram" | "grams" => "gram",
        "lb" | "lbs" => "lb",
        "ton" | "tons" => "ton",
        "tonne" | "tonnes" => "tonne",
        "acre" | "acres" => "acre",
        "hectare" | "hectares" => "hectare",
        "litre" | "litres" | "liter" | "liters" => "litre",
        "gallon" | "gallons" => "gallon",
        "barrel" | "barrels" => "barrel",
        "degrees" => "degree",
        "mw" | "megawatt" | "megawatts" => "megawatt",
        _ => return None,
    })
}

/// Money by its word.
pub(super) fn money(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" => "dollar",
        "euro" | "euros" => "EUR",
        "pounds" => "pound",
        "yen" => "yen",
        "rupees" => "rupee",
        "rubles" | "roubles" => "rouble",
        "pesos" | "pesetas" => return Some(if word == "pesos" { "peso" } else { "peseta" }),
        "cents" => "cent",
        _ => return None,
    })
}

/// What is counted in money, after `of` or as `a 200-pound fine`: any other thing is weighed.
pub(super) fn is_paid(word: &str) -> bool {
    matches!(
        word,
        "aid"
            | "bill"
            | "bills"
            | "budget"
            | "cash"
            | "compensation"
            | "cuts"
            | "damage"
            | "damages"
            | "debt"
            | "debts"
            | "deposit"
            | "fee"
            | "fees"
            | "fine"
            | "fines"
            | "funding"
            | "funds"
            | "government"
            | "grant"
            | "grants"
            | "income"
            | "investment"
            | "loan"
            | "loans"
            | "losses"
            | "money"
            | "note"
            | "notes"
            | "our"
            | "prize"
            | "profit"
            | "profits"
            | "public"
            | "revenue"
            | "reward"
            | "savings"
            | "spending"
            | "state"
            | "subsidies"
            | "tax"
            | "taxes"
            | "taxpayer"
            | "taxpayers"
            | "their"
    )
}

/// A noun for people, in either number.
pub(super) fn is_people(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "person"
            | "persons"
            | "men"
            | "man"
            | "women"
            | "woman"
            | "children"
            | "child"
            | "boys"
            | "girls"
            | "dead"
            | "wounded"
            | "injured"
            | "civilians"
            | "civilian"
            | "soldiers"
            | "soldier"
            | "troops"
            | "fighters"
            | "fighter"
            | "militants"
            | "rebels"
            | "gunmen"
            | "officers"
            | "officer"
            | "police"
            | "policemen"
            | "prisoners"
            | "detainees"
            | "hostages"
            | "victims"
            | "victim"
            | "survivors"
            | "survivor"
            | "casualties"
            | "passengers"
            | "passenger"
            | "crew"
            | "sailors"
            | "residents"
            | "refugees"
            | "migrants"
            | "workers"
            | "worker"
            | "employees"
            | "staff"
            | "personnel"
            | "students"
            | "teachers"
            | "doctors"
            | "patients"
            | "patient"
            | "journalists"
            | "journalist"
            | "protesters"
            | "protestors"
            | "demonstrators"
            | "voters"
            | "candidates"
            | "members"
            | "lawmakers"
            | "suspects"
            | "suspect"
            | "assailants"
            | "attackers"
            | "others"
            | "families"
            | "individuals"
            | "inhabitants"
            | "witnesses"
            | "volunteers"
            | "pilots"
            | "firefighters"
            | "marines"
            | "deaths"
            | "fatalities"
            | "justices"
            | "judges"
            | "experts"
            | "officials"
            | "inmates"
            | "settlers"
            | "players"
            | "friends"
    )
}

/// A word for whose the thing after it is.
pub(super) fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "our" | "my" | "your" | "these" | "all")
}

/// What may befall people, after "no one".
pub(super) fn befalls(word: &str) -> bool {
    matches!(
        word,
        "hurt"
            | "injured"
            | "wounded"
            | "killed"
            | "harmed"
            | "died"
            | "arrested"
            | "charged"
            | "survived"
            | "aboard"
            | "missing"
            | "evacuated"
            | "infected"
    )
}

/// What "no" counts as none of: people, and what befalls them.
pub(super) fn is_none_of(word: &str) -> bool {
    matches!(
        word,
        "crew"
            | "deaths"
            | "casualties"
            | "fatalities"
            | "injuries"
            | "survivors"
            | "civilians"
            | "victims"
            | "passengers"
            | "soldiers"
    )
}

/// A plural noun, as far as its form tells.
pub(super) fn is_plural(word: &str) -> bool {
    let irregular = matches!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "police"
            | "dead"
            | "wounded"
            | "injured"
            | "crew"
            | "staff"
            | "personnel"
            | "aircraft"
            | "gunmen"
            | "policemen"
            | "media"
            | "feet"
            | "firemen"
            | "sheep"
    );
    let form = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is");
    let other = matches!(
        word,
        "measles"
            | "news"
            | "was"
            | "does"
            | "says"
            | "always"
            | "perhaps"
            | "this"
            | "series"
            | "politics"
            | "overseas"
            | "sometimes"
            | "besides"
            | "towards"
            | "afterwards"
            | "less"
            | "has"
            | "its"
            | "his"
            | "hers"
            | "theirs"
            | "yes"
            | "thus"
    );
    irregular || form && !other
}

/// The singular of a noun, as far as its form tells; `person` of people.
pub(super) fn singular(word: &str) -> String {
    if is_people(word) {
        return "person".to_owned();
    }
    match word {
        "feet" => return "foot".to_owned(),
        "media" | "aircraft" | "sheep" => return word.to_owned(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    ["ses", "xes", "ches", "shes"]
        .iter()
        .find(|ending| {
            word.ends_with(**ending)
                && !matches!(
                    word,
                    "cases"
                        | "houses"
                        | "bases"
                        | "phases"
                        | "causes"
                        | "uses"
                        | "purposes"
                        | "warehouses"
                        | "nurses"
                        | "horses"
                        | "expenses"
                        | "licenses"
                        | "leases"
                        | "aches"
                        | "headaches"
                )
        })
        .map(|_| &word[..word.len() - 2])
        .or_else(|| word.strip_suffix('s').filter(|_| is_plural(word)))
        .unwrap_or(word)
        .to_owned()
}

/// A word that no noun phrase goes on with after a number.
pub(super) fn ends_a_phrase(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "if"
            | "as"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "of"
            | "off"
            | "on"
            | "onto"
            | "out"
            | "over"
            | "per"
            | "than"
            | "to"
            | "toward"
            | "towards"
            | "under"
            | "until"
            | "up"
            | "upon"
            | "via"
            | "with"
            | "within"
            | "without"
            | "after"
            | "before"
            | "since"
            | "during"
            | "while"
            | "when"
            | "where"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "that"
            | "this"
            | "these"
            | "those"
            | "there"
            | "here"
            | "because"
            | "so"
            | "not"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "having"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "you"
            | "i"
            | "them"
            | "him"
            | "her"
            | "us"
            | "his"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "all"
            | "both"
            | "each"
            | "also"
            | "now"
            | "then"
            | "still"
            | "later"
            | "earlier"
            | "ago"
            | "died"
            | "die"
            | "came"
            | "come"
            | "went"
            | "took"
            | "take"
            | "ran"
            | "run"
            | "left"
            | "said"
            | "say"
            | "says"
            | "told"
            | "made"
            | "make"
            | "saw"
            | "fell"
            | "between"
            | "against"
            | "about"
            | "around"
            | "across"
            | "along"
            | "among"
            | "amid"
            | "through"
            | "throughout"
            | "behind"
            | "below"
            | "above"
            | "near"
            | "outside"
            | "inside"
            | "including"
            | "such"
            | "according"
            | "like"
            | "too"
            | "only"
            | "just"
            | "away"
            | "down"
            | "back"
            | "again"
            | "once"
            | "twice"
            | "times"
            | "am"
            | "pm"
            | "apart"
            | "long"
            | "north"
            | "south"
            | "east"
            | "west"
            | "aboard"
    )
}

/// The words that a quantity can begin with, by their first letter: this spares most words the
/// rules.
pub(super) const STARTS: [&[&str]; 26] = [
    &[
        "a",
        "about",
        "above",
        "additional",
        "age",
        "aged",
        "almost",
        "an",
        "approximately",
        "around",
        "as",
        "at",
        "au",
    ],
    &["below", "between", "billions", "both"],
    &["c", "ca", "circa", "close"],
    &["dozens"],
    &[
        "eight",
        "eighteen",
        "eighty",
        "eleven",
        "estimated",
        "exceed",
        "exceeded",
        "exceeding",
        "exceeds",
    ],
    &["fewer", "fifteen", "fifty", "five", "forty", "four", "fourteen"],
    &["greater"],
    &["half", "hk", "hundreds"],
    &["in"],
    &["just"],
    &[],
    &["less", "lone", "longer"],
    &["many", "millions", "more", "most", "multiple"],
    &["nearly", "nine", "nineteen", "ninety", "no", "nobody", "not", "numbering", "numerous", "nz"],
    &["one", "only", "over"],
    &[],
    &[],
    &["roughly"],
    &[
        "scores",
        "seven",
        "seventeen",
        "seventy",
        "several",
        "six",
        "sixteen",
        "sixty",
        "some",
        "somewhat",
        "surpass",
        "surpassed",
        "surpasses",
        "surpassing",
    ],
    &["ten", "tens", "the", "thirteen", "thirty", "thousands", "three", "twelve", "twenty", "two"],
    &["under", "up", "upwards", "us"],
    &["various"],
    &["well"],
    &[],
    &[],
    &["zero"],
];
