//! Long work as the store remembers it, on both engines.

use enishi_store::{Job, JobState};
use jiff::{SignedDuration, Timestamp};

use crate::place::Place;

both!(
    one_job_holds_a_slot,
    a_job_whose_lease_ran_out_is_interrupted_and_frees_its_slot,
    a_process_that_ends_releases_its_jobs,
    the_last_done_of_a_slot_is_known,
    old_jobs_are_forgotten,
);

fn job(id: &str, slot: Option<&str>, began_at: Timestamp) -> Job {
    Job {
        id: id.to_owned(),
        kind: "backup".to_owned(),
        slot: slot.map(str::to_owned),
        subject: "enishi-2026-04-01-023000.zip".to_owned(),
        node: "one:1".to_owned(),
        actor: "operator".to_owned(),
        state: JobState::Running,
        began_at,
        lease_until: began_at + SignedDuration::from_mins(10),
        ended_at: None,
        log: "{\"what\":\"began\"}\n".to_owned(),
    }
}

async fn one_job_holds_a_slot(place: Place) {
    let store = place.open().await;
    let other = place.open().await;
    let now = store.clock().now();
    let first = job("a", Some("backup"), now);
    assert!(store.begin_job(&first).await.unwrap());
    assert!(!other.begin_job(&job("b", Some("backup"), now)).await.unwrap());
    assert!(other.begin_job(&job("c", Some("other"), now)).await.unwrap());
    assert!(
        other.begin_job(&job("d", None, now)).await.unwrap()
            && other.begin_job(&job("e", None, now)).await.unwrap()
    );
    assert_eq!(store.jobs(10).await.unwrap().into_iter().find(|job| job.id == "a"), Some(first));
    store.end_job("a", JobState::Failed, now, "failed\n").await.unwrap();
    assert!(other.begin_job(&job("b", Some("backup"), now)).await.unwrap());
}

async fn a_job_whose_lease_ran_out_is_interrupted_and_frees_its_slot(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    assert!(store.begin_job(&job("a", Some("backup"), now)).await.unwrap());
    let renewed = now + SignedDuration::from_mins(15);
    assert!(store.renew_job("a", renewed, "on\n").await.unwrap());
    assert!(!store.begin_job(&job("b", Some("backup"), now + SignedDuration::from_mins(14))).await.unwrap());
    assert!(store.begin_job(&job("b", Some("backup"), now + SignedDuration::from_mins(15))).await.unwrap());
    let jobs = store.jobs(10).await.unwrap();
    let first = jobs.iter().find(|job| job.id == "a").unwrap();
    assert_eq!(
        (first.state, first.ended_at, first.log.as_str()),
        (JobState::Interrupted, Some(renewed), "on\n")
    );
    assert!(!store.renew_job("a", renewed, "").await.unwrap());
}

async fn a_process_that_ends_releases_its_jobs(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let there = Job { node: "two:1".to_owned(), ..job("b", None, now) };
    assert!(store.begin_job(&job("a", Some("backup"), now)).await.unwrap());
    assert!(store.begin_job(&there).await.unwrap());
    assert_eq!(store.release_jobs("one:1", now).await.unwrap(), 1);
    let states: Vec<_> = store.jobs(10).await.unwrap().into_iter().map(|job| (job.id, job.state)).collect();
    assert_eq!(states, [("b".to_owned(), JobState::Running), ("a".to_owned(), JobState::Interrupted)]);
    assert!(store.begin_job(&job("c", Some("backup"), now)).await.unwrap());
}

async fn the_last_done_of_a_slot_is_known(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    assert_eq!(store.last_done("backup").await.unwrap(), None);
    for (id, state, hours) in [("a", JobState::Done, 0), ("b", JobState::Failed, 1)] {
        let at = now + SignedDuration::from_hours(hours);
        assert!(store.begin_job(&job(id, Some("backup"), at)).await.unwrap());
        store.end_job(id, state, at, "").await.unwrap();
    }
    assert_eq!(store.last_done("backup").await.unwrap(), Some(now));
}

async fn old_jobs_are_forgotten(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    for number in 0..520 {
        let at = now + SignedDuration::from_secs(number);
        let id = format!("{number:03}");
        assert!(store.begin_job(&job(&id, None, at)).await.unwrap());
        store.end_job(&id, JobState::Done, at, "").await.unwrap();
    }
    let jobs = store.jobs(1_000).await.unwrap();
    assert_eq!((jobs.len(), jobs[0].id.as_str()), (500, "519"));
}
