//! `/me/guest`: what somebody did without an account, before it becomes theirs by their own yes.

use comity_store::OwnPart;
use maud::{Markup, html};

use super::mine::listed;
use crate::web::ui::{Shell, back, empty};
use crate::words::say;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Join {
    /// What would be joined; nothing where nothing would.
    pub part: Option<OwnPart>,
    /// Where one goes on.
    pub next: String,
}

/// The page.
pub fn page(view: &Join, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "guest-join");
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "part-home")))
        h1 { (title) }
        @match &view.part {
            None => (empty(&say!(lang, "guest-join-none"), &say!(lang, "guest-join-none-note"), None)),
            Some(own) => {
                p.lead { (say!(lang, "guest-join-lead")) }
                (listed(own, lang))
                ul { @for point in ["yours", "twice", "erased", "final"] { li { (say!(lang, "guest-join-point", what = point)) } } }
                form.actions method="post" action=(shell.to("/me/guest")) {
                    input type="hidden" name="next" value=(view.next);
                    button.first name="go" value="join" { (say!(lang, "guest-join-yes")) }
                    button name="go" value="later" { (say!(lang, "guest-join-no")) }
                }
            },
        }
    };
    shell.portal(&title, &content)
}
