//! The program `enishi`.
fn main() {}
