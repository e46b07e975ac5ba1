//! Non-interference: two registers that differ only in what somebody may not see give him byte-identical answers, from
//! every page, API call, export, match, reason, count, order, error and mark. Clock and ids stand still.
//!
//! A long run takes more seeds.

mod world;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use enishi_app::accounts::{AccountChange, Arrival, Invitation};
use enishi_app::parts::{Action, Judged, Location};
use enishi_app::{App, Context, Settings};
use enishi_kind::{Field, KindInfo, Layer, NEIGHBOURS, Registry, Viewer, WHOLE};
use enishi_kit::clock::{Clock, Zone};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{Change, Header, Store};
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use enishi_web::{Audience, Mode, api, api_routes, routes};
use http::{Request, header};
use jiff::SignedDuration;
use tower::ServiceExt;

use super::INSIDERS;
use world::{FIRST, OwnIds, PEOPLE, Rng, SECOND, Skeleton, Step, WORDS, World};

/// Requests of one comparison for each route, and for each way to ask a list.
const OF_EACH: usize = 5;
/// The same where a record is asked for.
const OF_RECORDS: usize = 16;
const BEGIN: &str = "2026-04-01T03:00:00Z";
/// Between some of the changes.
const THEN: &str = "2026-04-01T03:50:30Z";

/// The session of whoever sees everything.
const INSIDER: &str = INSIDERS[0];

/// A register with one person at its door.
struct House {
    router: Router,
    app: App,
    ctx: Context,
    viewer: Viewer,
    session: String,
    /// Every record by its reference.
    references: Vec<(&'static str, String)>,
    _folder: Sqlite,
}

/// Who asks: nobody, somebody of whom no record speaks, an administrator who is in charge of nothing, or one of the people.
#[derive(Clone, Copy, Debug)]
enum Asker {
    Public,
    Nobody,
    Administrator,
    Person(usize),
}

fn skeleton(registry: &Registry) -> (Skeleton, SeqIds) {
    let ids = SeqIds::default();
    let skeleton = Skeleton::new(registry, &ids, FixedClock::at("2026-03-01T00:00:00Z").now());
    (skeleton, ids)
}

/// Writes the steps, a minute apart, and opens the register at the day after.
async fn house(asker: Asker, skeleton: &Skeleton, steps: &[Step]) -> House {
    let folder = sqlite();
    let clock = Arc::new(FixedClock::at(BEGIN));
    let location = Location::Folder(folder.folder().to_owned());
    let registry = Arc::new(enishi_model::registry());
    let ids = Arc::new(OwnIds::default());
    let store = Store::open(&location, Arc::clone(&registry), clock.clone(), ids.clone());
    let store = store.await.unwrap();
    let header = Header { actor: "cli:test".into(), reason: "history-imported".into(), batch: None };
    store.commit(&header, &skeleton.changes).await.unwrap();
    let mut versions: BTreeMap<RecordId, i64> = BTreeMap::new();
    for step in steps {
        if !step.is_beside {
            clock.advance(SignedDuration::from_mins(1));
        }
        let version = versions.entry(step.id).or_default();
        let change = match (&step.body, *version) {
            (Some(body), 0) => {
                ids.next(step.id);
                Change::Create { id: step.id, kind: step.kind, body: body.clone() }
            }
            (Some(body), expected) => Change::Update { id: step.id, expected, body: body.clone() },
            (None, expected) => Change::Delete { id: step.id, expected },
        };
        *version += 1;
        store
            .commit(&header, &[change])
            .await
            .unwrap_or_else(|error| panic!("{} {:?}: {error}", step.kind.name, step.body));
    }
    let mut references = Vec::new();
    for (id, record) in store.load_many(&versions.keys().copied().collect::<Vec<_>>()).await.unwrap() {
        references.push((id, record.kind.plural, record.reference));
    }
    references.sort();
    let references = references.into_iter().map(|(_, plural, reference)| (plural, reference)).collect();
    store.close().await;
    clock.set("2026-04-02T03:00:00Z");

    let app = App::open(Settings {
        location,
        folder: folder.folder().to_owned(),
        registry: Arc::clone(&registry),
        clock,
        ids: Arc::new(SeqIds::default()),
        zone: Zone::default(),
        files: enishi_app::FileSettings::default(),
        catalogue: enishi_app::catalogue(&registry, &[enishi_web::LOCALES, api::LOCALES]).unwrap(),
    })
    .await
    .unwrap();
    app.matcher().catch_up(|_, _| ()).await.unwrap();
    let session = sign_in(&app, asker, skeleton).await;
    let signed_in = app.signed_in(session.as_deref()).await.unwrap();
    let ctx = app.context_of(signed_in.as_ref()).await.unwrap();
    let viewer = ctx.viewer.clone();
    let router = super::web(app.clone(), Mode::Serve).router();
    House { router, app, ctx, viewer, session: session.unwrap_or_default(), references, _folder: folder }
}

/// What he sees in the first register: his rights follow from what is public.
async fn viewer_of(asker: Asker, skeleton: &Skeleton, steps: &[Step]) -> Viewer {
    house(asker, skeleton, steps).await.viewer
}

async fn sign_in(app: &App, asker: Asker, skeleton: &Skeleton) -> Option<String> {
    let operator = Context::operator("cli:test");
    let arrival = Arrival { address: "10.0.0.1", browser: "Firefox 150", former: None };
    let invitation = Invitation {
        email: "somebody@example.jp",
        name: "北見 花子",
        is_admin: matches!(asker, Asker::Administrator),
        person: "",
        language: Lang::En,
    };
    if matches!(asker, Asker::Public) {
        return None;
    }
    let made = app.invite(&operator, &invitation).await.unwrap();
    let token = made.link.unwrap();
    let token = token.rsplit('/').next().unwrap();
    let session =
        app.accept_invitation(token, "北見 花子", "tangerine moves slowly", Lang::En, &arrival).await;
    let mut session = session.unwrap().token;
    if let Asker::Person(index) = asker {
        let person = skeleton.people[index];
        let people = app.all(&operator, "person", &[]).await.unwrap();
        let reference = people.into_iter().find(|one| one.id == person).unwrap().reference;
        app.change_account(&operator, made.account, &AccountChange::Person(reference)).await.unwrap();
        let step = app.sign_in("somebody@example.jp", "tangerine moves slowly", &arrival).await.unwrap();
        let enishi_app::accounts::SignInStep::Open(token) = step else { panic!("no code") };
        session = token.token;
    }
    Some(session)
}

/// A request: method, address, body.
type Asked = (&'static str, String, String);

/// Addresses of every route, with records that he may see and others, and questions that count and rank.
fn questions(house: &House, seed: u64) -> Vec<Asked> {
    let registry = enishi_model::registry();
    let mut asked: BTreeMap<String, Vec<Asked>> = BTreeMap::new();
    let mut get = |group: &str, address: String| {
        asked.entry(group.to_owned()).or_default().push(("GET", address, String::new()));
    };
    let all = routes().into_iter().chain(api_routes()).filter(|route| route.method == "GET");
    let plurals: Vec<&str> = registry.kinds().map(|kind| kind.plural).collect();
    for route in all.filter(|route| route.audience != Audience::SignedIn) {
        let path = route
            .path
            .replace("{ref}", "{reference}")
            .replace("{hash}", &"0".repeat(64))
            .replace("{name}", "a.pdf");
        match (path.contains("{kind}"), path.contains("{reference}")) {
            (true, true) => {
                for (plural, reference) in &house.references {
                    get(route.path, path.replace("{kind}", plural).replace("{reference}", reference));
                }
            }
            (true, false) => {
                plurals.iter().for_each(|plural| get(route.path, path.replace("{kind}", plural)));
            }
            (false, true) => {
                let plural = path.trim_start_matches('/').split('/').next().unwrap_or_default();
                for (_, reference) in house.references.iter().filter(|(of, _)| *of == plural) {
                    get(route.path, path.replace("{reference}", reference));
                }
            }
            (false, false) if !path.contains('{') => get(route.path, path),
            _ => {}
        }
    }
    let encoded = |word: &str| word.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    for word in WORDS {
        let word = encoded(word);
        get("search", format!("/search?q={word}"));
        get("match-text", format!("/match?text={word}"));
        for plural in &plurals {
            get("list-words", format!("/{plural}?q={word}"));
            get("api-words", format!("/api/v1/{plural}?q={word}&facets=true"));
        }
    }
    for kind in registry.kinds() {
        let plural = kind.plural;
        for more in ["facets=true", "limit=3", "sort=-created", "sort=-changed", "on=2026-04-01&facets=true"]
        {
            get(more, format!("/api/v1/{plural}?{more}"));
        }
        get("api-then", format!("/api/v1/{plural}?known-at={THEN}&facets=true"));
        get("list-then", format!("/{plural}?known-at={THEN}"));
        for field in kind.fields().filter(|field| field.facet) {
            let code = field.of.vocabulary().and_then(|known| known.codes.first()).copied().unwrap_or("1");
            get("api-facet", format!("/api/v1/{plural}?{}={code}&facets=true", field.name));
            get("list-facet", format!("/{plural}?filter.{}={code}", field.name));
        }
    }
    for (plural, reference) in &house.references {
        get("{reference} then", format!("/{plural}/{reference}?known-at={THEN}"));
        get("{reference} api-then", format!("/api/v1/{plural}/{reference}?known-at={THEN}"));
        let (need, seed) = (*plural == "needs", *plural == "seeds");
        if need || seed {
            let of = if need { "need" } else { "seed" };
            get("{reference} match", format!("/match?{of}={reference}"));
            for (_, other) in house
                .references
                .iter()
                .filter(|(other, _)| *other != *plural && ["needs", "seeds"].contains(other))
            {
                get("{reference} why-not", format!("/match?{of}={reference}&why-not={other}"));
            }
        }
    }
    for (_, reference) in house.references.iter().filter(|(plural, _)| *plural == "needs") {
        let why_not =
            house.references.iter().find(|(plural, _)| *plural == "seeds").map(|(_, seed)| seed.as_str());
        let body = serde_json::json!({"need": reference, "why_not": why_not});
        let asked = asked.entry("{reference} api-matches".to_owned()).or_default();
        asked.push(("POST", "/api/v1/matches".to_owned(), body.to_string()));
    }
    // As many of each as there is time for.
    let mut rng = Rng::of(&[seed, 77]);
    for (group, asked) in &mut asked {
        let is_of_records = group.contains("{ref");
        let keep = if is_of_records { OF_RECORDS } else { OF_EACH };
        while asked.len() > keep {
            asked.swap_remove(rng.below(asked.len()));
        }
    }
    asked.into_values().flatten().collect()
}

/// Everything of an answer but what is made anew for each request: the id of the request and tokens of forms.
async fn answer(house: &House, asked: &Asked, lang: Lang) -> String {
    answer_to(house, asked, lang, &house.session).await
}

async fn answer_to(house: &House, (method, address, body): &Asked, lang: Lang, session: &str) -> String {
    let request = Request::builder()
        .method(*method)
        .uri(address)
        .header(header::HOST, "localhost:8080")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT_LANGUAGE, lang.code())
        .header(header::COOKIE, format!("enishi_lang={lang}; enishi_session={session}"))
        .body(Body::from(body.clone()))
        .unwrap();
    let answer = house.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = without(&text, "name=\"form-token\" value=\"", "\"");
    let text = without(&text, "name=\"request-key\" value=\"", "\"");
    let text = without(&text, "urn:enishi:operation:", "\"");
    let text = without(&text, "<code id=\"operation\">", "<");
    let mut headers: Vec<String> =
        parts.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    // It follows from the text.
    headers.retain(|header| !header.starts_with("content-length"));
    headers.sort();
    assert!(!parts.status.is_server_error(), "{method} {address}: {text}");
    format!("{}\n{}\n\n{text}", parts.status, headers.join("\n"))
}

/// A text without what stands between these.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut parts = text.split(begin);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(begin);
        kept.push_str(&part[part.find(end).unwrap_or(part.len())..]);
    }
    kept
}

/// Where two texts part.
fn parting(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).position(|(a, b)| a != b).unwrap_or(one.len().min(other.len()));
    let around = |text: &str| {
        let (from, to) = (at.saturating_sub(160), (at + 160).min(text.len()));
        String::from_utf8_lossy(&text.as_bytes()[from..to]).into_owned()
    };
    format!("…{}…\n   and\n…{}…", around(one), around(other))
}

async fn nothing_leaks_to(asker: Asker) {
    for seed in 1..=u64::from(enishi_testkit::rounds(1, 20)) {
        let registry = enishi_model::registry();
        let (skeleton, ids) = skeleton(&registry);
        let now = FixedClock::at("2026-03-01T00:00:00Z").now();
        let (world, mut steps) = World::plan(&registry, &skeleton, &ids, seed, now);
        let viewer = viewer_of(asker, &skeleton, &steps).await;
        let kinds = world.other_kinds(&steps, &viewer);
        let mut others: Vec<Step> =
            steps.iter().map(|step| world.other(step, &viewer, &skeleton, kinds[&step.id])).collect();
        let hidden = steps.iter().zip(&others).filter(|(one, other)| one.body != other.body).count();
        assert!(hidden > 40, "the registers differ: {hidden}");
        steps.extend(world.touches(&steps, &viewer, FIRST));
        others.extend(world.touches(&others, &viewer, SECOND));
        let mut never = world.never_seen(&steps, &viewer);
        let (steps, own) = world.conceal(steps, &viewer, FIRST, &ids, now);
        let (others, other_own) = world.conceal(others, &viewer, SECOND, &ids, now);
        assert!(own.is_disjoint(&other_own), "what he never sees are other records");
        let named = world.named(&others, &viewer, &other_own);
        assert!(named >= 2, "what is seen names what is not: {named}");
        never.extend(own.into_iter().chain(other_own));
        let mut first = house(asker, &skeleton, &steps).await;
        let second = house(asker, &skeleton, &others).await;
        // What was opened to him and lies at a layer that he does not see anyway gives him tokens that show nothing.
        let shown = |viewer: &Viewer| {
            let hidden = |token: &&enishi_kind::Clearance| {
                let id = token.as_str().rsplit(':').next().and_then(|id| id.parse().ok());
                id.is_some_and(|id: RecordId| never.contains(&id))
            };
            Viewer::of(viewer.tokens().filter(|token| !hidden(token)).cloned())
        };
        assert_eq!(shown(&first.viewer), shown(&viewer));
        assert_eq!(shown(&second.viewer), shown(&viewer));
        let (mut seen, mut told_apart, mut differing) = (0, 0, Vec::new());
        // Also what only the other register has.
        let own = second.references.iter().filter(|own| !first.references.contains(own)).cloned();
        first.references.extend(own.collect::<Vec<_>>());
        let questions = questions(&first, seed);
        for (number, asked) in questions.iter().enumerate() {
            let lang = Lang::ALL[number % 2];
            let (one, other) = (answer(&first, asked, lang).await, answer(&second, asked, lang).await);
            seen += usize::from(one.starts_with("200"));
            let insider = [
                answer_to(&first, asked, lang, INSIDER).await,
                answer_to(&second, asked, lang, INSIDER).await,
            ];
            told_apart += usize::from(insider[0] != insider[1]);
            if one != other {
                differing.push(format!("{} {} {}\n{}", asked.0, asked.1, asked.2, parting(&one, &other)));
            }
        }
        assert!(seen * 3 > questions.len(), "{seen} of {} answers show something", questions.len());
        assert!(told_apart * 5 > questions.len(), "whoever sees everything tells {told_apart} answers apart");
        assert!(
            differing.is_empty(),
            "{asker:?}, seed {seed}: {} of {} answers differ\n\n{}",
            differing.len(),
            questions.len(),
            differing[..differing.len().min(6)].join("\n\n")
        );
    }
}

/// What the policies say of a layer of a record, and what its rows say of who was named.
fn is_permitted(
    house: &House,
    asker: Asker,
    skeleton: &Skeleton,
    body: &enishi_kind::Body,
    layer: Layer,
) -> bool {
    let held_by = body.str("held_by").unwrap_or(WHOLE).to_owned();
    let subject = Judged::Layer { level: layer.code(), held_by };
    let is_told = || {
        let held_by = body.str("held_by").unwrap_or(WHOLE).to_owned();
        let subject = Judged::Layer { level: "neighbours", held_by };
        let is_flagged = body.raw(NEIGHBOURS) == Some(&true.into()) && body.raw("opened").is_none();
        is_flagged && house.app.permits(&house.ctx, Action::See, &subject).unwrap()
    };
    let is_named = || {
        let Asker::Person(index) = asker else { return false };
        let person = skeleton.people[index].to_string();
        let organisation = (PEOPLE[index].0 == "company person").then(|| skeleton.company.to_string());
        let rows = body.raw("opened").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
        rows.iter().any(|row| {
            row["person"].as_str() == Some(&person)
                || organisation.as_deref().is_some_and(|own| row["organisation"].as_str() == Some(own))
        })
    };
    house.app.permits(&house.ctx, Action::See, &subject).unwrap()
        || matches!(layer, Layer::Member | Layer::Party) && (is_named() || is_told())
}

/// What the policies say of a field that the organisation sees whose own the record is.
fn is_owner(house: &House, kind: &'static KindInfo, field: &Field, body: &enishi_kind::Body) -> bool {
    let Some(owner) = field.owner.and_then(|owner| body.str(owner)) else { return false };
    let subject = Judged::Record {
        kind: kind.name,
        held_by: body.str("held_by").unwrap_or(WHOLE).to_owned(),
        organisations: [owner.to_owned()].into(),
        committees: [].into(),
    };
    house.app.permits(&house.ctx, Action::Oversee, &subject).unwrap()
}

/// Lists, index and redaction know tokens only; here each field of each record is asked of the policies themselves.
#[tokio::test]
async fn what_lists_and_redaction_show_is_what_the_policies_say_row_by_row() {
    let registry = enishi_model::registry();
    let (skeleton, ids) = skeleton(&registry);
    let (_, steps) = World::plan(&registry, &skeleton, &ids, 8, FixedClock::at("2026-03-01T00:00:00Z").now());
    let askers = [Asker::Public, Asker::Nobody, Asker::Administrator];
    let (mut seen, mut hidden) = (0, 0);
    for asker in askers.into_iter().chain((0..PEOPLE.len()).map(Asker::Person)) {
        let house = house(asker, &skeleton, &steps).await;
        let last: BTreeMap<RecordId, &Step> = steps.iter().map(|step| (step.id, step)).collect();
        // Of what he sees, that is left which names no record that he does not see.
        let unseen = last.iter().filter(|(_, step)| {
            step.body
                .as_ref()
                .is_none_or(|body| !is_permitted(&house, asker, &skeleton, body, registry.record_layer(body)))
        });
        let unseen: HashSet<RecordId> = unseen.map(|(id, _)| *id).collect();
        for kind in registry.kinds() {
            let listed = house.app.all(&house.ctx, kind.name, &[]).await.unwrap();
            for step in last.values().filter(|step| step.kind.name == kind.name) {
                let Some(body) = &step.body else { continue };
                let shown = listed.iter().find(|one| one.id == step.id);
                let is_there = is_permitted(&house, asker, &skeleton, body, registry.record_layer(body));
                assert_eq!(shown.is_some(), is_there, "{asker:?} {} {body:?}", kind.name);
                let Some(shown) = shown else {
                    hidden += 1;
                    continue;
                };
                for field in
                    kind.fields().filter(|field| body.raw(field.name).is_some() && !field.of.has_entries())
                {
                    let layer = registry.layer(field, body);
                    let is_there = (is_permitted(&house, asker, &skeleton, body, layer)
                        || is_owner(&house, kind, field, body))
                        && kind.without(field, body.raw(field.name).unwrap(), &unseen).is_some();
                    assert_eq!(
                        shown.body.raw(field.name).is_some(),
                        is_there,
                        "{asker:?} {}.{} {body:?}",
                        kind.name,
                        field.name
                    );
                    if is_there { seen += 1 } else { hidden += 1 }
                }
            }
        }
    }
    assert!(seen > 2_000 && hidden > 1_000, "{seen} seen, {hidden} hidden");
}

#[tokio::test]
async fn nothing_leaks_to_the_public() {
    nothing_leaks_to(Asker::Public).await;
}

#[tokio::test]
async fn nothing_leaks_to_somebody_of_whom_no_record_speaks() {
    nothing_leaks_to(Asker::Nobody).await;
}

#[tokio::test]
async fn nothing_leaks_to_an_administrator() {
    nothing_leaks_to(Asker::Administrator).await;
}

#[tokio::test]
async fn nothing_leaks_to_a_company() {
    nothing_leaks_to(Asker::Person(0)).await;
}

#[tokio::test]
async fn nothing_leaks_to_a_researcher() {
    nothing_leaks_to(Asker::Person(1)).await;
}

#[tokio::test]
async fn nothing_leaks_to_a_coordinator() {
    nothing_leaks_to(Asker::Person(2)).await;
}

#[tokio::test]
async fn nothing_leaks_to_a_project_director_of_the_other_cluster() {
    nothing_leaks_to(Asker::Person(3)).await;
}

#[tokio::test]
async fn nothing_leaks_to_an_adviser() {
    nothing_leaks_to(Asker::Person(4)).await;
}

#[tokio::test]
async fn nothing_leaks_to_an_officer_of_mext() {
    nothing_leaks_to(Asker::Person(5)).await;
}

#[tokio::test]
async fn nothing_leaks_to_an_officer_of_a_bureau() {
    nothing_leaks_to(Asker::Person(6)).await;
}

#[tokio::test]
async fn nothing_leaks_to_a_secretary() {
    nothing_leaks_to(Asker::Person(7)).await;
}
