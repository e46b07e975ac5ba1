//! What is held about a person, to be read: one line a fact, in words of one language.

use enishi_kind::{Field, KindInfo, Type};
use enishi_kit::lang::Lang;
use jiff::Timestamp;
use serde_json::{Map, Value as Json};

use super::{Dossier, PERSON};
use crate::App;

/// The catalogue, the zone and the language of one text.
struct Page<'a> {
    app: &'a App,
    lang: Lang,
    text: String,
}

/// The whole text.
pub(super) fn read(app: &App, lang: Lang, dossier: &Dossier) -> String {
    let mut page = Page { app, lang, text: String::new() };
    let title = page.title_of(&dossier.person);
    let reference = dossier.person.get("ref").map(said).unwrap_or_default();
    let made = page.time(&Json::from(dossier.made_at.clone()));
    page.line(&page.say("dossier-head", &[("name", title), ("reference", reference), ("at", made)]));
    page.line(&page.say("dossier-not-here", &[]));

    page.section("dossier-person");
    page.record(&dossier.person);
    page.section("dossier-records");
    for record in &dossier.records {
        page.named(record);
    }
    page.section("dossier-files");
    for file in &dossier.files {
        let text = |name: &str| file.get(name).map(said).unwrap_or_default();
        page.line(&format!(
            "- {} ({}, {} B) {}",
            text("name"),
            text("media_type"),
            text("size"),
            text("title")
        ));
    }
    page.section("dossier-history");
    for entry in &dossier.history {
        page.entry(entry);
    }
    page.section("dossier-accounts");
    for account in &dossier.accounts {
        page.account(account);
    }
    page.text
}

impl Page<'_> {
    fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        self.app.catalogue().text(self.lang, key, args)
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn section(&mut self, key: &str) {
        let title = self.say(key, &[]);
        self.line(&format!("\n== {title}"));
    }

    fn title_of(&self, record: &Json) -> String {
        let name = if self.lang == Lang::Ja { "title" } else { "title_en" };
        record.get(name).map(said).unwrap_or_default()
    }

    /// A moment by the clock of the installation.
    fn time(&self, at: &Json) -> String {
        let parsed = at.as_str().and_then(|text| text.parse::<Timestamp>().ok());
        parsed.map_or_else(
            || self.say("dossier-none", &[]),
            |at| self.app.zone().local(at).strftime("%Y-%m-%d %H:%M").to_string(),
        )
    }

    fn kind_of(&self, record: &Json) -> Option<&'static KindInfo> {
        let name = record.get("kind").and_then(Json::as_str).unwrap_or(PERSON);
        self.app.registry().kinds().find(|kind| kind.name == name)
    }

    fn record(&mut self, record: &Json) {
        let Some(kind) = self.kind_of(record) else { return };
        if let Some(fields) = record.get("fields").and_then(Json::as_object) {
            self.fields(kind, fields, "  ");
        }
    }

    fn fields(&mut self, kind: &KindInfo, fields: &Map<String, Json>, before: &str) {
        for field in kind.fields() {
            let Some(value) = fields.get(field.name) else { continue };
            let label = self.say(&kind.label_key(field), &[]);
            let value = self.value(field, value).replace('\n', "\n      ");
            self.line(&format!("{before}{label}: {value}"));
        }
    }

    /// A record that names the person.
    fn named(&mut self, record: &Json) {
        let Some(kind) = self.kind_of(record) else { return };
        let label = self.say(kind.name, &[]);
        let reference = record.get("ref").map(said).unwrap_or_default();
        let title = self.title_of(record);
        self.line(&format!("- {label} {reference}: {title}"));
        self.record(record);
        let names = record.get("named_in").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
        let labels = names.iter().filter_map(|name| kind.field(name.as_str()?));
        let labels: Vec<String> = labels.map(|field| self.say(&kind.label_key(field), &[])).collect();
        if !labels.is_empty() {
            self.line(&self.say("dossier-named-in", &[("fields", labels.join(", "))]));
        }
    }

    fn entry(&mut self, entry: &Json) {
        let text = |name: &str| entry.get(name).map(said).unwrap_or_default();
        let catalogue = self.app.catalogue();
        let reason = catalogue.find(self.lang, &text("reason"), &[]).unwrap_or_else(|| text("reason"));
        let at = entry.get("at").map(|at| self.time(at)).unwrap_or_default();
        self.line(&format!("- {at} {} {reason} {}", text("actor"), text("because")));
        let Some(kind) = self.kind_of(&Json::Null) else { return };
        for (side, key) in [("before", "dossier-before"), ("after", "dossier-after")] {
            let fields = entry.get(side).and_then(Json::as_object);
            if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
                self.line(&format!("  {}", self.say(key, &[])));
                self.fields(kind, fields, "    ");
            }
        }
    }

    fn account(&mut self, account: &Json) {
        let text = |name: &str| account.get(name).map(said).unwrap_or_default();
        let flag = |name: &str| if account.get(name) == Some(&Json::Bool(true)) { "yes" } else { "no" };
        let time = |name: &str| self.time(account.get(name).unwrap_or(&Json::Null));
        let args = [
            ("email", text("email")),
            ("name", text("name")),
            ("state", text("state")),
            ("admin", flag("is_admin").to_owned()),
            ("second", flag("has_second_step").to_owned()),
            ("created", time("created_at")),
            ("signed", time("signed_in_at")),
        ];
        self.line(&self.say("dossier-account", &args));
        let items = |name: &str| account.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
        for session in items("sessions") {
            let (begun, seen) = (pick(&session, "begun_at"), pick(&session, "seen_at"));
            let args = [
                ("browser", said(&pick(&session, "browser"))),
                ("begun", self.time(&begun)),
                ("seen", self.time(&seen)),
            ];
            self.line(&self.say("dossier-session", &args));
        }
        for key in items("keys") {
            let args = [
                ("title", said(&pick(&key, "title"))),
                ("scope", said(&pick(&key, "scope"))),
                ("created", self.time(&pick(&key, "created_at"))),
                ("ends", self.time(&pick(&key, "expires_at"))),
                ("used", self.time(&pick(&key, "used_at"))),
            ];
            self.line(&self.say("dossier-key", &args));
        }
        for event in items("events") {
            let what = said(&pick(&event, "what"));
            let word = self.app.catalogue().find(self.lang, &format!("account-event-{what}"), &[]);
            let line = [
                self.time(&pick(&event, "at")),
                word.unwrap_or(what),
                said(&pick(&event, "actor")),
                said(&pick(&event, "detail")),
            ];
            self.line(format!("  - {}", line.join(" ")).trim_end());
        }
    }

    fn value(&self, field: &Field, value: &Json) -> String {
        let code = |code: &Json| {
            let name = field.of.vocabulary().map(|vocabulary| vocabulary.name).unwrap_or_default();
            let found = self.app.catalogue().find(self.lang, &format!("{name}-{}", said(code)), &[]);
            found.unwrap_or_else(|| said(code))
        };
        let list = |one: &dyn Fn(&Json) -> String| {
            value
                .as_array()
                .map(|items| items.iter().map(one).collect::<Vec<_>>().join(", "))
                .unwrap_or_default()
        };
        match field.of {
            Type::Text | Type::LongText | Type::Name => {
                let both: Vec<String> =
                    ["ja", "en", "kana"].iter().filter_map(|name| value.get(name)).map(said).collect();
                both.join(" / ")
            }
            Type::Choice(_) => code(value),
            Type::Choices(_) => list(&code),
            Type::Reference(_) | Type::Successor => self.linked(value),
            Type::References(_) => list(&|one| self.linked(one)),
            Type::Rows(_) => {
                let rows = value.as_array().map(Vec::as_slice).unwrap_or_default();
                let lines = rows.iter().map(|row| {
                    let cells = field.of.columns().iter().filter_map(|column| {
                        Some(format!("{} {}", column.name, self.value(column, row.get(column.name)?)))
                    });
                    format!("- {}", cells.collect::<Vec<_>>().join(", "))
                });
                lines.fold(String::new(), |text, line| format!("{text}\n{line}"))
            }
            _ => said(value),
        }
    }

    fn linked(&self, link: &Json) -> String {
        format!("{} ({})", self.title_of(link), link.get("ref").map(said).unwrap_or_default())
    }
}

fn pick(object: &Json, name: &str) -> Json {
    object.get(name).cloned().unwrap_or(Json::Null)
}

/// JSON without its signs.
fn said(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        Json::Array(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        Json::Object(map) => {
            map.iter().map(|(name, value)| format!("{name} {}", said(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
