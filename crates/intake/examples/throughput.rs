//! How fast posts are read: `cargo run --release -p comity-intake --example throughput -- [--threads N] FILE…`
//!
//! Prints rows, rejects, a checksum that must not depend on the threads, seconds spent and megabytes a second.

use comity_intake::{Block, Counts, Item, PostReader, ReadOptions, Scratch};
use std::error::Error;
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

/// Sums that depend on every time and on the length of every value.
fn fold(item: &Item<'_>) -> u64 {
    let Item::Row(row) = item else { return 1 };
    let lengths = [row.text, row.unit, row.author, row.id].into_iter().flatten().map(|value| value.len() as u64);
    row.time.unwrap_or(0).unsigned_abs().wrapping_mul(row.line).wrapping_add(lengths.sum())
}

fn decode(block: Block, scratch: &mut Scratch) -> (u64, Counts) {
    let mut sum = 0u64;
    let counts = block.decode(scratch, |item| sum = sum.wrapping_add(fold(&item)));
    (sum, counts)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let mut threads = 1;
    if files.first().is_some_and(|first| first == "--threads") {
        threads = files.get(1).ok_or("--threads needs a number")?.parse()?;
        files.drain(..2);
    }
    let start = Instant::now();
    let mut reader = PostReader::open(&files, &ReadOptions::default())?;
    let opened = start.elapsed();
    let (mut sum, mut counts, mut reading, mut decoding) = (0u64, Counts::default(), Duration::ZERO, Duration::ZERO);
    if threads <= 1 {
        let mut scratch = Scratch::default();
        loop {
            let from = Instant::now();
            let Some(block) = reader.next_block()? else { break };
            let read = Instant::now();
            let (part, counted) = decode(block, &mut scratch);
            sum = sum.wrapping_add(part);
            counts += counted;
            reading += read - from;
            decoding += read.elapsed();
        }
    } else {
        let (send, receive) = mpsc::sync_channel::<Block>(threads * 2);
        let receive = Mutex::new(receive);
        let total = Mutex::new((0u64, Counts::default()));
        std::thread::scope(|scope| -> Result<(), Box<dyn Error>> {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut scratch = Scratch::default();
                    while let Ok(Ok(block)) = receive.lock().map(|queue| queue.recv()) {
                        let (part, counted) = decode(block, &mut scratch);
                        if let Ok(mut total) = total.lock() {
                            total.0 = total.0.wrapping_add(part);
                            total.1 += counted;
                        }
                    }
                });
            }
            while let Some(block) = reader.next_block()? {
                send.send(block)?;
            }
            drop(send);
            Ok(())
        })?;
        let total = total.into_inner().map_err(|_| "a thread stopped")?;
        (sum, counts) = total;
    }
    let seconds = start.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "for a figure of three digits")]
    let megabytes = reader.bytes_total().unwrap_or(0) as f64 / 1e6;
    println!("rows {} rejects {} sum {sum:016x}", counts.rows, counts.rejects);
    println!("opened {opened:.3?} reading {reading:.3?} decoding {decoding:.3?}");
    println!("{megabytes:.0} MB in {seconds:.3} s, {:.0} MB/s with {threads} thread(s)", megabytes / seconds);
    Ok(())
}
