//! What a person wants to know before installing: which libraries the program needs, and how soon it answers.

use std::{
    io::{BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use super::output;

/// The shared libraries that the program asks the system for.
pub fn libraries(program: &Path) -> Result<String, String> {
    let told = output(Command::new("ldd").arg(program))?;
    let names: Vec<&str> = told.lines().filter_map(|line| line.split_whitespace().next()).collect();
    Ok(names.join(" "))
}

/// Time from the start of the demonstration in an empty environment to the first page.
pub fn start(program: &Path) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let began = Instant::now();
    let mut demo = Command::new(program);
    demo.args(["demo", "--port", "0"]).env_clear().env("ENISHI_LANG", "en").current_dir("/");
    let mut running = demo.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let told = running.stdout.take().map(BufReader::new).ok_or("the program gives no output")?;
    let answered = first_page(told);
    let took = began.elapsed();
    // A gentle end: the demonstration takes its folder away.
    output(Command::new("kill").arg(running.id().to_string()))?;
    running.wait().map_err(failed)?;
    answered.map(|bytes| format!("{} ms ({bytes} bytes of the first page)", took.as_millis()))
}

fn first_page(mut told: impl std::io::BufRead) -> Result<usize, String> {
    let mut address = String::new();
    told.read_line(&mut address).map_err(|error| error.to_string())?;
    let host = address.trim().trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).map_err(|error| format!("{host}: {error}"))?;
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(|error| error.to_string())?;
    let mut page = Vec::new();
    stream.read_to_end(&mut page).map_err(|error| error.to_string())?;
    if page.starts_with(b"HTTP/1.1 200") { Ok(page.len()) } else { Err("no page came".to_owned()) }
}
