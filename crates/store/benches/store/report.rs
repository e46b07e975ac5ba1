//! Figures: gathered, then printed once for people and once for programs.

use std::time::Duration;

/// What was measured.
#[derive(Debug, Default)]
pub struct Report {
    lines: Vec<(String, f64, &'static str, Option<String>)>,
}

impl Report {
    /// Adds a figure.
    pub fn add(&mut self, name: &str, value: f64, unit: &'static str) {
        println!("measured: {name}: {value:.3} {unit}");
        self.lines.push((name.to_owned(), value, unit, None));
    }

    /// Adds a figure that has a limit.
    pub fn limited(&mut self, name: &str, value: f64, unit: &'static str, limit: &str, holds: bool) {
        let verdict = if holds { "holds" } else { "MISSED" };
        println!("measured: {name}: {value:.3} {unit} (limit {limit}: {verdict})");
        self.lines.push((name.to_owned(), value, unit, Some(format!("{limit}: {verdict}"))));
    }

    pub fn print(&self) {
        println!("\n| figure | value | unit | limit |\n|---|---:|---|---|");
        for (name, value, unit, limit) in &self.lines {
            println!("| {name} | {value:.3} | {unit} | {} |", limit.as_deref().unwrap_or(""));
        }
        let figures: serde_json::Map<String, serde_json::Value> =
            self.lines.iter().map(|(name, value, ..)| (name.clone(), (*value).into())).collect();
        println!("\n{}", serde_json::Value::Object(figures));
    }
}

pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().expect("a median needs figures")
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The greatest memory that this process ever had, in megabytes.
pub fn peak_mb() -> f64 {
    status_mb("VmHWM:")
}

/// The memory that this process has, in megabytes.
pub fn memory_mb() -> f64 {
    status_mb("VmRSS:")
}

fn status_mb(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells what a process uses");
    let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a figure of memory");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("kilobytes");
    kilobytes / 1_024.0
}
