//! `add https://...` and `sources --check-links`: what asks servers, and only where told to.

use super::keep;
use crate::args::{Add, Args, Sources};
use crate::failure::Failure;
use crate::session::Session;
use crate::{choose, show};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sayso::model::Recorded;
use sayso::{
    ArchivedPage, Dossier, Fetched, Fetcher, Fetching, LinkCheck, LinkedAddress, Options, Policy,
    Summary, Tally, World,
};
use sayso_export::line;
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What `add` takes where it is given addresses.
#[derive(Debug, clap::Args)]
pub(crate) struct Pages {
    /// Fetch also the pages that a fetched page refers to: one level, and no more than --most-links
    /// of each page.
    #[arg(long, help_heading = FETCHING)]
    pub(crate) with_links: bool,
    /// How many pages are fetched at most of those that one page refers to.
    #[arg(long, help_heading = FETCHING, value_name = "N", default_value_t = 20)]
    pub(crate) most_links: usize,
    /// Fetch the addresses of this list: one a line; a line that begins with # is a remark.
    #[arg(long, help_heading = FETCHING, value_name = "FILE")]
    pub(crate) addresses: Option<PathBuf>,
    /// Keep the record also of a fetch that gave no page.
    #[arg(long, help_heading = FETCHING)]
    pub(crate) keep_errors: bool,
    #[command(flatten)]
    pub(crate) manners: Manners,
}

/// What `sources` takes to ask whether addresses still answer.
#[derive(Debug, clap::Args)]
pub(crate) struct Links {
    /// Ask every address that the documents have, once, whether it still answers, and record that
    /// in the log.
    #[arg(long, help_heading = FETCHING)]
    pub(crate) check_links: bool,
    /// Ask the Internet Archive for a copy of what does not answer; it learns these addresses.
    #[arg(long, help_heading = FETCHING, requires = "check_links")]
    pub(crate) find_archived: bool,
    /// The address of another archive's availability interface.
    #[arg(long, hide = true, value_name = "ADDRESS", default_value = sayso::ARCHIVE)]
    pub(crate) archive: String,
    #[command(flatten)]
    pub(crate) manners: Manners,
}

/// How servers are asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Manners {
    /// Ask also machines that are not on the public internet: this one, and those around it.
    #[arg(long, help_heading = FETCHING)]
    pub(crate) allow_private: bool,
    /// Do not ask for robots.txt, in which servers say what programs may fetch.
    #[arg(long, help_heading = FETCHING)]
    pub(crate) ignore_robots: bool,
    /// Seconds between two requests to one host.
    #[arg(long, help_heading = FETCHING, value_name = "SECONDS", default_value_t = 1)]
    pub(crate) pause: u32,
}

/// Where the help lists what has to do with servers.
const FETCHING: &str = "With addresses";

impl Manners {
    fn policy(&self) -> Policy {
        Policy {
            allow_private: self.allow_private,
            ignore_robots: self.ignore_robots,
            between: Duration::from_secs(self.pause.into()),
            ..Policy::new(&sayso::program().replace(' ', "/"))
        }
    }
}

/// This machine's clocks, its resolver, and its patience.
struct Outside<'s> {
    session: &'s Session,
    started: Instant,
}

impl<'s> Outside<'s> {
    #[allow(clippy::disallowed_methods, reason = "limits of time come from a surface")]
    fn new(session: &'s Session) -> Self {
        Self { session, started: Instant::now() }
    }
}

impl World for Outside<'_> {
    fn now(&self) -> Recorded {
        self.session.stamp().recorded
    }

    fn since_1970(&self) -> Duration {
        jiff::Timestamp::now().as_duration().try_into().unwrap_or_default()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// What is given to `add`, sorted into paths and addresses, those of the list among them.
pub(crate) fn sorted(add: &Add) -> Result<(Vec<PathBuf>, Vec<String>), Failure> {
    let (mut paths, mut addresses) = (Vec::new(), Vec::new());
    for given in &add.paths {
        match given.to_str().filter(|given| is_address(given)) {
            Some(address) => addresses.push(address.to_owned()),
            None => paths.push(given.clone()),
        }
    }
    if let Some(list) = &add.pages.addresses {
        addresses.extend(listed(list)?);
    }
    Ok((paths, addresses))
}

fn is_address(given: &str) -> bool {
    let begins = |scheme: &str| {
        given.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("http://") || begins("https://")
}

fn listed(list: &Path) -> Result<Vec<String>, Failure> {
    let words = std::fs::read_to_string(list).map_err(|error| {
        Failure::failed(format!("the list {} cannot be read: {error}", list.display()))
    })?;
    let lines = words.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines.filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect())
}

/// Fetches the addresses given to `add`.
pub(crate) fn add(
    dossier: &mut Dossier,
    add: &Add,
    addresses: &[String],
    options: &Options,
    session: &Session,
) -> Result<Summary, Failure> {
    let fetching = Fetching {
        policy: add.pages.manners.policy(),
        links: add.pages.with_links.then_some(add.pages.most_links),
        keep_errors: add.pages.keep_errors,
    };
    let outside = Outside::new(session);
    let bar = bar(addresses.len());
    let mut broken: io::Result<()> = Ok(());
    let stamp = || session.stamp();
    let fetched = dossier.fetch(addresses, options, &fetching, &outside, &stamp, &mut |kept| {
        bar.inc(1);
        bar.set_message(show::one_line(kept.doc));
        if broken.is_ok() {
            broken =
                if add.json { keep::record(&kept) } else { bar.suspend(|| keep::mention(&kept)) };
        }
    });
    bar.finish_and_clear();
    broken?;
    let fetched = fetched?;
    tell(&fetched, add)?;
    Ok(fetched.summary)
}

/// What was asked of whom, in one line.
fn tell(fetched: &Fetched, add: &Add) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let tally = &fetched.tally;
    if add.json {
        return writeln!(
            out,
            "{}",
            line(&json!({
                "type": "fetched", "addresses": tally.answered, "hosts": tally.hosts,
                "requests": tally.requests, "refused_by_robots": tally.robots,
                "private": tally.private, "failed": tally.failed, "links_left": fetched.left,
            }))
        );
    }
    writeln!(out, "{tally}")?;
    if fetched.left > 0 {
        let left = addresses(fetched.left);
        let most = add.pages.most_links;
        writeln!(
            out,
            "{left} that pages refer to left out, past --most-links {most} of each page"
        )?;
    }
    Ok(())
}

fn addresses(n: usize) -> String {
    if n == 1 { "1 address".to_owned() } else { format!("{n} addresses") }
}

/// How far asking has come, on a terminal.
fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

/// An address, how it stands, and its copy in an archive.
struct Checked {
    link: LinkedAddress,
    check: LinkCheck,
    /// Where it was looked for: a copy, none, or why that is not known.
    archived: Option<Result<Option<ArchivedPage>, String>>,
}

/// Asks the addresses of a dossier whether they still answer.
pub(crate) fn check(args: &Args, asked: &Sources, session: &Session) -> Result<(), Failure> {
    let mut dossier = choose::open(args)?;
    let at = dossier.at(&asked.when.as_of)?;
    let links = dossier.linked_addresses(at)?;
    let outside = Outside::new(session);
    let policy = asked.links.manners.policy();
    let mut fetcher = Fetcher::new(&outside, policy.clone(), sayso::Limits::default());
    // The archive is asked apart: it is no address of the dossier, and is not counted as one.
    let mut librarian = Fetcher::new(&outside, policy, sayso::Limits::default());
    let bar = bar(links.len());
    let mut table = show::Table::new(&["state", "doc", "address"]);
    for link in links {
        bar.set_message(show::one_line(&link.address));
        let check = fetcher.check(&link.address);
        dossier.record_link_check(&check, &session.stamp())?;
        let look = asked.links.find_archived && check.state.is_dead();
        let archived = look.then(|| {
            sayso::archived(&mut librarian, &asked.links.archive, &link.address)
                .map_err(|error| error.message)
        });
        bar.inc(1);
        let checked = Checked { link, check, archived };
        match asked.output.json {
            true => bar.suspend(|| checked.record())?,
            false => table.row(checked.row()),
        }
    }
    bar.finish_and_clear();
    if !asked.output.json {
        sum_up(table, fetcher.tally())?;
    }
    Ok(())
}

fn sum_up(table: show::Table, tally: &Tally) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if table.is_empty() {
        return writeln!(out, "the documents have no addresses");
    }
    table.write(&mut out)?;
    writeln!(out, "{}", tally.in_words("got an answer for"))
}

impl Checked {
    fn row(&self) -> Vec<String> {
        let documents: Vec<_> = self.link.documents.iter().map(ToString::to_string).collect();
        let mut words = self.link.address.clone();
        if let Some(to) = &self.check.to {
            let _ = write!(words, " -> {to}");
        }
        if let Some(why) = &self.check.why {
            let _ = write!(words, ": {why}");
        }
        match &self.archived {
            None => {}
            Some(Ok(Some(page))) => {
                let _ = write!(words, "; a copy is at {}", page.address);
            }
            Some(Ok(None)) => words.push_str("; the archive has no copy"),
            Some(Err(why)) => {
                let _ = write!(words, "; the archive could not be asked: {why}");
            }
        }
        vec![self.check.state.word().to_owned(), documents.join(", "), words]
    }

    fn record(&self) -> io::Result<()> {
        let mut record = json!({
            "type": "link_row", "address": self.link.address, "documents": self.link.documents,
            "state": self.check.state.word(), "status": self.check.status,
            "moved_to": self.check.to, "why": self.check.why,
        });
        match &self.archived {
            None => {}
            Some(Ok(page)) => {
                let page = page.as_ref();
                record["archived"] =
                    json!(page.map(|p| json!({"address": p.address, "taken": p.taken})));
            }
            Some(Err(why)) => record["archive_error"] = json!(why),
        }
        let mut out = io::stdout().lock();
        writeln!(out, "{}", line(&record))?;
        out.flush()
    }
}
