//! The one-time operator link.

use crate::Fixture;

#[tokio::test]
async fn a_link_works_once_and_a_session_is_the_operator() {
    let fixture = Fixture::new().await;
    let app = &fixture.app;
    let link = app.invite_operator().await.unwrap();
    let session = app.sign_in(&link).await.unwrap();
    assert!(app.context_of(Some(&session.token)).await.unwrap().viewer.is_operator());
    assert_eq!(app.sign_in(&link).await.unwrap_err().code, "link-used");
    // A link is no session, and a session no link.
    let second = app.invite_operator().await.unwrap();
    assert!(!app.context_of(Some(&second)).await.unwrap().viewer.is_operator());
    assert_eq!(app.sign_in(&session.token).await.unwrap_err().code, "link-used");
    app.sign_out(&session.token).await.unwrap();
    assert!(!app.context_of(Some(&session.token)).await.unwrap().viewer.is_operator());
    assert!(!app.context_of(None).await.unwrap().viewer.is_operator());
}
