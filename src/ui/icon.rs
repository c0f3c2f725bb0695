//! Icons: their drawings and the one component that shows them.
//!
//! Each is drawn in place on a grid of 16: a fragment link to a sprite would be resolved against `<base>`. An icon is a
//! constant, so the application carries only those that some screen shows. Sizes and colour belong to the style sheet.

use leptos::prelude::*;

/// A drawing: lines of the usual weight and, for some, dots of a heavier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon {
    lines: &'static str,
    dots: &'static str,
}

/// Shows an icon. It says nothing to a screen reader: the button or the text beside it does.
#[component]
pub fn Icon(
    /// What to draw.
    name: Icon,
    /// A size other than the usual 16 px: `"i i12"`, `"i i14"`, `"i i20"`.
    #[prop(default = "i")]
    class: &'static str,
) -> impl IntoView {
    let dots = (!name.dots.is_empty()).then(|| view! { <path class="dot" d=name.dots></path> });
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true">
            <path d=name.lines></path>
            {dots}
        </svg>
    }
}

impl Icon {
    /// Draws this icon in the place of another one that had both lines and dots.
    pub fn replace(self, drawn: &web_sys::Element) {
        let paths = drawn.children();
        for (at, path) in [(0, self.lines), (1, self.dots)] {
            if let Some(on) = paths.item(at) {
                let _ = on.set_attribute("d", path);
            }
        }
    }
}

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident $lines:literal $($dots:literal)?;)*) => {
        impl Icon {
            $($(#[$doc])* pub const $name: Self = Self { lines: $lines, dots: concat!($($dots)?) };)*
        }
    };
}

icons! {
    /// Something to look at.
    ALERT "M7.1 3.05 1.95 11.9c-.4.7.1 1.6.9 1.6h10.3c.8 0 1.3-.9.9-1.6L8.9 3.05a1.04 1.04 0 0 0-1.8 0zM8 6.5v2.75" "M8 11.4h.01";
    /// Overdue or refused.
    ALERT_C "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M8 5v3.25" "M8 10.8h.01";
    /// A hypothesis that is tried.
    FLASK "M6 2.25h4M6.75 2.25v4L3.4 12.1c-.45.8.1 1.8 1.05 1.8h7.1c.95 0 1.5-1 1.05-1.8L9.25 6.25v-4M5.2 9.75h5.6";
    /// Two sides that are compared.
    SCALE "M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.25 9h3.5zM13 4.5 11.25 9h3.5z";
    /// Down; sorted from the largest.
    ARROW_D "M8 2.75v10.5M4 9.25l4 4 4-4";
    /// Back along the funnel.
    ARROW_L "M13.25 8H2.75M6.75 4l-4 4 4 4";
    /// Onward along the funnel.
    ARROW_R "M2.75 8h10.5M9.25 4l4 4-4 4";
    /// Up; sorted from the smallest.
    ARROW_U "M8 13.25V2.75M4 6.75l4-4 4 4";
    /// Not allowed.
    BAN "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M4 4l8 8";
    /// «Обновить»: a basket of not-now.
    BASKET "M2 6.25h12l-1.1 6a1.2 1.2 0 0 1-1.2 1H4.3a1.2 1.2 0 0 1-1.2-1zM5 6.25l1.75-3.5M11 6.25l-1.75-3.5M6.25 8.75v2M9.75 8.75v2";
    /// The funnels; a board of columns.
    BOARD "M3 2.5h1.25a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-1.25a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM7.4 2.5h1.25a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1h-1.25a1 1 0 0 1-1-1v-5.5a1 1 0 0 1 1-1zM11.75 2.5h1.25a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-1.25a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1z";
    /// Goods.
    BOX "M8 1.9l5.5 3v6.2L8 14.1l-5.5-3V4.9zM2.5 4.9 8 8l5.5-3.1M8 8v6.1";
    /// A hint.
    BULB "M6.25 12.25h3.5M6.75 14.25h2.5M6.25 12.25v-.6c0-.55-.3-1.05-.75-1.45a4.25 4.25 0 1 1 5 0c-.45.4-.75.9-.75 1.45v.6";
    /// What the buyer did at a stage.
    BUYER "M3.65 5.25a2.6 2.6 0 1 0 5.2 0 2.6 2.6 0 1 0-5.2 0M1.5 13.5c.5-2.5 2.4-3.75 4.75-3.75.9 0 1.7.2 2.4.55M9.75 12l1.6 1.6L14.5 10";
    /// A planned day.
    CALENDAR "M4.25 3.25h7.5a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2zM2.25 6.75h11.5M5.25 1.75v3M10.75 1.75v3";
    /// Analysis.
    CHART "M2.5 2.5v11h11M5.75 10.75V8M8.75 10.75V5.25M11.75 10.75V7";
    /// A message in a messenger.
    CHAT "M8 2.75c3.3 0 5.75 2.05 5.75 4.85S11.3 12.5 8 12.5c-.72 0-1.4-.1-2-.28L3 13.5l.65-2.4C2.75 10.2 2.25 9 2.25 7.6 2.25 4.8 4.7 2.75 8 2.75z";
    /// Done.
    CHECK "M3 8.5l3.25 3.25L13 5";
    /// Opens downwards.
    CHEV_D "M4 6.25l4 3.75 4-3.75";
    /// Previous.
    CHEV_L "M9.75 4 6 8l3.75 4";
    /// Next.
    CHEV_R "M6.25 4l3.75 4-3.75 4";
    /// Closes upwards.
    CHEV_U "M4 9.75l4-3.75 4 3.75";
    /// Customers.
    CLIENTS "M3.25 13.75V3.25a1 1 0 0 1 1-1h4.5a1 1 0 0 1 1 1v10.5M9.75 6.25h2a1 1 0 0 1 1 1v6.5M1.75 13.75h12.5M5.5 5.25h2M5.5 8h2M5.5 10.75h2";
    /// A voice that is recorded.
    MIC "M8 1.75a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2zM3.75 7.5a4.25 4.25 0 0 0 8.5 0M8 11.75v2.5M5.75 14.25h4.5";
    /// Ends what goes on.
    STOP "M5 4h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z";
    /// A picture.
    PICTURE "M3.75 2.75h8.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5zM2.5 11.5 6 8l3 3 1.75-1.75 2.75 2.75" "M10.25 5.75h.01";
    /// An attached file.
    CLIP "M13 7.4l-5.2 5.15a3.2 3.2 0 0 1-4.5-4.5l5.3-5.3a2.15 2.15 0 0 1 3 3L6.5 10.9a1.05 1.05 0 0 1-1.5-1.5l4.5-4.4";
    /// Waiting; the basket of timing.
    CLOCK "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M8 4.75V8l2.25 1.5";
    /// A server.
    CLOUD "M4.75 12.5a3 3 0 0 1-.4-5.97 3.9 3.9 0 0 1 7.5.75h.15a2.6 2.6 0 0 1 0 5.22z";
    /// Columns of a table.
    COLUMNS "M3.75 2.75h8.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5zM6.1 2.75v10.5M9.9 2.75v10.5";
    /// Copy.
    COPY "M6.75 5.25h5.5a1.5 1.5 0 0 1 1.5 1.5v5.5a1.5 1.5 0 0 1-1.5 1.5h-5.5a1.5 1.5 0 0 1-1.5-1.5v-5.5a1.5 1.5 0 0 1 1.5-1.5zM10.75 5.25v-1.5c0-.8-.7-1.5-1.5-1.5h-5.5c-.8 0-1.5.7-1.5 1.5v5.5c0 .8.7 1.5 1.5 1.5h1.5";
    /// «Сделки»: a deal.
    DEAL "M3.75 5h8.5a1.5 1.5 0 0 1 1.5 1.5v5.25a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-5.25a1.5 1.5 0 0 1 1.5-1.5zM5.75 5V3.75c0-.55.45-1 1-1h2.5c.55 0 1 .45 1 1V5M2.25 8.75h11.5";
    /// This browser: where the data is.
    DEVICE "M4 3h8a1.25 1.25 0 0 1 1.25 1.25v4.75a1.25 1.25 0 0 1-1.25 1.25h-8a1.25 1.25 0 0 1-1.25-1.25v-4.75a1.25 1.25 0 0 1 1.25-1.25zM1.25 12.75h13.5";
    /// Save a file.
    DOWNLOAD "M8 2.5v7.75M4.75 7 8 10.25 11.25 7M2.75 13.25h10.5";
    /// How the funnels are built.
    EDITOR "M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M8.5 4.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0M4 11.5a1.75 1.75 0 1 0 3.5 0 1.75 1.75 0 1 0-3.5 0";
    /// Open the whole page.
    EXPAND "M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9";
    /// Look at something.
    EYE "M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8zM6.1 8a1.9 1.9 0 1 0 3.8 0 1.9 1.9 0 1 0-3.8 0";
    /// A file.
    FILE "M9.25 1.9H4.9c-.65 0-1.15.5-1.15 1.15v9.9c0 .6.5 1.15 1.15 1.15h6.2c.65 0 1.15-.5 1.15-1.15V4.9zM9.25 1.9v3h3";
    /// Filters.
    FILTER "M2 4h12M4.25 8h7.5M6.5 12h3";
    /// Lost; an exhibition as a source.
    FLAG "M3.5 14V2.5M3.5 3h8.25l-1.75 3 1.75 3H3.5";
    /// Settings.
    GEAR "M6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0M8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4M3.75 8a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 1 0-8.5 0";
    /// The site as a source; the language.
    GLOBE "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M2.25 8h11.5M8 2.25c1.6 1.6 2.4 3.5 2.4 5.75S9.6 12.15 8 13.75C6.4 12.15 5.6 10.25 5.6 8S6.4 3.85 8 2.25z";
    /// Where a card in the air was taken from.
    GRIP "" "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01";
    /// How the manager can help.
    HEADSET "M2.75 9.5V8a5.25 5.25 0 0 1 10.5 0v1.5M13.25 11.5c0 1.5-1.5 2.25-3.25 2.25M3.1 8.5h.55a1.1 1.1 0 0 1 1.1 1.1v1.8a1.1 1.1 0 0 1-1.1 1.1h-.55a1.1 1.1 0 0 1-1.1-1.1v-1.8a1.1 1.1 0 0 1 1.1-1.1zM12.35 8.5h.55a1.1 1.1 0 0 1 1.1 1.1v1.8a1.1 1.1 0 0 1-1.1 1.1h-.55a1.1 1.1 0 0 1-1.1-1.1v-1.8a1.1 1.1 0 0 1 1.1-1.1z";
    /// A question without an answer.
    HELP "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M6.35 6.4a1.7 1.7 0 0 1 3.3.4c0 1.15-1.65 1.2-1.65 2.2" "M8 11.15h.01";
    /// Stale: longer at its stage than the norm.
    HOURGLASS "M4 2.25h8M4 13.75h8M4.75 2.25v2.1c0 1.3 3.25 2.7 3.25 3.65s-3.25 2.35-3.25 3.65v2.1M11.25 2.25v2.1C11.25 5.65 8 7.05 8 8s3.25 2.35 3.25 3.65v2.1";
    /// «Лиды»: a lead.
    INBOX "M2.25 9.25h3l1 1.75h3.5l1-1.75h3M2.25 9.25 4 3.9c.15-.4.5-.65.95-.65h6.1c.45 0 .8.25.95.65l1.75 5.35v2.85c0 .6-.5 1.15-1.15 1.15H3.4c-.65 0-1.15-.5-1.15-1.15z";
    /// Something to know.
    INFO "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M8 7.5v3.4" "M8 5.2h.01";
    /// The key stage.
    KEY "M2.25 11a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M7 9l6-6M10.5 5.5l2.25 2.25";
    /// A list; the keyboard help.
    LIST "M5.75 4h8M5.75 8h8M5.75 12h8" "M2.6 4h.01M2.6 8h.01M2.6 12h.01";
    /// Not open yet.
    LOCK "M4.75 7h6.5a1.5 1.5 0 0 1 1.5 1.5v3.75a1.5 1.5 0 0 1-1.5 1.5h-6.5a1.5 1.5 0 0 1-1.5-1.5v-3.75a1.5 1.5 0 0 1 1.5-1.5zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2";
    /// A letter.
    MAIL "M3.75 3.25h8.5a1.75 1.75 0 0 1 1.75 1.75v6a1.75 1.75 0 0 1-1.75 1.75h-8.5a1.75 1.75 0 0 1-1.75-1.75v-6a1.75 1.75 0 0 1 1.75-1.75zM2.5 5l5.5 4 5.5-4";
    /// More places.
    MENU "M2.5 4h11M2.5 8h11M2.5 12h11";
    /// A possible duplicate.
    MERGE "M8 2v4.5c0 3-4.5 2.5-4.5 6M8 6.5c0 3 4.5 2.5 4.5 6";
    /// Take one away.
    MINUS "M3.25 8h9.5";
    /// Dark theme.
    MOON "M13.5 9.4A5.75 5.75 0 1 1 6.6 2.5a4.6 4.6 0 0 0 6.9 6.9z";
    /// More actions.
    MORE "" "M3.5 8h.01M8 8h.01M12.5 8h.01";
    /// A note.
    NOTE "M12.75 9.75V3.9c0-.6-.5-1.15-1.15-1.15H4.4c-.65 0-1.15.5-1.15 1.15v8.2c0 .6.5 1.15 1.15 1.15h4.85zM9.25 13.25v-3.5h3.5M5.75 5.75h4.5M5.75 8h2.5";
    /// Edit.
    PEN "M10.75 2.75l2.5 2.5-8 8-3 .5.5-3zM9 4.5 11.5 7";
    /// A call.
    PHONE "M5.5 2.5H3.8c-.75 0-1.33.63-1.27 1.37.45 5 4.6 9.15 9.6 9.6.74.06 1.37-.52 1.37-1.27v-1.75a1 1 0 0 0-.73-.96l-1.8-.52a1 1 0 0 0-1.04.31l-.63.74a7.8 7.8 0 0 1-3.32-3.32l.74-.63a1 1 0 0 0 .31-1.04l-.52-1.8a1 1 0 0 0-.96-.73z";
    /// Pinned boundaries.
    PIN "M9.75 2l4.25 4.25-1.9.6-2.35 2.35-.4 3-5.55-5.55 3-.4L9.15 3.9zM6.5 9.5l-4 4";
    /// Add.
    PLUS "M8 3.25v9.5M3.25 8h9.5";
    /// On paper.
    PRINT "M4.5 5.75v-3.5h7v3.5M4.5 11.25H3.4c-.65 0-1.15-.5-1.15-1.15V6.9c0-.65.5-1.15 1.15-1.15h9.2c.65 0 1.15.5 1.15 1.15v3.2c0 .65-.5 1.15-1.15 1.15h-1.1M5.25 9.25h5.5a.75.75 0 0 1 .75.75v3a.75.75 0 0 1-.75.75h-5.5a.75.75 0 0 1-.75-.75v-3a.75.75 0 0 1 .75-.75z";
    /// Bring back what was undone.
    REDO "M10.5 3.25l3 3-3 3M13.25 6.25H6.5a3.5 3.5 0 0 0 0 7H10";
    /// Try again; a newer version.
    REFRESH "M13 6.75a5.25 5.25 0 0 0-9.6-1.9M3 9.25a5.25 5.25 0 0 0 9.6 1.9M3.25 2v3h3M12.75 14v-3h-3";
    /// «Возврат»: repeat customers.
    REPEAT "M11 1.75 13.5 4.25 11 6.75M13.25 4.25h-7.5a3.25 3.25 0 0 0-3.25 3.25M5 14.25l-2.5-2.5L5 9.25M2.75 11.75h7.5A3.25 3.25 0 0 0 13.5 8.5";
    /// Not done yet.
    RING "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0";
    /// A robot did it.
    ROBOT "M5 5.25h6a2 2 0 0 1 2 2v3.75a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2v-3.75a2 2 0 0 1 2-2zM8 5.25V2.5M1.25 8.25v2M14.75 8.25v2M6.25 10.9h3.5" "M6 8.4h.01M10 8.4h.01";
    /// Money; the basket of no money.
    RUBLE "M5.75 13.75V2.5h3.5a3.15 3.15 0 0 1 0 6.3h-5.5M3.75 11.4H9";
    /// Search.
    SEARCH "M2.75 7a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 1 0-8.5 0M10.25 10.25l3.5 3.5";
    /// Send.
    SEND "M13.75 2.25 2 6.6l5 2.4 2.4 5zM13.75 2.25 7 9";
    /// Safe.
    SHIELD "M8 1.9l5 1.85v3.9c0 3-2 5.4-5 6.5-3-1.1-5-3.5-5-6.5v-3.9zM5.75 8l1.6 1.6 3.05-3.2";
    /// Jump over a stage.
    SKIP "M2.75 12.5C3 8 5 5.5 8 5.5s4.5 2 5 4M10.5 8.25 13 9.75l1-3";
    /// Recognised by itself.
    SPARKLE "M8 2.25c.5 3.6 2.15 5.25 5.75 5.75C10.15 8.5 8.5 10.15 8 13.75 7.5 10.15 5.85 8.5 2.25 8 5.85 7.5 7.5 5.85 8 2.25z";
    /// Two versions of one record.
    SPLIT "M8 14V9.5c0-3-4.5-2.5-4.5-6M8 9.5c0-3 4.5-2.5 4.5-6M1.5 5.25l2-2 2 2M10.5 5.25l2-2 2 2";
    /// Light theme.
    SUN "M5.25 8a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9";
    /// A table.
    TABLE "M3.75 2.75h8.5a1.5 1.5 0 0 1 1.5 1.5v7.5a1.5 1.5 0 0 1-1.5 1.5h-8.5a1.5 1.5 0 0 1-1.5-1.5v-7.5a1.5 1.5 0 0 1 1.5-1.5zM2.25 6.25h11.5M6.5 6.25v7";
    /// The basket of needs.
    TARGET "M2.25 8a5.75 5.75 0 1 0 11.5 0 5.75 5.75 0 1 0-11.5 0M5.5 8a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0";
    /// A manager's day.
    TODAY "M4.25 3.25h7.5a2 2 0 0 1 2 2v6.5a2 2 0 0 1-2 2h-7.5a2 2 0 0 1-2-2v-6.5a2 2 0 0 1 2-2zM2.25 6.75h11.5M5.25 1.75v3M10.75 1.75v3M6 10.4l1.4 1.35L10.2 9";
    /// Training.
    TRAINING "M8 3 1.5 6 8 9l6.5-3zM4 7.25v3.6c0 1 1.8 1.9 4 1.9s4-.9 4-1.9v-3.6M14.5 6v4.25";
    /// Spam; delete.
    TRASH "M2.75 4.25h10.5M6 4.25V3c0-.4.35-.75.75-.75h2.5c.4 0 .75.35.75.75v1.25M4 4.25l.6 8.4c.05.6.55 1.1 1.15 1.1h4.5c.6 0 1.1-.5 1.15-1.1l.6-8.4";
    /// On the way out of the best.
    TREND_D "M2 4.5l4 4L8.5 6l5.25 5.25M13.75 7.5v3.75H10";
    /// Delivery.
    TRUCK "M3 11.75H1.75v-8h7.5v8H6M9.25 6.5h2.75l2.25 2.5v2.75H13M9.25 11.75h.75M3 11.9a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M10 11.9a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0";
    /// Take back; back along the funnel.
    UNDO "M5.5 3.25 2.5 6.25l3 3M2.75 6.25H9.5a3.5 3.5 0 0 1 0 7H6";
    /// Take a file in.
    UPLOAD "M8 10.25V2.5M4.75 5.75 8 2.5l3.25 3.25M2.75 13.25h10.5";
    /// A person.
    USER "M5.25 5.25a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M2.75 13.75c.6-2.6 2.7-4 5.25-4s4.65 1.4 5.25 4";
    /// Several people decide: the basket of account.
    USERS "M3.5 5.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M1.5 13.25c.5-2.3 2.3-3.5 4.5-3.5s4 1.2 4.5 3.5M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12.3 10.1c1.2.5 2 1.5 2.2 3.15";
    /// Close.
    X "M4 4l8 8M12 4l-8 8";
}

/// The mark of the product: a funnel of bars.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg width="26" height="26" viewBox="0 0 26 26" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true">
            <path d="M4 6h18" /><path d="M7 11.5h12" opacity=".72" /><path d="M10 17h6" opacity=".5" /><path d="M13 22h.01" />
        </svg>
    }
}
