//! Studio and portal as people meet them: a real server, and real Chromium in front of it.
//!
//! `COMITY_TEST_WEBDRIVER` is the address of a running chromedriver, `COMITY_TEST_AXE` the file `axe.min.js` of axe-core; `.ci/run`
//! sets both. Without the first these tests say that they are skipped; without the second pages are visited unexamined, which
//! a line says too. With `COMITY_PICTURES` naming a folder, the pictures of the README are taken on the way.

mod crowd;
mod driver;
mod everywhere;
mod guests;
mod ideas;
mod look;
mod moderation;
mod opinions;
mod part;
mod portal;
mod pulses;
mod story;
mod studio;
mod without_scripts;

use std::future::Future;

/// Where chromedriver listens, as `host:port`; says so and gives nothing where none is set.
fn webdriver() -> Option<String> {
    match std::env::var("COMITY_TEST_WEBDRIVER") {
        Ok(address) => Some(address.trim_start_matches("http://").trim_end_matches('/').to_owned()),
        Err(_) => {
            println!("skipped: COMITY_TEST_WEBDRIVER names no chromedriver");
            None
        }
    }
}

/// Runs a test on a runtime of its own, so that browsers are closed even when it fails.
fn run<F: Future<Output = ()>>(test: F) {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn terms_are_written_answered_signed_and_left() {
    if let Some(webdriver) = webdriver() {
        run(story::whole(webdriver));
    }
}

#[test]
fn without_scripts_a_person_puts_a_condition_and_signs() {
    if let Some(webdriver) = webdriver() {
        run(without_scripts::signing(webdriver));
    }
}

#[test]
fn an_idea_is_proposed_voted_on_and_answered_with_the_keyboard_alone() {
    if let Some(webdriver) = webdriver() {
        run(ideas::whole(webdriver));
    }
}

#[test]
fn moderators_decide_by_keys_and_try_rules() {
    if let Some(webdriver) = webdriver() {
        run(moderation::whole(webdriver));
    }
}

#[test]
fn questions_challenges_and_help_are_taken_part_in_with_the_keyboard_alone() {
    if let Some(webdriver) = webdriver() {
        run(part::whole(webdriver));
    }
}

#[test]
fn statements_are_answered_and_the_map_is_seen_with_the_keyboard_alone() {
    if let Some(webdriver) = webdriver() {
        run(opinions::whole(webdriver));
    }
}

#[test]
fn whoever_declines_says_how_it_was_with_the_keyboard_alone() {
    if let Some(webdriver) = webdriver() {
        run(pulses::whole(webdriver));
    }
}

#[test]
fn without_an_account_people_take_part_here_and_on_the_firms_own_site() {
    if let Some(webdriver) = webdriver() {
        run(guests::whole(webdriver));
    }
}

#[test]
fn every_page_of_the_demo_is_whole_in_both_languages() {
    if let Some(webdriver) = webdriver() {
        run(everywhere::visited(webdriver));
    }
}
