//! Recording a voice by the browser's own recorder. The browser asks for the microphone; it is let go of when the recording
//! ends, however it ends. Deliberately not here: keeping what was recorded (`attached`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, BlobPropertyBag, DomException, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamConstraints, MediaStreamTrack, MediaStreamTrackState, RecordingState,
};

use super::clock;
use crate::data::media;
use crate::domain::Moment;

/// Enough for a voice: 25 MB are an hour and a half.
const BITS: u32 = 32_000;
/// What is recorded comes in pieces of so many milliseconds, so that its size is known on the way.
const PIECE: i32 = 1_000;

/// Why nothing is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrecorded {
    /// The browser does not record on this page.
    NoRecorder,
    /// The person or the browser did not allow the microphone.
    Refused,
    /// There is no microphone.
    NoMicrophone,
    /// The recording broke off.
    Failed,
}

/// What was recorded.
pub struct Recorded {
    /// The sound.
    pub blob: Blob,
    /// Its length.
    pub seconds: u32,
    /// The ending of its name: `webm`.
    pub ending: &'static str,
}

/// A recording that is going on.
pub struct Recorder {
    recorder: MediaRecorder,
    stream: MediaStream,
    pieces: Rc<RefCell<Vec<Blob>>>,
    bytes: Rc<Cell<f64>>,
    begun: Moment,
    /// When the last piece came.
    heard: Rc<Cell<Moment>>,
    /// Called by the browser with every piece.
    _hears: Closure<dyn FnMut(BlobEvent)>,
}

impl Recorder {
    /// Asks for the microphone and begins.
    ///
    /// # Errors
    /// See [`Unrecorded`].
    pub async fn begin() -> Result<Self, Unrecorded> {
        let there = |of: &wasm_bindgen::JsValue, name: &str| {
            Reflect::get(of, &name.into()).is_ok_and(|found| !found.is_undefined())
        };
        let navigator = window().navigator();
        if !there(&window(), "MediaRecorder") || !there(&navigator, "mediaDevices") {
            return Err(Unrecorded::NoRecorder);
        }
        let devices = navigator.media_devices().map_err(|_| Unrecorded::NoRecorder)?;
        let wish = MediaStreamConstraints::new();
        wish.set_audio_bool(true);
        let asked = devices.get_user_media_with_constraints(&wish).map_err(|_| Unrecorded::NoRecorder)?;
        let stream = JsFuture::from(asked).await.map_err(|why| {
            match why.dyn_ref::<DomException>().map(DomException::name).as_deref() {
                Some("NotFoundError" | "OverconstrainedError") => Unrecorded::NoMicrophone,
                _ => Unrecorded::Refused,
            }
        })?;
        let stream: MediaStream = stream.dyn_into().map_err(|_| Unrecorded::NoRecorder)?;
        // The browser's own method of this name would make a second stream, and nobody would let go of the first.
        let same = Clone::clone(&stream);
        Self::record(same).inspect_err(|_| let_go(&stream))
    }

    fn record(stream: MediaStream) -> Result<Self, Unrecorded> {
        let options = MediaRecorderOptions::new();
        options.set_audio_bits_per_second(BITS);
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)
            .map_err(|_| Unrecorded::NoRecorder)?;
        let (pieces, bytes) = (Rc::new(RefCell::new(Vec::new())), Rc::new(Cell::new(0.0)));
        let begun = clock::now();
        let heard = Rc::new(Cell::new(begun));
        let hears = {
            let (pieces, bytes, heard) = (Rc::clone(&pieces), Rc::clone(&bytes), Rc::clone(&heard));
            Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
                if let Some(piece) = event.data() {
                    heard.set(clock::now());
                    bytes.set(bytes.get() + piece.size());
                    pieces.borrow_mut().push(piece);
                }
            })
        };
        recorder.set_ondataavailable(Some(hears.as_ref().unchecked_ref()));
        recorder.start_with_time_slice(PIECE).map_err(|_| Unrecorded::Failed)?;
        Ok(Self { recorder, stream, pieces, bytes, begun, heard, _hears: hears })
    }

    /// Whether it goes on: without a microphone nothing comes any more, and not every browser ends the recording then.
    pub fn is_going(&self) -> bool {
        let is_live = |track: wasm_bindgen::JsValue| {
            track.dyn_into::<MediaStreamTrack>().is_ok_and(|track| track.ready_state() == MediaStreamTrackState::Live)
        };
        self.recorder.state() != RecordingState::Inactive && self.stream.get_tracks().iter().any(is_live)
    }

    /// How long it has been going on, or went on until it ended by itself, in whole seconds.
    pub fn seconds(&self) -> u32 {
        let until = if self.is_going() { clock::now() } else { self.heard.get() };
        u32::try_from((until.0 - self.begun.0) / 1_000).unwrap_or_default()
    }

    /// How many bytes have come.
    pub fn bytes(&self) -> f64 {
        self.bytes.get()
    }

    /// Ends it.
    ///
    /// # Errors
    /// There is nothing to keep.
    pub async fn stop(self) -> Result<Recorded, Unrecorded> {
        let seconds = self.seconds().max(1);
        // One that has ended by itself, as when the microphone was pulled out, has had its last piece already.
        if self.recorder.state() != RecordingState::Inactive {
            let recorder = &self.recorder;
            let ended = Promise::new(&mut |resolve, _| recorder.set_onstop(Some(&resolve)));
            self.recorder.stop().map_err(|_| Unrecorded::Failed)?;
            JsFuture::from(ended).await.map_err(|_| Unrecorded::Failed)?;
        }
        let kind = self.recorder.mime_type();
        let kind = media::bare(&kind);
        let parts: Array = self.pieces.borrow().iter().collect();
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_blob_sequence_and_options(&parts, &options).map_err(|_| Unrecorded::Failed)?;
        let ending = match kind {
            "audio/mp4" => "m4a",
            "audio/ogg" => "ogg",
            _ => "webm",
        };
        (blob.size() > 0.0).then_some(Recorded { blob, seconds, ending }).ok_or(Unrecorded::Failed)
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.recorder.set_ondataavailable(None);
        let_go(&self.stream);
    }
}

/// Lets go of the microphone.
fn let_go(stream: &MediaStream) {
    for track in stream.get_tracks() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}
