//! The columns of a list, its order and its groups, and what an address calls them.

use crate::domain::Slug;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// What the buyer needs.
    Title,
    /// Who buys.
    Customer,
    /// Where the deal stands.
    Stage,
    /// Who leads it.
    Owner,
    /// What it is worth.
    Amount,
    /// How likely it is to be won.
    Chance,
    /// What it is worth as far as it is likely.
    Expected,
    /// The planned contact.
    Contact,
    /// How long it has stood on its stage.
    Days,
    /// Where it came from.
    Source,
    /// Its tags.
    Tags,
    /// When it was created.
    Created,
    /// When something last passed with the buyer.
    Last,
    /// How it ended, and for which reason.
    Outcome,
    /// A piece of data that its funnel asks for.
    Field(Slug),
}

impl Column {
    /// The columns that every funnel has, in the order in which they are offered.
    pub const COMMON: [Self; 14] = [
        Self::Customer,
        Self::Title,
        Self::Stage,
        Self::Days,
        Self::Contact,
        Self::Amount,
        Self::Chance,
        Self::Expected,
        Self::Owner,
        Self::Source,
        Self::Tags,
        Self::Created,
        Self::Last,
        Self::Outcome,
    ];

    /// What an address calls it: `amount`, `f.budget`.
    pub fn key(self) -> String {
        let name = match self {
            Self::Title => "title",
            Self::Customer => "customer",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Amount => "amount",
            Self::Chance => "chance",
            Self::Expected => "expected",
            Self::Contact => "contact",
            Self::Days => "days",
            Self::Source => "source",
            Self::Tags => "tags",
            Self::Created => "created",
            Self::Last => "last",
            Self::Outcome => "outcome",
            Self::Field(field) => return format!("f.{field}"),
        };
        name.to_owned()
    }

    /// The column that an address names; none when there is no such.
    pub fn parse(key: &str) -> Option<Self> {
        match key.strip_prefix("f.") {
            Some(field) => Slug::new(field).ok().map(Self::Field),
            None => Self::COMMON.into_iter().find(|column| column.key() == key),
        }
    }

    /// Whether it holds figures: sorted from the greatest down first.
    pub fn figures(self) -> bool {
        matches!(self, Self::Amount | Self::Chance | Self::Expected | Self::Days)
    }
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub by: Column,
    /// From the greatest down. What has nothing in the column comes last either way.
    pub descending: bool,
}

impl Order {
    /// The order that an address names, `amount` or `-amount`; none when there is no such column.
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        Column::parse(key).map(|by| Self { by, descending })
    }

    /// What the address calls it.
    pub fn key(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.by.key())
    }

    /// The order after the head of a column was pressed.
    pub fn pressed(self, by: Column) -> Self {
        Self { by, descending: if self.by == by { !self.descending } else { by.figures() } }
    }
}

/// What a list is grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Where the deals stand.
    Stage,
    /// Who leads them.
    Owner,
    /// Who buys.
    Customer,
    /// Where they came from.
    Source,
    /// The month of the planned contact.
    Month,
}

impl By {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Stage, Self::Owner, Self::Customer, Self::Source, Self::Month];

    /// What an address calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Customer => "customer",
            Self::Source => "source",
            Self::Month => "month",
        }
    }

    /// The grouping that an address names; none when there is no such.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_order_and_group_has_one_name() {
        let field = Column::Field(Slug::new("start_date").unwrap());
        for by in Column::COMMON.into_iter().chain([field]) {
            assert_eq!(Column::parse(&by.key()), Some(by));
            for descending in [false, true] {
                let order = Order { by, descending };
                assert_eq!(Order::parse(&order.key()), Some(order));
            }
        }
        for by in By::ALL {
            assert_eq!(By::parse(by.key()), Some(by));
        }
        assert_eq!(Column::parse("f.a b"), None);
        assert_eq!(Order::parse("-nothing"), None);
    }

    #[test]
    fn a_head_pressed_twice_turns_its_order_round() {
        let by_name = Order { by: Column::Customer, descending: false };
        let by_amount = by_name.pressed(Column::Amount);
        assert_eq!(by_amount, Order { by: Column::Amount, descending: true });
        assert!(!by_amount.pressed(Column::Amount).descending);
    }
}
