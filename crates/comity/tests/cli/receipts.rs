//! A receipt that somebody downloaded, checked by the binary alone.

use std::path::Path;
use std::time::{Duration, Instant};

use super::desk::{answer, enter, invite, offer_of, on_offer, publish, receipt_in, set_up};
use super::serve::House;
use super::{comity, file, refusal};

/// The receipt of an answer once its entry has its place, and the key of the ledger.
fn downloaded(data: &Path) -> String {
    let house = House::open(data);
    let member = set_up(&house);
    let exchange = publish(&house, &member);
    let offer = offer_of(&exchange);
    let person = enter(&house, &invite(&house, &member, &exchange, "Livia", "livia@mail.example"));
    let signed = house.ask("POST", &offer, &person, &answer(&on_offer(&house, &person, &offer), None));
    let receipt = receipt_in(&signed).expect("a receipt");
    let begun = Instant::now();
    loop {
        let answer = house.ask("GET", &format!("{receipt}/receipt.json"), &person, "");
        let body = answer.split_once("\r\n\r\n").expect("a body").1.to_owned();
        if body.contains("\"checkpoint\"") {
            assert_eq!(house.stop(), Some(0));
            return body;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no place: {answer}");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_receipt_is_checked_from_its_file_alone_and_against_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let text = downloaded(&data);
    let (_folder, path) = file("receipt.json", &text);
    let run = comity(&["receipt", "verify", &path]);
    let told = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success() && told.starts_with("Proven: "), "{told}");
    for part in ["agreed", "1 of 1 entries", "Not checked: whose key it is"] {
        assert!(told.contains(part), "{part}: {told}");
    }

    let run = comity(&["receipt", "verify", &path, "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!((&json["proven"], &json["placed"]), (&true.into(), &1.into()));
    let key = json["verifier"].as_str().unwrap().to_owned();
    let run = comity(&["receipt", "verify", &path, "--key", &key]);
    assert!(String::from_utf8_lossy(&run.stdout).contains("by the key that you gave"), "{run:?}");
    assert!(refusal(2, &["receipt", "verify", &path, "--key", "norda"]).contains("NAME+HEX+BASE64"));
    assert!(refusal(1, &["receipt", "verify", "/nowhere/receipt.json"]).contains("cannot read"));
    let other = "other+00000000+AQ";
    assert!(refusal(2, &["receipt", "verify", &path, "--key", other]).contains("no such key"));

    // One letter, and it proves nothing.
    let altered = text.replacen("agreed", "agreeD", 1);
    let (_folder, wrong) = file("receipt.json", &altered);
    assert!(refusal(1, &["receipt", "verify", &wrong]).contains("does not prove what it says"));
    let run = comity(&["receipt", "verify", &wrong, "--json"]);
    assert_eq!(run.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(json["proven"], false);

    // The same file against the whole ledger.
    let at = data.display().to_string();
    let run = comity(&["ledger", "verify", "--against", &path, "--data", &at]);
    let told = String::from_utf8(run.stdout).unwrap();
    assert!(run.status.success(), "{told}");
    assert!(
        told.contains("The entry of the receipt is there") && told.contains("nothing of it was rewritten"),
        "{told}"
    );
    let said = refusal(1, &["ledger", "verify", "--against", &wrong, "--data", &at]);
    assert!(said.contains("neither a checkpoint nor a receipt"), "{said}");
}
