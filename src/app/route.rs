//! The pages and their addresses. Filters, the selection and the open record live in the query of the address.
//! Deliberately not here: drawing a page (`ui`).

use std::fmt;

use crate::domain::{CustomerId, DealId, Slug};

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The first page: what to begin with, or the way to the board.
    Start,
    /// The day of whoever sits here, and of the desk.
    Today,
    /// A funnel: a board, baskets or scores, as its kind is.
    Board(Slug),
    /// A deal or lead.
    Deal(DealId),
    /// A lead that a link carries, or what was shared with the application: in the query.
    Lead,
    /// The customers.
    Customers,
    /// The customers, with one of them open beside the list.
    Customer(CustomerId),
    /// Where buyers are lost, and why.
    Analysis,
    /// How the company sells: its funnels, robots, regulations, people.
    Setup,
    /// How one funnel works.
    Funnel(Slug),
    /// A new funnel, step by step.
    NewFunnel,
    /// The people of the sales desk and what they may do.
    People,
    /// When the company works.
    Hours,
    /// The currencies of the company and their rates.
    Rates,
    /// What this browser keeps, language, theme.
    Here,
}

impl Route {
    /// The page of a path inside the application (`/deal/01…`, without base and query); none when there is no such.
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts = path.trim_matches('/').split('/');
        let page = match (parts.next(), parts.next()) {
            (Some(""), None) => Self::Start,
            (Some("today"), None) => Self::Today,
            (Some("board"), Some(pipeline)) => Self::Board(pipeline.parse().ok()?),
            (Some("deal"), Some(deal)) => Self::Deal(deal.parse().ok()?),
            (Some("lead"), None) => Self::Lead,
            (Some("customers"), None) => Self::Customers,
            (Some("customers"), Some(customer)) => Self::Customer(customer.parse().ok()?),
            (Some("analysis"), None) => Self::Analysis,
            (Some("setup"), None) => Self::Setup,
            (Some("setup"), Some("new")) => Self::NewFunnel,
            (Some("setup"), Some("people")) => Self::People,
            (Some("setup"), Some("hours")) => Self::Hours,
            (Some("setup"), Some("rates")) => Self::Rates,
            (Some("funnel"), Some(pipeline)) => Self::Funnel(pipeline.parse().ok()?),
            (Some("here"), None) => Self::Here,
            _ => return None,
        };
        parts.next().is_none().then_some(page)
    }
}

/// The path inside the application.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("/"),
            Self::Today => f.write_str("/today"),
            Self::Board(pipeline) => write!(f, "/board/{pipeline}"),
            Self::Deal(deal) => write!(f, "/deal/{deal}"),
            Self::Lead => f.write_str("/lead"),
            Self::Customers => f.write_str("/customers"),
            Self::Customer(customer) => write!(f, "/customers/{customer}"),
            Self::Analysis => f.write_str("/analysis"),
            Self::Setup => f.write_str("/setup"),
            Self::Funnel(pipeline) => write!(f, "/funnel/{pipeline}"),
            Self::NewFunnel => f.write_str("/setup/new"),
            Self::People => f.write_str("/setup/people"),
            Self::Hours => f.write_str("/setup/hours"),
            Self::Rates => f.write_str("/setup/rates"),
            Self::Here => f.write_str("/here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_address() {
        let pages = [
            (Route::Start, "/"),
            (Route::Today, "/today"),
            (Route::Board(Slug::new("deals-4r").unwrap()), "/board/deals-4r"),
            (Route::Deal(DealId(1)), "/deal/00000000000000000000000001"),
            (Route::Lead, "/lead"),
            (Route::Customers, "/customers"),
            (Route::Customer(CustomerId(2)), "/customers/00000000000000000000000002"),
            (Route::Analysis, "/analysis"),
            (Route::Setup, "/setup"),
            (Route::Funnel(Slug::new("deals-4r").unwrap()), "/funnel/deals-4r"),
            (Route::NewFunnel, "/setup/new"),
            (Route::People, "/setup/people"),
            (Route::Hours, "/setup/hours"),
            (Route::Rates, "/setup/rates"),
            (Route::Here, "/here"),
        ];
        for (page, path) in pages {
            assert_eq!(page.to_string(), path);
            assert_eq!(Route::parse(path), Some(page));
        }
        for path in [
            "/nowhere",
            "/deal",
            "/deal/1",
            "/lead/1",
            "/board",
            "/board/a b",
            "/here/there",
            "/deal/1/2",
            "/funnel",
            "/setup/old",
        ] {
            assert_eq!(Route::parse(path), None, "{path}");
        }
    }
}
