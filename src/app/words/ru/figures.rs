//! What can be done with a chart. Russian.

use crate::app::words::Figures;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Figures = Figures {
    menu: "Таблица, копия, печать", as_table: "Показать таблицей", as_picture: "Показать картинкой",
    copy: "Скопировать числа", csv: "Сохранить CSV", png: "Сохранить PNG", print: "Напечатать",
    copied: "Числа скопированы", not_copied: "Браузер не дал скопировать. Сохраните числа как CSV.",
    not_drawn: "Браузер не нарисовал картинку. Сохраните числа как CSV или напечатайте.",
};
