//! Beginning and ending a session, and looking at a demonstration as the public does.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};

use crate::address::is_own;
use crate::fault::Fault;
use crate::posted::Posted;
use crate::state::{Mode, SESSION_COOKIE, VIEW_COOKIE};
use crate::visitor::Visitor;

fn with_cookie(mut answer: Response, cookie: &str) -> Result<Response, Fault> {
    let value = HeaderValue::from_str(cookie).map_err(enishi_app::Error::internal)?;
    answer.headers_mut().append(header::SET_COOKIE, value);
    Ok(answer)
}

/// Uses the one-time link up and goes to the first page.
pub async fn begin(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let session = visitor.site.app.sign_in(&token).await?;
    let seconds = session.expires_at.duration_since(visitor.site.app.now()).as_secs().max(0);
    let cookie =
        format!("{SESSION_COOKIE}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}", session.token);
    with_cookie(Redirect::to("/").into_response(), &cookie)
}

/// Ends the session.
pub async fn end(posted: Posted) -> Result<Response, Fault> {
    if let Some(token) = &posted.visitor.session {
        posted.visitor.site.app.sign_out(token).await?;
    }
    let mut answer = with_cookie(
        Redirect::to("/").into_response(),
        &format!("{SESSION_COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"),
    )?;
    // What the operator saw must not come back with the browser's back button.
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(answer)
}

/// Shows the demonstration as the public sees it, or again as the operator does.
pub async fn change_view(visitor: Visitor) -> Result<Response, Fault> {
    if visitor.site.mode != Mode::Demo {
        return Err(Fault::unknown_page());
    }
    let asked = |name: &str| crate::address::first(&visitor.query, name);
    let back = asked("back").filter(|back| is_own(back)).unwrap_or("/");
    let cookie = if asked("as") == Some("public") {
        format!("{VIEW_COOKIE}=public; HttpOnly; SameSite=Lax; Path=/")
    } else {
        format!("{VIEW_COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0")
    };
    with_cookie(Redirect::to(back).into_response(), &cookie)
}
