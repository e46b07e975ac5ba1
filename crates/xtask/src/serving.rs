//! A running server, asked as its operator; and what a process on this machine says over HTTP.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::dist::{self, output};

/// Who administers what is measured, as a form sends it.
const ADMINISTRATOR: &str = "name=Hanako&email=hanako%40example.jp&passphrase=tangerine+moves+slowly";
const JSON: &str = "application/json";

/// A server that ends with this value.
pub struct Server {
    child: Child,
    host: String,
    cookie: String,
}

impl Server {
    /// Starts the program, with these arguments for its place, and signs in; gives the time until it said
    /// that it was ready.
    pub fn start(program: &Path, place: &[String]) -> Result<(Self, Duration), String> {
        let began = Instant::now();
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--lang", "en"]).args(place);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
        let told = child.stdout.take().map(BufReader::new).ok_or("the program gives no output")?;
        let lines: Vec<String> = told.lines().take(2).map_while(Result::ok).collect();
        let address = |line: Option<&String>| {
            let (_, rest) = line?.split_once("http://")?;
            rest.split_once('/').map(|(host, path)| (host.to_owned(), format!("/{path}")))
        };
        let (host, _) = address(lines.first()).ok_or("the program said no address")?;
        let (_, way_in) = address(lines.get(1)).ok_or("the program said no way to sign in")?;
        let mut server = Self { child, host, cookie: String::new() };
        while !server.get("/health/ready")?.starts_with("HTTP/1.1 200") {}
        let took = began.elapsed();
        server.sign_in(way_in.trim())?;
        Ok((server, took))
    }

    /// Becomes the first administrator by the link of a new register and takes charge of it, or signs in as the same
    /// person later.
    fn sign_in(&mut self, path: &str) -> Result<(), String> {
        let answer = self.fill_in(path, ADMINISTRATOR)?;
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).ok_or("no session was given")?;
        cookie.clone_into(&mut self.cookie);
        if path.starts_with("/link/") {
            self.fill_in("/start/charge", "name=Hanako")?;
        }
        Ok(())
    }

    /// Sends the form of a page with these fields.
    fn fill_in(&self, path: &str, fields: &str) -> Result<String, String> {
        let page = self.get(path)?;
        let token =
            page.split_once("name=\"form-token\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (token, _) = token.ok_or_else(|| format!("{path}: no form"))?;
        self.send("POST", path, "application/x-www-form-urlencoded", &format!("form-token={token}&{fields}"))
    }

    /// The whole answer to a request.
    pub fn get(&self, path: &str) -> Result<String, String> {
        self.send("GET", path, JSON, "")
    }

    /// Makes a seed; `true` when it was acknowledged.
    pub fn create(&self, title: &str) -> Result<bool, String> {
        let fields = serde_json::json!({"title": {"original": "en", "en": title}, "disclosure": "public"});
        let body = serde_json::json!({ "fields": fields }).to_string();
        Ok(self.send("POST", "/api/v1/seeds", JSON, &body)?.starts_with("HTTP/1.1 201"))
    }

    fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Result<String, String> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.host,
            self.cookie,
            body.len()
        );
        exchange(&self.host, &head)
    }

    /// The memory that the process holds, in megabytes.
    pub fn memory_mb(&self) -> Result<f64, String> {
        memory_mb(self.child.id(), "VmRSS:").ok_or_else(|| "the server has ended".to_owned())
    }

    /// Ends it gently.
    pub fn stop(mut self) -> Result<(), String> {
        output(Command::new("kill").arg(self.child.id().to_string()))?;
        self.child.wait().map(drop).map_err(|error| error.to_string())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Where measuring failed it still runs; where it was stopped there is nothing left to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The program to measure: the one given, or that of this checkout, built for release.
pub fn program(root: &Path, given: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    dist::build(root)
}

/// Sends a request as it is and gives the whole answer.
pub fn exchange(host: &str, request: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{host}: {error}");
    let mut stream = TcpStream::connect(host).map_err(failed)?;
    stream.write_all(request.as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(failed)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// A figure of a process's memory, in megabytes.
pub fn memory_mb(process: u32, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kilobytes| kilobytes / 1_024.0)
}
