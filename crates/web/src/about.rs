//! Pages about the register itself.

use askama::Template;
use axum::response::Response;

use crate::fault::{Fault, html};
use crate::page::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    frame: Frame,
    version: &'static str,
    engine: &'static str,
    kinds: Vec<(String, String)>,
    layers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "keyboard.html")]
struct KeyboardPage {
    frame: Frame,
}

/// What the register is, what it keeps and who sees what.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    let words = &visitor.words;
    let title = words.t("place-about");
    let kinds = visitor.site.app.registry().kinds();
    let kinds = kinds.map(|kind| (words.kinds(kind), words.t(&format!("{}-help", kind.name)))).collect();
    let layers = ["public", "member", "party", "steward"];
    let layers = layers
        .iter()
        .map(|layer| (words.t(&format!("layer-{layer}")), words.t(&format!("layer-{layer}-help"))))
        .collect();
    html(&AboutPage {
        frame: Frame::new(&visitor, &title).end(&title),
        version: env!("CARGO_PKG_VERSION"),
        engine: visitor.site.app.engine(),
        kinds,
        layers,
    })
}

/// The keys.
pub async fn keyboard(visitor: Visitor) -> Result<Response, Fault> {
    let title = visitor.words.t("place-keyboard");
    html(&KeyboardPage { frame: Frame::new(&visitor, &title).end(&title) })
}
