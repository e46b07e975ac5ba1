//! The copy of what is held about a person, and contacts that were kept long enough.

use std::io::Read;

use serde_json::Value as Json;

use crate::browser::{Browser, encoded, start};
use crate::desk::Desk;

fn line(json: &Json) -> String {
    format!("{json}\n")
}

fn member(desk: &Desk, file: &str, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(desk.path(file)).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A person with a role, a personal contact and an account.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let person = serde_json::json!({
        "name": {"ja": "白糠 澄江", "en": "Sumie Shiranuka", "kana": "しらぬか すみえ"},
        "personal_contact": "090-0000-0000", "disclosure": "public",
    });
    desk.file("people.jsonl", line(&person));
    desk.ok(&["import", "person", "people.jsonl", "--apply"]);
    let listed = desk.json(&["list", "person", "--format", "json"]);
    let reference = listed["items"][0]["ref"].as_str().unwrap().to_owned();
    let role = serde_json::json!({
        "title": {"ja": "コーディネーター（白糠）"}, "person": reference, "role": "other",
        "disclosure": "public",
    });
    desk.file("roles.jsonl", line(&role));
    desk.ok(&["import", "role", "roles.jsonl", "--apply"]);
    (desk, reference)
}

#[test]
fn a_person_gets_a_copy_of_all_that_is_held_and_no_secret_is_in_it() {
    let (desk, reference) = desk();
    let made = desk.ok(&["user", "add", "sumie@example.jp", "--name", "白糠 澄江", "--person", &reference]);
    let link = made.out.split("http://").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let (mut running, lines) = start(&desk, &["serve", "--listen", "127.0.0.1:0"], 5);
    let browser = Browser::new(&lines[0]);
    let path = &link[link.find('/').unwrap()..];
    let token = browser.get(path).hidden("form-token");
    let passphrase = "harbour lights at dusk";
    let body = format!("form-token={token}&name={}&passphrase={}", encoded("白糠 澄江"), encoded(passphrase));
    let taken = browser.send("POST", path, "application/x-www-form-urlencoded", body.as_bytes());
    assert_eq!(taken.status, 303, "{}", taken.body);
    let session = taken.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(running.signal("TERM"), Some(0));

    let done = desk.ok(&["person", "export", &reference]);
    assert!(done.out.contains(&format!("{reference}.zip")) && done.out.contains("1 account"), "{}", done.out);
    let file = format!("{reference}.zip");
    let held: Json = serde_json::from_str(&member(&desk, &file, "held.json")).unwrap();
    assert_eq!(held["person"]["fields"]["personal_contact"], "090-0000-0000");
    assert_eq!(held["records"][0]["kind"], "role");
    assert_eq!(held["records"][0]["fields"]["role"], "other");
    assert_eq!(held["history"].as_array().unwrap().len(), 1);
    let account = &held["accounts"][0];
    assert_eq!((&account["email"], &account["state"]), (&"sumie@example.jp".into(), &"active".into()));
    assert_eq!(account["sessions"].as_array().unwrap().len(), 1);
    let events: Vec<&str> =
        account["events"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap()).collect();
    assert!(events.contains(&"invited") && events.contains(&"accepted"), "{events:?}");
    for (name, words) in [
        ("held.ja.txt", ["白糠 澄江", "個人の連絡先: 090-0000-0000", "指している記録", "受け入れ"]),
        (
            "held.en.txt",
            ["Sumie Shiranuka", "Personal contact: 090-0000-0000", "Records that name", "sumie@"],
        ),
    ] {
        let text = member(&desk, &file, name);
        for word in &words[..3] {
            assert!(text.contains(word), "{word} is not in {name}: {text}");
        }
        assert!(!text.contains('⟦'), "{text}");
    }
    // What opens doors is in none of the files.
    let secret = session.split('=').nth(1).unwrap();
    for name in ["held.json", "held.ja.txt", "held.en.txt"] {
        let text = member(&desk, &file, name);
        assert!(!text.contains("argon2") && !text.contains(secret), "{name}");
    }
    // A second copy does not overwrite the first, and the first is told in the second.
    desk.run(&["person", "export", &reference]).expect(2).says(&["already"]);
    desk.ok(&["person", "export", &reference, "again.zip", "--lang", "ja"]);
    let again = member(&desk, "again.zip", "held.json");
    assert!(again.contains("data-copied") && again.contains("cli:"), "{again}");
    desk.run(&["person", "export", "person-00000000", "none.zip"]).expect(2);
    assert!(!desk.path("none.zip").exists());
}

#[test]
fn contacts_are_due_after_their_years_and_erased_only_when_asked() {
    let (desk, reference) = desk();
    // The only role ended long ago.
    let role = serde_json::json!({
        "title": {"ja": "本部の役職"}, "person": reference, "role": "other",
        "since": "2003-04", "until": "2005-03", "disclosure": "public",
    });
    let listed = desk.json(&["list", "role", "--format", "json"]);
    let open = listed["items"][0]["ref"].as_str().unwrap().to_owned();
    desk.file("more.jsonl", line(&role));
    desk.ok(&["import", "role", "more.jsonl", "--apply"]);
    let looked = desk.json(&["retention", "--format", "json"]);
    let rule = |report: &Json| report["rules"][0].clone();
    assert_eq!((&rule(&looked)["held"], rule(&looked)["due"].as_array().unwrap().len()), (&1.into(), 0));

    // With the open role gone, the years count from the end of the other one.
    desk.ok(&["erase", &open, "--reason", "a test", "--apply"]);
    let looked = desk.run(&["retention"]).expect(1).says(&["--apply"]);
    assert!(looked.out.contains(&format!("{reference} (since 2005-03-31)")), "{}", looked.out);
    let japanese = desk.run(&["retention", "--lang", "ja"]).expect(1);
    assert!(japanese.out.contains("期限切れ 1 件") && !japanese.out.contains('⟦'), "{}", japanese.out);
    assert!(desk.ok(&["show", &reference]).out.contains("090-0000-0000"), "looking changes nothing");
    desk.ok(&["retention", "--setting", "retention=personal-contacts=never"]);
    desk.ok(&["retention", "--setting", "retention=personal-contacts=100"]);
    desk.run(&["retention", "--setting", "retention=persons=1"]).expect(2).says(&["retention"]);

    let done = desk.ok(&["retention", "--apply"]);
    assert!(done.out.contains(&reference), "{}", done.out);
    let shown = desk.ok(&["show", &reference]).out;
    assert!(!shown.contains("090-0000-0000") && shown.contains("Shiranuka"), "{shown}");
    assert!(desk.ok(&["history", &reference]).out.contains("retention personal-contacts"));
    let after = desk.json(&["retention", "--format", "json"]);
    assert_eq!(rule(&after)["held"], 0);
    desk.ok(&["verify"]);
}
