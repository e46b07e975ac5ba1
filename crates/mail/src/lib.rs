//! Plain mail over SMTP: which server, one message, how it failed.
//!
//! Not here: which mails there are, what they say, when they are tried again.

mod server;

use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

pub use server::{Protection, Server};

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// By which server mail goes out, and in whose name.
#[derive(Clone)]
pub struct Settings {
    /// The server.
    pub server: Server,
    /// The address in `From`.
    pub from: String,
    /// The user and password, where the server asks for them.
    pub login: Option<(String, String)>,
}

/// Without the password.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("server", &self.server).finish_non_exhaustive()
    }
}

/// One message.
#[derive(Clone, Debug)]
pub struct Message {
    /// The left part of its Message-ID: the same for the same mail, so that a second copy is known for one.
    pub id: String,
    /// Where it goes.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The message cannot be written: an address is none.
    #[error("the message cannot be written: {0}")]
    Message(Box<dyn std::error::Error + Send + Sync>),
    /// The server refused it for good.
    #[error("the mail server refused: {0}")]
    Refused(lettre::transport::smtp::Error),
    /// The server was not reached, or asked to come back later.
    #[error("the mail server was not reached: {0}")]
    Unreachable(lettre::transport::smtp::Error),
}

impl Error {
    /// Whether trying again is of no use.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !matches!(self, Self::Unreachable(_))
    }

    /// Why, in a closed word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Message(_) => "address",
            Self::Refused(_) => "refused",
            Self::Unreachable(_) => "unreachable",
        }
    }
}

/// Whether this can stand in `From` and `To`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.parse::<Address>().is_ok()
}

/// Sends one message.
///
/// # Errors
/// The message cannot be written, or the server does not take it.
pub async fn send(settings: &Settings, message: &Message) -> Result<(), Error> {
    let transport = transport(settings).map_err(Error::Unreachable)?;
    let message = write(settings, message)?;
    match transport.send(message).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_permanent() => Err(Error::Refused(error)),
        Err(error) => Err(Error::Unreachable(error)),
    }
}

fn transport(
    settings: &Settings,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, lettre::transport::smtp::Error> {
    let Server { host, port, protection } = &settings.server;
    let builder = match protection {
        Protection::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host)?,
        Protection::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host)?,
        Protection::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
    };
    let builder = builder.port(*port).timeout(Some(PATIENCE));
    Ok(match &settings.login {
        Some((user, password)) => {
            builder.credentials(Credentials::new(user.clone(), password.clone())).build()
        }
        None => builder.build(),
    })
}

fn write(settings: &Settings, message: &Message) -> Result<lettre::Message, Error> {
    let wrong = |error: lettre::address::AddressError| Error::Message(Box::new(error));
    let from: Address = settings.from.parse().map_err(wrong)?;
    let to: Address = message.to.parse().map_err(wrong)?;
    let id = format!("<{}@{}>", message.id, from.domain());
    lettre::Message::builder()
        .message_id(Some(id))
        .from(Mailbox::new(None, from))
        .to(Mailbox::new(None, to))
        .subject(&message.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(message.body.clone())
        .map_err(|error| Error::Message(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_japanese_and_no_second_header() {
        let settings = Settings {
            server: Server::parse("smtp://localhost:2525").unwrap(),
            from: "enishi@example.jp".to_owned(),
            login: None,
        };
        let message = Message {
            id: "mail-1".to_owned(),
            to: "a@example.jp".to_owned(),
            subject: "招待\r\nBcc: other@example.jp".to_owned(),
            body: "縁をつなぐ。\n".to_owned(),
        };
        let written = String::from_utf8(write(&settings, &message).unwrap().formatted()).unwrap();
        assert!(written.contains("Message-ID: <mail-1@example.jp>"), "{written}");
        assert!(!written.contains("\r\nBcc:"), "{written}");
        for wrong in ["", "a", "a@b\r\nBcc: c@d", "a@example.jp, b@example.jp"] {
            let message = Message { to: wrong.to_owned(), ..message.clone() };
            let error = write(&settings, &message).unwrap_err();
            assert!(error.is_final() && error.code() == "address" && !is_address(wrong), "{wrong}");
        }
    }
}
