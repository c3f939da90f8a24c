//! The life of one agreement, from the first member to the last trace of the person.

use std::time::{Duration, Instant};

use super::driver::Browser;
use super::studio::NAME;
use super::{crowd, portal, studio};
use crate::serve::House;

/// Two readers, each with a browser.
struct Two {
    house: House,
    member: Browser,
    person: Browser,
}

/// The whole of it. The member reads English at a desk, the person Italian on a telephone.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let member = Browser::open(&webdriver, &base, 1280, true).await;
    let person = Browser::open(&webdriver, &base, 360, true).await;
    let two = std::sync::Arc::new(tokio::sync::Mutex::new(Two { house, member, person }));
    let told = std::sync::Arc::clone(&two);
    let ended = tokio::spawn(async move { tell(&mut *told.lock().await).await }).await;
    let Two { house, member, person } = std::sync::Arc::into_inner(two).unwrap().into_inner();
    if ended.is_err() {
        eprintln!("The member {}", member.where_it_stopped().await);
        eprintln!("The person {}", person.where_it_stopped().await);
    }
    let mut troubles = member.close().await;
    troubles.extend(person.close().await);
    if let Err(failed) = ended {
        std::panic::resume_unwind(failed.into_panic());
    }
    assert!(troubles.is_empty(), "{} things wrong with pages:\n{}", troubles.len(), troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}

async fn tell(Two { house, member, person }: &mut Two) {
    studio::set_up(member, house.key.as_deref().unwrap()).await;
    let in_studio = studio::begin(member).await;
    studio::write_unfairly(member).await;
    studio::mend_and_publish(member, &in_studio).await;
    let link = studio::invite(member, &in_studio).await;

    let exchange = portal::enter(person, &link).await;
    portal::counter(person).await;
    portal::enter_again(person, &link).await;
    studio::accept_for_one(member, &in_studio).await;
    portal::say_yes(person, &exchange).await;
    portal::set(person).await;
    crowd::answers(house, &in_studio);
    member.go("/studio").await;
    assert!(member.has("main figure svg").await, "answers are drawn");
    member.picture("studio-overview", 1280).await;
    member.go(&format!("{in_studio}/counters")).await;

    studio::change(member, &in_studio, 2, "365").await;
    portal::read(person, &exchange).await;
    // The firm publishes while the person reads.
    studio::change(member, &in_studio, 3, "300").await;
    portal::answer_too_late(person).await;
    portal::say_yes(person, &exchange).await;
    assert!(person.text(".kicker").await.contains('3'), "the third version is in force");

    portal::withdraw(person).await;
    let page = studio::look_up(member).await;
    assert!(member.text("main").await.contains("in force"), "the member's page of the person shows how they stand");
    portal::take_along(person).await;
    studio::walk(member, &in_studio).await;
    portal::erase(person).await;
    forgotten(member, &page).await;
    member.press(".side form.quiet button").await;
    member.go("/studio").await;
    assert_eq!(member.path().await, "/studio/sign-in");
}

/// Erasing is a job; soon no page names the person any more.
async fn forgotten(member: &mut Browser, page: &str) {
    let begun = Instant::now();
    loop {
        member.go("/studio/people").await;
        if !member.text("main").await.contains(NAME) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "they are still listed");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    for path in [page, "/studio", "/studio/settings/outbox", "/studio/audit"] {
        member.go(path).await;
        assert!(!member.text("body").await.contains(NAME), "{path} still names them");
    }
}
