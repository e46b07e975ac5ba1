//! `enishi rebuild`: builds the match index again from the log.

use crate::failure::{Exit, Failure};
use crate::output::print;
use crate::progress::Reporter;
use crate::session::{Register, Session};

/// Rebuilds the index.
pub(crate) async fn run(session: &Session) -> Result<Exit, Failure> {
    let app = session.open(Register::MustExist).await?;
    let reporter = Reporter::new(&session.words, false);
    app.rebuild_index(&session.operator(), |done, all| reporter.index(done, all)).await?;
    reporter.finish();
    let state = app.matcher().state().await?;
    print(&format!("{}\n", session.words.text("cli-rebuild-done", &[("seq", state.seq.to_string())])))?;
    app.close().await;
    Ok(Exit::Done)
}
