//! How long contacts of persons are kept: on what ground, from when, for how many years. What a record says of the programme
//! itself has no term: it is the register, and a person asks for its erasure.
//!
//! Not here: which records are due, and the erasing.

use std::collections::BTreeMap;

/// From when the years are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The last change of the record.
    Changed,
    /// The end of the last role of the person; the last change of the record where he never had one. Without an end, never.
    LastRole,
}

/// Fields of a kind that are erased some years after something. Its sentences are in the catalogue under `retention-NAME`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// In the setting `retention` and in the report.
    pub name: &'static str,
    /// Of which kind.
    pub kind: &'static str,
    /// What is erased.
    pub fields: &'static [&'static str],
    /// From when the years are counted.
    pub since: Since,
    /// How many, unless the setting says otherwise. Ours; no law names them.
    pub years: u16,
}

/// All rules, in the order of the report.
pub const RULES: [Rule; 4] = [
    Rule {
        name: "personal-contacts",
        kind: "person",
        fields: &["personal_contact"],
        since: Since::LastRole,
        years: 1,
    },
    Rule {
        name: "contacts-of-needs",
        kind: "need",
        fields: &["contact", "contact_details"],
        since: Since::Changed,
        years: 5,
    },
    Rule {
        name: "contacts-of-seeds",
        kind: "seed",
        fields: &["contact_details"],
        since: Since::Changed,
        years: 5,
    },
    Rule {
        name: "contacts-of-organisations",
        kind: "organisation",
        fields: &["contact_details"],
        since: Since::Changed,
        years: 5,
    },
];

/// The most years that a setting may say.
const MOST_YEARS: u16 = 100;

/// How many years each rule waits; none where its contacts are kept without a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms(BTreeMap<&'static str, Option<u16>>);

impl Default for Terms {
    fn default() -> Self {
        Self(RULES.iter().map(|rule| (rule.name, Some(rule.years))).collect())
    }
}

impl Terms {
    /// Reads `NAME=YEARS, NAME=never`; rules that are not named keep their years. None when a name or a number is not known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut terms = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, years) = part.split_once('=')?;
            let rule = RULES.iter().find(|rule| rule.name == name.trim())?;
            let years = match years.trim() {
                "never" => None,
                years => Some(years.parse().ok().filter(|years| (1..=MOST_YEARS).contains(years))?),
            };
            terms.0.insert(rule.name, years);
        }
        Some(terms)
    }

    /// The years of a rule.
    #[must_use]
    pub fn years(&self, rule: &Rule) -> Option<u16> {
        self.0.get(rule.name).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use enishi_kind::{Field, KindInfo, Layer};

    use super::*;
    use crate::registry;

    /// Contacts that an office publishes for its duty. Whoever declares another one in a public layer comes here first.
    const DUTY: [(&str, &str); 6] = [
        ("seed", "contact"),
        ("organisation", "contact"),
        ("person", "duty_contact"),
        ("pair", "core_contact"),
        ("pair", "promoter_contact"),
        ("facility", "contact"),
    ];
    /// How names of fields say that a contact stands in them.
    const NAMES: [&str; 8] = ["contact", "mail", "phone", "telephone", "mobile", "fax", "address", "postal"];
    /// How labels say it.
    const LABELS: [&str; 10] =
        ["contact", "mail", "telephone", "phone", "mobile", "連絡先", "電話", "メール", "住所", "担当者"];

    /// Every field, and every column with the field in which it stands, that a contact stands in.
    fn contacts() -> Vec<(&'static KindInfo, &'static Field, String)> {
        let kinds: Vec<&'static KindInfo> = registry().kinds().collect();
        let sources = kinds.iter().map(|kind| &kind.locales).chain([&crate::LOCALES]);
        let words = enishi_kind::Catalogue::new(sources).unwrap();
        let mut found = Vec::new();
        for kind in &kinds {
            // A web address is nobody's contact.
            for place in kind.places().filter(|place| place.inner().of != enishi_kind::Type::Link) {
                let key = match place.column {
                    None => kind.label_key(place.field),
                    Some(column) => kind.column_key(place.field, column),
                };
                let labels =
                    enishi_kit::lang::Lang::ALL.map(|lang| words.text(lang, &key, &[]).to_lowercase());
                let is_named = NAMES.iter().any(|name| place.inner().name.contains(name));
                if is_named || LABELS.iter().any(|word| labels.iter().any(|label| label.contains(word))) {
                    found.push((*kind, place.field, place.name().into_owned()));
                }
            }
        }
        found
    }

    #[test]
    fn no_contact_of_a_person_is_public_in_any_kind() {
        let found = contacts();
        assert!(found.len() > DUTY.len(), "the search finds nothing: {found:?}");
        for (kind, field, name) in &found {
            let is_duty = DUTY.contains(&(kind.name, name));
            assert!(
                field.layer >= Layer::Member || is_duty,
                "{}.{name} holds contacts and is public: give it a layer, or name it as a duty contact",
                kind.name
            );
        }
        for (kind, name) in DUTY {
            assert!(
                found.iter().any(|(found, _, field)| found.name == kind && field == name),
                "{kind}.{name} is gone"
            );
        }
    }

    #[test]
    fn every_contact_that_is_not_published_has_a_term() {
        for (kind, field, name) in contacts().into_iter().filter(|(_, field, _)| field.layer >= Layer::Member)
        {
            let has_rule =
                RULES.iter().any(|rule| rule.kind == kind.name && rule.fields.contains(&field.name));
            assert!(has_rule, "{}.{name} is kept for ever", kind.name);
        }
        for rule in &RULES {
            let kinds = registry();
            let kind = kinds.kind(rule.kind).unwrap();
            for field in rule.fields {
                assert!(kind.field(field).is_some_and(|field| !field.required), "{}.{field}", rule.kind);
            }
        }
    }

    #[test]
    fn terms_are_read_and_unknown_ones_refused() {
        let years = |text: &str| Terms::parse(text).map(|terms| RULES.map(|rule| terms.years(&rule)));
        assert_eq!(years(""), Some([Some(1), Some(5), Some(5), Some(5)]));
        assert_eq!(
            years("contacts-of-seeds = 2, personal-contacts=never"),
            Some([None, Some(5), Some(2), Some(5)])
        );
        for bad in [
            "contacts=1",
            "contacts-of-seeds",
            "contacts-of-seeds=0",
            "contacts-of-seeds=x",
            "contacts-of-seeds=101",
        ] {
            assert_eq!(years(bad), None, "{bad}");
        }
    }
}
