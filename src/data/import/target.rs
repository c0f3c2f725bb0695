//! What a file is about, and what a column can be taken for.
//! Deliberately not here: how that is recognised (`plan`).

use crate::domain::contact;

/// What the rows of a file are. The order is that in which several files are taken in, so that each finds what it refers
/// to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Our own sales desk.
    Members,
    /// Companies that buy, perhaps with somebody who works there.
    Customers,
    /// People: those who work at companies, and those who buy for themselves.
    Contacts,
    /// Leads, which land in the funnel of leads unless somebody says otherwise.
    Leads,
    /// Deals.
    Deals,
    /// Orders and refunds.
    Purchases,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Members, Self::Customers, Self::Contacts, Self::Leads, Self::Deals, Self::Purchases];

    /// Whether a row is a deal or a lead.
    pub(super) fn is_deal(self) -> bool {
        matches!(self, Self::Leads | Self::Deals)
    }
}

/// What a column is taken for. When several columns are taken for the same, the last that is filled counts in each row,
/// unless the target says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Left out.
    Skip,
    /// The identity of the deal or order in the system that it comes from, so that a second import updates.
    Id,
    /// What the buyer needs. A deal without it gets a title made of [`Plan::title_parts`](super::Plan::title_parts).
    Title,
    /// What the deal or order is worth.
    Amount,
    /// The currency of the amount.
    Currency,
    /// The stage or end on which the deal stands.
    Stage,
    /// Whether the deal is open, won or lost, in systems that tell it apart from the stage.
    Status,
    /// The funnel of the stage.
    Pipeline,
    /// Since when the deal has stood on its stage.
    StageSince,
    /// The company that buys, by name; in a list of customers the customer itself.
    Customer,
    /// The identity of the customer in the system that it comes from.
    CustomerId,
    /// The person at the customer, or the buyer when no company is named: the full name.
    Contact,
    /// The identity of the person in the system that they come from.
    ContactId,
    /// The person's first name.
    FirstName,
    /// The person's last name.
    LastName,
    /// Data of the person by field name, such as `phone`; of the customer when no person is named. Of telephones and
    /// addresses each column counts.
    ContactField(String),
    /// Data of the customer by field name, where a row is about something else: the address of the company that a deal
    /// names.
    CustomerField(String),
    /// Who of the own sales desk leads the deal or looks after the customer.
    Owner,
    /// When the deal was created, the customer became known, or the order was made.
    Created,
    /// When the deal was closed; of an open deal kept as a field.
    Closed,
    /// When the next contact is planned.
    NextContact,
    /// Why the buyer stopped.
    LossReason,
    /// Notes on the deal, and the reason in words of a lost deal that has no other. Each column counts.
    Note,
    /// Tags, with commas or semicolons between them. Each column counts.
    Tags,
    /// Order or refund.
    PurchaseKind,
    /// The full name of a colleague, in a list of the own sales desk.
    Name,
    /// What the colleague does: qualifier, hunter, farmer, head of sales.
    Role,
    /// The head of the colleague.
    Head,
    /// Kept under this name as a field of the deal or customer. In a list of orders it is the customer's.
    Field(String),
}

impl Target {
    /// What a person may choose from in files of a kind, besides keeping the column as a field of its own name.
    pub fn choices(kind: Kind) -> Vec<Self> {
        let contact = |name: &str| Self::ContactField(name.to_owned());
        let customer = |name: &str| Self::CustomerField(name.to_owned());
        let field = |name: &str| Self::Field(name.to_owned());
        let mut all = vec![Self::Skip];
        let who =
            || [Self::Customer, Self::CustomerId, Self::Contact, Self::ContactId, Self::FirstName, Self::LastName];
        let ways = || ["phone", "email", "telegram", "job_title"].map(contact);
        match kind {
            Kind::Members => all.extend([Self::Name, Self::Role, Self::Head]),
            Kind::Customers => {
                all.extend(who().into_iter().chain(ways()));
                all.extend([Self::Owner, Self::Created, Self::Tags]);
                all.extend(["city", "trade", "inn", "site", "address"].map(field));
            }
            Kind::Contacts => {
                all.extend(who().into_iter().chain(ways()));
                all.extend([Self::Owner, Self::Created, Self::Tags, Self::Stage, Self::Status]);
                all.push(contact("source"));
                all.extend(["city", "trade", "inn", "site", "address"].map(customer));
            }
            Kind::Leads | Kind::Deals => {
                all.extend([Self::Id, Self::Title, Self::Amount, Self::Currency, Self::Stage, Self::Status]);
                all.extend([Self::Pipeline, Self::StageSince]);
                all.extend(who().into_iter().chain(ways()));
                all.extend([Self::Owner, Self::Created, Self::Closed, Self::NextContact, Self::LossReason]);
                all.extend([Self::Note, Self::Tags]);
                all.extend(["source", "products", "task"].map(field));
                all.extend(["city", "trade", "inn", "site", "address"].map(customer));
            }
            Kind::Purchases => {
                all.extend([Self::Id, Self::Customer, Self::CustomerId, Self::Contact, contact("phone")]);
                all.extend([contact("email"), Self::Created, Self::Amount, Self::Currency, Self::PurchaseKind]);
                all.push(field("city"));
            }
        }
        all
    }

    /// Whether it holds ways to reach somebody, of which each column counts.
    pub(super) fn reaches(&self) -> bool {
        matches!(self, Self::ContactField(name) | Self::CustomerField(name) | Self::Field(name) if contact::reaches(name))
    }

    /// What keeps a column under a name of its own: as data of what the rows are about. None where rows have no such data.
    pub fn kept(kind: Kind, name: &str) -> Option<Self> {
        match kind {
            Kind::Members => None,
            Kind::Contacts => Some(Self::ContactField(name.to_owned())),
            Kind::Customers | Kind::Leads | Kind::Deals | Kind::Purchases => Some(Self::Field(name.to_owned())),
        }
    }

    /// Whether rows of this kind have a place for it. The sales desk keeps names and roles alone.
    pub fn fits(&self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Field(_), kind) => !matches!(kind, Kind::Members | Kind::Contacts),
            (Self::ContactField(_), kind) => kind != Kind::Members,
            (Self::CustomerField(_), kind) => kind.is_deal() || kind == Kind::Contacts,
            (target, kind) => Self::choices(kind).contains(target),
        }
    }
}
