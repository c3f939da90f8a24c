//! What is about to be signed, before it is.

use comity_exchange::clause::Clause;
use comity_exchange::counter::Alternative;
use comity_exchange::negotiation::Answer;
use maud::{Markup, html};

use super::{Answering, Offered};
use crate::web::ui::{Errors, Reading, Shell, error_summary, kept};
use crate::words::{Lang, say, tame};

pub fn content(view: &Offered, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let offer = view.offer(shell);
    let answers: Vec<_> =
        offer.questions().map(|clause| (clause, offer.answer(clause, &view.fields, &mut Errors::default()))).collect();
    let open = answers.iter().filter(|(_, answer)| answer.is_none()).count();
    let yes = answers.iter().filter(|(_, answer)| *answer == Some(Answer::Yes)).count();
    let conditions = answers.iter().filter(|(_, answer)| matches!(answer, Some(Answer::If(_)))).count();
    let missing = answers.iter().any(|(clause, answer)| clause.required && *answer != Some(Answer::Yes));
    let result = match () {
        () if open > 0 => "open",
        () if yes > 0 && !missing => "agreed",
        () if missing && yes > 0 && conditions == 0 => "required",
        () if conditions > 0 => "countered",
        () => "declined",
    };
    let ward = match &view.answering {
        Answering::Guardian { ward } => ward.as_str(),
        Answering::Person | Answering::Minor { .. } => "",
    };
    html! {
        p.kicker { (reading.text(&view.terms.title)) }
        h1 { (say!(lang, "portal-review")) }
        p.lead { (say!(lang, "portal-review-result", result = result, yes = yes, conditions = conditions, open = open)) }
        (error_summary(&view.errors, lang))
        form method="post" action=(shell.to(format!("/exchanges/{}", view.exchange))) {
            (view.carried("", &[]))
            ul.list { @for (clause, answer) in &answers { li {
                div.row.ends {
                    span.name { (reading.text(&clause.title)) }
                    button.small name="go" value=(format!("to:{}", clause.id)) aria-label=(say!(lang, "portal-change-one", title = reading.plain(&clause.title))) {
                        (say!(lang, "portal-change"))
                    }
                }
                p.said { (said(answer.as_ref(), lang)) }
                @if let Some(Answer::If(alternative)) = answer { (alternative_words(alternative, Some(clause), reading)) }
                @if let (Some(Answer::Yes), Some(setting)) = (answer, &clause.setting) {
                    @let typed = view.fields.get(&super::field("set", &clause.id));
                    @let position = super::read_position(setting, typed).unwrap_or_else(|| setting.start());
                    p.soft { (reading.position(setting, &position)) }
                }
            } } }
            @if conditions > 0 { p { (say!(lang, "portal-review-conditions", n = view.terms.answer_within_days)) } }
            @if open == 0 {
                @if !ward.is_empty() { p { (say!(lang, "portal-review-guardian", ward = tame(ward))) } }
                div.actions {
                    button.first name="go" value="sign" { (say!(lang, "portal-sign", result = result)) }
                    button name="go" value="overview" { (say!(lang, "portal-see-all")) }
                }
                p.note { (say!(lang, "portal-review-note")) }
            } @else {
                div.actions { button.first name="go" value="start" { (say!(lang, "portal-go-on")) } }
            }
            p.note { (say!(lang, "portal-signed-print")) " " span.hash { (view.terms.fingerprint()) } }
        }
    }
}

/// An answer in a word or two.
pub fn said(answer: Option<&Answer>, lang: Lang) -> String {
    let code = match answer {
        None => "none",
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        Some(Answer::If(_)) => "if",
    };
    say!(lang, "portal-said", answer = code)
}

/// What is asked for instead, as a list.
pub fn alternative_words(alternative: &Alternative, clause: Option<&Clause>, reading: &Reading<'_>) -> Markup {
    let (terms, lang) = (reading.terms, reading.lang);
    html! { ul.instead {
        @if let Some(days) = alternative.retention_days { li { (say!(lang, "web-instead-days", kept = kept(Some(days), lang))) } }
        @if let Some(items) = &alternative.items { li {
            @let names: Vec<&str> = items.iter().map(|id| terms.item(id).map_or(id.as_str(), |i| reading.plain(&i.name))).collect();
            (say!(lang, "web-instead-items", names = names.join("; ")))
        } }
        @if let Some(to) = &alternative.recipients { li {
            @let names: Vec<&str> = to.iter().map(|id| terms.recipient(id).map_or(id.as_str(), |r| reading.plain(&r.name))).collect();
            @if names.is_empty() { (say!(lang, "web-instead-nobody")) } @else { (say!(lang, "web-instead-to", names = names.join("; "))) }
        } }
        @if let Some(benefit) = &alternative.benefit { li {
            @let found = terms.clauses.iter().flat_map(|c| &c.counter.other_benefits).find(|b| b.id == *benefit);
            (say!(lang, "web-instead-benefit", what = found.map_or(benefit.as_str(), |b| reading.plain(&b.what))))
        } }
        @if let Some(amount) = alternative.amount { li {
            (say!(lang, "web-instead-amount", amount = reading.counted(amount, clause.and_then(|c| c.benefits.first()))))
         } }
        @if let Some(words) = &alternative.words { li { (say!(lang, "web-quoted", text = words.as_str())) } }
    } }
}
