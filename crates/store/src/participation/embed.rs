//! Sites of the firm on whose pages an exchange's activities may stand: exact origins, and nothing else is let in.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error as ThisError;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::exchange;
use crate::id::ExchangeId;
use crate::store::Store;

/// Bytes of an origin.
const LONGEST: usize = 300;

/// An origin as a browser sends it (RFC 6454, 6.2): `https://www.example.com`, with a port where it is not the usual one. Plain HTTP is
/// taken on the machine itself alone, where sites are tried out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Origin(String);

/// The text is no such origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
#[error("an origin is https:// and a host name, as in https://www.example.com, without path and without *")]
pub struct NotAnOrigin;

impl Origin {
    /// How many of them an exchange may name.
    pub const MOST: usize = 20;

    /// As browsers write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let text = text.trim().to_ascii_lowercase();
        let text = text.strip_suffix('/').unwrap_or(&text);
        if text.len() > LONGEST {
            return Err(NotAnOrigin);
        }
        let (scheme, authority) = text.split_once("://").ok_or(NotAnOrigin)?;
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let label = |label: &str| {
            let plain = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            !label.is_empty() && label.len() <= 63 && plain && !label.starts_with('-') && !label.ends_with('-')
        };
        let port = match port {
            Some(port) => {
                Some(port.parse::<u16>().ok().filter(|n| *n > 0 && n.to_string() == port).ok_or(NotAnOrigin)?)
            }
            None => None,
        };
        let near = matches!(host, "localhost" | "127.0.0.1");
        let named = host.contains('.') || near;
        match scheme {
            _ if !named || !host.split('.').all(label) => Err(NotAnOrigin),
            "https" if port == Some(443) => Ok(Self(format!("https://{host}"))),
            "http" if near && port == Some(80) => Ok(Self(format!("http://{host}"))),
            "https" => Ok(Self(text.to_owned())),
            "http" if near => Ok(Self(text.to_owned())),
            _ => Err(NotAnOrigin),
        }
    }
}

impl Store {
    /// The sites on whose pages the activities of an exchange may stand.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such exchange.
    pub async fn embed_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<Origin>, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let find = "SELECT origin FROM embed_origin WHERE exchange = $1 ORDER BY origin";
        let rows = conn.rows(find, args![exchange]).await?;
        rows.iter().map(|row| row.get(0).map(Origin)).collect()
    }

    /// Says anew which these are.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such exchange; [`Invalid::Number`] where there are more than twenty.
    pub async fn embed_set(&self, ctx: &Context, exchange: ExchangeId, origins: Vec<Origin>) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        if origins.len() > Origin::MOST {
            return Err(Invalid::Number.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            exchange::visible(tx, &ctx, exchange).await?;
            tx.lock(exchange.bytes()).await?;
            tx.run("DELETE FROM embed_origin WHERE exchange = $1", args![exchange]).await?;
            let add = "INSERT INTO embed_origin (exchange, origin, made) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
            for origin in origins {
                tx.run(add, args![exchange, origin.0, books.now().0]).await?;
            }
            audit::add(&books, tx, &ctx, "embed_set", "exchange", Some(exchange.bytes())).await
        })
    }

    /// Whether a page of that origin may show the activities of an exchange.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn embed_allowed(&self, ctx: &Context, exchange: ExchangeId, origin: &str) -> Result<bool, Error> {
        ctx.house()?;
        let find = "SELECT COUNT(*) FROM embed_origin o JOIN exchange e ON e.id = o.exchange
                    WHERE o.exchange = $1 AND o.origin = $2 AND e.firm = $3";
        let found = self.read().await?.number(find, args![exchange, origin.to_owned(), ctx.firm]).await?;
        Ok(found > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exact_origins_are_taken() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(text.parse::<Origin>().ok().map(|o| o.to_string()).as_deref(), expect, "{text}");
        };
        check("https://www.norda.example", Some("https://www.norda.example"));
        check(" HTTPS://WWW.Norda.Example/ ", Some("https://www.norda.example"));
        check("https://norda.example:443", Some("https://norda.example"));
        check("https://norda.example:8443", Some("https://norda.example:8443"));
        check("http://127.0.0.1:8000", Some("http://127.0.0.1:8000"));
        check("http://localhost", Some("http://localhost"));
        for wrong in [
            "",
            "*",
            "null",
            "https://",
            "https://*",
            "https://*.norda.example",
            "http://norda.example",
            "norda.example",
            "https://norda.example/shop",
            "https://norda.example?x",
            "https://a@norda.example",
            "https://norda",
            "https://norda.example:0",
            "https://norda.example:080",
            "https://norda.example:99999",
            "https://-a.example",
            "https://a..example",
            "ftp://norda.example",
            "https://norda.example, https://b.example",
            "https://[::1]",
            "https://norda.example\n",
            "javascript://a.example",
        ] {
            let trimmed = wrong == "https://norda.example\n";
            assert_eq!(wrong.parse::<Origin>().is_ok(), trimmed, "{wrong}");
        }
    }
}
