//! By what the customers of the list follow one another in each column. Worked out once for each of them.

use chrono::NaiveDate;

use crate::app::clock;
use crate::app::store::Store;
use crate::domain::insight::clientele::Client;
use crate::domain::insight::in_base::in_base;
use crate::domain::insight::rfm::Code;
use crate::domain::{MemberId, Moment};

/// What a column says of a customer, to sort by; of one column all are of one kind.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The names, by which they are sorted before.
    Name,
    Owner(String),
    Code(Option<Code>),
    Bought(Option<NaiveDate>),
    Elapsed(Option<u64>),
    Open(Option<i64>),
    Contact(Option<Moment>),
    Year(i128),
}

/// What a column says; subscribes to what it says beside the customers themselves.
pub(super) fn keyed(store: Store, column: &'static str) -> impl Fn(&Client) -> Key {
    if column == "open" {
        store.company();
        store.all("rate", |_| ());
    }
    let now = clock::now();
    let owner = move |id: MemberId| store.peek(|workspace| workspace.member(id).map(|member| member.name.clone()));
    // The part of the usual gap that has passed, compared as fractions.
    let elapsed = |client: &Client| {
        let passed = client.score.zip(client.usual).map(|(score, usual)| (score.buyer.recency, usual.max(1)));
        passed.map(|(passed, usual)| u64::from(passed) * 1_000 / u64::from(usual))
    };
    let open = move |client: &Client| {
        let whole = store.peek(|workspace| in_base(workspace, &client.open, Some(now)));
        whole.money.map(|money| money.minor)
    };
    move |client| match column {
        "company" => Key::Name,
        "owner" => Key::Owner(client.owner.and_then(owner).unwrap_or_default()),
        "code" => Key::Code(client.code()),
        "last" => Key::Bought(client.score.map(|score| score.buyer.last_purchase)),
        "elapsed" => Key::Elapsed(elapsed(client)),
        "open" => Key::Open(open(client)),
        "contact" => Key::Contact(client.next.as_ref().map(|next| next.at)),
        _ => Key::Year(client.year),
    }
}
