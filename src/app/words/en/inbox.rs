//! Leads that come by themselves, and the form that sends them. English.

use super::{l, n};
use crate::app::words::InboxWords;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: InboxWords = InboxWords {
    title: "Incoming leads", about: "An address on the network that answers with a list of leads in JSON. Voronka reads it while it is open and puts what is new on the first stage of Leads.",
    url: "Address", url_wrong: "An address that begins with https:// is needed", secret: "Secret",
    secret_why: "Goes out in the Authorization header. Kept in this browser only.", every: "Read every", keep: "Save",
    remove: "Remove", read_now: "Read now", reading: "Reading…", kept: "Incoming leads are on", removed: "Incoming leads are off",
    minutes: n("{} minute", "{} minutes"), taken: n("{} lead taken", "{} leads taken"),
    nothing_new: l("No new leads, read {0}"), read_at: l("read {0}"), no_answer: l("The address answered with code {0}. Check the address and the secret."),
    wrong_one: l("Record {0} was left out: {1}"),
    timeout: "The address did not answer within 20 seconds. It will be asked again in time.",
    network: "The address does not answer, or lets no pages of other addresses in. Check that it works and allows requests from here.",
    redirect: "The address leads to another one. Give the one that it leads to.",
    not_leads: "There is no list of leads at this address. What is expected is a list of records, or a record with a list called leads.",
    too_large: "The answer is larger than 4 megabytes. Let the address give new leads only.",
    too_many: "The answer has more than 5,000 leads. Let the address give new ones only.",
    no_funnel: "Leads are taken by the funnel Leads, and there is none here.",
    not_kept: "Leads came, but the browser could not keep them. They will be read again in time.", more_wrong: "The others were left out for the same reasons.",
    not_json: l("The answer can’t be read as JSON: line {0}, column {1}."),
    form: "Form for your site", form_about: "Put this code into a page of your site: the form sends a lead to your address, and Voronka takes it from there.",
    form_url: "Where to send", form_code: "Code of the form", copy: "Copy", copied: "The code is in the clipboard", download: "Download as a page", form_name: "form",
    form_why: "No scripts of others. Pressing twice makes no second lead, and campaign marks go along.",
    form_title: "Ask us", consent: "I agree that my personal data are processed", send: "Send",
    done: "Thank you, we have it. We will answer soon.", failed: "It could not be sent. Try again or call us.",
    lines: ["Company", "Your name", "Telephone", "E-mail", "What do you need"],
};
