//! A server over a store of its own, and whoever asks it over a connection that stays open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use enishi_app::{App, Settings, parts::Location};
use enishi_kit::clock::{SystemClock, Zone};
use enishi_kit::ids::SystemIds;
use enishi_web::{Limits, Web};

/// The program over a store in a folder.
pub async fn open(folder: PathBuf) -> App {
    App::open(Settings {
        location: Location::Folder(folder.clone()),
        folder,
        registry: Arc::new(enishi_model::registry()),
        clock: Arc::new(SystemClock),
        ids: Arc::new(SystemIds::default()),
        zone: Zone::default(),
        files: enishi_app::FileSettings::default(),
        catalogue: enishi_app::catalogue(
            &enishi_model::registry(),
            &[enishi_web::LOCALES, enishi_web::api::LOCALES],
        )
        .unwrap(),
    })
    .await
    .unwrap()
}

/// Serves it at a free port.
pub async fn serve(web: Web) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(enishi_web::serve(listener, web.router(), Limits::default(), std::future::pending()));
    address
}

/// A quantile in milliseconds.
pub fn quantile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times.get(times.len() * percent / 100).unwrap().as_secs_f64() * 1e3
}

/// One connection that stays open.
pub struct Connection {
    stream: BufReader<TcpStream>,
    headers: String,
}

impl Connection {
    /// Somebody with a session, or nobody.
    pub fn open(address: SocketAddr, encoding: &str, session: Option<&str>) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        let cookie = session.map_or_else(String::new, |token| format!("Cookie: enishi_session={token}\r\n"));
        let headers = format!("Host: localhost\r\nAccept-Encoding: {encoding}\r\n{cookie}");
        Self { stream: BufReader::new(stream), headers }
    }

    /// The time to the first byte of the answer, and the octets of its body.
    pub fn get(&mut self, page: &str) -> (Duration, usize) {
        let request = format!("GET {page} HTTP/1.1\r\n{}\r\n", self.headers);
        let begin = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        let time = begin.elapsed();
        assert!(line.starts_with("HTTP/1.1 200"), "{page}: {line}");
        let mut length = None;
        loop {
            let mut header = String::new();
            self.stream.read_line(&mut header).unwrap();
            let header = header.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = Some(value.trim().parse::<usize>().unwrap());
            }
        }
        let size = match length {
            Some(length) => {
                self.stream.read_exact(&mut vec![0; length]).unwrap();
                length
            }
            None => self.chunks(),
        };
        (time, size)
    }

    fn chunks(&mut self) -> usize {
        let mut size = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let length = usize::from_str_radix(line.trim(), 16).unwrap();
            self.stream.read_exact(&mut vec![0; length + 2]).unwrap();
            if length == 0 {
                return size;
            }
            size += length;
        }
    }
}
