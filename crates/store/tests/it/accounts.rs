//! Accounts and what belongs to them: each thing that works once works once, whoever else tries.

use enishi_kit::ids::RecordId;
use enishi_store::{
    Account, AccountEvent, AccountState, ApiKey, Errand, ErrandPurpose, EventQuery, Identity, Link, Mail,
    MailState, Purpose, Session, SessionState, Store,
};
use enishi_testkit::kinds;
use jiff::{SignedDuration, Timestamp};

use crate::place::{Place, Writes};

both!(
    an_address_has_one_account,
    a_session_ends_once_and_by_itself,
    a_link_works_once,
    a_way_to_the_service_is_gone_once_and_by_its_browser,
    a_name_at_a_service_is_one_account,
    an_address_moves_where_it_is_free,
    a_step_and_a_code_are_used_once,
    failures_are_counted_and_forgotten,
    events_are_told_newest_first,
    a_mail_is_taken_by_one_and_keeps_nothing_when_it_went,
    a_closed_account_leaves_its_id_alone,
    of_two_who_remove_each_other_the_second_waits_and_sees,
);

fn account(id: RecordId, email: &str, at: Timestamp) -> Account {
    Account {
        id,
        email: email.to_owned(),
        folded: email.to_lowercase(),
        name: format!("{email} の名"),
        person: None,
        is_admin: true,
        state: AccountState::Active,
        language: "ja".to_owned(),
        passphrase: Some("$argon2id$".to_owned()),
        totp_secret: Some("SECRET".to_owned()),
        totp_step: None,
        created_at: at,
        signed_in_at: None,
    }
}

fn session(hash: &str, account: RecordId, at: Timestamp) -> Session {
    Session {
        hash: hash.to_owned(),
        id: format!("id-{hash}"),
        account,
        state: SessionState::Open,
        created_at: at,
        seen_at: at,
        ends_at: at + SignedDuration::from_hours(8),
        browser: "Firefox".to_owned(),
    }
}

fn mail(store: &Store, account: RecordId, to: &str) -> Mail {
    let now = store.clock().now();
    Mail {
        id: store.fresh_id(),
        request_key: format!("invitation:{to}"),
        account: Some(account),
        recipient: to.to_owned(),
        language: "ja".to_owned(),
        template: "invitation".to_owned(),
        args: format!("{{\"name\":\"{to}\"}}"),
        state: MailState::Waiting,
        tries: 0,
        made_at: now,
        next_at: now,
        until: now + SignedDuration::from_hours(72),
        problem: String::new(),
    }
}

fn identity(subject: &str, account: RecordId, at: Timestamp) -> Identity {
    Identity {
        issuer: "https://id.example.jp".to_owned(),
        subject: subject.to_owned(),
        account,
        made_at: at,
        used_at: None,
    }
}

fn errand(hash: &str, account: Option<RecordId>, at: Timestamp) -> Errand {
    Errand {
        hash: hash.to_owned(),
        browser: format!("browser of {hash}"),
        purpose: ErrandPurpose::Link,
        account,
        nonce: "nonce".to_owned(),
        verifier: "verifier".to_owned(),
        args: "{\"back\":\"/針葉樹\"}".to_owned(),
        expires_at: at + SignedDuration::from_mins(10),
    }
}

/// An account with one of everything that belongs to one.
pub async fn let_in(store: &Store, email: &str, person: Option<RecordId>) -> RecordId {
    let now = store.clock().now();
    let id = store.fresh_id();
    let mut changes = store.change_accounts().await.unwrap();
    assert!(changes.add_account(&Account { person, ..account(id, email, now) }).await.unwrap());
    changes.save_recovery_codes(id, &["one".into(), "two".into()]).await.unwrap();
    changes.begin_session(&session(&format!("h{id}"), id, now)).await.unwrap();
    let link = Link {
        hash: format!("l{id}"),
        purpose: Purpose::Invitation,
        account: Some(id),
        created_at: now,
        expires_at: now + SignedDuration::from_hours(72),
        address: None,
    };
    changes.save_link(&link).await.unwrap();
    assert!(changes.queue_mail(&mail(store, id, email)).await.unwrap());
    let key = ApiKey {
        id: format!("key-{id}"),
        hash: format!("k{id}"),
        account: id,
        title: "夜間の取り込み".to_owned(),
        scope: "read".to_owned(),
        created_at: now,
        expires_at: now + SignedDuration::from_hours(24),
        used_at: None,
        revoked_at: None,
    };
    changes.add_api_key(&key).await.unwrap();
    assert!(changes.add_identity(&identity(&format!("s{id}"), id, now)).await.unwrap());
    changes.begin_errand(&errand(&format!("e{id}"), Some(id), now), now).await.unwrap();
    changes.note(&event(store, "invited", Some(id))).await.unwrap();
    changes.commit().await.unwrap();
    id
}

fn event(store: &Store, what: &str, account: Option<RecordId>) -> AccountEvent {
    let now = store.clock().now();
    AccountEvent {
        id: store.fresh_id(),
        at: now,
        actor: "cli:test".to_owned(),
        what: what.to_owned(),
        account,
        detail: String::new(),
    }
}

async fn an_address_has_one_account(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let id = let_in(&store, "A@example.jp", None).await;
    let found = store.account_by_email("a@example.jp").await.unwrap().unwrap();
    assert_eq!(found, account(id, "A@example.jp", now));
    assert!(!format!("{found:?}").contains("example"), "no address reaches a log");
    let mut changes = store.change_accounts().await.unwrap();
    assert!(!changes.add_account(&account(store.fresh_id(), "a@Example.jp", now)).await.unwrap());
    let named = Account { name: "縁 結".into(), is_admin: false, totp_step: Some(9), ..found };
    changes.save_account(&named).await.unwrap();
    assert_eq!(changes.administrators().await.unwrap(), 0);
    changes.commit().await.unwrap();
    let found = store.account(id).await.unwrap().unwrap();
    assert_eq!(found, Account { totp_step: None, ..named }, "a step is moved by using it");
    assert_eq!(store.accounts().await.unwrap().len(), 1);
}

async fn a_session_ends_once_and_by_itself(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let id = let_in(&store, "a@example.jp", None).await;
    let hash = format!("h{id}");
    let (found, whose) = store.session(&hash, now).await.unwrap().unwrap();
    assert_eq!((found, whose.id), (session(&hash, id, now), id));
    let end = now + SignedDuration::from_hours(8);
    assert!(store.session(&hash, end - SignedDuration::from_micros(1)).await.unwrap().is_some());
    assert!(store.session(&hash, end).await.unwrap().is_none());
    store.see_session(&hash, end).await.unwrap();
    assert_eq!(store.sessions_of(id, now).await.unwrap()[0].seen_at, end);
    // Of many callers in several processes, one is told that he ended it.
    let mut callers = Vec::new();
    for number in 0..12 {
        let store = if number % 2 == 0 { store.clone() } else { place.open().await };
        let hash = hash.clone();
        callers.push(tokio::spawn(async move { store.end_session(&hash).await.unwrap() }));
    }
    let mut ended = 0;
    for caller in callers {
        ended += u32::from(caller.await.unwrap());
    }
    assert_eq!(ended, 1);
    let mut changes = store.change_accounts().await.unwrap();
    for hash in ["a", "b", "c"] {
        changes.begin_session(&session(hash, id, now)).await.unwrap();
    }
    assert!(changes.end_session_of(id, "id-a").await.unwrap());
    assert_eq!(changes.end_sessions_of(id, "b").await.unwrap(), 1);
    // Whoever begins one takes those away that have ended.
    changes.begin_session(&session("d", id, end)).await.unwrap();
    changes.commit().await.unwrap();
    assert_eq!(store.sessions_of(id, now).await.unwrap().len(), 1);
}

async fn a_link_works_once(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let id = let_in(&store, "a@example.jp", None).await;
    let hash = format!("l{id}");
    assert_eq!(store.link(&hash, now).await.unwrap().unwrap().account, Some(id));
    let late = now + SignedDuration::from_hours(72);
    assert!(store.link(&hash, late).await.unwrap().is_none());
    let mut changes = store.change_accounts().await.unwrap();
    assert!(!changes.use_link(&hash, late).await.unwrap());
    drop(changes);
    let mut callers = Vec::new();
    for number in 0..8 {
        let store = if number % 2 == 0 { store.clone() } else { place.open().await };
        let hash = hash.clone();
        callers.push(tokio::spawn(async move {
            let mut changes = store.change_accounts().await.unwrap();
            let is_used = changes.use_link(&hash, now).await.unwrap();
            changes.commit().await.unwrap();
            is_used
        }));
    }
    let mut used = 0;
    for caller in callers {
        used += u32::from(caller.await.unwrap());
    }
    assert_eq!(used, 1);
    assert!(store.link(&hash, now).await.unwrap().is_none());
}

async fn a_step_and_a_code_are_used_once(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let id = let_in(&store, "a@example.jp", None).await;
    let mut changes = store.change_accounts().await.unwrap();
    for (step, is_taken) in [(7, true), (7, false), (6, false), (8, true)] {
        assert_eq!(changes.use_step(id, step).await.unwrap(), is_taken, "{step}");
    }
    for (code, is_taken) in [("one", true), ("one", false), ("three", false)] {
        assert_eq!(changes.use_recovery_code(id, code, now).await.unwrap(), is_taken, "{code}");
    }
    changes.commit().await.unwrap();
    assert_eq!(store.recovery_codes_left(id).await.unwrap(), 1);
    let mut changes = store.change_accounts().await.unwrap();
    changes.save_recovery_codes(id, &["one".into()]).await.unwrap();
    assert!(!changes.use_recovery_code(id, "two", now).await.unwrap(), "a new set ends the old one");
    assert!(changes.use_recovery_code(id, "one", now).await.unwrap());
}

async fn failures_are_counted_and_forgotten(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let day = SignedDuration::from_hours(24);
    for expected in 1..4 {
        let mut changes = store.change_accounts().await.unwrap();
        assert_eq!(changes.count_attempt("account:x", now, now - day).await.unwrap(), expected);
        changes.delay_attempts("account:x", now + SignedDuration::from_secs(expected)).await.unwrap();
        changes.commit().await.unwrap();
    }
    let found = store.attempts("account:x").await.unwrap().unwrap();
    assert_eq!((found.failures, found.free_at), (3, now + SignedDuration::from_secs(3)));
    let later = now + day + SignedDuration::from_secs(1);
    let mut changes = store.change_accounts().await.unwrap();
    assert_eq!(changes.count_attempt("account:x", later, later - day).await.unwrap(), 1);
    changes.forget_attempts("account:x").await.unwrap();
    changes.commit().await.unwrap();
    assert_eq!(store.attempts("account:x").await.unwrap(), None);
}

async fn events_are_told_newest_first(place: Place) {
    let store = place.open().await;
    let start = store.clock().now();
    let id = let_in(&store, "a@example.jp", None).await;
    for what in ["suspended", "resumed", "suspended"] {
        place.clock.advance(SignedDuration::from_mins(1));
        let mut changes = store.change_accounts().await.unwrap();
        changes.note(&event(&store, what, Some(id))).await.unwrap();
        changes.note(&event(&store, "sign-in-failed", None)).await.unwrap();
        changes.commit().await.unwrap();
    }
    let told = async |query: EventQuery| -> Vec<String> {
        store.account_events(&query, 4).await.unwrap().into_iter().map(|event| event.what).collect()
    };
    let about = EventQuery { account: Some(id), ..EventQuery::default() };
    assert_eq!(told(about.clone()).await, ["suspended", "resumed", "suspended", "invited"]);
    let what = EventQuery { what: Some("suspended".into()), ..about.clone() };
    assert_eq!(told(what).await.len(), 2);
    let until = EventQuery { until: Some(start + SignedDuration::from_secs(90)), ..about.clone() };
    assert_eq!(told(until).await, ["suspended", "invited"]);
    let since = EventQuery { since: Some(start + SignedDuration::from_secs(90)), ..about };
    assert_eq!(told(since).await, ["suspended", "resumed"]);
    let all = store.account_events(&EventQuery::default(), 3).await.unwrap();
    let before = EventQuery { before: Some(all[2].id), ..EventQuery::default() };
    assert_eq!(told(before).await, ["resumed", "sign-in-failed", "suspended", "invited"]);
    let other = EventQuery { actor: Some("cli:nobody".into()), ..EventQuery::default() };
    assert!(told(other).await.is_empty());
}

async fn a_mail_is_taken_by_one_and_keeps_nothing_when_it_went(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let id = let_in(&store, "a@example.jp", None).await;
    let mut changes = store.change_accounts().await.unwrap();
    assert!(!changes.queue_mail(&mail(&store, id, "a@example.jp")).await.unwrap(), "asked for before");
    drop(changes);
    let lease = now + SignedDuration::from_mins(5);
    let mut callers = Vec::new();
    for number in 0..8 {
        let store = if number % 2 == 0 { store.clone() } else { place.open().await };
        callers.push(tokio::spawn(async move { store.take_mail(now, lease).await.unwrap() }));
    }
    let mut taken = Vec::new();
    for caller in callers {
        taken.extend(caller.await.unwrap());
    }
    assert_eq!(taken.len(), 1);
    assert_eq!((taken[0].recipient.as_str(), taken[0].tries), ("a@example.jp", 1));
    // Whoever took it died; it is taken again after the lease.
    assert_eq!(store.next_mail_at().await.unwrap(), Some(lease));
    assert_eq!(store.take_mail(lease, lease + SignedDuration::from_mins(5)).await.unwrap().unwrap().tries, 2);
    store.put_mail_off(taken[0].id, lease, "refused").await.unwrap();
    assert_eq!(store.mails(9).await.unwrap()[0].problem, "refused");
    store.end_mail(taken[0].id, MailState::Sent, "").await.unwrap();
    let sent = store.mails(9).await.unwrap().remove(0);
    assert_eq!((sent.recipient.as_str(), sent.args.as_str()), ("", "{}"));
    assert_eq!((sent.state, store.next_mail_at().await.unwrap()), (MailState::Sent, None));
}

async fn a_closed_account_leaves_its_id_alone(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let person = store.specimen(kinds::specimen("人")).await;
    let id = let_in(&store, "a@example.jp", Some(person)).await;
    let other = let_in(&store, "b@example.jp", None).await;
    let mut changes = store.change_accounts().await.unwrap();
    changes.lock_administrators().await.unwrap();
    changes.close_account(id).await.unwrap();
    changes.commit().await.unwrap();
    let closed = store.account(id).await.unwrap().unwrap();
    assert_eq!((closed.email.as_str(), closed.name.as_str(), closed.person), ("", "", None));
    assert_eq!((closed.passphrase, closed.totp_secret, closed.is_admin), (None, None, false));
    assert_eq!(closed.state, AccountState::Closed);
    assert!(store.session(&format!("h{id}"), now).await.unwrap().is_none());
    assert!(store.link(&format!("l{id}"), now).await.unwrap().is_none());
    assert!(store.api_key(&format!("k{id}"), now).await.unwrap().is_none());
    assert_eq!(store.recovery_codes_left(id).await.unwrap(), 0);
    assert!(store.identity("https://id.example.jp", &format!("s{id}")).await.unwrap().is_none());
    let mut changes = store.change_accounts().await.unwrap();
    let way = errand(&format!("e{id}"), None, now);
    assert!(changes.end_errand(&way.hash, &way.browser, now).await.unwrap().is_none());
    drop(changes);
    assert_eq!(store.mails(9).await.unwrap().len(), 1);
    // The address is free again, others have lost nothing.
    let again = let_in(&store, "a@example.jp", None).await;
    assert_ne!(again, id);
    let (key, whose) = store.api_key(&format!("k{other}"), now).await.unwrap().unwrap();
    assert_eq!((key.scope.as_str(), whose.id), ("read", other));
    store.see_api_key(&key.id, now).await.unwrap();
    assert_eq!(store.api_keys_of(other).await.unwrap()[0].used_at, Some(now));
    let mut changes = store.change_accounts().await.unwrap();
    assert!(changes.revoke_api_key(other, &key.id, now).await.unwrap());
    assert!(!changes.revoke_api_key(other, &key.id, now).await.unwrap());
    changes.commit().await.unwrap();
    assert!(store.api_key(&key.hash, now).await.unwrap().is_none());
}

async fn of_two_who_remove_each_other_the_second_waits_and_sees(place: Place) {
    let store = place.open().await;
    let one = let_in(&store, "one@example.jp", None).await;
    let _two = let_in(&store, "two@example.jp", None).await;
    let mut first = store.change_accounts().await.unwrap();
    first.lock_administrators().await.unwrap();
    assert_eq!(first.administrators().await.unwrap(), 2);
    let elsewhere = place.open().await;
    let second = async {
        let mut changes = elsewhere.change_accounts().await.unwrap();
        changes.lock_administrators().await.unwrap();
        changes.administrators().await.unwrap()
    };
    tokio::pin!(second);
    let waited = tokio::time::timeout(std::time::Duration::from_millis(300), &mut second).await;
    assert!(waited.is_err(), "the second does not count before the first has decided");
    let account = first.account(one).await.unwrap().unwrap();
    first.save_account(&Account { is_admin: false, ..account }).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await, 1);
}

async fn a_way_to_the_service_is_gone_once_and_by_its_browser(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let (one, other) = (errand("one", None, now), errand("other", None, now));
    let mut changes = store.change_accounts().await.unwrap();
    changes.begin_errand(&one, now).await.unwrap();
    changes.begin_errand(&other, now).await.unwrap();
    let strange = changes.end_errand(&one.hash, &other.browser, now).await.unwrap();
    assert!(strange.is_none(), "it belongs to the browser that went");
    assert_eq!(changes.end_errand(&one.hash, &one.browser, now).await.unwrap(), Some(one.clone()));
    assert!(changes.end_errand(&one.hash, &one.browser, now).await.unwrap().is_none(), "it is gone once");
    let late = now + SignedDuration::from_mins(10);
    assert!(changes.end_errand(&other.hash, &other.browser, late).await.unwrap().is_none(), "it has ended");
    changes
        .begin_errand(&Errand { expires_at: late + SignedDuration::from_mins(1), ..one }, late)
        .await
        .unwrap();
    changes.commit().await.unwrap();
    let raw = crate::raw::Raw::open(&place.location).await;
    assert_eq!(raw.rows("errand", &["hash"], "1 = 1").await.len(), 1, "what ended is forgotten");
}

async fn a_name_at_a_service_is_one_account(place: Place) {
    let store = place.open().await;
    let now = store.clock().now();
    let one = let_in(&store, "one@example.jp", None).await;
    let two = let_in(&store, "two@example.jp", None).await;
    let mut changes = store.change_accounts().await.unwrap();
    assert!(changes.add_identity(&identity("x", one, now)).await.unwrap());
    assert!(!changes.add_identity(&identity("x", two, now)).await.unwrap(), "it is somebody else's");
    let elsewhere = Identity { issuer: "https://other.example.jp".to_owned(), ..identity("x", two, now) };
    assert!(changes.add_identity(&elsewhere).await.unwrap(), "the same letters at another service");
    assert!(changes.use_identity(&identity("x", one, now), now).await.unwrap());
    assert!(!changes.use_identity(&identity("x", two, now), now).await.unwrap());
    changes.commit().await.unwrap();
    let (found, account) = store.identity("https://id.example.jp", "x").await.unwrap().unwrap();
    assert_eq!((found.used_at, account.id), (Some(now), one));
    assert!(store.identity("https://id.example.jp", "X").await.unwrap().is_none(), "letter by letter");
    assert_eq!(store.identities_of(one).await.unwrap().len(), 2);
    let mut changes = store.change_accounts().await.unwrap();
    assert_eq!(changes.drop_identities(one, "https://id.example.jp").await.unwrap(), 2);
    changes.commit().await.unwrap();
    assert!(store.identities_of(one).await.unwrap().is_empty());
    assert_eq!(store.identities_of(two).await.unwrap().len(), 2);
}

async fn an_address_moves_where_it_is_free(place: Place) {
    let store = place.open().await;
    let one = let_in(&store, "one@example.jp", None).await;
    let _two = let_in(&store, "two@example.jp", None).await;
    let mut changes = store.change_accounts().await.unwrap();
    assert!(!changes.move_account(one, "Two@example.jp", "two@example.jp").await.unwrap());
    assert!(changes.move_account(one, "One@example.jp", "one@example.jp").await.unwrap(), "his own");
    assert!(changes.move_account(one, "three@example.jp", "three@example.jp").await.unwrap());
    changes.commit().await.unwrap();
    assert_eq!(store.account_by_email("three@example.jp").await.unwrap().unwrap().id, one);
    assert!(store.account_by_email("one@example.jp").await.unwrap().is_none());
}
