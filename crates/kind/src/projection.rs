//! The rows that follow from a body: references, facets, sort keys, each with its clearance and the days it holds.

use std::borrow::Cow;
use std::collections::BTreeSet;

use enishi_kit::fold::{fold_name, fold_text, kana_to_hiragana};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use jiff::civil::Date;

use crate::layer::TO_NEIGHBOURS;
use crate::period::{Days, days_of_row};
use crate::{Body, Clearance, Field, KindInfo, Layer, Registry, Text, Type, Value, WHOLE};

/// One reference of a record to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReferenceRow {
    /// The field that refers, or `FIELD.COLUMN` where a row of a field does.
    pub field: Cow<'static, str>,
    /// The record referred to.
    pub to: RecordId,
    /// Who may see it.
    pub clearance: Clearance,
    /// The first day on which it holds; open if absent.
    pub since: Option<Date>,
    /// The last day on which it holds; open if absent.
    pub until: Option<Date>,
}

/// One value by which lists filter or sort.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetRow {
    /// The facet's name: a field's, `FIELD.COLUMN`, or `title.ja`, `title.en`, `identifier`, `folded`.
    pub name: Cow<'static, str>,
    /// The value to filter by; empty where a row only sorts.
    pub value: String,
    /// Bytes that sort as people expect, the same on every engine.
    pub sort_key: Vec<u8>,
    /// Who may see it.
    pub clearance: Clearance,
    /// The first day on which a row of a field holds; absent for values of the record as a whole.
    pub since: Option<Date>,
    /// The last day on which a row of a field holds.
    pub until: Option<Date>,
}

/// Everything that the store writes beside a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projection {
    /// Who may see that the record exists.
    pub clearance: Clearance,
    /// The first day for which the record holds; open if absent.
    pub since: Option<Date>,
    /// The last day for which the record holds; open if absent.
    pub until: Option<Date>,
    /// Whether the record went into another: then it has no facets and stands in no list.
    pub is_merged: bool,
    /// Sorted, without repetition.
    pub references: Vec<ReferenceRow>,
    /// Sorted, without repetition.
    pub facets: Vec<FacetRow>,
}

/// The field by which a record names the one it went into.
pub const MERGED_INTO: &str = "merged_into";

/// The field by which a record names the scope that holds it: those in charge of it see all that it says.
pub const HELD_BY: &str = "held_by";

/// The field with the rows that say to whom a record was opened by name.
pub const OPENED: &str = "opened";

/// The field with the rows that say on which day a record becomes more open.
pub const OPENS: &str = "opens_later";

/// The flag by which a record lets those in charge of other clusters know of it: see [`Registry::tells_neighbours`].
pub const NEIGHBOURS: &str = "neighbours_may_know";

/// Common fields that stay with those in charge where neighbours may know of a record: they say more than that it is.
const BESIDE: [&str; 5] = ["source", "as_of", "identifiers", "claims", "files"];

/// Bytes of a sort key at most: a longer title sorts by its beginning.
const SORT_KEY_BYTES: usize = 96;

/// The sort key of words: folded, cut at a character.
#[must_use]
pub fn sort_key_text(words: &str) -> Vec<u8> {
    // Readings sort alike whether they are written in hiragana or katakana.
    let mut folded = kana_to_hiragana(&fold_text(&words.chars().take(SORT_KEY_BYTES).collect::<String>()));
    while folded.len() > SORT_KEY_BYTES {
        folded.pop();
    }
    folded.into_bytes()
}

fn sort_key_number(number: i64) -> Vec<u8> {
    (number ^ i64::MIN).to_be_bytes().to_vec()
}

impl Registry {
    /// The layer of a field of this very record: the field's own or the record's disclosure, whichever is closer.
    #[must_use]
    pub fn layer(&self, field: &Field, body: &Body) -> Layer {
        let is_beside = BESIDE.contains(&field.name) && is_for_neighbours(body);
        let own = if is_beside { Layer::Steward } else { field.layer };
        own.max(self.record_layer(body))
    }

    /// Whether those in charge of other clusters may know of a record: then they see what it says at its member and party
    /// layers. A record that was opened by name is shown to whom it names, and to nobody for this.
    #[must_use]
    pub fn tells_neighbours(&self, body: &Body) -> bool {
        is_for_neighbours(body) && body.raw(OPENED).is_none()
    }

    /// The layer of a record as a whole.
    #[must_use]
    pub fn record_layer(&self, body: &Body) -> Layer {
        Layer::of_disclosure(body.str("disclosure"))
    }

    /// The scope that holds a record.
    #[must_use]
    pub fn scope<'a>(&self, body: &'a Body) -> &'a str {
        body.str(HELD_BY).unwrap_or(WHOLE)
    }

    /// What holds a record, as the tokens of its member and party layers end: the scope, with the record's id where it was
    /// opened by name, with a word where neighbours may know of it.
    #[must_use]
    pub fn holder(&self, id: RecordId, body: &Body) -> String {
        let scope = self.scope(body);
        if body.raw(OPENED).is_some() {
            format!("{scope}:{id}")
        } else if self.tells_neighbours(body) {
            format!("{scope}:{TO_NEIGHBOURS}")
        } else {
            scope.to_owned()
        }
    }

    /// The clearance of what lies at a layer of this very record.
    #[must_use]
    pub fn token(&self, layer: Layer, id: RecordId, body: &Body) -> Clearance {
        match layer {
            Layer::Member | Layer::Party => Clearance::of(layer, &self.holder(id, body)),
            Layer::Public | Layer::Steward => Clearance::of(layer, self.scope(body)),
        }
    }

    /// The clearance of a record as a whole.
    #[must_use]
    pub fn record_clearance(&self, id: RecordId, body: &Body) -> Clearance {
        self.token(self.record_layer(body), id, body)
    }

    /// The clearance of a field of this very record, for whoever sees the record. Rows that are found without it (facets,
    /// references, the log) take [`Registry::token`], so that what the owner sees leads to no record that he may not see.
    #[must_use]
    pub fn clearance(&self, field: &Field, id: RecordId, body: &Body) -> Clearance {
        match field.owner.and_then(|owner| body.str(owner)) {
            Some(owner) => Clearance::of_owner(self.scope(body), owner),
            None => self.token(self.layer(field, body), id, body),
        }
    }

    /// The days of a record as far as whoever sees the record may see them: lists of a day ask by these, and a list
    /// must not tell a date that stands in a closed field.
    fn open_days(&self, kind: &KindInfo, body: &Body) -> Days {
        let record = self.record_layer(body);
        let read = |name: &'static str| {
            let field = kind.field(name).filter(|field| self.layer(field, body) <= record)?;
            body.value(field)
        };
        kind.period.map_or((None, None), |period| period.days(read))
    }

    /// Projects a body onto the rows that the store keeps beside it.
    #[must_use]
    pub fn project(&self, kind: &KindInfo, id: RecordId, body: &Body) -> Projection {
        let days = self.open_days(kind, body);
        let is_merged = body.raw(MERGED_INTO).is_some();
        let mut rows = Rows::default();
        for field in kind.fields() {
            if is_merged && field.name != MERGED_INTO {
                continue;
            }
            let Some(value) = body.value(field) else { continue };
            let clearance = self.token(self.layer(field, body), id, body);
            match (&value, field.of) {
                (Value::Claims(claims), _) => {
                    // The source of a claim is as closed as the field that the claim is about.
                    for claim in claims {
                        let about = kind.field(&claim.field).unwrap_or(field);
                        let layer = self.layer(about, body).max(self.layer(field, body));
                        let clearance = self.token(layer, id, body);
                        rows.refer(field.name, claim.source, &clearance, days);
                    }
                }
                (Value::Rows(given), Type::Rows(columns)) => {
                    for row in given {
                        rows.row(field, columns, row, &clearance, days_of_row(columns, row, days));
                    }
                }
                _ => rows.field(kind, field, &value, &clearance, days),
            }
        }
        Projection {
            clearance: self.record_clearance(id, body),
            since: days.0,
            until: days.1,
            is_merged,
            references: rows.references.into_iter().collect(),
            facets: rows.facets.into_iter().collect(),
        }
    }
}

fn is_for_neighbours(body: &Body) -> bool {
    body.raw(NEIGHBOURS).and_then(serde_json::Value::as_bool) == Some(true)
}

/// What a body projects, gathered.
#[derive(Default)]
struct Rows {
    references: BTreeSet<ReferenceRow>,
    facets: BTreeSet<FacetRow>,
}

impl Rows {
    fn refer(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        to: impl IntoIterator<Item = RecordId>,
        clearance: &Clearance,
        (since, until): Days,
    ) {
        let field = field.into();
        self.references.extend(to.into_iter().map(|to| ReferenceRow {
            field: field.clone(),
            to,
            clearance: clearance.clone(),
            since,
            until,
        }));
    }

    fn field(&mut self, kind: &KindInfo, field: &Field, value: &Value, clearance: &Clearance, days: Days) {
        self.refer(field.name, value.targets(), clearance, days);
        let mut add = |name: &'static str, value: String, sort_key: Vec<u8>| {
            let clearance = clearance.clone();
            self.facets.insert(FacetRow {
                name: name.into(),
                value,
                sort_key,
                clearance,
                since: None,
                until: None,
            });
        };
        if field.name == kind.title {
            project_title(value, &mut add);
        }
        if field.of == Type::Name || (field.of == Type::Keywords && field.name == "aliases") {
            names(value).iter().for_each(|name| add("folded", fold_name(name), Vec::new()));
        }
        match value {
            Value::Identifiers(items) if field.name == "identifiers" => {
                for item in items {
                    add("identifier", format!("{}:{}", item.scheme.name(), item.value), Vec::new());
                }
            }
            _ if field.facet || field.sort => {
                project_value(field, value, &mut |value, key| add(field.name, value, key));
            }
            _ => {}
        }
    }

    /// One row of a field. Its columns do not sort: a record has several.
    fn row(
        &mut self,
        field: &Field,
        columns: &'static [Field],
        row: &Body,
        clearance: &Clearance,
        days: Days,
    ) {
        for column in columns {
            let Some(value) = row.value(column) else { continue };
            let name: Cow<'static, str> = format!("{}.{}", field.name, column.name).into();
            self.refer(name.clone(), value.targets(), clearance, days);
            if column.facet {
                project_value(column, &value, &mut |value, _| {
                    if !value.is_empty() {
                        self.facets.insert(FacetRow {
                            name: name.clone(),
                            value,
                            sort_key: Vec::new(),
                            clearance: clearance.clone(),
                            since: days.0,
                            until: days.1,
                        });
                    }
                });
            }
        }
    }
}

fn project_title(value: &Value, add: &mut impl FnMut(&'static str, String, Vec<u8>)) {
    let (ja, en) = match value {
        Value::Text(text) => {
            let ja = text.kana.as_deref().unwrap_or_else(|| text.read(Lang::Ja).0);
            (sort_key_text(ja), sort_key_text(text.read(Lang::En).0))
        }
        Value::Line(words) => (sort_key_text(words), sort_key_text(words)),
        Value::Date(date) => (sort_key_text(&date.to_string()), sort_key_text(&date.to_string())),
        _ => return,
    };
    add("title.ja", String::new(), ja);
    add("title.en", String::new(), en);
}

fn project_value(field: &Field, value: &Value, add: &mut impl FnMut(String, Vec<u8>)) {
    match value {
        Value::Choice(code) => {
            let place =
                field.of.vocabulary().and_then(|known| known.codes.iter().position(|known| known == code));
            let place = place.and_then(|place| i64::try_from(place).ok()).unwrap_or(i64::MAX);
            add(code.clone(), sort_key_number(place));
        }
        Value::Choices(codes) => codes.iter().for_each(|code| add(code.clone(), Vec::new())),
        Value::Keywords(items) => items.iter().for_each(|item| add(fold_text(item), Vec::new())),
        Value::Date(date) => add(date.to_string(), date.to_string().into_bytes()),
        Value::FiscalYear(year) => add(year.0.to_string(), sort_key_number(i64::from(year.0))),
        Value::Integer(number) => add(number.to_string(), sort_key_number(*number)),
        Value::Decimal(number) => add(number.to_string(), number.sort_key().to_vec()),
        Value::Yen(yen) => add(yen.0.to_string(), sort_key_number(yen.0)),
        Value::YenRange(range) => {
            let bound = range.max.or(range.min).map_or(0, |yen| yen.0);
            add(String::new(), sort_key_number(bound));
        }
        Value::Flag(flag) => add(flag.to_string(), Vec::new()),
        Value::Reference(id) => add(id.to_string(), Vec::new()),
        Value::References(ids) => ids.iter().for_each(|id| add(id.to_string(), Vec::new())),
        Value::Line(words) => add(words.clone(), sort_key_text(words)),
        Value::Text(text) => add(String::new(), sort_key_text(text.read(Lang::Ja).0)),
        Value::Identifiers(_) | Value::Claims(_) | Value::Rows(_) | Value::Files(_) => {}
    }
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Text(Text { ja, en, .. }) => [ja, en].into_iter().flatten().cloned().collect(),
        Value::Keywords(items) => items.clone(),
        _ => Vec::new(),
    }
}
