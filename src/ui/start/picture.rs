//! The pictures of the first page: data drawn, nothing else.

use leptos::prelude::*;

/// A funnel with deals in it.
#[component]
pub(super) fn Example() -> impl IntoView {
    view! {
        <div class="pic">
            <svg viewBox="0 0 280 120" aria-hidden="true">
                <g transform="translate(16 18) scale(.354 .84)">
                <path class="f1" d="M0 2.0H78C100 2.0 100 11.6 122 11.6H178C200 11.6 200 21.2 222 21.2H278C300 21.2 300 36.1 322 36.1H378C400 36.1 400 39.4 422 39.4H478C500 39.4 500 40.9 522 40.9H578C600 40.9 600 42.3 622 42.3H700V57.7H622C600 57.7 600 59.1 578 59.1H522C500 59.1 500 60.6 478 60.6H422C400 60.6 400 63.9 378 63.9H322C300 63.9 300 78.8 278 78.8H222C200 78.8 200 88.4 178 88.4H122C100 88.4 100 98.0 78 98.0H0Z" />
                </g>
                <circle class="f4" cx="34" cy="46" r="4" />
                <circle class="f5" cx="30" cy="74" r="4" />
                <circle class="f4" cx="44" cy="62" r="4" />
                <circle class="f5" cx="60" cy="82" r="4" />
                <circle class="f4" cx="66" cy="52" r="4" />
                <circle class="f5" cx="78" cy="68" r="4" />
                <circle class="f4" cx="84" cy="42" r="4" />
                <circle class="f4" cx="96" cy="78" r="4" />
                <circle class="f5" cx="104" cy="56" r="4" />
                <circle class="f4" cx="116" cy="66" r="4" />
                <circle class="f4" cx="128" cy="52" r="4" />
                <circle class="f5" cx="138" cy="70" r="4" />
                <circle class="f4" cx="158" cy="60" r="4" />
                <circle class="f4" cx="176" cy="62" r="4" />
                <circle class="f5" cx="196" cy="59" r="4" />
                <circle class="f4" cx="222" cy="61" r="4" />
                <circle class="f4" cx="246" cy="60" r="4" />
                </svg>
        </div>
    }
}

/// A sheet that comes in.
#[component]
pub(super) fn Paper() -> impl IntoView {
    view! {
        <div class="pic">
            <svg viewBox="0 0 300 120" aria-hidden="true">
                <rect class="f3" x="112" y="18" width="76" height="92" rx="8" />
                <path class="f6" d="M126 40h48M126 52h48M126 64h30" opacity=".35" />
                <path class="f6" d="M150 72v24M141 87l9 9 9-9" />
                </svg>
        </div>
    }
}

/// A funnel still to be filled.
#[component]
pub(super) fn Empty() -> impl IntoView {
    view! {
        <div class="pic">
            <svg viewBox="0 0 280 120" aria-hidden="true">
                <g transform="translate(16 18) scale(.354 .84)">
                <path class="f2" d="M0 2.0H78C100 2.0 100 11.6 122 11.6H178C200 11.6 200 21.2 222 21.2H278C300 21.2 300 28.9 322 28.9H378C400 28.9 400 32.7 422 32.7H478C500 32.7 500 35.6 522 35.6H578C600 35.6 600 37.5 622 37.5H700V62.5H622C600 62.5 600 64.4 578 64.4H522C500 64.4 500 67.3 478 67.3H422C400 67.3 400 71.1 378 71.1H322C300 71.1 300 78.8 278 78.8H222C200 78.8 200 88.4 178 88.4H122C100 88.4 100 98.0 78 98.0H0Z" />
                </g>
                </svg>
        </div>
    }
}
