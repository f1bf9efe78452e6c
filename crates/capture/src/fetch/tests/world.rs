//! A world that stands still: its time passes only by pauses, of which it keeps a list.

use crate::fetch::World;
use sayso_model::Recorded;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::time::{Duration, Instant};

pub(super) struct Still {
    pub(super) pauses: RefCell<Vec<Duration>>,
    pub(super) names: BTreeMap<&'static str, Vec<Vec<IpAddr>>>,
    pub(super) looked_up: RefCell<Vec<String>>,
    pub(super) since_1970: Duration,
    /// Whether time passes by itself as well.
    pub(super) running: Option<Instant>,
    passed: Cell<Duration>,
}

impl Still {
    pub(super) fn new() -> Self {
        Self {
            pauses: RefCell::default(),
            names: BTreeMap::new(),
            looked_up: RefCell::default(),
            since_1970: Duration::from_secs(1_742_032_801),
            running: None,
            passed: Cell::default(),
        }
    }

    /// One in which time passes.
    #[allow(clippy::disallowed_methods, reason = "what is tested is a limit of time")]
    pub(super) fn running() -> Self {
        Self { running: Some(Instant::now()), ..Self::new() }
    }

    /// A name, and what it stands for each time that it is looked up.
    pub(super) fn name(mut self, name: &'static str, numbers: &[&[&str]]) -> Self {
        let parsed = |list: &&[&str]| list.iter().map(|ip| ip.parse().unwrap()).collect();
        self.names.insert(name, numbers.iter().map(parsed).collect());
        self
    }

    pub(super) fn seconds_paused(&self) -> Vec<u64> {
        self.pauses.borrow().iter().map(Duration::as_secs).collect()
    }
}

impl World for Still {
    fn now(&self) -> Recorded {
        let passed = self.passed.get().as_secs();
        Recorded::parse(&format!("2025-03-15T10:{:02}:{:02}Z", passed / 60, passed % 60)).unwrap()
    }

    fn since_1970(&self) -> Duration {
        self.since_1970 + self.passed.get()
    }

    fn elapsed(&self) -> Duration {
        self.passed.get() + self.running.map(|start| start.elapsed()).unwrap_or_default()
    }

    fn pause(&self, time: Duration) {
        self.passed.set(self.passed.get() + time);
        self.pauses.borrow_mut().push(time);
    }

    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let times = self.looked_up.borrow().iter().filter(|looked_up| *looked_up == name).count();
        self.looked_up.borrow_mut().push(name.to_owned());
        let lists = self.names.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(lists[times.min(lists.len() - 1)].clone())
    }
}
