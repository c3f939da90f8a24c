//! One clause and three answers of the same weight.

use comity_exchange::clause::{Clause, Setting};
use comity_exchange::counter::LONGEST_WORDS;
use maud::{Markup, PreEscaped, html};

use super::{Offered, field};
use crate::web::ui::{Reading, Shell, error_summary, field_id, written};
use crate::words::{say, tame};

pub fn content(view: &Offered, clause: &Clause, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let offer = view.offer(shell);
    let questions: Vec<&Clause> = offer.questions().collect();
    let number = questions.iter().position(|c| c.id == clause.id).map_or(1, |i| i + 1);
    let chosen = view.fields.get(&field("answer", &clause.id));
    let before = view.fields.get(&field("earlier", &clause.id));
    let shown = shown(clause);
    let action = shell.to(format!("/exchanges/{}", view.exchange));
    html! {
        form method="post" action=(action) {
            (view.carried(clause.id.as_str(), &shown))
            p.kicker {
                (say!(lang, "portal-question", n = number, of = questions.len())) " · " (reading.text(&view.terms.title))
            }
            (progress(view, &questions, clause, reading, shell))
            h1 { (reading.text(&clause.title)) }
            p.lead { (reading.text(&clause.text)) }
            (error_summary(&view.errors, lang))
            @let changed: Vec<_> = view.changes.iter().filter(|change| change.clause.as_ref() == Some(&clause.id)).collect();
            @if !changed.is_empty() {
                h2.over { (say!(lang, "portal-changed")) }
                (super::overview::changes(changed.into_iter(), view, reading, shell))
            }
            @if !before.is_empty() { p.done { (say!(lang, "portal-earlier", answer = before)) } }
            div.give {
                section.person-side { h2.over { (say!(lang, "portal-you-give")) } (reading.gives(clause)) }
                section.firm-side { h2.over { (say!(lang, "portal-you-get")) } (reading.gets(clause)) }
            }
            (reading.facts(clause))
            (taking_part(view, clause, shell))
            @if let Some(setting) = &clause.setting { (set(clause, setting, view, reading, shell)) }
            section.answer aria-labelledby="answer" {
                h2 #answer { (say!(lang, "portal-your-answer")) }
                p.note {
                    @if clause.required { (say!(lang, "portal-no-ends")) } @else { (say!(lang, "portal-no-changes")) }
                }
                @if chosen == "if" && !clause.counter.is_nothing() {
                    (alternatives(clause, view, reading, shell))
                }
                div.answers {
                    button name="go" value="yes" aria-pressed=[pressed(chosen, "yes")] { (say!(lang, "portal-answer", answer = "yes")) }
                    button name="go" value="no" aria-pressed=[pressed(chosen, "no")] { (say!(lang, "portal-answer", answer = "no")) }
                    @if clause.counter.is_nothing() {
                        p.note.neither { (say!(lang, "portal-no-if")) }
                    } @else {
                        button name="go" value="if" formaction=(format!("{action}#answer")) aria-pressed=[pressed(chosen, "if")] { (say!(lang, "portal-answer", answer = "if")) }
                    }
                }
            }
            div.row.ends {
                @match number.checked_sub(2).and_then(|i| questions.get(i)) {
                    Some(previous) => button.plain name="go" value=(format!("to:{}", previous.id)) formnovalidate { (say!(lang, "portal-previous")) },
                    None => span {},
                }
                button.plain name="go" value="overview" formnovalidate { (say!(lang, "portal-see-all")) }
            }
        }
    }
}

/// What taking part means, where an activity hangs on this clause.
fn taking_part(view: &Offered, clause: &Clause, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let asked: Vec<_> = view.activities.iter().filter(|(id, ..)| *id == clause.id).collect();
    html! { @if !asked.is_empty() { section.taking aria-labelledby="taking" {
        h2 #taking { (say!(lang, "part-means")) }
        @for (_, way, title) in asked {
            h3 { (tame(title)) }
            p { (say!(lang, "way-means", way = *way, firm = tame(shell.name()))) }
        }
    } } }
}

fn pressed(chosen: &str, this: &str) -> Option<&'static str> {
    (!chosen.is_empty()).then_some(if chosen == this { "true" } else { "false" })
}

/// Fields that this step shows itself. The answer is not among them: its buttons send another name, so what was answered
/// before is carried like that of every other clause.
fn shown(clause: &Clause) -> Vec<String> {
    ["set", "shown", "days", "items", "to", "benefit", "amount", "words"].map(|part| field(part, &clause.id)).to_vec()
}

/// A step for each question: answered, here, or open.
fn progress(view: &Offered, questions: &[&Clause], here: &Clause, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { ol.steps {
        @for clause in questions {
            @let answer = view.fields.get(&field("answer", &clause.id));
            @let state = if clause.id == here.id { "here" } else if answer.is_empty() { "open" } else { "answered" };
            li class=(state) aria-current=[(state == "here").then_some("step")] {
                span.visually-hidden { (reading.plain(&clause.title)) ": " (say!(lang, "portal-step", state = state)) }
            }
        }
    } }
}

/// The setting of a clause that the person controls, to be put where it should stand from the start.
fn set(clause: &Clause, setting: &Setting, view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let name = field("set", &clause.id);
    let mut fields = view.fields.clone();
    if !fields.has(&name) {
        fields.set(&name, super::position_value(&setting.start()));
    }
    let form = crate::web::ui::Form { fields: &fields, errors: &view.errors, lang };
    html! { div.setting { (setting_input(form, name, setting, reading)) } }
}

/// The control of a setting.
pub fn setting_input(form: crate::web::ui::Form<'_>, name: String, setting: &Setting, reading: &Reading<'_>) -> Markup {
    let lang = form.lang;
    let label = say!(lang, "portal-set-label");
    match setting {
        Setting::Switch { .. } => {
            let words = |on: &str| say!(lang, "web-on-off", on = if on == "on" { "yes" } else { "no" });
            html! { (form.choice(name, label, ["on", "off"].map(|on| (on.to_owned(), words(on))))) }
        }
        Setting::Number { least, most, unit, .. } => {
            let hint = say!(lang, "web-setting-number", least = *least, most = *most, unit = reading.plain(unit));
            html! { (form.number(name, label, [Some(*least), Some(*most)]).hint(hint)) }
        }
        Setting::Choice { options, .. } => {
            let options = options.iter().map(|o| (o.name.clone(), reading.plain(&o.words).to_owned()));
            html! { (form.choice(name, label, options.collect::<Vec<_>>())) }
        }
    }
}

/// *Yes, if*: only what this clause lets a person ask for.
fn alternatives(clause: &Clause, view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let name = |part: &str| field(part, &clause.id);
    let shown = view.fields.has(&name("shown"));
    let mut fields = view.fields.clone();
    let asked = clause.information.as_ref();
    if let Some(asked) = asked.filter(|_| !shown) {
        asked.items.iter().for_each(|id| fields.push(name("items"), id.as_str()));
        asked.recipients.iter().for_each(|id| fields.push(name("to"), id.as_str()));
    }
    let form = crate::web::ui::Form { fields: &fields, ..view.form(shell) };
    let bounds = &clause.counter;
    html! { fieldset.alternatives #(field_id(&name("if"))) {
        legend { (say!(lang, "portal-if-legend")) }
        p.note { (say!(lang, "portal-if-note", n = view.terms.answer_within_days)) }
        input type="hidden" name=(name("shown")) value="1";
        @if let Some(least) = bounds.shortest_days {
            @let now = asked.and_then(|asked| asked.retention_days);
            (form.number(name("days"), say!(lang, "portal-if-days"), [Some(least), now.map(|days| days.saturating_sub(1))])
                .hint(say!(lang, "portal-if-days-hint", least = least, now = crate::web::ui::kept(now, lang))))
        }
        @if let Some(asked) = asked.filter(|_| bounds.fewer_items) {
            fieldset.group #(field_id(&name("items"))) {
                legend { (say!(lang, "portal-if-items")) }
                (wrong(view, &name("items")))
                @for id in &asked.items {
                    @let words = view.terms.item(id).map_or_else(|| id.to_string(), |item| reading.plain(&item.name).to_owned());
                    (form.tick(name("items"), id.as_str(), words))
                }
            }
        }
        @if let Some(asked) = asked.filter(|_| bounds.fewer_recipients) {
            fieldset.group #(field_id(&name("to"))) {
                legend { (say!(lang, "portal-if-recipients")) }
                (wrong(view, &name("to")))
                @for id in &asked.recipients {
                    @let words = view.terms.recipient(id).map_or_else(|| id.to_string(), |to| reading.plain(&to.name).to_owned());
                    (form.tick(name("to"), id.as_str(), words))
                }
            }
        }
        @if let (Some(highest), Some(benefit)) = (bounds.highest_amount, clause.benefits.first()) {
            (form.line(name("amount"), say!(lang, "portal-if-amount", unit = reading.plain(&benefit.unit))).input_mode("decimal").short()
                .hint(say!(lang, "portal-if-amount-hint", most = written(highest, lang), now = benefit.amount.map_or_else(String::new, |a| written(a, lang)))))
        }
        @if !bounds.other_benefits.is_empty() {
            @let as_offered = [(String::new(), say!(lang, "portal-if-as-offered"))];
            @let others = bounds.other_benefits.iter().map(|b| (b.id.to_string(), reading.plain(&b.what).to_owned()));
            (form.choice(name("benefit"), say!(lang, "portal-if-benefit"), as_offered.into_iter().chain(others)))
        }
        @if bounds.own_words {
            @let id = field_id(&name("words"));
            (form.area(name("words"), say!(lang, "portal-if-words"), 4).longest(LONGEST_WORDS).hint(say!(lang, "portal-if-words-hint", n = LONGEST_WORDS)))
            p.left #(format!("{id}-left")) aria-live="off" data-words=(say!(lang, "portal-if-left", left = "#")) {}
        }
        button.first name="go" value="next" { (say!(lang, "portal-if-next")) }
        p.note { (say!(lang, "portal-if-or")) }
    } }
}

fn wrong(view: &Offered, name: &str) -> Markup {
    match view.errors.get(name) {
        Some(error) => html! { p.error { (error) } },
        None => PreEscaped(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{page, sample};
    use crate::web::ui::{Reader, Shell};
    use crate::words::Lang;

    #[test]
    fn what_was_answered_before_is_carried_through_its_own_question() {
        let check = |answer: &str| {
            let view = sample::question("usage-for-advice", &[("answer.usage-for-advice", answer)]);
            let page = page(&view, &Shell::sample(Lang::En, "/", Reader::Visitor)).into_string();
            let carried = format!(r#"name="answer.usage-for-advice" value="{answer}""#);
            assert_eq!(page.matches(&carried).count(), 1, "{page}");
        };
        ["yes", "no", "if"].iter().for_each(|answer| check(answer));
    }
}
