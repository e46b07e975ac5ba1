//! The session's cookie, and looking at a demonstration as the public does.

use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::accounts::SessionToken;
use http::{HeaderValue, header};

use crate::address::is_own;
use crate::fault::Fault;
use crate::state::{Mode, VIEW_COOKIE};
use crate::visitor::Visitor;

/// An answer that sets a cookie.
pub fn with_cookie(mut answer: Response, cookie: &str) -> Result<Response, Fault> {
    let value = HeaderValue::from_str(cookie).map_err(enishi_app::Error::internal)?;
    answer.headers_mut().append(header::SET_COOKIE, value);
    Ok(answer)
}

/// An answer that gives the browser a session.
pub fn with_session(visitor: &Visitor, answer: Response, session: &SessionToken) -> Result<Response, Fault> {
    let seconds = session.ends_at.duration_since(visitor.site.app.now()).as_secs().max(0);
    let name = visitor.site.session_cookie();
    let cookie = format!("{name}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}", session.token);
    with_cookie(answer, &cookie)
}

/// An answer that takes the session away.
pub fn without_session(visitor: &Visitor, answer: Response) -> Result<Response, Fault> {
    let name = visitor.site.session_cookie();
    let mut answer = with_cookie(answer, &format!("{name}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"))?;
    // What he saw must not come back with the browser's back button.
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(answer)
}

/// An answer that no cache and no disk keeps: it shows something once.
pub fn unkept(mut answer: Response) -> Response {
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
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
