//! Why a lead that something carries is not taken.
//! Deliberately not here: the sentences for people (`app::words`).

/// What is wrong with a lead, or with a text of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadProblem {
    /// The text is larger than is read.
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest there may be.
        limit: usize,
    },
    /// It is no JSON.
    NotJson {
        /// The line on which that shows, from 1.
        line: usize,
        /// The column there.
        column: usize,
    },
    /// It is JSON, and neither a lead nor a list of leads.
    NotLeads,
    /// It has more leads than are taken at once.
    TooMany {
        /// How many.
        leads: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A member of the list is no object with names and values.
    NotALead,
    /// A value is a list of lists, or an object within one.
    NotText {
        /// The name of the value.
        name: String,
    },
    /// A value is longer than is kept.
    TooLong {
        /// The name of the value.
        name: String,
        /// Its length in characters.
        chars: usize,
        /// The longest there may be.
        limit: usize,
    },
    /// There are more values than are kept.
    TooManyFields {
        /// How many there may be.
        limit: usize,
    },
    /// Behind the percent signs of a link stands no text in UTF-8.
    Encoding {
        /// The name of the value.
        name: String,
    },
    /// Nothing tells who asks, how to answer, or what is needed.
    Nobody,
}
