//! How long a reader waits for a store that may be gone. Whoever writes waits longer: of a write that is given up nobody
//! could say whether it was done.

use std::time::Duration;

use enishi_app::Error;
use http::Method;

/// Longer than any page takes, and shorter than a person waits.
const READING: Duration = Duration::from_secs(25);

/// The answer to a reader, within our patience.
///
/// # Errors
/// `store-unreachable` when it took too long.
pub async fn answer<T>(method: &Method, answer: impl Future<Output = T>) -> Result<T, Error> {
    within(READING, method, answer).await
}

async fn within<T>(limit: Duration, method: &Method, answer: impl Future<Output = T>) -> Result<T, Error> {
    if method.is_safe() {
        tokio::time::timeout(limit, answer).await.map_err(|_| Error::new("store-unreachable"))
    } else {
        Ok(answer.await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn readers_are_told_and_writers_wait() {
        let at_once = Duration::ZERO;
        let slow = || tokio::time::sleep(Duration::from_millis(10));
        assert_eq!(within(at_once, &Method::GET, slow()).await.unwrap_err().code, "store-unreachable");
        assert!(within(at_once, &Method::POST, slow()).await.is_ok());
    }
}
