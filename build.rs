//! Tells cargo that the migrations are part of the binary: `sqlx::migrate!` reads them at compile time.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
