//! Just enough of HTTP/1.1: a request is bytes made beforehand, an answer its status and its body.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use memchr::memmem;
use tokio::io;
use tokio::net::TcpStream;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes that an answer may have.
const LONGEST: usize = 1 << 20;

/// A connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// Whether the body holds this text.
    pub fn has(&self, text: &str) -> bool {
        memmem::find(self.body, text.as_bytes()).is_some()
    }
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Nobody listens.
    pub async fn open(to: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(to).await.with_context(|| format!("cannot connect to {to}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 15) })
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// No answer in time, the connection was closed, or what came is no answer.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        let exchanged = tokio::time::timeout(PATIENCE, async {
            self.send(request).await?;
            self.receive().await
        });
        let late = || anyhow!("the server did not answer within {} seconds", PATIENCE.as_secs());
        let (status, body) = exchanged.await.map_err(|_| late())??;
        Ok(Answer { status, body: &self.buffer[body..] })
    }

    async fn send(&mut self, mut rest: &[u8]) -> anyhow::Result<()> {
        while !rest.is_empty() {
            match self.stream.try_write(rest) {
                Ok(sent) => rest = &rest[sent..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.stream.writable().await?,
                Err(error) => return Err(error).context("the server closed the connection"),
            }
        }
        Ok(())
    }

    /// Reads an answer; its status, and where its body begins in the buffer, which ends with it.
    async fn receive(&mut self) -> anyhow::Result<(u16, usize)> {
        self.buffer.clear();
        let mut expected = None;
        loop {
            self.stream.readable().await?;
            match self.stream.try_read_buf(&mut self.buffer) {
                Ok(0) => bail!("the server closed the connection before it had answered"),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
                Err(error) => return Err(error).context("the connection broke"),
            }
            if expected.is_none() {
                expected = head(&self.buffer)?;
            }
            if let Some(Head { status, body, length }) = expected
                && self.buffer.len() >= body + length
            {
                if self.buffer.len() > body + length {
                    bail!("the server sent more than it said");
                }
                return Ok((status, body));
            }
            if self.buffer.len() > LONGEST {
                bail!("an answer has more than {LONGEST} bytes");
            }
            if self.buffer.spare_capacity_mut().len() < 4096 {
                self.buffer.reserve(1 << 15);
            }
        }
    }
}

/// The head of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    status: u16,
    /// Where the body begins.
    body: usize,
    length: usize,
}

/// Reads the head of an answer, once all of it is there.
fn head(bytes: &[u8]) -> anyhow::Result<Option<Head>> {
    let Some(end) = memmem::find(bytes, b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&bytes[..end]).context("the head of an answer is no text")?;
    let mut lines = text.split("\r\n");
    let status = lines.next().and_then(|line| line.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok());
    let length = lines.filter_map(|line| line.split_once(':')).find_map(|(name, value)| {
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
    });
    let status = status.context("what came is no answer of HTTP/1.1")?;
    let length = length.context("an answer does not say how long it is")?;
    Ok(Some(Head { status, body: end + 4, length }))
}

/// Makes requests of one house.
#[derive(Debug, Clone)]
pub struct Requests {
    /// Where the server listens.
    pub to: SocketAddr,
    /// The firm's name in addresses.
    pub slug: String,
}

impl Requests {
    /// A page of the portal as a signed-in person asks for it.
    pub fn get(&self, path: &str, token: &str) -> Vec<u8> {
        format!("GET /f/{}{path} HTTP/1.1\r\n{}\r\n", self.slug, self.head(token)).into_bytes()
    }

    /// A form of the portal as a signed-in person sends it.
    pub fn post(&self, path: &str, token: &str, form: &str) -> Vec<u8> {
        let (slug, head, length, to) = (&self.slug, self.head(token), form.len(), self.to);
        let kind = "application/x-www-form-urlencoded";
        let about = format!("Origin: http://{to}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n");
        format!("POST /f/{slug}{path} HTTP/1.1\r\n{head}{about}\r\n{form}").into_bytes()
    }

    fn head(&self, token: &str) -> String {
        let (to, slug) = (self.to, &self.slug);
        format!(
            "Host: {to}\r\nUser-Agent: comity-bench\r\nAccept: text/html\r\nAccept-Language: it\r\nCookie: comity-portal.{slug}={token}\r\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    #[test]
    fn heads_are_read_once_they_are_whole() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assert_eq!(head(&whole[..20]).unwrap(), None);
        assert_eq!(head(whole).unwrap(), Some(Head { status: 200, body: 38, length: 2 }));
        assert!(head(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(head(b"SSH-2.0\r\n\r\n").is_err());
    }

    #[tokio::test]
    async fn answers_in_pieces_are_put_together_and_broken_ones_refused() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 1024];
            for pieces in [
                ["HTTP/1.1 303 See Other\r\ncontent-le", "ngth: 4\r\n\r\nab", "cd"],
                ["HTTP/1.1 200 OK\r\n", "Content-Length: 9\r\n\r\n", "ab"],
            ] {
                assert!(stream.read(&mut asked).await.unwrap() > 0);
                for piece in pieces {
                    stream.write_all(piece.as_bytes()).await.unwrap();
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
        });
        let mut connection = Connection::open(to).await.unwrap();
        let request = Requests { to, slug: "aria".into() }.post("/me", "token", "a=b");
        assert_eq!(connection.ask(&request).await.unwrap(), Answer { status: 303, body: b"abcd" });
        assert!(connection.ask(&request).await.unwrap_err().to_string().contains("before it had answered"));
        server.await.unwrap();
    }
}
