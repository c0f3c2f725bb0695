//! A view of a list under a name of its own: the filters, columns, order and groups that somebody wants to see again.
//! Deliberately not here: what the address of a list can say (`ui`).

use super::ViewId;

/// A view that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Identity.
    pub id: ViewId,
    /// Which list it is of: the path of its page, `/customers`, `/board/deals-4r`.
    pub page: String,
    /// What people call it: «Мои без контакта».
    pub name: String,
    /// What the address of the page says besides: `?sort=-amount&who=me`.
    pub query: String,
}
