//! Steps where they happen: whom each meets, and the command that does it.

use std::collections::BTreeMap;

use proptest::sample::Index;
use voronka::domain::{
    Activity, ActivityId, Answers, Ask, Attachment, AttachmentId, AttachmentKind, CampaignId, Change, Checksum,
    Command, Customer, CustomerId, Deal, DealDraft, DealId, DraftCustomer, EditionId, Fate, Holder, LARGEST, Letter,
    LetterId, Loss, MemberId, MergerId, Merging, Note, NoteId, PersonId, Pipeline, Record, Slug, Source, Text, Wording,
    Workspace,
};

use super::support::{self, day, slug};
use super::{Buyer, Said, Step, context, known_places, places};

/// Some deal; now and then one that is not there.
pub(super) fn some_deal(desk: &Workspace, at: &Index) -> DealId {
    let count = desk.deals().len();
    desk.deals().nth(at.index(10 * count + 1) / 10).map_or(DealId(404), |deal| deal.id)
}

/// A letter of some campaign to a customer, or to one who is not there, at one of two addresses.
pub(crate) fn letter(customer: u128, of: u8, number: usize) -> Letter {
    let (customer, source) = (CustomerId(customer), Source::Campaign(CampaignId(of.into())));
    Letter {
        id: source.letter(customer),
        customer,
        deal: None,
        source,
        to: format!("{}@zavod.example", of % 2),
        subject: "Ревизия".into(),
        body: format!("Письмо {number}"),
        made: day(100 + number as i64),
        by: Some(support::ANNA),
        fate: Fate::Ready,
        answered: None,
    }
}

fn some_funnel(desk: &Workspace, at: &Index) -> Slug {
    at.get(&desk.pipelines().collect::<Vec<_>>()).id
}

/// A funnel or a place, of which there may be a regulation.
fn some_page(desk: &Workspace, at: &Index) -> Slug {
    *at.get(&desk.pipelines().map(|funnel| funnel.id).chain(places(desk)).collect::<Vec<_>>())
}

impl Step {
    /// The command that does it here and now.
    pub(crate) fn command(&self, desk: &Workspace, number: usize, done: &[Change]) -> Command {
        let deal = |at: &Index| some_deal(desk, at);
        let place = |at: &Index| *at.get(&places(desk));
        let fresh = 1_000 * (1 + number as u128);
        match self {
            Self::Move { deal: who, to, said } => {
                Command::MoveDeal { deal: deal(who), to: place(to), answers: said.answers(desk, deal(who), place(to)) }
            }
            Self::Next { deal: who } => {
                let id = deal(who);
                let to = desk.deal(id).and_then(|deal| next(desk, deal)).unwrap_or(slug("nowhere"));
                Command::MoveDeal { deal: id, to, answers: Said::Everything.answers(desk, id, to) }
            }
            Self::Close { deal: who, end, said } => {
                let funnel = desk.deal(deal(who)).and_then(|deal| desk.pipeline_of(deal.stage));
                let ends = funnel.map_or(Vec::new(), |funnel| funnel.ends.iter().map(|end| end.id).collect());
                let to = ends.get(end.index(ends.len().max(1))).copied().unwrap_or(slug("nowhere"));
                Command::MoveDeal { deal: deal(who), to, answers: said.answers(desk, deal(who), to) }
            }
            Self::Add { at, title, customer } => Command::AddDeal(DealDraft {
                id: DealId(fresh),
                title: if *title { "Насосы" } else { " " }.into(),
                customer: match customer {
                    Buyer::Nobody => None,
                    Buyer::Known(id) => Some(DraftCustomer::Known(CustomerId(*id))),
                    Buyer::New(named) => {
                        let name = if *named { "Водоканал" } else { "" };
                        Some(DraftCustomer::New(CustomerId(fresh), name.into()))
                    }
                },
                amount: Some(support::roubles(number as i64)),
                stage: place(at),
                fields: support::needed(),
            }),
            Self::Edit { deal: who, title, amount, owner, field } => Command::EditDeal {
                deal: deal(who),
                title: title.map(|given| if given { "Шкафы" } else { "" }.into()),
                amount: amount.map(|amount| amount.map(support::roubles)),
                owner: owner.map(|owner| owner.map(MemberId)),
                fields: BTreeMap::from([("task".into(), if *field { "Заменить" } else { "" }.into())]),
            },
            Self::Tick { deal: who, proof, done } => {
                let stages = desk.pipelines().flat_map(|funnel| &funnel.stages);
                let proofs: Vec<_> = stages.flat_map(|stage| &stage.evidence).map(|evidence| evidence.id).collect();
                Command::TickProof {
                    deal: deal(who),
                    proof: *proof.get(&proofs),
                    words: done.then(|| "Акт № 7".into()),
                }
            }
            Self::Tag { deal: who, on } => Command::TagDeal { deal: deal(who), tag: " срочно ".into(), on: *on },
            Self::Plan { deal: who, on } => {
                let contact = on.map(|on| support::next_contact(day(on)));
                Command::PlanContact { deal: deal(who), contact }
            }
            Self::Note { deal: who, again, keeps_plan } => {
                let id = deal(who);
                let known = desk.of(id).next().and_then(|of| desk.get(of));
                let activity = match known {
                    Some(Record::Activity(known)) if *again => {
                        Activity { text: "Ещё раз".into(), ..(*known).clone() }
                    }
                    _ => support::activity(fresh, id.0),
                };
                Command::AddActivity { activity, keeps_plan: *keeps_plan }
            }
            Self::Remove { deal: who } => Command::RemoveDeal(deal(who)),
            Self::HandOver { deal: who, to, told } => {
                let note = ActivityId(fresh);
                let told = told.map(|said| (note, if said { "Ждёт расчёт" } else { " " }.to_owned()));
                Command::HandOver { deal: deal(who), to: MemberId(*to), told }
            }
            Self::Merge { into, gone, people } => {
                let [into, gone] = [*into, *gone].map(CustomerId);
                let at = |customer: CustomerId| {
                    let mut people = desk.people().filter(move |person| person.customer == customer);
                    people.next().map(|person| person.id)
                };
                let one = at(gone).zip(at(into)).filter(|_| *people);
                let unknown = || support::customer(into.0, "Завод");
                let kept = desk.customer(into).map_or_else(unknown, |kept| Customer::clone(kept));
                let id = MergerId(fresh);
                Command::Merge(Merging { id, into: kept, gone, people: one.into_iter().collect() }.into())
            }
            Self::Split => Command::Split(desk.mergers().last().map_or(MergerId(404), |merger| merger.id)),
            Self::RemoveBuyer { customer: true, id } => Command::Remove(CustomerId(*id).into()),
            Self::RemoveBuyer { customer: false, id } => Command::Remove(PersonId(*id).into()),
            Self::Attach { deal, customer, large } => Command::Attach(Attachment {
                id: AttachmentId(fresh),
                of: match deal {
                    Some(at) => Holder::Deal(some_deal(desk, at)),
                    None => Holder::Customer(CustomerId(*customer)),
                },
                name: format!("Файл {number}.pdf"),
                media: "application/pdf".into(),
                size: if *large { LARGEST + 1 } else { 1 + number as u64 },
                sha256: Checksum([number as u8; 32]),
                at: day(100 + number as i64),
                by: Some(support::ANNA),
                caption: None,
                kind: AttachmentKind::File,
            }),
            Self::OfFile { file, said } => {
                let files: Vec<AttachmentId> = desk.attachments().map(|file| file.id).collect();
                let file = if files.is_empty() { AttachmentId(404) } else { *file.get(&files) };
                match said {
                    Some(words) => {
                        Command::SayOf(file, if *words { format!("Со скидкой {number}") } else { " ".into() })
                    }
                    None => Command::Detach(file),
                }
            }
            Self::NoteOn { customer, again, words } => Command::WriteNote(Note {
                id: NoteId(if *again { *customer } else { fresh }),
                customer: CustomerId(*customer),
                text: if *words { format!("Ждут тендера {number}") } else { " ".into() },
                at: day(100 + number as i64),
                by: Some(support::ANNA),
            }),
            Self::Draft(change) => Command::DraftFunnel(change.funnel(desk, fresh).into()),
            Self::DropDraft { funnel } => {
                Command::DropDraft(desk.drafts().next().map_or_else(|| some_funnel(desk, funnel), |draft| draft.id))
            }
            Self::Publish { change, drafted } => match desk.drafts().next() {
                Some(draft) if *drafted => Command::Publish {
                    funnel: Pipeline::clone(&draft.funnel).into(),
                    edition: EditionId(fresh),
                    adoption: change.adoption,
                    moves: BTreeMap::new(),
                },
                _ => change.command(desk, fresh),
            },
            Self::Word { of, points } => {
                let points = points.map(|point| Text::from(format!("Пункт {point}").as_str())).into_iter().collect();
                let wording = Wording { since: day(100), by: None, points, forbidden: vec![], done: Text::default() };
                Command::WordRegulation(some_page(desk, of), wording)
            }
            Self::Sign { of, who } => Command::SignRegulation(
                desk.regulations().next().map_or_else(|| some_page(desk, of), |regulation| regulation.id),
                MemberId(*who),
            ),
            Self::Prepare(letters) => {
                Command::PrepareLetters(letters.iter().map(|&(customer, of)| letter(customer, of, number)).collect())
            }
            Self::Post { letter, post } => {
                // Now and then a letter that is not there.
                let all = desk.letters().map(|letter| letter.id).chain([LetterId(404)]).collect::<Vec<_>>();
                Command::Post(*letter.get(&all), post.clone())
            }
            Self::TakeIn(pieces) => {
                let numbered = pieces.iter().enumerate();
                Command::TakeIn(numbered.map(|(at, piece)| piece.record(desk, fresh + at as u128)).collect())
            }
            Self::TakeInMany { count, at } => {
                let places = known_places(desk);
                let from = at.index(places.len());
                let deal = |n: usize| support::deal(fresh + 100 + n as u128, &[places[(from + n % 5) % places.len()]]);
                Command::TakeIn((0..*count).map(|n| deal(n).into()).collect())
            }
            Self::Elsewhere(step) => {
                let mut tab = desk.clone();
                let change = tab.apply(step.command(desk, number, done), &context(number, 0)).unwrap_or_default();
                Command::Adopt(change.edits.into_iter().map(|edit| (edit.id, edit.after)).collect())
            }
            Self::Undo(_) | Self::Redo(_) if done.is_empty() => Command::Replay(Change::default()),
            // Mostly the last step, as people do.
            Self::Undo(at) => Command::Replay(recent(done, at).reversed()),
            Self::Redo(at) => Command::Replay(recent(done, at).clone()),
        }
    }

    /// Whether it may unwrite history.
    pub(crate) fn takes_back(&self) -> bool {
        match self {
            Self::Undo(_) | Self::Redo(_) => true,
            Self::Elsewhere(step) => step.takes_back(),
            _ => false,
        }
    }
}

fn recent<'a>(done: &'a [Change], at: &Index) -> &'a Change {
    let back = at.index(2 * done.len());
    &done[done.len() - 1 - back.saturating_sub(done.len())]
}

/// The place that follows: the next stage, the first end after the last one, the first stage of the next funnel.
fn next(desk: &Workspace, deal: &Deal) -> Option<Slug> {
    let funnel = desk.pipeline_of(deal.stage)?;
    let places: Vec<_> = funnel.places().collect();
    let at = places.iter().position(|&place| place == deal.stage)?;
    places.get(at + 1).or(places.first()).copied()
}

impl Said {
    fn answers(&self, desk: &Workspace, deal: DealId, to: Slug) -> Answers {
        match self {
            Self::Nothing => Answers::default(),
            Self::Everything => {
                let asks = desk.deal(deal).map(|deal| desk.gate(deal, to, Some(support::ANNA)));
                match asks {
                    Some(voronka::domain::Gate::Open(asks)) => answers_to(&asks),
                    _ => Answers { why: Some("Надо".into()), ..Answers::default() },
                }
            }
            Self::Something { why, reason, words, return_in, amount, fields, proofs } => {
                let stages = desk.pipelines().flat_map(|funnel| &funnel.stages);
                let reasons: Vec<_> = stages.flat_map(|stage| &stage.loss_reasons).map(|reason| reason.id).collect();
                let stage = desk.deal(deal).and_then(|deal| desk.pipeline_of(deal.stage)?.stage(deal.stage));
                let evidence = stage.into_iter().flat_map(|stage| &stage.evidence).map(|evidence| evidence.id);
                let told = |said: bool| evidence.map(|id| (id, if said { "Акт № 7" } else { "" }.to_owned())).collect();
                Answers {
                    why: why.map(|said| if said { "Надо" } else { " " }.into()),
                    loss: Some(Loss {
                        reason: reason.map(|at| *at.get(&reasons)),
                        words: if *words { "Ушли к другому поставщику" } else { "Ушли" }.into(),
                        return_on: return_in.map(|days| day(100 + days)),
                    }),
                    amount: amount.then(|| support::roubles(7)),
                    fields: if *fields { support::needed() } else { BTreeMap::new() },
                    proofs: proofs.map(told).unwrap_or_default(),
                }
            }
        }
    }
}

/// What answers these questions, no more.
pub(crate) fn answers_to(asks: &[Ask]) -> Answers {
    let mut answers = Answers::default();
    let silent = || Loss { reason: None, words: String::new(), return_on: None };
    for ask in asks {
        match ask {
            Ask::WhySkip(_) | Ask::WhyBack | Ask::WhyReopen => answers.why = Some("Надо".into()),
            Ask::WhyLost(reasons) => {
                let loss = answers.loss.get_or_insert_with(silent);
                loss.reason = reasons.first().map(|reason| reason.id);
                loss.words = "Ушли к другому поставщику".into();
            }
            Ask::ReturnOn => answers.loss.get_or_insert_with(silent).return_on = Some(day(10_000)),
            Ask::Proofs { missing, .. } => {
                answers.proofs.extend(missing.iter().map(|proof| (proof.id, "Акт № 7".into())));
            }
            Ask::Fields(fields) => {
                for field in fields {
                    match field.id.as_str() {
                        "amount" => answers.amount = Some(support::roubles(1)),
                        name => drop(answers.fields.insert(name.into(), "есть".into())),
                    }
                }
            }
        }
    }
    answers
}
