//! Fetching with manners: what a host asks for, how often it is asked, where it sends us.

use super::address::Address;
use super::archive::{Archive, Place, Who};
use super::error::{FetchError, Trouble};
use super::guard;
use super::robots::{self, Robots};
use super::tally::Tally;
use super::wire::{self, Exchange, Method};
use super::world::{Policy, World};
use crate::Limits;
use crate::http::Response;
use sayso_model::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Fetches pages, one after the other.
///
/// It keeps in mind, as long as it lives, what each host's `robots.txt` says and when the host was
/// last asked. It keeps no cookies.
pub struct Fetcher<'w> {
    pub(super) world: &'w dyn World,
    pub(super) policy: Policy,
    pub(super) limits: Limits,
    pub(super) tally: Tally,
    robots: BTreeMap<String, Result<Robots, FetchError>>,
    hosts: BTreeMap<String, Host>,
}

/// When a host may be asked again.
#[derive(Default)]
struct Host {
    asked: Option<Duration>,
    /// As it said itself.
    not_before: Option<Duration>,
}

/// The way from an address to the answer at its end.
pub(super) struct Journey {
    /// The last answer, which is no redirect.
    pub(super) last: Exchange,
    /// Where it stands in the archive.
    pub(super) place: Place,
    /// What there is to tell of the way.
    pub(super) notes: Vec<Diagnostic>,
}

impl<'w> Fetcher<'w> {
    /// A fetcher that keeps no more than `limits.record` bytes of one answer.
    #[must_use]
    pub fn new(world: &'w dyn World, policy: Policy, limits: Limits) -> Self {
        Self {
            world,
            policy,
            limits,
            tally: Tally::default(),
            robots: BTreeMap::new(),
            hosts: BTreeMap::new(),
        }
    }

    /// What was done so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The name that `robots.txt` is asked about.
    fn product(&self) -> &str {
        self.policy.agent.split('/').next().unwrap_or_default()
    }

    /// Goes from an address to what is at its end, redirect by redirect; `to` is the address it
    /// has come to, also where it comes no further.
    pub(super) fn follow(
        &mut self,
        method: Method,
        to: &mut Address,
        obey: bool,
        archive: &mut Archive,
    ) -> Result<Journey, FetchError> {
        let mut notes = Vec::new();
        let mut seen = BTreeSet::from([to.clone()]);
        loop {
            if obey {
                self.allowed(to, archive, &mut notes)?;
            }
            let limit = match obey {
                true => self.room(archive),
                false => robots::READ as u64 + (256 << 10),
            };
            let (last, place) = self.ask(method, to, limit, archive)?;
            if let Some(what) = guard::refusal(last.ip) {
                notes.push(Diagnostic::note(format!(
                    "{} was asked at {}, which is not on the public internet ({what}), as was \
                     wanted",
                    to.authority(),
                    last.ip
                )));
            }
            let Some(location) = redirect(&last) else { return Ok(Journey { last, place, notes }) };
            let next = to.join(location).map_err(|error| {
                let message = format!("{to} redirects to where it cannot be followed: {error}");
                FetchError::new(Trouble::Redirects, message)
            })?;
            notes.push(told(to, &next, last.answer.status().unwrap_or_default()));
            if !seen.insert(next.clone()) {
                let message = format!("the redirects lead in a circle: {to} to {next} again");
                return Err(FetchError::new(Trouble::Redirects, message));
            }
            if seen.len() > self.policy.redirects + 1 {
                let most = self.policy.redirects;
                let message = format!("there are more than {most} redirects, the last to {next}");
                return Err(FetchError::new(Trouble::Redirects, message));
            }
            *to = next;
        }
    }

    /// How long an answer may be: all that is on the way to a page counts, so that redirects with
    /// large bodies do not add up; a little is left for each.
    fn room(&self, archive: &Archive) -> u64 {
        const LEAST: u64 = 1 << 20;
        let limit = self.limits.record;
        limit.saturating_sub(archive.bytes().len() as u64).max(LEAST.min(limit))
    }

    /// Asks an address, when its host may be asked; once more where the host says when.
    fn ask(
        &mut self,
        method: Method,
        address: &Address,
        limit: u64,
        archive: &mut Archive,
    ) -> Result<(Exchange, Place), FetchError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut again = true;
        loop {
            self.wait_for(address)?;
            let asked = wire::ask(self.world, &self.policy, method, address, limit);
            let now = self.world.elapsed();
            let host = self.hosts.entry(address.host().to_owned()).or_default();
            host.asked = Some(now);
            let exchange = asked?;
            self.tally.requests += 1;
            self.tally.hosts.insert(address.host().to_owned());
            let who = Who { agent: &self.policy.agent, ignore_robots: self.policy.ignore_robots };
            let place = archive.add(&exchange, &who);
            let wait = retry_after(&exchange, self.world.since_1970());
            host.not_before = wait.map(|wait| now.saturating_add(wait));
            match wait {
                Some(wait) if again && wait <= self.policy.longest_wait => again = false,
                _ => return Ok((exchange, place)),
            }
        }
    }

    /// Waits until a host may be asked.
    ///
    /// # Errors
    ///
    /// Where that is later than is waited for.
    fn wait_for(&self, address: &Address) -> Result<(), FetchError> {
        let Some(host) = self.hosts.get(address.host()) else { return Ok(()) };
        let now = self.world.elapsed();
        let polite = host.asked.map(|asked| asked.saturating_add(self.policy.between));
        let wait = polite.max(host.not_before).unwrap_or_default().saturating_sub(now);
        if wait > self.policy.longest_wait.max(self.policy.between) {
            let message = format!(
                "{} asks to be left alone for {} seconds more, and was not asked; try again then",
                address.host(),
                wait.as_secs()
            );
            return Err(FetchError::new(Trouble::Later, message));
        }
        if !wait.is_zero() {
            self.world.pause(wait);
        }
        Ok(())
    }

    /// Whether the host's `robots.txt` allows an address; it is asked for where it is not known.
    fn allowed(
        &mut self,
        address: &Address,
        archive: &mut Archive,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), FetchError> {
        if self.policy.ignore_robots {
            notes.push(Diagnostic::note(format!(
                "the robots.txt of {} was left unasked, as was wanted",
                address.authority()
            )));
            return Ok(());
        }
        let at = address.robots();
        if !self.robots.contains_key(at.as_str()) {
            let rules = self.rules(&at, archive);
            self.robots.insert(at.to_string(), rules);
        }
        match self.robots.get(at.as_str()) {
            Some(Err(error)) => Err(error.clone()),
            Some(Ok(rules)) if !rules.allows(&address.target()) => Err(FetchError::new(
                Trouble::Robots,
                format!(
                    "{at} does not allow programs to fetch {address}; --ignore-robots fetches it \
                     all the same"
                ),
            )),
            _ => Ok(()),
        }
    }

    /// The rules at an address: none where there is no such page, and everything forbidden where
    /// the server cannot tell (RFC 9309, section 2.3.1).
    fn rules(&mut self, at: &Address, archive: &mut Archive) -> Result<Robots, FetchError> {
        let forbidden = |why: String| {
            let message = format!(
                "{at} cannot be asked what programs may fetch ({why}), so that nothing is \
                 fetched there; try again later, or use --ignore-robots"
            );
            FetchError::new(Trouble::Robots, message)
        };
        let mut to = at.clone();
        let journey = match self.follow(Method::Get, &mut to, false, archive) {
            Ok(journey) => journey,
            Err(error) if error.trouble == Trouble::Redirects => return Ok(Robots::open()),
            // The page itself cannot be got from there either.
            Err(error) if to == *at && error.trouble != Trouble::Broken => return Err(error),
            Err(error) => return Err(forbidden(error.message)),
        };
        let answer = &journey.last.answer;
        match answer.status().unwrap_or_default() {
            200..300 => {
                let decoded = Response::read(answer.bytes())
                    .and_then(|response| response.decode(4 * robots::READ as u64).ok())
                    .ok_or_else(|| forbidden("its answer cannot be decoded".to_owned()))?;
                Ok(Robots::read(&decoded.bytes, self.product()))
            }
            status @ 500.. => Err(forbidden(format!("it answers with status {status}"))),
            _ => Ok(Robots::open()),
        }
    }
}

/// Where an answer sends us.
fn redirect(exchange: &Exchange) -> Option<&str> {
    let answer = &exchange.answer;
    let redirects = matches!(answer.status(), Some(301 | 302 | 303 | 307 | 308));
    redirects.then(|| answer.field("location")).flatten()
}

/// That there was a redirect; more than a note where it leads into the open.
fn told(from: &Address, to: &Address, status: u16) -> Diagnostic {
    let message = format!("{from} redirects to {to} (status {status})");
    match from.is_secure() && !to.is_secure() {
        true => Diagnostic::warning(format!(
            "{message}: from a secure connection to an open one, on which anybody may have \
             changed the page"
        )),
        false => Diagnostic::note(message),
    }
}

/// How long a server that is busy asks to be left alone (RFC 9110, section 10.2.3).
fn retry_after(exchange: &Exchange, since_1970: Duration) -> Option<Duration> {
    if !matches!(exchange.answer.status(), Some(429 | 503)) {
        return None;
    }
    let given = exchange.answer.field("retry-after")?;
    if let Ok(seconds) = given.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(given).ok()?.timestamp().as_second();
    Some(Duration::from_secs(u64::try_from(at).ok()?).saturating_sub(since_1970))
}
