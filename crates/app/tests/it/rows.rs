//! Small tables through the use cases: written, found, refused, brought by a spreadsheet.

use std::sync::Arc;

use enishi_app::{App, Context, ImportRequest, ListRequest, MappingChoice, Settings};
use enishi_kit::clock::Zone;
use enishi_store::Location;
use enishi_testkit::kinds::registry;
use enishi_testkit::{FixedClock, SeqIds, Sqlite, sqlite};
use serde_json::{Value as Json, json};

/// Words of the test kinds that the files of these tests use; the model has the sections.
const WORDS: [&str; 2] = ["grade-good = 良", "grade-good = Good"];

struct Collection {
    app: App,
    ctx: Context,
    folder: Sqlite,
}

impl Collection {
    async fn new() -> Self {
        let folder = sqlite();
        let app = App::open(Settings {
            location: Location::Folder(folder.folder().join("data")),
            folder: folder.folder().join("work"),
            registry: Arc::new(registry()),
            files: enishi_app::FileSettings::default(),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(SeqIds::default()),
            zone: Zone::default(),
            catalogue: enishi_app::catalogue(&registry(), &[WORDS]).unwrap(),
        })
        .await
        .unwrap();
        Self { app, ctx: Context::operator("test"), folder }
    }

    async fn make(&self, kind: &str, fields: Json) -> Result<String, enishi_app::Error> {
        let inputs: Vec<_> = fields.as_object().unwrap().clone().into_iter().collect();
        self.app.create(&self.ctx, kind, &inputs, None).await.map(|change| change.reference)
    }

    async fn shown(&self, reference: &str) -> Json {
        let view = self.app.find(&self.ctx, "specimen", reference).await.unwrap();
        self.app.represent(&view.seen, &view.links)["fields"].clone()
    }
}

fn title(words: &str) -> Json {
    json!({"original": "ja", "ja": words})
}

#[tokio::test]
async fn rows_resolve_references_filter_lists_and_reach_matching() {
    let all = Collection::new().await;
    let shelf = all.make("shelf", json!({"title": title("北の棚"), "disclosure": "public"})).await.unwrap();
    let stays = json!([
        {"since": "2004-04", "shelf": shelf, "grade": "good", "note": title("藍銅鉱を移した")},
        {"since": "2006", "shelf": {"ref": shelf}, "weight": "-0.25"},
    ]);
    let stone = all
        .make("specimen", json!({"title": title("石"), "disclosure": "public", "stays": stays}))
        .await
        .unwrap();
    let shown = all.shown(&stone).await;
    assert_eq!(shown["stays"][0]["shelf"]["ref"], json!(shelf));
    assert_eq!(shown["stays"][1]["shelf"]["title"], "北の棚");
    assert_eq!(shown["stays"][1]["weight"], "-0.25");
    all.app.matcher().catch_up(|_, _| ()).await.unwrap();
    for (filters, text, expected) in [
        (vec![("stays.grade", "good")], None, 1),
        (vec![("stays.grade", "best")], None, 0),
        (vec![("stays.shelf", shelf.as_str())], None, 1),
        (vec![], Some("藍銅鉱"), 1),
    ] {
        let filters = filters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let request = ListRequest { filters, text: text.map(str::to_owned), ..Default::default() };
        let found = all.app.list(&Context::public(), "specimen", &request).await.unwrap();
        assert_eq!(found.total, expected, "{request:?}");
    }
    let view = all.app.find(&all.ctx, "shelf", &shelf).await.unwrap();
    let referrers = all.app.referrers(&all.ctx, &view.seen).await.unwrap();
    assert!(referrers.iter().any(|one| one.field == "stays.shelf" && one.count == 1));
    let error = all.app.delete(&all.ctx, "shelf", &shelf, Some(&view.etag)).await.unwrap_err();
    assert_eq!(error.code, "referred");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_cell() {
    let all = Collection::new().await;
    let stays = json!([
        {"since": "2004"},
        {"since": "2005", "shelf": "Nowhere", "weight": 12.5, "shelff": "x"},
    ]);
    let claims = json!([{"field": "stays", "value": [{"since": "2003"}]}]);
    let files = json!([]);
    let error = all
        .make("specimen", json!({"title": title("石"), "stays": stays, "claims": claims, "files": files}))
        .await
        .unwrap_err();
    let mut found: Vec<(&str, &str)> = error
        .problems
        .iter()
        .map(|problem| (problem.field.as_deref().unwrap_or_default(), problem.code.as_str()))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("claims", "claim-field"),
            ("files", "managed-field"),
            ("stays.2.shelf", "unknown-reference"),
            ("stays.2.shelff", "unknown-field"),
            ("stays.2.weight", "type"),
        ]
    );
}

#[tokio::test]
async fn a_spreadsheet_brings_rows_and_makes_the_records_they_name() {
    let all = Collection::new().await;
    let path = all.folder.folder().join("s.csv");
    let csv =
        "title[ja],disclosure,stays\n石,public,\"2004-04 | 2005 | 新しい棚 | | 良\n2006 | | 新しい棚\"\n";
    std::fs::write(&path, csv).unwrap();
    let request = ImportRequest {
        kind: "specimen".into(),
        path,
        file_name: "s.csv".into(),
        sheet: None,
        header_row: None,
        mapping: MappingChoice::Find,
        columns: Vec::new(),
        set: Vec::new(),
    };
    let report = all.app.stage_import(&all.ctx, request, &()).await.unwrap();
    all.app.apply_import(&all.ctx, &report.batch, false, &()).await.unwrap();
    let page = all.app.list(&all.ctx, "specimen", &ListRequest::default()).await.unwrap();
    let shown = all.shown(&page.items[0].reference).await;
    assert_eq!(shown["stays"][0]["grade"], "good");
    assert_eq!(shown["stays"][0]["shelf"], shown["stays"][1]["shelf"]);
    assert_eq!(shown["stays"][1]["shelf"]["title"], "新しい棚");
    let shelves = all.app.list(&all.ctx, "shelf", &ListRequest::default()).await.unwrap();
    assert_eq!(shelves.total, 1);
}
