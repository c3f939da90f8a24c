//! The house as a process: it opens, somebody is set up and signs in, it stops when told, and opens again.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::comity;

/// A port that nobody listens on just now.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A running server.
pub struct House {
    child: Child,
    pub port: u16,
    /// What sets up the first member; none where there is one.
    pub key: Option<String>,
}

impl Drop for House {
    /// A test that fails leaves no server behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl House {
    /// Opens it over a data folder, at a free port of this machine alone.
    pub fn open(data: &Path) -> Self {
        Self::open_with(data, |_| {})
    }

    /// As [`Self::open`], with more said to the process, as an environment of its own.
    pub fn open_with(data: &Path, more: impl FnOnce(&mut Command)) -> Self {
        let port = free_port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command
            .args(["serve", "--data", &data.display().to_string(), "--listen", &format!("127.0.0.1:{port}")])
            .env("COMITY_DISK_FLOOR_MIB", "0")
            // Everybody of a test has one address and no patience.
            .envs([("COMITY_RATES_LINK", "0"), ("COMITY_RATES_ANSWER", "0")])
            .env_remove("COMITY_PICTURES")
            .current_dir(data.parent().unwrap())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        more(&mut command);
        let mut child = command.spawn().expect("the binary runs");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut key = None;
        // The last line that is printed tells of mail.
        for line in lines.by_ref().map_while(Result::ok) {
            if line.starts_with("  ") {
                key = Some(line.trim().to_owned());
            }
            if line.starts_with("There is no mail server") {
                break;
            }
        }
        Self { child, port, key }
    }

    /// One request over a connection of its own; status, headers and body as they came.
    pub fn ask(&self, method: &str, path: &str, cookie: &str, form: &str) -> String {
        let answer = self.send(method, path, cookie, "application/x-www-form-urlencoded", form.as_bytes());
        String::from_utf8(answer.expect("an answer")).expect("a page")
    }

    /// As [`Self::ask`], with a body of any kind.
    ///
    /// # Errors
    /// The connection's: nobody listens, or it broke off.
    pub fn send(&self, method: &str, path: &str, cookie: &str, kind: &str, body: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port))?;
        connection.set_read_timeout(Some(Duration::from_secs(40)))?;
        let (port, length) = (self.port, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n\
             Cookie: {cookie}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
        );
        connection.write_all(&[head.as_bytes(), body].concat())?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        Ok(answer)
    }

    /// Asks it to stop, and says with which code it did.
    pub fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.child.kill().unwrap();
        panic!("it did not stop");
    }
}

/// The first cookie that an answer sets, as a browser sends it back.
pub fn cookie_in(answer: &str) -> String {
    let line = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).expect("a cookie");
    line.split_once(':').unwrap().1.split(';').next().unwrap().trim().to_owned()
}

#[test]
fn the_house_opens_stops_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let at = data.display().to_string();
    let house = House::open(&data);
    let key = house.key.clone().expect("a key for the first member");
    assert!(house.ask("GET", "/livez", "", "").ends_with("ok\n"));
    let second = comity(&["serve", "--data", &at, "--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("has these books open"), "{second:?}");
    let form = format!(
        "key={key}&firm=Norda&slug=norda&country=IT&contact=x&name=Ada&mail=ada%40norda.example&\
         password=correct+horse+battery&again=correct+horse+battery"
    );
    let made = house.ask("POST", "/studio/set-up", "", &form);
    assert!(made.starts_with("HTTP/1.1 303"), "{made}");
    let cookie = cookie_in(&made);
    assert!(house.ask("GET", "/studio", &cookie, "").starts_with("HTTP/1.1 200"));
    let backup = folder.path().join("backup");
    let kept = comity(&["backup", &backup.display().to_string(), "--verify", "--data", &at]);
    assert!(kept.status.success(), "{kept:?}");
    assert_eq!(house.stop(), Some(0));

    let again = House::open(&data);
    assert_eq!(again.key, None, "nobody sets it up a second time");
    assert!(again.ask("GET", "/studio", &cookie, "").starts_with("HTTP/1.1 200"), "sessions outlive a restart");
    let signed = again.ask("POST", "/studio/sign-in", "", "mail=ada%40norda.example&password=correct+horse+battery");
    assert!(signed.starts_with("HTTP/1.1 303"), "{signed}");
    assert_eq!(again.stop(), Some(0));

    let listed = comity(&["member", "list", "--data", &at]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("ada@norda.example"), "{listed:?}");
    // What was backed up before opens with the keys of then.
    let then = folder.path().join("keys-then");
    std::fs::create_dir(&then).unwrap();
    for file in std::fs::read_dir(data.join("keys")).unwrap().map(Result::unwrap) {
        std::fs::copy(file.path(), then.join(file.file_name())).unwrap();
    }
    let changed = comity(&["keys", "rotate-root", "--data", &at]);
    assert!(changed.status.success(), "{changed:?}");
    let key = data.join("keys/ledger.key");
    std::fs::rename(&key, folder.path().join("away")).unwrap();
    let refused = comity(&["serve", "--data", &at, "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("comity ledger new-key"), "{refused:?}");
    assert!(!key.exists(), "nothing was replaced");
    assert!(comity(&["ledger", "new-key", "--data", &at]).status.success());
    assert!(key.exists());
    let listed = comity(&["member", "list", "--data", &at]);
    assert!(
        String::from_utf8_lossy(&listed.stdout).contains("ada@norda.example"),
        "the new root key opens: {listed:?}"
    );
    let verified = comity(&["ledger", "verify", "--data", &at]);
    assert!(verified.status.success(), "{verified:?}");
    assert!(String::from_utf8_lossy(&verified.stdout).contains("Not checked"), "{verified:?}");

    let refused = comity(&["restore", &backup.display().to_string(), "--data", &at]);
    assert_eq!(refused.status.code(), Some(1), "an instance that is there is not overwritten");
    let other = folder.path().join("other");
    let restored = |keys: &std::path::Path| {
        Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["restore", &backup.display().to_string(), "--data", &other.display().to_string()])
            .env("COMITY_KEYS", keys)
            .output()
            .unwrap()
    };
    let refused = restored(&data.join("keys"));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("root key is not the one") && said.contains("nothing was restored"), "{refused:?}");
    let restored = restored(&then);
    assert!(restored.status.success(), "{restored:?}");
}

#[test]
fn doctor_and_config_say_what_they_find() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("data").display().to_string();
    let doctor = comity(&["doctor", "--data", &at]);
    assert!(doctor.status.success(), "{doctor:?}");
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("data folder"), "{doctor:?}");
    let wrong = comity(&["config", "check", "--listen", "nowhere"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("listen (--listen)"), "{wrong:?}");
}

#[test]
fn a_doctor_is_not_troubled_by_what_the_first_start_makes() {
    let folder = tempfile::tempdir().unwrap();
    let (data, keys) = (folder.path().join("data"), folder.path().join("keys"));
    std::fs::create_dir(&keys).unwrap();
    let doctor = || {
        let told = Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["doctor", "--data", &data.display().to_string()])
            .env("COMITY_KEYS", &keys)
            .env("COMITY_DISK_FLOOR_MIB", "0")
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8(told.stdout).unwrap()
    };
    let told = doctor();
    assert!(told.contains("· keys: none yet") && told.contains("· database: not there yet"), "{told}");
    std::fs::write(keys.join("erased"), "").unwrap();
    let told = doctor();
    assert!(told.contains("✗ keys: ") && told.contains("root.key is missing"), "{told}");
}
