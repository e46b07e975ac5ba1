//! From what people write to the record they mean: short reference, `scheme:value`, or a name.

use std::collections::{BTreeMap, HashMap};

use enishi_kind::{KindInfo, Problem};
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
}

/// The form in which a text names a record.
enum Form {
    Reference(String),
    Identifier(String),
    Name(String),
}

fn form_of(kind: &KindInfo, text: &str) -> Form {
    let text = text.trim();
    if let Some((prefix, token)) = parse_reference(text)
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
        for text in texts {
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
            meant.insert(text.clone(), seen.map_or(Meant::Nothing, |seen| Meant::Record(seen.id)));
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
        Ok(meant)
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
            _ => Err(Problem::new("unknown-reference").arg("found", text).arg("kind", kind.name)),
        })
    }
}
