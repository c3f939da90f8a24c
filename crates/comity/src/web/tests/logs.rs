//! What the log holds of anybody: nothing.

use std::io::Write;

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

#[tokio::test]
async fn nothing_of_anybody_is_logged() {
    let lines = Lines::default();
    let writer = lines.clone();
    // For the whole process: what other tests log at the same time has to be as silent of these people. One that listened
    // to this thread alone would miss what other threads made up their minds about before.
    let levels = "trace,lettre::transport=trace,sqlx::query=trace";
    let subscriber = crate::logs::subscriber(true, levels, move || writer.clone()).unwrap();
    tracing::subscriber::set_global_default(subscriber).unwrap();
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
    tracing::trace!(target: "lettre::transport::smtp", "livia");
    tracing::error!(target: "sqlx::query", "livia");
    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
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
