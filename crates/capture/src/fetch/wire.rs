//! One request and its answer, over one connection, within limits of time.

use super::address::Address;
use super::answer::{Answer, Asked, Cut};
use super::error::{FetchError, Trouble};
use super::world::{Policy, World};
use super::{guard, tls};
use rustls::{ClientConnection, StreamOwned};
use sayso_model::Recorded;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::Duration;

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    /// As `GET`, and no more is wanted than the header of the answer.
    GetHeader,
    Head,
}

/// What was sent to a server and what came back.
pub(super) struct Exchange {
    pub(super) address: Address,
    pub(super) ip: IpAddr,
    /// When the request was sent.
    pub(super) at: Recorded,
    pub(super) request: Vec<u8>,
    pub(super) answer: Answer,
    /// Whether the connection broke off where only its end could tell that the body was whole.
    pub(super) end_in_doubt: bool,
}

/// Asks an address, once.
pub(super) fn ask(
    world: &dyn World,
    policy: &Policy,
    method: Method,
    address: &Address,
    limit: usize,
) -> Result<Exchange, FetchError> {
    let until = world.elapsed().saturating_add(policy.whole);
    let (tcp, ip) = connect(world, policy, address, until)?;
    let timed = Timed { tcp, world, until, silence: policy.silence };
    let mut stream: Box<dyn Stream + '_> = match address.is_secure() {
        false => Box::new(timed),
        true => {
            let connection = tls::connection(address.host(), policy, world.since_1970());
            let connection = connection.map_err(|why| unreachable(address, &why))?;
            Box::new(StreamOwned::<ClientConnection, _>::new(connection, timed))
        }
    };
    let request = request(method, address, &policy.agent);
    let at = world.now();
    stream
        .write_all(&request)
        .and_then(|()| stream.flush())
        .map_err(|error| unreachable(address, &in_words(&error)))?;
    let asked = if method == Method::Get { Asked::Page } else { Asked::Header };
    let mut answer = Answer::new(asked, limit);
    let end_in_doubt = receive(&mut *stream, &mut answer, address)?;
    Ok(Exchange { address: address.clone(), ip, at, request, answer, end_in_doubt })
}

/// The bytes of a request: no more is told than what is wanted and who asks.
fn request(method: Method, address: &Address, agent: &str) -> Vec<u8> {
    let verb = if method == Method::Head { "HEAD" } else { "GET" };
    format!(
        "{verb} {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {agent}\r\n\
         Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Encoding: gzip, br\r\n\
         Connection: close\r\n\r\n",
        address.target(),
        address.authority(),
    )
    .into_bytes()
}

/// Connects to one of the numbers that a host has, each of which was looked at: a name that stands
/// for a private network among others is not asked at all, and no number is looked up again
/// between the look and the connection.
fn connect(
    world: &dyn World,
    policy: &Policy,
    address: &Address,
    until: Duration,
) -> Result<(TcpStream, IpAddr), FetchError> {
    let numbers = numbers(world, address)?;
    if !policy.allow_private {
        for &ip in &numbers {
            if let Some(what) = guard::refusal(ip) {
                return Err(private(address, ip, what));
            }
        }
    }
    let mut last = None;
    for ip in numbers {
        let time = until.saturating_sub(world.elapsed()).min(policy.connect);
        let time = time.max(Duration::from_millis(1));
        match TcpStream::connect_timeout(&SocketAddr::new(ip, address.port()), time) {
            Ok(tcp) => return Ok((tcp, ip)),
            Err(error) => last = Some(error),
        }
    }
    let why = last.map_or_else(|| "its name stands for no machine".to_owned(), |e| in_words(&e));
    Err(unreachable(address, &why))
}

/// More numbers of one host than these are not tried.
const NUMBERS: usize = 8;

fn numbers(world: &dyn World, address: &Address) -> Result<Vec<IpAddr>, FetchError> {
    if let Some(ip) = address.number() {
        return Ok(vec![ip]);
    }
    let mut numbers = world.resolve(address.host()).map_err(|error| {
        unreachable(address, &format!("its name cannot be looked up ({error})"))
    })?;
    let mut seen = std::collections::BTreeSet::new();
    numbers.retain(|&ip| seen.insert(ip));
    numbers.truncate(NUMBERS);
    Ok(numbers)
}

fn private(address: &Address, ip: IpAddr, what: &str) -> FetchError {
    let host = address.host();
    let whom = match address.number() {
        Some(_) => host.to_owned(),
        None => format!("{host} stands for {ip}, which"),
    };
    let message = format!(
        "{whom} is not on the public internet ({what}), and was not asked; --allow-private asks \
         it all the same"
    );
    FetchError::new(Trouble::Private, message)
}

fn unreachable(address: &Address, why: &str) -> FetchError {
    FetchError::new(Trouble::Unreachable, format!("{} cannot be reached: {why}", address.host()))
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        _ if tls::trouble(error).is_some() => tls::trouble(error).unwrap_or_default(),
        kind if is_late(kind) => "it does not answer in time".to_owned(),
        ErrorKind::ConnectionRefused => "nothing answers at that port".to_owned(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
            "it closed the connection".to_owned()
        }
        _ => error.to_string(),
    }
}

fn is_late(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

/// Takes the answer in. What came before the connection broke stays, as long as its header is
/// there. Tells whether the end is in doubt.
fn receive(
    stream: &mut dyn Stream,
    answer: &mut Answer,
    address: &Address,
) -> Result<bool, FetchError> {
    let broken = |what: &str| {
        FetchError::new(Trouble::Broken, format!("the server at {} {what}", address.host()))
    };
    let mut buffer = [0; 1 << 14];
    let mut in_doubt = false;
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => {
                answer.close();
                break;
            }
            Ok(length) => {
                if answer.take(&buffer[..length]).map_err(|error| broken(error.words()))? {
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // TLS without its farewell: many servers spare it, and so may somebody who cuts.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                in_doubt = answer.ends_with_connection();
                answer.close();
                break;
            }
            Err(error) if answer.status().is_none() => {
                return Err(match is_late(error.kind()) {
                    true => broken("did not answer in time"),
                    false => unreachable(address, &in_words(&error)),
                });
            }
            Err(error) => {
                answer.break_off(if is_late(error.kind()) { Cut::Time } else { Cut::Disconnect });
                break;
            }
        }
    }
    match answer.status() {
        Some(_) => Ok(in_doubt),
        None => Err(broken("closed the connection before it had answered")),
    }
}

trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}

/// A connection whose every step has a limit of time: below TLS, which may take any number of
/// steps to give one byte.
struct Timed<'w> {
    tcp: TcpStream,
    world: &'w dyn World,
    until: Duration,
    silence: Duration,
}

impl Timed<'_> {
    /// How long the next step may take.
    fn step(&self) -> io::Result<Option<Duration>> {
        match self.until.saturating_sub(self.world.elapsed()).min(self.silence) {
            Duration::ZERO => Err(ErrorKind::TimedOut.into()),
            step => Ok(Some(step)),
        }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(self.step()?)?;
        self.tcp.read(into)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(self.step()?)?;
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}
