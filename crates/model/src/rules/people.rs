//! Who holds which post when, and who sits in a committee.

use enishi_kind::{Body, Problem};

use super::read::{SureDays, id, name, name_of, read, rows};
use super::{Rule, Severity, Subject, Wanted, Which, World};

/// Posts of which a headquarters has one at a time.
const SINGLE_POSTS: [&str; 2] = ["president", "project-director"];

/// The sectors that a committee for regional clusters brings together, by the pages of the Knowledge Cluster
/// Initiative; finance and support offices may sit there too.
const REQUIRED_SECTORS: [&str; 5] = ["industry", "university", "local-government", "mext", "meti"];

pub(super) static RULES: &[Rule] = &[
    Rule {
        code: "two-holders",
        severity: Severity::Question,
        kind: "role",
        wants: &[
            Wanted { kind: "role", which: Which::Same("cluster") },
            Wanted { kind: "cluster", which: Which::Named("cluster") },
        ],
        check: two_holders,
    },
    Rule {
        code: "member-sector",
        severity: Severity::Question,
        kind: "committee",
        wants: &[
            Wanted { kind: "organisation", which: Which::Named("members.organisation") },
            Wanted { kind: "person", which: Which::Named("members.person") },
        ],
        check: member_sector,
    },
    Rule {
        code: "committee-sectors",
        severity: Severity::Question,
        kind: "committee",
        wants: &[],
        check: committee_sectors,
    },
];

/// Concurrent posts are normal; two holders at a time are not, unless one of them holds it beside another post.
fn two_holders(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let body = subject.body;
    let (Some(cluster), Some(role)) = (id(body, "cluster"), body.str("role")) else { return Vec::new() };
    if !SINGLE_POSTS.contains(&role) || is_concurrent(body) {
        return Vec::new();
    }
    let is_rival = |other: &Body| {
        id(other, "cluster") == Some(cluster)
            && other.str("role") == Some(role)
            && !is_concurrent(other)
            && SureDays::of(body).meet(SureDays::of(other))
    };
    let rivals = world.others("role", subject).filter(|(_, other)| is_rival(other));
    rivals
        .map(|(_, other)| {
            // The same words from either side, the earlier one first.
            let mut both = [body, other].map(|role| (role.str("since"), name(role)));
            both.sort();
            let [(_, title), (_, other)] = both;
            Problem::new("two-holders")
                .on("until")
                .arg("cluster", name_of(world, "cluster", cluster))
                .arg("role", role)
                .arg("title", title)
                .arg("other", other)
        })
        .collect()
}

fn is_concurrent(role: &Body) -> bool {
    read(role, "concurrent").unwrap_or(false)
}

fn member_sector(subject: &Subject<'_>, world: &World) -> Vec<Problem> {
    let members = (1..).zip(rows(subject.body, "members"));
    members
        .filter(|(_, member)| member.str("sector").is_none())
        .map(|(row, member): (usize, Body)| {
            let of = |kind, column| id(&member, column).map(|id| name_of(world, kind, id));
            let member = of("organisation", "organisation").or_else(|| of("person", "person"));
            Problem::new("member-sector")
                .on(&format!("members.{row}.sector"))
                .arg("row", row)
                .arg("member", member.unwrap_or_default())
        })
        .collect()
}

/// Asks about sectors without a present member. A committee of which no members are recorded says nothing, and the
/// committee of a headquarters is no meeting of the ministries. Members count until they leave; once the committee has
/// ended, all count.
fn committee_sectors(subject: &Subject<'_>, _: &World) -> Vec<Problem> {
    let body = subject.body;
    let members = rows(body, "members");
    if members.is_empty() || body.str("committee_type") == Some("headquarters") {
        return Vec::new();
    }
    let has_ended = body.raw("until").is_some();
    let present = members.iter().filter(|member| has_ended || member.raw("until").is_none());
    let sectors: Vec<&str> = present.filter_map(|member| member.str("sector")).collect();
    let missing: Vec<&str> =
        REQUIRED_SECTORS.into_iter().filter(|sector| !sectors.contains(sector)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    vec![
        Problem::new("committee-sectors")
            .on("members")
            .arg("committee", name(body))
            .arg("missing", missing.join(", ")),
    ]
}
