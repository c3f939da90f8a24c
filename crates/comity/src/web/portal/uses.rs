//! `/me/information/uses`: who read what of a person, what for, what came of it, what came back, and who was told of an end.

use comity_exchange::capital::Capital;
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Pages, Shell, back, chip, day, empty, moment, pagination, plain};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// Accesses, newest first.
    pub accesses: Vec<Access>,
    /// How the list goes on.
    pub pages: Pages,
    /// What was promised and what came of it.
    pub benefits: Vec<Benefit>,
    /// Who was told that they may not have something any more, newest first.
    pub told: Vec<Told>,
}

/// That values left.
#[derive(Debug, Clone)]
pub struct Access {
    /// The address of its own page, after `/me/accesses/`: the access and the person's place in it.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// To which system of the firm.
    pub client: String,
    /// For what, in the reader's language.
    pub purpose: String,
    /// To whom it was passed on.
    pub recipient: Option<String>,
    /// The title of the exchange.
    pub exchange: String,
    /// What left, by clause.
    pub given: Vec<Given>,
    /// What came of it.
    pub came: Vec<Came>,
}

/// What a clause let leave.
#[derive(Debug, Clone)]
pub struct Given {
    /// Names of the items.
    pub items: Vec<String>,
    /// The clause's title.
    pub clause: String,
    /// The version of the terms in which it was agreed to.
    pub version: u32,
}

/// What came of an access.
#[derive(Debug, Clone)]
pub struct Came {
    /// The kind, by its name.
    pub kind: &'static str,
    /// What the firm says of it.
    pub what: String,
    /// When it was said.
    pub at: Timestamp,
}

/// What was promised, and what came of it.
#[derive(Debug, Clone)]
pub struct Benefit {
    /// What it is.
    pub what: String,
    /// In which kind of capital.
    pub capital: Capital,
    /// How much at a time, with its unit.
    pub amount: Option<String>,
    /// By which clause; nothing where it was promised nowhere.
    pub by: Option<String>,
    /// The title of the exchange.
    pub exchange: String,
    /// Since when it is promised, or when it came.
    pub since: Timestamp,
    /// Everything that came, oldest first.
    pub came: Vec<Delivery>,
    /// When it ought to have come at the latest, for each that is late.
    pub late: Vec<Timestamp>,
    /// Until when the next is to come, where one is open; nothing inside where the terms set no date.
    pub open: Option<Option<Timestamp>>,
}

impl Benefit {
    /// Whether something of it is still to come.
    pub fn is_to_come(&self) -> bool {
        self.open.is_some() || !self.late.is_empty()
    }
}

/// Something that came back.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The receipt's id in addresses.
    pub receipt: String,
    /// When.
    pub at: Timestamp,
    /// How much, with its unit.
    pub amount: Option<String>,
    /// What of it goes beyond the promise.
    pub beyond: Beyond,
}

/// What of a delivery goes beyond what was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing.
    Nothing,
    /// So much of it, with its unit.
    Part(String),
    /// All of it.
    Whole,
}

/// That a recipient may not have something any more.
#[derive(Debug, Clone)]
pub struct Told {
    /// Who.
    pub recipient: String,
    /// Of which item.
    pub item: String,
    /// For which purpose.
    pub purpose: String,
    /// Why, by its name.
    pub why: String,
    /// Since when it is so.
    pub made: Timestamp,
    /// When they were last told.
    pub sent: Option<Timestamp>,
    /// When they confirmed.
    pub confirmed: Option<Timestamp>,
}

/// The page.
pub fn page(view: &Uses, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "portal-timeline");
    let content = html! {
        (back(&shell.to("/me/information"), &say!(lang, "web-nav", section = "information")))
        h1 { (title) }
        p.lead { (say!(lang, "portal-timeline-lead")) }
        @if view.pages.first { p.screen { a href="#back" { (say!(lang, "portal-to-came-back")) } " · " a href="#told" { (say!(lang, "portal-told")) } } }
        @if view.accesses.is_empty() && view.pages.first {
            (empty(&say!(lang, "portal-no-uses"), &say!(lang, "portal-no-uses-note", firm = tame(shell.name())), None))
        } @else {
            (list(&view.accesses, shell))
            @if view.pages.next.is_some() || !view.pages.first { (pagination(&view.pages, "/me/information/uses?", shell)) }
        }
        @if view.pages.first {
            h2 #back { (say!(lang, "portal-came-back")) }
            (benefits(&view.benefits, shell))
            h2 #told { (say!(lang, "portal-told")) }
            p { (say!(lang, "portal-told-lead")) }
            (told(&view.told, shell))
        }
    };
    shell.portal(&title, &content)
}

/// Accesses, each with what came of it.
pub fn list(accesses: &[Access], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { ol.list.timeline { @for one in accesses { li {
        p.soft { (moment(one.at, lang)) " UTC" }
        p.name { (say!(lang, "portal-read-by", client = tame(&one.client), items = names(one))) }
        p { (say!(lang, "portal-read-for")) " " (plain(&one.purpose)) }
        @if let Some(to) = &one.recipient { p { (say!(lang, "portal-passed-on")) " " strong { (tame(to)) } } }
        (came(&one.came, shell))
        p.soft {
            (clauses(one, shell)) " · "
            a href=(shell.to(format!("/me/accesses/{}", one.id))) aria-label=(say!(lang, "portal-access-proof-of", client = tame(&one.client))) { (say!(lang, "portal-access-proof")) }
        }
    } } } }
}

fn names(one: &Access) -> String {
    let all: Vec<String> = one.given.iter().flat_map(|given| &given.items).map(|item| tame(item)).collect();
    all.join("; ")
}

/// By which clauses it left.
fn clauses(one: &Access, shell: &Shell) -> Markup {
    html! { @for (i, given) in one.given.iter().enumerate() {
        @if i > 0 { "; " }
        (say!(shell.lang, "portal-by-clause", clause = tame(&given.clause), exchange = tame(&one.exchange), version = given.version))
    } }
}

/// What came of an access.
pub fn came(all: &[Came], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if all.is_empty() { p.soft { (chip("still", &say!(lang, "portal-no-use-yet"))) } }
        @else { ul.came { @for one in all { li {
            (chip(if is_for_person(one.kind) { "person" } else { "both" }, &say!(lang, "portal-use-kind", kind = one.kind)))
            " " (plain(&one.what)) " " span.soft { (day(one.at, lang)) }
        } } } }
    }
}

/// Whether it was for the person who gave the value.
fn is_for_person(kind: &str) -> bool {
    comity_store::UseKind::ALL.into_iter().any(|one| one.name() == kind && one.for_person())
}

/// What was promised, what came, and what is late.
pub fn benefits(all: &[Benefit], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if all.is_empty() { p.note { (say!(lang, "portal-nothing-promised")) } }
        @else { ul.list { @for one in all { li {
            p.name { (plain(&one.what)) @if let Some(amount) = &one.amount { " · " (plain(amount)) } }
            @if one.by.is_some() { p {
                @let beyond = one.came.iter().filter(|came| came.beyond != Beyond::Nothing).count();
                @if !one.late.is_empty() { (chip("firm", &say!(lang, "portal-benefit-late", n = one.late.len()))) " " }
                (chip(if one.came.is_empty() { "still" } else { "both" }, &say!(lang, "portal-benefit-delivered", n = one.came.len())))
                @if beyond > 0 { " " (chip("person", &say!(lang, "portal-benefit-beyond", n = beyond))) }
            } }
            @for at in &one.late { p { (say!(lang, "portal-benefit-since")) " " (day(*at, lang)) } }
            @if let Some(next) = &one.open { p.soft {
                @match next { Some(at) => { (say!(lang, "portal-benefit-next")) " " (day(*at, lang)) }, None => (say!(lang, "portal-benefit-open")) }
            } }
            (deliveries(one, shell))
            p.soft { @match &one.by {
                Some(clause) => { (say!(lang, "portal-promised-by", clause = tame(clause), exchange = tame(&one.exchange))) " " (day(one.since, lang)) },
                None => (say!(lang, "portal-not-promised", exchange = tame(&one.exchange))),
            } }
        } } } }
    }
}

/// So many of the latest deliveries are shown at once.
const AT_ONCE: usize = 4;

/// Every delivery of a benefit with its receipt, the newest first; older ones are folded.
fn deliveries(one: &Benefit, shell: &Shell) -> Markup {
    let earlier = one.came.len().saturating_sub(AT_ONCE);
    let (older, latest) = one.came.split_at(earlier);
    html! {
        @if !latest.is_empty() { ul.came { @for came in latest.iter().rev() { (delivery(one, came, shell)) } } }
        @if !older.is_empty() { details.fold {
            summary { (say!(shell.lang, "portal-benefit-earlier", n = older.len())) span.visually-hidden { ": " (tame(&one.what)) } }
            ul.came { @for came in older.iter().rev() { (delivery(one, came, shell)) } }
        } }
    }
}

fn delivery(one: &Benefit, came: &Delivery, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { li {
        (day(came.at, lang))
        @if let Some(amount) = &came.amount { " · " strong { (plain(amount)) } }
        @match &came.beyond {
            Beyond::Nothing => {},
            Beyond::Part(amount) => { " · " (say!(lang, "portal-delivery-beyond-part", amount = tame(amount))) },
            Beyond::Whole => { " · " (say!(lang, "portal-delivery-beyond")) },
        }
        " · " a href=(shell.to(format!("/me/receipts/{}", came.receipt))) {
            (say!(lang, "portal-delivery-receipt")) span.visually-hidden { ": " (tame(&one.what)) ", " (day(came.at, lang)) }
        }
    } }
}

/// Who was told, and who confirmed.
fn told(all: &[Told], shell: &Shell) -> Markup {
    let lang = shell.lang;
    let state = |tone: &str, state: &str| chip(tone, &say!(lang, "portal-told-state", state = state));
    html! {
        @if all.is_empty() { p.note { (say!(lang, "portal-nobody-told")) } }
        @else { ul.list { @for one in all { li {
            p.name { (tame(&one.recipient)) }
            p { (say!(lang, "portal-told-what", item = tame(&one.item), purpose = plain(&one.purpose))) }
            p { @match (one.confirmed, one.sent) {
                (Some(at), _) => { (state("both", "confirmed")) " " (day(at, lang)) },
                (None, Some(at)) => { (state("firm", "open")) " " (day(at, lang)) },
                (None, None) => (state("firm", "waits")),
            } }
            p.soft { (say!(lang, "portal-told-why", why = one.why.as_str())) " · " (day(one.made, lang)) }
        } } } }
    }
}

#[cfg(test)]
impl Uses {
    /// Made-up uses.
    pub fn sample() -> Self {
        let at = |days| Timestamp(1_795_773_900_000_000).plus_days(days);
        let given = |items: &[&str], clause: &str| Given {
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            clause: clause.into(),
            version: 2,
        };
        let use_ = |kind, what: &str, at| Came { kind, what: what.into(), at };
        let access = |id: &str, days, client: &str, purpose: &str| Access {
            id: format!("{id}/0"),
            at: at(days),
            client: client.into(),
            purpose: purpose.into(),
            recipient: None,
            exchange: "Better advice".into(),
            given: vec![given(&["The plan you have", "Minutes and data used a day"], "How you use your plan")],
            came: Vec::new(),
        };
        let advice = "To tell you which plan fits how you use it";
        let came = |n: u32, amount: Option<&str>, beyond| Delivery {
            receipt: format!("r{n}"),
            at: at(n * 20),
            amount: amount.map(ToOwned::to_owned),
            beyond,
        };
        let credit = || Some("2 euro a month");
        let many = |n: u32| (0..n).map(|n| came(n, credit(), Beyond::Nothing)).collect::<Vec<_>>();
        let surplus = [came(6, credit(), Beyond::Part("1 euro a month".into())), came(7, credit(), Beyond::Whole)];
        let benefit = |what: &str, capital, amount: Option<&str>, came, late, open| Benefit {
            what: what.into(),
            capital,
            amount: amount.map(ToOwned::to_owned),
            by: Some("Signal where you are".into()),
            exchange: "Better advice".into(),
            since: at(0),
            came,
            late,
            open,
        };
        let told = |sent, confirmed| Told {
            recipient: "Signal Lab (simulated)".into(),
            item: "Signal strength where you are".into(),
            purpose: "To find places where the network is weak".into(),
            why: "withdrawn".into(),
            made: at(9),
            sent,
            confirmed,
        };
        Self {
            accesses: vec![
                access("a3", 8, "Bill maker", advice),
                Access {
                    given: vec![given(&["Signal strength where you are"], "Signal where you are")],
                    recipient: Some("Signal Lab (simulated)".into()),
                    came: vec![use_("disclosed", "Passed on to draw November’s map.", at(6))],
                    ..access("a2", 5, "Coverage map", "To find places where the network is weak")
                },
                Access {
                    came: vec![
                        use_("personalised", "Compared six plans with how you use yours.", at(3)),
                        use_("benefit_computed", "Worked out that “Casa 25” would save you € 3 a month.", at(4)),
                    ],
                    ..access("a1", 3, "Advice engine", advice)
                },
            ],
            pages: Pages { total: 31, next: Some("a1".into()), first: true },
            benefits: vec![
                benefit("Credit on your bill", Capital::Economic, credit(), many(3), vec![at(2)], Some(Some(at(30)))),
                benefit(
                    "Credit for signal",
                    Capital::Economic,
                    credit(),
                    [many(6), surplus.to_vec()].concat(),
                    Vec::new(),
                    Some(Some(at(30))),
                ),
                benefit(
                    "We tell you at once when another plan is cheaper for you",
                    Capital::Information,
                    None,
                    vec![came(1, None, Beyond::Nothing)],
                    Vec::new(),
                    None,
                ),
                benefit("An early look at the map", Capital::Cultural, None, Vec::new(), Vec::new(), Some(None)),
                Benefit {
                    by: None,
                    ..benefit(
                        "A month without a fee",
                        Capital::Economic,
                        None,
                        vec![came(2, None, Beyond::Nothing)],
                        Vec::new(),
                        None,
                    )
                },
            ],
            told: vec![told(None, None), told(Some(at(9)), None), told(Some(at(9)), Some(at(10)))],
        }
    }
}
