//! The programme map: stage of the chain by ministry. Two in a cell ask "same work or next stage?", an empty cell is a
//! gap. A person decides; nothing is scored.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kind::{Body, KindInfo};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Seen};
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::fields::{codes_of, id_of};
use crate::{App, Context, Error};

/// Ministries that always have a column: a gap of one of them is a gap.
const ALWAYS: [&str; 2] = ["mext", "meti"];
/// Types of programme records that are parts of others and stand in the map with those.
const PARTS: [&str; 2] = ["type", "stage"];

/// By what the map is narrowed. Empty means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapRequest {
    /// A key field.
    pub field: Option<String>,
    /// A region, by its reference.
    pub region: Option<String>,
    /// A recipient.
    pub recipient: Option<String>,
}

/// The map of a day.
#[derive(Clone, Debug)]
pub struct ProgrammeMap {
    /// The day.
    pub day: Date,
    /// The ministries of the columns.
    pub ministries: Vec<String>,
    /// The stages with their cells, one for each ministry.
    pub rows: Vec<(String, Vec<Vec<MapItem>>)>,
    /// Programmes and schemes whose beginning and end are both unknown: in no cell.
    pub undated: Vec<Seen>,
    /// All regions, for the choice of one.
    pub regions: Vec<Seen>,
    /// Sources of the items.
    pub records: HashMap<RecordId, Seen>,
}

/// A programme or a scheme in a cell.
#[derive(Clone, Debug)]
pub struct MapItem {
    /// The record.
    pub seen: Seen,
    /// Its kind.
    pub kind: &'static KindInfo,
    /// First and last day, as far as recorded.
    pub days: (Option<Date>, Option<Date>),
    /// Schemes of this programme in the same cell.
    pub schemes: Vec<Seen>,
}

impl App {
    /// The map of the day asked about, else of today.
    ///
    /// # Errors
    /// `bad-request` for an unknown code, or the store.
    pub async fn programme_map(&self, ctx: &Context, request: &MapRequest) -> Result<ProgrammeMap, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        let ctx = ctx.clone().at(Moment { on: None, ..ctx.moment });
        self.check_code("scheme", "fields", request.field.as_deref())?;
        self.check_code("scheme", "recipients", request.recipient.as_deref())?;
        let regions = self.all(&ctx, "region", &[]).await?;
        let prefectures = match &request.region {
            Some(reference) => {
                let region = self.find(&ctx, "region", reference).await?;
                Some(codes_of(&region.seen.body, "prefectures"))
            }
            None => None,
        };
        let (valid, mut undated) = self.valid_on(&ctx, "programme", day).await?;
        let inside: HashMap<RecordId, RecordId> = valid
            .iter()
            .filter_map(|item| Some((item.seen.id, id_of(&item.seen.body, "part_of")?)))
            .collect();
        let programmes = outlined(valid, &inside);
        let (schemes, more) = self.valid_on(&ctx, "scheme", day).await?;
        undated.extend(more);
        let fits = |item: &&MapItem| fits(item, request, prefectures.as_deref());
        let programmes: Vec<&MapItem> = programmes.iter().filter(fits).collect();
        let schemes: Vec<&MapItem> = schemes.iter().filter(fits).collect();
        let named: BTreeSet<&str> = programmes
            .iter()
            .chain(&schemes)
            .filter_map(|item| item.seen.body.str("ministry"))
            .chain(ALWAYS)
            .collect();
        let ministries: Vec<String> = self
            .codes("programme", "ministry")?
            .iter()
            .filter(|code| named.contains(*code))
            .map(|code| (*code).to_owned())
            .collect();
        let cell = |stage: &str, ministry: &str| cell(stage, ministry, &programmes, &schemes, &inside);
        let rows: Vec<(String, Vec<Vec<MapItem>>)> = self
            .codes("programme", "stages")?
            .iter()
            .map(|stage| ((*stage).to_owned(), ministries.iter().map(|one| cell(stage, one)).collect()))
            .collect();
        let items = || rows.iter().flat_map(|(_, cells)| cells.iter().flatten());
        let ids: BTreeSet<RecordId> = items().filter_map(|item| id_of(&item.seen.body, "source")).collect();
        let ids: Vec<RecordId> = ids.into_iter().collect();
        let records = self.store.find_many(self.reading(&ctx), &ids).await?;
        Ok(ProgrammeMap { day, ministries, rows, undated, regions, records })
    }

    /// Those that hold on a day, and those of which nobody recorded when they hold.
    async fn valid_on(
        &self,
        ctx: &Context,
        kind: &str,
        day: Date,
    ) -> Result<(Vec<MapItem>, Vec<Seen>), Error> {
        let kind = self.kind(kind)?;
        let all = self.all(ctx, kind.name, &[]).await?;
        let followed: HashMap<RecordId, Date> = all.iter().flat_map(|seen| follows(&seen.body)).collect();
        let (mut valid, mut undated) = (Vec::new(), Vec::new());
        for seen in all {
            let (since, until) = kind.days(&seen.body);
            // Where the record names no end, the programme that took its place does.
            let until = until.or_else(|| followed.get(&seen.id)?.yesterday().ok());
            if since.is_none() && until.is_none() {
                undated.push(seen);
            } else if holds((since, until), day) {
                valid.push(MapItem { seen, kind, days: (since, until), schemes: Vec::new() });
            }
        }
        Ok((valid, undated))
    }

    /// Refuses a code that a field's vocabulary does not have.
    pub(crate) fn check_code(&self, kind: &str, field: &str, code: Option<&str>) -> Result<(), Error> {
        let Some(code) = code else { return Ok(()) };
        let known = self.codes(kind, field)?;
        if known.contains(&code) {
            return Ok(());
        }
        let detail = format!("{field} `{code}`: one of {}", known.join(", "));
        Err(Error::new("bad-request").arg("detail", detail).near(code, known.iter().copied()))
    }
}

/// The programmes whose place this one took, and from which day.
fn follows(body: &Body) -> Vec<(RecordId, Date)> {
    let rows = body.raw("predecessors").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let step = |row: &Json| {
        let relation = row.get("relation")?.as_str()?;
        let before = row.get("programme")?.as_str()?.parse().ok()?;
        let since: PartialDate = row.get("since")?.as_str()?.parse().ok()?;
        ["merged", "succeeded"].contains(&relation).then(|| (before, since.first_day()))
    };
    rows.iter().filter_map(step).collect()
}

fn holds((since, until): (Option<Date>, Option<Date>), day: Date) -> bool {
    since.is_none_or(|first| first <= day) && until.is_none_or(|last| day <= last)
}

/// Programmes that stand for themselves: types and stages stand with the programme of which they are parts, and a
/// programme that only holds others is shown by those.
fn outlined(valid: Vec<MapItem>, inside: &HashMap<RecordId, RecordId>) -> Vec<MapItem> {
    let is_part = |item: &MapItem| {
        let is_type = item.seen.body.str("programme_type").is_some_and(|known| PARTS.contains(&known));
        is_type
            && inside.get(&item.seen.id).is_some_and(|outer| valid.iter().any(|one| one.seen.id == *outer))
    };
    let holders: BTreeSet<RecordId> = valid
        .iter()
        .filter(|item| !is_part(item) && item.seen.body.str("programme_type") == Some("programme"))
        .filter_map(|item| inside.get(&item.seen.id).copied())
        .collect();
    let keep: Vec<bool> =
        valid.iter().map(|item| !is_part(item) && !holders.contains(&item.seen.id)).collect();
    valid.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(item, _)| item).collect()
}

/// An item that names nothing is for any.
fn fits(item: &MapItem, request: &MapRequest, prefectures: Option<&[String]>) -> bool {
    let meets = |name: &str, wanted: Option<&[String]>| {
        let offered = codes_of(&item.seen.body, name);
        wanted.is_none_or(|wanted| offered.is_empty() || wanted.iter().any(|one| offered.contains(one)))
    };
    meets("fields", request.field.as_ref().map(std::slice::from_ref))
        && meets("recipients", request.recipient.as_ref().map(std::slice::from_ref))
        && meets("prefectures", prefectures)
}

fn cell(
    stage: &str,
    ministry: &str,
    programmes: &[&MapItem],
    schemes: &[&MapItem],
    inside: &HashMap<RecordId, RecordId>,
) -> Vec<MapItem> {
    let is_here = |item: &&&MapItem| {
        let body = &item.seen.body;
        body.str("ministry") == Some(ministry) && codes_of(body, "stages").iter().any(|one| one == stage)
    };
    let mut items: Vec<MapItem> = programmes.iter().filter(is_here).map(|item| (*item).clone()).collect();
    let places: BTreeMap<RecordId, usize> =
        items.iter().enumerate().map(|(place, item)| (item.seen.id, place)).collect();
    for scheme in schemes.iter().filter(is_here) {
        // A scheme stands with its programme, or with the one of which that is a part.
        let mut programme = id_of(&scheme.seen.body, "programme");
        let mut steps = 0;
        while let Some(id) = programme.filter(|id| !places.contains_key(id) && steps < 8) {
            programme = inside.get(&id).copied();
            steps += 1;
        }
        match programme.and_then(|id| places.get(&id)).and_then(|place| items.get_mut(*place)) {
            Some(item) => item.schemes.push(scheme.seen.clone()),
            None => items.push((*scheme).clone()),
        }
    }
    items
}
