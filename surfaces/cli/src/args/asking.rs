//! What the questions over all documents take.

use super::{Output, When, edtf};
use clap::{Args as Group, Subcommand};
use sayso::model::{ActorKind, Edtf, Holds, RelationKind};

/// In which form a list is written.
#[derive(Debug, Group)]
pub(crate) struct Form {
    #[command(flatten)]
    pub(crate) output: Output,
    /// Comma-separated values on standard output.
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// Tell the reasons, and the exact words that each row rests on.
    #[arg(long)]
    pub(crate) why: bool,
}

/// What every list takes: as of when, and in which form.
#[derive(Debug, Group)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) form: Form,
}

/// Of which days.
#[derive(Debug, Group)]
pub(crate) struct Days {
    /// What happened then; an interval has a slash, 1898-02/1898-04.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) happened: Option<Edtf>,
    /// What was said then.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) said: Option<Edtf>,
    /// What was published then.
    #[arg(long, value_name = "EDTF", value_parser = edtf)]
    pub(crate) published: Option<Edtf>,
}

/// What to look at.
#[derive(Debug, Group)]
pub(crate) struct Filter {
    /// What these say: part of the holder's name, any of its names.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// What names this place.
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    #[command(flatten)]
    pub(crate) days: Days,
    /// At most so many.
    #[arg(long, value_name = "N", value_parser = some)]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Group)]
pub(crate) struct Actors {
    /// Only those with such a name, this key in the list of known actors, or this id.
    pub(crate) name: Option<String>,
    /// Only those that were joined from several names, and nobody has agreed to it yet; the least
    /// sure first.
    #[arg(long)]
    pub(crate) suggested: bool,
    /// Only of this kind: person, state, armed_group...
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<ActorKind>,
    /// At most so many.
    #[arg(long, value_name = "N", value_parser = some)]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Names {
    /// Whose names: any name of the actor, its key in the list of known actors, or an id.
    pub(crate) actor: String,
    /// Those that these use: part of a name.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) days: Days,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Status {
    /// Whose: any name of the actor, its key in the list of known actors, or an id. Of a place it
    /// is told who holds it.
    pub(crate) actor: String,
    /// What held on this day, by whoever says so.
    #[arg(long, value_name = "DAY", value_parser = edtf)]
    pub(crate) on: Option<Edtf>,
    /// What these say: part of a name.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) days: Days,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Compare {
    /// Whose words and deeds: any name of the actor, its key in the list of known actors, or an id.
    pub(crate) actor: String,
    /// Only on a matter with these words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    #[command(flatten)]
    pub(crate) days: Days,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Coverage {
    /// Of actors, instead of incidents.
    #[arg(long, group = "matter")]
    pub(crate) by_actor: bool,
    /// Of disputes, instead of incidents.
    #[arg(long, group = "matter")]
    pub(crate) by_dispute: bool,
    /// By those who speak, instead of by outlet.
    #[arg(long)]
    pub(crate) speakers: bool,
    /// Only of matters with these words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    /// List instead what at least two other outlets report and the captured pages of this one do
    /// not.
    #[arg(long, value_name = "OUTLET", conflicts_with_all = ["matter", "speakers"])]
    pub(crate) left_out: Option<String>,
    /// Of so many matters, those that most pages tell of.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = some)]
    pub(crate) matters: usize,
    #[command(flatten)]
    pub(crate) days: Days,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Timeline {
    /// What names this actor or is said by it: any name, a key in the list of known actors, or an
    /// id.
    pub(crate) actor: Option<String>,
    /// Only with these words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct IncidentList {
    /// The incident of this id, with every report and what they differ in.
    pub(crate) id: Option<String>,
    /// Only with these words, or with an actor of such a name.
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    /// Only those that several documents report.
    #[arg(long)]
    pub(crate) shared: bool,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct EstimateList {
    /// Only of things with these words: `"people killed"`, a place.
    pub(crate) about: Option<String>,
    /// Only those whose numbers cannot all hold.
    #[arg(long)]
    pub(crate) differing: bool,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct DisputeList {
    /// Only with these words in the question or a position; or the dispute of this id.
    pub(crate) about: Option<String>,
    /// With those that a person ruled to be none.
    #[arg(long)]
    pub(crate) rejected: bool,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct ArgumentList {
    /// Only with these words in the conclusion.
    pub(crate) about: Option<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Tell the rule behind each, and the words that set it off.
    #[arg(long)]
    pub(crate) why: bool,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Group)]
pub(crate) struct Relations {
    /// Of this actor, on either side: any name, a key in the list of known actors, or an id.
    pub(crate) actor: Option<String>,
    /// Only with these words.
    #[arg(long, value_name = "WORDS")]
    pub(crate) about: Option<String>,
    /// Only of this kind: backs, fights, captures, part_of...
    #[arg(long, value_name = "KIND", value_parser = relation)]
    pub(crate) kind: Option<RelationKind>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) list: List,
}

#[derive(Debug, Group)]
pub(crate) struct Origins {
    /// A claim or an incident, by its id or the beginning of one.
    #[arg(required_unless_present = "of", conflicts_with = "of")]
    pub(crate) id: Option<String>,
    /// The other way round: what rests on this actor's word, and what falls with it.
    #[arg(long, value_name = "ACTOR")]
    pub(crate) of: Option<String>,
    /// Show the words of each report or claim too.
    #[arg(long)]
    pub(crate) why: bool,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Days {
    /// Whether any day is asked for.
    pub(crate) const fn asks(&self) -> bool {
        self.happened.is_some() || self.said.is_some() || self.published.is_some()
    }
}

impl Filter {
    /// Whether anything is asked for.
    pub(crate) const fn asks(&self) -> bool {
        self.by.is_some() || self.place.is_some() || self.days.asks()
    }
}

/// How things hang together.
#[derive(Debug, Subcommand)]
pub(crate) enum Bind {
    /// Two actors are one; of reports and incidents, see `incident`.
    Same(Pair),
    /// Two actors are not one; of reports and incidents, see `incident`.
    Different(Pair),
    /// A place or a building stands for an actor where it speaks or acts; with --no, it does not.
    #[command(
        after_help = "It holds for all documents that have the place by this name. Examples:\n  \
        sayso judge stands Baghdad Iraq --no --why \"the city is meant\"\n  \
        sayso judge stands \"the Palace\" Northland"
    )]
    Stands(Stands),
    /// An actor is whom the list of known actors has under a key; with --no, it is not.
    #[command(
        after_help = "Without a key, the one is meant that it is taken for; `sayso actors NAME --why` \
        shows it. It holds\nfor all documents that have the actor by the same name. Examples:\n  \
        sayso judge known Assad\n  sayso judge known Georgia georgia --no --why \"the American state\""
    )]
    Known(Listed),
    /// These are reports of one happening; with --no, they are not.
    #[command(
        after_help = "An incident stands for all of its reports; given alone, you agree to it as it is. \
        With --no and\nan incident, its first report is meant.\n\nExamples:\n  sayso judge incident i4f2\n  \
        sayso judge incident i4f2 i77c --why \"one blast, two days named\"\n  \
        sayso judge incident i4f2 r9xx --no\n  sayso judge incident c4k2 c9xx"
    )]
    Incident(Reported),
    /// These contradict each other; with --no, they do not.
    #[command(
        after_help = "Examples:\n  sayso judge dispute v3a9f --why \"both name the day\"\n  \
        sayso judge dispute c4k2 c9xx\n  sayso judge dispute v3a9f --no"
    )]
    Dispute(Opposed),
}

#[derive(Debug, Group)]
pub(crate) struct Pair {
    /// One: any name of it, its key in the list of known actors, or an id.
    pub(crate) one: String,
    /// The other.
    pub(crate) other: String,
    /// You looked, and cannot tell.
    #[arg(long)]
    pub(crate) unsure: bool,
    /// Why.
    #[arg(long)]
    pub(crate) why: Option<String>,
}

/// What stands for whom.
#[derive(Debug, Group)]
pub(crate) struct Stands {
    /// The place or building: any name of it, or an id.
    pub(crate) place: String,
    /// Whom it stands for: any name, its key in the list of known actors, or an id.
    pub(crate) whom: String,
    #[command(flatten)]
    pub(crate) said: Decision,
}

/// Who is whom of the list of known actors.
#[derive(Debug, Group)]
pub(crate) struct Listed {
    /// The actor: any name of it, or an id.
    pub(crate) actor: String,
    /// The key in the list of known actors.
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) said: Decision,
}

/// What a person says to something, and why.
#[derive(Debug, Group)]
pub(crate) struct Decision {
    /// It is not so.
    #[arg(long, conflicts_with = "unsure")]
    pub(crate) no: bool,
    /// You looked, and cannot tell.
    #[arg(long)]
    pub(crate) unsure: bool,
    /// Why.
    #[arg(long)]
    pub(crate) why: Option<String>,
}

impl Decision {
    /// Whether it is so.
    pub(crate) const fn holds(&self) -> Holds {
        match (self.no, self.unsure) {
            (true, _) => Holds::No,
            (_, true) => Holds::Unsure,
            _ => Holds::Yes,
        }
    }
}

#[derive(Debug, Group)]
pub(crate) struct Reported {
    /// An incident, or two or more of incidents, claims, relations and numbers, by their ids.
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) said: Decision,
}

#[derive(Debug, Group)]
pub(crate) struct Opposed {
    /// A dispute, or two claims or more, by their ids.
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) said: Decision,
}

fn kind(given: &str) -> Result<ActorKind, String> {
    ActorKind::from_word(given).ok_or_else(|| super::one_of(ActorKind::ALL))
}

fn relation(given: &str) -> Result<RelationKind, String> {
    RelationKind::from_word(given).ok_or_else(|| super::one_of(RelationKind::ALL))
}

/// How many to show: none at all is nothing to ask for.
pub(super) fn some(given: &str) -> Result<usize, String> {
    given.parse().ok().filter(|n| *n > 0).ok_or_else(|| "give a number from 1 on".to_owned())
}
