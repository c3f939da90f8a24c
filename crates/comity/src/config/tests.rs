//! What a configuration may say, and what is said of a wrong one.

use std::collections::BTreeMap;

use super::key::{KEYS, default_file};
use super::*;

fn variables(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(file: &str, environment: &[(&str, &str)], flags: &Flags) -> Result<(Config, Effective), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("comity.toml");
    std::fs::write(&path, file).unwrap();
    let shown = |text: String| text.replace(&path.display().to_string(), "comity.toml");
    load_from(Some(&path), &variables(environment), flags).map_err(|wrong| shown(wrong.to_string()))
}

#[test]
fn the_default_file_is_the_default() {
    insta::assert_snapshot!(default_file());
    let (from_file, _) = read(&default_file(), &[], &Flags::default()).unwrap();
    let (from_nothing, _) = load_from(None, &BTreeMap::new(), &Flags::default()).unwrap();
    assert_eq!(format!("{from_file:?}"), format!("{from_nothing:?}"));
    assert_eq!(from_nothing.database_url(), "sqlite://comity-data/comity.db");
    assert_eq!(from_nothing.keys_folder(), Path::new("comity-data/keys"));
    assert_eq!(from_nothing.base_url().to_string(), "http://127.0.0.1:8280");
}

#[test]
fn later_sources_go_first_and_are_named() {
    let file = "data = '/srv/comity'\nlisten = '127.0.0.1:1'\ndisk_floor_mib = 10\n[mail]\nserver = 'mail.example.com'\n\
                from = 'Aria <a@example.com>'";
    let environment = [
        ("COMITY_LISTEN", "127.0.0.1:2"),
        ("COMITY_MAIL_PORT", "2525"),
        ("COMITY_MAIL_PASSWORD", "12345"),
        ("COMITY_DATABASE", "postgres://aria:hush@db.example.com/comity?password=hush"),
        ("COMITY_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
        ("COMITY_WEBHOOKS_ALLOW", "10.0.0.0/8, hooks.example:8443"),
        ("COMITY_TEST_POSTGRES", "whatever"),
    ];
    let flags = Flags { listen: Some("127.0.0.1:3".into()), ..Flags::default() };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("comity.toml");
    std::fs::write(&path, file).unwrap();
    let (config, effective) = load_from(Some(&path), &variables(&environment), &flags).unwrap();
    assert_eq!(config.listen.port(), 3);
    assert_eq!((config.mail.port, config.mail.password.reveal()), (2525, "12345"));
    assert_eq!(config.trusted_proxies.len(), 2);
    assert!(config.webhooks.allow.names("hooks.example", 8443) && config.webhooks.allow.hold([10, 0, 0, 1].into()));
    let shown = effective.to_string().replace(&path.display().to_string(), "comity.toml");
    assert!(!shown.contains("hush") && !shown.contains("12345") && !format!("{config:?}").contains("hush"));
    insta::assert_snapshot!(shown);
}

#[test]
fn whatever_is_wrong_is_named_with_its_place() {
    let check = |file: &str, environment: &[(&str, &str)], expect: &str| {
        let wrong = read(file, environment, &Flags::default()).map(drop).unwrap_err();
        assert!(wrong.contains(expect), "{wrong}\n  should hold: {expect}");
    };
    check("listn = 'x'", &[], "listn (comity.toml): there is no such key; is listen meant?");
    check("[mail]\nsever = 'x'", &[], "mail.sever (comity.toml): there is no such key; is mail.server meant?");
    check("mail = 3", &[], "mail (comity.toml): there is no such key");
    check("listen = 'here'", &[], "listen (comity.toml): invalid socket address");
    check("", &[("COMITY_MAIL_PORT", "many")], "mail.port (COMITY_MAIL_PORT): invalid type: found string \"many\"");
    check("", &[("COMITY_MAIL_PORT", "70000")], "mail.port (COMITY_MAIL_PORT): invalid value");
    check("", &[("COMITY_LISTE", "x")], "COMITY_LISTE (environment): there is no such key; is COMITY_LISTEN meant?");
    check("base_url = 'https://a.example/b'", &[], "base_url (comity.toml): \"https://a.example/b\" is no address");
    check("trusted_proxies = ['10.0.0.0/33']", &[], "trusted_proxies (comity.toml): \"10.0.0.0/33\" is no network");
    check(
        "[webhooks]\nallow = ['*.a.example']",
        &[],
        "webhooks.allow (comity.toml): \"*.a.example\" is neither network",
    );
    check(
        "",
        &[("COMITY_WEBHOOKS_ALLOW", "10.0.0.0/8, a b")],
        "webhooks.allow (COMITY_WEBHOOKS_ALLOW): \"a b\" is neither",
    );
    check("[mail]\nsecurity = 'ssl'", &[], "mail.security (comity.toml): unknown variant");
    check("[mail]\nserver = 'mail.example.com'", &[], "mail.from is empty, but mail.server is set");
    check("a = = b", &[], "comity.toml: TOML parse error at line 1");
    check("listen = 3\ndisk_floor_mib = 'x'", &[], "also: disk_floor_mib (comity.toml)");
    let secret = read("database = 77123", &[], &Flags::default()).map(drop).unwrap_err();
    assert!(secret.contains("database (comity.toml): a text is expected") && !secret.contains("77123"), "{secret}");
}

#[test]
fn no_two_keys_share_a_variable() {
    let variables: std::collections::BTreeSet<String> = KEYS.iter().map(key::Key::variable).collect();
    assert_eq!(variables.len(), KEYS.len());
}

#[test]
fn networks_hold_their_addresses() {
    let check = |network: &str, address: &str, inside: bool| {
        let network: Network = network.parse().unwrap();
        assert_eq!(network.contains(address.parse().unwrap()), inside, "{network:?} {address}");
    };
    check("10.0.0.0/8", "10.255.0.1", true);
    check("10.0.0.0/8", "::ffff:10.1.1.1", true);
    check("10.0.0.0/8", "11.0.0.1", false);
    check("127.0.0.1", "127.0.0.1", true);
    check("127.0.0.1", "127.0.0.2", false);
    check("0.0.0.0/0", "8.8.8.8", true);
    check("0.0.0.0/0", "::1", false);
    check("::/0", "::1", true);
    check("fd00::/8", "fd12::1", true);
}

#[test]
fn addresses_of_instances() {
    let check = |text: &str, expect: &str| assert_eq!(text.parse::<BaseUrl>().unwrap().to_string(), expect);
    check("https://Exchange.example.com/", "https://exchange.example.com");
    check("https://a.example:443", "https://a.example");
    check("http://127.0.0.1:8280", "http://127.0.0.1:8280");
    for bad in ["a.example", "ftp://a.example", "https://u:p@a.example", "https://a.example/x", "https://a.example/?q"]
    {
        assert!(bad.parse::<BaseUrl>().is_err(), "{bad}");
    }
}
