//! A running server as a browser uses it: one connection a request, cookies kept, tokens of forms found.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::desk::{Desk, Running};

/// Starts a server and gives it with the lines that it printed.
pub fn start(desk: &Desk, args: &[&str], lines: usize) -> (Running, Vec<String>) {
    let mut running = desk.start(args);
    let out = BufReader::new(running.child.stdout.take().unwrap());
    let printed: Vec<String> = out.lines().take(lines).map(Result::unwrap).collect();
    if printed.len() < lines {
        let mut err = String::new();
        running.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        panic!("it ended early: {printed:?} {err}");
    }
    (running, printed)
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) =
            self.body.split_once(&start).unwrap_or_else(|| panic!("no field {name} ({})", self.status));
        rest.split('"').next().unwrap().to_owned()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Who administers in these tests.
const EMAIL: &str = "hanako@example.jp";
const PASSPHRASE: &str = "tangerine moves slowly";

/// A browser on one server.
pub struct Browser {
    pub host: String,
    pub cookie: String,
}

impl Browser {
    /// `address` as the server printed it.
    pub fn new(address: &str) -> Self {
        let host = address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { host, cookie: "enishi_lang=en".to_owned() }
    }

    /// Becomes an administrator who is in charge of the register: by the link of the first start that `serve` printed,
    /// later by signing in.
    pub fn sign_in(&mut self, line: &str) {
        let link = line.split("http://").nth(1).unwrap();
        let path = link[link.find('/').unwrap()..].trim().to_owned();
        let token = self.get(&path).hidden("form-token");
        let pairs = [
            ("form-token", token.as_str()),
            ("name", "運用 花子"),
            ("email", EMAIL),
            ("passphrase", PASSPHRASE),
        ];
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        let answer = self.send("POST", &path, kind, body.join("&").as_bytes());
        assert_eq!(answer.status, 303, "{}", answer.body);
        let session = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        self.cookie = format!("{}; {session}", self.cookie);
        if path.starts_with("/link/") {
            let token = self.get("/start/charge").hidden("form-token");
            let body = format!("form-token={token}&name=Hanako");
            let answer = self.send("POST", "/start/charge", kind, body.as_bytes());
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// The head of a request of this browser.
    pub fn head(&self, method: &str, path: &str, more: &str) -> String {
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n{more}\r\n",
            self.host, self.cookie
        )
    }

    pub fn send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        self.try_send(method, path, kind, body).unwrap()
    }

    /// The same, of a server that may end meanwhile.
    pub fn try_send(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let more = format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
        let more = if kind.is_empty() { "" } else { &more };
        stream.write_all(self.head(method, path, more).as_bytes())?;
        stream.write_all(body)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let cut_off = || std::io::Error::other(format!("no answer: {text}"));
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut_off)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
            unchunk(body)
        } else {
            body.to_owned()
        };
        Ok(Answer { status, head: head.to_owned(), body })
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", b"")
    }

    /// Sends a form with the token of this browser's pages.
    pub fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let token = self.get("/seeds/new").hidden("form-token");
        let mut body = format!("form-token={token}");
        for (name, value) in pairs {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.send("POST", path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// Sends a file with its kind to the imports.
    pub fn upload(&self, kind: &str, name: &str, content: &str) -> Answer {
        let token = self.get("/seeds/new").hidden("form-token");
        let part = |disposition: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{value}\r\n")
        };
        let file = format!("name=\"file\"; filename=\"{name}\"");
        let body = [
            part("name=\"form-token\"", &token),
            part("name=\"kind\"", kind),
            part(&file, content),
            "--b--\r\n".to_owned(),
        ];
        self.send("POST", "/admin/imports", "multipart/form-data; boundary=b", body.concat().as_bytes())
    }
}

/// A value as forms and addresses write it.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

fn unchunk(mut body: &str) -> String {
    let mut text = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        // Sizes count bytes, and the text was read as UTF-8 that it is.
        text.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    text
}
