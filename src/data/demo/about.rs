//! What a deal is about: who buys which goods for how much, how it came and what is planned.
//! Deliberately not here: its dates (`timing`) and its words (`story`).

use super::DemoProblem;
use super::content::{Junk, Need, Source, Subject, Trade};
use super::draft::Worker;
use super::phrase::Phrase;
use super::story::Story;
use super::wording::{capital, small};
use crate::domain::ActivityKind;

/// What is sold: so many pieces of something.
#[derive(Clone, Copy)]
pub(super) struct Goods<'a> {
    pub(super) need: &'a Need,
    pub(super) n: i64,
    /// Of one piece, after bargaining.
    pub(super) price: i64,
}

impl Goods<'_> {
    /// In whole units of the currency, rounded to thousands.
    pub(super) fn amount(&self) -> i64 {
        ((self.n * self.price + 500) / 1000).max(1) * 1000
    }
}

/// What a deal is about.
pub(super) struct About<'a> {
    pub(super) client: Option<usize>,
    pub(super) title: String,
    /// The same inside a sentence.
    pub(super) need: String,
    pub(super) amount: Option<i64>,
    pub(super) products: String,
    pub(super) source: &'a Source,
    pub(super) tag: Option<&'a Phrase>,
    pub(super) urgent: bool,
    /// Whether a quote went with the payback calculation.
    pub(super) payback: bool,
    /// Whether «Обсудить условия» was passed for form's sake.
    pub(super) formal: bool,
    /// Why it waits in a basket, or an empty text.
    pub(super) why: String,
    /// When a basket returns it, in working minutes ago; drawn when nobody said.
    pub(super) returns: Option<i64>,
    /// When it has to run, in working minutes ago.
    pub(super) start: i64,
    /// Under which name the content has the talk that followed on a lead.
    pub(super) talk: &'static str,
    /// The buyer's first words, instead of drawn ones.
    pub(super) request: Option<String>,
    pub(super) owner: Option<Worker<'a>>,
    /// The next contact: when, in working minutes ago and thus mostly below 0, and what for.
    pub(super) next: Option<(i64, ActivityKind, String)>,
}

impl<'a> About<'a> {
    /// A title and where it came from; the rest is not known.
    fn new(client: Option<usize>, title: String, source: &'a Source) -> Self {
        Self {
            client,
            need: small(&title),
            title,
            amount: None,
            products: String::new(),
            source,
            tag: None,
            urgent: false,
            payback: false,
            formal: false,
            why: String::new(),
            returns: None,
            start: 0,
            talk: "leads.mql",
            request: None,
            owner: None,
            next: None,
        }
    }
}

impl<'a> Story<'a> {
    /// Goods of a trade that cost about so much.
    pub(super) fn goods(&mut self, trade: &'a Trade, target: i64) -> Result<Goods<'a>, DemoProblem> {
        let price = |need: &Need| self.content.product(&need.sku).map(|product| product.price.max(1));
        // How far the nearest possible sum is from the target.
        let mut off = Vec::new();
        for need in trade.needs.iter() {
            let price = price(need)?;
            let n = (target / price).clamp(need.few, need.many.max(need.few));
            off.push(((n * price - target).abs(), need, n, price));
        }
        let near = off.iter().map(|item| item.0).min().unwrap_or_default().max(target / 8);
        off.retain(|item| item.0 <= near);
        let (_, need, n, price) = off[self.chance.below(off.len())];
        Ok(Goods { need, n, price: price * self.chance.between(93, 108) / 100 })
    }

    /// What a deal of the content is about, as far as the content says.
    pub(super) fn about(&self, subject: &Subject, source: &'a Source) -> Result<About<'a>, DemoProblem> {
        let title = self.wording.say(&subject.title);
        let about = About::new(Some(self.clients.place(&subject.customer)?), title, source);
        let products = self.products(&subject.sku, subject.n)?;
        Ok(About { amount: Some(subject.amount), products, ..about })
    }

    /// What a deal of a client over goods for about so much is about.
    pub(super) fn about_need(
        &mut self,
        client: Option<usize>,
        target: i64,
        urgent: bool,
        source: &'a Source,
    ) -> Result<About<'a>, DemoProblem> {
        let client = client.ok_or_else(|| DemoProblem::unknown("customer", "any"))?;
        let goods = self.goods(self.clients.all[client].trade, target)?;
        self.about_goods(client, &goods, urgent, source)
    }

    /// What a deal over goods is about.
    pub(super) fn about_goods(
        &self,
        client: usize,
        goods: &Goods<'_>,
        urgent: bool,
        source: &'a Source,
    ) -> Result<About<'a>, DemoProblem> {
        let need = self.wording.fill(&goods.need.text, &[("n", &goods.n.to_string())]);
        let title = match urgent {
            true => self.wording.fill(&self.content.urgent_title, &[("need", &need)]),
            false => capital(&need),
        };
        let products = self.products(&goods.need.sku, goods.n)?;
        let about = About::new(Some(client), title, source);
        Ok(About { need, amount: Some(goods.amount()), products, urgent, ..about })
    }

    /// What a request that is not for us is about.
    pub(super) fn about_junk(&self, junk: &Junk) -> Result<About<'a>, DemoProblem> {
        let (title, request) = (self.wording.say(&junk.title), self.wording.say(&junk.text));
        let about = About::new(None, title, self.content.source(&junk.source)?);
        Ok(About { request: Some(request), talk: "junk", ..about })
    }

    /// A line of a specification.
    pub(super) fn products(&self, sku: &str, n: i64) -> Result<String, DemoProblem> {
        let name = self.wording.say(&self.content.product(sku)?.name);
        Ok(self.wording.fill(&self.content.answers.products, &[("name", &name), ("n", &n.to_string())]))
    }
}
