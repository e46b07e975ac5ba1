//! One HTTP request at a time over a connection of its own: TLS with the system's certificates, no redirects, within limits of
//! bytes and time.
//!
//! Not here: proxies; who must use one lets the service be reached from the server.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, Request, Response, Uri, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_util::rt::TokioIo;
use openidconnect::url::Url;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::is_protected;

/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of an answer: descriptions and keys of services have some kilobytes.
const MOST_BYTES: usize = 1 << 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct HttpError(String);

fn failed(error: impl std::fmt::Display) -> HttpError {
    HttpError(error.to_string())
}

/// Sends a request and reads its answer.
pub(crate) async fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
    send_within(PATIENCE, request).await
}

async fn send_within(patience: Duration, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
    let late = |_| HttpError(format!("no answer within {} seconds", patience.as_secs_f32()));
    tokio::time::timeout(patience, send_now(request)).await.map_err(late)?
}

async fn send_now(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, HttpError> {
    let url = Url::parse(&request.uri().to_string()).map_err(failed)?;
    // The service names further addresses itself.
    if !is_protected(&url) {
        return Err(failed("an address of the service is not protected by TLS"));
    }
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let stream = TcpStream::connect((host.as_str(), port)).await.map_err(failed)?;
    if url.scheme() == "http" {
        return exchange(stream, &url, request).await;
    }
    let name = ServerName::try_from(host).map_err(failed)?;
    let connector = TlsConnector::from(Arc::new(tls()?));
    exchange(connector.connect(name, stream).await.map_err(failed)?, &url, request).await
}

/// TLS by the certificates that the system trusts.
fn tls() -> Result<ClientConfig, HttpError> {
    let mut roots = RootCertStore::empty();
    let (good, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if good == 0 {
        return Err(failed("the system has no certificates of authorities (Debian: ca-certificates)"));
    }
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(builder.map_err(failed)?.with_root_certificates(roots).with_no_client_auth())
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    url: &Url,
    request: Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, HttpError> {
    let (mut parts, body) = request.into_parts();
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    parts.headers.insert(header::HOST, HeaderValue::from_str(&host).map_err(failed)?);
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    parts.uri = path.parse::<Uri>().map_err(failed)?;
    let request = Request::from_parts(parts, Full::new(bytes::Bytes::from(body)));
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(failed)?;
    let exchange = async move {
        let answer = sender.send_request(request).await.map_err(failed)?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, MOST_BYTES).collect().await.map_err(failed)?;
        Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
    };
    tokio::pin!(exchange);
    // The connection moves bytes for the exchange and ends with it; where it ends first, the exchange says why.
    tokio::select! {
        answer = &mut exchange => answer,
        _ = connection => exchange.await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_service_that_accepts_and_says_nothing_is_given_up() {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let uri = format!("http://{}/.well-known/openid-configuration", listener.local_addr().unwrap());
        let patience = Duration::from_millis(50);
        let request = Request::get(uri).body(Vec::new()).unwrap();
        let (answer, silent) = tokio::join!(send_within(patience, request), listener.accept());
        assert_eq!(answer.unwrap_err().to_string(), "no answer within 0.05 seconds");
        drop(silent.unwrap());
    }
}
