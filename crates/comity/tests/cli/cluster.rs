//! A PostgreSQL of the test's own, which it may stop and start as it likes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A running server, stopped and removed with the value.
pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
    /// Where it is: `postgres://…/postgres`, of a user who may do anything there.
    pub url: String,
}

/// Where the server's programs are; Debian keeps them off the path, one folder a version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian.chain(std::env::split_paths(&path)).find(|folder| folder.join("initdb").exists())
}

impl Cluster {
    /// Starts one that keeps what it commits; says that the test is skipped where it cannot.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            println!("skipped: no PostgreSQL server is installed that could be restarted");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let url = format!("postgres://comity:only%20a%20test@127.0.0.1:{port}/postgres");
        let cluster = Self { folder, programs, url };
        std::fs::write(cluster.at("password"), "only a test").unwrap();
        if rustix::process::geteuid().is_root() {
            // PostgreSQL does not run as root, and its user passes through to the folder.
            let given = Command::new("chown").args(["-R", "postgres"]).arg(cluster.folder.path()).status();
            assert!(given.unwrap().success());
        }
        let (data, password) = (cluster.at("data").display().to_string(), cluster.at("password").display().to_string());
        cluster.run(
            "initdb",
            &["-D", &data, "-U", "comity", "-A", "scram-sha-256", "--pwfile", &password, "-E", "UTF8", "--no-sync"],
        );
        let options = format!("-c listen_addresses=127.0.0.1 -p {port} -k '{}'", cluster.folder.path().display());
        cluster.control(&["start", "-o", &options]);
        Some(cluster)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Ends every connection at once and does not shut down, as after a crash, and starts again.
    pub fn crash_and_start(&self) {
        self.control(&["restart", "-m", "immediate"]);
    }

    fn control(&self, arguments: &[&str]) {
        let (data, log) = (self.at("data").display().to_string(), self.at("log").display().to_string());
        self.run("pg_ctl", &[&["-D", &data, "-l", &log, "-w", "-t", "60", "-s"], arguments].concat());
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let ended = self.called(&self.programs.join(program), arguments);
        assert!(ended.status.success(), "{program} {arguments:?}: {ended:?}");
    }

    fn called(&self, program: &Path, arguments: &[&str]) -> Output {
        let mut command = if rustix::process::geteuid().is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // A server that keeps a pipe of ours open would keep us waiting for its end.
        command.args(arguments).current_dir("/").stdin(std::process::Stdio::null());
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let status = command.status().unwrap();
        Output { status, stdout: Vec::new(), stderr: std::fs::read(self.at("log")).unwrap_or_default() }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.at("data").display().to_string();
        // A test that failed leaves no server behind either; whether it could be stopped changes nothing.
        let _ = self.called(&self.programs.join("pg_ctl"), &["-D", &data, "-m", "immediate", "-w", "-s", "stop"]);
    }
}
