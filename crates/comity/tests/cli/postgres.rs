//! Books on PostgreSQL from the command line: a backup while the server runs, checked, and put into an empty database.

use std::path::Path;
use std::process::{Command, Output};

use super::cluster::Cluster;
use super::desk::{crowd, publish, set_up, sign_in};
use super::serve::House;

/// An instance: where its data, keys and database are.
struct Instance<'i> {
    folder: &'i Path,
    database: String,
    path: String,
}

impl Instance<'_> {
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.args(arguments).args(["--data", &self.folder.join("data").display().to_string()]);
        command.env("COMITY_DATABASE", &self.database).env("PATH", &self.path).env("SAID", self.folder.join("said"));
        command.output().unwrap()
    }

    fn does(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert!(run.status.success(), "{arguments:?}: {run:?}");
        String::from_utf8(run.stdout).unwrap()
    }

    fn refuses(&self, arguments: &[&str], expected: &str) {
        let run = self.run(arguments);
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{said}");
        assert!(said.contains(expected) && !said.contains("only a test"), "{said}");
    }
}

/// A program of that name that stands before every other one.
fn program(folder: &Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn books_on_postgres_are_backed_up_checked_and_restored() {
    let Some(cluster) = Cluster::start() else { return };
    if Command::new("pg_dump").arg("--version").output().is_err() {
        return println!("skipped: backups on PostgreSQL, since pg_dump is not there");
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    let usual = std::env::var("PATH").unwrap();
    let shims = folder.join("shims");
    std::fs::create_dir(&shims).unwrap();
    let mut instance = Instance { folder, database: cluster.url.clone(), path: usual.clone() };
    let house = House::open_with(&folder.join("data"), |command| {
        command.env("COMITY_DATABASE", &cluster.url);
    });
    let member = set_up(&house);
    let exchange = publish(&house, &member);
    crowd(&house, &member, &exchange, 2);
    // What was published gets its place in the ledger a moment later; the backup is made after it.
    let begun = std::time::Instant::now();
    while !house.ask("GET", "/ledger/checkpoint", "", "").starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed().as_secs() < 20, "the ledger is not sequenced");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let backup = folder.join("backup").display().to_string();

    // What does not fit is said before anything is made.
    instance.path = shims.display().to_string();
    instance.refuses(&["backup", &backup], "pg_dump is not there");
    program(&shims, "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'");
    instance.refuses(&["backup", &backup], "pg_dump here is of PostgreSQL 9");
    program(
        &shims,
        "pg_dump",
        "case $1 in --version) echo 'pg_dump (PostgreSQL) 99.1';; *) echo 'no room' >&2; exit 1;; esac",
    );
    instance.refuses(&["backup", &backup], "pg_dump failed: no room");
    assert!(!Path::new(&backup).exists() && !folder.join("backup.part").exists(), "nothing is left of them");

    // Every word on the command line of every program is looked at.
    for name in ["pg_dump", "pg_restore"] {
        let real = String::from_utf8(Command::new("which").arg(name).output().unwrap().stdout).unwrap();
        program(&shims, name, &format!("echo \"{name} $@\" >> \"$SAID\"\nPATH={usual} exec {} \"$@\"", real.trim()));
    }
    instance.path = format!("{}:{usual}", shims.display());
    let made = instance.does(&["backup", &backup, "--verify"]);
    assert!(made.starts_with("Made and checked: ") && made.contains("The keys are not in it"), "{made}");
    assert!(instance.does(&["backup", &backup, "--verify"]).starts_with("Checked: "));
    assert!(folder.join("data/last-backup").exists());
    instance.refuses(&["restore", &backup], "is there already");
    assert_eq!(house.stop(), Some(0));

    let empty = instance.database.replace("/postgres", "/the%20other%27s");
    let made = Command::new("psql")
        .args(["--dbname", &cluster.url, "--command", "CREATE DATABASE \"the other's\""])
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    instance.database = empty.clone();
    let restored = instance.does(&["restore", &backup]);
    assert!(restored.contains("The ledger is sound: 1 entries"), "{restored}");
    instance.refuses(&["restore", &backup], "is there already");
    let said = std::fs::read_to_string(folder.join("said")).unwrap();
    assert!(said.contains("pg_dump --no-password") && said.contains("pg_restore --no-password"), "{said}");
    assert!(
        !said.contains("a test") && !said.contains("a%20test") && !said.contains("127.0.0.1"),
        "where and as whom is said to nobody else: {said}"
    );
    let house = House::open_with(&folder.join("data"), |command| {
        command.env("COMITY_DATABASE", &empty);
    });
    let people = house.ask("GET", "/studio/people", &sign_in(&house), "");
    assert!(people.contains("p0@mail.example") && people.contains("p1@mail.example"), "{people}");
    assert_eq!(house.stop(), Some(0));
}
