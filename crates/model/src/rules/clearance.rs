//! Before a seed becomes public everybody agrees who must: inventors, their university, partners.

use enishi_kind::{Body, Problem};
use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use jiff::civil::Date;

use super::read::{id, read, rows};
use super::{Rule, Severity, Subject, World};

pub(super) static RULES: &[Rule] = &[Rule {
    code: "clearance-open",
    severity: Severity::Refuse,
    kind: "seed",
    wants: &[],
    check: clearance_open,
}];

/// How somebody's consent to publication stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It was given, and has ended.
    Expired,
    /// Nobody has asked for it.
    NotAsked,
    /// It was asked for, and not given.
    Asked,
    /// It was given.
    Agreed,
}

impl Standing {
    /// The word in catalogues: `clearance-standing-CODE`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NotAsked => "not-asked",
            Self::Asked => "asked",
            Self::Agreed => "agreed",
        }
    }

    /// Whether it keeps a seed from becoming public.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Agreed)
    }
}

/// Somebody who must agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// The row, from 1.
    pub row: usize,
    /// As what he must agree, a code of `clearer`.
    pub clearer: String,
    /// The organisation, where it is registered.
    pub organisation: Option<RecordId>,
    /// Who it is, in words.
    pub name: String,
    /// How it stands.
    pub standing: Standing,
    /// Asked on.
    pub asked: Option<PartialDate>,
    /// Agreed on.
    pub agreed: Option<PartialDate>,
    /// The last day for which he agreed.
    pub expires: Option<PartialDate>,
}

/// Those who must agree before a seed becomes public, and how it stands on a day, in the order of the rows.
#[must_use]
pub fn clearances(body: &Body, day: Option<Date>) -> Vec<Clearance> {
    let read_row = |(row, one): (usize, Body)| {
        let date = |name| read::<PartialDate>(&one, name);
        let (asked, agreed, expires) = (date("asked"), date("agreed"), date("expires"));
        let has_ended = expires.zip(day).is_some_and(|(last, day)| last.last_day() < day);
        let standing = match (agreed, asked) {
            (Some(_), _) if has_ended => Standing::Expired,
            (Some(_), _) => Standing::Agreed,
            (None, Some(_)) => Standing::Asked,
            (None, None) => Standing::NotAsked,
        };
        Clearance {
            row,
            clearer: one.str("clearer").unwrap_or_default().to_owned(),
            organisation: id(&one, "organisation"),
            name: one.str("name").unwrap_or_default().to_owned(),
            standing,
            asked,
            agreed,
            expires,
        }
    };
    (1..).zip(rows(body, "clearances")).map(read_row).collect()
}

/// Names who has not agreed; to somebody who does not see the rows only that there is somebody.
fn clearance_open(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    if !super::publication::becomes_public(subject.body) {
        return Vec::new();
    }
    // When the day comes it is asked again: a consent may have ended meanwhile.
    let is_planned = !super::publication::is_public(subject.body);
    let open: Vec<Clearance> =
        clearances(subject.body, world.day()).into_iter().filter(|one| one.standing.is_open()).collect();
    if open.is_empty() {
        return Vec::new();
    }
    if subject.known.raw("clearances").is_none() {
        return vec![
            Problem::new("clearance-open").on("disclosure").arg("standing", "").arg("planned", is_planned),
        ];
    }
    let problem = |one: Clearance| {
        Problem::new("clearance-open")
            .on(&format!("clearances.{}.agreed", one.row))
            .arg("row", one.row)
            .arg("clearer", one.clearer)
            .arg("who", if one.name.is_empty() { one.name } else { format!(" {}", one.name) })
            .arg("standing", one.standing.code())
            .arg("planned", is_planned)
    };
    open.into_iter().map(problem).collect()
}
