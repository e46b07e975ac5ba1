//! Measurements in the text format of Prometheus, for an address of this machine only. No label holds anything that a
//! person typed: routes are patterns, methods and states are from closed lists.
//!
//! Source: Prometheus exposition formats, text format 0.0.4.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use enishi_app::Condition;
use http::header;

use crate::health::PATIENCE;
use crate::state::Site;

/// Upper ends of the buckets of durations, in seconds.
const BUCKETS: [f64; 8] = [0.005, 0.02, 0.05, 0.1, 0.3, 1.0, 5.0, 30.0];

/// What requests are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The method.
    pub method: &'static str,
    /// The pattern of the address.
    pub route: String,
    /// The status of the answer.
    pub status: u16,
}

#[derive(Clone, Copy, Debug, Default)]
struct Durations {
    count: u64,
    seconds: f64,
    buckets: [u64; BUCKETS.len()],
}

/// What was measured since the program began. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Metrics {
    began: SystemTime,
    requests: Arc<Mutex<BTreeMap<Seen, Durations>>>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self { began: SystemTime::now(), requests: Arc::default() }
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn record(&self, seen: Seen, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let durations = requests.entry(seen).or_default();
        durations.count += 1;
        durations.seconds += took.as_secs_f64();
        for (bucket, _) in
            durations.buckets.iter_mut().zip(BUCKETS).filter(|(_, end)| took.as_secs_f64() <= *end)
        {
            *bucket += 1;
        }
    }

    fn requests(&self, text: &mut Text) {
        let name = "enishi_request_duration_seconds";
        text.family(name, "histogram", "Time until an answer began, by pattern of the address and status.");
        for (seen, durations) in self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let labels =
                format!("method=\"{}\",route=\"{}\",status=\"{}\"", seen.method, seen.route, seen.status);
            for (count, end) in durations.buckets.iter().zip(BUCKETS) {
                text.sample(&format!("{name}_bucket"), &format!("{labels},le=\"{end}\""), count);
            }
            text.sample(&format!("{name}_bucket"), &format!("{labels},le=\"+Inf\""), durations.count);
            text.sample(&format!("{name}_sum"), &labels, durations.seconds);
            text.sample(&format!("{name}_count"), &labels, durations.count);
        }
    }
}

/// A page of measurements while it is written.
#[derive(Default)]
struct Text(String);

impl Text {
    fn family(&mut self, name: &str, of: &str, help: &str) {
        self.0.push_str(&format!("# HELP {name} {help}\n# TYPE {name} {of}\n"));
    }

    fn sample(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        let labels = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
        self.0.push_str(&format!("{name}{labels} {value}\n"));
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.family(name, "gauge", help);
        self.sample(name, "", value);
    }

    fn store(&mut self, condition: &Condition, now: jiff::Timestamp) {
        self.gauge("enishi_log_commits", "Commits in the log.", condition.seq);
        if let Some(at) = condition.last_commit {
            let age = now.duration_since(at).as_secs_f64();
            self.gauge("enishi_log_head_age_seconds", "Time since the last commit.", age);
        }
        self.gauge("enishi_index_behind_commits", "Commits that the index does not hold.", condition.behind);
        self.gauge("enishi_store_bytes", "Size of the store.", condition.bytes);
    }
}

/// The page of measurements.
pub async fn show(State(site): State<Site>) -> Response {
    let mut text = Text::default();
    text.family("enishi_build_info", "gauge", "Version and engine.");
    let labels = format!("version=\"{}\",engine=\"{}\"", env!("CARGO_PKG_VERSION"), site.app.engine());
    text.sample("enishi_build_info", &labels, 1);
    let began = site.metrics.began.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    text.gauge("process_start_time_seconds", "When the program began.", began);
    if let Some(bytes) = resident_bytes() {
        text.gauge("process_resident_memory_bytes", "Memory that the program holds.", bytes);
    }
    site.metrics.requests(&mut text);
    text.family("enishi_jobs", "gauge", "Long work that browsers started, by state.");
    for (state, count) in site.jobs.counts() {
        text.sample("enishi_jobs", &format!("state=\"{state}\""), count);
    }
    let condition = tokio::time::timeout(PATIENCE, site.app.condition()).await;
    text.gauge("enishi_store_up", "Whether the store answers.", u8::from(matches!(condition, Ok(Ok(_)))));
    if let Ok(Ok(condition)) = condition {
        text.store(&condition, site.app.now());
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text.0).into_response()
}

/// Memory of this process, where the system tells it (Linux, proc_pid_status(5)).
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_counted_in_every_bucket_that_holds_them() {
        let metrics = Metrics::default();
        let seen = Seen { method: "GET", route: "/{kind}".to_owned(), status: 200 };
        metrics.record(seen.clone(), Duration::from_millis(10));
        metrics.record(seen, Duration::from_secs(2));
        let mut text = Text::default();
        metrics.requests(&mut text);
        let labels = "method=\"GET\",route=\"/{kind}\",status=\"200\"";
        for (end, count) in [("0.005", 0), ("0.02", 1), ("1", 1), ("5", 2), ("+Inf", 2)] {
            let line = format!("enishi_request_duration_seconds_bucket{{{labels},le=\"{end}\"}} {count}\n");
            assert!(text.0.contains(&line), "{line} is missing in {}", text.0);
        }
        assert!(text.0.contains(&format!("_count{{{labels}}} 2\n")), "{}", text.0);
    }
}
