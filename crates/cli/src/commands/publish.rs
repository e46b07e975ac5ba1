//! `enishi publish KIND`: keeps a list's count as a published figure; `enishi recount FIGURE` counts it again.

use clap::Args;
use enishi_app::Publication;

use super::Shape;
use super::list::parse_filter;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::{Register, Session, find_kind};

#[derive(Args, Debug)]
pub(crate) struct PublishArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(long, value_name = "TEXT")]
    title: String,
    #[arg(long = "filter", value_name = "NAME=VALUE", value_parser = parse_filter)]
    filters: Vec<(String, String)>,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long = "in", value_name = "TEXT", default_value = "")]
    published_in: String,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

#[derive(Args, Debug)]
pub(crate) struct RecountArgs {
    #[arg(value_name = "FIGURE")]
    figure: String,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Counts and keeps.
pub(crate) async fn publish(args: &PublishArgs, session: &Session) -> Result<Exit, Failure> {
    find_kind(&enishi_model::registry(), &args.kind)?;
    let app = session.open(Register::MustExist).await?;
    let asked = app.moment(args.on.as_deref(), None).await?;
    let publication = Publication {
        kind: &args.kind,
        filters: &args.filters,
        on: asked.moment.on,
        title: &args.title,
        lang: session.words.lang(),
        published_in: &args.published_in,
    };
    let change = app.publish(&session.operator(), &publication).await?;
    let exit = tell_recount(&app, &change.reference, args.format, session).await;
    app.close().await;
    exit
}

/// Counts again.
pub(crate) async fn recount(args: &RecountArgs, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let exit = tell_recount(&app, &args.figure, args.format, session).await;
    app.close().await;
    exit
}

/// Done with findings where the figure does not agree with what it was counted from.
async fn tell_recount(
    app: &enishi_app::App,
    figure: &str,
    format: Shape,
    session: &Session,
) -> Result<Exit, Failure> {
    let recount = app.recount(&session.operator(), figure).await?;
    let words = &session.words;
    match format {
        Shape::Json => print_json(&serde_json::json!({
            "figure": figure,
            "stated": recount.stated,
            "known_at": recount.known_at.to_string(),
            "then": recount.then,
            "now": recount.now,
            "agrees": recount.agrees,
            "is_other_rule": recount.is_other_rule,
            "on": recount.rows.on.map(|day| day.to_string()),
            "kind": recount.rows.kind.plural,
            "filters": recount.rows.filters,
        }))?,
        Shape::Table => {
            let said = [
                ("figure", figure.to_owned()),
                ("stated", recount.stated.clone()),
                ("then", recount.then.to_string()),
                ("now", recount.now.to_string()),
                ("at", session.local(recount.known_at)),
            ];
            print(&format!("{}\n", words.text("cli-recount", &said)))?;
            if !recount.agrees {
                print(&format!("{}\n", words.word("publish-differs-why")))?;
            }
            if recount.is_other_rule {
                print(&format!("{}\n", words.word("publish-other-rule")))?;
            }
        }
    }
    Ok(if recount.agrees { Exit::Done } else { Exit::Findings })
}
