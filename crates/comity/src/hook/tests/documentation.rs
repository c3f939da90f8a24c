//! The receivers of docs/webhooks.md, run as they stand there.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::super::rules::rules;
use super::super::schedule::next;
use super::super::sign::{seconds, signatures};
use super::super::{Carrier, Failure, Outcome, Secret, Target, Trouble};
use super::{message, secret};

const DOCS: &str = include_str!("../../../../../docs/webhooks.md");

/// A receiver that runs, and ends with its test.
struct Running {
    child: Child,
    said: BufReader<ChildStdout>,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(program: &str, language: &str, file: &str, secrets: &str) -> std::io::Result<Self> {
        let code = DOCS.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        std::fs::write(&path, code).unwrap();
        let mut command = Command::new(program);
        command.arg(&path).env("WEBHOOK_SECRETS", secrets).env("PORT", "0");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let said = BufReader::new(child.stdout.take().unwrap());
        let mut running = Self { child, said, port: 0, _folder: folder };
        let line = running.line();
        running.port = line.strip_prefix("port ").unwrap_or_else(|| panic!("{program} said {line:?}")).parse().unwrap();
        Ok(running)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    async fn send(&self, secrets: Vec<Secret>, now: i64) -> Outcome {
        let rules = rules(&["127.0.0.1"]);
        let target = Target::parse(&format!("http://127.0.0.1:{}/", self.port), &rules).unwrap();
        Carrier::new().unwrap().deliver(&target, &rules, &message(), &secrets, now).await
    }

    /// The status of a request that is signed, and whose body was altered afterwards by that function.
    fn altered(&self, now: i64, alter: fn(&mut Vec<u8>)) -> String {
        let (message, timestamp) = (message(), seconds(now));
        let mut body = message.body().to_vec();
        alter(&mut body);
        let signature = signatures(&[secret()], &message, timestamp);
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nwebhook-id: {}\r\nwebhook-timestamp: {timestamp}\r\n\
             webhook-signature: {signature}\r\ncontent-length: {}\r\n\r\n",
            message.id(),
            body.len()
        )
        .unwrap();
        stream.write_all(&body).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }

    async fn holds(mut self, now: i64) {
        const DELIVERED: Outcome = Outcome::Delivered { status: 204, confirmed: false };
        let refused = Outcome::Failed(Failure { trouble: Trouble::Status(401), asked: None });
        let (own, other) = (secret(), Secret::draw().unwrap());
        assert_eq!(self.send(vec![own.clone()], now).await, DELIVERED);
        assert_eq!(self.line(), format!("msg_1 {}", String::from_utf8_lossy(message().body())));
        assert_eq!(self.send(vec![other.clone(), own.clone()], now).await, DELIVERED);
        assert_eq!(self.send(vec![other], now).await, refused);
        for late in [-400, 400] {
            assert_eq!(self.send(vec![own.clone()], now + late * 1_000_000).await, refused, "{late}");
        }
        assert_eq!(self.altered(now, |_| ()), "204");
        assert_eq!(self.altered(now, |body| body[3] ^= 1), "401");
        assert_eq!(self.altered(now, |body| body.truncate(10)), "401");
    }
}

/// The secret that takes over stands before the one that signs.
fn both() -> String {
    format!("{} {}", Secret::draw().unwrap().written(), secret().written())
}

#[tokio::test]
async fn the_receiver_in_python_believes_us_and_nobody_else() {
    let receiver = Running::start("python3", "python", "receiver.py", &both()).expect("python3 has to be here");
    receiver.holds(crate::web::app::now()).await;
}

#[tokio::test]
async fn the_receiver_in_node_believes_us_and_nobody_else() {
    match Running::start("node", "js", "receiver.mjs", &both()) {
        Ok(receiver) => receiver.holds(crate::web::app::now()).await,
        Err(error) => println!("skipped: the receiver in Node of docs/webhooks.md, since node does not run: {error}"),
    }
}

/// The waits in the documentation are those of the schedule, to the tenth by which they are spread.
#[test]
fn the_waits_are_those_that_are_told() {
    let told = DOCS.split("It is tried again after").nth(1).unwrap().split(", then once a day").next().unwrap();
    let mut seconds: Vec<f64> = Vec::new();
    let words: Vec<&str> = told.split([' ', ',', '\n']).filter(|word| !word.is_empty() && *word != "and").collect();
    let mut waiting: Vec<f64> = Vec::new();
    for word in words {
        let unit = match word {
            "seconds" => 1.0,
            "minutes" => 60.0,
            "hours" => 3_600.0,
            number => {
                waiting.push(number.parse().unwrap());
                continue;
            }
        };
        seconds.extend(waiting.drain(..).map(|number| number * unit));
    }
    assert_eq!(seconds.len(), 8, "{told}");
    for (failures, told) in (1..).zip(seconds) {
        let wait = next(failures, 1, None).after.as_secs_f64();
        assert!((wait / told - 1.0).abs() <= 0.1001, "{failures}: {wait} and {told}");
    }
}

/// What the program that does what systems are told prints of some messages.
#[test]
fn events_are_done_once_each() {
    let code = DOCS.split("```python\n").find(|block| block.starts_with("import json, sys")).unwrap();
    let said = |kind: &str, item: &str| format!(r#"{{"type":"{kind}","person":"id:7"{item}}}"#);
    let lines = [
        "port 8080".to_owned(),
        format!("a {}", said("agreement.given", "")),
        format!("b {}", said("item.corrected", r#","item":"plan""#)),
        format!("b {}", said("item.corrected", r#","item":"plan""#)),
        format!("c {}", said("item.expired", r#","item":"usage""#)),
        format!("d {}", r#"{"type":"webhook.test"}"#),
        format!("e {}", said("person.erased", "")),
    ];
    let mut command = Command::new("python3");
    command.args(["-c", code.split("```").next().unwrap()]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("skipped: events_are_done_once_each, since there is no python3");
        return;
    };
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    let printed = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let expect = [
        "ask the API for everything of id:7",
        "ask the API for plan of id:7",
        "forget usage of id:7",
        "forget everything of id:7",
    ];
    assert_eq!(printed.lines().collect::<Vec<_>>(), expect);
}
