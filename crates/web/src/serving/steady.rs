//! A connection whose other end takes what it asked for: whoever stops reading is cut off, with what was kept for him.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Pace;

/// A stream that must be read from at a pace, from when it is first full.
pub(super) struct Steady<S> {
    stream: S,
    pace: Pace,
    /// Since it was full; none while everything that is written goes through at once.
    wait: Option<Wait>,
}

struct Wait {
    began: Instant,
    bytes: u64,
    /// Whether the last attempt found it full.
    is_full: bool,
    timer: Pin<Box<Sleep>>,
}

impl<S> Steady<S> {
    pub(super) fn new(stream: S, pace: Pace) -> Self {
        Self { stream, pace, wait: None }
    }

    fn judge(&mut self, cx: &mut Context<'_>, polled: Poll<Result<usize>>) -> Poll<Result<usize>> {
        match polled {
            Poll::Ready(Ok(written)) => {
                match &mut self.wait {
                    Some(wait) if wait.is_full => {
                        wait.is_full = false;
                        wait.bytes = wait.bytes.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
                    }
                    // Twice at once: there is room again.
                    wait => *wait = None,
                }
                Poll::Ready(Ok(written))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let pace = self.pace;
                let wait = self.wait.get_or_insert_with(|| {
                    let began = Instant::now();
                    let timer = Box::pin(sleep_until(pace.deadline(began, 0)));
                    Wait { began, bytes: 0, is_full: true, timer }
                });
                wait.is_full = true;
                let deadline = pace.deadline(wait.began, wait.bytes);
                if wait.timer.deadline() != deadline {
                    wait.timer.as_mut().reset(deadline);
                }
                wait.timer.as_mut().poll(cx).map(|()| Err(Error::from(ErrorKind::TimedOut)))
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Steady<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Steady<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.judge(cx, polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.judge(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
