//! Records that a row fills besides: how they are known, and what the reference's own column adds.

use enishi_kind::{Field, Text, Value};
use enishi_kit::fold::fold_name;
use enishi_kit::ident::Identifier;
use enishi_kit::ids::parse_reference;

use super::{Parser, identifiers, words};
use crate::{Linked, Parsed};

/// How a linked record is known: by the text of the reference's own column, else by its title.
pub(super) fn complete(link: &mut Linked, fields: &mut Vec<(&'static Field, Parsed)>, parser: &Parser) {
    let Some(kind) = parser.registry.kind(&link.kind) else { return };
    if let Some(at) = fields.iter().position(|(field, _)| field.name == link.via) {
        let (_, parsed) = fields.remove(at);
        let name = match parsed {
            Parsed::Refer(names) => names.into_iter().next(),
            _ => None,
        };
        if let Some(name) = name {
            let reference = parse_reference(&name).filter(|(prefix, _)| prefix == kind.name);
            let identifier =
                kind.field("identifiers").and_then(|field| identifiers::identifier(&name, None, field).ok());
            if let Some((prefix, token)) = reference {
                link.key.reference = Some(enishi_kit::ids::reference(&prefix, &token));
            } else if let Some(identifier) = identifier {
                link.key.identifiers.push(identifier);
            } else {
                link.key.natural = Some(vec![fold_name(&name)]);
                if !link.fields.iter().any(|(field, _)| field == kind.title) {
                    let title = Parsed::of(&Value::Text(Text::one(words::language_of(&name), name)));
                    link.fields.insert(0, (kind.title.to_owned(), title));
                }
            }
        }
    }
    for (name, parsed) in &link.fields {
        match parsed {
            Parsed::Value(json) if name == "identifiers" => {
                let found: Vec<Identifier> = serde_json::from_value(json.clone()).unwrap_or_default();
                link.key.identifiers.extend(found);
            }
            Parsed::Value(json) if name == kind.title && link.key.natural.is_none() => {
                let text = |lang: &str| json.get(lang).and_then(serde_json::Value::as_str);
                let title = text("ja").or_else(|| text("en")).or_else(|| json.as_str());
                link.key.natural = title.map(|title| vec![fold_name(title)]);
            }
            _ => {}
        }
    }
    link.fields.sort_by_key(|(name, _)| kind.fields().position(|field| field.name == name));
}
