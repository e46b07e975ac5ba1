//! `--on DATE` and `--known-at TIME`: what was true on a day, what the register held at a time.

use clap::Args;
use enishi_app::{App, Asked, Context};
use enishi_kit::date::{PartialDate, format_date};

use crate::failure::Failure;
use crate::output::tell;
use crate::session::Session;

#[derive(Args, Clone, Debug, Default)]
pub(crate) struct MomentArgs {
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long, value_name = "TIME")]
    known_at: Option<String>,
}

impl MomentArgs {
    /// The same person asking of these times; a line for people says which, beside the results.
    pub(crate) async fn ask(&self, app: &App, ctx: Context, session: &Session) -> Result<Context, Failure> {
        let asked = app.moment(self.on.as_deref(), self.known_at.as_deref()).await?;
        if let Some(line) = line(&asked, session) {
            tell(&format!("{line}\n"));
        }
        Ok(ctx.at(asked.moment))
    }
}

fn line(asked: &Asked, session: &Session) -> Option<String> {
    let words = &session.words;
    let day = asked.moment.on.map(|day| format_date(PartialDate::from(day), words.lang()));
    let at = asked.known_at.map(|at| session.local(at));
    Some(match (day, at) {
        (None, None) => return None,
        (Some(day), None) => words.text("moment-on", &[("day", day)]),
        (None, Some(at)) => words.text("moment-known-at", &[("at", at)]),
        (Some(day), Some(at)) => words.text("moment-both", &[("day", day), ("at", at)]),
    })
}
