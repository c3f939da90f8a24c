//! The `comity` command.
fn main() {
    println!("comity {}", env!("CARGO_PKG_VERSION"));
}
