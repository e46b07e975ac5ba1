//! The parameters of an address: each known, each read once, none passed over.

use enishi_app::{Context, Error, KNOWN_AT, ON};
use enishi_kind::{FieldPlace, KindInfo};
use http::HeaderMap;
use percent_encoding::percent_decode_str;

use super::failure::Failure;
use crate::state::Site;

/// Parameters of lists that are not filters.
pub(super) const LIST: [&str; 9] = ["q", "sort", "fields", "limit", "after", "facets", "lang", ON, KNOWN_AT];

/// The parameters of one request, as they come.
#[derive(Debug)]
pub(super) struct Parameters {
    left: Vec<(String, String)>,
}

/// The parameter that filters by a facet: its name, or `filter.NAME` where a parameter of every list has the name.
pub(super) fn filter_name(place: &FieldPlace) -> String {
    let name = place.name();
    if LIST.contains(&&*name) { format!("filter.{name}") } else { name.into_owned() }
}

/// The facets of a kind that a list can be filtered by.
pub(super) fn facets(kind: &KindInfo) -> impl Iterator<Item = FieldPlace> + use<> {
    kind.places().filter(|place| place.inner().facet)
}

impl Parameters {
    /// Reads what stands after `?`.
    pub(super) fn parse(query: Option<&str>) -> Result<Self, Failure> {
        let mut left = Vec::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if name.contains('\0') || value.contains('\0') {
                let shown = name.replace('\0', "\u{2400}");
                return Err(bad(&shown, &value.replace('\0', "\u{2400}"), "no NUL"));
            }
            left.push((name, value));
        }
        Ok(Self { left })
    }

    /// Takes a parameter that may be there once.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let mut values = self.take_all(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            count => Err(Error::new("repeated-parameter").arg("name", name).arg("count", count).into()),
        }
    }

    /// Takes a parameter that may be repeated.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<String> {
        let (taken, left) = std::mem::take(&mut self.left).into_iter().partition(|(found, _)| found == name);
        self.left = left;
        let taken: Vec<(String, String)> = taken;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    /// Who asks, and of which moment: takes `on` and `known-at`.
    pub(super) async fn take_context(
        &mut self,
        site: &Site,
        headers: &HeaderMap,
    ) -> Result<Context, Failure> {
        let (on, known_at) = (self.take(ON)?, self.take(KNOWN_AT)?);
        let asked = site.app.moment(on.as_deref(), known_at.as_deref()).await?;
        Ok(site.context(headers, false).await?.at(asked.moment))
    }

    /// Refuses what nobody took.
    pub(super) fn finish(self, known: &[String]) -> Result<(), Failure> {
        let Some((name, _)) = self.left.into_iter().next() else { return Ok(()) };
        Err(Error::new("unknown-parameter")
            .arg("found", cut(&name))
            .near(&name, known.iter().map(String::as_str))
            .arg("known", if known.is_empty() { "0".to_owned() } else { known.join(", ") })
            .into())
    }
}

/// Who asks, and of which moment, where an address takes nothing else.
pub(super) async fn moment_alone(
    site: &Site,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<Context, Failure> {
    let mut parameters = Parameters::parse(query)?;
    let ctx = parameters.take_context(site, headers).await?;
    parameters.finish(&[ON, KNOWN_AT].map(str::to_owned))?;
    Ok(ctx)
}

/// A value that a parameter cannot have.
pub(super) fn bad(name: &str, found: &str, expected: &str) -> Failure {
    Error::new("bad-parameter")
        .arg("name", cut(name))
        .arg("found", cut(found))
        .arg("expected", expected)
        .into()
}

/// At most 80 characters of what somebody wrote.
pub(super) fn cut(text: &str) -> String {
    let mut shown: String = text.chars().take(80).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn decode(text: &str) -> Result<String, Failure> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| Failure::new("invalid-utf8"))
}
