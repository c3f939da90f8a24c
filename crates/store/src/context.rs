//! Who asks, for which firm, and what they may do. Every call of the books carries it, and the books check it.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::id::{ClientId, FirmId, MemberId, PersonId};
use crate::information::{Scope, Scopes};

use comity_exchange::agreement::Signatory;

/// Who asks, for which firm.
#[derive(Debug, Clone)]
pub struct Context {
    /// The firm; [`FirmId::NONE`] for what concerns no single one.
    pub firm: FirmId,
    /// Who asks.
    pub actor: Actor,
    /// The request's id, for the audit and the logs.
    pub request: String,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The house itself: its worker, or its command line in the hands of whoever runs the machine.
    System,
    /// Somebody who has not signed in.
    Visitor,
    /// Somebody of the firm.
    Member {
        /// Who.
        id: MemberId,
        /// With which role.
        role: Role,
    },
    /// A system of the firm, by its key.
    Client {
        /// Which.
        id: ClientId,
        /// What its key is for.
        scopes: Scopes,
    },
    /// A customer.
    Person {
        /// Who.
        id: PersonId,
    },
    /// Somebody with parental responsibility, for a customer.
    Guardian {
        /// The guardian.
        id: PersonId,
        /// For whom.
        ward: PersonId,
    },
    /// Somebody without an account, who holds the secret of what they did.
    Guest {
        /// Under which number.
        id: PersonId,
    },
}

/// What a member is to the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything, also say who else may.
    Owner,
    /// Writes terms, publishes, invites, answers.
    Researcher,
    /// Looks after what customers bring.
    Moderator,
    /// Sees every record and every proof, and changes nothing.
    Auditor,
    /// Sees exchanges and figures, and nobody by name.
    Viewer,
}

/// Something that a member may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See the firm's settings.
    FirmRead,
    /// Change the firm's settings.
    FirmWrite,
    /// See who is a member.
    MemberRead,
    /// Add, change and remove members.
    MemberWrite,
    /// See exchanges, drafts and versions.
    ExchangeRead,
    /// Write drafts.
    ExchangeWrite,
    /// Publish, open votes, close.
    ExchangePublish,
    /// See figures about many: distributions and counts.
    FiguresRead,
    /// See customers by name.
    PersonRead,
    /// Add, import, correct and erase customers.
    PersonWrite,
    /// Invite customers.
    Invite,
    /// See what single customers agreed to and countered.
    StandingRead,
    /// Answer counter-offers.
    CounterAnswer,
    /// Read the ledger and its proofs.
    LedgerRead,
    /// See who of the firm did what.
    AuditRead,
    /// See mails that wait or were sent.
    OutboxRead,
    /// See jobs.
    JobRead,
    /// See which systems of the firm have keys, and whom notices go to.
    ClientRead,
    /// Give keys to systems of the firm and take them back, and say whom notices go to.
    ClientWrite,
    /// Decide what others see of what customers bring, and answer it.
    Moderate,
    /// Run studies, ratings and opinion maps over files, and remove them.
    Listen,
    /// Do what a customer does: answer, withdraw, leave. No role has it.
    PersonsAct,
    /// Do what the house does: run jobs, send mail, sequence the ledger. No role has it.
    HousesWork,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 23] = [
        Self::FirmRead,
        Self::FirmWrite,
        Self::MemberRead,
        Self::MemberWrite,
        Self::ExchangeRead,
        Self::ExchangeWrite,
        Self::ExchangePublish,
        Self::FiguresRead,
        Self::PersonRead,
        Self::PersonWrite,
        Self::Invite,
        Self::StandingRead,
        Self::CounterAnswer,
        Self::LedgerRead,
        Self::AuditRead,
        Self::OutboxRead,
        Self::JobRead,
        Self::ClientRead,
        Self::ClientWrite,
        Self::Moderate,
        Self::Listen,
        Self::PersonsAct,
        Self::HousesWork,
    ];
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Researcher, Self::Moderator, Self::Auditor, Self::Viewer];

    /// The one table of rights.
    pub fn may(self, right: Right) -> bool {
        use Right as R;
        match right {
            R::PersonsAct | R::HousesWork => false,
            R::FirmRead | R::ExchangeRead | R::FiguresRead => true,
            R::FirmWrite | R::MemberWrite | R::ClientWrite => self == Self::Owner,
            R::ExchangeWrite | R::ExchangePublish | R::PersonWrite | R::Invite | R::CounterAnswer | R::Listen => {
                matches!(self, Self::Owner | Self::Researcher)
            }
            R::Moderate => matches!(self, Self::Owner | Self::Researcher | Self::Moderator),
            R::PersonRead | R::StandingRead => {
                matches!(self, Self::Owner | Self::Researcher | Self::Moderator | Self::Auditor)
            }
            R::MemberRead | R::OutboxRead | R::JobRead | R::ClientRead | R::LedgerRead => {
                matches!(self, Self::Owner | Self::Researcher | Self::Auditor)
            }
            R::AuditRead => matches!(self, Self::Owner | Self::Auditor),
        }
    }

    /// The name in the books and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Researcher => "researcher",
            Self::Moderator => "moderator",
            Self::Auditor => "auditor",
            Self::Viewer => "viewer",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

impl Context {
    /// The house itself, for one firm.
    pub fn system(firm: FirmId) -> Self {
        Self { firm, actor: Actor::System, request: String::new() }
    }

    /// The house itself, for what concerns no single firm.
    pub fn instance() -> Self {
        Self::system(FirmId::NONE)
    }

    /// Whether a member (or the house) may do that.
    pub(crate) fn may(&self, right: Right) -> Result<(), Error> {
        let allowed = match self.actor {
            Actor::System => right != Right::PersonsAct,
            Actor::Member { role, .. } => role.may(right),
            Actor::Visitor
            | Actor::Client { .. }
            | Actor::Person { .. }
            | Actor::Guardian { .. }
            | Actor::Guest { .. } => false,
        };
        if allowed { Ok(()) } else { Err(Error::Denied(right)) }
    }

    /// Whether it is about the asking person (or their ward), or a member may do that.
    pub(crate) fn about(&self, person: PersonId, right: Right) -> Result<(), Error> {
        match self.actor {
            Actor::Person { id } if id == person => Ok(()),
            Actor::Guardian { ward, .. } if ward == person => Ok(()),
            _ => self.may(right),
        }
    }

    /// The person for whom is acted, and by whom. Nobody of the firm ever acts for a person; where a system of it takes part for one who
    /// agreed, it does so in a context of theirs.
    pub(crate) fn acting(&self) -> Result<(PersonId, Signatory), Error> {
        match self.actor {
            Actor::Person { id } => Ok((id, Signatory::Person)),
            Actor::Guardian { ward, .. } => Ok((ward, Signatory::Guardian)),
            Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Member { .. } | Actor::Guest { .. } => {
                Err(Error::Denied(Right::PersonsAct))
            }
        }
    }

    /// Who takes part: a person, or a guest, who can do nothing else.
    pub(crate) fn partaking(&self) -> Result<PersonId, Error> {
        match self.actor {
            Actor::Guest { id } => Ok(id),
            _ => self.acting().map(|(person, _)| person),
        }
    }

    /// The guest who asks.
    pub(crate) fn guest(&self) -> Result<PersonId, Error> {
        match self.actor {
            Actor::Guest { id } => Ok(id),
            _ => Err(Error::Denied(Right::PersonsAct)),
        }
    }

    /// Only the house itself.
    pub(crate) fn house(&self) -> Result<(), Error> {
        if self.actor == Actor::System { Ok(()) } else { Err(Error::Denied(Right::HousesWork)) }
    }

    /// The system of the firm that asks, where its key is for that.
    pub(crate) fn scoped(&self, scope: Scope) -> Result<ClientId, Error> {
        match self.actor {
            Actor::Client { id, scopes } if scopes.has(scope) => Ok(id),
            _ => Err(Error::NoScope(scope)),
        }
    }

    /// The member who asks, where it is one.
    pub(crate) fn member(&self) -> Option<MemberId> {
        match self.actor {
            Actor::Member { id, .. } => Some(id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as a reader would write it: each role, and what it may do.
    #[test]
    fn rights_of_every_role() {
        let check = |role: Role, expect: &[Right]| {
            let may: Vec<Right> = Right::ALL.into_iter().filter(|right| role.may(*right)).collect();
            assert_eq!(may, expect, "{role:?}");
        };
        use Right as R;
        let everything: Vec<Right> =
            R::ALL.into_iter().filter(|right| !matches!(right, R::PersonsAct | R::HousesWork)).collect();
        check(Role::Owner, &everything);
        let not = [R::FirmWrite, R::MemberWrite, R::ClientWrite, R::AuditRead];
        let researcher: Vec<Right> = everything.iter().copied().filter(|right| !not.contains(right)).collect();
        check(Role::Researcher, &researcher);
        check(
            Role::Moderator,
            &[R::FirmRead, R::ExchangeRead, R::FiguresRead, R::PersonRead, R::StandingRead, R::Moderate],
        );
        check(
            Role::Auditor,
            &[
                R::FirmRead,
                R::MemberRead,
                R::ExchangeRead,
                R::FiguresRead,
                R::PersonRead,
                R::StandingRead,
                R::LedgerRead,
                R::AuditRead,
                R::OutboxRead,
                R::JobRead,
                R::ClientRead,
            ],
        );
        check(Role::Viewer, &[R::FirmRead, R::ExchangeRead, R::FiguresRead]);
    }

    #[test]
    fn nobody_but_a_person_acts_for_a_person() {
        let context = |actor| Context { firm: FirmId::NONE, actor, request: String::new() };
        let (me, other) = (PersonId::new(), PersonId::new());
        assert!(context(Actor::System).acting().is_err() && context(Actor::System).may(Right::PersonsAct).is_err());
        for role in Role::ALL {
            let member = context(Actor::Member { id: MemberId::new(), role });
            assert!(member.acting().is_err() && member.house().is_err() && member.may(Right::PersonsAct).is_err());
        }
        let person = context(Actor::Person { id: me });
        assert!(person.about(me, Right::PersonRead).is_ok() && person.about(other, Right::PersonRead).is_err());
        assert_eq!(person.acting().unwrap(), (me, Signatory::Person));
        let guest = context(Actor::Guest { id: me });
        assert!(guest.acting().is_err() && guest.about(me, Right::PersonRead).is_err() && guest.house().is_err());
        assert_eq!((guest.partaking(), person.partaking()), (Ok(me), Ok(me)));
        assert!(guest.guest().is_ok() && person.guest().is_err());
        assert_eq!(context(Actor::Guardian { id: other, ward: me }).acting().unwrap(), (me, Signatory::Guardian));
    }
}
