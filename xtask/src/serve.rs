//! A small static server for this machine only: what `start` shows and the end-to-end tests open.
//!
//! An address without a file and without an extension is a place inside the application and gets its page. A real host
//! does the same with `404.html`.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::failure::{Failure, Outcome};

/// A port that is held but not served yet.
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

/// A server at work. It ends with the process.
pub(crate) struct Serving {
    thread: JoinHandle<()>,
}

impl Server {
    /// Takes `port` on 127.0.0.1; 0 takes any free one.
    pub(crate) fn bind(port: u16) -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            let todo =
                format!("stop what uses it, or give another one: --port {}", port.checked_add(1).unwrap_or(8080));
            Failure::new(format!("port {port} on 127.0.0.1 can't be used: {error}"), todo)
        })?;
        let address = listener.local_addr().map_err(|error| Failure::new(error.to_string(), "try again"))?;
        Ok(Self { listener, address })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves the files below `root`, a thread for each connection.
    pub(crate) fn start(self, root: PathBuf) -> Serving {
        let thread = thread::spawn(move || {
            for connection in self.listener.incoming().flatten() {
                let root = root.clone();
                // A connection that breaks is the browser's right; the next one is served all the same.
                thread::spawn(move || drop(converse(&connection, &root)));
            }
        });
        Serving { thread }
    }
}

impl Serving {
    /// Serves until the process is stopped.
    pub(crate) fn wait(self) -> Outcome {
        self.thread.join().map_err(|_| Failure::new("the server stopped", "run the command again"))
    }
}

/// Asks the server at `address` for its page, as a browser would.
pub(crate) fn answers(address: SocketAddr) -> Outcome {
    let ask = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect(address)?;
        connection.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(connection, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut status = String::new();
        BufReader::new(connection).read_line(&mut status)?;
        Ok(status)
    };
    match ask() {
        Ok(status) if status.starts_with("HTTP/1.1 200") => Ok(()),
        Ok(status) => {
            Err(Failure::new(format!("the server answers `{}`", status.trim()), "remove dist/ and try again"))
        }
        Err(error) => Err(Failure::new(format!("the server does not answer: {error}"), "run the command again")),
    }
}

/// Answers the requests of one connection until the browser closes it or falls silent.
fn converse(connection: &TcpStream, root: &Path) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(60)))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    loop {
        // 16 KiB is more than any browser sends for a page of its own machine.
        let mut head = String::new();
        let mut limited = (&mut reader).take(16 * 1024);
        while !head.ends_with("\r\n\r\n") {
            if limited.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let answer = answer(&head, root);
        (&mut &*connection).write_all(&answer)?;
        if head.to_ascii_lowercase().contains("\r\nconnection: close") {
            return Ok(());
        }
    }
}

/// The whole answer to a request with this head.
fn answer(head: &str, root: &Path) -> Vec<u8> {
    let mut words = head.split_ascii_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if method != "GET" && method != "HEAD" {
        return response("405 Method Not Allowed", "text/plain", "no-store", b"", true);
    }
    let found = find(target, root).and_then(|file| Some((fs::read(&file).ok()?, file)));
    let Some((body, file)) = found else {
        return response("404 Not Found", "text/plain", "no-store", b"not found", method == "GET");
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let keep = if is_hashed(&name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    response("200 OK", media_type(&name), keep, &body, method == "GET")
}

fn response(status: &str, media_type: &str, keep: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\nCache-Control: {keep}\r\n\
         X-Content-Type-Options: nosniff\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if with_body {
        answer.extend_from_slice(body);
    }
    answer
}

/// The file for a request target: the file itself, or the page for a place inside the application.
fn find(target: &str, root: &Path) -> Option<PathBuf> {
    let path = decode(target.split(['?', '#']).next()?)?;
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| part.starts_with("..") || part.contains(['\\', '\0'])) {
        return None;
    }
    let file = parts.iter().fold(root.to_owned(), |file, part| file.join(part));
    if file.is_file() {
        return Some(file);
    }
    let is_place = parts.last().is_none_or(|last| !last.contains('.'));
    is_place.then(|| root.join("index.html"))
}

/// Undoes percent-encoding; nothing when it is broken.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Whether a file's name carries the hash of its content, as Trunk writes it: `main-f599724ca7a26be4.css`, at times a
/// digit or two shorter.
fn is_hashed(name: &str) -> bool {
    let is_hash = |part: &str| (14..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '_', '.']).any(is_hash)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with a page, a module and a file outside of what is served.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("voronka-serve-{name}-{}", std::process::id()));
            fs::create_dir_all(dir.join("dist")).unwrap();
            fs::write(dir.join("dist/index.html"), "<p>page").unwrap();
            fs::write(dir.join("dist/voronka-0123456789abcdef_bg.wasm"), "\0asm").unwrap();
            fs::write(dir.join("dist/отчёт.csv"), "a;b").unwrap();
            fs::write(dir.join("secret.txt"), "secret").unwrap();
            Self(dir)
        }

        fn get(&self, target: &str) -> String {
            let answer = answer(&format!("GET {target} HTTP/1.1\r\n\r\n"), &self.0.join("dist"));
            String::from_utf8_lossy(&answer).into_owned()
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn a_module_has_its_type_and_may_be_kept_for_ever() {
        let answer = Site::new("module").get("/voronka-0123456789abcdef_bg.wasm");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/wasm\r\nContent-Length: 4\r\n"));
        assert!(answer.contains("immutable") && answer.ends_with("\r\n\r\n\0asm"));
    }

    #[test]
    fn a_place_inside_the_application_gets_the_page_and_is_asked_for_again_every_time() {
        let site = Site::new("place");
        for target in ["/", "/deals/17?view=list", "/deals/"] {
            let answer = site.get(target);
            assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("<p>page"), "{target}: {answer}");
            assert!(answer.contains("no-cache"));
        }
    }

    #[test]
    fn a_missing_file_is_missing() {
        assert!(Site::new("missing").get("/voronka-old.js").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn nothing_outside_of_the_directory_is_served() {
        let site = Site::new("outside");
        for target in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt", "/a/../../secret.txt", "/%zz", "/%d"]
        {
            let answer = site.get(target);
            assert!(answer.starts_with("HTTP/1.1 404"), "{target}: {answer}");
        }
    }

    #[test]
    fn names_are_decoded() {
        assert!(Site::new("names").get("/%D0%BE%D1%82%D1%87%D1%91%D1%82.csv").ends_with("a;b"));
    }

    #[test]
    fn head_is_answered_without_a_body_and_other_methods_are_not() {
        let site = Site::new("methods");
        let dist = site.0.join("dist");
        let head = String::from_utf8(answer("HEAD / HTTP/1.1\r\n\r\n", &dist)).unwrap();
        assert!(head.contains("Content-Length: 7") && head.ends_with("\r\n\r\n"));
        assert!(answer("POST / HTTP/1.1\r\n\r\n", &dist).starts_with(b"HTTP/1.1 405"));
    }

    #[test]
    fn a_served_page_answers_and_a_taken_port_is_named() {
        let site = Site::new("live");
        let server = Server::bind(0).unwrap();
        let address = server.address();
        let taken = Server::bind(address.port()).err().unwrap();
        assert!(taken.what.contains(&address.port().to_string()) && taken.todo.contains("--port"), "{taken}");
        let _serving = server.start(site.0.join("dist"));
        answers(address).unwrap();
    }
}
