//! Lists with filters, counts and paging; the overview of the first page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use enishi_kind::{Field, FieldPlace, KindInfo, Type};
use enishi_kit::ids::RecordId;
use enishi_kit::lang::Lang;
use enishi_store::{CHOSEN, DATED, Filter, ListQuery, Record, Seen, Sort};
use jiff::civil::Date;

use crate::{App, Context, Error, Link};

/// Records of a page at most.
const PAGE_LIMIT: u32 = 200;
/// Records of a page when nobody asks for a number.
const PAGE_DEFAULT: u32 = 25;
/// Filter values of a list: every one of them costs a condition, and every chip repeats the others in its address.
const FILTER_VALUES: usize = 50;
/// Values shown of one facet.
const FACET_VALUES: u32 = 30;

/// What a list is asked for, as it comes from an address.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    /// Facet name and value, repeated names meaning "any of"; references as short references.
    pub filters: Vec<(String, String)>,
    /// `title`, `-title`, `newest`, or a field that sorts, with `-` for descending.
    pub sort: Option<String>,
    /// Free text: the list is then ranked by it.
    pub text: Option<String>,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Most records.
    pub limit: Option<u32>,
    /// The reader's language, for the order of titles.
    pub lang: Option<Lang>,
    /// Whether counts per facet value are wanted.
    pub with_facets: bool,
}

/// A page of records.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The kind.
    pub kind: &'static KindInfo,
    /// The records.
    pub items: Vec<Seen>,
    /// Links to the records that they refer to.
    pub links: HashMap<RecordId, Link>,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// How many records the whole list has.
    pub total: u64,
    /// The filters as understood, for chips.
    pub filters: Vec<FacetView>,
    /// Counts per facet value, when asked for.
    pub facets: Vec<FacetView>,
    /// Asked about a day: how many of the whole list say nothing about their own days.
    pub undated: Option<u64>,
    /// Whether the list is ranked by free text (and then cut at [`App::TEXT_LIMIT`]).
    pub is_ranked: bool,
}

/// A facet with its values.
#[derive(Clone, Debug)]
pub struct FacetView {
    /// The field or column.
    pub place: FieldPlace,
    /// Values, most records first.
    pub values: Vec<Value>,
}

/// One value of a facet.
#[derive(Clone, Debug)]
pub struct Value {
    /// As in addresses.
    pub value: String,
    /// The record, where the facet is a reference.
    pub link: Option<Link>,
    /// How many records.
    pub count: u64,
    /// Whether the list is filtered by it.
    pub is_chosen: bool,
}

/// What the first page shows.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Each kind with how many records this viewer may see and the newest of them.
    pub kinds: Vec<(&'static KindInfo, u64, Vec<Seen>)>,
    /// Whether sample records are among what this viewer may see.
    pub has_samples: bool,
    /// Links to the records that the newest refer to.
    pub links: HashMap<RecordId, Link>,
}

/// A record that words lead to.
struct Found {
    seen: Seen,
    /// Names and values of its facets, as far as the viewer sees them.
    facets: HashSet<(Cow<'static, str>, String)>,
    /// Whether it says nothing about its own days.
    is_undated: bool,
}

impl Found {
    /// Whether it has the values of all filters: the same rule as the store's, on the visible body.
    fn fits(&self, filters: &[Filter]) -> bool {
        filters.iter().all(|filter| {
            self.facets.iter().any(|(name, value)| *name == filter.name && filter.values.contains(value))
        })
    }
}

/// Whether something that holds from one day to another, both included, holds on a day.
fn holds(since: Option<Date>, until: Option<Date>, day: Date) -> bool {
    since.is_none_or(|since| since <= day) && until.is_none_or(|until| until >= day)
}

/// A page of the found records that fit, the cursor of the next one, and how many fit.
fn page_of(
    found: &[Found],
    filters: &[Filter],
    after: Option<&str>,
    limit: u32,
) -> Result<(Vec<Seen>, Option<String>, u64), Error> {
    let from: usize = match after {
        None => 0,
        Some(cursor) => {
            cursor.strip_prefix('t').and_then(|n| n.parse().ok()).ok_or(Error::new("bad-cursor"))?
        }
    };
    let fitting: Vec<&Found> = found.iter().filter(|one| one.fits(filters)).collect();
    let total = u64::try_from(fitting.len()).unwrap_or(u64::MAX);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let end = from.saturating_add(limit);
    let next = (end < fitting.len()).then(|| format!("t{end}"));
    let page = fitting.into_iter().skip(from).take(limit).map(|one| one.seen.clone()).collect();
    Ok((page, next, total))
}

/// Counts per value of one facet among the found records, most first, then by value: the store's order.
fn counts_of(found: &[Found], name: &str, filters: &[Filter]) -> Vec<(String, u64)> {
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for one in found.iter().filter(|one| one.fits(filters)) {
        for (_, value) in one.facets.iter().filter(|(of, _)| *of == name) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<(String, u64)> =
        counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
    counts.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
    counts.truncate(usize::try_from(FACET_VALUES).unwrap_or(usize::MAX));
    counts
}

impl App {
    /// Records that a list ranked by free text has at most.
    pub const TEXT_LIMIT: usize = 1_000;
    /// Records that [`Self::all`] gives at most.
    pub const ALL_LIMIT: usize = 5_000;

    /// Lists records of a kind.
    ///
    /// # Errors
    /// `unknown-facet`, `bad-cursor`, or the store.
    pub async fn list(&self, ctx: &Context, kind: &str, request: &ListRequest) -> Result<ListPage, Error> {
        let kind = self.kind(kind)?;
        let filters = self.filters(ctx, kind, &request.filters).await?;
        let limit = request.limit.unwrap_or(PAGE_DEFAULT).clamp(1, PAGE_LIMIT);
        let text = request.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if text.is_some() {
            ctx.require_known_now()?;
        }
        // With words the counts are those of the found records; without, the store counts.
        let found = match text {
            Some(text) => Some(self.find_by_text(ctx, kind, text).await?),
            None => None,
        };
        let (items, next, total) = match &found {
            Some(found) => page_of(found, &filters, request.after.as_deref(), limit)?,
            None => {
                let sort = self.sort(kind, request)?;
                let query =
                    ListQuery { kind, filters: filters.clone(), sort, after: request.after.clone(), limit };
                let page = self.store.list(self.reading(ctx), &query).await?;
                let total = self.count_records(ctx, kind, &filters).await?;
                (page.items, page.next, total)
            }
        };
        let links = self.links(ctx, &items.iter().collect::<Vec<_>>()).await?;
        let facets = if request.with_facets {
            self.facets(ctx, kind, &filters, found.as_deref()).await?
        } else {
            Vec::new()
        };
        let chosen = self.chosen(ctx, kind, &filters).await?;
        let undated = match (ctx.moment.on, &found) {
            (None, _) => None,
            (Some(_), Some(found)) => {
                let undated = found.iter().filter(|one| one.is_undated && one.fits(&filters)).count();
                Some(u64::try_from(undated).unwrap_or(u64::MAX))
            }
            (Some(_), None) => Some(self.count_undated(ctx, kind, &filters).await?),
        };
        let is_ranked = text.is_some();
        Ok(ListPage { kind, items, links, next, total, filters: chosen, facets, undated, is_ranked })
    }

    /// The records that words lead to, best first, with the facet values of what this viewer sees of them.
    async fn find_by_text(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        text: &str,
    ) -> Result<Vec<Found>, Error> {
        let references = self.matcher.find_text(&ctx.viewer, kind, text, Self::TEXT_LIMIT).await?;
        let records = self.store.load_references(&references).await?;
        let records: Vec<Record> = records.into_values().collect();
        let seen = self.store.seen_of(&ctx.viewer, &records).await?;
        let mut seen: HashMap<String, Seen> =
            seen.into_iter().map(|one| (one.reference.clone(), one)).collect();
        let day = self.reading(ctx).day();
        let found = references.iter().filter_map(|reference| {
            let seen = seen.remove(reference)?;
            let rows = self.registry().project(kind, seen.id, &seen.body);
            let is_undated = rows.since.is_none() && rows.until.is_none();
            // The store's rules: a record's own days matter to who asks about a day, a dated value holds on its days.
            if ctx.moment.on.is_some_and(|day| !holds(rows.since, rows.until, day)) {
                return None;
            }
            let facets = rows.facets.into_iter();
            let facets = facets.filter(|facet| day.is_none_or(|day| holds(facet.since, facet.until, day)));
            let dated = (Cow::Borrowed(DATED), (!is_undated).to_string());
            let itself = (Cow::Borrowed(CHOSEN), seen.id.to_string());
            let facets = facets.map(|facet| (facet.name, facet.value)).chain([dated, itself]).collect();
            Some(Found { seen, facets, is_undated })
        });
        Ok(found.collect())
    }

    fn sort(&self, kind: &'static KindInfo, request: &ListRequest) -> Result<Sort, Error> {
        let Some(text) = request.sort.as_deref().filter(|text| !text.is_empty() && *text != "newest") else {
            return Ok(Sort::newest());
        };
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        if name == "title" || name == kind.title {
            let lang = request.lang.unwrap_or(Lang::Ja);
            return Ok(Sort { name: format!("title.{}", lang.code()), descending });
        }
        let known: Vec<&str> = kind.fields().filter(|field| field.sort).map(|field| field.name).collect();
        if known.contains(&name) {
            return Ok(Sort { name: name.to_owned(), descending });
        }
        Err(Error::new("unknown-facet")
            .arg("kind", kind.name)
            .arg("found", name)
            .near(name, known.iter().copied())
            .arg("known", format!("newest, title, {}", known.join(", "))))
    }

    pub(crate) async fn filters(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        wanted: &[(String, String)],
    ) -> Result<Vec<Filter>, Error> {
        // Records that are named one by one cost a look-up each, not a condition.
        let chosen = wanted.iter().filter(|(name, _)| name == CHOSEN).count();
        let most = usize::try_from(PAGE_LIMIT).unwrap_or(FILTER_VALUES);
        if wanted.len() - chosen > FILTER_VALUES || chosen > most {
            let detail = format!("{} filters, at most {FILTER_VALUES}", wanted.len());
            return Err(Error::new("bad-request").arg("detail", detail));
        }
        let mut filters: Vec<Filter> = Vec::new();
        for (name, value) in wanted {
            if name == DATED {
                filters.push(Filter { name: name.clone(), values: vec![value.clone()] });
                continue;
            }
            if name == CHOSEN {
                // One that is not there, or that this viewer may not see, adds nothing.
                let id = self.resolve_one(ctx, kind, value).await?.map(|id| id.to_string());
                let value = id.unwrap_or_else(|_| format!("none:{value}"));
                match filters.iter_mut().find(|filter| filter.name == CHOSEN) {
                    Some(filter) => filter.values.push(value),
                    None => filters.push(Filter { name: name.clone(), values: vec![value] }),
                }
                continue;
            }
            let place = kind.place(name).filter(|place| place.inner().facet).ok_or_else(|| {
                let known: Vec<_> =
                    kind.places().filter(|place| place.inner().facet).map(|place| place.name()).collect();
                Error::new("unknown-facet")
                    .arg("kind", kind.name)
                    .arg("found", name)
                    .near(name, known.iter().map(|name| &**name))
                    .arg("known", known.join(", "))
            })?;
            let field = place.inner();
            let value = match field.of.target() {
                Some(target) => match self.resolve_one(ctx, self.kind(target)?, value).await? {
                    Ok(id) => id.to_string(),
                    // Nothing has it: an empty list, the same as for a record that this viewer may not see.
                    Err(_) => format!("none:{value}"),
                },
                None if field.of == Type::Keywords => enishi_kit::fold::fold_text(value),
                None => value.clone(),
            };
            match filters.iter_mut().find(|filter| filter.name == *name) {
                Some(filter) => filter.values.push(value),
                None => filters.push(Filter { name: name.clone(), values: vec![value] }),
            }
        }
        Ok(filters)
    }

    async fn facets(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        filters: &[Filter],
        found: Option<&[Found]>,
    ) -> Result<Vec<FacetView>, Error> {
        let mut views = Vec::new();
        for place in kind.places().filter(|place| place.inner().facet && place.field.name != "sample") {
            let name = place.name();
            // The own filter is left out, so that a second value can be added.
            let others: Vec<Filter> = filters.iter().filter(|filter| filter.name != *name).cloned().collect();
            let counts = match found {
                Some(found) => counts_of(found, &name, &others),
                None => self.count_values(ctx, kind, &name, &others, FACET_VALUES).await?,
            };
            let chosen = filters.iter().find(|filter| filter.name == *name);
            let is_single = counts.len() < 2 && chosen.is_none();
            if counts.is_empty() || (is_single && name != "disclosure") {
                continue;
            }
            let is_chosen =
                |value: &str| chosen.is_some_and(|filter| filter.values.iter().any(|one| one == value));
            let values = self.values(ctx, place.inner(), counts, is_chosen).await?;
            views.push(FacetView { place, values });
        }
        Ok(views)
    }

    async fn chosen(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        filters: &[Filter],
    ) -> Result<Vec<FacetView>, Error> {
        let mut views = Vec::new();
        for filter in filters {
            let Some(place) = kind.place(&filter.name) else { continue };
            let values = filter.values.iter().map(|value| (value.clone(), 0)).collect();
            let values = self.values(ctx, place.inner(), values, |_| true).await?;
            views.push(FacetView { place, values });
        }
        Ok(views)
    }

    async fn values(
        &self,
        ctx: &Context,
        field: &'static Field,
        counts: Vec<(String, u64)>,
        is_chosen: impl Fn(&str) -> bool,
    ) -> Result<Vec<Value>, Error> {
        let ids: Vec<RecordId> = match field.of.target() {
            Some(_) => counts.iter().filter_map(|(value, _)| value.parse().ok()).collect(),
            None => Vec::new(),
        };
        let targets = self.store.find_many(self.reading(ctx), &ids).await?;
        let mut values = Vec::new();
        for (value, count) in counts {
            let is_chosen = is_chosen(&value);
            let target = value.parse::<RecordId>().ok().and_then(|id| targets.get(&id));
            let link = target.and_then(|seen| self.link(seen));
            if field.of.target().is_some() && link.is_none() && !is_chosen {
                continue;
            }
            let value = match &link {
                Some(link) => link.reference.clone(),
                None => value.strip_prefix("none:").unwrap_or(&value).to_owned(),
            };
            values.push(Value { value, link, count, is_chosen });
        }
        Ok(values)
    }

    /// Every record of a kind that fits, by short reference: for pages that are drawn from a whole small kind.
    /// Filters are facet names with values, as in lists.
    ///
    /// Cost: all of them in memory.
    ///
    /// # Errors
    /// `unknown-kind`, `unknown-facet`, `too-many-records` above [`Self::ALL_LIMIT`], or the store.
    pub async fn all(
        &self,
        ctx: &Context,
        kind: &str,
        filters: &[(String, String)],
    ) -> Result<Vec<Seen>, Error> {
        let kind = self.kind(kind)?;
        let filters = self.filters(ctx, kind, filters).await?;
        let mut query = ListQuery { kind, filters, sort: Sort::newest(), after: None, limit: PAGE_LIMIT };
        let mut all = Vec::new();
        loop {
            let page = self.store.list(self.reading(ctx), &query).await?;
            all.extend(page.items);
            if all.len() > Self::ALL_LIMIT {
                return Err(Error::new("too-many-records")
                    .arg("kind", kind.plural)
                    .arg("most", Self::ALL_LIMIT));
            }
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        all.sort_by(|one, other| one.reference.cmp(&other.reference));
        Ok(all)
    }

    /// Counts and newest records of every kind.
    ///
    /// # Errors
    /// The store.
    pub async fn overview(&self, ctx: &Context, newest: u32) -> Result<Overview, Error> {
        let mut kinds = Vec::new();
        let mut has_samples = false;
        let sample = [Filter { name: "sample".to_owned(), values: vec!["true".to_owned()] }];
        for kind in self.registry().kinds() {
            let query =
                ListQuery { kind, filters: Vec::new(), sort: Sort::newest(), after: None, limit: newest };
            let items = self.store.list(self.reading(ctx), &query).await?.items;
            let count = self.count_records(ctx, kind, &[]).await?;
            has_samples = has_samples || self.count_records(ctx, kind, &sample).await? > 0;
            kinds.push((kind, count, items));
        }
        let items: Vec<&Seen> = kinds.iter().flat_map(|(_, _, items)| items).collect();
        let links = self.links(ctx, &items).await?;
        Ok(Overview { kinds, has_samples, links })
    }
}
