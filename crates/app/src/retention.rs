//! Which contacts have been kept as long as they may be, and their erasing: looked at first, done by whoever has a shell.

use std::collections::HashMap;

use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_model::retention::{RULES, Rule, Since, Terms};
use enishi_store::{ListQuery, Reading, Seen, Sort};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::fields::id_of;
use crate::{App, Context, EraseReport, EraseRequest, Error};

/// Records read at a time.
const PAGE: u32 = 200;

/// The rules with what is due by each.
#[derive(Clone, Debug, Serialize)]
pub struct RetentionReport {
    /// Whether it was erased, or only looked at.
    pub is_applied: bool,
    /// The day on which it was looked at.
    pub on: String,
    /// Every rule.
    pub rules: Vec<RetentionRule>,
    /// The certificates of what was erased.
    pub certificates: Vec<EraseReport>,
}

/// A rule and what is due by it.
#[derive(Clone, Debug, Serialize)]
pub struct RetentionRule {
    /// Its name.
    pub name: &'static str,
    /// Of which kind.
    pub kind: &'static str,
    /// What is erased.
    pub fields: &'static [&'static str],
    /// After how many years; none where the setting says never.
    pub years: Option<u16>,
    /// Records that hold such a contact.
    pub held: usize,
    /// Those of them whose years are over.
    pub due: Vec<RetentionDue>,
}

/// A record whose contacts have been kept long enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionDue {
    /// Its reference.
    pub reference: String,
    /// From when its years were counted.
    pub since: String,
    #[serde(skip)]
    fields: Vec<String>,
}

impl RetentionReport {
    /// Whether anything is due.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.rules.iter().any(|rule| !rule.due.is_empty())
    }
}

impl App {
    /// Says which contacts are due by each rule; nothing is changed.
    ///
    /// Cost: reads all records of the kinds that have a rule, and the histories of those with contacts.
    ///
    /// # Errors
    /// `not-permitted`, or the store.
    pub async fn plan_retention(&self, ctx: &Context, terms: &Terms) -> Result<RetentionReport, Error> {
        ctx.require_operator()?;
        let mut rules = Vec::new();
        for rule in &RULES {
            rules.push(self.due_by(ctx, rule, terms.years(rule)).await?);
        }
        Ok(RetentionReport {
            is_applied: false,
            on: self.today().to_string(),
            rules,
            certificates: Vec::new(),
        })
    }

    /// Erases what is due, as [`App::erase`] does; the reason names the rule.
    ///
    /// # Errors
    /// As [`Self::plan_retention`] and [`App::erase`]. What was erased before an error stays erased.
    pub async fn apply_retention(&self, ctx: &Context, terms: &Terms) -> Result<RetentionReport, Error> {
        let mut report = self.plan_retention(ctx, terms).await?;
        let mut requests = Vec::new();
        for rule in &report.rules {
            requests.extend(rule.due.iter().map(|due| EraseRequest {
                reference: due.reference.clone(),
                fields: due.fields.clone(),
                reason: format!("retention {}", rule.name),
            }));
        }
        report.certificates = self.erase_all(ctx, &requests).await?;
        report.is_applied = true;
        Ok(report)
    }

    async fn due_by(
        &self,
        ctx: &Context,
        rule: &'static Rule,
        years: Option<u16>,
    ) -> Result<RetentionRule, Error> {
        let mut found = RetentionRule {
            name: rule.name,
            kind: rule.kind,
            fields: rule.fields,
            years,
            held: 0,
            due: Vec::new(),
        };
        let roles = match rule.since {
            Since::LastRole => self.last_days(ctx).await?,
            Since::Changed => HashMap::new(),
        };
        let today = self.today();
        for record in self.every(ctx, rule.kind).await? {
            let fields: Vec<String> = rule
                .fields
                .iter()
                .filter(|field| record.body.raw(field).is_some())
                .map(|field| (*field).to_owned())
                .collect();
            if fields.is_empty() {
                continue;
            }
            found.held += 1;
            let since = match roles.get(&record.id) {
                Some(LastDay::Open) => continue,
                Some(LastDay::On(day)) => *day,
                None => self.changed_on(ctx, &record).await?,
            };
            let Some(years) = years else { continue };
            let due = since.checked_add(i64::from(years).years()).map_err(Error::internal)?;
            if due <= today {
                let since = since.to_string();
                found.due.push(RetentionDue { reference: record.reference, since, fields });
            }
        }
        found.due.sort_by(|one, other| one.reference.cmp(&other.reference));
        Ok(found)
    }

    /// Every record of a kind, also of one with too many for a page of the register.
    async fn every(&self, ctx: &Context, kind: &str) -> Result<Vec<Seen>, Error> {
        let Some(kind) = self.registry().kinds().find(|known| known.name == kind) else {
            return Ok(Vec::new());
        };
        let mut query =
            ListQuery { kind, filters: Vec::new(), sort: Sort::newest(), after: None, limit: PAGE };
        let mut all = Vec::new();
        loop {
            let page = self.store.list(self.reading(ctx), &query).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => query.after = Some(next),
                None => return Ok(all),
            }
        }
    }

    /// Until when each person had a role.
    async fn last_days(&self, ctx: &Context) -> Result<HashMap<RecordId, LastDay>, Error> {
        let mut days: HashMap<RecordId, LastDay> = HashMap::new();
        for role in self.every(ctx, "role").await? {
            let Some(person) = id_of(&role.body, "person") else { continue };
            let until = role.body.str("until").and_then(|text| text.parse::<PartialDate>().ok());
            let last = until.map_or(LastDay::Open, |until| LastDay::On(until.last_day()));
            let known = days.entry(person).or_insert(last);
            *known = (*known).max(last);
        }
        Ok(days)
    }

    /// The day on which a record was last changed.
    async fn changed_on(&self, ctx: &Context, record: &Seen) -> Result<Date, Error> {
        let reading = Reading { moment: enishi_store::Moment::default(), ..self.reading(ctx) };
        let history = self.store.history(reading, record.id).await?;
        Ok(history.first().map_or_else(|| self.today(), |entry| self.zone().local(entry.at).date()))
    }
}

/// Until when somebody has a role; an open one is later than every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LastDay {
    On(Date),
    Open,
}
