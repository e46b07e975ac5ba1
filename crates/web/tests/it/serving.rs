//! Connections over real sockets: slow clients are dropped, heads and connections are bounded, an end is gentle.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::{get, post};
use enishi_web::{Limits, Pace, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Limits that a test does not have to wait for.
const LIMITS: Limits = Limits {
    connections: 8,
    head: Duration::from_millis(300),
    pace: Pace { grace: Duration::from_millis(300), bytes_per_second: 1_000_000 },
};

struct Server {
    address: String,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn of(router: Router, limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move { drop(stopped.await) };
        Self { address, stop: Some(stop), task: tokio::spawn(serve(listener, router, limits, shutdown)) }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).await.unwrap()
    }

    /// Sends these bytes and reads until the other end closes; what a reset cuts off is empty.
    async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    drop(end.expect("it was not closed"));
    String::from_utf8_lossy(&answer).into_owned()
}

/// Without the store: what holds for connections holds for every router.
fn plain() -> Router {
    let endless = || async {
        let chunks =
            futures::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 65_536])));
        Body::from_stream(chunks)
    };
    Router::new()
        .route("/", get(|| async { "here" }))
        .route("/endless", get(endless))
        .route("/length", post(|body: Bytes| async move { body.len().to_string() }))
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let server = Server::of(plain(), LIMITS).await;
    let began = Instant::now();
    for beginning in ["", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        assert_eq!(server.say(beginning.as_bytes()).await, "", "{beginning:?}");
    }
    // A connection that rests after its answer is closed as well.
    let answer = server.say(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"), "{answer}");
    assert!(began.elapsed() >= LIMITS.head * 3, "{:?}", began.elapsed());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

/// Sends a byte now and then until the other end has closed: each alone would be soon enough.
fn trickle(mut writing: OwnedWriteHalf) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(Duration::from_millis(20));
        loop {
            beat.tick().await;
            if writing.write_all(b"x").await.is_err() {
                return;
            }
        }
    })
}

#[tokio::test]
async fn a_trickled_head_does_not_hold_a_connection() {
    let server = Server::of(plain(), LIMITS).await;
    let (mut reading, mut writing) = server.connect().await.into_split();
    writing.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await.unwrap();
    let trickle = trickle(writing);
    let mut answer = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(10), reading.read_to_end(&mut answer)).await;
    assert!(end.is_ok(), "it was not closed");
    assert!(!String::from_utf8_lossy(&answer).contains("200 OK"));
    trickle.abort();
}

#[tokio::test]
async fn a_body_that_trickles_is_given_up() {
    let limits = Limits { pace: Pace { bytes_per_second: 1_000, ..LIMITS.pace }, ..LIMITS };
    let server = Server::of(plain(), limits).await;
    let head = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
    let whole = server.say(&[head.as_bytes(), &[b'x'; 100_000]].concat()).await;
    assert!(whole.contains("100000"), "{whole}");
    let mut stream = server.connect().await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reading, writing) = stream.into_split();
    let trickle = trickle(writing);
    let mut answer = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(10), reading.read_to_end(&mut answer)).await;
    assert!(end.is_ok(), "it was not given up");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(!answer.contains("200 OK"), "{answer}");
    trickle.abort();
}

#[tokio::test]
async fn who_does_not_read_what_he_asked_for_is_cut_off() {
    // Nothing is read until the server, whose end of the line is full, has given up: then its place is free again.
    let limits = Limits { connections: 1, ..LIMITS };
    let alone = Server::of(plain(), limits).await;
    let mut greedy = alone.connect().await;
    greedy.write_all(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let next = alone.say(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    assert!(next.ends_with("here"), "{next}");
    // Who reads fast is served beyond any grace.
    let server = Server::of(plain(), LIMITS).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let (mut bytes, began) = (vec![0; 65_536], Instant::now());
    while began.elapsed() < LIMITS.pace.grace * 3 {
        assert!(stream.read(&mut bytes).await.unwrap() > 0, "a fast reader was cut off");
    }
}

#[tokio::test]
async fn connections_beyond_the_bound_wait_for_a_place() {
    let server = Server::of(plain(), Limits { connections: 2, ..LIMITS }).await;
    let idle = [server.connect().await, server.connect().await];
    let began = Instant::now();
    let answers = futures::future::join_all(
        (0..6).map(|_| server.say(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")),
    );
    for answer in answers.await {
        assert!(answer.ends_with("here"), "{answer}");
    }
    assert!(began.elapsed() >= LIMITS.head / 2, "two idle connections held both places");
    drop(idle);
}

#[tokio::test]
async fn heads_are_bounded_in_bytes_and_lines() {
    let server = Server::of(plain(), LIMITS).await;
    let long = format!("GET /?{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(40_000));
    let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X-A: b\r\n".repeat(120));
    let large = format!("GET / HTTP/1.1\r\nHost: a\r\nX-A: {}\r\n\r\n", "b".repeat(40_000));
    for head in [&long, &many, &large] {
        let answer = server.say(head.as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        assert!(!answer.contains("here"));
    }
    let lawful = format!("GET /?{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "x".repeat(8_000));
    assert!(server.say(lawful.as_bytes()).await.ends_with("here"));
}

#[tokio::test]
async fn an_end_waits_for_answers_under_way_and_for_nobody_else() {
    let (begun, arrived) = oneshot::channel();
    let (go, gone) = oneshot::channel::<()>();
    let cell = std::sync::Arc::new(std::sync::Mutex::new(Some((begun, gone))));
    let slow = get(move || {
        let taken = cell.lock().unwrap().take();
        async move {
            let (begun, gone) = taken.unwrap();
            begun.send(()).unwrap();
            drop(gone.await);
            "done"
        }
    });
    let limits = Limits { head: Duration::from_secs(60), ..LIMITS };
    let mut server = Server::of(Router::new().route("/slow", slow), limits).await;
    let _idle = server.connect().await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    arrived.await.unwrap();
    server.stop.take().unwrap().send(()).unwrap();
    go.send(()).unwrap();
    assert!(rest(&mut stream).await.ends_with("done"));
    let end = tokio::time::timeout(Duration::from_secs(10), &mut server.task).await;
    assert!(end.expect("an idle connection was waited for").unwrap().is_ok());
}
