//! `/studio/exchanges/{id}/pulses`: how it was for people, as far as ten and more say it.

pub mod figures;
pub mod rule;

use comity_exchange::time::Timestamp;
use comity_participation::pulse::{Moment, Rate, Trend};
use comity_participation::theme::Told;
use comity_store::{FEWEST, PulseFigures, PulseRule, PulseWords, Right};
use figures::{Change, change, drawn, moment_name, whole};
use maud::{Markup, html};

use crate::chart::{Asked, Setting, courses, distributions};
use crate::report::figure;
use crate::web::portal::pulse::asks;
use crate::web::studio::voice;
use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, back, day, empty, encoded, error_summary, figure as large, pagination,
    prose,
};
use crate::words::{Lang, count, decimal, percent, points, say, tame};

/// Most stretches in a picture of one question over time.
const STRETCHES: usize = 24;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Pulses {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The answers.
    pub figures: PulseFigures,
    /// How seldom people are asked.
    pub rule: PulseRule,
    /// Versions of the terms that came after the first, and from when on they held.
    pub versions: Vec<(u32, Timestamp)>,
    /// The day whose before and after is compared.
    pub day: Option<Timestamp>,
    /// What was typed: `day`, `q`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// What many of them speak of when they say why.
    pub themes: Told,
    /// The day by which it is told who began before and since.
    pub themes_since: Timestamp,
    /// What people wrote, where the reader may read it.
    pub words: Option<Words>,
}

/// A page of what people wrote.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The words.
    pub rows: Vec<PulseWords>,
    /// How to get on.
    pub pages: Pages,
}

/// The moment that an address asks for.
pub fn moment(fields: &Fields) -> Moment {
    match fields.get("on") {
        "declined" => Moment::Declined,
        "left" => Moment::Left,
        _ => Moment::Matters,
    }
}

impl Pulses {
    fn here(&self) -> String {
        format!("/studio/exchanges/{}/pulses", self.id)
    }
}

/// The page.
pub fn page(view: &Pulses, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "pulse-figures");
    let at = |path: &str| shell.to(format!("/studio/exchanges/{}{path}", view.id));
    let told: Vec<(String, Asked)> =
        view.figures.courses.iter().filter_map(|course| Some((asks(course.question, lang), whole(course)?))).collect();
    let chosen = view.figures.moment;
    let content = html! {
        (back(&at(""), &tame(&view.title)))
        div.row.ends { h1 { (title) } a href=(at("/pulses.csv")) download { (say!(lang, "studio-as-csv")) } }
        p.lead { (say!(lang, "pulse-figures-lead")) }
        nav.tabs aria-label=(say!(lang, "pulse-moments")) { ul { @for moment in [Moment::Matters, Moment::Declined, Moment::Left] {
            li { a href=(shell.to(format!("{}?on={}", view.here(), moment_name(moment)))) aria-current=[(moment == chosen).then_some("page")] { (say!(lang, "pulse-moment", moment = moment_name(moment))) } }
        } } }
        (rates(view, shell))
        @match distributions(&told, Setting { id: "spread", lang }) {
            Some(chart) => {
                h2 { (say!(lang, "pulse-spread")) }
                (figure(&chart, "spread", lang))
                (course(view, lang))
                (compared(view, shell))
            },
            None => (empty(&say!(lang, "pulse-few"), &say!(lang, "pulse-few-note", n = FEWEST), None)),
        }
        @if !view.themes.themes.is_empty() {
            h2 { (say!(lang, "voice-themes")) }
            p { (say!(lang, "voice-themes-lead", n = FEWEST)) " " (say!(lang, "pulse-themes-since")) " " (day(view.themes_since, lang)) "." }
            (voice::words(&view.themes.themes, &say!(lang, "voice-themes"), lang))
        }
        @if let Some(words) = &view.words { (said(view, words, shell)) }
        p.note { (say!(lang, "pulse-stretches", n = FEWEST)) }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn interval(rate: &Rate, lang: Lang) -> String {
    say!(lang, "interval", low = percent(rate.low, lang), high = percent(rate.high, lang))
}

fn trend_note(trend: &Trend, lang: Lang) -> String {
    let clear = if trend.is_clear() { "yes" } else { "no" };
    let ends = say!(lang, "interval", low = points(trend.low, lang), high = points(trend.high, lang));
    say!(lang, "pulse-trend-note", interval = ends, clear = clear)
}

/// How many of those who were asked answer.
fn rates(view: &Pulses, shell: &Shell) -> Markup {
    let (lang, figures) = (shell.lang, &view.figures);
    let none = || say!(lang, "pulse-rate-none");
    let rate = figures.rate.map_or_else(none, |rate| percent(rate.share, lang));
    let rate_note = figures.rate.map_or_else(
        || say!(lang, "pulse-rate-few", n = FEWEST),
        |rate| {
            let of =
                say!(lang, "pulse-rate-of", answered = count(rate.answered, lang), asked = count(rate.asked, lang));
            format!("{}; {of}", interval(&rate, lang))
        },
    );
    let trend = figures.trend.map_or_else(none, |trend| points(trend.change, lang));
    let trend_note =
        figures.trend.map_or_else(|| say!(lang, "pulse-trend-few", n = FEWEST), |trend| trend_note(&trend, lang));
    let cooling = say!(lang, "pulse-cooling-note", days = view.rule.cooldown.days);
    html! {
        dl.figures.wide {
            (large(&say!(lang, "pulse-rate"), &rate, &rate_note))
            (large(&say!(lang, "pulse-trend"), &trend, &trend_note))
            (large(&say!(lang, "pulse-lately"), &count(figures.lately, lang), &say!(lang, "pulse-lately-note")))
            (large(&say!(lang, "pulse-cooling"), &count(view.rule.cooling, lang), &cooling))
        }
        p { a href=(shell.to("/studio/settings/pulses")) { (say!(lang, "pulse-to-rule")) } }
    }
}

fn version(number: u32, lang: Lang) -> String {
    say!(lang, "studio-version", n = number)
}

fn course(view: &Pulses, lang: Lang) -> Markup {
    let rows: Vec<(String, Vec<Asked>)> = view
        .figures
        .courses
        .iter()
        .map(|course| (asks(course.question, lang), course.at_most(STRETCHES).iter().filter_map(drawn).collect()))
        .filter(|(_, course): &(String, Vec<Asked>)| !course.is_empty())
        .collect();
    let mut marks: Vec<(Timestamp, String)> =
        view.versions.iter().map(|(number, at)| (*at, version(*number, lang))).collect();
    marks.extend(view.day.map(|day| (day, say!(lang, "pulse-that-day"))));
    marks.sort();
    html! { @if let Some(chart) = courses(&rows, &marks, Setting { id: "course", lang }) {
        h2 { (say!(lang, "pulse-course")) }
        (figure(&chart, "course", lang))
    } }
}

/// Before and after a day: a version of the terms, or whatever happened on it.
fn compared(view: &Pulses, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let on = moment_name(view.figures.moment);
    let link = |at: Timestamp| shell.to(format!("{}?on={on}&day={}#compared", view.here(), date(at)));
    html! {
        h2 #compared { (say!(lang, "pulse-compare")) }
        (error_summary(&view.errors, lang))
        form.filter method="get" action=(shell.to(format!("{}#compared", view.here()))) {
            input type="hidden" name="on" value=(on);
            (form.typed("date", "day", say!(lang, "pulse-day")))
            button { (say!(lang, "pulse-compare-button")) }
        }
        @if !view.versions.is_empty() {
            p { (say!(lang, "pulse-versions")) " " @for (n, (number, at)) in view.versions.iter().enumerate() {
                @if n > 0 { " · " } a href=(link(*at)) { (version(*number, lang)) " (" (day(*at, lang)) ")" }
            } }
        }
        @if let Some(at) = view.day { (changes(view, at, lang)) }
    }
}

/// A day in UTC as addresses have it.
fn date(at: Timestamp) -> String {
    crate::web::ui::machine_time(at).chars().take(10).collect()
}

fn changes(view: &Pulses, at: Timestamp, lang: Lang) -> Markup {
    let column = |column: &str| say!(lang, "pulse-column", column = column);
    let side = |(n, mean): (u64, f64)| format!("{} · {}", decimal(mean, 1, lang), say!(lang, "pulse-people", n = n));
    let signed = |x: f64| {
        let text = decimal(x, 1, lang);
        if x >= 0.05 { format!("+{text}") } else { text }
    };
    let row = |change: &Change| {
        let ends = change.interval.map(|[low, high]| say!(lang, "interval", low = signed(low), high = signed(high)));
        html! {
            td.num data-label=(column("before")) { (side(change.sides[0])) }
            td.num data-label=(column("after")) { (side(change.sides[1])) }
            td.num data-label=(column("change")) { @if change.is_clear() { strong { (signed(change.change)) } } @else { (signed(change.change)) } }
            td.num data-label=(say!(lang, "column-interval")) { (ends.unwrap_or_else(|| say!(lang, "pulse-all-same"))) }
        }
    };
    html! {
        p { (say!(lang, "pulse-compare-lead")) " " (day(at, lang)) ". " (say!(lang, "pulse-compare-note", n = FEWEST)) }
        div.scroll role="region" tabindex="0" aria-label=(say!(lang, "pulse-compare")) { table.stacks {
            thead { tr {
                th scope="col" { (column("question")) }
                @for name in ["before", "after", "change"] { th.num scope="col" { (column(name)) } }
                th.num scope="col" { (say!(lang, "column-interval")) }
            } }
            tbody { @for course in &view.figures.courses { tr {
                th scope="row" { (asks(course.question, lang)) }
                @match change(&course.around(at)) {
                    Some(change) => (row(&change)),
                    None => td.soft colspan="4" { (say!(lang, "pulse-side-few", n = FEWEST)) },
                }
            } } }
        } }
    }
}

/// What people wrote.
fn said(view: &Pulses, words: &Words, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let on = moment_name(view.figures.moment);
    let wanted = view.fields.get("q");
    html! {
        h2 #words { (say!(lang, "pulse-words")) }
        @if words.pages.total == 0 { p.note { (say!(lang, "pulse-words-few", n = FEWEST)) } }
        @else {
            p { (say!(lang, "pulse-words-lead")) }
            form.filter method="get" action=(shell.to(format!("{}#words", view.here()))) {
                input type="hidden" name="on" value=(on);
                (form.typed("search", "q", say!(lang, "pulse-words-search")))
                button { (say!(lang, "pulse-words-button")) }
            }
            @if words.rows.is_empty() { p.note { (say!(lang, "pulse-words-none")) } }
            ul.said-by { @for one in &words.rows { li {
                div.prose { (prose(&one.text)) }
                p.soft { (say!(lang, "pulse-occasion", occasion = one.occasion.name())) " · " (day(Timestamp(one.day), lang)) }
            } } }
            (pagination(&words.pages, &format!("{}?on={on}&q={}&", view.here(), encoded(wanted)), shell))
            p { a href=(shell.to(format!("/studio/exchanges/{}/pulse-words.csv", view.id))) download { (say!(lang, "pulse-words-file")) } }
            @if shell.may(Right::Listen) { p.note { (say!(lang, "pulse-words-listen")) " " a href=(shell.to("/studio/listen/new?kind=study")) { (say!(lang, "pulse-to-listen")) } } }
        }
    }
}

#[cfg(test)]
impl Pulses {
    /// A made-up year of answers.
    pub fn sample() -> Self {
        use comity_participation::experience::Course;
        use comity_participation::occasion::Occasion;
        use comity_participation::pulse::{Cooldown, Question};
        use comity_participation::theme::{People, Theme};
        let begin = 1_770_000_000_000_000_i64;
        let day = |n: i64| Timestamp(begin + n * 86_400_000_000);
        let answers = |(place, question): (usize, Question)| {
            let mut course = Course::new(question, FEWEST);
            for n in 0..164_usize {
                // Answers that differ, without chance: better after the second version, but for what is easy.
                let wave = [0, 3, 1, 4, 2, 5, 1, 3][(n * 5 + place) % 8];
                let better = usize::from(n > 80 && question != Question::Easy) * 2;
                course.add(day(n as i64 * 2), (wave + place + better).min(10) as u8);
            }
            course
        };
        let figures = PulseFigures {
            moment: Moment::Matters,
            rate: Some(Rate::new(164, 291)),
            trend: Some(Trend::new(Rate::new(70, 141), Rate::new(81, 120))),
            lately: 17,
            courses: Question::ALL.into_iter().enumerate().map(answers).collect(),
        };
        let words = |occasion, n, text: &str| PulseWords {
            id: comity_store::PulseId::NONE,
            occasion,
            day: day(n).0,
            text: text.into(),
        };
        let rows = vec![
            words(Occasion::CameBack, 300, "The tip saved me six euro a month, and I saw why you gave it."),
            words(Occasion::Outcome, 288, "You answered, but it took four weeks.\n\nIn the end it was a no."),
        ];
        let people = |all, before, since| People { all, before, since };
        let mut fields = Fields::default();
        fields.push("day", "2026-07-15");
        Self {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: "Better advice".into(),
            figures,
            rule: PulseRule { cooldown: Cooldown::default(), cooling: 42 },
            versions: vec![(2, day(164))],
            day: Some(day(164)),
            fields,
            errors: Errors::default(),
            themes: Told {
                people: people(60, 30, 30),
                themes: ["long", "advice"].map(|term| Theme { term: term.into(), people: people(20, 10, 10) }).to_vec(),
            },
            themes_since: day(164),
            words: Some(Words { rows, pages: Pages { total: 61, next: Some("a".into()), first: true } }),
        }
    }

    /// Too few to be told of.
    pub fn sample_few() -> Self {
        let view = Self::sample();
        let courses = comity_participation::pulse::Question::ALL.into_iter();
        let courses = courses.map(|question| comity_participation::experience::Course::new(question, FEWEST)).collect();
        let figures = PulseFigures { moment: Moment::Left, rate: None, trend: None, lately: 3, courses };
        Self {
            figures,
            day: None,
            fields: Fields::default(),
            words: Some(Words::default()),
            themes: Told { people: comity_participation::theme::People::default(), themes: Vec::new() },
            versions: Vec::new(),
            ..view
        }
    }
}
