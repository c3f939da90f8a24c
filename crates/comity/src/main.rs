//! The `comity` command.

mod study;

fn main() {
    println!("comity {}", env!("CARGO_PKG_VERSION"));
}
