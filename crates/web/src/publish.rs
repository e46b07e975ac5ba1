//! Published figures: a list's count is given out and kept with what it takes to count it again; its page counts again.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::Action;
use enishi_app::{Error, ListRequest, Publication, Recount, Rows};
use enishi_kit::date::PartialDate;
use http::StatusCode;
use jiff::civil::Date;

use crate::address::{Pairs, first, query};
use crate::fault::{Fault, html, said};
use crate::figures::rows_href;
use crate::list::{conditions, filters_of, kind_of};
use crate::page::Frame;
use crate::posted::Posted;
use crate::text::{Moment, Words, grouped};
use crate::visitor::Visitor;

/// The day asked about, under a name of its own: the page itself is about the present.
pub const DAY: &str = "day";

#[derive(Template)]
#[template(path = "publish.html")]
struct PublishPage {
    frame: Frame,
    heading: String,
    plural: &'static str,
    /// The number; none where nothing public fits.
    count: Option<String>,
    /// How many records of the list are not public and not counted.
    closed: Option<String>,
    conditions: Vec<String>,
    filters: Vec<String>,
    day: Option<(String, String)>,
    title: String,
    published_in: String,
    refused: Option<String>,
    back_href: String,
}

/// A published figure counted again, as its page shows it.
#[derive(Debug, Template)]
#[template(path = "_recount.html")]
pub struct RecountView {
    words: Words,
    counted: Result<CountedView, String>,
}

#[derive(Debug)]
struct CountedView {
    /// Until when the register was read, in the zone of the installation.
    read_until: Moment,
    then: String,
    then_href: String,
    agrees: bool,
    is_other_rule: bool,
    now: String,
    now_href: String,
}

impl HtmlSafe for RecountView {}

/// The link from a list to giving out its count; none where the list shows the past of the register.
#[must_use]
pub fn link(visitor: &Visitor, plural: &str, filters: &[(String, String)]) -> Option<String> {
    // What is true on another day is given out too: it is written down today.
    let may = visitor.site.app.may_ever(&visitor.ctx, Action::Publish, None);
    if !visitor.permitted(may) || visitor.asked.known_at.is_some() {
        return None;
    }
    let mut pairs = filters.to_vec();
    if let Some(on) = visitor.asked.moment.on {
        pairs.push((DAY.to_owned(), on.to_string()));
        // The page is about giving out now; without this the link would be completed with the day that is looked at.
        pairs.push((enishi_app::ON.to_owned(), String::new()));
    }
    Some(format!("/{plural}/publish{}", query(&pairs)))
}

/// Shows what would be given out, and asks for its name.
pub async fn ask(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    let pairs: Pairs = visitor.query.iter().filter(|(name, _)| name != DAY).cloned().collect();
    let day = first(&visitor.query, DAY).map(str::to_owned);
    let asked = Asked { filters: filters_of(&pairs), day, title: String::new(), published_in: String::new() };
    html(&page(&visitor, &plural, &asked, None).await?)
}

/// What a person asks to be given out.
struct Asked {
    filters: Vec<(String, String)>,
    day: Option<String>,
    title: String,
    published_in: String,
}

impl Asked {
    fn on(&self) -> Result<Option<Date>, Error> {
        let Some(text) = &self.day else { return Ok(None) };
        let day =
            text.parse::<PartialDate>().map_err(|_| Error::new("bad-day").arg("found", text.as_str()))?;
        Ok(Some(day.last_day()))
    }
}

async fn page(
    visitor: &Visitor,
    plural: &str,
    asked: &Asked,
    refused: Option<String>,
) -> Result<PublishPage, Fault> {
    let kind = kind_of(visitor, plural)?;
    let words = &visitor.words;
    let on = asked.on()?;
    let count = visitor.site.app.countable(kind.name, &asked.filters, on).await?;
    let heading = words.t("publish-title");
    let request = ListRequest { filters: asked.filters.clone(), limit: Some(1), ..ListRequest::default() };
    let moment = enishi_app::parts::Moment { known_at: None, on };
    let list = visitor.site.app.list(&visitor.ctx.clone().at(moment), kind.name, &request).await?;
    let (all, conditions) = (list.total, conditions(visitor, kind, &list));
    let back_href = rows_href(&Rows { kind, filters: asked.filters.clone(), on });
    Ok(PublishPage {
        frame: Frame::new(visitor, &heading).step(&words.kinds(kind), &format!("/{plural}")).end(&heading),
        heading,
        plural: kind.plural,
        closed: (all > count).then(|| words.count("publish-closed", all - count)),
        count: (count > 0).then(|| grouped(count)),
        conditions,
        filters: asked.filters.iter().map(|(name, value)| format!("{name}={value}")).collect(),
        day: on.map(|on| (on.to_string(), words.date(PartialDate::from(on)))),
        title: asked.title.clone(),
        published_in: asked.published_in.clone(),
        refused,
        back_href,
    })
}

/// Gives it out.
pub async fn publish(Path(plural): Path<String>, posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let kind = kind_of(visitor, &plural)?;
    let filters = posted
        .pairs
        .iter()
        .filter(|(name, _)| name == "filter")
        .filter_map(|(_, pair)| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let text = |name: &str| posted.first(name).unwrap_or_default().to_owned();
    let asked = Asked {
        filters,
        day: posted.first(DAY).map(str::to_owned),
        title: text("title"),
        published_in: text("published-in"),
    };
    let publication = Publication {
        kind: kind.name,
        filters: &asked.filters,
        on: asked.on()?,
        title: &asked.title,
        lang: visitor.lang(),
        published_in: &asked.published_in,
    };
    match visitor.site.app.publish(&visitor.ctx, &publication).await {
        Ok(change) => {
            let href = format!("/published-figures/{}?done=created", change.reference);
            Ok(Redirect::to(&href).into_response())
        }
        Err(error) if ["invalid", "nothing-to-publish"].contains(&error.code) => {
            let said = said(visitor, error);
            let mut answer = html(&page(visitor, &plural, &asked, Some(said)).await?)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

impl RecountView {
    /// What counting again gives, for one reader; or why it cannot be counted.
    #[must_use]
    pub fn new(visitor: &Visitor, recount: Result<Recount, Error>) -> Self {
        let words = visitor.words.clone();
        let recount = match recount {
            Ok(recount) => recount,
            Err(error) => return Self { words, counted: Err(said(visitor, error)) },
        };
        let href = |known_at: &str| {
            let address = rows_href(&recount.rows);
            let joint = if address.contains('?') { '&' } else { '?' };
            // A page keeps the times it is about in its links; these name their own.
            let on = if recount.rows.on.is_some() { "" } else { "on=&" };
            format!("{address}{joint}{on}{}", query(&[("known-at", known_at)]).trim_start_matches('?'))
        };
        let counted = CountedView {
            read_until: words.moment(recount.known_at),
            then: grouped(recount.then),
            then_href: href(&recount.known_at.to_string()),
            agrees: recount.agrees,
            is_other_rule: recount.is_other_rule,
            now: grouped(recount.now),
            now_href: href(""),
        };
        Self { words, counted: Ok(counted) }
    }
}
