//! What follows from a declaration with rows, periods, files and successors.

use enishi_kind::{Body, Clearance, Kind, Layer, Period, Projection, Value, Viewer, WHOLE};
use enishi_kit::ids::RecordId;
use enishi_testkit::kinds::{Specimen, full_specimen, reference_ids, registry, specimen, stay, viewer};
use jiff::civil::date;
use serde_json::{Value as Json, json};

fn ids() -> (RecordId, RecordId) {
    let ids = reference_ids(2);
    (ids[0], ids[1])
}

fn project(body: &Body) -> Projection {
    registry().project(Specimen::INFO, ids().0, body)
}

#[test]
fn a_record_holds_for_the_days_of_its_period() {
    assert_eq!(Specimen::INFO.period, Some(Period::Span { since: "found", until: "lost" }));
    let (shelf, other) = ids();
    let projection = project(&full_specimen("石", shelf, other));
    assert_eq!(projection.since, Some(date(2004, 3, 1)));
    assert_eq!(projection.until, Some(date(2008, 12, 31)));
    let plain = projection.references.iter().find(|row| row.field == "shelf").unwrap();
    assert_eq!((plain.since, plain.until), (projection.since, projection.until));
    let turned = specimen("石")
        .with("found", &Value::Date("2009".parse().unwrap()))
        .with("lost", &Value::Date("2008-12".parse().unwrap()));
    let problems = turned.problems(Specimen::INFO);
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].code.as_str(), problems[0].field.as_deref()), ("period-order", Some("lost")));
}

#[test]
fn rows_project_their_references_and_facets_for_their_own_days() {
    let (shelf, other) = ids();
    let body =
        specimen("石").with("stays", &Value::Rows(vec![stay(2004, shelf, other), stay(2006, shelf, other)]));
    let projection = project(&body);
    let days: Vec<_> = projection
        .references
        .iter()
        .filter(|row| row.field == "stays.shelf")
        .map(|row| (row.to, row.since, row.until))
        .collect();
    assert_eq!(
        days,
        [
            (shelf, Some(date(2004, 4, 1)), Some(date(2005, 3, 15))),
            (shelf, Some(date(2006, 4, 1)), Some(date(2007, 3, 15))),
        ]
    );
    let grades: Vec<_> = projection.facets.iter().filter(|row| row.name == "stays.grade").collect();
    assert_eq!(grades.len(), 2);
    assert!(grades.iter().all(|row| row.value == "good" && row.sort_key.is_empty() && row.since.is_some()));
    assert!(projection.references.iter().any(|row| row.field == "stays.beside" && row.to == other));
    let place = Specimen::INFO.place("stays.shelf").unwrap();
    assert_eq!((place.field.layer, Specimen::INFO.target(place.inner())), (Layer::Public, Some("shelf")));
}

#[test]
fn rows_are_as_closed_as_the_field_they_stand_in() {
    let (shelf, other) = ids();
    let body = specimen("石").with("hidings", &Value::Rows(vec![stay(2004, shelf, other)]));
    for row in project(&body).references {
        assert_eq!(row.clearance, Clearance::of(Layer::Steward, WHOLE), "{}", row.field);
    }
    let hidden = project(&body).facets.into_iter().filter(|row| row.name.starts_with("hidings"));
    assert!(
        hidden.map(|row| row.clearance).all(|clearance| clearance == Clearance::of(Layer::Steward, WHOLE))
    );
    let seen = registry().redact(&Viewer::public(), Specimen::INFO, ids().0, &body).unwrap();
    assert!(seen.raw("hidings").is_none());
}

#[test]
fn what_is_wrong_in_a_row_names_row_and_column() {
    let (shelf, other) = ids();
    let mut wrong = stay(2006, shelf, other).with("grade", &Value::Choice("goood".to_owned()));
    wrong.set_raw("weight", json!("12.50"));
    wrong.set_raw("colour", json!("red"));
    wrong.remove("since");
    let late = Body::new()
        .with("since", &Value::Date("2009".parse().unwrap()))
        .with("until", &Value::Date("2008".parse().unwrap()));
    let rows = Value::Rows(vec![stay(2004, shelf, other), wrong, Body::new(), late]);
    let problems = specimen("石").with("stays", &rows).problems(Specimen::INFO);
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("stays.2.since", "required"),
            ("stays.2.grade", "code-near"),
            ("stays.2.weight", "type"),
            ("stays.2.colour", "unknown-field"),
            ("stays.3", "empty"),
            ("stays.4.until", "period-order"),
        ]
    );
}

#[test]
fn a_merged_record_leads_on_and_stands_in_no_list() {
    let (shelf, other) = ids();
    let body = full_specimen("石", shelf, other).with("merged_into", &Value::Reference(other));
    let projection = project(&body);
    assert!(projection.is_merged);
    assert_eq!(projection.facets, []);
    let references: Vec<_> = projection.references.iter().map(|row| (&*row.field, row.to)).collect();
    assert_eq!(references, [("merged_into", other)]);
    let field = Specimen::INFO.field("merged_into").unwrap();
    assert_eq!(Specimen::INFO.target(field), Some("specimen"));
}

fn file(name: &str, layer: &str) -> Json {
    json!({"blob": "0".repeat(64), "name": name, "media_type": "application/pdf", "size": 1, "layer": layer})
}

#[test]
fn each_file_is_seen_by_its_own_layer() {
    let registry = registry();
    let mut unsaid = file("unsaid.pdf", "member");
    unsaid.as_object_mut().unwrap().remove("layer");
    unsaid["blob"] = json!("1".repeat(64));
    let mut secret = file("secret.pdf", "steward");
    secret["blob"] = json!("2".repeat(64));
    let mut body = specimen("石");
    body.set_raw("files", json!([file("open.pdf", "public"), unsaid, secret]));
    assert_eq!(body.problems(Specimen::INFO), []);
    let names = |viewer: &Viewer, body: &Body| -> Vec<String> {
        let seen = registry.redact(viewer, Specimen::INFO, ids().0, body).unwrap();
        let files = seen.raw("files").and_then(Json::as_array).cloned().unwrap_or_default();
        files.iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
    };
    let member = viewer(Layer::Member, WHOLE);
    assert_eq!(names(&Viewer::public(), &body), ["open.pdf"]);
    assert_eq!(names(&member, &body), ["open.pdf", "unsaid.pdf"]);
    assert_eq!(names(&Viewer::operator(), &body), ["open.pdf", "unsaid.pdf", "secret.pdf"]);
    // The bytes are as closed as the closest of their entries in the same record.
    body.set_raw("files", json!([file("open.pdf", "public"), file("copy.pdf", "steward")]));
    assert_eq!(names(&Viewer::public(), &body), Vec::<String>::new());
    for wrong in [json!({"name": "a/b.pdf"}), json!({"blob": "xyz"}), json!({"media_type": "pdf"})] {
        let mut entry = file("a.pdf", "public");
        for (name, value) in wrong.as_object().unwrap() {
            entry[name] = value.clone();
        }
        body.set_raw("files", json!([entry]));
        assert_eq!(body.problems(Specimen::INFO).len(), 1, "{wrong}");
    }
}
