//! `/studio/…`

use super::*;

async fn owner(house: &House, firm: &Firm) -> Browser {
    house.signed_in(firm, Who::Member(firm.members["owner"])).await
}

#[tokio::test]
async fn terms_are_written_published_and_closed_once() {
    let (house, firm) = House::open().await;
    let mut owner = owner(&house, &firm).await;
    assert_eq!(owner.get("/studio").await.status, StatusCode::OK);
    assert_eq!(owner.post("/studio/exchanges/new", &[("title", " ")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = owner.post("/studio/exchanges/new", &[("title", "Fairer bills"), ("from", "example")]).await;
    let edit = made.goes_to().trim_start_matches("/f/norda").to_owned();
    owner.get(&edit).await.holds("Fairer bills");
    let path = edit.trim_end_matches("/edit").to_owned();
    owner.get(&path).await.holds("Fairer bills");
    let publish = owner.get(&format!("{path}/publish")).await;
    let print =
        publish.body.split("name=\"fingerprint\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let other = owner.post(&format!("{path}/publish"), &[("fingerprint", &"0".repeat(64))]).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "what was not looked at is not published");
    for _ in 0..2 {
        let done = owner.post(&format!("{path}/publish"), &[("fingerprint", &print)]).await;
        assert_eq!(done.goes_to(), format!("/f/norda{path}?said=published"));
    }
    owner.get(&format!("{path}/versions/1")).await.holds("Fairer bills");
    assert_eq!(owner.get(&format!("{path}/versions/2")).await.status, StatusCode::NOT_FOUND);
    owner.get(&format!("{path}/terms.toml")).await.holds("[[clause]]");
    assert_eq!(owner.post(&format!("{path}/close"), &[]).await.goes_to(), format!("/f/norda{path}?said=closed"));
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn a_stale_draft_keeps_what_was_typed() {
    let (house, firm) = House::open().await;
    let mut owner = owner(&house, &firm).await;
    let path = format!("/studio/exchanges/{}/edit", firm.exchange);
    let mut pairs = fields_of(&owner.get(&path).await.body);
    let set = |pairs: &mut Vec<(String, String)>, name: &str, value: &str| {
        pairs.iter_mut().find(|(own, _)| own == name).unwrap_or_else(|| panic!("no {name}")).1 = value.to_owned();
    };
    set(&mut pairs, "title.en", "Typed by one");
    pairs.push(("do".into(), "save".into()));
    let form = |pairs: &[(String, String)]| {
        let encoded: Vec<String> = pairs.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        encoded.join("&")
    };
    let first = owner.send("POST", &path, Some(form(&pairs))).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let twice = owner.send("POST", &path, Some(form(&pairs))).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "the same form sent twice is saved once");
    set(&mut pairs, "title.en", "Typed by another");
    let stale = owner.send("POST", &path, Some(form(&pairs))).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    stale.holds("Typed by another");
    house.finish().await;
}

/// The fields of the editor's form as a browser would send them.
fn fields_of(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let text = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        Some(plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)))
    };
    let unescape = |text: &str| {
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    let form = page.split("<form").find(|part| part.contains("data-lint=")).unwrap();
    let mut pairs = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let Some(name) = attribute(tag, "name").filter(|_| !tag.starts_with("button")) else { continue };
        let checkable = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
        if tag.starts_with("input") && (!checkable || tag.contains(" checked")) {
            pairs.push((name, attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            pairs.push((name, unescape(rest)));
        } else if tag.starts_with("select") {
            let options = form.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("</select>").next().unwrap();
            let chosen = options.split("<option").find(|option| option.contains(" selected"));
            let chosen = chosen.or_else(|| options.split("<option").nth(1)).unwrap_or_default();
            pairs.push((name, attribute(chosen, "value").unwrap_or_default()));
        }
    }
    pairs
}

#[tokio::test]
async fn people_are_invited_imported_and_looked_at() {
    let (house, firm) = House::open().await;
    let mut owner = owner(&house, &firm).await;
    let invite = format!("/studio/exchanges/{}/invite", firm.exchange);
    let form = [("go", "one"), ("mail", "luca@people.norda.example"), ("name", "Luca"), ("language", "it")];
    assert_eq!(owner.post(&invite, &form).await.goes_to(), format!("/f/norda{invite}?said=invited"));
    house.work().await;
    assert_eq!(house.letters().last().unwrap().to, "luca@people.norda.example");
    let table = "mail,name,language,born_year,purpose,permitted_at,evidence\n\
        ada@p.example,Ada,it,1990,advice,2026-03-01T10:05:00Z,paper 1\n\
        no address,Bo,it,,advice,2026-03-01,paper 2\n\
        cleo@p.example,Cleo,it,x,advice,2026-03-01,paper 3\n\
        dan@p.example,Dan,it,2019,,,\n\
        livia@people.norda.example,Livia,it,,advice,2026-03-01,paper 5\n";
    let imported = owner.upload("/studio/people/import", &[("table", table)], &[]).await;
    assert_eq!(imported.status, StatusCode::OK);
    let people = owner.get("/studio/people").await;
    people.holds("ada@p.example").holds("luca@people.norda.example");
    assert!(!people.body.contains("dan@p.example") && !people.body.contains("cleo@p.example"));
    owner.get("/studio/people?q=livia@people.norda.example").await.holds("Livia Person");
    let person = format!("/studio/people/{}", firm.person);
    owner.get(&person).await.holds("norda-77");
    assert_eq!(owner.post(&format!("{person}/erase"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let erased = owner.post(&format!("{person}/erase"), &[("sure", "yes")]).await;
    assert_eq!(erased.goes_to(), "/f/norda/studio/people?said=removed");
    house.work().await;
    assert_eq!(owner.get(&person).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn the_team_and_the_look_are_kept() {
    let (house, firm) = House::open().await;
    let mut owner = owner(&house, &firm).await;
    let form = [("go", "invite"), ("mail", "new@norda.example"), ("role", "auditor")];
    assert_eq!(owner.post("/studio/settings", &form).await.goes_to(), "/f/norda/studio/settings?said=invited");
    house.work().await;
    assert_eq!(house.letters().last().unwrap().to, "new@norda.example");
    owner.get("/studio/settings").await.holds("new@norda.example");
    let own = format!("remove:{}", firm.members["owner"]);
    let last = owner.post("/studio/settings", &[("go", &own)]).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "a firm keeps an owner");
    let look = [("name", "Norda & Co"), ("colour", "#123456"), ("contact", "Via Roma 1"), ("host", "")];
    let svg = owner.upload("/studio/settings/look", &look, &[("logo", b"<svg/>")]).await;
    assert_eq!(svg.status, StatusCode::UNPROCESSABLE_ENTITY);
    svg.holds("value=\"#123456\"");
    let png = owner.upload("/studio/settings/look", &look, &[("logo", b"\x89PNG\r\n\x1a\nx")]).await;
    assert_eq!(png.goes_to(), "/f/norda/studio/settings/look?said=saved");
    let page = owner.get("/studio").await;
    page.holds("Norda &amp; Co");
    let colour =
        page.body.split("href=\"").find(|part| part.contains("/colour.css")).unwrap().split('"').next().unwrap();
    let mut browser = house.browser();
    let sheet = browser.get(colour).await;
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    sheet.holds("--brand: #123456");
    let logo = browser.get(&colour.replace("colour.css", "logo")).await;
    assert_eq!((logo.status, logo.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(logo.header("content-security-policy"), "default-src 'none'; sandbox");
    house.finish().await;
}

#[tokio::test]
async fn letters_with_links_are_read_only_by_whom_could_make_them() {
    let (house, firm) = House::without_mail().await;
    house.browser().post("/enter", &[("mail", "livia@people.norda.example")]).await;
    let page = |role: &'static str| {
        let (house, firm) = (&house, &firm);
        async move {
            let mut browser = house.signed_in(firm, Who::Member(firm.members[role])).await;
            browser.get("/studio/settings/outbox").await.body
        }
    };
    assert!(page("researcher").await.contains("/f/norda/enter/"));
    let auditor = page("auditor").await;
    assert!(auditor.contains("livia@people.norda.example") && !auditor.contains("/f/norda/enter/"));
    house.work().await;
    house.finish().await;
}

async fn showings(house: &House, firm: &Firm) -> Vec<Option<comity_store::MemberId>> {
    let filter = comity_store::AuditFilter { act: Some("link_shown".into()), ..Default::default() };
    let page = comity_store::Page::default();
    let rows = house.app.store.audit_list(&Context::system(firm.id), &filter, &page).await.unwrap().rows;
    assert!(rows.iter().all(|row| row.kind == "person" && row.object.is_some()));
    rows.into_iter().map(|row| row.member).collect()
}

#[tokio::test]
async fn links_are_shown_only_without_mail_and_every_showing_is_recorded() {
    let form = [("go", "one"), ("mail", "luca@people.norda.example"), ("name", "Luca"), ("language", "it")];
    let (house, firm) = House::open().await;
    let mut by_mail = owner(&house, &firm).await;
    let invite = format!("/studio/exchanges/{}/invite", firm.exchange);
    assert_eq!(by_mail.post(&invite, &form).await.status, StatusCode::SEE_OTHER);
    let outbox = by_mail.get("/studio/settings/outbox").await.body;
    assert!(outbox.contains("luca@people.norda.example") && !outbox.contains("/enter/"));
    assert_eq!(showings(&house, &firm).await, []);
    house.finish().await;

    let (house, firm) = House::without_mail().await;
    let mut by_hand = owner(&house, &firm).await;
    let invite = format!("/studio/exchanges/{}/invite", firm.exchange);
    by_hand.post(&invite, &form).await.holds("/f/norda/enter/").holds("is in the audit");
    let me = Some(firm.members["owner"]);
    assert_eq!(showings(&house, &firm).await, [me]);
    by_hand.get("/studio/settings/outbox").await.holds("/f/norda/enter/");
    // The letter about the new version went to another person.
    assert_eq!(showings(&house, &firm).await, [me; 3]);
    house.finish().await;
}

#[tokio::test]
async fn an_invitation_lasts_as_long_as_is_set() {
    let house = House::new(None, &[("COMITY_SESSIONS_INVITATION_DAYS", "3")]).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    let mut owner = owner(&house, &firm).await;
    let invite = format!("/studio/exchanges/{}/invite", firm.exchange);
    let form = [("go", "one"), ("mail", "luca@people.norda.example"), ("name", "Luca"), ("language", "en")];
    owner.post(&invite, &form).await;
    house.work().await;
    assert!(house.letters().last().unwrap().text.contains("3 days"));
    house.finish().await;
}

#[tokio::test]
async fn conditions_are_answered_once() {
    let (house, firm) = House::open().await;
    let mut owner = owner(&house, &firm).await;
    let path = format!("/studio/exchanges/{}/counters", firm.exchange);
    assert_eq!(owner.get(&path).await.status, StatusCode::OK);
    assert_eq!(owner.post(&path, &[("go", "nothing")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    owner.get("/studio/ledger").await.holds("comity-");
    owner.get("/studio/audit").await.holds("exchange_publish");
    let table = owner.get("/studio/audit.csv?act=exchange_publish").await.body;
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "at,member,name,act,kind,object,request"), "{table}");
    assert!(lines[1].contains(&format!(",exchange_publish,exchange,{}", firm.exchange)), "{table}");
    let mine = format!("/studio/audit?who={}", firm.members["owner"]);
    let page = owner.get(&mine).await;
    page.holds("selected").holds("Member owner");
    assert!(!page.body.contains("<td class=\"mono\">exchange_publish"), "the house published");
    house.finish().await;
}
