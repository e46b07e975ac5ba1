//! Accounts: how one begins, who comes in and who does not, what administrators may do to each other.

use std::sync::Arc;

use enishi_app::accounts::{
    AccountChange, AccountFilter, Arrival, EVENTS, EventFilter, Invitation, KeyScope, LinkPurpose,
    NewAdministrator, SignInStep, SignedIn,
};
use enishi_app::parts::RecordId;
use enishi_app::{App, Charge, Context, Error};
use enishi_kit::lang::Lang;
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use jiff::SignedDuration;
use serde_json::json;
use totp_rs::{Builder, Secret};

const PASSPHRASE: &str = "tangerine moves slowly";
const OTHER: &str = "harbour lights at dusk";
const EMAIL: &str = "Hanako@Example.jp";

const HERE: Arrival<'static> = Arrival { address: "10.0.0.1", browser: "Firefox 150", former: None };

/// An app with one administrator.
struct House {
    app: App,
    clock: Arc<FixedClock>,
    _folder: Sqlite,
}

impl House {
    async fn empty() -> Self {
        let folder = sqlite();
        let clock = Arc::new(FixedClock::default());
        let app = crate::open_at(&folder, Arc::new(SeqIds::default()), clock.clone()).await;
        Self { app, clock, _folder: folder }
    }

    async fn new() -> (Self, SignedIn) {
        let house = Self::empty().await;
        let link = house.app.first_link().await.unwrap().unwrap();
        let token = house.app.make_first_administrator(&link, &first(EMAIL), &HERE).await.unwrap();
        let signed_in = house.who(&token.token).await.unwrap();
        let ctx = house.ctx(&signed_in).await;
        let charge = Charge { name: "北見 花子".into(), post: String::new() };
        house.app.take_charge(&ctx, &charge, Lang::Ja).await.unwrap();
        let signed_in = house.who(&token.token).await.unwrap();
        (house, signed_in)
    }

    async fn who(&self, token: &str) -> Option<SignedIn> {
        self.app.signed_in(Some(token)).await.unwrap()
    }

    async fn ctx(&self, who: &SignedIn) -> Context {
        self.app.context_of(Some(who)).await.unwrap()
    }

    async fn sign_in(&self, email: &str, passphrase: &str) -> Result<String, Error> {
        match self.app.sign_in(email, passphrase, &HERE).await? {
            SignInStep::Open(token) => Ok(token.token),
            SignInStep::Code(_) => panic!("a code is asked for"),
        }
    }

    /// Somebody else with an account.
    async fn member(&self, ctx: &Context, email: &str, is_admin: bool) -> SignedIn {
        let made = self.app.invite(ctx, &invitation(email, is_admin)).await.unwrap();
        let link = made.link.unwrap();
        let token = link.rsplit('/').next().unwrap();
        let session =
            self.app.accept_invitation(token, "北見 太郎", PASSPHRASE, Lang::Ja, &HERE).await.unwrap();
        self.who(&session.token).await.unwrap()
    }

    async fn events(&self, ctx: &Context) -> Vec<String> {
        let (events, _) = self.app.account_events(ctx, &EventFilter::default(), 100).await.unwrap();
        assert!(events.iter().all(|event| EVENTS.contains(&event.what.as_str())));
        events.into_iter().map(|event| event.what).collect()
    }
}

fn first(email: &str) -> NewAdministrator<'_> {
    NewAdministrator { name: "北見 花子", email, passphrase: PASSPHRASE, language: Lang::Ja }
}

fn invitation(email: &str, is_admin: bool) -> Invitation<'_> {
    Invitation { email, name: "", is_admin, person: "", language: Lang::Ja }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    result.unwrap_err().code
}

fn problem<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.code, "invalid");
    error.problems[0].code.clone()
}

#[tokio::test]
async fn the_first_link_makes_one_administrator() {
    let house = House::empty().await;
    let app = &house.app;
    let old = app.first_link().await.unwrap().unwrap();
    let link = app.first_link().await.unwrap().unwrap();
    // Two nodes of one register each print one.
    assert_eq!(app.find_link(&old).await.unwrap().purpose, LinkPurpose::First);
    assert_eq!(app.find_link(&link).await.unwrap().purpose, LinkPurpose::First);
    let short = NewAdministrator { passphrase: "short", ..first(EMAIL) };
    assert_eq!(problem(app.make_first_administrator(&link, &short, &HERE).await), "passphrase-short");
    let nowhere = NewAdministrator { email: "hanako", ..first(EMAIL) };
    assert_eq!(problem(app.make_first_administrator(&link, &nowhere, &HERE).await), "email");
    let token = app.make_first_administrator(&link, &first(EMAIL), &HERE).await.unwrap();
    let who = house.who(&token.token).await.unwrap();
    assert!(who.is_admin() && who.email() == EMAIL);
    assert_eq!(app.first_link().await.unwrap(), None);
    assert_eq!(code(app.find_link(&old).await), "link-used", "somebody administers now");
    assert_eq!(code(app.make_first_administrator(&link, &first("b@example.jp"), &HERE).await), "link-used");
    let ctx = house.ctx(&who).await;
    assert!(ctx.actor.starts_with("account:") && !ctx.actor.contains('@'));
    assert_eq!(house.events(&ctx).await, ["first-administrator"]);
}

#[tokio::test]
async fn the_first_link_ends_after_an_hour() {
    let house = House::empty().await;
    let link = house.app.first_link().await.unwrap().unwrap();
    house.clock.advance(SignedDuration::from_mins(60));
    assert_eq!(code(house.app.make_first_administrator(&link, &first(EMAIL), &HERE).await), "link-used");
}

#[tokio::test]
async fn who_is_wrong_hears_the_same_whatever_is_wrong() {
    let (house, who) = House::new().await;
    let ctx = house.ctx(&who).await;
    let member = house.member(&ctx, "taro@example.jp", false).await;
    house.app.invite(&ctx, &invitation("invited@example.jp", false)).await.unwrap();
    house.app.change_account(&ctx, member.id(), &AccountChange::Suspend).await.unwrap();
    assert!(house.sign_in(" ｈanako@EXAMPLE.jp ", PASSPHRASE).await.is_ok(), "however it is typed");
    for (email, passphrase) in [
        (EMAIL, "tangerine moves quickly"),
        ("nobody@example.jp", PASSPHRASE),
        ("taro@example.jp", PASSPHRASE),
        ("invited@example.jp", PASSPHRASE),
        ("invited@example.jp", ""),
        ("", ""),
    ] {
        let error = house.sign_in(email, passphrase).await.unwrap_err();
        assert_eq!((error.code, error.args.len(), error.problems.len()), ("sign-in-failed", 0, 0), "{email}");
    }
    assert_eq!(house.events(&ctx).await[..2], ["sign-in-failed", "sign-in-failed"]);
}

#[tokio::test]
async fn who_tries_often_waits_longer_each_time_and_never_for_ever() {
    let (house, _) = House::new().await;
    for email in [EMAIL, "nobody@example.jp"] {
        let mut waits = Vec::new();
        for _ in 0..5 {
            assert_eq!(code(house.sign_in(email, "wrong wrong wrong").await), "sign-in-failed");
        }
        for _ in 0..3 {
            let error = house.sign_in(email, PASSPHRASE).await.unwrap_err();
            assert_eq!(error.code, "sign-in-wait", "not even the right one is looked at");
            let seconds: i64 = error.args[0].1.parse().unwrap();
            waits.push(seconds);
            house.clock.advance(SignedDuration::from_secs(seconds));
            assert_eq!(code(house.sign_in(email, "wrong wrong wrong").await), "sign-in-failed");
        }
        assert_eq!(waits, [2, 3, 5], "{email}");
    }
    // From elsewhere the owner comes in meanwhile.
    let elsewhere = Arrival { address: "10.0.0.2", ..HERE };
    assert!(house.app.sign_in(EMAIL, PASSPHRASE, &elsewhere).await.is_ok());
    house.clock.advance(SignedDuration::from_mins(16));
    assert!(house.sign_in(EMAIL, PASSPHRASE).await.is_ok());
    // One address that tries many accounts waits too.
    let mut refused = 0;
    for number in 0..60 {
        let error = house.sign_in(&format!("n{number}@example.jp"), "wrong wrong wrong").await.unwrap_err();
        refused += u32::from(error.code == "sign-in-wait");
    }
    assert!(refused > 5, "{refused}");
}

#[tokio::test]
async fn a_session_rests_two_hours_and_lasts_twelve() {
    let (house, first) = House::new().await;
    let token = house.sign_in(EMAIL, PASSPHRASE).await.unwrap();
    for _ in 0..11 {
        house.clock.advance(SignedDuration::from_mins(60));
        assert!(house.who(&token).await.is_some());
    }
    let who = house.who(&token).await.unwrap();
    assert_eq!(house.app.sessions(&who).await.unwrap().len(), 1, "the first one has rested too long");
    house.clock.advance(SignedDuration::from_mins(60));
    assert!(house.who(&token).await.is_none(), "twelve hours");
    let token = house.sign_in(EMAIL, PASSPHRASE).await.unwrap();
    house.clock.advance(SignedDuration::from_secs(2 * 3_600 - 1));
    assert!(house.who(&token).await.is_some());
    house.clock.advance(SignedDuration::from_hours(2));
    assert!(house.who(&token).await.is_none(), "two hours of rest");
    assert!(house.who("forged").await.is_none());
    assert!(!house.app.context_of(None).await.unwrap().is_operator());
    drop(first);
}

#[tokio::test]
async fn each_sign_in_is_a_new_session_and_one_or_all_can_be_ended() {
    let (house, _) = House::new().await;
    let former = house.sign_in(EMAIL, PASSPHRASE).await.unwrap();
    let arrival = Arrival { former: Some(&former), ..HERE };
    let SignInStep::Open(token) = house.app.sign_in(EMAIL, PASSPHRASE, &arrival).await.unwrap() else {
        panic!("no second step was set up");
    };
    assert_ne!(token.token, former);
    assert!(house.who(&former).await.is_none(), "the token that the browser had before is of no use");
    let who = house.who(&token.token).await.unwrap();
    let third = house.sign_in(EMAIL, PASSPHRASE).await.unwrap();
    let sessions = house.app.sessions(&who).await.unwrap();
    assert_eq!((sessions.len(), sessions.iter().filter(|session| session.is_this).count()), (3, 1));
    let other = house.who(&third).await.unwrap();
    let id = house.app.sessions(&other).await.unwrap().into_iter().find(|one| one.is_this).unwrap().id;
    house.app.end_session(&who, &id).await.unwrap();
    assert!(house.who(&third).await.is_none());
    assert_eq!(house.app.end_other_sessions(&who).await.unwrap(), 1);
    assert!(house.who(&token.token).await.is_some());
    house.app.sign_out(&token.token).await.unwrap();
    assert!(house.who(&token.token).await.is_none());
}

fn device(secret: &str, house: &House) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(house.app.now().as_second()).unwrap()).to_string()
}

async fn first_step(house: &House) -> String {
    match house.app.sign_in(EMAIL, PASSPHRASE, &HERE).await.unwrap() {
        SignInStep::Code(token) => token.token,
        SignInStep::Open(_) => panic!("no code is asked for"),
    }
}

#[tokio::test]
async fn a_second_step_takes_each_code_once() {
    let (house, who) = House::new().await;
    let app = &house.app;
    let offer = app.offer_second_step(&who).unwrap();
    assert!(offer.uri.starts_with("otpauth://totp/Enishi:Hanako%40Example.jp?"), "{}", offer.uri);
    assert_eq!(code(app.turn_on_second_step(&who, &offer.secret, "000000").await), "code-failed");
    let used = device(&offer.secret, &house);
    let (codes, token) = app.turn_on_second_step(&who, &offer.secret, &used).await.unwrap();
    assert_eq!(codes.len(), 10);
    let who = house.who(&token.token).await.unwrap();
    assert!(who.has_second_step());
    // The passphrase alone opens nothing.
    let first = first_step(&house).await;
    assert!(house.who(&first).await.is_none());
    assert!(app.awaits_code(Some(&first)).await.unwrap());
    assert_eq!(code(app.sign_in_code(Some(&first), &used, &HERE).await), "code-failed", "used before");
    house.clock.advance(SignedDuration::from_secs(30));
    let fresh = device(&offer.secret, &house);
    let token = app.sign_in_code(Some(&first), &fresh, &HERE).await.unwrap();
    assert!(house.who(&token.token).await.is_some());
    assert_eq!(code(app.sign_in_code(Some(&first), &fresh, &HERE).await), "sign-in-again");
    let again = first_step(&house).await;
    assert_eq!(code(app.sign_in_code(Some(&again), &fresh, &HERE).await), "code-failed");
    // A recovery code, as somebody types it from paper.
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert!(app.sign_in_code(Some(&again), &typed, &HERE).await.is_ok());
    let again = first_step(&house).await;
    assert_eq!(code(app.sign_in_code(Some(&again), &codes[3], &HERE).await), "code-failed");
    assert_eq!(app.recovery_codes_left(&who).await.unwrap(), 9);
    // A new set ends the old one.
    assert_eq!(code(app.new_recovery_codes(&who, "wrong", "").await), "passphrase-wrong");
    let renewed = app.new_recovery_codes(&who, PASSPHRASE, "").await.unwrap();
    assert_eq!(code(app.sign_in_code(Some(&again), &codes[4], &HERE).await), "code-failed");
    assert!(app.sign_in_code(Some(&again), &renewed[0], &HERE).await.is_ok());
    // The first step ends by itself.
    let late = first_step(&house).await;
    house.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(code(app.sign_in_code(Some(&late), &renewed[1], &HERE).await), "sign-in-again");
    app.turn_off_second_step(&who, PASSPHRASE, "").await.unwrap();
    assert!(house.sign_in(EMAIL, PASSPHRASE).await.is_ok());
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_too() {
    let (house, who) = House::new().await;
    let offer = house.app.offer_second_step(&who).unwrap();
    let used = device(&offer.secret, &house);
    house.app.turn_on_second_step(&who, &offer.secret, &used).await.unwrap();
    let first = first_step(&house).await;
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(code(house.app.sign_in_code(Some(&first), "123456", &HERE).await));
    }
    assert_eq!(answers[4..], ["sign-in-wait", "sign-in-wait"]);
    assert_eq!(
        code(house.app.sign_in(EMAIL, PASSPHRASE, &HERE).await),
        "sign-in-wait",
        "nor by beginning anew"
    );
}

#[tokio::test]
async fn an_invitation_is_taken_up_once_within_three_days() {
    let (house, who) = House::new().await;
    let ctx = house.ctx(&who).await;
    let app = &house.app;
    let made = app.invite(&ctx, &invitation("taro@example.jp", false)).await.unwrap();
    let link = made.link.unwrap();
    assert!(link.starts_with("http://localhost/link/"), "{link}");
    let token = link.rsplit('/').next().unwrap();
    assert_eq!(problem(app.invite(&ctx, &invitation("TARO@example.jp", false)).await), "email-taken");
    assert_eq!(app.find_link(token).await.unwrap().email, "taro@example.jp");
    let accept =
        |passphrase: &'static str| app.accept_invitation(token, "北見 太郎", passphrase, Lang::En, &HERE);
    assert_eq!(problem(accept("taro@example.jp").await), "passphrase-own");
    let again = app.send_link(&ctx, made.account).await.unwrap().link.unwrap();
    assert_eq!(code(accept(PASSPHRASE).await), "link-used", "a new link ends the old one");
    let token = again.rsplit('/').next().unwrap();
    let accept =
        |passphrase: &'static str| app.accept_invitation(token, "北見 太郎", passphrase, Lang::En, &HERE);
    let session = accept(PASSPHRASE).await.unwrap();
    let taro = house.who(&session.token).await.unwrap();
    assert_eq!((taro.name(), taro.language(), taro.is_admin()), ("北見 太郎", Some(Lang::En), false));
    assert!(!house.ctx(&taro).await.is_operator());
    assert_eq!(code(accept(PASSPHRASE).await), "link-used", "replayed");
    // A link is no session, and a session no link.
    assert!(house.who(token).await.is_none());
    assert_eq!(code(app.find_link(&session.token).await), "link-used");
    let late = app.invite(&ctx, &invitation("late@example.jp", false)).await.unwrap().link.unwrap();
    house.clock.advance(SignedDuration::from_hours(72));
    assert_eq!(code(app.find_link(late.rsplit('/').next().unwrap()).await), "link-used");
}

#[tokio::test]
async fn a_new_passphrase_ends_every_session() {
    let (house, who) = House::new().await;
    let ctx = house.ctx(&who).await;
    let app = &house.app;
    assert_eq!(code(app.ask_reset(EMAIL, &HERE).await), "no-mail");
    let taro = house.member(&ctx, "taro@example.jp", false).await;
    let session = house.sign_in("taro@example.jp", PASSPHRASE).await.unwrap();
    let link = app.send_link(&ctx, taro.id()).await.unwrap().link.unwrap();
    let token = link.rsplit('/').next().unwrap();
    assert_eq!(app.find_link(token).await.unwrap().purpose, LinkPurpose::Reset);
    assert_eq!(problem(app.reset_passphrase(token, "Password1234").await), "passphrase-common");
    app.reset_passphrase(token, OTHER).await.unwrap();
    assert_eq!(code(app.reset_passphrase(token, OTHER).await), "link-used");
    assert!(house.who(&session).await.is_none());
    assert_eq!(code(house.sign_in("taro@example.jp", PASSPHRASE).await), "sign-in-failed");
    let session = house.sign_in("taro@example.jp", OTHER).await.unwrap();
    // His own change keeps his browser, with another token.
    let taro = house.who(&session).await.unwrap();
    assert_eq!(
        code(app.change_passphrase(&taro, PASSPHRASE, "quiet river stones", "").await),
        "passphrase-wrong"
    );
    let renewed = app.change_passphrase(&taro, OTHER, "quiet river stones", "").await.unwrap();
    assert!(house.who(&session).await.is_none() && house.who(&renewed.token).await.is_some());
    let late = app.send_link(&ctx, taro.id()).await.unwrap().link.unwrap();
    house.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(code(app.find_link(late.rsplit('/').next().unwrap()).await), "link-used");
}

#[tokio::test]
async fn an_administrator_sees_nothing_until_he_takes_charge_and_only_one_does() {
    let house = House::empty().await;
    let app = &house.app;
    let link = app.first_link().await.unwrap().unwrap();
    let token = app.make_first_administrator(&link, &first(EMAIL), &HERE).await.unwrap().token;
    let ctx = async |token: &str| house.ctx(&house.who(token).await.unwrap()).await;
    let secret = json!({"title": {"original": "ja", "ja": "秘密の種"}, "disclosure": "secret"});
    let secret: Vec<_> = secret.as_object().unwrap().clone().into_iter().collect();
    let shell = Context::operator("cli:root");
    let made = app.create(&shell, "seed", &secret, None).await.unwrap().reference;

    let before = ctx(&token).await;
    assert!(before.administers && !before.is_operator());
    assert_eq!(code(app.find(&before, "seed", &made).await), "unknown-record");
    assert_eq!(code(app.create(&before, "seed", &secret, None).await), "not-permitted");
    // Nor does he give himself the rights of somebody who has them.
    let person = json!({"name": {"original": "ja", "ja": "担当者"}, "disclosure": "public"});
    let person: Vec<_> = person.as_object().unwrap().clone().into_iter().collect();
    let person = app.create(&shell, "person", &person, None).await.unwrap().reference;
    let own = before.account.unwrap();
    let link_to = |reference: &str| AccountChange::Person(reference.to_owned());
    assert_eq!(code(app.change_account(&before, own, &link_to(&person)).await), "not-permitted");
    let friend = Invitation { person: &person, ..invitation("friend@example.jp", false) };
    assert_eq!(code(app.invite(&before, &friend).await), "not-permitted");

    assert!(app.may_take_charge(&before).await.unwrap());
    assert!(!app.may_take_charge(&shell).await.unwrap(), "the shell has no account");
    let nameless = Charge::default();
    assert_eq!(problem(app.take_charge(&before, &nameless, Lang::Ja).await), "empty");
    let charge = Charge { name: "北見 花子".into(), post: "事務局長".into() };
    app.take_charge(&before, &charge, Lang::Ja).await.unwrap();
    let after = ctx(&token).await;
    assert!(app.find(&after, "seed", &made).await.is_ok());
    assert!(app.create(&after, "seed", &secret, None).await.is_ok());
    assert_eq!(house.events(&after).await[0], "took-charge");

    // A second administrator is one of accounts, and stays so.
    let two = house.member(&after, "taro@example.jp", true).await;
    let other = house.ctx(&two).await;
    assert!(!app.may_take_charge(&other).await.unwrap());
    assert_eq!(code(app.take_charge(&other, &charge, Lang::Ja).await), "charge-taken");
    assert_eq!(code(app.find(&other, "seed", &made).await), "unknown-record");

    // Who took charge by mistake takes it back; then somebody else may.
    let people = app.all(&after, "role", &[]).await.unwrap();
    let entries = app.history(&after, "role", &people[0].reference).await.unwrap();
    let batch = entries[0].batch.clone().unwrap();
    assert!(batch.starts_with("charge-"));
    app.undo_import(&after, &batch, true).await.unwrap();
    let fallen = ctx(&token).await;
    assert_eq!(code(app.find(&fallen, "seed", &made).await), "unknown-record");
    assert!(app.may_take_charge(&other).await.unwrap());
}

#[tokio::test]
async fn somebody_is_left_to_administer() {
    let (house, one) = House::new().await;
    let ctx = house.ctx(&one).await;
    let app = &house.app;
    let weaken = [AccountChange::Suspend, AccountChange::UnmakeAdministrator, AccountChange::Close];
    for change in &weaken {
        assert_eq!(
            code(app.change_account(&ctx, one.id(), change).await),
            "last-administrator",
            "{change:?}"
        );
    }
    let two = house.member(&ctx, "taro@example.jp", true).await;
    let other = house.ctx(&two).await;
    // Both decide at one moment; whoever comes second is no administrator any more.
    app.change_account(&ctx, two.id(), &AccountChange::UnmakeAdministrator).await.unwrap();
    assert_eq!(
        code(app.change_account(&other, one.id(), &AccountChange::UnmakeAdministrator).await),
        "not-permitted"
    );
    let shell = Context::operator("cli:root");
    assert_eq!(
        code(app.change_account(&shell, one.id(), &AccountChange::Suspend).await),
        "last-administrator"
    );
    assert_eq!(house.events(&ctx).await[0], "unmade-administrator");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_remove_each_other_at_once_one_stays() {
    let (house, one) = House::new().await;
    let ctx = house.ctx(&one).await;
    for round in 0..6 {
        let two = house.member(&ctx, &format!("n{round}@example.jp"), true).await;
        let other = house.ctx(&two).await;
        let (app, first, second) = (&house.app, one.id(), two.id());
        let close = AccountChange::UnmakeAdministrator;
        let done =
            tokio::join!(app.change_account(&ctx, second, &close), app.change_account(&other, first, &close));
        assert!(done.0.is_ok() != done.1.is_ok(), "{done:?}");
        if done.0.is_err() {
            let shell = Context::operator("cli:root");
            app.change_account(&shell, first, &AccountChange::MakeAdministrator).await.unwrap();
            app.change_account(&shell, second, &AccountChange::UnmakeAdministrator).await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_administrators_do_takes_effect_at_once_and_nobody_else_does_it() {
    let (house, one) = House::new().await;
    let ctx = house.ctx(&one).await;
    let app = &house.app;
    let taro = house.member(&ctx, "taro@example.jp", false).await;
    let mine = house.ctx(&taro).await;
    let stranger = RecordId::from_bytes([7; 16]);
    for id in [one.id(), taro.id(), stranger] {
        assert_eq!(code(app.change_account(&mine, id, &AccountChange::Suspend).await), "not-permitted");
    }
    assert_eq!(code(app.list_accounts(&mine, &AccountFilter::default()).await), "not-permitted");
    assert_eq!(code(app.account_events(&mine, &EventFilter::default(), 9).await), "not-permitted");
    assert_eq!(code(app.invite(&mine, &invitation("x@example.jp", false)).await), "not-permitted");
    assert_eq!(code(app.change_account(&ctx, stranger, &AccountChange::Suspend).await), "unknown-account");
    let session = house.sign_in("taro@example.jp", PASSPHRASE).await.unwrap();
    app.change_account(&ctx, taro.id(), &AccountChange::Suspend).await.unwrap();
    assert!(house.who(&session).await.is_none());
    assert_eq!(code(app.change_account(&ctx, taro.id(), &AccountChange::Suspend).await), "account-state");
    app.change_account(&ctx, taro.id(), &AccountChange::Resume).await.unwrap();
    let session = house.sign_in("taro@example.jp", PASSPHRASE).await.unwrap();
    app.change_account(&ctx, taro.id(), &AccountChange::MakeAdministrator).await.unwrap();
    assert!(house.who(&session).await.is_none(), "more rights need a new session");
    let person = serde_json::json!({"name": {"original": "ja", "ja": "北見 太郎"}, "disclosure": "public"});
    let inputs: Vec<_> = person.as_object().unwrap().clone().into_iter().collect();
    let made = app.create(&Context::operator("test"), "person", &inputs, None).await.unwrap();
    app.change_account(&ctx, taro.id(), &AccountChange::Person(made.reference.clone())).await.unwrap();
    let filter = AccountFilter { text: "ＴＡＲＯ".into(), ..AccountFilter::default() };
    let listed = app.list_accounts(&ctx, &filter).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].person, Some((made.reference, "北見 太郎".to_owned())));
    assert_eq!((listed[0].state, listed[0].is_admin, listed[0].has_second_step), ("active", true, false));
    app.change_account(&ctx, taro.id(), &AccountChange::Close).await.unwrap();
    let all = app.list_accounts(&ctx, &AccountFilter::default()).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(app.show_account(&ctx, taro.id()).await.unwrap().email, "");
    let about = EventFilter { account: Some(taro.id()), ..EventFilter::default() };
    let (events, has_more) = app.account_events(&ctx, &about, 3).await.unwrap();
    assert!(has_more);
    assert_eq!((events[0].what.as_str(), events[0].account_name.as_deref()), ("closed", None));
    assert_eq!(events[0].actor_name.as_deref(), Some("北見 花子"));
}

#[tokio::test]
async fn a_key_reads_or_writes_until_it_ends_or_is_revoked() {
    let (house, one) = House::new().await;
    let app = &house.app;
    assert_eq!(problem(app.make_key(&one, "", KeyScope::Read, 30).await), "required");
    assert_eq!(problem(app.make_key(&one, "夜間", KeyScope::Read, 0).await), "key-days");
    let key = app.make_key(&one, "夜間の取り込み", KeyScope::Read, 30).await.unwrap();
    assert!(key.key.starts_with("enishi_"));
    let (ctx, scope) = app.context_of_key(&key.key).await.unwrap();
    assert_eq!((ctx.account, scope), (Some(one.id()), KeyScope::Read));
    let listed = app.keys(&one).await.unwrap();
    assert!(listed[0].is_live && listed[0].used_at.is_some() && listed[0].scope == "read");
    assert_eq!(code(app.context_of_key("enishi_forged").await), "key-unknown");
    app.revoke_key(&one, &listed[0].id).await.unwrap();
    assert_eq!(code(app.context_of_key(&key.key).await), "key-unknown");
    let key = app.make_key(&one, "夜間の取り込み", KeyScope::Write, 1).await.unwrap();
    house.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(code(app.context_of_key(&key.key).await), "key-unknown");
    let shell = Context::operator("cli:root");
    let taro = house.member(&shell, "taro@example.jp", false).await;
    let key = app.make_key(&taro, "夜間の取り込み", KeyScope::Write, 2).await.unwrap();
    app.change_account(&shell, taro.id(), &AccountChange::Suspend).await.unwrap();
    assert_eq!(code(app.context_of_key(&key.key).await), "key-unknown");
}
