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
fn only_this_machine_is_served() {
    assert!(check_loopback("127.0.0.1".parse().unwrap()).is_ok());
    assert!(check_loopback("::1".parse().unwrap()).is_ok());
    for open in ["0.0.0.0", "192.168.1.4", "::"] {
        assert_eq!(check_loopback(open.parse().unwrap()).unwrap_err().exit(), 3, "{open}");
    }
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
