//! Settings: where each comes from, and what is refused.

use crate::desk::Desk;

#[test]
fn each_setting_is_shown_with_its_origin() {
    let desk = Desk::new();
    desk.file(
        "enishi.toml",
        "# the register of the prefecture\nzone = \"UTC\"\nbackup_keep = 30\n\
         trusted_proxies = [\"10.0.0.1\", \"10.1.0.0/16\"]\nbackup_dir = \"copies\"\nlog = \"error\"\n",
    );
    let mut command = desk.command(&["--log", "info", "config", "show", "--format", "json"]);
    command.env("ENISHI_DATABASE_URL", "postgres://enishi:geheim@db/kci").env("ENISHI_ZONE", "Asia/Tokyo");
    command.env_remove("ENISHI_DATA_DIR");
    let done = command.output().unwrap();
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(!text.contains("geheim"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let of = |name: &str| {
        let settings = json["settings"].as_array().unwrap();
        let found = settings.iter().find(|setting| setting["name"] == name).unwrap();
        let part = |part: &str| found[part].as_str().unwrap_or_default().to_owned();
        (part("value"), part("origin"), part("place"))
    };
    let is = |value: &str, origin: &str, place: &str| (value.to_owned(), origin.to_owned(), place.to_owned());
    assert_eq!(of("log"), is("info", "flag", "--log"));
    assert_eq!(of("zone"), is("Asia/Tokyo", "environment", "ENISHI_ZONE"));
    assert_eq!(of("backup_keep"), is("30", "file", "enishi.toml:3"));
    assert_eq!(of("trusted_proxies"), is("10.0.0.1,10.1.0.0/16", "file", "enishi.toml:4"));
    assert_eq!(of("listen"), is("127.0.0.1:8080", "default", ""));
    assert_eq!(of("base_url"), is("http://127.0.0.1:8080/", "default", ""));
    assert_eq!(of("database_url"), is("postgres://enishi:***@db/kci", "environment", "ENISHI_DATABASE_URL"));
    assert_eq!(json["file"], "enishi.toml");
    let table = desk.ok(&["config", "show", "--lang", "ja"]).out;
    assert!(table.contains("enishi.toml:3") && table.contains("設定ファイル"), "{table}");
}

#[test]
fn an_unknown_name_is_refused_with_file_line_and_the_nearest() {
    let desk = Desk::new();
    desk.file("enishi.toml", "zone = \"UTC\"\n\nlisten_on = \"127.0.0.1:1\"\n");
    let done = desk.run(&["config", "show"]).expect(2);
    done.says(&["unknown setting `listen_on`", "at: enishi.toml:3"]);
    desk.file("enishi.toml", "zoen = \"UTC\"\n");
    desk.run(&["config", "show"]).expect(2).says(&["`zoen`", "at: enishi.toml:1", "Did you mean", "zone"]);
    desk.run(&["config", "show", "--lang", "ja"]).expect(2).says(&["`zoen` という設定はありません", "zone"]);
    desk.file("enishi.toml", "zone = \"UTC\"\nlisten = 127.0.0.1\n");
    desk.run(&["config", "show"]).expect(2).says(&["at: enishi.toml:2"]);
    desk.file("enishi.toml", "zone = true\n");
    desk.run(&["config", "show"]).expect(2).says(&["`zone`", "at: enishi.toml:1"]);
}

#[test]
fn a_value_is_refused_with_origin_found_and_expected() {
    let desk = Desk::new();
    desk.file("enishi.toml", "\nzone = \"Asia/Tokio\"\n");
    let done = desk.run(&["config", "show"]).expect(2);
    done.says(&["`zone` cannot be `Asia/Tokio`", "at: enishi.toml:2", "Asia/Tokyo"]);
    let done = desk.run(&["--setting", "zone=UTC", "--log", "loud", "kinds"]).expect(2);
    done.says(&["`log` cannot be `loud`", "at: --log", "error, warn, info"]);
    let mut command = desk.command(&["--setting", "zone=UTC", "kinds"]);
    let done = command.env("ENISHI_LISTEN", "8080").output().unwrap();
    let err = String::from_utf8(done.stderr).unwrap();
    assert!(err.contains("at: ENISHI_LISTEN") && err.contains("127.0.0.1:8080"), "{err}");
    let done = desk.run(&["--database-url", "mysql://root:geheim@db/x", "kinds", "--setting", "zone=UTC"]);
    assert!(!done.err.contains("geheim"), "{}", done.err);
    done.expect(2).says(&["mysql", "postgres://"]);
}

#[test]
fn a_variable_that_is_nearly_a_setting_is_told() {
    let desk = Desk::new();
    let done = desk.command(&["kinds"]).env("ENISHI_ZON", "UTC").output().unwrap();
    let err = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success() && err.contains("ENISHI_ZON") && err.contains("ENISHI_ZONE"), "{err}");
}
