//! «Прогрессы»: who will buy and who will not, and how far that may be trusted. English.

use super::l;
use crate::app::words::Progress;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Progress = Progress {
    title: "Progress", ahead: "How many days ahead", how: "How it is worked out and what it is worth", working: "Working out the forecast",
    unanswered: "No forecast: the program that works it out did not load",
    unanswered_why: "Check the network or reload the page. Everything else here works without it.",
    unsettled: "The purchases of this company are not what the model describes, so there are no probabilities. You see who is late by their own rhythm.",
    nobody_late: "Nobody is late by their usual rhythm.", all: "The forecast for all clients",
    client: "Client", chance: "Will buy", usual: "Usually every", passed: "Passed", late: "Late by", purchases: "Purchases",
    cheque: "Cheque", why: "Why",
    within: l("will buy within {0}"), rhythm_none: l("{0} passed, no rhythm of their own yet"), late_by: l("late by {0}"),
    more: l("{0} more"), tile: l("Will buy within {0}, forecast"), expected: l("{0} clients"),
    not_checked: l("There is no past to check it on yet: {0} ago there were too few purchases."),
    rhythm: l("every {0}, {1} passed"), range: l("{0}–{1}"),
    too_few: l("Probabilities need 200 clients, 50 of them with repeat purchases. Now there are {0} and {1}: you see who is late by their usual rhythm."),
    checked: l("Checked on the past: {0} ago the forecast expected {1} buyers out of {2}, and {3} bought."),
    trust: "How the forecast is worked out", model: "Model", any: "Anybody may leave (MBG/NBD)",
    any_why: "Also somebody who bought once. Fits where many buy only once.",
    repeats: "Only repeat buyers leave (BG/NBD)", repeats_why: "Who bought once always counts as a client. The classic model of 2005.",
    parameters: "Parameters of the company", likelihood: "logarithm of the likelihood",
    said: "What was said", customers: "Clients", bought: "Bought", share: "Share and 95% range", holds: "holds", fails: "does not hold",
    honest: "Each client has a pace of buying and a readiness to leave of their own. The probability comes from three numbers: how many days with purchases, when the last one was, how long ago the first. Trust the counts, not the order: it does not rank clients better than the day of their last purchase does.",
    then: l("What was said {0} ago and what happened"),
    brier: l("Mean square of the error {0}. Had everybody been told the same share, it would be {1}."),
    days_bought: l("{0} days with purchases were expected, there were {1}."),
};
