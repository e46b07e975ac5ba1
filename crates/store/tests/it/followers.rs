//! Followers: whoever reads the log from a place on misses nothing and sees nothing twice, whoever writes meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use enishi_kind::Kind as _;
use enishi_kit::ids::RecordId;
use enishi_store::{Change, Error, LogChange, Store};
use enishi_testkit::kinds::{self, Specimen};
use enishi_testkit::rounds;

use crate::place::{Place, Writes, header};
use crate::raw::Raw;
use crate::verify::differences;

both!(
    two_open_transactions_commit_in_the_order_of_the_log,
    sixteen_writers_and_a_follower_long,
    a_follower_goes_on_from_any_place,
);

/// Something that reads the log as an index does.
#[derive(Default)]
struct Follower {
    place: (i64, i64),
    seen: Vec<LogChange>,
}

impl Follower {
    async fn poll(&mut self, store: &Store, limit: u32) {
        for change in store.changes_after(self.place.0, self.place.1, limit).await.unwrap() {
            assert!((change.seq, change.ordinal) > self.place, "{change:?} after {:?}", self.place);
            self.place = (change.seq, change.ordinal);
            self.seen.push(change);
        }
    }

    fn ids(&self) -> Vec<RecordId> {
        self.seen.iter().map(|change| change.id).collect()
    }
}

/// Gives every other task the time of a hundred reads, in which an unhindered commit would long be done.
pub async fn let_others_run(store: &Store) {
    for _ in 0..100 {
        store.head().await.unwrap();
        tokio::task::yield_now().await;
    }
}

fn create(id: RecordId, title: &str) -> Change {
    Change::Create { id, kind: Specimen::INFO, body: kinds::specimen(title) }
}

/// The first has written and is not done; the second, of another process, would be done at once. A follower reads all
/// the while. Were the second's commit to stand before the first's, the follower would pass the place where the first
/// appears later, and never come back to it.
async fn two_open_transactions_commit_in_the_order_of_the_log(place: Place) {
    let (store, other) = (place.open_random().await, place.open_random().await);
    let mut follower = Follower::default();
    let before = store.specimen(kinds::specimen("先にあった石")).await;
    follower.poll(&store, 100).await;

    let [first, second] = [store.fresh_id(), store.fresh_id()];
    let mut slow = store.begin(&header("slow")).await.unwrap();
    slow.apply(&[create(first, "一")]).await.unwrap();
    let quick = tokio::spawn(async move {
        let mut quick = other.begin(&header("quick")).await?;
        quick.apply(&[create(second, "二")]).await?;
        quick.finish().await
    });
    for _ in 0..100 {
        follower.poll(&store, 100).await;
        tokio::task::yield_now().await;
    }
    assert!(!quick.is_finished(), "the second must wait for the head of the log");
    assert_eq!(follower.ids(), [before], "nothing is seen of what is not committed");
    let slow = slow.finish().await.unwrap();
    let quick = quick.await.unwrap().unwrap();
    assert_eq!((slow.seq, quick.seq), (2, 3));
    follower.poll(&store, 100).await;
    assert_eq!(follower.ids(), [before, first, second]);
}

/// Half of the writers make records, the others fight over the same few; a writer that lost reads again and retries.
async fn sixteen_writers_and_a_follower_long(place: Place) {
    const WRITERS: usize = 16;
    let each = usize::try_from(rounds(12, 400)).unwrap();
    let store = place.open_random().await;
    let mut contested = Vec::new();
    for number in 0..3 {
        contested.push(store.specimen(kinds::specimen(&format!("争い{number}"))).await);
    }
    let running = Arc::new(AtomicUsize::new(WRITERS));
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        // Each second writer has a store of its own, as another process would.
        let store = if writer % 2 == 0 { store.clone() } else { place.open_random().await };
        let (contested, running) = (contested.clone(), running.clone());
        writers.push(tokio::spawn(async move {
            for round in 0..each {
                let title = format!("{writer}の{round}");
                if writer < WRITERS / 2 {
                    store.specimen(kinds::specimen(&title)).await;
                } else {
                    change(&store, contested[round % contested.len()], &title).await;
                }
            }
            running.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    let mut follower = Follower::default();
    while running.load(Ordering::SeqCst) > 0 {
        follower.poll(&store, 7).await;
        tokio::task::yield_now().await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let total = contested.len() + WRITERS * each;
    while follower.seen.len() < total {
        let before = follower.seen.len();
        follower.poll(&store, 7).await;
        assert!(follower.seen.len() > before, "{before} changes seen, expected {total}");
    }
    follower.poll(&store, 7).await;
    assert_eq!(follower.seen.len(), total, "a change more than was made");
    let seqs: Vec<i64> = follower.seen.iter().map(|change| change.seq).collect();
    assert_eq!(seqs, (1..=i64::try_from(total).unwrap()).collect::<Vec<_>>(), "without gaps, each once");
    let mut versions: BTreeMap<RecordId, i64> = BTreeMap::new();
    for change in &follower.seen {
        let version = versions.entry(change.id).or_default();
        *version += 1;
        assert_eq!(change.version, *version, "{}", change.id);
    }
    for id in contested {
        let record = store.record(id).await;
        assert_eq!(Some(&record.version), versions.get(&id));
        let last = follower.seen.iter().rfind(|change| change.id == id).unwrap();
        assert_eq!(last.after.as_ref(), Some(&record.body));
    }
    assert_eq!(differences(&Raw::open(&place.location).await, store.registry()).await, [""; 0]);
}

async fn change(store: &Store, id: RecordId, title: &str) {
    loop {
        match store.update(id, kinds::specimen(title)).await {
            Ok(()) => return,
            Err(Error::Conflict { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

async fn a_follower_goes_on_from_any_place(place: Place) {
    let store = place.open().await;
    let changes: Vec<Change> = (0..5).map(|n| create(store.fresh_id(), &format!("石{n}"))).collect();
    store.commit(&header("five"), &changes).await.unwrap();
    store.commit(&header("one"), &[Change::Delete { id: changes[2].id(), expected: 1 }]).await.unwrap();
    let mut whole = Follower::default();
    whole.poll(&store, 100).await;
    assert_eq!(whole.seen.len(), 6);
    assert!(whole.seen[5].after.is_none() && whole.seen[5].version == 2);
    assert_eq!(whole.seen[0].after, Some(kinds::specimen("石0")));
    for limit in 1..=7 {
        let mut follower = Follower::default();
        for _ in 0..7 {
            follower.poll(&store, limit).await;
        }
        assert_eq!(follower.ids(), whole.ids(), "{limit} at a time");
    }
    let (head, again) = (store.head().await.unwrap(), place.open().await.head().await.unwrap());
    assert_eq!((head.seq, &head), (2, &again), "opening again does not change the epoch");
}
