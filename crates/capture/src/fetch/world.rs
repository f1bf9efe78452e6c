//! What fetching is told from outside, and how it is to behave.

use sayso_model::Recorded;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::time::Duration;

/// The world a fetcher works in: it has no clock of its own.
pub trait World {
    /// The instant that records are dated with.
    fn now(&self) -> Recorded;

    /// Time since the beginning of 1970 (UTC): what certificates are judged by, and dates that
    /// servers name. The true one, whatever records are dated with.
    fn since_1970(&self) -> Duration;

    /// Time since any fixed point; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Waits.
    fn pause(&self, time: Duration);

    /// The addresses that a name stands for; those of the system unless said otherwise.
    ///
    /// # Errors
    ///
    /// Where the name is not known or nobody can be asked.
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }
}

/// What a fetcher may do, and how long it takes over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// How the program calls itself: `sayso/0.1.0`. What stands before the slash is the name that
    /// `robots.txt` is asked about.
    pub agent: String,
    /// Whether addresses of this machine and of private networks may be asked.
    pub allow_private: bool,
    /// Whether `robots.txt` is left unasked.
    pub ignore_robots: bool,
    /// Time between two requests to one host.
    pub between: Duration,
    /// The longest wait that a server can ask for with `Retry-After`; past it, it is not asked
    /// again.
    pub longest_wait: Duration,
    /// Redirects that are followed from one address.
    pub redirects: usize,
    /// Time for one connection to come about.
    pub connect: Duration,
    /// Time that a server may be silent.
    pub silence: Duration,
    /// Time for one exchange, from connecting to its last byte.
    pub whole: Duration,
    /// Certificates (X.509, DER) that are trusted to sign others, beside those of the program.
    pub roots: Vec<Vec<u8>>,
}

impl Policy {
    /// The usual one: nothing private, `robots.txt` obeyed, a second between requests.
    #[must_use]
    pub fn new(agent: &str) -> Self {
        Self {
            agent: agent.to_owned(),
            allow_private: false,
            ignore_robots: false,
            between: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
            redirects: 10,
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            whole: Duration::from_secs(120),
            roots: Vec::new(),
        }
    }
}
