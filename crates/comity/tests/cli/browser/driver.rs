//! One reader's browser: what they see, type and press.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};

/// How long something may take to appear, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(20);

/// Marks a page, so that the next one is told from it.
const BEFORE: &str = "document.documentElement.dataset.before = 'yes'";

/// A browser with a profile of its own, in which one reader is signed in.
pub struct Browser {
    client: Client,
    webdriver: String,
    session: String,
    /// The server's address, without a slash at its end.
    pub base: String,
    /// The width of this reader's screen, in CSS pixels.
    pub width: u32,
    /// Whether pages may run scripts.
    pub scripts: bool,
    /// What was found wrong with pages on the way.
    pub troubles: Vec<String>,
    folder: tempfile::TempDir,
}

impl Browser {
    /// Opens one in front of a server.
    pub async fn open(webdriver: &str, base: &str, width: u32, scripts: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
        let downloads = folder.path().join("downloads");
        std::fs::create_dir(&downloads).unwrap();
        let mut flags = vec![profile, "--window-size=1280,900".to_owned()];
        let fixed = [
            "headless",
            "no-sandbox",
            "disable-gpu",
            "disable-quic",
            "disable-dev-shm-usage",
            "no-first-run",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
            "lang=en",
        ];
        flags.extend(fixed.map(|flag| format!("--{flag}")));
        let javascript = if scripts { 1 } else { 2 };
        let wanted = json!({
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": { "args": flags, "prefs": {
                "profile.default_content_setting_values.javascript": javascript,
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "intl.accept_languages": "en",
            } },
        });
        let wanted = wanted.as_object().unwrap().clone();
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://{webdriver}"))
            .await
            .expect("chromedriver opens Chromium");
        let session = client.session_id().await.unwrap().unwrap();
        let (webdriver, base, troubles) = (webdriver.to_owned(), base.to_owned(), Vec::new());
        let browser = Self { client, webdriver, session, base, width, scripts, troubles, folder };
        browser.screen(width, false).await;
        browser
    }

    /// Closes it and gives what was found wrong on the way.
    pub async fn close(self) -> Vec<String> {
        self.client.close().await.unwrap();
        self.troubles
    }

    /// Where the reader is and what stands there, for whoever reads why a test failed.
    pub async fn where_it_stopped(&self) -> String {
        let path = self.path().await;
        let text = match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        format!("at {path}:\n{text}\n{}", self.troubles.join("\n"))
    }

    /// A command that only chromedriver knows.
    async fn command(&self, path: &str, body: Value) -> Value {
        let stream = tokio::net::TcpStream::connect(&self.webdriver).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        let request = hyper::Request::post(format!("/session/{}/{path}", self.session))
            .header("host", &self.webdriver)
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body.to_string())))
            .unwrap();
        let answer = sender.send_request(request).await.unwrap().into_body().collect().await.unwrap().to_bytes();
        connection.abort();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].clone()
    }

    /// A command of Chromium's own protocol.
    pub async fn chromium(&self, command: &str, parameters: Value) -> Value {
        self.command("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// What Chromium complained of since it was last asked.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.command("se/log", json!({ "type": "browser" })).await;
        let severe = log.as_array().unwrap().iter().filter(|line| line["level"] == "SEVERE");
        severe.map(|line| line["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Sets the width of the screen, in CSS pixels, and whether the reader likes it dark.
    pub async fn screen(&self, width: u32, dark: bool) {
        let (height, mobile) = if width < 600 { (760, true) } else { (900, false) };
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.chromium("Emulation.setDeviceMetricsOverride", size).await;
        let scheme = json!({ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } });
        self.chromium("Emulation.setEmulatedMedia", json!({ "features": [scheme] })).await;
    }

    /// Runs a script of the test in the page.
    pub async fn script(&self, text: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(text, arguments).await.unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// Runs one that answers later, through its last argument.
    pub async fn script_later(&self, text: &str) -> Value {
        self.client.execute_async(text, Vec::new()).await.unwrap()
    }

    /// Goes to an address of the server, and looks at the page there.
    pub async fn go(&mut self, path: &str) {
        self.set_out(path).await;
        self.look().await;
    }

    /// Goes to an address where something is going to be wrong, and does not look at it.
    pub async fn set_out(&self, path: &str) {
        let address = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        self.client.goto(&address).await.unwrap();
    }

    /// The path of the address where the reader is.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// The first element there, as soon as it is.
    pub async fn element(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css} ({error}) {}", self.where_it_stopped().await),
        }
    }

    /// Whether there is such an element now.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    /// Waits until there is such an element no more.
    pub async fn gone(&self, css: &str) {
        let begun = Instant::now();
        while self.has(css).await {
            assert!(begun.elapsed() < PATIENCE, "{css} is still there, {}", self.where_it_stopped().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The text of the first such element, as it is seen.
    pub async fn text(&self, css: &str) -> String {
        self.element(css).await.text().await.unwrap()
    }

    /// The value of the first such field.
    pub async fn value(&self, css: &str) -> String {
        self.element(css).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Types into a field, in place of what stands there.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.element(&format!("[name=\"{name}\"]")).await;
        field.clear().await.unwrap();
        field.send_keys(value).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Chooses one of several.
    pub async fn choose(&self, name: &str, value: &str) {
        self.element(&format!("select[name=\"{name}\"]")).await.select_by_value(value).await.unwrap();
    }

    /// Presses what leads to no other page: a box, a fold, a download.
    pub async fn click(&self, css: &str) {
        let element = self.element(css).await;
        let middle = "arguments[0].scrollIntoView({ block: 'center' })";
        self.script(middle, vec![serde_json::to_value(&element).unwrap()]).await;
        if let Err(error) = element.click().await {
            panic!("{css}: {error} {}", self.where_it_stopped().await);
        }
    }

    /// Presses a link or button that leads to another page, and looks at that.
    pub async fn press(&mut self, css: &str) {
        self.element(css).await;
        self.script(BEFORE, Vec::new()).await;
        self.click(css).await;
        self.arrive(css).await;
    }

    /// Waits for the page to which something leads, and looks at it.
    async fn arrive(&mut self, css: &str) {
        let begun = Instant::now();
        let arrived = "return document.readyState === 'complete' && document.documentElement.dataset.before !== 'yes'";
        // While one page makes room for the next, there is none to ask.
        while self.client.execute(arrived, Vec::new()).await.ok() != Some(Value::Bool(true)) {
            assert!(begun.elapsed() < PATIENCE, "{css} leads nowhere, {}", self.where_it_stopped().await);
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        self.look().await;
    }

    /// Presses a key.
    pub async fn key(&self, name: &str, code: u32, text: &str) {
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let pressed =
                json!({ "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code, "text": text });
            self.chromium("Input.dispatchKeyEvent", pressed).await;
        }
    }

    /// Goes on from field to field with the keyboard, until there.
    pub async fn tab_to(&self, css: &str) {
        self.element(css).await;
        for _ in 0..100 {
            self.key("Tab", 9, "").await;
            if self.script("return document.activeElement.matches(arguments[0])", vec![css.into()]).await == true {
                return;
            }
        }
        panic!("no key leads to {css} {}", self.where_it_stopped().await);
    }

    /// Types into a field that was reached with the keyboard.
    pub async fn type_into(&self, css: &str, text: &str) {
        self.tab_to(css).await;
        self.chromium("Input.insertText", json!({ "text": text })).await;
    }

    /// As [`Self::press`], with the keyboard alone.
    pub async fn enter_on(&mut self, css: &str) {
        self.tab_to(css).await;
        self.script(BEFORE, Vec::new()).await;
        self.key("Enter", 13, "\r").await;
        self.arrive(css).await;
    }

    /// Presses a letter where the focus is.
    pub async fn letter(&self, letter: char) {
        self.key(&letter.to_string(), u32::from(letter.to_ascii_uppercase()), &letter.to_string()).await;
    }

    /// Presses a letter that leads to another page, and looks at that.
    pub async fn letter_on(&mut self, letter: char) {
        self.script(BEFORE, Vec::new()).await;
        self.letter(letter).await;
        self.arrive("a letter").await;
    }

    /// Opens the fold in which something lies, with the keyboard alone.
    pub async fn enter_unfold(&self, css: &str) {
        self.tab_to(&format!("details:has({css}) > summary")).await;
        self.key("Enter", 13, "\r").await;
    }

    /// Opens the fold in which something lies.
    pub async fn unfold(&self, css: &str) {
        self.click(&format!("details:has({css}) > summary")).await;
    }

    /// Reads on in another language.
    pub async fn read_in(&mut self, language: &str) {
        self.press(&format!(".languages a[hreflang={language}]")).await;
        self.element(&format!("html[lang={language}]")).await;
    }

    /// The one file that is downloaded, once it is whole.
    pub async fn downloaded(&self, name: &str) -> Vec<u8> {
        let (file, begun) = (self.folder.path().join("downloads").join(name), Instant::now());
        while !file.is_file() {
            assert!(begun.elapsed() < PATIENCE, "{name} was not downloaded, {}", self.where_it_stopped().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        std::fs::read(file).unwrap()
    }

    /// Takes a picture of what is seen at a width, where pictures are wanted.
    pub async fn picture(&self, name: &str, width: u32) {
        let Some(folder) = std::env::var_os("COMITY_PICTURES") else { return };
        use base64::Engine as _;
        self.screen(width, false).await;
        self.script("scrollTo(0, 0); for (const one of document.getAnimations()) one.finish();", Vec::new()).await;
        let taken = self.chromium("Page.captureScreenshot", json!({ "format": "png" })).await;
        let bytes = base64::engine::general_purpose::STANDARD.decode(taken["data"].as_str().unwrap()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes).unwrap();
        self.screen(self.width, false).await;
    }
}
