//! The demo as a newcomer meets it: one command, then every command that it says to try next.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

fn comity(dir: &Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs")
}

/// The words of a command as a shell would hand them over: quotes taken off, `…-*.csv` replaced by the files.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        for word in part.split_whitespace() {
            match word.strip_suffix("-*.csv") {
                Some(stem) => words.extend([1, 2].map(|number| format!("{stem}-{number}.csv"))),
                None => words.push(word.to_owned()),
            }
        }
    }
    words
}

#[test]
fn everything_to_try_next_works_and_finds_what_was_planted() {
    for (lang, raters) in [("en", "Simulated rater 1"), ("it", "Valutatore simulato 1")] {
        let temporary = tempfile::tempdir().unwrap();
        let run = comity(temporary.path(), &words(&format!("demo --no-serve --lang {lang}")));
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let said = String::from_utf8(run.stdout).unwrap();
        let folder = temporary.path().join("comity-demo");
        let sheet = std::fs::read_to_string(folder.join("ratings.csv")).unwrap();
        assert!(sheet.contains(raters));
        let mut tried = Vec::new();
        for line in said.lines().filter_map(|line| line.strip_prefix("  comity ")) {
            let mut arguments = words(line);
            arguments.push("--json".into());
            let run = comity(&folder, &arguments);
            assert!(run.status.success(), "{line}: {}", String::from_utf8_lossy(&run.stderr));
            check(&arguments[0], &serde_json::from_slice(&run.stdout).unwrap());
            tried.push(arguments.swap_remove(0));
        }
        assert_eq!(tried, ["study", "rate", "portfolio", "opinion"]);
    }
}

/// What was printed up to the last line of the invitation, and the paths of the two links with the port in between.
pub fn opened(arguments: &[&str], dir: &Path) -> (Child, String, u16, [String; 2]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        let last = line.starts_with("Each link");
        said.push_str(&line);
        said.push('\n');
        if last {
            break;
        }
    }
    let links: Vec<&str> = said.split_whitespace().filter(|word| word.contains("/demo/")).collect();
    assert_eq!(links.len(), 2, "{said}");
    let rest = links
        .iter()
        .map(|link| link.strip_prefix("http://127.0.0.1:").expect("on this machine").split_once('/').unwrap());
    let parts: Vec<(u16, String)> = rest.map(|(port, path)| (port.parse().unwrap(), format!("/{path}"))).collect();
    let (port, paths) = (parts[0].0, [parts[0].1.clone(), parts[1].1.clone()]);
    (child, said, port, paths)
}

fn get(port: u16, path: &str, cookie: &str) -> String {
    let mut connection = TcpStream::connect(("127.0.0.1", port)).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
    connection.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

/// Signs in by a link of the demo and reads the page to which it leads.
fn entered(port: u16, link: &str) -> String {
    let answer = get(port, link, "");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let header = |name: &str| {
        answer.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name} {answer}"))
    };
    let cookies =
        answer.lines().filter_map(|line| line.strip_prefix("set-cookie: ")).map(|c| c.split(';').next().unwrap());
    let page = get(port, header("location: "), &cookies.collect::<Vec<_>>().join("; "));
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    page
}

/// Ends it as Ctrl-C does.
pub fn interrupted(mut child: Child) -> ExitStatus {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    child.wait().unwrap()
}

#[test]
fn the_house_opens_with_links_that_lead_in_and_continues() {
    let temporary = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (child, said, at, [studio, portal]) = opened(&["demo", "--port", &port], temporary.path());
    assert!(said.contains("(simulated) is open.") && at.to_string() != port, "{said}");
    assert!(entered(at, &studio).contains("Adele Fontana"));
    assert!(entered(at, &portal).contains("Livia Serra"));
    assert!(!get(at, &portal, "").starts_with("HTTP/1.1 303"), "a link is good once");
    let busy = comity(temporary.path(), &words("demo --fresh"));
    assert!(!busy.status.success() && String::from_utf8_lossy(&busy.stderr).contains("stop it first"), "{busy:?}");
    assert!(interrupted(child).success());

    let (child, said, at, [studio, _]) = opened(&["demo", "--port", &port, "--lang", "en"], temporary.path());
    assert!(said.contains("is open again"), "{said}");
    assert!(entered(at, &studio).contains("Adele Fontana"));
    assert!(interrupted(child).success());
}

#[test]
fn a_folder_that_is_no_demo_is_left_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let mine = temporary.path().join("mine");
    std::fs::create_dir(&mine).unwrap();
    std::fs::write(mine.join("letter.txt"), "dear diary").unwrap();
    let run = comity(temporary.path(), &words("demo --dir mine --fresh"));
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("is no demo"), "{run:?}");
    assert_eq!(std::fs::read_dir(&mine).unwrap().count(), 1);
}

/// Whether the answer is near what the demo planted.
fn check(command: &str, outcome: &Value) {
    match command {
        "rate" => {
            assert_eq!(outcome["objects"].as_array().unwrap().len(), 30);
            assert!(outcome["rejected"].as_object().unwrap().is_empty());
            assert!(outcome["reliability"]["overall"]["ordinal"]["alpha"].as_f64().unwrap() > 0.5);
        }
        "portfolio" => {
            assert_eq!(outcome["pooled"]["k"], 30, "{}", outcome["funnel"]);
            assert!(outcome["pooled"]["interval"][0].as_f64().unwrap() > 0.0, "{}", outcome["pooled"]);
            let moderators = outcome["joint"]["moderators"].as_array().unwrap();
            let participation = moderators.iter().find(|one| one["name"] == "participation").unwrap();
            let slope = participation["interval"][0].as_f64().unwrap();
            assert!(slope > 0.0, "{participation}");
        }
        "opinion" => {
            assert_eq!((&outcome["verdict"]["code"], &outcome["k"]), (&"groups".into(), &3.into()));
            let held: Vec<_> = outcome["consensus"].as_array().unwrap().iter().map(|one| &one["statement"]).collect();
            assert!(held.len() == 2 && held.contains(&&"0".into()) && held.contains(&&"1".into()), "{held:?}");
        }
        _ => {}
    }
}
