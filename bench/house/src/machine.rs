//! The machine that the figures are from, and what processes took of it.

use std::fmt;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use serde::Serialize;

/// The machine.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Machine {
    cores: usize,
    processor: String,
    memory_bytes: u64,
    load_before: f64,
    /// How often a second 4 KiB are appended to a file and durable.
    pub fdatasync_per_second: f64,
}

/// Looks at the machine; the disk is that of `folder`.
///
/// # Errors
/// The disk cannot be written.
pub fn describe(folder: &Path) -> anyhow::Result<Machine> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let line = |text: &str, name: &str| {
        let found = text.lines().find(|line| line.starts_with(name));
        found.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let memory = line(&read("/proc/meminfo"), "MemTotal");
    let kibibytes: u64 = memory.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
    Ok(Machine {
        cores: std::thread::available_parallelism().map_or(0, usize::from),
        processor: line(&read("/proc/cpuinfo"), "model name"),
        memory_bytes: kibibytes * 1024,
        load_before: read("/proc/loadavg").split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default(),
        fdatasync_per_second: syncs(&folder.join("sync")).context("cannot write where the house is kept")?,
    })
}

fn syncs(path: &Path) -> std::io::Result<f64> {
    let mut file = File::create(path)?;
    let (start, mut count) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_secs(2) {
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / start.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gibibytes = self.memory_bytes / (1 << 30);
        write!(
            f,
            "Machine: {} cores, {}, {gibibytes} GiB, {:.0} fdatasync/s (4 KiB), load {} before.",
            self.cores, self.processor, self.fdatasync_per_second, self.load_before
        )?;
        if self.load_before > 0.25 * self.cores as f64 {
            write!(f, "\nOthers use this machine: the server got less of it than it could.")?;
        }
        Ok(())
    }
}

/// Seconds of processor time that a process took so far, over all of its threads.
///
/// # Errors
/// There is no such process.
pub fn processor_seconds(process: u32) -> anyhow::Result<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let ticks = ticks(&text).ok_or_else(|| anyhow!("/proc/{process}/stat has another form"))?;
    Ok(ticks as f64 / rustix::param::clock_ticks_per_second() as f64)
}

/// User and system time of a line of `/proc/…/stat`. The name, in brackets, may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

/// What a process holds of the memory, in bytes: now, and at most so far.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Memory {
    /// Now.
    pub resident: u64,
    /// At most.
    pub peak: u64,
}

/// The memory of a process.
///
/// # Errors
/// There is no such process.
pub fn memory(process: u32) -> anyhow::Result<Memory> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let bytes = |name: &str| -> anyhow::Result<u64> {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_ascii_whitespace().next()?.parse::<u64>().ok());
        Ok(number.ok_or_else(|| anyhow!("/proc/{process}/status has no {name}"))? * 1024)
    };
    Ok(Memory { resident: bytes("VmRSS:")?, peak: bytes("VmHWM:")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_process_does_not_mislead() {
        let line = "7 (a) b (c) S 1 7 7 0 -1 4194304 100 0 0 0 30 12 0 0 20 0 5 0 100 1 1";
        assert_eq!(ticks(line), Some(42));
        assert!(processor_seconds(std::process::id()).is_ok());
        let own = memory(std::process::id()).unwrap();
        assert!(own.peak >= own.resident && own.resident > 0);
    }
}
