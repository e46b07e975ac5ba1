//! The page of a demonstration on which a visitor chooses as whom he looks at it. On a register for work there is no such page.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::posted::Posted;
use crate::session::with_session;
use crate::state::Mode;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "personas.html")]
struct PersonasPage {
    frame: Frame,
    personas: Vec<Row>,
}

struct Row {
    key: String,
    name: String,
    roles: Vec<(String, String)>,
}

fn require_demo(visitor: &Visitor) -> Result<(), Fault> {
    if visitor.site.mode == Mode::Demo { Ok(()) } else { Err(Fault::unknown_page()) }
}

/// Lists them.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    require_demo(&visitor)?;
    let words = &visitor.words;
    let title = words.t("personas-title");
    let vocabulary = words.vocabulary("role", "role");
    let personas = visitor.site.app.personas(visitor.lang()).await?;
    html(&PersonasPage {
        personas: personas
            .into_iter()
            .map(|persona| Row {
                name: if persona.name.is_empty() { words.t("accounts-admin") } else { persona.name },
                roles: persona
                    .roles
                    .into_iter()
                    .map(|(code, title)| {
                        let label = vocabulary.map(|known| words.code(known, &code));
                        (label.unwrap_or(code), title)
                    })
                    .collect(),
                key: persona.key,
            })
            .collect(),
        frame: Frame::new(&visitor, &title).end(&title).with_sample(true),
    })
}

/// Goes on as one of them.
pub async fn begin(posted: Posted) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    require_demo(visitor)?;
    let key = posted.first("persona").unwrap_or_default();
    let session = visitor.site.app.begin_persona(key, visitor.lang(), &visitor.arrival()).await?;
    with_session(visitor, Redirect::to("/").into_response(), &session)
}
