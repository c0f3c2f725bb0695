//! The list of customers: what each has bought, how regularly, what is open with them and when they are spoken to next.
//! Deliberately not here: the scores (`scores`), how a row looks.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use super::board::Owner;
use super::forecast::usual_interval;
use super::purchases::Purchases;
use super::rfm::{Code, Kind};
use super::scores::{Score, Scoring};
use crate::domain::{Customer, CustomerId, MemberId, NextContact, Sums, Workspace};

/// Who leaves the best within so many days is worth a look this week.
pub const SOON: u32 = 7;

/// A customer in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Client {
    /// Who.
    pub id: CustomerId,
    /// The name, to sort by: folded as [`fold`] does.
    pub name: String,
    /// Name, city, trade and tax number, folded, to search in.
    pub text: String,
    /// Who leads them.
    pub owner: Option<MemberId>,
    /// What they do, as written; empty when nobody has said it.
    pub trade: String,
    /// Their city, likewise.
    pub city: String,
    /// Figures and grades; none for who has not bought.
    pub score: Option<Score>,
    /// Days until the customer stops being best by recency, if that is within [`SOON`].
    pub leaves_in: Option<u32>,
    /// Days from one purchase to the next as a rule: the median, from three days of purchases on.
    pub usual: Option<u32>,
    /// What was bought within a year, refunds taken off, in minor units of the company's currency.
    pub year: i128,
    /// What the open deals are worth.
    pub open: Sums,
    /// How many open deals there are.
    pub deals: usize,
    /// The soonest contact that is planned on an open deal.
    pub next: Option<NextContact>,
}

impl Client {
    /// The cell among the 27.
    pub fn code(&self) -> Option<Code> {
        self.score?.scores.code()
    }

    /// Whether something is open with them and nobody has planned to speak to them.
    pub fn is_silent(&self) -> bool {
        self.deals > 0 && self.next.is_none()
    }

    /// Whether more days have passed since the last purchase than usual.
    pub fn is_late(&self) -> bool {
        self.score.zip(self.usual).is_some_and(|(score, usual)| score.buyer.recency > usual)
    }
}

/// Which customers are wanted; what is left open lets everybody through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sieve {
    /// Who leads them.
    pub owner: Owner,
    /// What they do, as written; empty for everything.
    pub trade: String,
    /// Their city, likewise.
    pub city: String,
    /// Those alone who have not bought for longer than usual.
    pub late: bool,
    /// Those alone with open deals and no contact planned.
    pub silent: bool,
}

impl Sieve {
    /// Whether a customer is wanted.
    pub fn lets(&self, client: &Client) -> bool {
        let same = |wanted: &str, has: &str| wanted.is_empty() || wanted == has;
        self.owner.is(client.owner)
            && (!self.late || client.is_late())
            && (!self.silent || client.is_silent())
            && same(&self.trade, &client.trade)
            && same(&self.city, &client.city)
    }
}

/// What the filters have to offer for some customers, and how many each leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// The trades that most of them have, by name, and how many have each.
    pub trades: Vec<(String, usize)>,
    /// The cities, likewise.
    pub cities: Vec<(String, usize)>,
    /// How many have not bought for longer than usual.
    pub late: usize,
    /// How many have open deals and no contact planned.
    pub silent: usize,
}

impl Offers {
    /// For these customers; of trades and cities no more than `most`.
    pub fn of<'a>(clients: impl Iterator<Item = &'a Client>, most: usize) -> Self {
        let (mut trades, mut cities) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
        let mut offers = Self::default();
        for client in clients {
            *trades.entry(&client.trade).or_default() += 1;
            *cities.entry(&client.city).or_default() += 1;
            offers.late += usize::from(client.is_late());
            offers.silent += usize::from(client.is_silent());
        }
        let told = |mut counts: BTreeMap<&str, usize>| {
            counts.remove("");
            let mut counts: Vec<(String, usize)> =
                counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
            counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
            counts.truncate(most);
            counts.sort_unstable();
            counts
        };
        Self { trades: told(trades), cities: told(cities), ..offers }
    }
}

/// Every customer of a workspace on a day, oldest identity first.
pub fn clientele(workspace: &Workspace, purchases: &Purchases, scoring: &Scoring, today: NaiveDate) -> Vec<Client> {
    let habits = habits(purchases, today);
    let leaving: HashMap<CustomerId, u32> =
        scoring.leaving_within(SOON).map(|leaves| (leaves.buyer.customer, leaves.days_left)).collect();
    let mut open = open_deals(workspace);
    let client = |customer: &std::sync::Arc<Customer>| {
        let id = customer.id;
        let field = |name: &str| customer.fields.get(name).map(String::as_str).unwrap_or_default();
        let habit = habits.get(&id);
        let open = open.remove(&id).unwrap_or_default();
        Client {
            id,
            name: fold(&customer.name),
            text: fold(&[&customer.name, field("city"), field("trade"), field("inn")].join("\n")),
            owner: customer.owner,
            trade: field("trade").to_owned(),
            city: field("city").to_owned(),
            score: scoring.customer(id).copied(),
            leaves_in: leaving.get(&id).copied(),
            usual: habit.and_then(|habit| habit.usual),
            year: habit.map(|habit| habit.year).unwrap_or_default(),
            open: open.sums,
            deals: open.count,
            next: open.next,
        }
    };
    workspace.customers().map(client).collect()
}

/// A text in the form in which it is looked for: lower case, ё as е.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }).collect()
}

struct Habit {
    usual: Option<u32>,
    year: i128,
}

fn habits(purchases: &Purchases, today: NaiveDate) -> HashMap<CustomerId, Habit> {
    let a_year_ago = today.checked_sub_days(Days::new(365)).unwrap_or(today);
    let mut bought: HashMap<CustomerId, (Vec<NaiveDate>, i128)> = HashMap::new();
    for line in purchases.lines.iter().filter(|line| line.date <= today) {
        let (days, year) = bought.entry(line.customer).or_default();
        if line.kind == Kind::Sale {
            days.push(line.date);
        }
        if line.date > a_year_ago {
            *year += i128::from(line.amount.unwrap_or_default());
        }
    }
    let habit = |(mut days, year): (Vec<NaiveDate>, i128)| {
        days.sort_unstable();
        days.dedup();
        Habit { usual: usual_interval(&days), year }
    };
    bought.into_iter().map(|(customer, bought)| (customer, habit(bought))).collect()
}

#[derive(Default)]
struct Open {
    sums: Sums,
    count: usize,
    next: Option<NextContact>,
}

fn open_deals(workspace: &Workspace) -> HashMap<CustomerId, Open> {
    let stages = workspace.pipelines().flat_map(|pipeline| pipeline.stages.iter());
    let columns = stages.filter_map(|stage| workspace.column(stage.id));
    let mut open: HashMap<CustomerId, Open> = HashMap::new();
    for deal in columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id)) {
        let Some(customer) = deal.customer else { continue };
        let open = open.entry(customer).or_default();
        open.count += 1;
        open.sums.add_deal(deal);
        if let Some(next) = &deal.next
            && open.next.as_ref().is_none_or(|soonest| next.at < soonest.at)
        {
            open.next = Some(next.clone());
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looked_for_in_any_spelling() {
        assert_eq!(fold("Зелёный ПРИВОД"), "зеленый привод");
    }
}
