//! Guessing what columns mean from their headers: names, labels in both languages, known synonyms.

use std::collections::{BTreeMap, HashMap};

use enishi_kind::{Catalogue, KindInfo, Registry, Type, nearest};
use enishi_kit::lang::Lang;
use serde::{Deserialize, Serialize};

use super::{ColumnRule, Mapping, Target};
use crate::columns::{columns, field_label};
use crate::header::fold_header;
use crate::{Header, column_letter};

/// How one header was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderNote {
    /// The column's letters.
    pub column: String,
    /// The header's text.
    pub header: String,
    /// The target; `None` where the header is unknown.
    pub target: Option<String>,
    /// The nearest known header, where the header is unknown and one is near.
    pub near: Option<String>,
}

/// What people write above a column, beside the labels of the catalogue: synonym and names of fields, of which the
/// first that the kind has is meant.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("処理", &["action"]),
    ("操作", &["action"]),
    ("参照番号", &["id"]),
    ("識別子", &["identifiers"]),
    ("番号", &["number"]),
    ("整理番号", &["number"]),
    ("no", &["number"]),
    ("no.", &["number"]),
    ("名称", &["name", "title"]),
    ("機関名", &["name", "organisation"]),
    ("組織名", &["name", "organisation"]),
    ("企業名", &["company", "name"]),
    ("会社名", &["company", "name"]),
    ("企業", &["company"]),
    ("相談企業", &["company"]),
    ("大学名", &["organisation", "name"]),
    ("所属", &["organisation"]),
    ("所属機関", &["organisation"]),
    ("タイトル", &["title"]),
    ("題名", &["title"]),
    ("件名", &["title"]),
    ("課題名", &["title"]),
    ("研究課題名", &["title"]),
    ("技術名", &["title"]),
    ("技術名称", &["title"]),
    ("発明の名称", &["invention", "title"]),
    ("概要", &["summary", "problem", "description"]),
    ("技術概要", &["summary"]),
    ("説明", &["description", "problem"]),
    ("内容", &["description", "problem"]),
    ("相談内容", &["problem"]),
    ("課題", &["problem"]),
    ("abstract", &["description", "problem"]),
    ("objective", &["description", "problem"]),
    ("description", &["description", "problem"]),
    ("キーワード", &["keywords"]),
    ("研究者", &["researcher"]),
    ("研究者名", &["researcher"]),
    ("氏名", &["researcher"]),
    ("都道府県", &["prefecture"]),
    ("県", &["prefecture"]),
    ("市町村", &["city"]),
    ("市区町村", &["city"]),
    ("所在地", &["city"]),
    ("国", &["country"]),
    ("url", &["website", "address"]),
    ("ホームページ", &["website"]),
    ("期限", &["by_when"]),
    ("希望時期", &["by_when"]),
    ("予算", &["budget"]),
    ("担当", &["coordinator"]),
    ("担当者", &["contact", "coordinator"]),
    ("連絡先", &["contact_details", "contact"]),
    ("電話番号", &["contact_details"]),
    ("公開", &["disclosure"]),
    ("公開範囲", &["disclosure"]),
    ("出典", &["source"]),
    ("時点", &["as_of"]),
    ("法人番号", &["identifiers[corporate-number]"]),
    ("ror", &["identifiers[ror]"]),
    ("orcid", &["researcher_ids[orcid]", "identifiers[orcid]"]),
    ("doi", &["identifiers[doi]"]),
    ("課題番号", &["identifiers[kaken]"]),
    ("trl", &["readiness"]),
    ("開発段階", &["readiness"]),
    ("開発段階（TRL）", &["readiness"]),
    ("求める開発段階（TRL）", &["readiness"]),
];

impl Mapping {
    /// Guesses the mapping of a file. Unknown headers are left out of it and noted.
    ///
    /// A file whose headers are all machine names and which has the column `id` is taken for our own export: spaces
    /// at the ends of its cells belong to the texts.
    #[must_use]
    pub fn guess(
        kind: &'static KindInfo,
        registry: &Registry,
        headers: &[Header],
        catalogue: &Catalogue,
    ) -> (Self, Vec<HeaderNote>) {
        let known = known_names(kind, catalogue);
        let mut mapping = Self::new(kind.name);
        let mut notes = Vec::new();
        let mut own = headers.iter().any(|header| header.text == "id");
        for (index, header) in headers.iter().enumerate() {
            if header.text.is_empty() {
                continue;
            }
            let target = guess_target(&header.text, kind, registry, catalogue, &known);
            own &= target.as_deref() == Some(header.text.as_str());
            let near = if target.is_some() { None } else { near_name(&header.text, &known) };
            if let Some(target) = &target {
                mapping.columns.insert(header.text.clone(), ColumnRule::To(target.clone()));
            }
            notes.push(HeaderNote {
                column: column_letter(index),
                header: header.text.clone(),
                target,
                near,
            });
        }
        mapping.trim = !own;
        (mapping, notes)
    }
}

fn guess_target(
    text: &str,
    kind: &'static KindInfo,
    registry: &Registry,
    catalogue: &Catalogue,
    known: &HashMap<String, String>,
) -> Option<String> {
    if Target::parse(text, kind, registry).is_ok() && text != "-" {
        return Some(text.to_owned());
    }
    let folded = fold_header(text);
    if let Some(target) = known.get(&folded) {
        return Some(target.clone());
    }
    // A label of a reference followed by a label of what it refers to: 企業の都道府県, company city.
    for via in kind.fields() {
        let Some(target_kind) = via.of.target().and_then(|name| registry.kind(name)) else { continue };
        let mut names = vec![fold_header(via.name)];
        names.extend(Lang::ALL.map(|lang| fold_header(&field_label(catalogue, lang, kind, via))));
        for name in names {
            let rest = folded.strip_prefix(&name).map(|rest| rest.trim_start_matches(['の', '.', ':', '/']));
            if let Some(rest) = rest.filter(|rest| !rest.is_empty())
                && let Some(target) = known_names(target_kind, catalogue).get(rest)
                && target != "id"
                && target != "action"
            {
                return Some(format!("{}.{target}", via.name));
            }
        }
    }
    None
}

/// Folded header texts to targets: machine names first, then labels, then synonyms.
pub(crate) fn known_names(kind: &KindInfo, catalogue: &Catalogue) -> HashMap<String, String> {
    let mut known: HashMap<String, String> = HashMap::new();
    for (name, target) in [("id", "id"), ("ref", "id"), ("action", "action")] {
        known.insert(name.to_owned(), target.to_owned());
    }
    for field in kind.fields() {
        known.entry(fold_header(field.name)).or_insert_with(|| field.name.to_owned());
    }
    for column in columns(kind) {
        known.entry(fold_header(&column.name())).or_insert_with(|| column.name());
    }
    for column in columns(kind) {
        for lang in Lang::ALL {
            known.entry(fold_header(&column.label(catalogue, lang, kind))).or_insert_with(|| column.name());
        }
    }
    for field in kind.fields() {
        for lang in Lang::ALL {
            let label = fold_header(&field_label(catalogue, lang, kind, field));
            known.entry(label.clone()).or_insert_with(|| field.name.to_owned());
            if field.of.is_bilingual() {
                for (suffix, code) in LANGUAGES {
                    let target = format!("{}[{code}]", field.name);
                    for name in [&label, &fold_header(field.name)] {
                        known.entry(format!("{name}[{suffix}]")).or_insert_with(|| target.clone());
                        known.entry(format!("{name}{suffix}")).or_insert_with(|| target.clone());
                    }
                }
                if field.of == Type::Name {
                    for suffix in ["kana", "かな", "カナ", "ふりがな", "フリガナ", "読み"] {
                        known
                            .entry(format!("{label}[{suffix}]"))
                            .or_insert_with(|| format!("{}[kana]", field.name));
                    }
                }
            }
        }
    }
    for (synonym, targets) in SYNONYMS {
        let fits = |target: &&&str| {
            let name = target.split('[').next().unwrap_or(target);
            matches!(name, "id" | "action") || kind.field(name).is_some()
        };
        if let Some(target) = targets.iter().find(fits) {
            known.entry(fold_header(synonym)).or_insert_with(|| (*target).to_owned());
        }
    }
    known
}

const LANGUAGES: [(&str, &str); 10] = [
    ("ja", "ja"),
    ("jp", "ja"),
    ("日本語", "ja"),
    ("和文", "ja"),
    ("japanese", "ja"),
    ("en", "en"),
    ("英語", "en"),
    ("英文", "en"),
    ("英", "en"),
    ("english", "en"),
];

/// The known header nearest to an unknown one, as its target.
pub(crate) fn near_name(text: &str, known: &HashMap<String, String>) -> Option<String> {
    let sorted: BTreeMap<&str, &String> =
        known.iter().map(|(name, target)| (name.as_str(), target)).collect();
    let near = nearest(&fold_header(text), sorted.keys().copied())?;
    sorted.get(near).map(|target| (*target).clone())
}
