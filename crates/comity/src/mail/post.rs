//! How letters leave.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use thiserror::Error;

use crate::config::{Mail, Security};

/// A letter with the address to which it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The mail address.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The address that ends letters of its kind in one click (RFC 8058), where they can be ended.
    pub unsubscribe: Option<String>,
}

/// Where letters go.
#[derive(Clone)]
pub enum Post {
    /// Nowhere: they wait in the outbox, which the studio shows.
    Kept,
    /// To a mail server.
    Smtp {
        /// The connection.
        server: Box<AsyncSmtpTransport<Tokio1Executor>>,
        /// The sender.
        from: Mailbox,
    },
    /// Into memory, where tests read them.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests read mail from memory"))]
    Memory(Arc<Mutex<Vec<Outgoing>>>),
}

/// Why a letter has not left. Holds no address: servers quote them in their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unsent {
    /// There is no address any more.
    #[error("there is no address")]
    Nowhere,
    /// An address or a text that no mail can have.
    #[error("this cannot be a mail")]
    Malformed,
    /// The server said no for good.
    #[error("the mail server refused it")]
    Refused,
    /// The server could not be reached, or says to try again.
    #[error("the mail server could not be reached, or asks to try again")]
    Unreachable,
}

/// The mail settings cannot be used.
#[derive(Debug, Error)]
pub enum BadSettings {
    /// The sender.
    #[error("mail.from is no sender: write Name <mail@example.com>")]
    From,
    /// The server.
    #[error("mail.server cannot be used: {0}")]
    Server(lettre::transport::smtp::Error),
}

/// `List-Unsubscribe` (RFC 2369).
#[derive(Clone)]
struct Unsubscribe(String);

/// `List-Unsubscribe-Post` (RFC 8058).
#[derive(Clone)]
struct OneClick;

/// What the second of them always says.
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

impl Header for Unsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        // An address is one word of ASCII, which is neither encoded nor broken.
        HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
    }
}

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::dangerous_new_pre_encoded(Self::name(), ONE_CLICK.to_owned(), ONE_CLICK.to_owned())
    }
}

impl Post {
    /// What the configuration asks for.
    ///
    /// # Errors
    /// [`BadSettings`].
    pub fn new(settings: &Mail) -> Result<Self, BadSettings> {
        let (Some(server), Some(from)) = (settings.server.get(), settings.from.get()) else { return Ok(Self::Kept) };
        let from = from.parse().map_err(|_| BadSettings::From)?;
        type Server = AsyncSmtpTransport<Tokio1Executor>;
        let builder = match settings.security {
            Security::Starttls => Server::starttls_relay(server).map_err(BadSettings::Server)?,
            Security::Tls => Server::relay(server).map_err(BadSettings::Server)?,
            Security::None => Server::builder_dangerous(server),
        };
        let builder = builder.port(settings.port).timeout(Some(Duration::from_secs(20)));
        let builder = match settings.user.get() {
            Some(user) => builder.credentials(Credentials::new(user.clone(), settings.password.reveal().to_owned())),
            None => builder,
        };
        Ok(Self::Smtp { server: Box::new(builder.build()), from })
    }

    /// Whether letters leave at all.
    pub fn leaves(&self) -> bool {
        !matches!(self, Self::Kept)
    }

    /// Whether the server answers; `true` where there is none.
    pub async fn answers(&self) -> bool {
        match self {
            Self::Smtp { server, .. } => server.test_connection().await.unwrap_or(false),
            Self::Kept | Self::Memory(_) => true,
        }
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// [`Unsent`].
    pub async fn send(&self, letter: &Outgoing) -> Result<(), Unsent> {
        match self {
            Self::Kept => Err(Unsent::Unreachable),
            Self::Memory(box_) => {
                box_.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
            Self::Smtp { server, from } => {
                let to = letter.to.parse().map_err(|_| Unsent::Malformed)?;
                let mut message = Message::builder()
                    .from(from.clone())
                    .to(Mailbox::new(None, to))
                    .subject(&letter.subject)
                    .header(ContentType::TEXT_PLAIN);
                if let Some(address) = &letter.unsubscribe {
                    message = message.header(Unsubscribe(format!("<{address}>"))).header(OneClick);
                }
                let message = message.body(letter.text.clone()).map_err(|_| Unsent::Malformed)?;
                match server.send(message).await {
                    Ok(_) => Ok(()),
                    Err(error) if error.is_permanent() => Err(Unsent::Refused),
                    Err(_) => Err(Unsent::Unreachable),
                }
            }
        }
    }
}
