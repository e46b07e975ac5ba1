//! `enishi user`: accounts from the shell, and that the server lets in whom it made.

use crate::browser::{Browser, encoded, start};
use crate::desk::Desk;

const PASSPHRASE: &str = "harbour lights at dusk";

/// The link that a command printed.
fn link(out: &str) -> String {
    let (_, rest) = out.split_once("http://").unwrap_or_else(|| panic!("no link in {out}"));
    let link = rest.split_whitespace().next().unwrap();
    link[link.find('/').unwrap()..].to_owned()
}

#[test]
fn an_administrator_made_in_the_shell_comes_in_and_can_be_suspended() {
    let desk = Desk::new();
    let made = desk.ok(&["user", "add", "--admin", "hanako@example.jp", "--name", "北見 花子"]);
    let path = link(&made.out);
    desk.run(&["user", "add", "HANAKO@example.jp"]).expect(2).says(&["There is an account"]);
    desk.run(&["user", "add", "hanako"]).expect(2);
    let listed = desk.json(&["user", "list", "--format", "json"]);
    assert_eq!((&listed["total"], &listed["items"][0]["state"]), (&1.into(), &"invited".into()));

    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = Browser::new(&lines[0]);
    let token = browser.get(&path).hidden("form-token");
    let body = format!("form-token={token}&name={}&passphrase={}", encoded("北見 花子"), encoded(PASSPHRASE));
    let kind = "application/x-www-form-urlencoded";
    let taken = browser.send("POST", &path, kind, body.as_bytes());
    assert_eq!((taken.status, taken.header("location")), (303, "/account?done=welcome"));
    let session = taken.header("set-cookie").split(';').next().unwrap().to_owned();
    let own = Browser { cookie: format!("enishi_lang=en; {session}"), ..browser };
    assert_eq!(own.get("/admin/accounts").status, 200);

    // Beside the running server.
    desk.run(&["user", "suspend", "hanako@example.jp"]).expect(3).says(&["nobody would be left"]);
    desk.run(&["user", "admin", "hanako@example.jp", "--remove"]).expect(3);
    let taro = link(&desk.ok(&["user", "add", "taro@example.jp", "--admin"]).out);
    let again = link(&desk.ok(&["user", "invite", "taro@example.jp"]).out);
    assert_ne!(taro, again);
    assert_eq!(own.get(&taro).status, 403, "the former link has ended");
    assert_eq!(own.get(&again).status, 200);
    desk.run(&["user", "suspend", "nobody@example.jp"]).expect(2).says(&["nobody@example.jp"]);
    desk.ok(&["user", "suspend", "taro@example.jp"]);
    assert_eq!(own.get(&again).status, 403, "and so has this one");
    desk.ok(&["user", "resume", "taro@example.jp"]);
    desk.run(&["user", "close", "taro@example.jp"]).expect(3).says(&["--yes"]);
    desk.ok(&["user", "close", "taro@example.jp", "--yes"]);
    let audit = own.get("/admin/audit").body;
    for part in ["Invitation made anew", "Suspended", "(an account that ended)", "(command line)"] {
        assert!(audit.contains(part), "{part}: {audit}");
    }
    let reset = link(&desk.ok(&["user", "reset", "hanako@example.jp"]).out);
    let form = own.get(&reset);
    assert!(form.body.contains("Choose a new passphrase for hanako@example.jp"), "{}", form.body);
    assert_eq!(running.signal("INT"), Some(0));
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    assert!(lines[1].contains("/sign-in"), "somebody administers, so there is no link: {lines:?}");
    assert_eq!(running.signal("INT"), Some(0));
}

#[test]
fn settings_of_a_sign_in_service_are_checked_and_the_doctor_looks_at_it() {
    let desk = Desk::new();
    let refused = |text: &str, says: &str| {
        desk.file("enishi.toml", text);
        desk.run(&["config", "show"]).expect(2).says(&[says]);
    };
    refused("oidc_issuer = \"http://id.example.jp\"\n", "oidc_issuer");
    refused("oidc_issuer = \"https://id.example.jp\"\n", "oidc_client_id");
    refused("oidc_issuer = \"https://id.example.jp\"\noidc_client_id = \"enishi\"\n", "oidc_label");
    // Nobody listens there.
    desk.file(
        "enishi.toml",
        "oidc_issuer = \"http://127.0.0.1:1\"\noidc_client_id = \"enishi\"\n\
         oidc_client_secret = \"himitsu88\"\noidc_label = \"大学の認証\"\n",
    );
    let shown = desk.ok(&["config", "show"]).out;
    assert!(shown.contains("大学の認証") && !shown.contains("himitsu88"), "{shown}");
    desk.ok(&["user", "add", "hanako@example.jp"]);
    let seen = desk.run(&["doctor"]).expect(1).out;
    assert!(seen.contains("The sign-in service http://127.0.0.1:1 cannot be used"), "{seen}");
}

#[test]
fn mail_settings_are_checked_and_the_password_is_masked() {
    let desk = Desk::new();
    let server = "mail_server = \"smtps://mail.example.jp\"\n";
    let refused = |text: &str, says: &str| {
        desk.file("enishi.toml", text);
        desk.run(&["config", "show"]).expect(2).says(&[says]);
    };
    refused("mail_server = \"smtp://mail.example.jp\"\nmail_from = \"e@example.jp\"\n", "mail_server");
    refused(server, "mail_from");
    refused(&format!("{server}mail_from = \"e@example.jp\"\nmail_user = \"e\"\n"), "mail_password");
    desk.file(
        "enishi.toml",
        format!("{server}mail_from = \"e@example.jp\"\nmail_user = \"e\"\nmail_password = \"himitsu77\"\n"),
    );
    let shown = desk.ok(&["config", "show"]).out;
    assert!(shown.contains("***") && !shown.contains("himitsu77"), "{shown}");
    // With mail nobody is shown the link.
    let made = desk.ok(&["user", "add", "hanako@example.jp"]).out;
    assert!(made.contains("being sent") && !made.contains("http://"), "{made}");
}
