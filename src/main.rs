//! The `sparks` command line.

fn main() {}
