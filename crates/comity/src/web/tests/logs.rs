//! What the log holds of anybody: nothing.

use std::io::Write;

use tracing::instrument::WithSubscriber as _;

use super::*;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What was logged while somebody came, asked for a link and used it; with what of them must not stand there.
async fn logged() -> (String, [String; 3]) {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = crate::logs::subscriber(true, "trace", move || writer.clone()).unwrap();
    let seen = async {
        let (house, firm) = House::open().await;
        let mut browser = house.browser();
        browser.headers.push(("user-agent", "Marker-Agent".into()));
        browser.headers.push(("x-forwarded-for", "203.0.113.77".into()));
        browser.get("/nothing/livia-marker?mail=livia@people.norda.example").await;
        browser.get("/enter?next=/me%3Fq%3Dlivia-marker").await;
        browser.post("/enter", &[("mail", "livia@people.norda.example")]).await;
        browser.post("/studio/sign-in", &[("mail", "owner@norda.example"), ("password", "secret-marker")]).await;
        house.work().await;
        let path = house.letters()[0].text.lines().find(|line| line.starts_with("http://")).unwrap().to_owned();
        let token = path.rsplit('/').next().unwrap().to_owned();
        browser.get(&format!("/f/norda/enter/{token}")).await;
        browser.post(&format!("/f/norda/enter/{token}"), &[]).await;
        let session = browser.cookies["comity-portal.norda"].clone();
        browser.base = "/f/norda".into();
        browser.get("/me").await;
        let person = firm.person.to_string();
        house.finish().await;
        [token, session, person]
    };
    let own = seen.with_subscriber(subscriber).await;
    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    (log, own)
}

#[tokio::test]
async fn nothing_of_anybody_is_logged() {
    // Other tests, at the same moment, may have told the log that nobody listens.
    let mut caught = logged().await;
    for _ in 0..9 {
        if caught.0.is_empty() {
            caught = logged().await;
        }
    }
    let (log, [token, session, person]) = caught;
    assert!(log.contains("\"route\":\"/enter/{token}\"") && log.contains("\"route\":\"none\""), "{log}");
    let markers = [
        "livia",
        "Livia",
        "people.norda",
        "owner@",
        "secret-marker",
        "Marker-Agent",
        "203.0.113.77",
        "norda-77",
        "Norda Mobile",
        &token,
        &session,
        &person,
    ];
    for marker in markers {
        assert!(!log.contains(marker), "{marker} stands in the log:\n{log}");
    }
}
