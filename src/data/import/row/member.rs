//! Colleagues: named by rows of other files, or listed in a file of their own.

use crate::data::import::cells::Cells;
use crate::data::import::fold::{colleague, fold_name};
use crate::data::import::ledger::Ledger;
use crate::data::import::rejected::Reason;
use crate::data::import::staff::Staff;
use crate::data::import::target::Target;
use crate::domain::{Member, MemberId, Role};

use super::{File, Outside, Row};

const ROLES: &[(Role, &str)] = &[
    (Role::Qualifier, "лидоруб; qualifier; sdr; квалификатор; оператор; lead manager"),
    (Role::Hunter, "хантер; hunter; account executive; ae; менеджер по продажам; sales manager; closer; клоузер"),
    (Role::Farmer, "фермер; farmer; account manager; аккаунт-менеджер; аккаунт менеджер"),
    (Role::Head, "руководитель; head; head of sales; роп; руководитель отдела продаж; начальник отдела продаж"),
];

fn role(cell: &str) -> Option<Role> {
    let folded = fold_name(cell);
    let known = ROLES.iter().find(|(_, names)| names.split(';').any(|name| fold_name(name) == folded));
    known.map(|&(role, _)| role)
}

impl Ledger {
    /// The colleague that a cell names, made when they are not there; nobody when the cell is blank, or a person has said so.
    pub(super) fn member(&mut self, cell: &str, file: &File<'_>, outside: &mut Outside<'_>) -> Option<MemberId> {
        let at = match file.plan.staff.get(cell) {
            Some(Staff::Nobody) => None,
            Some(Staff::Is(id)) => self.members.position(|member| member.id == id),
            None => self.find_or_make(cell, outside),
        }?;
        self.members.meet(at, file.origin);
        Some(self.members.get(at).id)
    }

    /// A row of a list of the own sales desk. A role that is not understood stays open.
    pub(in crate::data::import) fn take_member(
        &mut self,
        cells: &Cells<'_>,
        file: &File<'_>,
        outside: &mut Outside<'_>,
    ) -> Result<Row, Reason> {
        let at = self.find_or_make(cells.text(&Target::Name), outside).ok_or(Reason::NoName)?;
        let first = self.members.meet(at, file.origin);
        self.give(at, role(cells.text(&Target::Role)));
        if let Some(at) = self.find_or_make(cells.text(&Target::Head), outside) {
            self.give(at, Some(Role::Head));
        }
        Ok(if first { Row::First } else { Row::Again })
    }

    fn find_or_make(&mut self, cell: &str, outside: &mut Outside<'_>) -> Option<usize> {
        let name = colleague(cell);
        if name.is_empty() {
            return None;
        }
        let key = fold_name(name);
        Some(self.members.find(&key).unwrap_or_else(|| {
            let at = self.members.add(Member { id: MemberId(outside.id()), name: name.to_owned(), role: None });
            self.members.name(at, key);
            at
        }))
    }

    fn give(&mut self, at: usize, role: Option<Role>) {
        if role.is_some() && self.members.get(at).role != role {
            self.members.edit(at).role = role;
        }
    }
}
