//! How often somebody asked the program to stop: Ctrl+C, the end of the terminal, or the system.

use tokio::sync::watch;

use crate::failure::Failure;

/// Listens from the moment it is made, so that nothing is missed while the program starts. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Stops {
    heard: watch::Receiver<u32>,
}

impl Stops {
    /// Begins to listen.
    #[cfg(unix)]
    pub(crate) fn listen() -> Result<Self, Failure> {
        use tokio::signal::unix::{SignalKind, signal};
        let (told, heard) = watch::channel(0);
        for kind in [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()] {
            let (mut signals, told) = (signal(kind)?, told.clone());
            tokio::spawn(async move {
                while signals.recv().await.is_some() {
                    told.send_modify(|count| *count += 1);
                }
            });
        }
        Ok(Self { heard })
    }

    /// Begins to listen.
    #[cfg(not(unix))]
    pub(crate) fn listen() -> Result<Self, Failure> {
        let (told, heard) = watch::channel(0);
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                told.send_modify(|count| *count += 1);
            }
        });
        Ok(Self { heard })
    }

    /// Ends when somebody asked that often.
    pub(crate) async fn asked(&self, times: u32) {
        let mut heard = self.heard.clone();
        if heard.wait_for(|count| *count >= times).await.is_err() {
            // Nobody listens any more: the program ends in another way.
            std::future::pending::<()>().await;
        }
    }
}
