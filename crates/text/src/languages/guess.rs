//! What tells languages of one script apart.

use super::scripts::Script;

/// A language that is told by its words: its script, and words that its sentences are held
/// together with. From the grammars of these languages; words that two of them share stand in
/// both, so that they speak for neither.
#[derive(Debug)]
pub(super) struct Language {
    tag: &'static str,
    script: Script,
    words: &'static [&'static str],
}

const fn latin(tag: &'static str, words: &'static [&'static str]) -> Language {
    Language { tag, script: Script::Latin, words }
}

/// The languages that are told by their words.
pub(super) const LANGUAGES: &[Language] = &[
    latin(
        "en",
        &[
            "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as",
            "by", "it", "at", "he", "from", "not", "are", "this", "be", "or", "has", "had", "have",
            "his", "they", "which", "but", "were", "their", "who", "will", "would", "been", "an",
            "i", "you", "we", "she", "her", "its", "what", "there", "if", "when", "said", "no",
            "so", "do", "all",
        ],
    ),
    latin(
        "fr",
        &[
            "le", "la", "les", "de", "des", "du", "un", "une", "et", "en", "est", "que", "qui",
            "dans", "pour", "pas", "sur", "au", "aux", "ce", "il", "elle", "ne", "se", "par",
            "avec", "sont", "plus", "ont", "cette", "ses", "son", "leur", "mais", "ou", "nous",
            "vous", "je", "été", "à", "où", "on", "a", "y", "qu", "tout", "être", "très", "comme",
            "dit", "fait", "après",
        ],
    ),
    latin(
        "de",
        &[
            "der", "die", "das", "und", "in", "den", "von", "zu", "mit", "sich", "des", "auf",
            "für", "ist", "im", "dem", "nicht", "ein", "eine", "als", "auch", "es", "an", "werden",
            "aus", "er", "hat", "dass", "sie", "nach", "wird", "bei", "einer", "um", "am", "sind",
            "noch", "wie", "einem", "über", "einen", "so", "zum", "war", "haben", "nur", "oder",
            "aber", "vor", "zur", "bis", "ich", "wir", "was",
        ],
    ),
    latin(
        "es",
        &[
            "el", "la", "los", "las", "de", "del", "y", "en", "que", "a", "un", "una", "por",
            "con", "para", "se", "es", "no", "su", "al", "lo", "como", "más", "sus", "pero",
            "este", "esta", "ha", "fue", "son", "le", "ya", "o", "entre", "cuando", "muy", "sin",
            "sobre", "también", "me", "hasta", "hay", "donde", "desde", "está", "porque", "qué",
            "había", "han", "yo",
        ],
    ),
    latin(
        "pt",
        &[
            "o", "a", "os", "as", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "nos",
            "nas", "um", "uma", "que", "por", "com", "para", "se", "é", "não", "ao", "mais",
            "como", "mas", "foi", "ele", "ela", "à", "seu", "sua", "ou", "quando", "muito", "já",
            "eu", "também", "só", "pelo", "pela", "até", "isso", "entre", "depois", "sem", "mesmo",
            "são", "tem",
        ],
    ),
    latin(
        "it",
        &[
            "il", "lo", "la", "i", "gli", "le", "di", "del", "della", "dei", "delle", "e", "in",
            "nel", "nella", "che", "un", "una", "per", "con", "non", "si", "è", "da", "dal",
            "dalla", "al", "alla", "sono", "più", "come", "ma", "ha", "anche", "su", "sul", "o",
            "se", "questo", "questa", "ai", "ci", "era", "hanno", "io", "quando", "stato", "degli",
            "a",
        ],
    ),
    latin(
        "nl",
        &[
            "de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "met", "voor", "zijn",
            "niet", "aan", "er", "om", "ook", "als", "maar", "door", "bij", "naar", "uit", "dan",
            "nog", "wordt", "ze", "hij", "die", "over", "tot", "worden", "werd", "heeft", "hebben",
            "deze", "of", "was", "geen", "wat", "meer", "zich", "al", "je", "ik", "we", "kan",
            "dit",
        ],
    ),
    latin(
        "sv",
        &[
            "och", "i", "att", "det", "som", "en", "på", "är", "av", "för", "med", "till", "den",
            "har", "de", "inte", "om", "ett", "han", "men", "var", "jag", "sig", "från", "vi",
            "så", "kan", "man", "när", "år", "under", "också", "efter", "eller", "nu", "sin",
            "där", "vid", "mot", "ska", "skulle", "kommer", "ut", "får", "finns", "vara", "hade",
            "alla", "mycket",
        ],
    ),
    latin(
        "da",
        &[
            "og", "i", "at", "det", "som", "en", "på", "er", "af", "for", "med", "til", "den",
            "har", "de", "ikke", "om", "et", "han", "men", "var", "jeg", "sig", "fra", "vi", "så",
            "kan", "man", "når", "år", "under", "også", "efter", "eller", "nu", "sin", "der",
            "ved", "mod", "skal", "skulle", "bliver", "ud", "være", "havde", "alle", "meget",
            "blev", "hvad",
        ],
    ),
    latin(
        "no",
        &[
            "og", "i", "å", "det", "som", "en", "på", "er", "av", "for", "med", "til", "den",
            "har", "de", "ikke", "om", "et", "han", "men", "var", "jeg", "seg", "fra", "vi", "så",
            "kan", "man", "når", "år", "under", "også", "etter", "eller", "nå", "sin", "der",
            "ved", "mot", "skal", "skulle", "blir", "ut", "være", "hadde", "alle", "mye", "ble",
            "hva",
        ],
    ),
    latin(
        "fi",
        &[
            "ja", "on", "ei", "että", "se", "oli", "hän", "mutta", "ovat", "kun", "myös", "tai",
            "joka", "niin", "kuin", "sen", "olla", "ole", "jos", "mukaan", "jotka", "sitä", "vain",
            "nyt", "minä", "me", "mitä", "tämä", "sekä", "ollut", "jo", "vielä", "kanssa", "olisi",
        ],
    ),
    latin(
        "pl",
        &[
            "i", "w", "na", "z", "do", "się", "nie", "to", "że", "jest", "o", "jak", "a", "od",
            "po", "co", "dla", "przez", "za", "ale", "są", "tym", "czy", "tak", "ze", "by", "był",
            "oraz", "już", "była", "może", "który", "która", "które", "tego", "przy", "ich",
            "jego", "było",
        ],
    ),
    latin(
        "cs",
        &[
            "a", "v", "se", "na", "je", "že", "s", "z", "do", "to", "o", "i", "ve", "za", "pro",
            "by", "jsem", "si", "ale", "po", "jako", "které", "který", "která", "jsou", "tak",
            "od", "byl", "bylo", "při", "už", "nebo", "také", "však", "jeho", "pod", "není", "než",
            "až", "když",
        ],
    ),
    latin(
        "hr",
        &[
            "i", "je", "u", "da", "se", "na", "za", "su", "s", "od", "o", "iz", "kao", "ne", "što",
            "koji", "koja", "koje", "bi", "će", "ali", "to", "sam", "a", "do", "nije", "li", "ili",
            "bio", "bila", "kako", "po", "samo", "sve", "nakon", "još", "smo", "prema",
        ],
    ),
    latin(
        "ro",
        &[
            "și", "de", "a", "în", "la", "o", "cu", "pe", "care", "din", "nu", "să", "un", "este",
            "mai", "că", "pentru", "se", "au", "fost", "prin", "sunt", "ca", "al", "ale", "lui",
            "sau", "dar", "după", "fi", "cel", "ei", "acest", "această", "când", "între", "iar",
            "am", "ne",
        ],
    ),
    latin(
        "hu",
        &[
            "a", "az", "és", "hogy", "nem", "is", "egy", "de", "volt", "ez", "meg", "csak", "mint",
            "már", "még", "van", "vagy", "azt", "ha", "ki", "kell", "lesz", "majd", "minden",
            "aki", "amely", "után", "szerint", "de", "ami", "pedig", "nagyon", "vannak", "lehet",
        ],
    ),
    latin(
        "tr",
        &[
            "ve",
            "bir",
            "bu",
            "da",
            "de",
            "için",
            "ile",
            "olarak",
            "çok",
            "daha",
            "en",
            "gibi",
            "ne",
            "o",
            "olan",
            "var",
            "kadar",
            "sonra",
            "ancak",
            "ama",
            "her",
            "ya",
            "ki",
            "değil",
            "diye",
            "olduğunu",
            "oldu",
            "göre",
            "mi",
            "ise",
            "hem",
            "etti",
            "dedi",
            "olduğu",
            "yok",
            "ben",
        ],
    ),
    latin(
        "id",
        &[
            "yang", "dan", "di", "dengan", "untuk", "dari", "ini", "itu", "pada", "tidak", "dalam",
            "akan", "ke", "adalah", "oleh", "juga", "saya", "telah", "ada", "bisa", "karena",
            "atau", "mereka", "sebagai", "kami", "dia", "lebih", "sudah", "tersebut", "seperti",
            "bahwa",
        ],
    ),
    latin(
        "vi",
        &[
            "và", "của", "là", "có", "được", "trong", "cho", "không", "một", "những", "các", "với",
            "đã", "này", "người", "từ", "khi", "về", "để", "ở", "vào", "đến", "cũng", "ra", "như",
            "trên", "sẽ", "tại", "theo", "phải", "năm", "tôi", "rằng", "bị", "nhiều", "sau", "đó",
        ],
    ),
    latin(
        "sw",
        &[
            "ya", "na", "wa", "kwa", "ni", "katika", "la", "za", "kuwa", "hiyo", "huo", "cha",
            "hii", "kama", "si", "baada", "lakini", "wakati", "hayo", "watu", "alisema", "pia",
            "yake", "huyo",
        ],
    ),
    Language {
        tag: "ru",
        script: Script::Cyrillic,
        words: &[
            "и",
            "в",
            "не",
            "на",
            "что",
            "с",
            "по",
            "как",
            "к",
            "это",
            "от",
            "за",
            "из",
            "его",
            "но",
            "для",
            "он",
            "был",
            "о",
            "у",
            "так",
            "было",
            "она",
            "же",
            "бы",
            "они",
            "до",
            "или",
            "мы",
            "все",
            "при",
            "также",
            "если",
            "были",
            "уже",
            "только",
            "может",
            "после",
            "где",
            "я",
        ],
    },
    Language {
        tag: "uk",
        script: Script::Cyrillic,
        words: &[
            "і",
            "в",
            "не",
            "на",
            "що",
            "з",
            "та",
            "у",
            "до",
            "як",
            "це",
            "за",
            "його",
            "але",
            "для",
            "він",
            "був",
            "про",
            "від",
            "вона",
            "ж",
            "б",
            "вони",
            "або",
            "ми",
            "при",
            "також",
            "якщо",
            "були",
            "вже",
            "може",
            "після",
            "де",
            "є",
            "які",
            "який",
            "я",
        ],
    },
    Language {
        tag: "bg",
        script: Script::Cyrillic,
        words: &[
            "и",
            "в",
            "на",
            "се",
            "да",
            "за",
            "от",
            "е",
            "с",
            "че",
            "не",
            "по",
            "са",
            "като",
            "до",
            "си",
            "след",
            "това",
            "но",
            "ще",
            "при",
            "или",
            "той",
            "има",
            "беше",
            "към",
            "през",
            "му",
            "които",
            "който",
            "без",
            "още",
            "може",
            "което",
            "както",
            "във",
            "със",
        ],
    },
    Language {
        tag: "sr",
        script: Script::Cyrillic,
        words: &[
            "и",
            "је",
            "у",
            "да",
            "се",
            "на",
            "за",
            "су",
            "од",
            "о",
            "из",
            "као",
            "не",
            "што",
            "који",
            "која",
            "које",
            "би",
            "ће",
            "али",
            "то",
            "а",
            "до",
            "није",
            "или",
            "био",
            "како",
            "по",
            "након",
            "још",
            "према",
            "са",
        ],
    },
    Language {
        tag: "ar",
        script: Script::Arabic,
        words: &[
            "في", "من", "على", "إلى", "أن", "عن", "التي", "الذي", "هذا", "هذه", "ما", "لا", "كان",
            "مع", "إن", "أو", "بعد", "كما", "قال", "وقد", "كل", "قد", "بين", "وفي", "ومن", "ذلك",
            "هو", "هي", "لم", "حيث", "منذ", "قبل", "عند", "حتى", "كانت", "وقال", "عام", "خلال",
        ],
    },
    Language {
        tag: "fa",
        script: Script::Arabic,
        words: &[
            "و", "در", "به", "از", "که", "این", "را", "با", "است", "برای", "آن", "یک", "خود", "تا",
            "بر", "هم", "نیز", "گفت", "شده", "شد", "بود", "ما", "هر", "اما", "یا", "باید", "می",
            "او",
        ],
    },
    Language {
        tag: "ur",
        script: Script::Arabic,
        words: &[
            "کے", "کی", "میں", "ہے", "اور", "سے", "کا", "کو", "اس", "ہیں", "نے", "پر", "کہ", "ایک",
            "کر", "تھا", "بھی", "یہ", "وہ", "نہیں", "ہو", "تھے", "گیا", "لیے", "جو",
        ],
    },
    Language {
        tag: "hi",
        script: Script::Devanagari,
        words: &[
            "के",
            "है",
            "में",
            "की",
            "और",
            "से",
            "का",
            "को",
            "हैं",
            "पर",
            "ने",
            "कि",
            "इस",
            "यह",
            "भी",
            "एक",
            "नहीं",
            "था",
            "लिए",
            "तो",
            "कर",
            "हो",
            "वह",
            "जो",
            "थे",
        ],
    },
    Language {
        tag: "mr",
        script: Script::Devanagari,
        words: &[
            "आहे",
            "आणि",
            "या",
            "ही",
            "हे",
            "तर",
            "आहेत",
            "असे",
            "होते",
            "होता",
            "त्या",
            "मी",
            "ते",
            "केली",
            "झाली",
            "करून",
            "नाही",
            "होती",
            "काही",
            "पण",
        ],
    },
    Language {
        tag: "ne",
        script: Script::Devanagari,
        words: &[
            "छ",
            "र",
            "को",
            "मा",
            "ले",
            "लाई",
            "हो",
            "छन्",
            "भएको",
            "गरेको",
            "पनि",
            "यो",
            "बाट",
            "थियो",
            "गर्न",
            "तर",
            "भने",
            "छैन",
            "गरी",
        ],
    },
];

/// Letters that, of the languages of their script, only one has.
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("ىةؤإأ", "ar"),
    ("یکپچژگ", "fa"),
    ("ٹڈڑںےہھ", "ur"),
    ("ێۆڵڕ", "ckb"),
    ("ыэё", "ru"),
    ("їєґ", "uk"),
    ("ў", "be"),
    ("ђћ", "sr"),
    ("ѓќѕ", "mk"),
];

/// Fewest words of a stretch whose language is told by its words.
const FEW_WORDS: u32 = 6;
/// Fewest of them that must be a language's own.
const FEW_HITS: u32 = 3;
/// One word in this many must be.
const RAREST: u32 = 6;
/// Fewest letters of a stretch that is told by its letters, and one in how many must tell.
const FEW_LETTERS: u32 = 12;
const RAREST_SIGN: u32 = 60;

/// The languages that a word in small letters helps to tell, as bits, with a number for the word.
pub(super) fn languages_with(word: &str) -> (usize, u32) {
    match INDEX.binary_search_by(|(known, _)| (*known).cmp(word)) {
        Ok(at) => (at, INDEX.get(at).map_or(0, |(_, bits)| *bits)),
        Err(_) => (usize::MAX, 0),
    }
}

/// Each word of [`LANGUAGES`], in order, with the languages it is a word of. A letter alone may be
/// a name, a unit or a piece of code, and tells nothing.
static INDEX: std::sync::LazyLock<Vec<(&'static str, u32)>> = std::sync::LazyLock::new(|| {
    let mut index = std::collections::BTreeMap::new();
    for (language, bit) in LANGUAGES.iter().zip(0..) {
        for word in language.words.iter().filter(|word| word.chars().count() > 1) {
            *index.entry(*word).or_insert(0) |= 1_u32 << bit;
        }
    }
    index.into_iter().collect()
});

/// The language of a script whose words stand out: enough of them, and clearly more than of any
/// other.
pub(super) fn by_words(
    hits: &[u32; LANGUAGES.len()],
    words: u32,
    script: Script,
) -> Option<&'static str> {
    let of_script = || LANGUAGES.iter().zip(hits).filter(|(language, _)| language.script == script);
    let (best, most) = of_script().max_by_key(|(_, hits)| **hits)?;
    let second =
        of_script().filter(|(l, _)| l.tag != best.tag).map(|(_, hits)| *hits).max().unwrap_or(0);
    let enough = words >= FEW_WORDS && *most >= FEW_HITS && *most * RAREST >= words;
    let clear = *most >= second + 2 && *most * 4 >= second * 5;
    (enough && clear).then_some(best.tag)
}

/// The language of a script that has letters of its own in these words: of two, the one with more,
/// where those of the other are few.
pub(super) fn by_signs(
    signs: &[u32; SIGNS.len()],
    letters: u32,
    script: Script,
) -> Option<&'static str> {
    let of_script =
        |letters: &str| letters.chars().all(|c| super::scripts::script(c) == Some(script));
    let mut counts: Vec<(u32, &'static str)> = SIGNS
        .iter()
        .zip(signs)
        .filter(|((letters, _), _)| of_script(letters))
        .map(|((_, tag), count)| (*count, *tag))
        .collect();
    // Urdu and Kurdish have the letters that tell Persian from Arabic too, and so has Belarusian
    // those that tell Russian from its neighbours.
    let count = |tag: &str| counts.iter().find(|(_, t)| *t == tag).map_or(0, |(count, _)| *count);
    let finer = [("fa", count("ur") + count("ckb")), ("ru", count("be"))];
    for (count, tag) in &mut counts {
        if finer.iter().any(|(coarse, finer)| coarse == tag && finer * 8 > *count) {
            *count = 0;
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (most, tag) = *counts.first()?;
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    let told = letters >= FEW_LETTERS && most * RAREST_SIGN >= letters && most > 0;
    (told && most >= second * 3).then_some(tag)
}
