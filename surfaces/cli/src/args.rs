//! What the command line takes. The help, the man page and the completions are made from this.

mod asking;

pub(crate) use asking::*;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sayso::AsOf;
use sayso::model::{Edtf, Said, Stance, Verdict, Voice};
use std::ffi::OsString;
use std::path::PathBuf;

/// Where the help lists what every command takes.
const EVERY: &str = "With every command";

/// On whose say-so? Keeps the record of who says what about whom, when, and on whose word.
#[derive(Debug, Parser)]
#[command(
    name = "sayso",
    version,
    after_help = "Examples:\n  \
        sayso open articles/                 read a folder, keep it, show it in the browser\n  \
        sayso claims --by Sigsbee            who claims what\n  \
        sayso trace c4k2                     where a claim comes from, link by link\n  \
        sayso read page.html --json          read without keeping\n\n\
        Nothing leaves this machine, unless you give an address to fetch or have links checked."
)]
pub(crate) struct Args {
    /// The dossier to work on; without it, the only *.sayso file in this folder.
    #[arg(
        short,
        long,
        global = true,
        help_heading = EVERY,
        env = "SAYSO_DOSSIER",
        hide_env_values = true,
        value_name = "FILE"
    )]
    pub(crate) dossier: Option<PathBuf>,
    /// Who works: kept with every operation in the log.
    #[arg(long, global = true, help_heading = EVERY, env = "SAYSO_USER", hide_env_values = true, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// What time it is, instead of this machine's clock: for runs that must give the same bytes.
    #[arg(long, global = true, env = "SAYSO_NOW", value_name = "INSTANT", hide = true)]
    pub(crate) now: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Take files in, read them, print a summary, and show the dossier in the browser.
    #[command(
        after_help = "Examples:\n  sayso open page.html\n  sayso open articles/ --no-serve\n  \
        sayso open articles/ -d case.sayso\n\nWithout -d the dossier is NAME.sayso in this folder, \
        after the first path. Where it exists, only what is new is added."
    )]
    Open(Open),
    /// Take in more. Safe to interrupt and to repeat.
    #[command(
        after_help = "Examples:\n  sayso add more/ letter.txt\n  sayso add crawl.warc --json\n  \
        sayso add https://example.org/news/bridge --with-links"
    )]
    Add(Add),
    /// Show the dossier in the browser.
    #[command(after_help = "Examples:\n  sayso serve\n  sayso serve --no-browser --port 8080")]
    Serve(Serve),
    /// Read without keeping.
    #[command(
        after_help = "Examples:\n  sayso read page.html\n  sayso read texts/*.txt --json > records.jsonl\n  \
        sayso read page.html --json --text-dir texts/\n  sayso read page.html --conllu"
    )]
    Read(Read),
    /// List claims.
    #[command(
        after_help = "Examples:\n  sayso claims --by Roosevelt\n  sayso claims --words \"coal bunker\" --said 1898-02..\n  \
        sayso claims --stance denies --csv > denials.csv\n\nDates are EDTF: 1898-02-15, 1898-02, \
        1898, 1898-02/1898-04, ../1911."
    )]
    Claims(Claims),
    /// List who is spoken of: actors under all their names.
    #[command(after_help = "Examples:\n  sayso actors\n  sayso actors Sigsbee --why\n  \
        sayso actors --suggested --why      what was joined on likeness, to be looked at\n\n\
        `sayso judge same` and `sayso judge different` decide who is who.")]
    Actors(Actors),
    /// List what an actor is called: by whom, since when, how often.
    #[command(after_help = "Examples:\n  sayso names \"Liberation Army\"\n  \
        sayso names \"Liberation Army\" --why     every place, and what is said about the name")]
    Names(Names),
    /// Tell what an actor is said to be, from when to when, by whom; of a place, who holds it.
    #[command(after_help = "Examples:\n  sayso status Cuba\n  sayso status Cuba --on 1898-02-15")]
    Status(Status),
    /// Set what an actor said beside what others report it did.
    #[command(after_help = "Example:\n  sayso compare Roosevelt --why")]
    Compare(Compare),
    /// Tell which outlets or speakers report what, how much, and since when.
    #[command(
        after_help = "Examples:\n  sayso coverage\n  sayso coverage --by-actor --speakers\n  \
        sayso coverage --left-out \"Harbour Papers\"\n\nAll of it is told of the captured pages: \
        what an outlet published besides is not known."
    )]
    Coverage(Coverage),
    /// List what is said to have happened, and what was said, in order of time.
    #[command(
        after_help = "Examples:\n  sayso timeline\n  sayso timeline Roosevelt --happened 1898-02"
    )]
    Timeline(Timeline),
    /// List what happened, as one or several documents report it, and what they differ in.
    #[command(after_help = "Examples:\n  sayso incidents --shared\n  sayso incidents i4f2 --why")]
    Incidents(IncidentList),
    /// List how many of what there are said to be, by whom, over time.
    #[command(
        after_help = "Examples:\n  sayso estimates killed\n  sayso estimates --differing --why"
    )]
    Estimates(EstimateList),
    /// List the questions on which holders differ, each position in its own words.
    #[command(after_help = "Examples:\n  sayso disputes\n  sayso disputes mine --by court --why")]
    Disputes(DisputeList),
    /// Draw what is concluded from what, where a text marks it.
    #[command(
        after_help = "Examples:\n  sayso arguments\n  sayso arguments mine --by court --json"
    )]
    Arguments(ArgumentList),
    /// List who did what to whom, by whoever says so.
    #[command(
        after_help = "Examples:\n  sayso relations Spain\n  sayso relations --kind blockades --csv"
    )]
    Relations(Relations),
    /// Count the independent origins behind a claim or an incident; or list what rests on an actor.
    #[command(after_help = "Examples:\n  sayso origins c4k2\n  sayso origins i4f2\n  \
        sayso origins --of \"Meridian Press Service\"     what falls with it")]
    Origins(Origins),
    /// List the documents.
    #[command(
        after_help = "Examples:\n  sayso sources\n  sayso sources --as-of 2026-11-22T08:30:00Z\n  \
        sayso sources --check-links --find-archived"
    )]
    Sources(Sources),
    /// Follow a claim to its origin, link by link.
    #[command(
        after_help = "Examples:\n  sayso trace c4k2        any beginning of an id that fits only one\n  \
        sayso trace c4k2 --why      with the rule behind each link"
    )]
    Trace(Traced),
    /// Tell why something was read so; with a rule's id, show the rule.
    #[command(
        after_help = "Examples:\n  sayso why t7m1\n  sayso why i4f2     an incident: its reports\n  \
        sayso why v3a9     a dispute: its positions and the reasons\n  sayso why attribution.indirect"
    )]
    Why(One),
    /// Add a claim by hand.
    #[command(subcommand)]
    Claim(ClaimCommand),
    /// Accept, reject or correct what was read, or note something about it; decide who is one,
    /// what is one happening, and what is in dispute.
    #[command(
        subcommand_negates_reqs = true,
        override_usage = "sayso judge [OPTIONS] <ID> <VERDICT>\n       sayso judge <COMMAND>"
    )]
    #[command(after_help = "Examples:\n  sayso judge c4k2 accept\n  \
        sayso judge c4k2 correct --speaker \"Charles Sigsbee\" --why \"signed by him\"\n  \
        sayso judge c4k2 correct --content \"an explosion inside\"\n  \
        sayso judge same \"the Ejercito Libertador\" \"Liberation Army\"\n  \
        sayso judge different Lee \"Fitzhugh Lee\" --why \"another Lee\"\n  \
        sayso judge incident i4f2 i77c")]
    Judge(Judge),
    /// Recompute every hash and every anchor; exit 1 and name what fails.
    #[command(after_help = "Examples:\n  sayso verify\n  sayso verify --record")]
    Verify(Verify),
    /// Show what changed between two captures of a page, and which claims came, went or were
    /// reworded; without documents, list the pages that were captured more than once.
    #[command(after_help = "Examples:\n  sayso changes\n  sayso changes 3 7")]
    Changes(Changes),
    /// List the wording that documents share, and who had it first.
    #[command(after_help = "Examples:\n  sayso copies\n  sayso copies --json\n  \
        sayso copies --sites     what sites print on many of their pages")]
    Copies(Copies),
    /// Show a document's chain of custody: where its bytes came from, what was made of them, when
    /// they were checked.
    #[command(after_help = "Examples:\n  sayso custody 3\n  sayso custody 3 --json\n  \
        sayso custody 3 --bytes-to page.html     the bytes as they were obtained")]
    Custody(Custody),
    /// Read the texts that were only taken in, or were read by an older version.
    #[command(
        after_help = "Example:\n  sayso add archive/ --text-only && sayso read-unread\n\nSafe to \
        interrupt and to repeat. An older reading stays in the log."
    )]
    ReadUnread(ReadUnread),
    /// Make every view again from the log.
    Rebuild,
    /// List what was recorded.
    #[command(after_help = "Examples:\n  sayso log\n  sayso log --from 40 --json")]
    Log(Log),
    /// Take an operation back, by a new operation.
    #[command(
        after_help = "Examples:\n  sayso undo\n  sayso undo 57 --why \"the wrong claim\"\n\n\
        An undo can be undone too."
    )]
    Undo(Undo),
    /// Add or list trained models, which words and grammar are read with.
    #[command(subcommand)]
    Model(ModelCommand),
    /// Write the dossier out.
    #[command(after_help = "Example:\n  sayso export --to jsonl -o case.jsonl")]
    Export(Export),
    /// Make the text of one document, in a process of its own.
    #[command(name = crate::apart::COMMAND, hide = true)]
    ExtractApart {
        /// Bytes of memory it may use.
        memory: u64,
        /// Seconds of processor time it may use.
        seconds: u64,
    },
    /// Run a program, held to limits.
    #[command(name = crate::apart::RUN, hide = true)]
    RunApart {
        /// Bytes of memory it may use.
        memory: u64,
        /// Seconds of processor time it may use.
        seconds: u64,
        /// The program.
        program: PathBuf,
        /// What it is started with.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Print completions for a shell.
    #[command(
        after_help = "Example:\n  sayso completions bash > ~/.local/share/bash-completion/completions/sayso"
    )]
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page, or that of a command.
    #[command(after_help = "Examples:\n  sayso man > sayso.1\n  sayso man claims > sayso-claims.1")]
    Man {
        /// Which command: `claims`, `claim add`.
        command: Vec<String>,
    },
}

#[derive(Debug, Group)]
pub(crate) struct Open {
    /// Files, folders, web archives.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Keep nothing: the dossier is gone when the program ends.
    #[arg(long)]
    pub(crate) temporary: bool,
    /// Stop after the summary.
    #[arg(long)]
    pub(crate) no_serve: bool,
    #[command(flatten)]
    pub(crate) with: With,
    #[command(flatten)]
    pub(crate) keeping: Keeping,
    #[command(flatten)]
    pub(crate) page: Page,
}

/// How what is taken in is kept.
#[derive(Debug, Group)]
pub(crate) struct Keeping {
    /// Take in the texts, and read no claims in them: `sayso read-unread` does, later.
    #[arg(long)]
    pub(crate) text_only: bool,
    /// Leave files of this size or more where they are, and keep their path and hash: the dossier
    /// is whole only together with them.
    #[arg(
        long,
        value_name = "SIZE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "16MiB",
        value_parser = |words: &str| sayso::size(words).ok_or("give a size, such as 16MiB")
    )]
    pub(crate) link: Option<u64>,
}

/// What texts are read with.
#[derive(Debug, Group)]
pub(crate) struct With {
    /// The trained model to read with: one that was added, by its name, or the file of one.
    /// Without it, the one that ships with the program.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) model: Option<String>,
    /// Of folders, take only files that fit a pattern: `*.html`, `2016/**`. Several times for several.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,
    /// Of folders, leave out what fits a pattern.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,
    /// Leave PDF documents unread whose pages are pictures, even where Tesseract is installed.
    #[arg(long)]
    pub(crate) no_ocr: bool,
    /// The languages of words in pictures, as Tesseract names them: `eng`, `eng+ara`.
    #[arg(
        long, value_name = "LANGUAGES", conflicts_with = "no_ocr",
        value_parser = clap::builder::NonEmptyStringValueParser::new()
    )]
    pub(crate) ocr_languages: Option<String>,
    /// Change a limit on what is taken in: a size, a count or a time. Several times for several;
    /// `--limit list` lists them.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) limit: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// Convert a spaCy pipeline, try it, and keep it.
    #[command(
        after_help = "Examples:\n  sayso model add en_core_web_md-3.8.0-py3-none-any.whl\n  \
        sayso model add venv/lib/python3.12/site-packages/en_core_web_md\n\n\
        Models are kept in the folder of SAYSO_MODELS, or else where this system keeps the data of \
        programs. What of a pipeline cannot be run is named."
    )]
    Add(ModelAdd),
    /// List the models there are.
    List(Output),
}

#[derive(Debug, Group)]
pub(crate) struct ModelAdd {
    /// The folder of a spaCy 3 pipeline, or its wheel.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Page {
    /// Serve, and open no browser.
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// The port to serve on; 0 for any free one.
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub(crate) port: u16,
}

#[derive(Debug, Group)]
pub(crate) struct Add {
    /// Files, folders, archives; addresses of pages, which are fetched.
    #[cfg_attr(
        feature = "fetch",
        arg(required_unless_present = "addresses", value_name = "PATH|ADDRESS")
    )]
    #[cfg_attr(not(feature = "fetch"), arg(required = true, value_name = "PATH"))]
    pub(crate) paths: Vec<PathBuf>,
    /// One JSON object a source, printed once it is safe in the dossier.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) with: With,
    #[command(flatten)]
    pub(crate) keeping: Keeping,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) pages: crate::commands::fetch::Pages,
}

#[derive(Debug, Group)]
pub(crate) struct Verify {
    /// Record in the log that the dossier was checked, and what was found.
    #[arg(long)]
    pub(crate) record: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Changes {
    /// The earlier and the later document, by their numbers.
    #[arg(value_name = "NUMBER", num_args = 2)]
    pub(crate) documents: Vec<u64>,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Copies {
    /// List instead what sites print on many of their pages, which is no copying.
    #[arg(long)]
    pub(crate) sites: bool,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Custody {
    /// The document, by its number.
    #[arg(value_name = "NUMBER")]
    pub(crate) document: u64,
    /// Write its bytes, exactly as they were obtained, to this file, which must not exist.
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub(crate) bytes_to: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct ReadUnread {
    #[command(flatten)]
    pub(crate) with: With,
}

#[derive(Debug, Group)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) page: Page,
}

#[derive(Debug, Group)]
pub(crate) struct Read {
    /// Files, folders, web archives.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// JSON Lines on standard output.
    #[arg(long)]
    pub(crate) json: bool,
    /// Words, sentences, grammar and names as CoNLL-U on standard output.
    #[arg(long, conflicts_with = "json")]
    pub(crate) conllu: bool,
    /// The files are CoNLL-U: keep their words and sentences.
    #[arg(long, requires = "conllu")]
    pub(crate) pretokenized: bool,
    /// Also write each canonical text to DIR.
    #[arg(long, value_name = "DIR", requires = "json")]
    pub(crate) text_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) with: With,
}

#[derive(Debug, Group)]
pub(crate) struct Output {
    /// JSON Lines on standard output.
    #[arg(long)]
    pub(crate) json: bool,
}

/// As of when a question is asked.
#[derive(Debug, Group)]
pub(crate) struct When {
    /// As the dossier stood after this operation, or at this instant (2026-11-22T08:30:00Z).
    #[arg(long, value_name = "OPERATION|INSTANT", value_parser = as_of, default_value = "now")]
    pub(crate) as_of: AsOf,
}

#[derive(Debug, Group)]
pub(crate) struct Claims {
    /// Whose claims: part of the holder's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Words that the claim must have, in any order.
    #[arg(long, visible_alias = "about", value_name = "WORDS")]
    pub(crate) words: Option<String>,
    /// Said then.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) said: Option<Edtf>,
    /// What it speaks of happened then; an interval has a slash, 1898-02/1898-04.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) happened: Option<Edtf>,
    /// Published then.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) published: Option<Edtf>,
    /// In this document, by its number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) document: Option<u64>,
    /// How the holder stands to it: asserts, denies, questions, supposes, demands, promises,
    /// intends, believes.
    #[arg(long, value_name = "STANCE", value_parser = stance)]
    pub(crate) stance: Option<Stance>,
    /// The document's own voice, or others'.
    #[arg(long, value_name = "document|attributed", value_parser = voice)]
    pub(crate) voice: Option<Voice>,
    /// With those that were rejected.
    #[arg(long)]
    pub(crate) rejected: bool,
    /// At most so many.
    #[arg(long, value_name = "N", value_parser = some)]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Comma-separated values on standard output.
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Sources {
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
    /// Tell of each where it came from, and what its title, author and date were read by.
    #[arg(long)]
    pub(crate) why: bool,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) links: crate::commands::fetch::Links,
}

#[derive(Debug, Group)]
pub(crate) struct One {
    /// An id, or the beginning of one.
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Traced {
    #[command(flatten)]
    pub(crate) one: One,
    /// Tell the rule behind each link, and the words that set it off.
    #[arg(long)]
    pub(crate) why: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClaimCommand {
    /// Add a claim on any words of a document.
    #[command(
        after_help = "Example:\n  sayso claim add --document 3 --content \"the magazine exploded\" \\\n      \
        --speaker \"the court of inquiry\" --stance asserts --said 1898-03-21"
    )]
    Add(ClaimAdd),
}

#[derive(Debug, Group)]
pub(crate) struct ClaimAdd {
    /// The document, by its number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) document: u64,
    /// The exact words; several times for words that do not stand together.
    #[arg(long, required = true, value_name = "WORDS")]
    pub(crate) content: Vec<String>,
    /// Which occurrence of the first words, from 1.
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) occurrence: u32,
    /// Who holds it; without it, the document itself.
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// How they stand to it: asserts, denies, questions, supposes, demands, promises, intends,
    /// believes.
    #[arg(long, default_value = "asserts", value_parser = stance)]
    pub(crate) stance: Stance,
    /// When it was said.
    #[arg(long, value_name = "EDTF", value_parser = |s: &str| edtf(s).map(Said))]
    pub(crate) said: Option<Said>,
    /// Why it is added.
    #[arg(long)]
    pub(crate) why: Option<String>,
}

/// A verdict on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum VerdictArg {
    /// It was read rightly.
    Accept,
    /// It was read wrongly.
    Reject,
    /// It is otherwise than it was read.
    Correct,
    /// A remark.
    Note,
}

impl From<VerdictArg> for Verdict {
    fn from(verdict: VerdictArg) -> Self {
        match verdict {
            VerdictArg::Accept => Self::Accept,
            VerdictArg::Reject => Self::Reject,
            VerdictArg::Correct => Self::Correct,
            VerdictArg::Note => Self::Note,
        }
    }
}

#[derive(Debug, Group)]
pub(crate) struct Judge {
    #[command(subcommand)]
    pub(crate) bind: Option<Bind>,
    #[command(flatten)]
    pub(crate) item: Option<JudgeItem>,
}

/// A decision on one item.
#[derive(Debug, Group)]
pub(crate) struct JudgeItem {
    /// An id, or the beginning of one.
    pub(crate) id: String,
    /// What you decide.
    pub(crate) verdict: VerdictArg,
    /// The right words; several times for words that do not stand together.
    #[arg(long, value_name = "WORDS")]
    pub(crate) content: Vec<String>,
    /// Which occurrence of the first words, from 1.
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) occurrence: u32,
    /// The right speaker.
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// The right stance: asserts, denies, questions, supposes, demands, promises, intends,
    /// believes.
    #[arg(long, value_parser = stance)]
    pub(crate) stance: Option<Stance>,
    /// Why.
    #[arg(long)]
    pub(crate) why: Option<String>,
}

#[derive(Debug, Group)]
pub(crate) struct Log {
    /// From this operation on.
    #[arg(long, default_value_t = 1, value_name = "OPERATION")]
    pub(crate) from: u64,
    /// At most so many.
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Undo {
    /// The operation; without it, the last thing that was done and is not undone: a document
    /// taken in goes as a whole, with its text and its reading.
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: Option<u64>,
    /// Why.
    #[arg(long)]
    pub(crate) why: Option<String>,
}

/// What to write.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line, as `sayso read --json` prints.
    Jsonl,
}

#[derive(Debug, Group)]
pub(crate) struct Export {
    /// In what format.
    #[arg(long)]
    pub(crate) to: Format,
    /// To this file instead of standard output; it must not exist.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) when: When,
}

fn as_of(given: &str) -> Result<AsOf, String> {
    given.parse().map_err(|_| {
        "give an operation's number, or an instant such as 2026-11-22T08:30:00Z".to_owned()
    })
}

/// EDTF, and `1898-02..1898-04`, `1898-02..` for those who write intervals so.
fn edtf(given: &str) -> Result<Edtf, String> {
    let dotted = match given.split_once("..") {
        Some((from, to)) if !given.contains('/') && !from.is_empty() => {
            format!("{from}/{}", if to.is_empty() { ".." } else { to })
        }
        _ => given.to_owned(),
    };
    Edtf::parse(&dotted).map_err(|error| error.to_string())
}

fn stance(given: &str) -> Result<Stance, String> {
    Stance::from_word(given).ok_or_else(|| one_of(Stance::ALL))
}

fn voice(given: &str) -> Result<Voice, String> {
    Voice::from_word(given).ok_or_else(|| one_of(Voice::ALL))
}

fn one_of(all: &[impl std::fmt::Display]) -> String {
    let words: Vec<_> = all.iter().map(ToString::to_string).collect();
    format!("one of: {}", words.join(", "))
}
