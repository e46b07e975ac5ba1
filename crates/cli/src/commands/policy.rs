//! `enishi policy`: the policies as they stand, and why somebody may or may not do something.

use clap::Subcommand;
use enishi_app::Context;
use enishi_app::parts::{Action, Judged};
use enishi_kind::Layer;
use serde_json::json;

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json};
use crate::session::{Register, Session};
use crate::table::Table;

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    Show,
    Explain {
        #[arg(long, value_name = "PERSON|public")]
        who: String,
        #[arg(long, value_name = "ACTION")]
        action: String,
        #[arg(long, value_name = "RECORD")]
        on: Option<String>,
        #[arg(long, value_name = "table|json", default_value = "table")]
        format: Shape,
    },
}

/// Shows the policies, or explains a verdict.
pub(crate) async fn run(command: &PolicyCommand, session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let operator = session.operator();
    let (who, action, on, format) = match command {
        PolicyCommand::Show => {
            for (file, text) in app.policies() {
                print(&format!("// {file}\n\n{text}\n"))?;
            }
            app.close().await;
            return Ok(Exit::Done);
        }
        PolicyCommand::Explain { who, action, on, format } => (who, action, on, *format),
    };
    let Some(action) = Action::from_code(action) else {
        let known = Action::ALL.map(Action::code);
        let known = known.join(", ");
        return Err(enishi_app::Error::new("unknown-action").arg("found", action).arg("known", known).into());
    };
    let asking = if who == "public" {
        Context::public()
    } else {
        let person = app.find(&operator, "person", who).await?.seen.id;
        app.context_of_person("explain", Some(person), false).await?
    };
    let subjects: Vec<(String, Judged)> = match on {
        None => vec![(String::new(), Judged::Installation)],
        Some(on) => {
            let view = app.find_exact(&operator, on).await?;
            if action == Action::See {
                let scope = app.registry().scope(&view.seen.body).to_owned();
                let layer = |layer: Layer| Judged::Layer { level: layer.code(), held_by: scope.clone() };
                Layer::ALL.map(|one| (one.code().to_owned(), layer(one))).to_vec()
            } else {
                vec![(view.seen.reference.clone(), app.judged(view.kind, view.seen.id, &view.seen.body))]
            }
        }
    };
    let mut lines = Vec::new();
    for (name, subject) in &subjects {
        lines.push((name.clone(), app.verdict(&asking, action, subject)?));
    }
    app.close().await;
    match format {
        Shape::Json => print_json(&json!(
            lines
                .iter()
                .map(|(on, verdict)| json!({
                    "action": action.code(),
                    "on": on,
                    "permitted": verdict.is_permitted,
                    "policies": verdict.policies,
                }))
                .collect::<Vec<_>>()
        ))?,
        Shape::Table => {
            let word = |name: &str| session.words.word(name);
            let header = ["action", "on", "verdict", "by"];
            let mut table = Table::new(header.map(|name| word(&format!("cli-policy-{name}"))).to_vec());
            for (on, verdict) in lines {
                let said = if verdict.is_permitted { "cli-policy-permitted" } else { "cli-policy-refused" };
                table.push([action.code().to_owned(), on, word(said), verdict.policies.join(", ")]);
            }
            print(&table.render(session.out))?;
        }
    }
    Ok(Exit::Done)
}
