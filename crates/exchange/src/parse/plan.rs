//! A mapping compiled against the headers of a file: which column goes where.

use std::collections::HashMap;

use enishi_kind::{Field, KindInfo, Registry, nearest};
use enishi_kit::fold::fold_text;
use enishi_kit::ident::Scheme;

use crate::columns::Part;
use crate::mapping::{ColumnRule, Language, Mapping, Target};
use crate::{Error, Header};

/// A field of the record or of a linked record that columns may fill.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) via: Option<(&'static Field, &'static KindInfo)>,
    pub(super) field: &'static Field,
    /// The row from 1, the column and its part, where a column holds one cell of a small table.
    pub(super) cell: Option<(usize, &'static Field, Part)>,
}

/// Where one value goes.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    Ignored,
    Id,
    Action,
    Slot { slot: usize, language: Option<Language>, scheme: Option<Scheme>, values: Option<usize> },
}

/// One case: columns with the texts that must stand there, and the goals of which the first free one is taken.
#[derive(Clone, Debug)]
pub(super) struct PlannedCase {
    pub(super) when: Vec<(usize, String)>,
    pub(super) to: Vec<Goal>,
}

/// What one column means.
#[derive(Clone, Debug)]
pub(super) enum Means {
    Always(Goal),
    Cases(Vec<PlannedCase>),
    /// The mapping does not know it; said once for the header.
    Unknown,
    /// It has no header.
    Unnamed,
}

/// Values that do not come from one column.
#[derive(Clone, Debug)]
pub(super) enum Derived {
    Constant(String),
    First { column: usize, chars: usize },
    Join { columns: Vec<usize>, with: String },
}

/// A compiled mapping.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) slots: Vec<Slot>,
    pub(super) columns: Vec<Means>,
    pub(super) derived: Vec<(String, Goal, Derived)>,
    pub(super) values: Vec<HashMap<String, String>>,
    pub(super) key: Vec<usize>,
    pub(super) group: Vec<usize>,
    pub(super) unknown: Vec<usize>,
    value_names: HashMap<String, usize>,
}

struct Compiler<'a> {
    headers: &'a [Header],
    kind: &'static KindInfo,
    registry: &'a Registry,
    plan: Plan,
}

impl Plan {
    pub(super) fn new(
        mapping: &Mapping,
        headers: &[Header],
        kind: &'static KindInfo,
        registry: &Registry,
    ) -> Result<Self, Error> {
        let mut compiler = Compiler { headers, kind, registry, plan: Self::default() };
        for (name, translations) in &mapping.values {
            Target::parse(name, kind, registry)?;
            let index = compiler.plan.values.len();
            let folded = translations.iter().map(|(from, to)| (fold_text(from.trim()), to.clone())).collect();
            compiler.plan.values.push(folded);
            compiler.plan.value_names.insert(name.clone(), index);
        }
        for header in mapping.columns.keys() {
            compiler.column(header)?;
        }
        for (index, header) in headers.iter().enumerate() {
            let means = match mapping.columns.get(&header.text) {
                _ if header.text.is_empty() => Means::Unnamed,
                None => {
                    compiler.plan.unknown.push(index);
                    Means::Unknown
                }
                Some(ColumnRule::To(target)) => Means::Always(compiler.goal(target)?),
                Some(ColumnRule::Rule(rule)) => {
                    let mut cases = Vec::new();
                    for case in &rule.cases {
                        let mut when = Vec::new();
                        for (header, text) in &case.when {
                            when.push((compiler.column(header)?, text.clone()));
                        }
                        let to =
                            case.to.iter().map(|target| compiler.goal(target)).collect::<Result<_, _>>()?;
                        cases.push(PlannedCase { when, to });
                    }
                    Means::Cases(cases)
                }
            };
            compiler.plan.columns.push(means);
        }
        for (target, first) in &mapping.first {
            let derived = Derived::First { column: compiler.column(&first.from)?, chars: first.chars };
            let goal = compiler.goal(target)?;
            compiler.plan.derived.push((target.clone(), goal, derived));
        }
        for (target, join) in &mapping.join {
            let columns = join.from.iter().map(|header| compiler.column(header)).collect::<Result<_, _>>()?;
            let goal = compiler.goal(target)?;
            compiler.plan.derived.push((
                target.clone(),
                goal,
                Derived::Join { columns, with: join.with.clone() },
            ));
        }
        // Constants come last: they fill only what is still open.
        for (target, text) in &mapping.set {
            let goal = compiler.goal(target)?;
            compiler.plan.derived.push((target.clone(), goal, Derived::Constant(text.clone())));
        }
        compiler.plan.key =
            mapping.key.iter().map(|header| compiler.column(header)).collect::<Result<_, _>>()?;
        compiler.plan.group =
            mapping.group.iter().map(|header| compiler.column(header)).collect::<Result<_, _>>()?;
        Ok(compiler.plan)
    }
}

impl Compiler<'_> {
    fn column(&self, name: &str) -> Result<usize, Error> {
        self.headers.iter().position(|header| header.text == name).ok_or_else(|| {
            let near =
                nearest(name, self.headers.iter().map(|header| header.text.as_str())).unwrap_or_default();
            let detail = format!("the file has no column `{name}`{}", crate::mapping::hint(near));
            Error::mapping("mapping-column", &[("found", name), ("near", near)], detail)
        })
    }

    fn goal(&mut self, text: &str) -> Result<Goal, Error> {
        Ok(match Target::parse(text, self.kind, self.registry)? {
            Target::Ignored => Goal::Ignored,
            Target::Id => Goal::Id,
            Target::Action => Goal::Action,
            Target::Cell { field, row, column, part } => {
                let slot = Slot { via: None, field, cell: Some((row, column, part)) };
                let same = |known: &Slot| known.field == field && known.cell == slot.cell;
                let known = self.plan.slots.iter().position(same);
                let slot = known.unwrap_or_else(|| {
                    self.plan.slots.push(slot);
                    self.plan.slots.len() - 1
                });
                Goal::Slot {
                    slot,
                    language: None,
                    scheme: None,
                    values: self.plan.value_names.get(text).copied(),
                }
            }
            Target::Field { via, field, language, scheme } => {
                let same = |slot: &Slot| {
                    std::ptr::eq(slot.field, field)
                        && slot.cell.is_none()
                        && slot.via.map(|(field, _)| field.name) == via.map(|(field, _)| field.name)
                };
                let slot = self.plan.slots.iter().position(same).unwrap_or_else(|| {
                    self.plan.slots.push(Slot { via, field, cell: None });
                    self.plan.slots.len() - 1
                });
                let plain = text.split('[').next().unwrap_or(text);
                let names = &self.plan.value_names;
                let values = names.get(text).or_else(|| names.get(plain)).copied();
                Goal::Slot { slot, language, scheme, values }
            }
        })
    }
}
