//! Rights that follow from records: roles with their days, the scope that vouches, what is opened by name.

use std::sync::Arc;

use enishi_app::accounts::{Arrival, Invitation};
use enishi_app::parts::{Action, Judged};
use enishi_app::{App, Change, Context, ImportRequest, MappingChoice};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use serde_json::{Value, json};

/// A register of two clusters, each with a coordinator, and people around them.
struct Region {
    app: App,
    clock: Arc<FixedClock>,
    folder: Sqlite,
    operator: Context,
    clusters: [String; 2],
    company: String,
    university: String,
}

fn text(ja: &str) -> Value {
    json!({"original": "ja", "ja": ja})
}

impl Region {
    async fn new() -> Self {
        let (folder, clock) = (sqlite(), Arc::new(FixedClock::default()));
        let app = crate::open_at(&folder, Arc::new(SeqIds::default()), Arc::clone(&clock)).await;
        let mut region = Self {
            app,
            clock,
            folder,
            operator: Context::operator("test"),
            clusters: [String::new(), String::new()],
            company: String::new(),
            university: String::new(),
        };
        region.company = region.organisation("製糖会社", "company").await;
        region.university = region.organisation("大学", "university").await;
        for number in 0..2 {
            let inputs = json!({"name": text(&format!("クラスター{number}")), "disclosure": "public"});
            region.clusters[number] = region.make("cluster", inputs).await.reference;
        }
        region
    }

    async fn organisation(&self, name: &str, of: &str) -> String {
        let inputs = json!({"name": text(name), "organisation_type": of, "disclosure": "public"});
        self.make("organisation", inputs).await.reference
    }

    async fn make(&self, kind: &str, inputs: Value) -> Change {
        self.make_as(&self.operator, kind, inputs).await.unwrap()
    }

    async fn make_as(&self, ctx: &Context, kind: &str, inputs: Value) -> Result<Change, enishi_app::Error> {
        let inputs: Vec<(String, Value)> =
            inputs.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let ctx = ctx.clone().confirming(enishi_app::CODES.iter().map(|info| info.code.to_owned()));
        self.app.create(&ctx, kind, &inputs, None).await
    }

    /// A person with roles: code, cluster, more.
    async fn person(&self, name: &str, organisation: Option<&str>, roles: &[Value]) -> RecordId {
        let mut inputs = json!({"name": text(name), "disclosure": "public"});
        if let Some(organisation) = organisation {
            inputs["organisation"] = json!(organisation);
        }
        let person = self.make("person", inputs).await.reference;
        for role in roles {
            let mut inputs = role.clone();
            inputs["title"] = text(name);
            inputs["person"] = json!(person);
            inputs["disclosure"] = json!("public");
            self.make("role", inputs).await;
        }
        self.app.find(&self.operator, "person", &person).await.unwrap().seen.id
    }

    async fn sign_in(&self, person: RecordId) -> Context {
        self.app.context_of_person("account:test", Some(person), false).await.unwrap()
    }

    /// Somebody with an account of his own, whose person's record is seen at this layer.
    async fn account(&self, name: &str, disclosure: &str) -> Context {
        let inputs = json!({"name": text(name), "disclosure": disclosure});
        let person = self.make("person", inputs).await.reference;
        let role = json!({"title": text(name), "person": person, "role": "coordinator",
            "cluster": self.clusters[0], "since": "2026-04-01", "disclosure": "public"});
        self.make("role", role).await;
        let email = format!("{disclosure}@example.jp");
        let invitation =
            Invitation { email: &email, name: "", is_admin: false, person: &person, language: Lang::Ja };
        let link = self.app.invite(&self.operator, &invitation).await.unwrap().link.unwrap();
        let (token, here) = (link.rsplit('/').next().unwrap(), Arrival::default());
        let own = format!("{name}の口座");
        let session =
            self.app.accept_invitation(token, &own, "tangerine moves slowly", Lang::Ja, &here).await.unwrap();
        let who = self.app.signed_in(Some(&session.token)).await.unwrap();
        self.app.context_of(who.as_ref()).await.unwrap()
    }

    async fn coordinator(&self, cluster: usize) -> Context {
        let role = json!({"role": "coordinator", "cluster": self.clusters[cluster], "since": "2026-04-01"});
        let person = self.person(&format!("コーディネータ{cluster}"), None, &[role]).await;
        self.sign_in(person).await
    }

    /// A need of the company, held by the first cluster.
    async fn need(&self, disclosure: &str) -> Change {
        let inputs = json!({"title": text("甘味料の保存"), "company": self.company, "tried": text("試したこと"),
            "disclosure": disclosure, "held_by": self.clusters[0]});
        self.make("need", inputs).await
    }

    async fn fields(&self, ctx: &Context, need: &Change) -> Option<[bool; 3]> {
        let view = self.app.find(ctx, "need", &need.reference).await.ok()?;
        Some(["title", "tried", "company"].map(|name| view.seen.body.raw(name).is_some()))
    }
}

#[tokio::test]
async fn headquarters_see_all_that_their_cluster_holds_and_no_more() {
    let region = Region::new().await;
    let need = region.need("public").await;
    let secret = region.need("secret").await;
    let [own, other] = [region.coordinator(0).await, region.coordinator(1).await];
    assert_eq!(region.fields(&own, &need).await, Some([true, true, true]));
    assert_eq!(region.fields(&own, &secret).await, Some([true, true, true]));
    assert_eq!(region.fields(&other, &need).await, Some([true, false, false]));
    assert_eq!(region.fields(&other, &secret).await, None);
    assert_eq!(region.fields(&Context::public(), &need).await, Some([true, false, false]));
    let total = async |ctx: &Context| region.app.list(ctx, "need", &Default::default()).await.unwrap().total;
    assert_eq!((total(&own).await, total(&other).await, total(&Context::public()).await), (2, 1, 1));
    // An administrator sees no secrets by being one.
    let administrator = region.app.context_of_person("account:admin", None, true).await.unwrap();
    assert_eq!(region.fields(&administrator, &need).await, Some([true, false, false]));
    assert!(region.app.permits(&administrator, Action::Administer, &Judged::Installation).unwrap());
}

#[tokio::test]
async fn headquarters_write_within_their_cluster_only() {
    let region = Region::new().await;
    let [own, other] = [region.coordinator(0).await, region.coordinator(1).await];
    let seed = region.make_as(&own, "seed", json!({"title": text("希少糖")})).await.unwrap();
    let view = region.app.find(&own, "seed", &seed.reference).await.unwrap();
    let cluster = region.app.find(&own, "cluster", &region.clusters[0]).await.unwrap().seen.id;
    assert_eq!(
        view.seen.body.str("held_by"),
        Some(cluster.to_string().as_str()),
        "it is held by their cluster"
    );
    assert_eq!(
        region.app.find(&other, "seed", &seed.reference).await.unwrap_err().code,
        "unknown-record",
        "members only"
    );
    let need = region.need("public").await;
    let change = [("title".to_owned(), text("別の題"))];
    let seen = region.app.find(&other, "need", &need.reference).await.unwrap();
    let refused = region.app.update(&other, "need", &need.reference, Some(&seen.etag), &change).await;
    assert_eq!(refused.unwrap_err().code, "not-permitted");
    assert_eq!(
        region.app.delete(&other, "need", &need.reference, Some(&seen.etag)).await.unwrap_err().code,
        "not-permitted"
    );
    // Nor is a record taken over by saying that one holds it.
    let taken = [("held_by".to_owned(), json!(region.clusters[1]))];
    let refused = region.app.update(&other, "need", &need.reference, Some(&seen.etag), &taken).await;
    assert_eq!(refused.unwrap_err().code, "not-permitted");
    let seen = region.app.find(&own, "need", &need.reference).await.unwrap();
    let changed = region.app.update(&own, "need", &need.reference, Some(&seen.etag), &change).await.unwrap();
    let refused = region.app.update(&own, "need", &need.reference, Some(&changed.etag), &taken).await;
    assert_eq!(refused.unwrap_err().code, "not-permitted", "into a cluster that is not theirs");
    // What they did they take back; others do not learn of it.
    let batch = changed.batch.unwrap();
    assert_eq!(region.app.batch(&other, &batch).await.unwrap_err().code, "unknown-batch");
    assert_eq!(region.app.undo_import(&other, &batch, true).await.unwrap_err().code, "not-permitted");
    assert_eq!(region.app.undo_import(&own, &batch, true).await.unwrap().restored, 1);
    assert_eq!(
        region.make_as(&Context::public(), "seed", json!({"title": text("x")})).await.unwrap_err().code,
        "not-permitted"
    );
}

/// The founder keeps the whole and runs one cluster: what he makes there is his colleagues' too, the roles that he gives
/// elsewhere count.
#[tokio::test]
async fn who_keeps_the_whole_works_in_his_own_cluster() {
    let region = Region::new().await;
    let [one, two] = &region.clusters;
    let of =
        |cluster: Option<&String>| json!({"role": "coordinator", "cluster": cluster, "since": "2026-04-01"});
    let founder = region.sign_in(region.person("事務局長", None, &[of(None), of(Some(one))]).await).await;
    let [colleague, stranger] = [region.coordinator(0).await, region.coordinator(1).await];
    let secret = json!({"title": text("未出願の種"), "disclosure": "secret"});
    let seed = region.make_as(&founder, "seed", secret).await.unwrap().reference;
    let seen = region.app.find(&colleague, "seed", &seed).await.unwrap();
    let change = [("title".to_owned(), text("別の題"))];
    region.app.update(&colleague, "seed", &seed, Some(&seen.etag), &change).await.unwrap();
    assert_eq!(region.app.find(&stranger, "seed", &seed).await.unwrap_err().code, "unknown-record");

    // What he brings in a spreadsheet goes the same way, with what its rows bring along.
    let path = region.folder.folder().join("needs.csv");
    std::fs::write(&path, "title[ja],company\n新しい相談,新しい製菓\n").unwrap();
    let file = ImportRequest {
        kind: "need".into(),
        path,
        file_name: "needs.csv".into(),
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let staged = region.app.stage_import(&founder, file, &()).await.unwrap();
    assert_eq!(staged.problems, [], "{staged:?}");
    let batch = staged.batch;
    region.app.apply_import(&founder, &batch, false, &()).await.unwrap();
    for (kind, title) in [("need", "title"), ("organisation", "name")] {
        let mut brought = region.app.all(&colleague, kind, &[]).await.unwrap();
        brought.retain(|seen| seen.body.raw(title).unwrap()["ja"].as_str().unwrap().starts_with("新しい"));
        let newest = brought.remove(0).reference;
        let seen = region.app.find(&colleague, kind, &newest).await.unwrap();
        let change = [(title.to_owned(), text("直した名前"))];
        region.app.update(&colleague, kind, &newest, Some(&seen.etag), &change).await.unwrap();
    }

    // Of two clusters that he runs a record lies with the one that it names.
    let both = region.sign_in(region.person("兼務", None, &[of(Some(one)), of(Some(two))]).await).await;
    let plan = json!({"title": text("計画"), "cluster": two, "disclosure": "secret"});
    let plan = region.make_as(&both, "project", plan).await.unwrap().reference;
    assert!(region.app.find(&stranger, "project", &plan).await.is_ok());
    assert_eq!(region.app.find(&colleague, "project", &plan).await.unwrap_err().code, "unknown-record");

    // An officer of a ministry is one for every cluster, so the whole says so.
    let person = json!({"name": text("課長補佐"), "disclosure": "public"});
    let person = region.make_as(&founder, "person", person).await.unwrap().reference;
    let officer = json!({"title": text("担当官"), "person": person, "role": "officer",
        "organisation": region.university, "since": "2026-04-01", "disclosure": "public"});
    let role = region.make_as(&founder, "role", officer).await.unwrap().reference;
    assert_eq!(region.app.find(&founder, "role", &role).await.unwrap().seen.body.raw("held_by"), None);
}

#[tokio::test]
async fn nobody_gives_himself_rights_elsewhere() {
    let region = Region::new().await;
    let (need, other) = (region.need("secret").await, region.coordinator(1).await);
    let accomplice = region.person("手引き", None, &[]).await;
    let name = region.app.find(&region.operator, "person", &accomplice.to_string()).await;
    let person = match name {
        Ok(view) => view.seen.reference,
        Err(_) => {
            let list = region.app.list(&region.operator, "person", &Default::default()).await.unwrap();
            list.items.iter().find(|seen| seen.id == accomplice).unwrap().reference.clone()
        }
    };
    // A role in the first cluster, written down by the second, counts for nothing.
    let role = json!({"title": text("自称"), "person": person, "role": "coordinator",
        "cluster": region.clusters[0], "since": "2026-04-01"});
    region.make_as(&other, "role", role).await.unwrap();
    let employment = json!({"title": text("自称"), "person": person, "role": "researcher",
        "cluster": region.clusters[1], "organisation": region.company, "since": "2026-04-01"});
    region.make_as(&other, "role", employment).await.unwrap();
    let ctx = region.sign_in(accomplice).await;
    assert_eq!(region.fields(&ctx, &need).await, None);
    let public = region.need("public").await;
    assert_eq!(region.fields(&ctx, &public).await, Some([true, false, false]));
    // Nor may they write it down in the first cluster's name.
    let role = json!({"title": text("自称"), "person": person, "role": "coordinator",
        "cluster": region.clusters[0], "held_by": region.clusters[0]});
    assert_eq!(region.make_as(&other, "role", role).await.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_role_begins_and_ends_with_the_day() {
    let region = Region::new().await;
    let need = region.need("members").await;
    let role = json!({"role": "coordinator", "cluster": region.clusters[0],
        "since": "2026-04-10", "until": "2026-04-20"});
    let person = region.person("期間つき", None, &[role]).await;
    // Days begin at midnight in Tokyo, fifteen hours of the day before in UTC. No job runs here.
    for (instant, sees) in [
        ("2026-04-09T14:59:59Z", false),
        ("2026-04-09T15:00:00Z", true),
        ("2026-04-20T14:59:59Z", true),
        ("2026-04-20T15:00:01Z", false),
    ] {
        region.clock.set(instant);
        let ctx = region.sign_in(person).await;
        assert_eq!(region.fields(&ctx, &need).await.is_some(), sees, "{instant}");
    }
}

#[tokio::test]
async fn companies_take_part_and_offer_what_is_theirs() {
    let region = Region::new().await;
    let member = region.need("members").await;
    let person = region.person("製糖の人", Some(&region.company), &[]).await;
    assert_eq!(region.fields(&region.sign_in(person).await, &member).await, None);
    let part = json!({"title": text("参画"), "cluster": region.clusters[0], "organisation": region.company,
        "role": "company", "since": "2026-04-01", "disclosure": "public"});
    region.make("participation", part).await;
    let ctx = region.sign_in(person).await;
    assert_eq!(region.fields(&ctx, &member).await, Some([true, true, false]), "a member, not a party");
    // What he makes is his to see whole, and to correct.
    let own = json!({"title": text("新しいニーズ"), "company": region.company});
    let own = region.make_as(&ctx, "need", own).await.unwrap();
    let ctx = region.sign_in(person).await;
    assert_eq!(region.fields(&ctx, &own).await, Some([true, false, true]));
    let seen = region.app.find(&ctx, "need", &own.reference).await.unwrap();
    let change = [("title".to_owned(), text("直した題"))];
    region.app.update(&ctx, "need", &own.reference, Some(&seen.etag), &change).await.unwrap();
    let other = json!({"title": text("他社のニーズ"), "company": region.university});
    assert_eq!(region.make_as(&ctx, "need", other).await.unwrap_err().code, "not-permitted");
    // To whom a record is opened he sees, and does not say.
    let seen = region.app.find(&ctx, "need", &own.reference).await.unwrap();
    assert!(seen.seen.body.raw("opened").is_some());
    let open = [("opened".to_owned(), json!([{"organisation": region.university}]))];
    let refused = region.app.update(&ctx, "need", &own.reference, Some(&seen.etag), &open).await;
    assert_eq!(refused.unwrap_err().code, "not-permitted");
}

#[tokio::test]
async fn a_record_is_opened_by_name_for_a_time() {
    let region = Region::new().await;
    let need = region.need("public").await;
    let own = region.coordinator(0).await;
    let person = region.person("研究者", Some(&region.university), &[]).await;
    let stranger = region.person("よその人", None, &[]).await;
    assert_eq!(region.fields(&region.sign_in(person).await, &need).await, Some([true, false, false]));
    let seen = region.app.find(&own, "need", &need.reference).await.unwrap();
    let open = [(
        "opened".to_owned(),
        json!([{"organisation": region.university, "since": "2026-04-01", "until": "2026-04-30", "reason": "NDA"}]),
    )];
    region.app.update(&own, "need", &need.reference, Some(&seen.etag), &open).await.unwrap();
    let opened = async |person| region.fields(&region.sign_in(person).await, &need).await;
    assert_eq!(opened(person).await, Some([true, true, true]));
    assert_eq!(opened(stranger).await, Some([true, false, false]));
    assert_eq!(region.fields(&own, &need).await, Some([true, true, true]), "headquarters still do");
    let member = region.coordinator(1).await;
    assert_eq!(region.fields(&member, &need).await, Some([true, false, false]));
    region.clock.set("2026-04-30T15:00:00Z");
    assert_eq!(opened(person).await, Some([true, false, false]), "the time is over");
}

#[tokio::test]
async fn a_merge_that_reaches_into_another_cluster_is_refused_before_anything_is_counted() {
    let region = Region::new().await;
    let held = |name: &str| {
        json!({"name": text(name), "organisation_type": "company", "disclosure": "public",
            "held_by": region.clusters[0]})
    };
    let one = region.make("organisation", held("製糖所")).await.reference;
    let other = region.make("organisation", held("製糖所（株）")).await.reference;
    let ctx = region.coordinator(0).await;
    let plan = async || {
        let keeps = std::collections::BTreeMap::new();
        region.app.merge_plan(&ctx, "organisation", &one, &other, &keeps).await
    };
    assert_eq!(plan().await.unwrap().records, 0);
    let hidden = json!({"title": text("秘密のニーズ"), "company": one, "disclosure": "secret",
        "held_by": region.clusters[1]});
    region.make("need", hidden).await;
    let refused = plan().await.unwrap_err();
    assert_eq!((refused.code, refused.args.len()), ("not-permitted", 0));
}

#[tokio::test]
async fn a_history_names_people_to_those_who_may_know_them() {
    let region = Region::new().await;
    let (known, hidden) = (region.account("甲", "public").await, region.account("乙", "secret").await);
    let seed = region
        .make_as(&known, "seed", json!({"title": text("希少糖"), "disclosure": "public"}))
        .await
        .unwrap();
    let view = region.app.find(&hidden, "seed", &seed.reference).await.unwrap();
    let inputs = [("summary".to_owned(), text("要約"))];
    region.app.update(&hidden, "seed", &seed.reference, Some(&view.etag), &inputs).await.unwrap();
    // Newest first: what the hidden one did, then what the known one did.
    let told = async |ctx: &Context| {
        let entries = region.app.history(ctx, "seed", &seed.reference).await.unwrap();
        let actors: Vec<String> = entries.into_iter().map(|entry| entry.actor).collect();
        let named: Vec<&str> = actors.iter().map(String::as_str).collect();
        let names = region.app.actor_names(ctx, &named).await.unwrap();
        let name = |actor: &String| names.find(actor, Lang::Ja).map(str::to_owned);
        let word = |actor: &String| actor.split(':').next().unwrap().to_owned();
        actors.iter().map(|actor| (word(actor), name(actor))).collect::<Vec<_>>()
    };
    let one = |word: &str, name: Option<&str>| (word.to_owned(), name.map(str::to_owned));
    // A name is that of the person's record, one's own that of the account.
    assert_eq!(told(&known).await, [one("account", None), one("account", Some("甲の口座"))]);
    let entries = region.app.history(&known, "seed", &seed.reference).await.unwrap();
    assert_eq!(entries[0].actor, "account", "not even the number of an account that he may not know");
    assert_eq!(told(&hidden).await, [one("account", Some("乙の口座")), one("account", Some("甲"))]);
    // Whoever may not change the record does not learn who works here; his own deeds he knows.
    for ctx in [Context::public(), region.coordinator(1).await] {
        assert_eq!(told(&ctx).await, [one("operator", None), one("operator", None)]);
    }
    // In the shell everything is said.
    assert_eq!(
        told(&region.operator).await,
        [one("account", Some("乙の口座")), one("account", Some("甲の口座"))]
    );
}

#[tokio::test]
async fn what_a_record_names_and_its_reader_may_not_see_is_nowhere_and_stays() {
    let region = Region::new().await;
    let secret = json!({"name": text("隠れた会社"), "disclosure": "secret", "held_by": region.clusters[1]});
    let [hidden, other] =
        [region.make("organisation", secret.clone()).await, region.make("organisation", secret).await];
    let seed = json!({"title": text("希少糖"), "organisation": hidden.reference, "held_by": region.clusters[0],
        "partners": [region.company, hidden.reference], "disclosure": "public"});
    let seed = region.make("seed", seed).await;
    let own = region.coordinator(0).await;
    let view = async |ctx: &Context| region.app.find(ctx, "seed", &seed.reference).await.unwrap();
    let named = |view: &enishi_app::RecordView| {
        let partners = view.seen.body.raw("partners").and_then(Value::as_array).map_or(0, Vec::len);
        (view.seen.body.raw("organisation").is_some(), partners)
    };
    let before = view(&own).await;
    assert_eq!(named(&before), (false, 1));
    assert_eq!(named(&view(&region.operator).await), (true, 2));
    // Of a change from one hidden record to another he learns nothing: neither a mark nor an entry.
    let change = async |ctx: &Context, inputs: Value| {
        let inputs: Vec<(String, Value)> =
            inputs.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let on = view(ctx).await.etag;
        region.app.update(ctx, "seed", &seed.reference, Some(&on), &inputs).await.unwrap()
    };
    change(&region.operator, json!({"organisation": other.reference})).await;
    assert_eq!(view(&own).await.etag, before.etag);
    let history = async |ctx: &Context| region.app.history(ctx, "seed", &seed.reference).await.unwrap().len();
    assert_eq!((history(&own).await, history(&region.operator).await), (1, 2));
    // What he leaves out because he does not see it stays.
    change(&own, json!({"organisation": null, "partners": [region.university, region.company]})).await;
    assert_eq!(named(&view(&own).await), (false, 2));
    assert_eq!(named(&view(&region.operator).await), (true, 3));
}

/// By one choice the month of an approach is told to coordinators of other clusters; without it nothing is.
#[tokio::test]
async fn neighbours_know_that_a_cluster_was_in_touch_only_where_it_says_so() {
    let region = Region::new().await;
    let [own, other] = [region.coordinator(0).await, region.coordinator(1).await];
    let employee = region.sign_in(region.person("製糖の人", Some(&region.company), &[]).await).await;
    let source = json!({"title": text("面談メモ"), "source_type": "web-page", "disclosure": "public"});
    let source = region.make("source", source).await.reference;
    let approach = json!({"month": "2026-05", "way": "visit", "organisation": region.company,
        "cluster": region.clusters[0], "day": "2026-05-12", "person": "工場長", "content": text("増産の話"), "source": source});
    let approach = region.make_as(&own, "approach", approach).await.unwrap().reference;
    let company = region.app.find(&own, "organisation", &region.company).await.unwrap().seen.id;
    let told = async |ctx: &Context| region.app.approaches(ctx, company).await.unwrap().len();
    let view = region.app.find(&own, "approach", &approach).await.unwrap();
    assert_eq!(view.seen.body.str("disclosure"), Some("coordinator"), "of a kind that is for coordinators");
    for ctx in [&other, &employee, &Context::public()] {
        assert_eq!(region.app.find(ctx, "approach", &approach).await.unwrap_err().code, "unknown-record");
        assert_eq!(told(ctx).await, 0);
    }
    let choose = [("neighbours_may_know".to_owned(), json!(true))];
    let chosen = region.app.update(&own, "approach", &approach, Some(&view.etag), &choose).await.unwrap();
    let other = region.coordinator(1).await;
    assert_eq!((told(&own).await, told(&other).await), (1, 1));
    let seen = region.app.find(&other, "approach", &approach).await.unwrap().seen.body;
    for (name, is_told) in [
        ("month", true),
        ("way", true),
        ("organisation", true),
        ("cluster", true),
        ("day", false),
        ("person", false),
        ("content", false),
        ("source", false),
        ("as_of", false),
    ] {
        assert_eq!(seen.raw(name).is_some(), is_told, "{name}");
    }
    assert!(
        region.app.history(&other, "approach", &approach).await.unwrap().is_empty(),
        "who and on which day"
    );
    assert_eq!(region.app.history(&own, "approach", &approach).await.unwrap().len(), 2);
    for ctx in [&employee, &Context::public()] {
        assert_eq!(region.app.find(ctx, "approach", &approach).await.unwrap_err().code, "unknown-record");
        assert_eq!(told(ctx).await, 0);
    }
    assert!(region.app.verify(&region.operator, &|_, _, _| ()).await.unwrap().is_clean());
    // It is taken back as it was made.
    region.app.undo_import(&own, &chosen.batch.unwrap(), true).await.unwrap();
    assert_eq!(told(&other).await, 0);
}

#[tokio::test]
async fn a_choice_that_would_tell_nobody_is_refused() {
    let region = Region::new().await;
    let of = |more: Value| {
        let mut approach = json!({"month": "2026-05", "way": "call", "organisation": region.company});
        approach.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        approach
    };
    for (more, code) in [
        (json!({"neighbours_may_know": true, "disclosure": "secret"}), "approach-neighbours"),
        (
            json!({"neighbours_may_know": true, "opened": [{"organisation": region.university}]}),
            "approach-neighbours",
        ),
        (json!({"month": "2026-05-12"}), "approach-day"),
    ] {
        let refused = region.make_as(&region.operator, "approach", of(more)).await.unwrap_err();
        assert_eq!(refused.problems[0].code, code);
    }
    region.make("approach", of(json!({"disclosure": "secret"}))).await;
}

/// To whom its need is opened the company sees, with the history; nobody else does.
#[tokio::test]
async fn whose_own_a_record_is_sees_to_whom_it_is_opened() {
    let region = Region::new().await;
    let own = region.coordinator(0).await;
    let rival = region.organisation("別の会社", "company").await;
    let works_for = async |name: &str, organisation: &str| region.person(name, Some(organisation), &[]).await;
    let (employee, rival_employee) =
        (works_for("製糖の人", &region.company).await, works_for("別の人", &rival).await);
    let need = region.need("public").await;
    let secret = region.need("secret").await;
    let open = json!([{"organisation": region.university, "since": "2026-04-01", "until": "2026-06-30", "reason": "NDA"}]);
    for need in [&need, &secret] {
        let seen = region.app.find(&own, "need", &need.reference).await.unwrap();
        let change = [("opened".to_owned(), open.clone())];
        region.app.update(&own, "need", &need.reference, Some(&seen.etag), &change).await.unwrap();
    }
    let sharing = async |ctx: &Context, kind: &str, reference: &str| {
        region.app.sharing(ctx, kind, reference).await.map_err(|error| error.code)
    };
    let company = region.sign_in(employee).await;
    let seen = sharing(&company, "need", &need.reference).await.unwrap();
    assert!(!seen.may_change && seen.planned.is_empty());
    assert_eq!(seen.openings.len(), 1);
    assert_eq!((seen.openings[0].reason.as_str(), seen.openings[0].state.code()), ("NDA", "now"));
    let university = seen.openings[0].organisation.unwrap();
    assert_eq!(seen.links[&university].reference, region.university);
    assert_eq!(seen.history.len(), 2, "when, and by whom: the beginning, and the opening");
    assert_eq!(seen.history[0].actor, enishi_app::ActorNames::SOMEBODY, "not the operator");
    let take_back = enishi_app::ShareChange::Withdraw { row: 1 };
    let refused =
        region.app.share(&company, "need", &need.reference, Some(&seen.view.etag), &take_back).await;
    assert_eq!(refused.unwrap_err().code, "not-permitted");
    // What is hidden from them stays hidden, and nothing leads there.
    assert_eq!(sharing(&company, "need", &secret.reference).await.unwrap_err(), "unknown-record");
    let there = region.app.find(&company, "organisation", &region.university).await.unwrap();
    assert!(region.app.referrers(&company, &there.seen).await.unwrap().is_empty());

    let (outside, member) = (region.sign_in(rival_employee).await, region.coordinator(1).await);
    for ctx in [&outside, &member, &Context::public()] {
        assert_eq!(sharing(ctx, "need", &need.reference).await.unwrap_err(), "not-permitted");
        let view = region.app.find(ctx, "need", &need.reference).await.unwrap();
        assert!(view.seen.body.raw("opened").is_none());
    }
    // Nor what the university's people are opened: they see the need, not to whom else it goes.
    let named = region.sign_in(works_for("研究者", &region.university).await).await;
    assert_eq!(region.fields(&named, &need).await, Some([true, true, true]));
    assert_eq!(sharing(&named, "need", &need.reference).await.unwrap_err(), "not-permitted");

    // A seed is the organisation's that it names; a role or a person is nobody's in this way.
    let seed = json!({"title": text("希少糖"), "organisation": region.university, "disclosure": "public",
        "held_by": region.clusters[0], "opened": [{"organisation": rival}]});
    let seed = region.make("seed", seed).await.reference;
    assert_eq!(sharing(&named, "seed", &seed).await.unwrap().openings.len(), 1);
    assert_eq!(sharing(&company, "seed", &seed).await.unwrap_err(), "not-permitted");
    assert!(region.app.verify(&region.operator, &|_, _, _| ()).await.unwrap().is_clean());
    // An employer whom only the other cluster knows does not vouch here.
    let person = json!({"name": text("自称"), "organisation": region.company, "held_by": region.clusters[1], "disclosure": "public"});
    let person = region.make_as(&region.coordinator(1).await, "person", person).await.unwrap().reference;
    let person = region.app.find(&region.operator, "person", &person).await.unwrap().seen.id;
    let claimed = region.sign_in(person).await;
    assert_eq!(sharing(&claimed, "need", &need.reference).await.unwrap_err(), "not-permitted");
}
