//! The content of a request, given up when it comes too slowly.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Pace;

/// A body that must keep up a pace from when it is first asked for.
pub(super) struct Paced {
    body: Incoming,
    pace: Pace,
    began: Option<Instant>,
    bytes: u64,
    timer: Option<Pin<Box<Sleep>>>,
}

/// The content of a request came too slowly.
#[derive(Debug)]
struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of the request came too slowly")
    }
}

impl Error for TooSlow {}

/// Whether this error, or one behind it, says that the content came too slowly.
#[must_use]
pub fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<TooSlow>() {
            return true;
        }
        next = error.source();
    }
    false
}

impl Paced {
    pub(super) fn new(body: Incoming, pace: Pace) -> Self {
        Self { body, pace, began: None, bytes: 0, timer: None }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        let began = *this.began.get_or_insert_with(Instant::now);
        match Pin::new(&mut this.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                this.bytes = this.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(other) => Poll::Ready(other.map(|frame| frame.map_err(Into::into))),
            Poll::Pending => {
                let deadline = this.pace.deadline(began, this.bytes);
                let timer = this.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
                if timer.deadline() != deadline {
                    timer.as_mut().reset(deadline);
                }
                timer.as_mut().poll(cx).map(|()| Some(Err(TooSlow.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_from_behind_other_errors() {
        let wrapped = axum::Error::new(axum::Error::new(TooSlow));
        assert!(is_too_slow(&wrapped));
        assert!(!is_too_slow(&axum::Error::new(fmt::Error)));
    }
}
