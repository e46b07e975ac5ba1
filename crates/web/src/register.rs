//! What the register holds: every kind with its number and what it is.

use askama::Template;
use axum::response::Response;

use crate::fault::Fault;
use crate::figures::FigureView;
use crate::page::go_key;
use crate::remembered::{self, Made};
use crate::text::Words;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterMain {
    frame: Words,
    kinds: Vec<KindView>,
}

struct KindView {
    href: String,
    manual: String,
    label: String,
    key: &'static str,
    what: String,
    figure: FigureView,
    /// How many of the records are samples, in words; nothing where none is.
    samples: Option<String>,
}

/// Every kind, in the order of the model.
pub async fn show(visitor: Visitor) -> Result<Response, Fault> {
    remembered::page(&visitor, "register", async || make(&visitor).await).await
}

async fn make(visitor: &Visitor) -> Result<Made, Fault> {
    let (app, words) = (&visitor.site.app, &visitor.words);
    let mut kinds = Vec::new();
    for kind in app.registry().kinds() {
        let figure = app.figure(&visitor.ctx, kind.name, &[], "figure-records").await?;
        let sample = [("sample".to_owned(), "true".to_owned())];
        let samples = app.figure(&visitor.ctx, kind.name, &sample, "figure-samples").await?.count();
        kinds.push(KindView {
            samples: samples.map(|count| match figure.count() == Some(count) {
                true => words.t("register-samples-only"),
                false => words.one("register-samples", "count", crate::text::grouped(count)),
            }),
            href: format!("/{}", kind.plural),
            manual: format!("/help/{}", kind.plural),
            label: words.kinds(kind),
            key: go_key(kind.name),
            what: words.t(&format!("{}-help", kind.name)),
            figure: FigureView::new(words, &figure),
        });
    }
    Made::new(&words.t("place-register"), &RegisterMain { frame: words.clone(), kinds })
}
