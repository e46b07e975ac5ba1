//! The server's side of a connection: how many there are at a time, how long the head of a request may take to come, how
//! large it may be, and how slowly bytes may move.
//!
//! Not here: what a request asks for and how large its content may be.

mod pace;
mod paced;
mod steady;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

pub use pace::Pace;
use paced::Paced;
pub use paced::is_too_slow;
use steady::Steady;

/// Header lines of a request at most.
const HEADERS: usize = 100;
/// Bytes of the head of a request at most, address and all. A list with fifty filters needs four thousand.
const HEAD_BYTES: usize = 32 * 1024;
/// How long nothing is accepted after the system refused to: it has no handles left, and some come back.
const BREATH: Duration = Duration::from_millis(200);

/// What a client may take of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at a time; whoever comes then waits.
    pub connections: usize,
    /// How long the head of a request may take to come. A connection that rests as long between requests is closed.
    pub head: Duration,
    /// How slowly the content of a request may come, and an answer may be taken.
    pub pace: Pace,
}

impl Default for Limits {
    /// 512 connections, half of the handles that a system gives a program unasked; 20 seconds for a head, longer than any
    /// line needs and shorter than a stranger's patience costs; half a minute beyond 4 KiB a second, a fifth of the
    /// slowest mobile line.
    fn default() -> Self {
        Self {
            connections: 512,
            head: Duration::from_secs(20),
            pace: Pace { grace: Duration::from_secs(30), bytes_per_second: 4096 },
        }
    }
}

/// Serves until `shutdown` ends; requests under way are finished.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let ending = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_header_size(HEAD_BYTES)
        .max_headers(HEADERS);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &slots) => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer, slot) = accepted?;
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), request, peer, limits.pace));
        let stream = TokioIo::new(Steady::new(stream, limits.pace));
        let connection = ending.watch(http.serve_connection(stream, service));
        tokio::spawn(async move {
            if connection.await.is_err() {
                // Its causes may hold what somebody sent.
                tracing::debug!("a connection ended before its answer did");
            }
            drop(slot);
        });
    }
    drop(listener);
    ending.shutdown().await;
    Ok(())
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

/// The next connection, as soon as there is a place for it. Until then it waits where the system keeps it.
async fn next(listener: &TcpListener, slots: &Arc<Semaphore>) -> std::io::Result<Accepted> {
    let slot = Arc::clone(slots).acquire_owned().await.map_err(std::io::Error::other)?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Ok((stream, peer, slot)),
            Err(error) if is_of_the_client(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection could be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Whether the client was gone before it was accepted.
fn is_of_the_client(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn answer(
    router: Router,
    request: Request<Incoming>,
    peer: SocketAddr,
    pace: Pace,
) -> Result<axum::response::Response, Infallible> {
    let mut request = request.map(|body| Body::new(Paced::new(body, pace)));
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
