//! Files of customers and deals, recordings among them, and notes on a customer. English.

use super::{l, n};
use crate::app::words::Attached;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Attached = Attached {
    files: "Files", none: "No files yet.", add: "Add a file",
    drop_here: "Files can be dropped here or pasted, up to 25 MB each.",
    record: "Record voice", stop: "Stop recording", recording: "Recording", open: "Open", play: "Listen",
    download: "Download", say_of: "Add a caption", said_of: "Caption", remove: "Remove", missing: "not in the copy",
    missing_why: "The data were restored from a copy without files. Restore them from a copy with files, or add the file again.",
    reading: "Reading the file",
    no_recorder: "This browser does not record sound on this page. Open Voronka by an https address in another browser, or add the recording as a file.",
    no_microphone: "There is no microphone in sight. Connect one and press again.",
    refused_microphone: "The browser did not allow the microphone. Allow it in the settings of the site and press again.",
    record_failed: "The recording broke off, and there is nothing to keep. Check the microphone and press again.",
    said_what: "What did the buyer say?", write: "Write it down", later: "Later",
    empty: "There is nothing in the file", empty_why: "Check whether it is the right one.",
    too_large: "The file is too large",
    unread: "The browser could not read the file. Check that it is still there and not open in another program.",
    no_disk: "The browser gives this page no storage, so there is nowhere to put the file. Nothing was added.",
    full: "There was no room for the file: the storage of the browser is full. Nothing was added. Free some space on the disk or remove files you do not need, and reload the page.",
    failed: "The storage did not take the file, nothing was added. Reload the page and try again.",
    note: "Note on the customer", note_hint: "What is worth remembering about the customer?", edit_note: "Edit the note",
    keep: "Save", cancel: "Cancel",
    without_files: "Without them the copy has only their names and sizes.",
    copy_full: "There was no room for the files of the copy: the storage of the browser is full. Nothing has changed here. Free some space on the disk and try again.",
    copy_failed: "The storage did not take the files of the copy. Nothing has changed here. Reload the page and try again.",
    no_files_there: "Not all files are in the copy itself: of the others only the name and the size will be restored.",
    kilobytes: l("{0} KB"), bytes: l("{0} B"), recording_name: l("Recording {0}"),
    told_removed: l("File “{0}” removed"), told_said: l("File “{0}”: caption changed"),
    told_noted: l("“{0}”: note written"), told_note_removed: l("“{0}”: note removed"),
    too_large_why: l("It has {0}, and no more than 25 MB are kept. Compress it or split it."),
    with_files: l("With files, +{0}"),
    added: l("File “{0}”"),
    told_added: l("File “{0}” added, {1}"), count_and_size: l("Files: {0}, {1} together"),
    whole: n("All, {} file", "All, {} files"),
};
