//! Which rows answer a question: those that the viewer may see, that stood at the moment, that hold on the day.
//!
//! Rows that stand and rows that ended are in indexes of their own, so what was known at a place of the log is asked in
//! two parts.

use enishi_kind::{Clearance, Field, FieldPlace, KindInfo, Layer, Type, Viewer};

use crate::Reading;
use crate::sql::{Arg, places};

/// The facet by which lists find every record; it carries the record's own days.
pub(crate) const CREATED: &str = "created";

/// A question under way: who asks, about which kind, and the arguments so far.
pub(crate) struct Asking<'a> {
    reading: Reading<'a>,
    kind: &'a KindInfo,
    pub(crate) args: Vec<Arg>,
    tokens: Tokens,
    known_at: Option<String>,
    day: Option<String>,
}

/// Conditions on rows, one text for each index.
pub(crate) struct Rows(Vec<String>);

impl Rows {
    /// The rows of all parts.
    pub(crate) fn all(&self, select: &str, and: &str) -> String {
        let parts: Vec<String> =
            self.0.iter().map(|part| format!("SELECT {select} WHERE {part}{and}")).collect();
        parts.join(" UNION ALL ")
    }

    /// Whether there is such a row; in parentheses.
    pub(crate) fn any(&self, from: &str, and: &str) -> String {
        let parts: Vec<String> =
            self.0.iter().map(|part| format!("EXISTS (SELECT 1 FROM {from} WHERE {part}{and})")).collect();
        format!("({})", parts.join(" OR "))
    }

    /// Adds a condition.
    pub(crate) fn and(&mut self, condition: &str) {
        for part in &mut self.0 {
            part.push_str(" AND ");
            part.push_str(condition);
        }
    }
}

impl<'a> Asking<'a> {
    pub(crate) fn new(reading: Reading<'a>, kind: &'a KindInfo) -> Self {
        let mut args: Vec<Arg> = Vec::new();
        let tokens = Tokens::of(reading.viewer, &mut args);
        let known_at = reading.moment.known_at.map(|seq| {
            args.push(seq.into());
            format!("${}", args.len())
        });
        Self { reading, kind, args, tokens, known_at, day: None }
    }

    /// The same question about another kind.
    pub(crate) fn about(&mut self, kind: &'a KindInfo) {
        self.kind = kind;
    }

    /// Whether a day was asked for.
    pub(crate) const fn is_on(&self) -> bool {
        self.reading.moment.on.is_some()
    }

    /// Adds an argument and gives its place.
    pub(crate) fn arg(&mut self, value: impl Into<Arg>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    /// Adds arguments and gives their places.
    pub(crate) fn list<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) -> String {
        let from = self.args.len() + 1;
        self.args.extend(values.into_iter().map(Arg::from));
        places(from, self.args.len() + 1 - from)
    }

    /// Rows of a facet of the kind.
    pub(crate) fn facet(&mut self, alias: &str, name: &str) -> Rows {
        let kind = self.arg(self.kind.name);
        let mut rows = self.facet_of_one(alias, name);
        rows.and(&format!("{alias}.kind = {kind}"));
        rows
    }

    /// Rows of a facet of a record that is named beside: without the kind, so that no engine looks through all of it.
    pub(crate) fn facet_of_one(&mut self, alias: &str, name: &str) -> Rows {
        let place = self.arg(name);
        let mut common = format!("{alias}.name = {place}");
        common.push_str(&self.tokens.seen(&format!("{alias}.clearance")));
        let cleared = self.cleared_now(&format!("{alias}.id"), layer_of_facet(self.kind, name));
        // What a record's own days say only matters to who asks for a day; a dated value holds on its days alone.
        if name != CREATED || self.is_on() {
            common.push_str(&self.holds(alias));
        }
        self.standing(alias, &common, &cleared)
    }

    /// Rows of references from a field or a column of the kind.
    pub(crate) fn references(&mut self, alias: &str, place: FieldPlace) -> Rows {
        let kind = self.arg(self.kind.name);
        let name = self.arg(&*place.name());
        let mut common = format!("{alias}.from_kind = {kind} AND {alias}.field = {name}");
        common.push_str(&self.tokens.seen(&format!("{alias}.clearance")));
        let cleared = self.cleared_now(&format!("{alias}.from_id"), layer_of_reference(place.field));
        if self.is_on() {
            common.push_str(&self.holds(alias));
        }
        self.standing(alias, &common, &cleared)
    }

    /// The rows of the record itself, of a record that is named beside.
    pub(crate) fn record_on_day(&mut self, id: &str) -> String {
        let rows = self.facet_of_one("c", CREATED);
        rows.any("facet c", &format!(" AND c.id = {id}"))
    }

    /// Stands at the moment. A row that still stands says itself who may see it now; one that ended is asked about.
    fn standing(&self, alias: &str, common: &str, cleared: &str) -> Rows {
        let Some(seq) = &self.known_at else {
            return Rows(vec![format!("{common} AND {alias}.to_seq IS NULL")]);
        };
        Rows(vec![
            format!("{common} AND {alias}.to_seq IS NULL AND {alias}.from_seq <= {seq}"),
            format!(
                "{common} AND {alias}.to_seq IS NOT NULL AND {alias}.to_seq > {seq} AND {alias}.from_seq <= {seq}{cleared}"
            ),
        ])
    }

    /// Holds on the day.
    fn holds(&mut self, alias: &str) -> String {
        let Some(day) = self.reading.day() else { return String::new() };
        let place = match &self.day {
            Some(place) => place.clone(),
            None => {
                let place = self.arg(day.to_string());
                self.day.insert(place).clone()
            }
        };
        format!(
            " AND ({alias}.since IS NULL OR {alias}.since <= {place}) AND ({alias}.until IS NULL OR {alias}.until >= {place})"
        )
    }

    /// What was open then and is closed now stays closed: the record as it stands, or as it last stood, decides with
    /// the field's layer. Nothing is asked of viewers from whom nothing is hidden.
    fn cleared_now(&mut self, id: &str, field: Layer) -> String {
        if self.known_at.is_none() || self.reading.viewer.sees_everything() {
            return String::new();
        }
        let guard = |column: &str| {
            format!(
                "COALESCE((SELECT r.{column} FROM record r WHERE r.id = {id}), \
                 (SELECT e.{column} FROM ended e WHERE e.id = {id}))"
            )
        };
        let record = self.tokens.seen(&guard("clearance"));
        // The field may be closer than its record: then it lies at its own layer with what holds the record.
        let holder = guard("holder");
        let field = match field {
            Layer::Public => String::new(),
            Layer::Member | Layer::Party => self.tokens.seen(&format!("('{}:' || {holder})", field.code())),
            // Nothing of this layer is ever opened by name.
            Layer::Steward => {
                let scopes: Vec<String> = self.reading.viewer.scopes(field).map(str::to_owned).collect();
                let held = scopes.into_iter().map(|scope| {
                    let (is, start) = (self.arg(scope.clone()), self.arg(format!("{scope}:")));
                    format!("{holder} = {is} OR {}", begins(&holder, &start))
                });
                let held: Vec<String> = held.collect();
                if held.is_empty() {
                    " AND FALSE".to_owned()
                } else {
                    format!(" AND ({})", held.join(" OR "))
                }
            }
        };
        record + &field
    }
}

/// How a viewer's tokens are asked for.
struct Tokens {
    sees_everything: bool,
    /// The places of the tokens.
    held: String,
    /// The places of the beginnings of tokens that extend a held one.
    extended: Vec<String>,
}

impl Tokens {
    fn of(viewer: &Viewer, args: &mut Vec<Arg>) -> Self {
        if viewer.sees_everything() {
            return Self { sees_everything: true, held: String::new(), extended: Vec::new() };
        }
        args.extend(viewer.tokens().map(|token| Arg::from(token.as_str())));
        let held = places(1, args.len());
        let starts = [Layer::Member, Layer::Party].into_iter().flat_map(|layer| {
            viewer.scopes(layer).map(move |scope| format!("{}:", Clearance::of(layer, scope)))
        });
        let extended = starts
            .map(|start| {
                args.push(start.into());
                format!("${}", args.len())
            })
            .collect();
        Self { sees_everything: false, held, extended }
    }

    /// That a clearance is one that the viewer sees, as a further condition.
    fn seen(&self, clearance: &str) -> String {
        if self.sees_everything {
            return String::new();
        }
        let held = format!("{clearance} IN ({})", self.held);
        if self.extended.is_empty() {
            return format!(" AND {held}");
        }
        let extended = self.extended.iter().map(|start| format!(" OR {}", begins(clearance, start)));
        format!(" AND ({held}{})", extended.collect::<String>())
    }
}

/// That a text begins with an argument. Not by LIKE: SQLite would prepare the statement anew each time it is asked.
fn begins(text: &str, start: &str) -> String {
    format!("substr({text}, 1, length({start})) = {start}")
}

/// The layer of the field that a facet comes from; of several the most closed.
fn layer_of_facet(kind: &KindInfo, name: &str) -> Layer {
    let of = |wanted: &dyn Fn(&Field) -> bool| {
        kind.fields().filter(|field| wanted(field)).map(|field| field.layer).max()
    };
    match name {
        CREATED => Layer::Public,
        "title.ja" | "title.en" => of(&|field| field.name == kind.title).unwrap_or(Layer::Steward),
        "identifier" => of(&|field| field.name == "identifiers").unwrap_or(Layer::Steward),
        "folded" => of(&|field| field.of == Type::Name || field.name == "aliases").unwrap_or(Layer::Steward),
        // A column is as closed as the field it stands in.
        name => kind.place(name).map_or(Layer::Steward, |place| place.field.layer),
    }
}

/// A claim is as closed as what it is about, which its row does not say: one that ended is for those who see everything.
fn layer_of_reference(field: &Field) -> Layer {
    if field.of == Type::Claims { Layer::Steward } else { field.layer }
}
