//! Two registers that differ in nothing that somebody may see: random records of every kind on every layer, changed,
//! opened, closed and ended. Every value follows from the seed; in the second register those that are hidden from the
//! viewer follow from another.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::{Body, Field, KindInfo, NEIGHBOURS, OPENED, Registry, Type, Viewer};
use enishi_kit::ids::{IdSource, RecordId};
use enishi_store::Change;
use enishi_testkit::SeqIds;
use jiff::Timestamp;
use serde_json::{Map, Value as Json, json};

/// Words that records, queries and needs share, so that all of them are found.
pub const WORDS: [&str; 10] =
    ["enzyme", "sensor", "solvent", "reactor", "battery", "希少糖", "酵素", "触媒", "半導体", "蓄電池"];
/// Records besides the people and clusters.
const RECORDS: usize = 66;
/// The first of these are what others refer to; the later ones may be of another kind in the second register.
const REFERRED: usize = 54;
/// The numbers of the changes after that begin here.
const CHANGED: u64 = 1_000;
/// Changes that the viewer does not see, and their numbers: not the same ones in both registers.
const TOUCHES: u64 = 12;
const TOUCHED: u64 = 2_000;
/// How many changes there are.
const CHANGES: usize = 40;

/// SplitMix64: a value for each place, whatever was drawn before.
pub struct Rng(u64);

impl Rng {
    pub fn of(parts: &[u64]) -> Self {
        let mut rng = Self(0x9e37_79b9_7f4a_7c15);
        for part in parts {
            rng.0 ^= part.wrapping_mul(0xbf58_476d_1ce4_e5b9);
            rng.next();
        }
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A number for a name.
fn hash(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The people and what their rights follow from; everybody sees these.
pub struct Skeleton {
    pub changes: Vec<Change>,
    pub clusters: [RecordId; 2],
    pub company: RecordId,
    pub stranger: RecordId,
    pub people: Vec<RecordId>,
}

/// Who asks: the name, the index of the person, the role (`code`, cluster, organisation, committee).
pub const PEOPLE: [(&str, &str); 8] = [
    ("company person", "other"),
    ("researcher", "researcher"),
    ("coordinator", "coordinator"),
    ("project director of the other cluster", "project-director"),
    ("adviser", "adviser"),
    ("MEXT officer", "officer"),
    ("METI bureau officer", "officer"),
    ("committee secretary", "secretary"),
];

fn words(ja: &str) -> Json {
    json!({"original": "ja", "ja": ja})
}

impl Skeleton {
    pub fn new(registry: &Registry, ids: &SeqIds, now: Timestamp) -> Self {
        let mut changes = Vec::new();
        let mut make = |kind: &str, fields: Json| -> RecordId {
            let id = ids.record_id(now);
            let mut body = Body::new();
            for (name, value) in fields.as_object().unwrap() {
                body.set_raw(name, value.clone());
            }
            body.set_raw("disclosure", json!("public"));
            changes.push(Change::Create { id, kind: registry.kind(kind).unwrap(), body });
            id
        };
        let clusters = ["東部", "西部"].map(|name| make("cluster", json!({"name": words(name)})));
        let [company, university, mext, bureau, stranger] =
            ["製糖会社", "大学", "文部科学省", "経済産業局", "無関係の会社"]
                .map(|name| make("organisation", json!({"name": words(name)})));
        let committee = make("committee", json!({"name": words("委員会")}));
        for organisation in [company, university] {
            let fields = json!({
                "title": words("参加"), "cluster": clusters[0].to_string(), "organisation": organisation.to_string(),
                "role": "company", "since": "2020-04-01",
            });
            make("participation", fields);
        }
        let people = PEOPLE
            .iter()
            .map(|(name, role)| {
                let person = make("person", json!({"name": words(name)}));
                let (field, of) = match *name {
                    "company person" => ("organisation", company),
                    "researcher" => ("organisation", university),
                    "MEXT officer" => ("organisation", mext),
                    "METI bureau officer" => ("organisation", bureau),
                    "committee secretary" => ("committee", committee),
                    "project director of the other cluster" => ("cluster", clusters[1]),
                    _ => ("cluster", clusters[0]),
                };
                let mut fields = json!({
                    "title": words(name), "person": person.to_string(), "role": role, "since": "2020-04-01",
                });
                fields[field] = json!(of.to_string());
                make("role", fields);
                person
            })
            .collect();
        Self { changes, clusters, company, stranger, people }
    }
}

/// What happens to one record.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its number, from which random values follow.
    pub at: u64,
    pub id: RecordId,
    pub kind: &'static KindInfo,
    /// What it is then; nothing when it ends.
    pub body: Option<Body>,
    /// Whether it happens with the step before, in the same minute.
    pub is_beside: bool,
}

/// The random part of a register.
pub struct World<'a> {
    registry: &'a Registry,
    seed: u64,
    targets: BTreeMap<&'static str, Vec<RecordId>>,
}

impl<'a> World<'a> {
    /// The steps of the first register.
    pub fn plan(
        registry: &'a Registry,
        skeleton: &Skeleton,
        ids: &SeqIds,
        seed: u64,
        now: Timestamp,
    ) -> (Self, Vec<Step>) {
        let mut rng = Rng::of(&[seed]);
        let mut targets: BTreeMap<&'static str, Vec<RecordId>> = BTreeMap::new();
        for change in &skeleton.changes {
            if let Change::Create { id, kind, .. } = change {
                targets.entry(kind.name).or_default().push(*id);
            }
        }
        let kinds: Vec<&'static KindInfo> = registry.kinds().filter(|kind| kind.name != "cluster").collect();
        // Seeds and needs are what is matched; of approaches neighbours may know.
        let often = ["seed", "need", "approach"].map(|name| registry.kind(name).unwrap());
        let records: Vec<(RecordId, &'static KindInfo)> = (0..RECORDS)
            .map(|_| (ids.record_id(now), if rng.chance(40) { *rng.pick(&often) } else { *rng.pick(&kinds) }))
            .collect();
        let mut world = Self { registry, seed, targets: targets.clone() };
        let mut steps = Vec::new();
        let mut standing: Vec<(Step, bool)> = Vec::new();
        for (at, (id, kind)) in (0_u64..).zip(&records) {
            let body = world.body(*id, kind, at, &frame(skeleton, &mut rng));
            let step = Step { at, id: *id, kind, body: Some(body), is_beside: false };
            steps.push(step.clone());
            let is_referred = usize::try_from(at).unwrap() < REFERRED;
            if is_referred {
                world.targets.entry(kind.name).or_default().push(*id);
            }
            standing.push((step, is_referred));
        }
        for at in CHANGED..CHANGED + u64::try_from(CHANGES).unwrap() {
            let index = rng.below(standing.len());
            let (step, is_referred) = standing[index].clone();
            let Some(before) = &step.body else { continue };
            let body = match rng.below(10) {
                0 if !is_referred => None,
                // Opened, closed, handed to another cluster.
                1..=3 => Some(world.body(step.id, step.kind, at, &frame(skeleton, &mut rng))),
                _ => {
                    let mut body = before.clone();
                    let fields: Vec<&'static Field> = drawn(step.kind).collect();
                    for _ in 0..3 {
                        let field = *rng.pick(&fields);
                        world.draw(&mut body, step.id, step.kind, field, at, FIRST);
                    }
                    Some(body)
                }
            };
            let step = Step { at, body, ..step };
            steps.push(step.clone());
            standing[index].0 = step;
        }
        (world, steps)
    }

    /// A body with random values in every field.
    fn body(&self, id: RecordId, kind: &'static KindInfo, at: u64, frame: &[(&str, Json)]) -> Body {
        let mut body = Body::new();
        for (name, value) in frame.iter().filter(|(name, _)| kind.field(name).is_some()) {
            body.set_raw(name, value.clone());
        }
        for field in drawn(kind) {
            self.draw(&mut body, id, kind, field, at, FIRST);
        }
        body
    }

    /// Gives a field its value of this step, or none.
    fn draw(
        &self,
        body: &mut Body,
        id: RecordId,
        kind: &'static KindInfo,
        field: &'static Field,
        at: u64,
        register: u64,
    ) {
        let mut rng = Rng::of(&[self.seed, register, at, hash(&id.to_string()), hash(field.name)]);
        // What a record names when it is made stands before it.
        let before = (at < CHANGED).then_some(id);
        let is_there = field.required || field.name == kind.title || rng.chance(70);
        match is_there.then(|| self.value(&mut rng, kind, field, before)).flatten() {
            Some(value) => body.set_raw(field.name, value),
            None => drop(body.remove(field.name)),
        }
        // A rule refuses both together: who was named would see less than without the choice.
        if self.registry.tells_neighbours(body) {
            body.remove(OPENED);
        }
    }

    fn value(
        &self,
        rng: &mut Rng,
        kind: &'static KindInfo,
        field: &'static Field,
        before: Option<RecordId>,
    ) -> Option<Json> {
        let target = |rng: &mut Rng| {
            let known = kind.target(field).and_then(|target| self.targets.get(target))?;
            let known: Vec<&RecordId> =
                known.iter().filter(|id| before.is_none_or(|before| **id < before)).collect();
            (!known.is_empty()).then(|| json!(rng.pick(&known).to_string()))
        };
        let text =
            |rng: &mut Rng| (0..=rng.below(4)).map(|_| *rng.pick(&WORDS)).collect::<Vec<_>>().join(" ");
        Some(match field.of {
            Type::Text | Type::LongText => match rng.below(3) {
                0 => json!({"original": "ja", "ja": text(rng)}),
                1 => json!({"original": "en", "en": text(rng)}),
                _ => json!({"original": "ja", "ja": text(rng), "en": text(rng), "state": "checked"}),
            },
            Type::Name => json!({"original": "ja", "ja": text(rng), "en": text(rng), "state": "checked"}),
            Type::Line => json!(text(rng).chars().take(field.char_limit()).collect::<String>().trim()),
            Type::Keywords => json!([rng.pick(&WORDS)]),
            Type::Choice(vocabulary) => json!(rng.pick(vocabulary.codes)),
            Type::Choices(vocabulary) => json!([rng.pick(vocabulary.codes)]),
            Type::Date => json!(format!("20{:02}-{:02}-01", 20 + rng.below(10), 1 + rng.below(12))),
            Type::FiscalYear => json!(2020 + rng.below(9)),
            Type::Integer => {
                let (least, most) = field.range.unwrap_or((0, 9));
                json!(
                    least
                        + i64::try_from(rng.below(usize::try_from((most - least).min(9)).unwrap() + 1))
                            .unwrap()
                )
            }
            Type::Decimal => json!(format!("{}.5", rng.below(90))),
            Type::Yen => json!(1_000 * (1 + rng.below(900))),
            Type::YenRange => {
                let least = 1_000 * (1 + rng.below(900));
                json!({"min": least, "max": least + 5_000})
            }
            Type::Flag => json!(rng.chance(50)),
            Type::Link => json!(format!("https://example.org/{}", rng.below(1_000))),
            Type::Reference(_) => target(rng)?,
            Type::References(_) => json!([target(rng)?]),
            Type::Rows(columns) => {
                let cells = columns.iter().filter_map(|column| {
                    Some((column.name.to_owned(), self.value(rng, kind, column, before)?))
                });
                json!([cells.collect::<Map<_, _>>()])
            }
            Type::Identifiers => {
                let number = ["7000012050002", "1010401089234"][rng.below(2)];
                json!([{"scheme": "corporate-number", "value": number, "confidence": "confirmed"}])
            }
            Type::Claims => {
                let of: Vec<&'static Field> =
                    drawn(kind).filter(|of| !matches!(of.of, Type::Claims | Type::Rows(_))).collect();
                let entries = (0..=rng.below(2)).filter_map(|_| {
                    let of = *rng.pick(&of);
                    let value = self.value(rng, kind, of, before)?;
                    Some(json!({"field": of.name, "value": value, "certainty": "stated"}))
                });
                Json::Array(entries.collect())
            }
            Type::Files | Type::Successor => return None,
        })
    }

    /// The kinds of records in the second register. A record that the viewer never sees and nobody names is of any kind.
    pub fn other_kinds(&self, steps: &[Step], viewer: &Viewer) -> BTreeMap<RecordId, &'static KindInfo> {
        let is_hidden = |step: &Step| {
            let body = step.body.as_ref();
            body.is_none_or(|body| !viewer.sees(&self.registry.record_clearance(step.id, body)))
        };
        let is_named = |id: &RecordId| self.targets.values().any(|ids| ids.contains(id));
        let kinds: Vec<&'static KindInfo> = self.registry.kinds().collect();
        let mut others = BTreeMap::new();
        for step in steps {
            let is_free = !is_named(&step.id) && steps.iter().filter(|one| one.id == step.id).all(is_hidden);
            let mut rng = Rng::of(&[self.seed, SECOND, hash(&step.id.to_string())]);
            others.insert(step.id, if is_free { *rng.pick(&kinds) } else { step.kind });
        }
        others
    }

    /// The same step in the second register: what this viewer may see of it, and other things where he sees nothing.
    pub fn other(&self, step: &Step, viewer: &Viewer, skeleton: &Skeleton, kind: &'static KindInfo) -> Step {
        let at = step.at;
        let Some(body) = &step.body else { return Step { kind, ..step.clone() } };
        let mut other = body.clone();
        if kind.name != step.kind.name {
            let framed = body.iter().filter(|(name, _)| FRAME.contains(name));
            let framed: Vec<(&str, Json)> = framed.map(|(name, value)| (name, value.clone())).collect();
            return Step { kind, body: Some(self.body(step.id, kind, at, &framed)), ..step.clone() };
        }
        if !viewer.sees(&self.registry.record_clearance(step.id, body)) {
            // Not even its kind need be the same.
            for field in drawn(step.kind) {
                self.draw(&mut other, step.id, step.kind, field, at, SECOND);
            }
            return Step { body: Some(other), ..step.clone() };
        }
        for field in drawn(step.kind) {
            if !viewer.sees(&self.registry.clearance(field, step.id, body)) {
                self.draw_hidden(&mut other, (step.id, step.kind, at), field, SECOND, viewer);
            } else if matches!(field.of, Type::Claims) {
                self.other_claims(&mut other, step, field, at, viewer);
            }
        }
        // To whom else it is opened.
        let is_shown = self.sees_openings(viewer, step.id, step.kind, body);
        if !is_shown && !self.registry.tells_neighbours(body) && at.is_multiple_of(2) {
            let mut rows = other.raw("opened").and_then(Json::as_array).cloned().unwrap_or_default();
            rows.push(json!({"organisation": skeleton.stranger.to_string(), "reason": {"original": "ja", "ja": "別の理由"}}));
            other.set_raw("opened", Json::Array(rows));
        }
        Step { body: Some(other), ..step.clone() }
    }

    /// Gives a field that the viewer does not see another value, unless it decides what he sees: whether he is the owner of
    /// the record, or knows of it as a neighbour.
    fn draw_hidden(
        &self,
        body: &mut Body,
        (id, kind, at): (RecordId, &'static KindInfo, u64),
        field: &'static Field,
        register: u64,
        viewer: &Viewer,
    ) {
        let before = body.clone();
        self.draw(body, id, kind, field, at, register);
        let sees = |body: &Body| {
            let record = viewer.sees(&self.registry.record_clearance(id, body));
            (record, self.sees_openings(viewer, id, kind, body))
        };
        if sees(&before) != sees(body) {
            *body = before;
        }
    }

    fn sees_openings(&self, viewer: &Viewer, id: RecordId, kind: &'static KindInfo, body: &Body) -> bool {
        kind.field("opened").is_some_and(|field| viewer.sees(&self.registry.clearance(field, id, body)))
    }

    /// Changes of one register that the viewer does not see at all: of hidden fields, in records that he sees.
    pub fn touches(&self, steps: &[Step], viewer: &Viewer, register: u64) -> Vec<Step> {
        let mut standing: BTreeMap<RecordId, Step> = BTreeMap::new();
        steps.iter().for_each(|step| drop(standing.insert(step.id, step.clone())));
        let mut rng = Rng::of(&[self.seed, register, TOUCHED]);
        let mut touches = Vec::new();
        for at in TOUCHED..TOUCHED + TOUCHES {
            let hidden = |step: &Step| -> Vec<&'static Field> {
                let Some(body) = &step.body else { return Vec::new() };
                if !viewer.sees(&self.registry.record_clearance(step.id, body)) {
                    return Vec::new();
                }
                let sees = |field: &&Field| viewer.sees(&self.registry.clearance(field, step.id, body));
                drawn(step.kind).filter(|field| !sees(field)).collect()
            };
            let found: Vec<(Step, Vec<&'static Field>)> = standing
                .values()
                .map(|step| (step.clone(), hidden(step)))
                .filter(|(_, fields)| !fields.is_empty())
                .collect();
            let (mut step, fields) = rng.pick(&found).clone();
            step.at = at;
            if let Some(body) = &mut step.body {
                for field in fields {
                    self.draw_hidden(body, (step.id, step.kind, at), field, register, viewer);
                }
            }
            standing.insert(step.id, step.clone());
            touches.push(step);
        }
        touches
    }

    /// The records that the viewer never sees.
    pub fn never_seen(&self, steps: &[Step], viewer: &Viewer) -> BTreeSet<RecordId> {
        let mut never: BTreeSet<RecordId> = steps.iter().map(|step| step.id).collect();
        for step in steps {
            if let Some(body) = &step.body
                && viewer.sees(&self.registry.record_clearance(step.id, body))
            {
                never.remove(&step.id);
            }
        }
        never
    }

    /// Gives the records that the viewer never sees ids of this register, some a twin, and names some of them wherever
    /// one is named: another one, none, or one more. Gives those ids, too.
    pub fn conceal(
        &self,
        steps: Vec<Step>,
        viewer: &Viewer,
        register: u64,
        ids: &SeqIds,
        now: Timestamp,
    ) -> (Vec<Step>, BTreeSet<RecordId>) {
        let never = self.never_seen(&steps, viewer);
        let mut own: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        for id in &never {
            let mut rng = Rng::of(&[self.seed, register, hash(&id.to_string()), 5]);
            let mut given = vec![ids.record_id(now)];
            if rng.chance(30) {
                given.push(ids.record_id(now));
            }
            own.insert(*id, given);
        }
        let concealed = Concealed { world: self, own, register };
        let mut done = Vec::new();
        for step in steps {
            let mut body = step.body.clone();
            if let Some(body) = &mut body {
                let whole = body.clone();
                for field in drawn(step.kind) {
                    let Some(raw) = whole.raw(field.name) else { continue };
                    let mut rng = Rng::of(&[
                        self.seed,
                        register,
                        step.at,
                        hash(&step.id.to_string()),
                        hash(field.name),
                        6,
                    ]);
                    let other = concealed.names(&mut rng, &step, field, raw);
                    body.set_raw(field.name, other.unwrap_or_default());
                }
            }
            let given = concealed.own.get(&step.id).cloned().unwrap_or_else(|| vec![step.id]);
            let is_beginning = step.at < CHANGED;
            done.push(Step { id: given[0], body: body.clone(), ..step });
            if let (true, Some(twin)) = (is_beginning, given.get(1)) {
                let step = done.last().unwrap().clone();
                done.push(Step { id: *twin, body, is_beside: true, ..step });
            }
        }
        (done, concealed.own.into_values().flatten().collect())
    }

    /// How many values that the viewer sees name one of these records.
    pub fn named(&self, steps: &[Step], viewer: &Viewer, never: &BTreeSet<RecordId>) -> usize {
        let named = |step: &Step| {
            let Some(body) = &step.body else { return 0 };
            let Some(seen) = self.registry.redact(viewer, step.kind, step.id, body) else { return 0 };
            step.kind.named_in(&seen).intersection(never).count()
        };
        steps.iter().map(named).sum()
    }

    /// Claims about what is hidden are hidden themselves.
    fn other_claims(&self, other: &mut Body, step: &Step, field: &'static Field, at: u64, viewer: &Viewer) {
        let is_seen = |body: &Body, entry: &Json| {
            let clearance = self.registry.entry_clearance(step.kind, field, (step.id, body), entry);
            clearance.is_none_or(|clearance| viewer.sees(&clearance))
        };
        let Some(body) = &step.body else { return };
        let standing = body.raw(field.name).and_then(Json::as_array).cloned().unwrap_or_default();
        let mut drawn = other.clone();
        self.draw(&mut drawn, step.id, step.kind, field, at, SECOND);
        let fresh = drawn.raw(field.name).and_then(Json::as_array).cloned().unwrap_or_default();
        let mut entries: Vec<Json> = standing.into_iter().filter(|entry| is_seen(body, entry)).collect();
        entries.extend(fresh.into_iter().filter(|entry| !is_seen(body, entry)));
        if entries.is_empty() {
            other.remove(field.name);
        } else {
            other.set_raw(field.name, Json::Array(entries));
        }
    }
}

/// The ids that the records which nobody sees have in one register.
struct Concealed<'w, 'r> {
    world: &'w World<'r>,
    own: BTreeMap<RecordId, Vec<RecordId>>,
    register: u64,
}

impl Concealed<'_, '_> {
    /// Another record that the viewer never sees, of the kind of this one, that stands when this step happens.
    fn another(&self, rng: &mut Rng, step: &Step, id: RecordId) -> RecordId {
        let alike = self.world.targets.values().find(|ids| ids.contains(&id));
        let stands = |other: &&RecordId| {
            **other == id || self.own.contains_key(other) && (step.at >= CHANGED || **other < step.id)
        };
        let known: Vec<&RecordId> = alike.into_iter().flatten().filter(stands).collect();
        let chosen = if self.register == FIRST || known.is_empty() { id } else { **rng.pick(&known) };
        *rng.pick(&self.own[&chosen])
    }

    /// A value of a field with the names of this register.
    fn names(&self, rng: &mut Rng, step: &Step, field: &'static Field, raw: &Json) -> Option<Json> {
        let hidden = |raw: &Json| {
            let id: Option<RecordId> = raw.as_str().and_then(|text| text.parse().ok());
            id.filter(|id| self.own.contains_key(id))
        };
        let is_other = self.register == SECOND;
        match field.of {
            Type::Reference(_) => match hidden(raw) {
                Some(_) if is_other && !field.required && rng.chance(30) => None,
                Some(id) => Some(json!(self.another(rng, step, id).to_string())),
                None => Some(raw.clone()),
            },
            Type::References(_) => {
                let mut all = Vec::new();
                for item in raw.as_array().into_iter().flatten() {
                    let Some(id) = hidden(item) else {
                        all.push(item.clone());
                        continue;
                    };
                    let times = if is_other { rng.below(3) } else { 1 };
                    for _ in 0..times.max(usize::from(field.required)) {
                        let named = json!(self.another(rng, step, id).to_string());
                        if !all.contains(&named) {
                            all.push(named);
                        }
                    }
                }
                (!all.is_empty()).then_some(Json::Array(all))
            }
            Type::Rows(columns) => {
                let rows = raw.as_array().into_iter().flatten().map(|row| {
                    let mut row = row.as_object().cloned().unwrap_or_default();
                    for column in columns {
                        if let Some(cell) = row.remove(column.name)
                            && let Some(cell) = self.names(rng, step, column, &cell)
                        {
                            row.insert(column.name.to_owned(), cell);
                        }
                    }
                    Json::Object(row)
                });
                Some(rows.collect())
            }
            Type::Claims => {
                let claims = raw.as_array().into_iter().flatten().filter_map(|claim| {
                    let mut claim = claim.as_object().cloned()?;
                    let about = step.kind.field(claim.get("field")?.as_str()?)?;
                    let value = self.names(rng, step, about, claim.get("value")?)?;
                    claim.insert("value".to_owned(), value);
                    Some(Json::Object(claim))
                });
                let claims: Vec<Json> = claims.collect();
                (!claims.is_empty()).then_some(Json::Array(claims))
            }
            _ => Some(raw.clone()),
        }
    }
}

/// Ids that count, with short references that follow from the record and not from how many were made before.
#[derive(Debug, Default)]
pub struct OwnIds {
    counting: SeqIds,
    of: std::sync::Mutex<Option<RecordId>>,
}

impl OwnIds {
    /// The record that is made next.
    pub fn next(&self, id: RecordId) {
        *self.of.lock().unwrap() = Some(id);
    }
}

impl IdSource for OwnIds {
    fn record_id(&self, now: Timestamp) -> RecordId {
        self.counting.record_id(now)
    }

    fn token(&self, chars: usize) -> String {
        let Some(id) = self.of.lock().unwrap().take() else { return self.counting.token(chars) };
        let digits = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut rng = Rng::of(&[hash(&id.to_string())]);
        (0..chars).map(|_| char::from(*rng.pick(digits))).collect()
    }
}

/// The registers.
pub const FIRST: u64 = 1;
pub const SECOND: u64 = 2;

/// What decides who sees a record.
const FRAME: [&str; 4] = ["disclosure", "held_by", "opened", NEIGHBOURS];

/// Who holds a record, how open it is and to whom: from this follow all clearances.
fn frame(skeleton: &Skeleton, rng: &mut Rng) -> Vec<(&'static str, Json)> {
    let mut frame = vec![(
        "disclosure",
        json!(rng.pick(&["public", "public", "public", "members", "coordinator", "secret"])),
    )];
    match rng.below(3) {
        0 => {}
        one => frame.push(("held_by", json!(skeleton.clusters[one - 1].to_string()))),
    }
    let reason = json!({"original": "ja", "ja": "秘密保持契約"});
    match rng.below(5) {
        0 => {
            frame.push(("opened", json!([{"organisation": skeleton.company.to_string(), "reason": reason}])));
        }
        1 => {
            let person = rng.pick(&skeleton.people).to_string();
            frame.push(("opened", json!([{"person": person, "reason": reason}])));
        }
        _ => {}
    }
    if rng.chance(60) {
        frame.push((NEIGHBOURS, json!(true)));
    }
    frame
}

/// The fields whose values are drawn.
fn drawn(kind: &'static KindInfo) -> impl Iterator<Item = &'static Field> {
    kind.fields().filter(|field| {
        let is_framed = FRAME.contains(&field.name) || field.name == "sample";
        !is_framed && !matches!(field.of, Type::Files | Type::Successor)
    })
}
