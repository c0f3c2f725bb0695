//! Our own lists: which columns a list of deals or customers has when it is saved, in both languages, and what they are
//! taken for when the file comes back. Records keep their identities, so that a list that comes back unchanged changes
//! nothing, and one that was mended in a spreadsheet changes what was mended.
//!
//! What is worked out (scores, sums, days) is in the list to be read, and is left out when it comes back.

use chrono::NaiveDateTime;

use super::target::Target;
use crate::data::table::{Dialect, Sheet, Value};
use crate::domain::insight::clientele::Client;
use crate::domain::{CustomerId, Deal, DealId, Moment, Money, Pipeline, Slug, Text, Workspace};

/// How records of ours are called in the identities of a list.
pub(super) const SYSTEM: &str = "voronka";

/// The heads of a list of customers, in Russian and in English.
const CUSTOMERS: [[&str; 2]; 16] = [
    ["Voronka ID", "Voronka ID"],
    ["Название", "Name"],
    ["Ответственный", "Owner"],
    ["Сегмент RFM", "RFM cell"],
    ["Последняя покупка", "Last purchase"],
    ["Дней без покупки", "Days without a purchase"],
    ["Обычный промежуток, дней", "Usual gap, days"],
    ["В работе", "Open deals"],
    ["Следующий контакт по сделкам", "Next contact on deals"],
    ["Куплено за год", "Bought within a year"],
    ["Город", "City"],
    ["Отрасль", "Trade"],
    ["ИНН", "Tax ID"],
    ["Телефон", "Phone"],
    ["Почта", "E-mail"],
    ["Теги", "Tags"],
];

/// The heads of a list of deals.
const DEALS: [[&str; 2]; 13] = [
    ["Voronka ID", "Voronka ID"],
    ["Название сделки", "Deal Name"],
    ["Клиент", "Client"],
    ["Voronka ID клиента", "Voronka client ID"],
    ["Название воронки", "Name of the funnel"],
    ["Название этапа", "Name of the stage"],
    ["Voronka ID этапа", "Voronka stage ID"],
    ["Сумма", "Amount"],
    ["Валюта", "Currency"],
    ["Ответственный", "Owner"],
    ["Создана", "Created"],
    ["На этапе с", "On the stage since"],
    ["Теги", "Tags"],
];

/// The heads that only our lists have, as [`System`](super::System) knows systems: with `;` between them.
pub(super) const SIGNATURE: &str =
    "Voronka ID; Voronka ID клиента; Voronka client ID; Voronka ID этапа; Voronka stage ID";
/// Those that stand beside them and in other files too.
pub(super) const SHARED: &str = "Название; Name; Название сделки; Deal Name; Сумма; Amount; Ответственный; Owner";

/// What the columns of our own lists are taken for, where other files mean something else by them or have none of them.
pub(super) const COLUMNS: [(Target, &str); 4] = [
    (Target::Id, "Voronka ID"),
    (Target::CustomerId, "Voronka ID; Voronka ID клиента; Voronka client ID"),
    (Target::Stage, "Voronka ID этапа; Voronka stage ID"),
    (
        Target::Skip,
        "Сегмент RFM; RFM cell; Последняя покупка; Last purchase; Дней без покупки; Days without a purchase; \
         Обычный промежуток, дней; Usual gap, days; В работе; Open deals; Следующий контакт по сделкам; \
         Next contact on deals; Куплено за год; Bought within a year; Название воронки; Name of the funnel; \
         Название этапа; Name of the stage; На этапе с; On the stage since",
    ),
];

/// A list of customers as it is shown, ready to be saved. `local` is what the clock here shows at a moment.
pub fn customers(
    workspace: &Workspace,
    name: String,
    clients: &[&Client],
    dialect: Dialect,
    local: &dyn Fn(Moment) -> NaiveDateTime,
) -> Sheet {
    let base = workspace.company().map(|company| company.currency);
    let row = |client: &&Client| {
        let customer = workspace.customer(client.id)?;
        let field = |name: &str| customer.fields.get(name).cloned().map(Value::from).unwrap_or_default();
        let minor = i64::try_from(client.year).ok().filter(|year| *year != 0);
        Some(vec![
            client.id.to_string().into(),
            customer.name.clone().into(),
            member(workspace, customer.owner),
            client.code().map(|code| code.to_string()).into(),
            client.score.map_or(Value::Blank, |score| Value::Day(score.buyer.last_purchase)),
            client.score.map_or(Value::Blank, |score| Value::Number(score.buyer.recency.into())),
            client.usual.map_or(Value::Blank, |usual| Value::Number(usual.into())),
            client.open.iter().next().map_or(Value::Blank, Value::Money),
            client.next.as_ref().map_or(Value::Blank, |next| Value::Time(local(next.at))),
            minor.zip(base).map_or(Value::Blank, |(minor, base)| Value::Money(Money::new(minor, base))),
            field("city"),
            field("trade"),
            field("inn"),
            field("phone"),
            field("email"),
            tags(&customer.tags),
        ])
    };
    Sheet { name, heads: heads(&CUSTOMERS, dialect), rows: clients.iter().filter_map(row).collect() }
}

/// A list of deals.
pub fn deals(
    workspace: &Workspace,
    name: String,
    deals: impl IntoIterator<Item = DealId>,
    dialect: Dialect,
    local: &dyn Fn(Moment) -> NaiveDateTime,
) -> Sheet {
    let say = |text: &Text| if dialect == Dialect::RU { text.ru.clone() } else { text.en.clone() };
    let row = |deal: &Deal| {
        let funnel = workspace.funnel_that_had(deal.stage);
        let customer = deal.customer.and_then(|id| workspace.customer(id));
        vec![
            deal.id.to_string().into(),
            deal.title.clone().into(),
            customer.map(|customer| customer.name.clone()).into(),
            deal.customer.map(|id: CustomerId| id.to_string()).into(),
            funnel.map(|funnel| say(&funnel.name)).into(),
            funnel.and_then(|funnel| place(funnel, deal.stage)).map(say).into(),
            deal.stage.to_string().into(),
            deal.amount.map_or(Value::Blank, Value::Money),
            deal.amount.map(|amount| amount.currency.code().to_owned()).into(),
            member(workspace, deal.owner),
            Value::Time(local(deal.created)),
            Value::Time(local(deal.entered())),
            tags(&deal.tags),
        ]
    };
    let rows = deals.into_iter().filter_map(|id| workspace.deal(id)).map(|deal| row(deal)).collect();
    Sheet { name, heads: heads(&DEALS, dialect), rows }
}

fn heads<const N: usize>(names: &[[&str; 2]; N], dialect: Dialect) -> Vec<String> {
    names.iter().map(|[ru, en]| if dialect == Dialect::RU { *ru } else { *en }.to_owned()).collect()
}

fn place(funnel: &Pipeline, at: Slug) -> Option<&Text> {
    funnel.stage(at).map(|stage| &stage.name).or_else(|| funnel.end(at).map(|end| &end.name))
}

fn member(workspace: &Workspace, id: Option<crate::domain::MemberId>) -> Value {
    id.and_then(|id| workspace.member(id)).map(|member| member.name.clone()).into()
}

fn tags(tags: &std::collections::BTreeSet<String>) -> Value {
    tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ").into()
}
