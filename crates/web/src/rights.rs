//! Who sees and does what, as a page of the manual: every mark is asked of the policies when the page is drawn.

use askama::Template;
use axum::response::Response;
use enishi_app::parts::table::{Asked, Person, are_alike, changes, layers, people};
use enishi_app::parts::{Action, Judged};

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "rights.html")]
struct RightsPage {
    frame: Frame,
    version: &'static str,
    people: Vec<(String, String)>,
    holders: Vec<(String, usize)>,
    layers: Vec<(String, String)>,
    sees: Vec<Row>,
    actions: Vec<(String, String)>,
    keeps: Vec<Keep>,
    administers: Vec<String>,
    policies: Vec<PolicyView>,
}

/// A kind of user and what he may, one mark for each column.
struct Row {
    who: String,
    cells: Vec<bool>,
}

/// What may be done with the records of a group of kinds.
struct Keep {
    heading: String,
    /// Kinds of which the same holds.
    also: String,
    /// For each holder, its name and those who may something.
    parts: Vec<(String, Vec<Row>)>,
}

struct PolicyView {
    id: &'static str,
    words: String,
    text: &'static str,
}

/// Shows it.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("rights-title");
    let (people, seen, changed) = (people(), layers(), changes());
    let may = |person: &Person, action: Action, asked: &Asked| {
        visitor.site.app.policy_cell(person, action, asked).map(|verdict| verdict.is_permitted)
    };
    let who = |person: &Person| words.t(&format!("rights-who-{}", person.code));
    let mut holders: Vec<(String, usize)> = Vec::new();
    for asked in &seen {
        let name = words.t(&format!("rights-holder-{}", asked.holder));
        match holders.last_mut().filter(|(last, _)| *last == name) {
            Some((_, columns)) => *columns += 1,
            None => holders.push((name, 1)),
        }
    }
    let mut sees = Vec::new();
    for person in &people {
        let cells = seen.iter().map(|asked| may(person, Action::See, asked)).collect::<Result<_, _>>()?;
        sees.push(Row { who: who(person), cells });
    }
    let mut keeps: Vec<Keep> = Vec::new();
    let mut administers = Vec::new();
    for asked in &changed {
        let mut rows = Vec::new();
        for person in &people {
            let cells: Vec<bool> =
                asked.actions.iter().map(|action| may(person, *action, asked)).collect::<Result<_, _>>()?;
            if cells.contains(&true) {
                rows.push(Row { who: who(person), cells });
            }
        }
        if asked.subject == Judged::Installation {
            administers = rows.into_iter().map(|row| row.who).collect();
            continue;
        }
        let part = (words.t(&format!("rights-holder-{}", asked.holder)), rows);
        let heading = heading(words, asked);
        match keeps.last_mut().filter(|last| last.heading == heading) {
            Some(keep) => keep.parts.push(part),
            None => keeps.push(Keep { heading, also: also(&visitor, asked), parts: vec![part] }),
        }
    }
    let layer = |asked: &Asked| {
        let code = asked.what;
        (words.t(&format!("layer-{code}")), words.t(&format!("layer-{code}-help")))
    };
    let acting = changed.first().map(|asked| asked.actions).unwrap_or_default();
    html(&RightsPage {
        frame: Frame::new(&visitor, &title).step(&words.t("help-title"), "/help").end(&title),
        version: env!("CARGO_PKG_VERSION"),
        people: people
            .iter()
            .map(|person| (who(person), words.t(&format!("rights-who-{}-help", person.code))))
            .collect(),
        holders,
        layers: seen.iter().map(layer).collect(),
        sees,
        actions: acting
            .iter()
            .map(|action| {
                let key = format!("rights-do-{}", action.code());
                (words.t(&key), words.t(&format!("{key}-help")))
            })
            .collect(),
        keeps,
        administers,
        policies: visitor
            .site
            .app
            .each_policy()
            .map(|(id, text)| PolicyView { id, words: words.t(&format!("rights-policy-{id}")), text })
            .collect(),
    })
}

fn heading(words: &Words, asked: &Asked) -> String {
    let kind = words.t(asked.what);
    let key = match asked.of {
        "another company" => "rights-of-others",
        "university" | "company" => "rights-of-own",
        _ => return kind,
    };
    words.one(key, "kind", kind)
}

/// The other kinds that the same people keep.
fn also(visitor: &Visitor, asked: &Asked) -> String {
    let words = &visitor.words;
    let kinds = visitor.site.app.registry().kinds();
    let alike: Vec<String> = kinds
        .filter(|kind| kind.name != asked.what && are_alike(kind.name, asked.what))
        .map(|kind| words.kinds(kind))
        .collect();
    alike.join(&words.t("list-comma"))
}
