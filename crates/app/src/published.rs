//! Published figures: a count that was given out, kept with its list, its rule and both times, so that it opens to the
//! same records years later.
//!
//! Only what is public is counted: a number that is given out must not speak of records that are not.

use enishi_kind::KindInfo;
use enishi_kit::decimal::Decimal;
use enishi_kit::lang::Lang;
use enishi_store::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::columns::rows_of;
use crate::fields::{code_of, date_of};
use crate::figures::Rows;
use crate::{App, Change, Context, Error};

/// The rule by which records are counted, as published figures name it: every record that the list shows to everybody.
const RULE: &str = "public-records";
/// Its version: rises whenever the same list at the same times would be counted otherwise.
const RULE_VERSION: i64 = 1;

/// What is to be given out.
#[derive(Clone, Debug)]
pub struct Publication<'a> {
    /// The kind whose list is counted.
    pub kind: &'a str,
    /// The conditions of the list, as in its address.
    pub filters: &'a [(String, String)],
    /// The day asked about.
    pub on: Option<Date>,
    /// What is counted, in one line.
    pub title: &'a str,
    /// The language of what the person wrote.
    pub lang: Lang,
    /// Where it is given out.
    pub published_in: &'a str,
}

/// A published figure, counted again.
#[derive(Clone, Debug)]
pub struct Recount {
    /// What was given out.
    pub stated: String,
    /// Until when the register was read.
    pub known_at: Timestamp,
    /// Counted from the register as it was then.
    pub then: u64,
    /// Whether that is what was given out, by the rule as it is now.
    pub agrees: bool,
    /// Whether the rule has another version than that of the figure.
    pub is_other_rule: bool,
    /// Counted from the register as it is now, about the same day.
    pub now: u64,
    /// The list, about the same day.
    pub rows: Rows,
}

impl App {
    /// What a count would be, if it were given out now: what everybody may see.
    ///
    /// # Errors
    /// `unknown-kind`, `unknown-facet`, or the store.
    pub async fn countable(
        &self,
        kind: &str,
        filters: &[(String, String)],
        on: Option<Date>,
    ) -> Result<u64, Error> {
        self.count_public(self.kind(kind)?, filters, Moment { known_at: None, on }).await
    }

    async fn count_public(
        &self,
        kind: &'static KindInfo,
        filters: &[(String, String)],
        moment: Moment,
    ) -> Result<u64, Error> {
        let ctx = Context::public().at(moment);
        let filters = self.filters(&ctx, kind, filters).await?;
        self.count_records(&ctx, kind, &filters).await
    }

    /// Counts a list and keeps the count as a published figure.
    ///
    /// # Errors
    /// `not-permitted`; `nothing-to-publish` where no public record fits; `invalid` for the title; the store.
    pub async fn publish(&self, ctx: &Context, publication: &Publication<'_>) -> Result<Change, Error> {
        ctx.require_writer()?;
        let Publication { kind, filters, on, title, lang, published_in } = publication;
        // The place of the log first: what is committed while we count does not count.
        let head = self.store.head().await?;
        let moment = Moment { known_at: Some(head.seq), on: *on };
        let kind = self.kind(kind)?;
        let count = self.count_public(kind, filters, moment).await?;
        if count == 0 {
            return Err(Error::new("nothing-to-publish"));
        }
        let filters: Vec<_> =
            filters.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        let written = |text: &str| json!({"original": lang.code(), lang.code(): text.trim()});
        let mut inputs = vec![
            ("title".to_owned(), if title.trim().is_empty() { json!(null) } else { written(title) }),
            ("value".to_owned(), json!(count.to_string())),
            ("unit".to_owned(), json!("cases")),
            ("rule".to_owned(), json!(RULE)),
            ("rule_version".to_owned(), json!(RULE_VERSION)),
            ("counted".to_owned(), json!(kind.plural)),
            ("known_at".to_owned(), json!(head.at.to_string())),
            ("published_on".to_owned(), json!(self.today().to_string())),
            ("disclosure".to_owned(), json!("public")),
        ];
        if !filters.is_empty() {
            inputs.push(("filters".to_owned(), json!(filters)));
        }
        if let Some(on) = on {
            inputs.push(("true_on".to_owned(), json!(on.to_string())));
        }
        if !published_in.trim().is_empty() {
            inputs.push(("published_in".to_owned(), written(published_in)));
        }
        self.create(ctx, "published-figure", &inputs, None).await
    }

    /// Counts a published figure again, from the register as it was then and as it is now.
    ///
    /// # Errors
    /// `unknown-record`; `bad-time`, `unknown-kind` or `unknown-facet` where somebody wrote the figure by hand and
    /// wrongly; the store.
    pub async fn recount(&self, ctx: &Context, reference: &str) -> Result<Recount, Error> {
        let view = self.find(ctx, "published-figure", reference).await?;
        let body = &view.seen.body;
        let text = |name: &str| code_of(body, name).unwrap_or_default();
        let counted = text("counted");
        let kind: &'static KindInfo = self.kind(&counted)?;
        let filters: Vec<(String, String)> = rows_of(body, "filters")
            .iter()
            .filter_map(|row| Some((code_of(row, "name")?, code_of(row, "value")?)))
            .collect();
        let on = date_of(body, "true_on").map(|date| date.last_day());
        let asked = self.moment(None, Some(&text("known_at"))).await?;
        let known_at = asked.known_at.ok_or(Error::new("bad-time").arg("found", ""))?;
        let then = self.count_public(kind, &filters, Moment { known_at: asked.moment.known_at, on }).await?;
        let now = self.count_public(kind, &filters, Moment { known_at: None, on }).await?;
        let stated = text("value");
        let version = body.raw("rule_version").and_then(serde_json::Value::as_i64);
        Ok(Recount {
            agrees: stated.parse::<Decimal>().ok() == then.to_string().parse::<Decimal>().ok(),
            is_other_rule: version != Some(RULE_VERSION) || text("rule") != RULE,
            stated,
            known_at,
            then,
            now,
            rows: Rows { kind, filters, on },
        })
    }
}
