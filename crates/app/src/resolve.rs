//! From what people write to the record they mean: short reference, `scheme:value`, or a name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use enishi_kind::{Body, KindInfo, Period, Problem};
use enishi_kit::date::{PartialDate, parse_written};
use enishi_kit::fold::fold_name;
use enishi_kit::ident::{self, Scheme};
use enishi_kit::ids::{RecordId, parse_reference};

use crate::{App, Context, Error};

/// What a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This record.
    Record(RecordId),
    /// None; the text may become the name of a new record.
    Nothing,
    /// Several records have the name.
    Several(Vec<RecordId>),
    /// Records have the name that stands before the day in brackets, and all of them begin on other days.
    OtherDay,
}

/// The form in which a text names a record.
enum Form {
    Reference(String),
    Identifier(String),
    Name(String),
}

fn form_of(kind: &KindInfo, text: &str) -> Form {
    let text = text.trim();
    if let Some((prefix, token)) = reference_in(text)
        && prefix == kind.name
    {
        return Form::Reference(enishi_kit::ids::reference(&prefix, &token));
    }
    if let Some((scheme, value)) = text.split_once(':')
        && let Ok(scheme) = Scheme::from_name(scheme.trim())
        && let Ok(value) = ident::check(&scheme, value)
    {
        return Form::Identifier(format!("{}:{value}", scheme.name()));
    }
    Form::Name(fold_name(text))
}

/// The reference that a text is, or that stands in square brackets at its end: names repeat, references do not.
pub(crate) fn reference_in(text: &str) -> Option<(String, String)> {
    let bracketed = || text.strip_suffix(']')?.rsplit_once('[').and_then(|(_, inner)| parse_reference(inner));
    parse_reference(text).or_else(bracketed)
}

/// A name and the day in brackets after it, as tables of events write them: `Synergy Kyushu 2003 (May 2003)`.
pub(crate) fn name_and_day(text: &str) -> Option<(&str, PartialDate)> {
    let inner = text.trim().strip_suffix([')', '）'])?;
    let (name, day) = inner.rsplit_once(['(', '（'])?;
    let day = day.parse().ok().or_else(|| parse_written(day).ok())?;
    Some((name.trim_end(), day)).filter(|(name, _)| !name.is_empty())
}

/// The field with the day on which records of a kind begin.
pub(crate) fn day_field(kind: &KindInfo) -> Option<&'static str> {
    match kind.period? {
        Period::Span { since, .. } => Some(since),
        Period::From(name) => Some(name),
        Period::Year(_) => None,
    }
}

fn begins_on(body: &Body, field: &str, day: PartialDate) -> bool {
    crate::fields::date_of(body, field) == Some(day)
}

impl App {
    /// Resolves texts that name records of one kind, many at once.
    ///
    /// # Errors
    /// The store.
    pub async fn resolve(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        texts: &[String],
    ) -> Result<HashMap<String, Meant>, Error> {
        let mut references = BTreeMap::new();
        let mut identifiers: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        // One of the two engines cannot even ask for a text with NUL.
        for text in texts.iter().filter(|text| !text.contains('\0')) {
            match form_of(kind, text) {
                Form::Reference(reference) => {
                    references.insert(text, reference);
                }
                Form::Identifier(identifier) => identifiers.entry(identifier).or_default().push(text),
                Form::Name(name) => names.entry(name).or_default().push(text),
            }
        }
        let mut meant: HashMap<String, Meant> = HashMap::new();
        for (text, reference) in references {
            let seen =
                self.store.find(self.reading(ctx), &reference).await?.filter(|seen| seen.kind == kind.name);
            // Who writes the reference of a record that was merged means the one that stands in its place.
            let standing = match seen {
                Some(seen) => self.follow_seen(ctx, seen).await?,
                None => None,
            };
            meant.insert(text.clone(), standing.map_or(Meant::Nothing, |seen| Meant::Record(seen.id)));
        }
        for (facet, wanted) in [("identifier", identifiers), ("folded", names)] {
            let values: Vec<String> = wanted.keys().cloned().collect();
            let mut found = self.store.ids_with_facet(self.reading(ctx), kind, facet, &values).await?;
            for (value, texts) in wanted {
                let ids = found.remove(&value).unwrap_or_default();
                for text in texts {
                    let answer = match ids.as_slice() {
                        [] => Meant::Nothing,
                        [id] => Meant::Record(*id),
                        several => Meant::Several(several.to_vec()),
                    };
                    meant.insert(text.clone(), answer);
                }
            }
        }
        self.resolve_dated(ctx, kind, &mut meant).await?;
        Ok(meant)
    }

    /// Of texts that name nothing as they stand, those that are a name with a day in brackets.
    async fn resolve_dated(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        meant: &mut HashMap<String, Meant>,
    ) -> Result<(), Error> {
        let Some(field) = day_field(kind) else { return Ok(()) };
        let unknown = meant.iter().filter(|(_, found)| **found == Meant::Nothing).map(|(text, _)| text);
        let dated: Vec<(String, String, PartialDate)> = unknown
            .filter_map(|text| name_and_day(text).map(|(name, day)| (text.clone(), fold_name(name), day)))
            .collect();
        if dated.is_empty() {
            return Ok(());
        }
        let names: BTreeSet<String> = dated.iter().map(|(_, name, _)| name.clone()).collect();
        let names: Vec<String> = names.into_iter().collect();
        let found = self.store.ids_with_facet(self.reading(ctx), kind, "folded", &names).await?;
        let ids: Vec<RecordId> = found.values().flatten().copied().collect();
        let records = self.store.find_many(self.reading(ctx), &ids).await?;
        for (text, name, day) in dated {
            let Some(ids) = found.get(&name).filter(|ids| !ids.is_empty()) else { continue };
            let on_that_day: Vec<RecordId> = ids
                .iter()
                .filter(|id| records.get(id).is_some_and(|seen| begins_on(&seen.body, field, day)))
                .copied()
                .collect();
            let answer = match on_that_day.as_slice() {
                [] => Meant::OtherDay,
                [id] => Meant::Record(*id),
                several => Meant::Several(several.to_vec()),
            };
            meant.insert(text, answer);
        }
        Ok(())
    }

    /// Resolves one text that must name a record.
    ///
    /// # Errors
    /// The store.
    pub async fn resolve_one(
        &self,
        ctx: &Context,
        kind: &'static KindInfo,
        text: &str,
    ) -> Result<Result<RecordId, Problem>, Error> {
        let mut meant = self.resolve(ctx, kind, &[text.to_owned()]).await?;
        Ok(match meant.remove(text) {
            Some(Meant::Record(id)) => Ok(id),
            Some(Meant::Several(ids)) => Err(Problem::new("ambiguous")
                .arg("found", text)
                .arg("kind", kind.name)
                .arg("count", ids.len())),
            Some(Meant::OtherDay) => Err(Problem::new("other-day").arg("found", text).arg("kind", kind.name)),
            _ => Err(Problem::new("unknown-reference").arg("found", text).arg("kind", kind.name)),
        })
    }
}
