//! Order of origins, and what is refused.

use super::*;

fn environment(pairs: &[(&str, &str)]) -> Environment {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), OsString::from(value))).collect()
}

fn load(globals: &Globals, pairs: &[(&str, &str)]) -> Settings {
    Settings::load(globals, &environment(pairs)).unwrap()
}

#[test]
fn flag_goes_before_environment_and_environment_before_default() {
    let pairs = [("ENISHI_LANG", "ja"), ("LANG", "en_GB.UTF-8"), ("HOME", "/home/a")];
    let globals = Globals::default();
    assert_eq!(load(&globals, &pairs).lang, Lang::Ja);
    let globals = Globals { lang: Some("en".into()), ..Globals::default() };
    assert_eq!(load(&globals, &pairs).lang, Lang::En);
    assert_eq!(load(&Globals::default(), &[("LANG", "ja_JP.UTF-8")]).lang, Lang::Ja);
    assert_eq!(load(&Globals::default(), &[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")]).lang, Lang::En);
}

#[test]
fn the_nearer_of_folder_and_database_wins() {
    let pairs = [("ENISHI_DATABASE_URL", "postgres://db/kci"), ("HOME", "/home/a")];
    assert!(matches!(load(&Globals::default(), &pairs).location().unwrap(), Location::Postgres(_)));
    let globals = Globals { data: Some("/srv/kci".into()), ..Globals::default() };
    assert_eq!(load(&globals, &pairs).location().unwrap(), Location::Folder("/srv/kci".into()));
}

#[test]
fn without_a_home_the_folder_must_be_named() {
    let settings = load(&Globals::default(), &[]);
    assert_eq!(settings.location().unwrap_err().exit(), 4);
    let settings = load(&Globals::default(), &[("XDG_DATA_HOME", "/srv/data")]);
    assert_eq!(settings.folder().unwrap(), PathBuf::from("/srv/data/enishi"));
}

#[test]
fn only_this_machine_is_served_or_a_proxy_with_https() {
    let open = |pairs: &[(&str, &str)]| check_listen(&load(&Globals::default(), pairs)).map_err(|e| e.exit());
    for here in ["127.0.0.1:80", "[::1]:80"] {
        assert_eq!(open(&[("ENISHI_LISTEN", here)]), Ok(()), "{here}");
    }
    for other in ["0.0.0.0:80", "192.168.1.4:80", "[::]:80"] {
        assert_eq!(open(&[("ENISHI_LISTEN", other)]), Err(3), "{other}");
    }
    let listen = ("ENISHI_LISTEN", "0.0.0.0:80");
    let proxies = ("ENISHI_TRUSTED_PROXIES", "10.0.0.1");
    assert_eq!(open(&[listen, proxies]), Err(3));
    assert_eq!(open(&[listen, proxies, ("ENISHI_BASE_URL", "http://a.example/")]), Err(3));
    assert_eq!(open(&[listen, proxies, ("ENISHI_BASE_URL", "https://a.example/")]), Ok(()));
    assert!(check_metrics("127.0.0.1".parse().unwrap()).is_ok());
    assert_eq!(check_metrics("10.0.0.1".parse().unwrap()).unwrap_err().exit(), 3);
}

#[test]
fn any_setting_can_be_given_for_one_run() {
    let globals = Globals { setting: vec!["zone=UTC".into(), "backup_keep=3".into()], ..Globals::default() };
    let settings = load(&globals, &[("ENISHI_BACKUP_KEEP", "5")]);
    assert_eq!(settings.backup.keep, 3);
    assert_eq!(settings.backup.at, jiff::civil::time(2, 30, 0, 0));
    let wrong = Globals { setting: vec!["zoen=UTC".into()], ..Globals::default() };
    assert_eq!(Settings::load(&wrong, &environment(&[])).unwrap_err().exit(), 2);
}

#[test]
fn each_value_is_checked() {
    let refused = |name: &str, value: &str| {
        let pairs = [(declared::variable(name), OsString::from(value))];
        Settings::load(&Globals::default(), &pairs.into_iter().collect()).unwrap_err().exit()
    };
    for (name, value) in [
        ("database_url", "mysql://db/kci"),
        ("listen", "8080"),
        ("base_url", "enishi.example.jp"),
        ("trusted_proxies", "proxy"),
        ("metrics_listen", "9464"),
        ("lang", "fr"),
        ("color", "alway"),
        ("zone", "Mars/Olympus"),
        ("max_file_mb", "0"),
        ("backup_at", "26:00"),
        ("backup_keep", "many"),
        ("log", "sqlx=trace"),
        ("log", "5"),
        ("log_format", "xml"),
    ] {
        assert_eq!(refused(name, value), 2, "{name} {value}");
    }
}

#[test]
fn every_setting_says_what_is_expected() {
    for lang in Lang::ALL {
        let words = crate::words::Words::new(&enishi_model::registry(), lang).unwrap();
        for declared in declared::DECLARED {
            assert!(words.find(declared.expected, &[]).is_some(), "{}", declared.name);
        }
    }
}

#[test]
fn what_is_nearly_a_setting_is_told() {
    let settings = load(&Globals::default(), &[("ENISHI_LISTN", "1"), ("ENISHI_CONFIG", ""), ("PATH", "")]);
    assert_eq!(settings.strangers, [("ENISHI_LISTN".to_owned(), "ENISHI_LISTEN".to_owned())]);
}

#[test]
fn the_language_is_known_before_arguments_are_read() {
    let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
    assert_eq!(early_lang(&words("enishi --lang ja import"), &environment(&[])), Lang::Ja);
    assert_eq!(early_lang(&words("enishi import --lang=ja"), &environment(&[])), Lang::Ja);
    assert_eq!(early_lang(&words("enishi import -- --lang=ja"), &environment(&[])), Lang::En);
}

#[test]
fn a_contact_in_the_settings_must_reach_somebody() {
    let home = ("HOME", "/home/a");
    assert!(load(&Globals::default(), &[home]).contact.is_empty());
    let given = [home, ("ENISHI_CONTACT_NAME", "窓口"), ("ENISHI_CONTACT_EMAIL", "desk@example.jp")];
    assert_eq!(load(&Globals::default(), &given).contact.email, "desk@example.jp");
    for wrong in [("ENISHI_CONTACT_NAME", "窓口"), ("ENISHI_CONTACT_EMAIL", "desk")] {
        let refused = Settings::load(&Globals::default(), &environment(&[home, wrong]));
        assert_eq!(refused.unwrap_err().exit(), 2, "{wrong:?}");
    }
}
