//! Handing somebody over from the firm's own site: a token that the firm signs with a key it shares with these books, good
//! once and for a few minutes. Its form is a JSON Web Token with HMAC-SHA256; nothing else that such tokens may be is read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;
use thiserror::Error as ThisError;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId};
use crate::seal::Place;
use crate::store::Store;
use crate::token::Token;

/// For how long a token may be good at most, in microseconds.
pub const HANDOFF_TTL: i64 = 300_000_000;
/// How far the firm's clock may go ahead of this machine's, in microseconds.
const AHEAD: i64 = 30_000_000;
/// Characters of a token that are looked at.
const LONGEST: usize = 2_000;
/// What stands before a mail address in `sub`.
const MAIL: &str = "mail:";

/// Whom a firm hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    /// Whom.
    pub who: HandedOver,
    /// To which exchange.
    pub exchange: Option<ExchangeId>,
    /// The token's own name: good once.
    pub jti: String,
    /// Until when it is good, in microseconds since 1970.
    pub expires: i64,
}

/// How a firm says whom it hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedOver {
    /// By its own id of them.
    ExternalId(String),
    /// By mail address.
    Mail(String),
}

/// Why a token hands nobody over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum NotHandedOver {
    /// It has not the form of one.
    #[error("this is no hand-off")]
    Form,
    /// It was signed with another key, or changed since.
    #[error("the signature does not hold")]
    Signature,
    /// It is meant for another firm.
    #[error("it is meant for another firm")]
    Audience,
    /// It has ended.
    #[error("it has ended")]
    Expired,
    /// It would be good for longer than it may.
    #[error("it would be good for more than five minutes")]
    TooLong,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
}

#[derive(Deserialize)]
struct Claims {
    aud: String,
    sub: String,
    exp: i64,
    jti: String,
    exchange: Option<ExchangeId>,
}

impl HandOff {
    /// Reads a token that was signed with `key` for the firm with that short name.
    ///
    /// # Errors
    /// [`NotHandedOver`]. Nothing in a token is believed before its signature holds.
    pub fn read(key: &str, token: &str, slug: &str, now: i64) -> Result<Self, NotHandedOver> {
        let form = |_| NotHandedOver::Form;
        let (signed, signature) = token.rsplit_once('.').ok_or(NotHandedOver::Form)?;
        let (head, claims) = signed.split_once('.').ok_or(NotHandedOver::Form)?;
        if token.len() > LONGEST {
            return Err(NotHandedOver::Form);
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(form)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|_| NotHandedOver::Signature)?;
        mac.update(signed.as_bytes());
        // In the same time whatever the answer.
        mac.verify_slice(&signature).map_err(|_| NotHandedOver::Signature)?;
        let json = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(form);
        let head: Head = serde_json::from_slice(&json(head)?).map_err(|_| NotHandedOver::Form)?;
        if head.alg != "HS256" {
            return Err(NotHandedOver::Form);
        }
        let claims: Claims = serde_json::from_slice(&json(claims)?).map_err(|_| NotHandedOver::Form)?;
        if claims.aud != slug {
            return Err(NotHandedOver::Audience);
        }
        if !(8..=128).contains(&claims.jti.len()) {
            return Err(NotHandedOver::Form);
        }
        let expires = claims.exp.checked_mul(1_000_000).ok_or(NotHandedOver::Form)?;
        if expires <= now {
            return Err(NotHandedOver::Expired);
        }
        if expires > now.saturating_add(HANDOFF_TTL + AHEAD) {
            return Err(NotHandedOver::TooLong);
        }
        let who = match claims.sub.strip_prefix(MAIL) {
            Some(mail) => HandedOver::Mail(mail.to_owned()),
            None => HandedOver::ExternalId(claims.sub),
        };
        Ok(Self { who, exchange: claims.exchange, jti: claims.jti, expires })
    }
}

fn place(firm: FirmId) -> Place<'static> {
    Place { firm, table: "firm", column: "handoff", id: &[] }
}

impl Store {
    /// Makes the key with which the firm's own site signs, in place of one there was. Only this once can it be read.
    ///
    /// # Errors
    /// Without [`Right::FirmWrite`].
    pub async fn handoff_key_make(&self, ctx: &Context) -> Result<String, Error> {
        ctx.may(Right::FirmWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let text = Token::random()?.to_string();
            let sealed = books.firm_key(tx, ctx.firm).await?.seal_text(&place(ctx.firm), &text)?;
            let set = "UPDATE firm SET handoff = $2, handoff_made = $3 WHERE id = $1";
            tx.run(set, args![ctx.firm, sealed, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "handoff_key_make", "firm", Some(ctx.firm.bytes())).await?;
            Ok(text)
        })
    }

    /// Ends the key: nobody is handed over any more.
    ///
    /// # Errors
    /// Without [`Right::FirmWrite`].
    pub async fn handoff_key_end(&self, ctx: &Context) -> Result<(), Error> {
        ctx.may(Right::FirmWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let end = "UPDATE firm SET handoff = NULL, handoff_made = NULL WHERE id = $1";
            tx.run(end, args![ctx.firm]).await?;
            audit::add(&books, tx, &ctx, "handoff_key_end", "firm", Some(ctx.firm.bytes())).await
        })
    }

    /// Since when there is a key, in microseconds since 1970.
    ///
    /// # Errors
    /// Without [`Right::FirmRead`].
    pub async fn handoff_key_made(&self, ctx: &Context) -> Result<Option<i64>, Error> {
        ctx.may(Right::FirmRead)?;
        let find = "SELECT handoff_made FROM firm WHERE id = $1";
        let row = self.read().await?.row(find, args![ctx.firm]).await?;
        row.ok_or(Error::NotFound("firm"))?.get(0)
    }

    /// Whom a token hands over, without using it up: [`Store::handoff_use`] does.
    ///
    /// # Errors
    /// Anybody but the house asking; the database's. What is wrong with the token is inside.
    pub async fn handoff_read(&self, ctx: &Context, token: &str) -> Result<Result<HandOff, NotHandedOver>, Error> {
        ctx.house()?;
        let mut conn = self.read().await?;
        let row = conn.row("SELECT slug, handoff FROM firm WHERE id = $1", args![ctx.firm]).await?;
        let row = row.ok_or(Error::NotFound("firm"))?;
        let (slug, sealed): (String, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        let Some(sealed) = sealed else { return Ok(Err(NotHandedOver::Signature)) };
        let key = self.firm_key(&mut conn, ctx.firm).await?.open_text(&place(ctx.firm), &sealed)?;
        Ok(HandOff::read(&key, token, &slug, self.now().0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "aGFuZG9mZi1leGFtcGxlLWtleS1vbmx5LWZvci10ZXN";
    const NOW: i64 = 1_795_773_900_000_000;
    const DOCS: &str = include_str!("../../../docs/handoff.md");

    fn token(head: &str, claims: &str, key: &str) -> String {
        let signed = [head, claims].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    fn claims(aud: &str, sub: &str, seconds: i64, jti: &str) -> String {
        let exp = NOW / 1_000_000 + seconds;
        serde_json::json!({ "aud": aud, "sub": sub, "exp": exp, "jti": jti }).to_string()
    }

    const HEAD: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

    #[test]
    fn only_what_the_firm_signed_for_now_and_here_is_read() {
        let check = |head: &str, claims: &str, expect: Result<(), NotHandedOver>| {
            let read = HandOff::read(KEY, &token(head, claims, KEY), "norda", NOW);
            assert_eq!(read.map(drop), expect, "{head} {claims}");
        };
        let good = claims("norda", "C-1", 300, "0123456789");
        check(HEAD, &good, Ok(()));
        check(r#"{"alg":"none"}"#, &good, Err(NotHandedOver::Form));
        check(r#"{"alg":"HS512"}"#, &good, Err(NotHandedOver::Form));
        check(HEAD, &claims("luma", "C-1", 300, "0123456789"), Err(NotHandedOver::Audience));
        check(HEAD, &claims("norda", "C-1", 0, "0123456789"), Err(NotHandedOver::Expired));
        check(HEAD, &claims("norda", "C-1", 331, "0123456789"), Err(NotHandedOver::TooLong));
        check(HEAD, &claims("norda", "C-1", i64::MAX / 2, "0123456789"), Err(NotHandedOver::Form));
        check(HEAD, &claims("norda", "C-1", 300, "short"), Err(NotHandedOver::Form));
        check(HEAD, r#"{"aud":"norda","sub":"C-1","exp":1}"#, Err(NotHandedOver::Form));
        let other = token(HEAD, &good, &KEY.to_lowercase());
        assert_eq!(HandOff::read(KEY, &other, "norda", NOW), Err(NotHandedOver::Signature));
        let whole = token(HEAD, &good, KEY);
        for cut in ["", "a.b", "..", &whole[..whole.len() - 1], &format!("{whole}."), &whole.replacen('.', "", 1)] {
            assert!(HandOff::read(KEY, cut, "norda", NOW).is_err(), "{cut}");
        }
    }

    #[test]
    fn whom_is_said_by_id_or_by_address() {
        let read = |sub: &str| {
            HandOff::read(KEY, &token(HEAD, &claims("norda", sub, 60, "0123456789"), KEY), "norda", NOW).unwrap().who
        };
        assert_eq!(read("C-1"), HandedOver::ExternalId("C-1".into()));
        assert_eq!(read("mail:ada@b.example"), HandedOver::Mail("ada@b.example".into()));
    }

    /// A block of code in the documentation.
    fn block(language: &str) -> &'static str {
        DOCS.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap()
    }

    #[test]
    fn the_documentation_shows_a_token_that_holds() {
        let example = block("text");
        let read = HandOff::read(KEY, &example.split_whitespace().collect::<String>(), "norda", NOW).unwrap();
        assert_eq!(read.who, HandedOver::ExternalId("C-1234".into()));
        assert!(DOCS.contains(KEY));
    }

    #[test]
    fn the_documentation_has_a_program_that_works() {
        let call = "print(handoff(\"KEY\", \"norda\", \"mail:ada@b.example\"))".replace("KEY", KEY);
        let program = format!("{}\n{call}\n", block("python"));
        let run = match std::process::Command::new("python3").args(["-c", &program]).output() {
            Ok(run) => run,
            Err(error) => {
                eprintln!("skipped: the program in docs/handoff.md, since python3 does not run: {error}");
                return;
            }
        };
        assert!(run.status.success(), "{run:?}");
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros() as i64;
        let read = HandOff::read(KEY, String::from_utf8(run.stdout).unwrap().trim(), "norda", now).unwrap();
        assert_eq!(read.who, HandedOver::Mail("ada@b.example".into()));
        assert!(read.expires > now && read.expires <= now + HANDOFF_TTL);
    }
}
