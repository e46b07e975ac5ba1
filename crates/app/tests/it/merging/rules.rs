//! What a merge does, what it refuses, and how it is taken back.

use std::collections::BTreeMap;

use enishi_app::{Context, FieldInput, Keep, MergeReason, MergeRequest};
use serde_json::json;

use super::{Place, both, name, organisation};

both!(
    everything_that_named_the_one_names_the_other,
    names_numbers_and_empty_fields_come_from_the_one_that_goes,
    the_person_chooses_field_by_field,
    what_is_more_closed_is_not_opened_unasked,
    a_merged_record_is_not_edited_and_its_address_leads_on,
    unlawful_merges_are_refused,
    concurrent_edits_are_conflicts,
    undo_gives_back_what_nobody_touched_and_lists_the_rest,
    merges_follow_each_other_and_are_undone_in_turn,
    rows_of_a_file_about_the_one_go_to_the_other,
    records_told_apart_are_not_proposed_again,
);

async fn everything_that_named_the_one_names_the_other(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let [old, new] = [
        place.make("organisation", organisation("甲大")).await,
        place.make("organisation", organisation("甲大学")).await,
    ];
    let person = place.make("person", json!({"name": name("人"), "organisation": old})).await;
    let seed = place.make("seed", json!({"title": name("種"), "organisation": old})).await;
    let child = place.make("organisation", json!({"name": name("部"), "parents": [old, new]})).await;
    let committee = place
        .make("committee", json!({"name": name("会"), "secretariat": old, "members": [{"organisation": old}, {"organisation": new}]}))
        .await;
    let claimed = place
        .make("seed", json!({"title": name("種二"), "organisation": new, "claims": [{"field": "organisation", "value": old, "certainty": "inferred"}]}))
        .await;
    let plan = app.merge_plan(ctx, "organisation", &old, &new, &BTreeMap::new()).await.unwrap();
    let mut found: Vec<_> = plan.references.iter().map(|of| (of.kind, of.field.as_str(), of.count)).collect();
    found.sort_unstable();
    let expected = [
        ("committee", "members.organisation", 1),
        ("committee", "secretariat", 1),
        ("organisation", "parents", 1),
        ("person", "organisation", 1),
        ("seed", "claims", 1),
        ("seed", "organisation", 1),
    ];
    assert_eq!((found.as_slice(), plan.records), (expected.as_slice(), 5));
    assert_eq!(place.total("organisation").await, 3, "the preview writes nothing");

    let merged = place.merge("organisation", &old, &new).await;
    assert_eq!((merged.records, merged.loser.as_str(), merged.winner.reference.as_str()), (5, &*old, &*new));
    for (kind, reference) in [("person", &person), ("seed", &seed)] {
        assert_eq!(place.field(kind, reference, "organisation").await["ref"], new, "{kind}");
    }
    let parents = place.field("organisation", &child, "parents").await;
    assert_eq!(parents.as_array().unwrap().len(), 1, "{parents}");
    assert_eq!(place.field("committee", &committee, "secretariat").await["ref"], new);
    let view = app.find(ctx, "committee", &committee).await.unwrap();
    assert_eq!(
        view.seen.body.raw("members").unwrap().as_array().unwrap().len(),
        1,
        "two rows that say the same are one"
    );
    assert_eq!(place.field("seed", &claimed, "claims").await[0]["value"]["ref"], new);
    // It stands in no list, facet or index, and nothing but itself says where it went.
    assert_eq!(place.total("organisation").await, 2);
    app.matcher().catch_up(|_, _| ()).await.unwrap();
    let view = app.find(ctx, "organisation", &new).await.unwrap();
    let referrers = app.referrers(ctx, &view.seen).await.unwrap();
    assert!(referrers.iter().any(|of| of.field == "merged_into" && of.count == 1));
    // Both histories say so.
    for reference in [&old, &new] {
        let newest = app.history(ctx, "organisation", reference).await.unwrap().remove(0);
        assert_eq!(
            (newest.reason.as_str(), newest.batch.as_deref()),
            ("history-merged", Some(merged.batch.as_str()))
        );
    }
    // The one that stays is not deleted from under the other.
    let refused = app.delete(ctx, "organisation", &new, Some(&view.etag)).await.unwrap_err();
    assert_eq!(refused.code, "referred");
}

async fn names_numbers_and_empty_fields_come_from_the_one_that_goes(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let ror = json!([{"scheme": "ror", "value": "02kpeqv85", "confidence": "confirmed"}]);
    let number = json!([{"scheme": "corporate-number", "value": "7000012050002", "confidence": "confirmed"}]);
    let old = place
        .make("organisation", json!({"name": {"original": "ja", "ja": "甲大", "en": "Ko U"}, "aliases": ["甲"], "city": "高松市", "identifiers": ror, "prefecture": "37"}))
        .await;
    let new = place
        .make(
            "organisation",
            json!({"name": name("甲大学"), "aliases": ["旧甲"], "city": "三木町", "identifiers": number}),
        )
        .await;
    place.merge("organisation", &old, &new).await;
    let field = async |name: &str| place.field("organisation", &new, name).await;
    assert_eq!(field("city").await, "三木町");
    assert_eq!(field("prefecture").await, "37");
    assert_eq!(field("aliases").await, json!(["旧甲", "甲", "甲大", "Ko U"]));
    assert_eq!(field("identifiers").await.as_array().unwrap().len(), 2);
    // Whatever named the one names the other: reference, identifier, name.
    for text in [&*old, "ror:02kpeqv85", "甲大", "KO U"] {
        assert_eq!(app.find_any(ctx, text).await.unwrap().seen.reference, new, "{text}");
    }
    let seed = place.make("seed", json!({"title": name("種"), "organisation": old})).await;
    assert_eq!(place.field("seed", &seed, "organisation").await["ref"], new);
}

async fn the_person_chooses_field_by_field(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let old =
        place.make("organisation", json!({"name": name("甲大"), "city": "高松市", "prefecture": "37"})).await;
    let new = place.make("organisation", json!({"name": name("甲大学"), "city": "三木町"})).await;
    let keeps = [("name", Keep::Loser), ("city", Keep::Loser), ("prefecture", Keep::Winner)];
    let keeps: BTreeMap<String, Keep> =
        keeps.into_iter().map(|(name, keep)| (name.to_owned(), keep)).collect();
    let plan = app.merge_plan(ctx, "organisation", &old, &new, &keeps).await.unwrap();
    let fields: Vec<&str> = plan.fields.iter().map(|field| field.field.name).collect();
    assert_eq!(fields, ["name", "aliases", "prefecture", "city"]);
    let request = MergeRequest { keeps, ..MergeRequest::default() };
    app.merge(ctx, "organisation", &old, &new, &request).await.unwrap();
    assert_eq!(place.field("organisation", &new, "name").await["ja"], "甲大");
    assert_eq!(place.field("organisation", &new, "aliases").await, json!(["甲大学"]));
    assert_eq!(place.field("organisation", &new, "city").await, "高松市");
    assert!(place.field("organisation", &new, "prefecture").await.is_null());
}

async fn what_is_more_closed_is_not_opened_unasked(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let old = place.make("organisation", json!({"name": name("秘密の名"), "city": "高松市"})).await;
    let new = place.make("organisation", organisation("甲大学")).await;
    let plan = app.merge_plan(ctx, "organisation", &old, &new, &BTreeMap::new()).await.unwrap();
    assert!(plan.is_closer && plan.fields.iter().all(|field| field.keep == Keep::Winner));
    place.merge("organisation", &old, &new).await;
    let public = Context::public();
    let view = app.find(&public, "organisation", &new).await.unwrap();
    assert!(!view.seen.body.canonical().contains("秘密") && view.seen.body.raw("city").is_none());
    assert_eq!(app.find(&public, "organisation", &old).await.unwrap_err().code, "unknown-record");
    // The other way round: what became of an open record is closed, and so is where it went.
    let open = place.make("organisation", organisation("乙大学")).await;
    let closed = place.make("organisation", json!({"name": name("乙")})).await;
    place.merge("organisation", &open, &closed).await;
    assert_eq!(app.find(&public, "organisation", &open).await.unwrap_err().code, "unknown-record");
}

async fn a_merged_record_is_not_edited_and_its_address_leads_on(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let [old, new] = [
        place.make("person", json!({"name": name("甲野")})).await,
        place.make("person", json!({"name": name("甲野太郎")})).await,
    ];
    let before = app.find(ctx, "person", &old).await.unwrap().etag;
    place.merge("person", &old, &new).await;
    let view = app.find(ctx, "person", &old).await.unwrap();
    assert_eq!(view.merged_into.unwrap().reference, new);
    let edit: [FieldInput; 1] = [("name".to_owned(), name("別人"))];
    for mark in [&before, &view.etag] {
        let refused = app.update(ctx, "person", &old, Some(mark), &edit).await.unwrap_err();
        assert_eq!((refused.code, refused.args[1].1.as_str()), ("merged", new.as_str()));
        assert_eq!(app.delete(ctx, "person", &old, Some(mark)).await.unwrap_err().code, "merged");
    }
}

async fn unlawful_merges_are_refused(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let [a, b, c] = [
        place.make("organisation", organisation("甲")).await,
        place.make("organisation", organisation("乙")).await,
        place.make("organisation", organisation("丙")).await,
    ];
    let person = place.make("person", json!({"name": name("人")})).await;
    let code = async |loser: &str, into: &str| {
        let request = MergeRequest::default();
        app.merge(ctx, "organisation", loser, into, &request).await.unwrap_err().code
    };
    assert_eq!(code(&a, &a).await, "merge-self");
    assert_eq!(code(&a, "甲").await, "merge-self");
    assert_eq!(code(&a, &person).await, "unknown-record");
    assert_eq!(code(&a, "organisation-00000000").await, "unknown-record");
    place.merge("organisation", &a, &b).await;
    assert_eq!(code(&a, &c).await, "merged");
    assert_eq!(code(&c, &a).await, "merged");
    let request = MergeRequest::default();
    let public = app.merge(&Context::public(), "organisation", &b, &c, &request).await.unwrap_err();
    assert_eq!(public.code, "not-permitted");
    let keeps = BTreeMap::from([("naem".to_owned(), Keep::Loser)]);
    let unknown = app.merge_plan(ctx, "organisation", &b, &c, &keeps).await.unwrap_err();
    assert_eq!(unknown.code, "unknown-field");
}

async fn concurrent_edits_are_conflicts(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let [old, new] = [
        place.make("organisation", organisation("甲")).await,
        place.make("organisation", organisation("乙")).await,
    ];
    let mark = async |reference: &str| Some(app.find(ctx, "organisation", reference).await.unwrap().etag);
    let request =
        MergeRequest { loser_on: mark(&old).await, winner_on: mark(&new).await, ..MergeRequest::default() };
    place.change("organisation", &old, json!({"city": "高松市"})).await.unwrap();
    assert_eq!(app.merge(ctx, "organisation", &old, &new, &request).await.unwrap_err().code, "conflict");
    let request = MergeRequest { loser_on: mark(&old).await, ..request };
    place.change("organisation", &new, json!({"city": "丸亀市"})).await.unwrap();
    assert_eq!(app.merge(ctx, "organisation", &old, &new, &request).await.unwrap_err().code, "conflict");
    let request = MergeRequest { winner_on: mark(&new).await, ..request };
    // Of two at once one is done.
    let unmarked = MergeRequest::default();
    let (one, two) = tokio::join!(
        app.merge(ctx, "organisation", &old, &new, &request),
        app.merge(ctx, "organisation", &new, &old, &unmarked),
    );
    let codes = [one.err().map(|error| error.code), two.err().map(|error| error.code)];
    assert!(codes.contains(&None) && codes.contains(&Some("merged")), "{codes:?}");
}

async fn undo_gives_back_what_nobody_touched_and_lists_the_rest(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let old = place.make("organisation", json!({"name": name("甲"), "city": "高松市"})).await;
    let new = place.make("organisation", json!({"name": name("乙")})).await;
    let free = place.make("seed", json!({"title": name("一"), "organisation": old})).await;
    let other_field = place.make("seed", json!({"title": name("二"), "organisation": old})).await;
    let moved = place.make("seed", json!({"title": name("三"), "organisation": old})).await;
    let third = place.make("organisation", json!({"name": name("丙")})).await;
    let merged = place.merge("organisation", &old, &new).await;
    place.change("seed", &other_field, json!({"number": "7"})).await.unwrap();
    place.change("seed", &moved, json!({"organisation": third})).await.unwrap();
    place
        .change("organisation", &new, json!({"aliases": ["甲", "乙社"], "website": "https://example.org/"}))
        .await
        .unwrap();
    let preview = app.undo_import(ctx, &merged.batch, false).await.unwrap();
    let undone = app.undo_import(ctx, &merged.batch, true).await.unwrap();
    assert_eq!((preview.restored, preview.kept_count), (undone.restored, undone.kept_count));
    let mut kept: Vec<_> =
        undone.kept.iter().map(|kept| (kept.record.reference.clone(), kept.why.as_str())).collect();
    kept.sort_unstable();
    let mut expected = vec![(new.clone(), "partly"), (moved.clone(), "edited")];
    expected.sort_unstable();
    assert_eq!((kept, undone.restored), (expected, 3));
    for seed in [&free, &other_field] {
        assert_eq!(place.field("seed", seed, "organisation").await["ref"], old);
    }
    assert_eq!(place.field("seed", &other_field, "number").await, "7");
    assert_eq!(place.field("seed", &moved, "organisation").await["ref"], third);
    // What the merge brought and nobody touched goes, what somebody wrote stays.
    assert!(place.field("organisation", &new, "city").await.is_null());
    assert_eq!(place.field("organisation", &new, "aliases").await, json!(["甲", "乙社"]));
    assert_eq!(place.field("organisation", &new, "website").await, "https://example.org/");
    assert!(app.find(ctx, "organisation", &old).await.unwrap().merged_into.is_none());
    assert_eq!(place.total("organisation").await, 3);
    let newest = app.history(ctx, "organisation", &old).await.unwrap().remove(0);
    assert_eq!(newest.reason, "history-unmerged");
    assert_eq!(app.undo_import(ctx, &merged.batch, true).await.unwrap_err().code, "batch-state");
    assert_eq!(app.merges(ctx, "organisations", 10).await.unwrap()[0].state, "undone");
}

async fn merges_follow_each_other_and_are_undone_in_turn(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let [a, b, c] = [
        place.make("organisation", organisation("甲")).await,
        place.make("organisation", organisation("乙")).await,
        place.make("organisation", organisation("丙")).await,
    ];
    let seed = place.make("seed", json!({"title": name("種"), "organisation": a})).await;
    let before = place.exported().await;
    let first = place.merge("organisation", &a, &b).await;
    let second = place.merge("organisation", &b, &c).await;
    assert_eq!(app.find(ctx, "organisation", &a).await.unwrap().merged_into.unwrap().reference, c);
    assert_eq!(place.field("seed", &seed, "organisation").await["ref"], c);
    // The first cannot be taken back alone: what it made went further.
    let early = app.undo_import(ctx, &first.batch, true).await.unwrap_err();
    assert_eq!(early.code, "merge-stands");
    app.undo_import(ctx, &second.batch, true).await.unwrap();
    assert_eq!(app.find(ctx, "organisation", &a).await.unwrap().merged_into.unwrap().reference, b);
    let undone = app.undo_import(ctx, &first.batch, true).await.unwrap();
    assert!(undone.kept_count == 0 || undone.kept.iter().all(|kept| kept.why == "partly"), "{undone:?}");
    assert_eq!(place.exported().await, before);
}

async fn rows_of_a_file_about_the_one_go_to_the_other(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let ror = json!([{"scheme": "ror", "value": "02kpeqv85", "confidence": "confirmed"}]);
    let old = place.make("organisation", json!({"name": name("甲"), "identifiers": ror})).await;
    let new = place.make("organisation", json!({"name": name("乙")})).await;
    place.merge("organisation", &old, &new).await;
    let import = async |kind: &str, content: String| {
        let file = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
        std::fs::write(file.path(), content).unwrap();
        let request = enishi_app::ImportRequest {
            kind: kind.to_owned(),
            path: file.path().to_owned(),
            file_name: "file.csv".to_owned(),
            sheet: None,
            header_row: None,
            mapping: enishi_app::MappingChoice::Find,
            columns: Vec::new(),
            set: Vec::new(),
        };
        let report = app.import_file(ctx, request, false, &()).await.unwrap();
        assert_eq!((report.state.as_str(), report.problem_count), ("done", 0), "{:?}", report.problems);
        report.counts
    };
    let counts = import("organisation", format!("id,city\n{old},高松市\n")).await;
    assert_eq!((counts.updated, counts.added), (1, 0));
    assert_eq!(place.field("organisation", &new, "city").await, "高松市");
    let counts = import("organisation", "id,city\nror:02kpeqv85,丸亀市\n".to_owned()).await;
    assert_eq!((counts.updated, counts.added), (1, 0));
    assert_eq!(place.field("organisation", &new, "city").await, "丸亀市");
    for (number, text) in [old.as_str(), "ror:02kpeqv85", "甲"].into_iter().enumerate() {
        import("seed", format!("title[ja],organisation\n種{number},{text}\n")).await;
    }
    let seeds = app.list(ctx, "seed", &Default::default()).await.unwrap().items;
    let id = app.find(ctx, "organisation", &new).await.unwrap().seen.id.to_string();
    assert!(seeds.len() == 3 && seeds.iter().all(|seed| seed.body.str("organisation") == Some(&id)));
    assert_eq!(app.imports(ctx, &Default::default(), 100).await.unwrap().len(), 5, "a merge is no import");
}

async fn records_told_apart_are_not_proposed_again(place: Place) {
    let (app, ctx) = (&place.app, &place.ctx);
    let number = json!([{"scheme": "corporate-number", "value": "7000012050002", "confidence": "confirmed"}]);
    let a = place.make("organisation", json!({"name": name("株式会社見本"), "identifiers": number})).await;
    let b = place.make("organisation", json!({"name": name("（株）見本"), "identifiers": number})).await;
    let c = place.make("organisation", json!({"name": name("見本（株）")})).await;
    place.make("person", json!({"name": name("見本 太郎")})).await;
    place.make("person", json!({"name": name("見本太郎")})).await;
    let groups = async || {
        let found = app.merge_proposals(ctx, "organisations", 10).await.unwrap();
        found
            .into_iter()
            .map(|proposal| {
                let references: Vec<String> =
                    proposal.records.into_iter().map(|seen| seen.reference).collect();
                (proposal.reasons, references)
            })
            .collect::<Vec<_>>()
    };
    let found = groups().await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, [a.clone(), b.clone(), c.clone()]);
    assert!(matches!(&found[0].0[0], MergeReason::Identifier { scheme, .. } if scheme == "corporate-number"));
    assert!(matches!(&found[0].0[1], MergeReason::Name { .. }));
    assert_eq!(app.merge_proposals(ctx, "people", 10).await.unwrap().len(), 1);
    for other in [&a, &b] {
        app.tell_apart(ctx, "organisation", &c, other, true).await.unwrap();
    }
    assert_eq!(groups().await[0].1, [a.clone(), b.clone()]);
    assert_eq!(app.told_apart(ctx, "organisation").await.unwrap().len(), 2);
    app.tell_apart(ctx, "organisation", &a, &b, true).await.unwrap();
    assert!(groups().await.is_empty());
    app.tell_apart(ctx, "organisation", &b, &a, false).await.unwrap();
    assert_eq!(groups().await.len(), 1);
    // A merge ends the proposal; undone, it comes back.
    let merged = place.merge("organisation", &b, &a).await;
    assert!(groups().await.is_empty());
    app.undo_import(ctx, &merged.batch, true).await.unwrap();
    assert_eq!(groups().await.len(), 1);
    let refused = app.tell_apart(ctx, "organisation", &a, &a, true).await.unwrap_err();
    assert_eq!(refused.code, "merge-self");
}
