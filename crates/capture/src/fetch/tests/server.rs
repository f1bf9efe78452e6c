//! A server for tests: on loopback, on a port of its own, answering with the bytes it is given.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server does with one request.
pub(super) type Answering = dyn Fn(&str, &mut dyn Write) + Send + Sync;

/// A server, which lives as long as the test.
pub(super) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that answers each path with these bytes, and any other with 404.
    pub(super) fn new(pages: &[(&str, Vec<u8>)]) -> Self {
        let pages: BTreeMap<String, Vec<u8>> =
            pages.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect();
        Self::with(move |request, out| {
            let path = request.split(' ').nth(1).unwrap_or_default();
            let answer = pages.get(path).cloned();
            let _ =
                out.write_all(&answer.unwrap_or_else(|| answer_of("404 Not Found", "", "none")));
        })
    }

    /// A server that does as it is told, given the head of each request.
    pub(super) fn with(answering: impl Fn(&str, &mut dyn Write) + Send + Sync + 'static) -> Self {
        Self::serve(Box::new(|tcp| Box::new(tcp)), Box::new(answering))
    }

    /// A server that speaks through something else, such as TLS.
    pub(super) fn serve(
        over: Box<dyn Fn(TcpStream) -> Box<dyn Both> + Send + Sync>,
        answering: Box<Answering>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (list, shared) = (Arc::clone(&asked), Arc::new((over, answering)));
        thread::spawn(move || {
            for tcp in listener.incoming().flatten() {
                let (list, shared) = (Arc::clone(&list), Arc::clone(&shared));
                thread::spawn(move || {
                    let mut stream = (shared.0)(tcp);
                    let Some(head) = head(&mut *stream) else { return };
                    list.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
                    (shared.1)(&head, &mut *stream);
                    stream.farewell();
                });
            }
        });
        Self { port, asked }
    }

    /// An address at this server.
    pub(super) fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// The first lines of all requests so far.
    pub(super) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// What can be read and written, and closed as it should be.
pub(super) trait Both: Read + Write {
    fn farewell(&mut self) {}
}

impl Both for TcpStream {}

fn head(stream: &mut dyn Both) -> Option<String> {
    let mut reader = BufReader::with_capacity(1, stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    Some(head)
}

/// An answer with its length; `fields` end with line ends.
pub(super) fn answer_of(status: &str, fields: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{fields}Content-Length: {length}\r\n\r\n{body}").into_bytes()
}

/// A page of HTML.
pub(super) fn html(words: &str) -> Vec<u8> {
    answer_of("200 OK", "Content-Type: text/html; charset=utf-8\r\n", &format!("<p>{words}</p>"))
}

/// A redirect.
pub(super) fn redirect(to: &str) -> Vec<u8> {
    answer_of("302 Found", &format!("Location: {to}\r\n"), "elsewhere")
}
