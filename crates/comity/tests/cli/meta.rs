//! `comity meta` and `comity calibrate portfolio`.

use std::process::Command;

use serde_json::Value;

use crate::{comity, file, json, real, refusal};

/// The thirteen trials as log risk ratios with their variances, latitude and name, in a file of their own.
fn bcg() -> Option<(tempfile::TempDir, String)> {
    let path = real("meta_analysis/dat.bcg.txt")?;
    let mut out = String::from("trial,yi,vi,ablat\n");
    for line in std::fs::read_to_string(path).unwrap().lines().skip(1) {
        let numbers: Vec<f64> =
            line.rsplit_once('"').unwrap().1.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [_, tpos, tneg, cpos, cneg, ablat] = numbers[..] else { panic!("{line}") };
        let yi = (tpos / (tpos + tneg)).ln() - (cpos / (cpos + cneg)).ln();
        let vi = 1.0 / tpos - 1.0 / (tpos + tneg) + 1.0 / cpos - 1.0 / (cpos + cneg);
        out.push_str(&format!("trial,{yi},{vi},{ablat}\n"));
    }
    Some(file("effects.csv", out))
}

/// That a figure is the printed one when rounded to as many digits.
fn printed(found: &Value, expect: &str) {
    let digits = expect.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    assert_eq!(format!("{:.digits$}", found.as_f64().unwrap()), expect);
}

#[test]
fn published_figures() {
    let Some((_folder, path)) = bcg() else { return };
    let run =
        |more: &[&str]| json(&[&["meta", &path, "--estimate", "yi", "--variance", "vi", "--json"], more].concat());
    let default = run(&[]);
    printed(&default["estimate"], "-0.7145");
    printed(&default["se"], "0.1808");
    printed(&default["interval"][0], "-1.1084");
    printed(&default["interval"][1], "-0.3206");
    printed(&default["prediction_interval"][0], "-2.008");
    printed(&default["prediction_interval"][1], "0.579");
    printed(&default["tau2"], "0.3132");
    printed(&default["i2"], "0.9222");
    printed(&default["q"], "152.233");
    let wald = run(&["--ci", "wald", "--moderators", "ablat"]);
    printed(&wald["moderators"][0]["estimate"], "-0.0291");
    printed(&wald["moderators"][0]["se"], "0.0072");
    printed(&wald["tau2"], "0.0763");
    printed(&wald["r2"], "0.756");
    printed(&wald["without_moderators"]["tau2"], "0.3132");
    assert!(wald["moderators"][0]["permutation_p"].as_f64().unwrap() < 0.05);
    printed(&run(&["--method", "dl", "--ci", "wald"])["interval"][0], "-1.0644");
    printed(&run(&["--method", "equal", "--ci", "wald"])["estimate"], "-0.4303");
}

const TABLE: &str = "name\tes\tv\tkind\tbrand\n\
    a\t0.3\t0.02\tlaunch\tA\nb\t0.1\t0.03\tprice\tA\nc\t-0.2\t0.01\tprice\tB\nd\t0.4\t0.05\tlaunch\tB\n\
    e\t0.2\tNaN\tlaunch\tB\nf\t0.2\t0\tlaunch\tB\ng\tinf\t0.1\tlaunch\tB\nh\t0.2\t-1\tlaunch\tB\n";

#[test]
fn what_cannot_be_used_is_counted_and_what_cannot_be_told_is_said() {
    let (_folder, path) = file("effects.tsv", TABLE);
    let columns = ["meta", &path, "--estimate", "es", "--variance", "v"];
    let found = json(&[&columns[..], &["--moderators", "kind", "--cluster", "brand", "--json"]].concat());
    assert_eq!(found["k"], 4);
    assert_eq!(found["rejected"]["missing_variance"], 1);
    assert_eq!(found["rejected"]["bad_variance"], 2);
    assert_eq!(found["rejected"]["bad_estimate"], 1);
    assert_eq!(found["omitted"][0]["line"], 6);
    let kind = &found["moderators"][0];
    assert_eq!(kind["name"], "kind:price");
    assert_eq!(kind["reference"], "launch");
    assert!(kind["estimate"].is_f64() && kind["p"].is_null() && kind["permutation_p"].is_null());
    assert_eq!(found["notes"][0]["code"], "few_clusters");
    let said = comity(&[&columns[..], &["--lang", "it"]].concat());
    assert!(String::from_utf8_lossy(&said.stdout).contains("4 eventi"));
}

/// Of many moderators some stand out by chance: only those are named that do so when judged together.
#[test]
fn moderators_are_judged_together() {
    let mut table = String::from("y,v,a,b,c,d\n");
    for i in 0..40_u32 {
        let of = |k: u32| f64::from((i * k + k) % 41) / 41.0;
        let y = 0.45 * of(7) + 0.18 * of(23) + f64::from(i * 7919 % 101) / 101.0 - 0.5;
        table.push_str(&format!("{y},0.02,{},{},{},{}\n", of(7), of(23), of(11), of(17)));
    }
    let (_folder, path) = file("effects.csv", table);
    let run = ["meta", &path, "--estimate", "y", "--variance", "v", "--permutations", "99", "--moderators", "a,b,c,d"];
    let found = json(&[&run[..], &["--json"]].concat());
    let figures: Vec<(f64, f64)> = found["moderators"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["p"].as_f64().unwrap(), m["p_adjusted"].as_f64().unwrap()))
        .collect();
    let least = figures.iter().map(|(p, _)| *p).fold(1.0, f64::min);
    assert!(
        figures.iter().all(|(p, adjusted)| adjusted >= p)
            && figures.iter().any(|(p, a)| *p == least && (a - 4.0 * p).abs() < 1e-12)
    );
    let said = String::from_utf8_lossy(&comity(&run).stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    let named = figures.iter().any(|(_, adjusted)| *adjusted <= 0.05);
    assert_eq!(said.contains("Effects go along with"), named, "{said}");
    assert_eq!(said.contains("Moderators explain"), named, "no share beside what cannot be told: {said}");
}

#[test]
fn refuses_what_makes_no_sense() {
    let (_folder, path) = file("effects.tsv", TABLE);
    let columns = ["meta", &path, "--estimate", "es", "--variance", "v"];
    let said = |code, more: &[&str]| refusal(code, &[&columns[..], more].concat());
    assert!(said(1, &["--moderators", "kin"]).contains("kind"));
    assert!(said(1, &["--moderators", "kind,brand,name"]).contains("coefficients"));
    assert!(said(2, &["--level", "95"]).contains("0.95"));
    assert!(said(2, &["--reference", "launch"]).contains("COLUMN=GROUP"));
    assert!(said(2, &["--method", "remle"]).contains("reml"));
    assert!(refusal(2, &["meta", &path, "--estimate", "es"]).contains("--variance"));
    assert!(refusal(1, &["meta", &path, "--estimate", "est", "--variance", "v"]).contains("`es`"));
}

#[test]
fn one_thread_and_two_say_the_same() {
    let run = |arguments: &[&str], threads: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(arguments)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the binary runs");
        assert!(run.status.success());
        run.stdout
    };
    let mut table = String::from("y\tv\tx\tc\n");
    for i in 0..40_u32 {
        let (x, noise) = (f64::from(i * 7 % 11), f64::from(i * 7919 % 101) / 101.0);
        table.push_str(&format!("{}\t{}\t{x}\t{}\n", 0.02 * x + noise, 0.01 + noise / 50.0, i % 9));
    }
    let (_folder, path) = file("effects.tsv", table);
    let meta = ["meta", &path, "--estimate", "y", "--variance", "v", "--moderators", "x", "--cluster", "c", "--json"];
    assert_eq!(run(&meta, "1"), run(&meta, "2"));
    let portfolio = ["calibrate", "portfolio", "--runs", "12", "--permutations", "99", "--json"];
    assert_eq!(run(&portfolio, "1"), run(&portfolio, "2"));
}

#[test]
fn portfolios_are_rehearsed() {
    let found = json(&["calibrate", "portfolio", "--runs", "60", "--permutations", "199", "--json"]);
    for (method, name) in ["hartung-knapp", "wald", "permutation"].into_iter().enumerate() {
        let method = &found["methods"][method];
        assert_eq!(method["method"], name);
        assert!(method["moderators"][0]["found"].as_f64().unwrap() > 0.8, "{method}");
        assert!(method["moderators"][1]["found"].as_f64().unwrap() < 0.15, "{method}");
    }
    assert!(refusal(2, &["calibrate", "portfolio", "--se-from", "0"]).contains("--se-from"));
}
