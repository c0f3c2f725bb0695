//! What there is to say, screen by screen: the shape that every language fills. A word left out of one does not compile.

#![expect(missing_docs, reason = "a field is named by what it says, and says it in ru.rs and en.rs")]

use super::line::{Count, Grammar, Line};
use crate::domain::Role;

/// Words that never change.
pub type Text = &'static str;

/// All the words of one language. `tag` is its name for `lang` and `Intl` (`ru-RU`), `language` its name in its own
/// words («Русский»), `grammar` how it counts.
#[derive(Debug)]
pub struct Words {
    pub tag: Text,
    pub language: Text,
    pub grammar: &'static Grammar,
    pub shell: Shell,
    pub board: Board,
    pub gate: Gate,
    pub roles: Roles,
    pub setup: &'static Setup,
    pub robots: &'static Robots,
    pub adviser: &'static Adviser,
    pub builder: &'static Builder,
    pub people: &'static People,
    pub regulations: &'static Regulations,
    pub ask: Ask,
    pub lose: Lose,
    pub deal: Deal,
    pub contact: Contact,
    pub customers: Customers,
    pub start: Start,
    pub import: Import,
    pub refresh: Refresh,
    pub ret: Ret,
    pub leads: Leads,
    pub storage: Storage,
    pub toast: Toast,
    pub keys: Keys,
    pub a11y: A11y,
    pub units: Units,
}

mod adviser;
mod ahead;
mod analysis;
mod attached;
mod books;
mod builder;
mod campaigns;
mod clients;
mod contacts;
mod copies;
mod figures;
mod hours;
mod hypotheses;
mod inbox;
mod letters;
mod lists;
mod palette;
mod people;
mod progress;
mod rates;
mod regulations;
mod requests;
mod robots;
mod segments;
mod setup;
mod sheets;
mod stay;
mod today;

pub use adviser::Adviser;
pub use ahead::Ahead;
pub use analysis::Analysis;
pub use attached::Attached;
pub use books::Books;
pub use builder::Builder;
pub use campaigns::Campaigns;
pub use clients::Clients;
pub use contacts::Contacts;
pub use copies::Copies;
pub use figures::Figures;
pub use hours::Hours;
pub use hypotheses::Hypotheses;
pub use inbox::InboxWords;
pub use letters::Letters;
pub use lists::Lists;
pub use palette::Palette;
pub use people::People;
pub use progress::Progress;
pub use rates::Rates;
pub use regulations::Regulations;
pub use requests::Requests;
pub use robots::Robots;
pub use segments::Segments;
pub use setup::Setup;
pub use sheets::Sheets;
pub use stay::Stay;
pub use today::Today;

macro_rules! screens {
    ($($(#[$doc:meta])* $screen:ident { $($kind:ty: $($word:ident)+;)+ })+) => {
        $($(#[$doc])* #[derive(Debug)] pub struct $screen { $($(pub $word: $kind,)+)+ })+
    };
}

use screens;

screens! {
    /// The frame of every page.
    Shell {
        Text: name to_content sections today funnels clients analysis setup here more four other_funnels choose_funnel view board table
            filters search theme theme_system theme_light theme_dark language looks density density_normal
            density_compact load keys close close_esc cancel undo redo opening drop drop_hint no_page no_page_why part_missing part_missing_why
            to_funnels;
        Line<1>: funnel;
        Line<2>: funnel_with_count;
    }

    /// Boards of deals and leads.
    Board {
        Text: stages reading buyer_reading manager_reading mine weighted weighted_why proofs no_stages no_stages_why to_setup
            key key_why open worth find_deal find_lead owner all no_owner amount any
            overdue stale no_contact clear_filters deal new_deal company subject currency create need_company
            contact_none to_stage drop_here will_ask_reason empty empty_why empty_leads empty_leads_why nothing_found
            nothing_found_why add side_a;
        Line<1>: side_a_why side_b side_b_why label onward age_no_norm age_planned contact_overdue to_stage_whom will_ask
            will_ask_reason_and;
        Line<2>: stage onward_why age age_why card;
        Line<3>: stage_of_pager;
        Count: weighted_unknown;
    }

    /// Where a card may go, and why not.
    Gate {
        Text: choose choose_finish yes back back_free skip no here rule too_early skipped backward backward_why same
            closed closed_why open no_stage no_stage_why no_record no_record_why other_funnel missing reason_missing
            past changed changed_why not_an_end not_an_end_why no_reason no_proof no_title no_name letter_closed opted_out opted_out_why trial_runs trial_runs_why
            trial_ended exists
            points_nowhere name_taken broken_history no_words short_reason short_reason_why not_yours archived
            archived_why deals_left nameless second_key nothing_said;
        Count: deals_left_why;
        Line<1>: not_yours_why second_key_why skipped_why skipped_many_why missing_why;
    }

    /// Who does what on a sales desk.
    Roles {
        Text: qualifier hunter farmer head none;
    }

    /// What a move asks for instead of refusing.
    Ask {
        Text: back_reason skip_reason fields_why reason_placeholder stays_in_history do_move empty_field empty_reason
            bad_amount reopen reopen_do won_do proofs_why without_proof without_proof_reason need_proofs
            need_proofs_or_why say_answer say_file say_date;
        Line<1>: back skip fields proofs;
        Line<2>: result;
    }

    /// Why the buyer stopped, and what next.
    Lose {
        Text: title reason other words words_placeholder next paused paused_why basket basket_why lost lost_why
            return_on which_basket which_stage wait_why save need_reason need_words need_sentence need_date need_basket;
        Line<1>: quarter for_good wait;
        Line<2>: at_stage_step until;
    }

    /// The page of a deal.
    Deal {
        Text: path to_board previous next lose back win reopen actions remove amount no_amount in_stage owner steps
            funnel_changed buyer_step manager_step tick untick say hand_over need_tick need_file need_letter need_call need_answer need_date
            need_payment help script missing questions ask_on_call data edit
            write_what note call letter write_placeholder write new_entry history created loaded won
            lost reopened people no_people order purchases no_purchases gone gone_why;
        Line<1>: of_norm day_no_norm onward took_no_norm because paused to_basket ticked taken robot_moved;
        Line<2>: place day_of_stage answered moved took;
        Count: onward_missing usually_every since_last;
    }

    /// The next contact.
    Contact {
        Text: title none none_why plan postpone done drop ask today tomorrow in_three_days next_week day hour kind
            call letter meeting message hand_over what_for what_for_placeholder need_day past_day;
        Line<2>: result;
    }

    /// The list of customers.
    Customers {
        Text: title list views all bought best leaving never find find_placeholder company owner last elapsed open
            contact year within_year orders deals people purchases grades empty empty_why nothing_found nothing_found_why;
        Line<1>: sort_by preview since cheque leaves;
        Line<2>: elapsed_of elapsed_late;
    }

    /// First run.
    Start {
        Text: title lead demo demo_open demo_opening demo_failed file file_why file_formats file_choose blank blank_why blank_open
            offline own undoable;
        Line<2>: demo_why;
        [Text; 3]: formats;
    }

    /// Loading a file: what was recognised, what will happen, what did not fit.
    Import {
        Text: writing stop stopped looks_like_deals looks_like_purchases looks_like_companies looks_like_people
            looks_like_table what deals purchases companies staff comma semicolon tab pipe columns stages
            column_in_file samples no_samples column_here leave_out stage_in_file deals_at_stage stage_here
            choose_stage no_stage won lost dates day_first month_first year_first currency as_of id subject company
            status pipeline stage_since company_id person_id first_name last_name next_contact tags name role head
            job_title task bitrix24 counting person owner amount stage created closed source reason product phone email tax_number city industry note
            order date kind plan known_companies add_refunds
            rejected download_rejected rejected_why rejected_file undoable nothing_to_load row_no_name
            row_no_company row_no_date row_no_stage row_dates_swapped row_closed_no_date row_leave_out refused
            not_a_table empty only_header one_column xlsx markup pdf unreadable several not_a_file another;
        Line<1>: looks_like_export own_field reading part_read column_twice column_missing row_bad_amount row_two_amounts row_huge_amount
            row_bad_date row_short_year row_no_such_day row_two_dates row_bad_currency row_bad_kind row_twice
            row_formula open_quote mixed_encodings;
        Line<2>: rows_read deals_written purchases_written companies_written encoding stage_of row_cells too_big
            too_many_rows;
        Line<3>: file too_many_columns;
        Count: rejected_rows load_deals load_purchases load_companies load_blocked;
    }

    /// «Обновить»: four baskets.
    Refresh {
        Text: lead clients client which why_not_now next amount since other_basket to_leads empty_basket empty
            empty_why;
        Line<1>: basket returned;
    }

    /// «Возврат»: scores of customers.
    Ret {
        Text: bought best export segments axes colour by_money by_clients size m_best m_middle m_worst often sometimes
            rarely order_size boundaries boundary_best boundary_worst ties no_boundary scores client last r f m code
            amount_unknown other_currency leaving_title horizon leaving_none leaving_no_boundary open days as_of_day
            empty empty_why;
        Line<1>: at_risk share total cell_empty leaving_why more;
        Line<2>: at_least at_most;
        Line<3>: cell code_why;
        Count: leaving too_few no_purchases amounts_unknown crossing;
    }

    /// The board of leads.
    Leads {
        Text: lead new qualifier source take taken waiting first_response in_a_week answered_why by_letter by_site by_call
            by_message by_exhibition from_refresh outcome sql later off_target spam to_deal person phone email need
            create create_and_take need_name need_reach;
        Line<1>: waiting_count norm on_time outcome_of aside;
        Line<2>: clock answered taken_by;
    }

    /// What is on the disk and what is not.
    Storage {
        Text: saving saved unsaved saving_why blocked blocked_why full full_why lost lost_why failed failed_why
            corrupt corrupt_why where_data this_browser kept not_kept erase erase_ask erase_why erase_do newer
            newer_why newer_data newer_data_why waiting_tab waiting_tab_why download retry reload quarantined_why show
            quarantine record trouble not_a_record update update_do later offline offline_ready demo demo_leave
            demo_leave_ask demo_leave_why demo_leave_do persist persist_do;
        Line<1>: saved_at answered field_missing field_wrong unknown_kind points_nowhere;
        Line<2>: used;
        Count: unsaved_count quarantined;
    }

    /// What happened and to whom.
    Toast {
        Text: demo begun nothing_to_undo nothing_to_redo from_other_tab;
        Line<1>: lost won created removed lead_created set_aside spam contact_done contact_dropped ticked
            unticked noted changed loaded undone redone downloaded;
        Line<2>: moved paused reopened to_basket planned handed_over taken;
        Count: loaded_deals loaded_purchases loaded_companies;
    }

    /// The sheet of keys.
    Keys {
        Text: title letters letters_why space everywhere on_board on_lead in_deal undo redo funnels find help walk
            ends open lift to_stage contact lose hand_over new neighbours tick take sql off_target spam close in_dialog send leave;
    }

    /// What only a screen reader says.
    A11y {
        Text: theme table_of_clients table_of_scores;
        Line<1>: overdue filters_on progress opened rfm;
        Line<2>: lifted over_gate dropped put_back refused stage_holds;
        Line<3>: over;
        Count: found days_left;
    }

    /// Things counted, and signs.
    Units {
        Text: today tomorrow yesterday none;
        Line<1>: megabytes number points;
        Line<2>: day_and_hour of range span comma;
        Count: deals leads clients companies people purchases orders refunds rows columns records changes stages days
            days_short work_days_short hours_short minutes_short;
    }
}

impl Roles {
    /// The name of a role.
    pub fn of(&self, role: Role) -> Text {
        match role {
            Role::Qualifier => self.qualifier,
            Role::Hunter => self.hunter,
            Role::Farmer => self.farmer,
            Role::Head => self.head,
        }
    }
}
