//! The words by which people name days, hours and ways of a contact, in two languages. Lower case, ё as е.
//! Deliberately not here: how they are put together (`grammar`).

use chrono::Weekday;

use crate::domain::ActivityKind;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Lunch,
    Day,
    Evening,
    /// The last hour at work.
    Close,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Month,
    Year,
}

/// What an end or a beginning is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    Day,
    Week,
    Month,
    Year,
}

/// The entry of a list whose words, divided by spaces, have this one.
fn find<T: Copy>(list: &[(&str, T)], word: &str) -> Option<T> {
    list.iter().find(|(words, _)| words.split(' ').any(|known| known == word)).map(|&(_, meant)| meant)
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    const WEEKDAYS: [(&str, Weekday); 7] = [
        ("пн пон понед понедельник понедельника понедельнику понедельнике mon monday mondays", Weekday::Mon),
        ("вт втор вторник вторника вторнику вторнике tue tues tuesday", Weekday::Tue),
        ("ср среда среду среды среде wed weds wednesday", Weekday::Wed),
        ("чт четв четверг четверга четвергу четверге thu thur thurs thursday", Weekday::Thu),
        ("пт пятн пятница пятницу пятницы пятнице fri friday", Weekday::Fri),
        ("сб субб суббота субботу субботы субботе sat saturday", Weekday::Sat),
        ("вс воскр воскресенье воскресенья воскресенью sun sunday", Weekday::Sun),
    ];
    find(&WEEKDAYS, word)
}

pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [(&str, u32); 12] = [
        ("янв январь января январе январю jan january", 1),
        ("фев февр февраль февраля феврале февралю feb february", 2),
        ("мар март марта марте марту mar march", 3),
        ("апр апрель апреля апреле апрелю apr april", 4),
        ("май мая мае маю may", 5),
        ("июн июнь июня июне июню jun june", 6),
        ("июл июль июля июле июлю jul july", 7),
        ("авг август августа августе августу aug august", 8),
        ("сен сент сентябрь сентября сентябре сентябрю sep sept september", 9),
        ("окт октябрь октября октябре октябрю oct october", 10),
        ("ноя нояб ноябрь ноября ноябре ноябрю nov november", 11),
        ("дек декабрь декабря декабре декабрю dec december", 12),
    ];
    find(&MONTHS, word)
}

/// Days from today.
pub(super) fn near(word: &str) -> Option<u64> {
    const NEAR: [(&str, u64); 3] =
        [("сегодня сег today", 0), ("завтра зв завтрашний tomorrow tmrw tmr", 1), ("послезавтра overmorrow", 2)];
    find(&NEAR, word)
}

pub(super) fn part(word: &str) -> Option<Part> {
    const PARTS: [(&str, Part); 6] = [
        ("утром утра утро утру morning", Part::Morning),
        ("полдень полудня полудню noon midday", Part::Noon),
        ("обед обеда обеду lunch lunchtime", Part::Lunch),
        ("днем дня afternoon", Part::Day),
        ("вечером вечера вечер вечеру evening", Part::Evening),
        ("eod cob", Part::Close),
    ];
    find(&PARTS, word)
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    const UNITS: [(&str, Unit); 6] = [
        ("мин минут минуту минуты m min mins minute minutes", Unit::Minute),
        ("ч час часа часов часик h hr hrs hour hours", Unit::Hour),
        ("д дн день дня дней денек d day days", Unit::Day),
        ("нед неделю недели недель недельку w wk wks week weeks", Unit::Week),
        ("мес месяц месяца месяцев month months", Unit::Month),
        ("год года лет year years", Unit::Year),
    ];
    find(&UNITS, word)
}

pub(super) fn stretch(word: &str) -> Option<Stretch> {
    const STRETCHES: [(&str, Stretch); 4] = [
        ("дня рабочего day", Stretch::Day),
        ("недели неделю week", Stretch::Week),
        ("месяца month", Stretch::Month),
        ("года year", Stretch::Year),
    ];
    find(&STRETCHES, word)
}

/// How many a word counts.
pub(super) fn count(word: &str) -> Option<u32> {
    const COUNTS: [(&str, u32); 12] = [
        ("один одну одна a an one", 1),
        ("два две двух пару пара парочку two couple", 2),
        ("три трех three few", 3),
        ("четыре четырех four", 4),
        ("пять пяти five", 5),
        ("шесть шести six", 6),
        ("семь семи seven", 7),
        ("восемь восьми eight", 8),
        ("девять девяти nine", 9),
        ("десять десяти ten", 10),
        ("одиннадцать eleven", 11),
        ("двенадцать twelve", 12),
    ];
    find(&COUNTS, word)
}

/// The hour that is half gone: «половина третьего» is half past two.
pub(super) fn half_of(word: &str) -> Option<u32> {
    const HOURS: [&str; 12] = [
        "первого",
        "второго",
        "третьего",
        "четвертого",
        "пятого",
        "шестого",
        "седьмого",
        "восьмого",
        "девятого",
        "десятого",
        "одиннадцатого",
        "двенадцатого",
    ];
    HOURS.iter().zip(0..).find(|(known, _)| **known == word).map(|(_, hour)| hour)
}

/// How the contact is made.
pub(super) fn kind(word: &str) -> Option<ActivityKind> {
    const KINDS: [(&str, ActivityKind); 4] = [
        (
            "позвонить позвоню позвони звонок созвон созвониться созвонимся перезвонить перезвоню набрать наберу call phone ring",
            ActivityKind::Call,
        ),
        ("письмо написать напишу mail email write letter", ActivityKind::Letter),
        ("встреча встретиться встретимся встречаемся приехать заехать meet meeting visit", ActivityKind::Meeting),
        ("сообщение телеграм телеграмм телега тг вотсап ватсап whatsapp telegram message text", ActivityKind::Message),
    ];
    find(&KINDS, word)
}

/// A word that says of the next one only that it is a moment: «в пятницу», "at 10".
pub(super) fn is_preposition(word: &str) -> bool {
    ["в", "во", "на", "к", "ко", "до", "с", "со", "at", "on", "by", "from", "in", "the"].contains(&word)
}

/// Whether a day is told to be of the following week.
pub(super) fn is_next(word: &str) -> bool {
    ["следующий", "следующая", "следующую", "следующее", "следующей", "следующем", "след", "next"].contains(&word)
}

/// Whether a day is told to be of this week.
pub(super) fn is_this(word: &str) -> bool {
    ["этот", "эта", "эту", "это", "этой", "этом", "ближайший", "ближайшую", "ближайшее", "this", "coming"]
        .contains(&word)
}
