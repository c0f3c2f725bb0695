//! A stage opened: how deals leave it as time goes on, asked of the worker when it is opened.
//! Deliberately not here: the curves (`insight::funnel::Courses`).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asking::Answer;
use super::stats::{DAY, RANGE_FIRST, in_days};
use crate::app::away;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::words::{ANALYSIS, STAY, Stay as Own};
use crate::data::errand;
use crate::domain::insight::funnel::{Course, Courses, Pace};
use crate::domain::insight::statistics::Fates;
use crate::ui::figure::chart::{Curve, Line};
use crate::ui::figure::{Cell, Figure, Sheet};

/// Below this a difference is told from chance.
const SURE: f64 = 0.05;
/// The days that are told of where the stage has no norm.
const NO_NORM: f64 = 7.0;

/// Where the answer stands.
#[derive(Clone)]
enum Told {
    Working,
    Here(Arc<Courses>),
    Unanswered,
}

/// A stage, by its number.
#[component]
pub(super) fn Stay(
    answer: Arc<Answer>,
    stage: usize,
    /// Its norm in calendar days; none when it has none.
    norm: Option<f64>,
) -> impl IntoView {
    let own = use_words_of(&STAY);
    let told = RwSignal::new(Told::Working);
    ask(&answer, stage, norm, told);
    move || match told.get() {
        Told::Working => view! { <p class="c3" role="status">{own.working}</p> }.into_any(),
        Told::Unanswered => view! { <p class="c3" role="alert">{own.unanswered}</p> }.into_any(),
        Told::Here(courses) if courses.now.points.is_empty() => {
            view! { <p class="c3">{own.nobody_left}</p> }.into_any()
        }
        Told::Here(courses) => view! { <Opened answer=answer.clone() stage norm courses /> }.into_any(),
    }
}

fn ask(answer: &Answer, stage: usize, norm: Option<f64>, told: RwSignal<Told>) {
    let norm = norm.unwrap_or(NO_NORM) * DAY;
    #[expect(clippy::cast_possible_truncation, reason = "days in milliseconds")]
    let ages = [1.0, 2.0, 4.0].map(|times| (norm * times) as i64);
    let sheet =
        u8::try_from(stage).map(|stage| errand::ask_course(answer.question, stage, ages, &answer.reading.journeys));
    spawn_local(async move {
        let courses = match sheet {
            Ok(sheet) => away::ask(&sheet).await.ok().and_then(|sheet| errand::courses(&sheet).ok()),
            Err(_) => None,
        };
        // The panel may have gone meanwhile.
        told.try_set(courses.map_or(Told::Unanswered, |courses| Told::Here(Arc::new(courses))));
    });
}

#[component]
fn Opened(answer: Arc<Answer>, stage: usize, norm: Option<f64>, courses: Arc<Courses>) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&STAY);
    let shared = use_words_of(&ANALYSIS);
    let format = use_format();
    let language = use_language();
    let name = language.of(&answer.funnel.stages[stage].name);
    let title = own.stage.fill([&name]);
    let now = &courses.now;
    let still = words.grammar.number(now.deals - now.advanced - now.lost);
    let about = own.of_them.fill([&shared.deals.of(now.deals), &still]);
    let few = (now.deals < RANGE_FIRST).then_some(shared.few).map(|few| words.units.comma.fill([&about, few]));
    let about = few.unwrap_or(about);
    let said: Vec<String> = now.by.iter().map(|&(age, fates)| by_age(format, own, age, fates)).collect();
    let change = answer.report.changes.iter().find(|change| change.stage == stage);
    let compared = change.filter(|change| change.has_enough()).and_then(|change| change.pace);
    let compared = compared.map(|pace| against(format, own, pace));
    let sheet = sheet(format, own, title.clone(), now);
    let has_before = courses.before.is_some();
    let label = format!("{title}. {}", said.join(" "));
    let chart = {
        let courses = courses.clone();
        move || {
            let now = &courses.now;
            let before = courses.before.as_ref().map(|before| line("was", before, |fates| fates.open));
            let lines = [line("open", now, |fates| fates.open), line("adv", now, |fates| fates.advanced)];
            let lines = before.into_iter().chain(lines).chain([line("lost", now, |fates| fates.lost)]).collect();
            let longest = now.points.last().map_or(1.0, |&(at, _)| in_days_of(at)).max(norm.unwrap_or_default()) * 1.05;
            let tick = move |days: f64| own.days.fill([&format.number(days)]);
            let share = move |share: f64| format.percent_whole(share);
            view! { <Curve lines longest norm tick share label=label.clone() /> }
        }
    };
    let legend = move || {
        let before = has_before.then(|| view! { <span><i class="was"></i>{own.before}</span> });
        view! {
            <p class="legend">
                <span><i class="still"></i>{own.still}</span>
                <span><i class="adv"></i>{own.advanced}</span>
                <span><i class="lost"></i>{own.lost}</span>
                {before}
                {norm.map(|_| view! { <span><i class="was"></i>{own.norm}</span> })}
            </p>
        }
    };
    view! {
        <Figure id="stay" title about sheet class="panel-b col">
            {chart()}
            {legend()}
            <p>{said.join(" ")}</p>
            {compared.clone().map(|compared| view! { <p class="c2">{compared}</p> })}
        </Figure>
    }
}

fn in_days_of(length: i64) -> f64 {
    length as f64 / DAY
}

fn line(class: &'static str, course: &Course, share: fn(&Fates) -> f64) -> Line {
    let none = Fates { advanced: 0.0, lost: 0.0, open: 1.0 };
    let begin = (0.0, share(&none));
    let points = course.points.iter().map(|(at, fates)| (in_days_of(*at), share(fates)));
    Line { class, points: std::iter::once(begin).chain(points).collect() }
}

fn by_age(format: Format, own: &Own, age: i64, fates: Fates) -> String {
    let days = own.days.fill([&format.number(in_days_of(age).round())]);
    own.by_age.fill([&days, &format.percent_whole(fates.advanced), &format.percent_whole(fates.lost)])
}

/// Whether it takes longer than in the earlier period, all stages looked at together.
fn against(format: Format, own: &Own, Pace { test, adjusted }: Pace) -> String {
    let least = 0.001;
    let p = match adjusted {
        p if p < least => format!("< {}", format.number(least)),
        p => format!("= {}", format.number((p / least).round() * least)),
    };
    let said = match adjusted < SURE {
        true if test.expected > test.happened as f64 => &own.slower,
        true => &own.quicker,
        false => &own.same,
    };
    said.fill([&p])
}

/// The numbers of the curves.
fn sheet(format: Format, own: &Own, title: String, course: &Course) -> Sheet {
    let share = |share: f64| Cell::number(format.percent(share), share);
    let row = |&(at, fates): &(i64, Fates)| {
        let first = in_days(format, Some(at));
        vec![first, share(fates.advanced), share(fates.lost), share(fates.open)]
    };
    Sheet {
        title,
        heads: own.heads.split('|').map(str::to_owned).collect(),
        rows: course.points.iter().map(row).collect(),
    }
}
