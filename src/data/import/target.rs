//! What a file is about, and what a column can be taken for.
//! Deliberately not here: how that is recognised (`plan`).

/// What the rows of a file are. The order is that in which several files are taken in, so that each finds what it refers
/// to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Our own sales desk.
    Members,
    /// Companies and people who buy, perhaps with those who work there.
    Customers,
    /// Deals and leads.
    Deals,
    /// Orders and refunds.
    Purchases,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Members, Self::Customers, Self::Deals, Self::Purchases];
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
    /// Data of the person by field name, such as `phone`; of the customer when no person is named.
    ContactField(String),
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
    /// Notes; kept as a field, and the reason in words of a lost deal that has no other. Each column counts.
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
        let field = |name: &str| Self::Field(name.to_owned());
        let mut all = vec![Self::Skip];
        all.extend(match kind {
            Kind::Members => vec![Self::Name, Self::Role, Self::Head],
            Kind::Customers => vec![
                Self::Customer,
                Self::CustomerId,
                Self::Contact,
                Self::ContactId,
                Self::FirstName,
                Self::LastName,
                contact("phone"),
                contact("email"),
                contact("job_title"),
                Self::Owner,
                Self::Created,
                Self::Tags,
                field("city"),
                field("trade"),
                field("inn"),
            ],
            Kind::Deals => vec![
                Self::Id,
                Self::Title,
                Self::Amount,
                Self::Currency,
                Self::Stage,
                Self::Status,
                Self::Pipeline,
                Self::StageSince,
                Self::Customer,
                Self::CustomerId,
                Self::Contact,
                Self::ContactId,
                Self::FirstName,
                Self::LastName,
                contact("phone"),
                contact("email"),
                Self::Owner,
                Self::Created,
                Self::Closed,
                Self::NextContact,
                Self::LossReason,
                Self::Note,
                Self::Tags,
                field("source"),
                field("products"),
                field("task"),
            ],
            Kind::Purchases => vec![
                Self::Id,
                Self::Customer,
                Self::CustomerId,
                Self::Contact,
                contact("phone"),
                contact("email"),
                Self::Created,
                Self::Amount,
                Self::Currency,
                Self::PurchaseKind,
                field("city"),
            ],
        });
        all
    }

    /// Whether rows of this kind have a place for it. The sales desk keeps names and roles alone.
    pub fn fits(&self, kind: Kind) -> bool {
        match (self, kind) {
            (Self::Field(_), Kind::Members) => false,
            (Self::Field(_), _) => true,
            (Self::ContactField(_), kind) => kind != Kind::Members,
            (target, kind) => Self::choices(kind).contains(target),
        }
    }
}
