//! Somebody without an account proposes and votes at the public address with a keyboard alone, then on a page of the firm's own site,
//! which is the example of docs/embed.md served from another origin.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::driver::Browser;
use super::ideas::asked;
use crate::desk::{between, form, is};
use crate::serve::House;

const DOCS: &str = include_str!("../../../../../docs/embed.md");

/// Serves one page at an origin of its own, as long as the test runs; gives the port.
fn site(page: Arc<Mutex<String>>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let body = if request.starts_with(b"GET / ") { page.lock().unwrap().clone() } else { String::new() };
            // As strict as a careful site: no style and no script but what the documentation says.
            let policy =
                body.split("src=\"").nth(1).and_then(|rest| rest.split("/embed.js").next()).unwrap_or("'none'");
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nContent-Length: {}\r\n\
                 Content-Security-Policy: default-src 'none'; script-src {policy}; connect-src {policy}\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    port
}

/// Does something in the widget: `root` is what it draws.
async fn inside(browser: &Browser, at: usize, what: &str) -> Value {
    let script = format!(
        "const root = document.querySelectorAll('script[data-activity]')[{at}].nextElementSibling.shadowRoot; {what}"
    );
    browser.script(&script, Vec::new()).await
}

/// Waits until something holds in the widget.
async fn until(browser: &Browser, at: usize, what: &str) {
    let begun = Instant::now();
    while inside(browser, at, &format!("return Boolean({what});")).await != true {
        let text = inside(browser, at, "return root.textContent;").await;
        assert!(begun.elapsed() < Duration::from_secs(20), "not so: {what}, in {text}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let activity = vec![
        ("go", "open"),
        ("title.en", "What should be better?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "planned"),
        ("outcome.1", "planned"),
        ("status.2", "not now"),
        ("outcome.2", "not-now"),
    ];
    let asked = asked(&house, &[("ideas", activity)]);
    let desk = format!("/studio{}", asked.exchange);
    let id =
        between(&house.ask("GET", &format!("{desk}/ideas"), &asked.cookie, ""), "name=\"activity\" value=\"", "\"")
            .to_owned();
    let on =
        house.ask("POST", &format!("{desk}/ideas"), &asked.cookie, &form(&[("go", "guests-on"), ("activity", &id)]));
    assert!(is(&on, 303), "{on}");

    // At the public address, with a telephone and a keyboard.
    let mut luca = Browser::open(&webdriver, &base, 360, true).await;
    let open = format!("/open/{id}");
    luca.go(&open).await;
    assert_eq!(luca.text("h1").await, "What should be better?");
    luca.type_into("[name=title]", "A bench by the river").await;
    luca.enter_on("button[value=look]").await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    luca.enter_on("button[value=send]").await;
    assert!(luca.text(".done").await.contains("moderator"));
    let own = luca.path().await;
    let approve = |one: &str| {
        let here = format!("{desk}/ideas/{one}");
        let done = house.ask("POST", &here, &asked.cookie, &form(&[("go", "approve"), ("version", "1")]));
        assert!(is(&done, 303), "{done}");
    };
    approve(own.rsplit('/').next().unwrap());
    luca.go(&own).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    luca.enter_on("button[value=for]").await;
    assert!(luca.has("button[value=unvote][aria-pressed=true]").await);
    assert!(luca.text("section:has(#votes)").await.contains("of which without an account: 1"));
    luca.go("/guest").await;
    assert!(luca.text("main").await.contains("A bench by the river"));

    // On the firm's own site. First it is not named, then it is.
    let page = Arc::new(Mutex::new(String::new()));
    let port = site(page.clone());
    let here = format!("http://localhost:{port}");
    let example = DOCS.split("```html\n").nth(1).unwrap().split("```").next().unwrap();
    let example = example.replace("https://exchange.example.com/f/norda", &base).replace("ACTIVITY", &id);
    let line = example.lines().find(|line| line.contains("<script")).unwrap().to_owned();
    *page.lock().unwrap() =
        example.replace(&line, &format!("{line}\n<h2>Once more</h2>\n{}", line.replace("34rem", "20rem")));
    let mut ugo = Browser::open(&webdriver, &here, 360, true).await;
    ugo.set_out("/").await;
    until(&ugo, 0, "root.querySelector('.wrong').textContent").await;
    let _ = ugo.complaints().await;
    let sites = house.ask("POST", &format!("{desk}/embed"), &asked.cookie, &form(&[("origins", &here)]));
    assert!(is(&sites, 303), "{sites}");
    let high = ugo.script("return document.querySelector('h2').getBoundingClientRect().top", Vec::new()).await;
    ugo.go("/").await;
    until(&ugo, 0, "root.querySelector('[aria-pressed]')").await;
    until(&ugo, 1, "root.querySelector('[aria-pressed]')").await;
    let still = ugo.script("return document.querySelector('h2').getBoundingClientRect().top", Vec::new()).await;
    assert_eq!(high, still, "what stands below does not move, whatever is shown");
    assert_eq!(inside(&ugo, 0, "return root.querySelector('h2').textContent").await, "What should be better?");
    assert_eq!(ugo.script("return localStorage.length", Vec::new()).await, 0, "looking leaves nothing behind");

    // A vote, with the keyboard: the focus stays on the button that was pressed.
    tokio::time::sleep(Duration::from_secs(3)).await;
    inside(&ugo, 0, "root.querySelector('[aria-pressed]').focus();").await;
    ugo.chromium(
        "Input.dispatchKeyEvent",
        json!({ "type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r" }),
    )
    .await;
    until(&ugo, 0, "root.querySelector('[aria-pressed=true]')").await;
    assert_eq!(inside(&ugo, 0, "return root.activeElement.getAttribute('aria-pressed')").await, "true");
    assert!(inside(&ugo, 0, "return root.querySelector('li').textContent").await.as_str().unwrap().contains("2 votes"));
    assert_eq!(inside(&ugo, 0, "return root.querySelector('.said').getAttribute('role')").await, "status");
    assert_eq!(ugo.script("return localStorage.length", Vec::new()).await, 1);
    assert_eq!(ugo.script("return document.cookie", Vec::new()).await, "");

    // What is typed stays while the server cannot be reached, and is sent once it can.
    let type_idea = "root.querySelector('details').open = true; root.querySelector('#title').value = 'Opening hours on Sunday'; \
                     root.querySelector('#body').value = 'For families.'; root.querySelector('form').requestSubmit();";
    ugo.chromium("Network.enable", json!({})).await;
    let network =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    ugo.chromium("Network.emulateNetworkConditions", network(true)).await;
    inside(&ugo, 0, type_idea).await;
    until(&ugo, 0, "root.querySelector('.wrong').textContent.includes('still here')").await;
    assert_eq!(inside(&ugo, 0, "return root.querySelector('#title').value").await, "Opening hours on Sunday");
    ugo.chromium("Network.emulateNetworkConditions", network(false)).await;
    let _ = ugo.complaints().await;
    inside(&ugo, 0, "root.querySelector('form').requestSubmit();").await;
    until(&ugo, 0, "root.querySelector('.said').textContent.includes('moderator')").await;
    assert_eq!(inside(&ugo, 0, "return root.querySelector('#title').value").await, "");
    inside(&ugo, 0, "root.querySelector('details').open = true;").await;
    ugo.look().await;
    ugo.picture("embed", 360).await;
    let waits = house.ask("GET", &format!("{desk}/ideas"), &asked.cookie, "");
    assert!(waits.contains("Opening hours on Sunday"), "{waits}");

    // Known again after a while, in the second widget too, and forgotten by a button.
    ugo.go("/").await;
    until(&ugo, 1, "root.querySelector('[aria-pressed=true]')").await;
    inside(&ugo, 1, "root.querySelector('[data-mark=forget]').click();").await;
    until(&ugo, 1, "root.querySelector('[aria-pressed=false]')").await;
    assert_eq!(ugo.script("return localStorage.length", Vec::new()).await, 0);
    let mut troubles = luca.close().await;
    troubles.extend(ugo.close().await);
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}
