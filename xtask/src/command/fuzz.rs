//! `cargo xtask fuzz`: everything that reads what others wrote, fed with what a fuzzer thinks up. A run is no test: it takes
//! minutes, and what it finds is kept in `tests/fixtures/fuzzed`, where ordinary tests read it.
//!
//! The compiler of the checkout is told to take flags of a nightly one, so that no other is needed. No sanitizer: there is
//! no unsafe code of ours, and a panic, a hang and memory out of bounds show without one.

use super::Command;
use crate::args::{Args, Flag};
use crate::failure::{Failure, Outcome};
use crate::project::{Project, create_dir};
use crate::tools::{FUZZ, Tools};

pub(super) const COMMAND: Command = Command {
    name: "fuzz",
    about: "feed every reader of foreign files with what a fuzzer thinks up",
    flags: &[
        Flag {
            name: "only",
            value: "READER,…",
            about: "of csv, xlsx, eml, vcf, lead_json, lead_link, lead_text, copy, rates, stored",
        },
        Flag { name: "runs", value: "N", about: "inputs for each reader (default 1000000, of workbooks 100000)" },
    ],
    run,
};

/// A reader: what it is called, how many inputs it gets, the largest in bytes, and where true ones lie.
struct Reader {
    name: &'static str,
    runs: u32,
    largest: u32,
    seeds: &'static str,
}

const READERS: &[Reader] = &[
    Reader { name: "csv", runs: 1_000_000, largest: 4_096, seeds: "import" },
    Reader { name: "xlsx", runs: 100_000, largest: 16_384, seeds: "xlsx" },
    Reader { name: "eml", runs: 1_000_000, largest: 4_096, seeds: "letter" },
    Reader { name: "vcf", runs: 1_000_000, largest: 4_096, seeds: "card" },
    Reader { name: "lead_json", runs: 1_000_000, largest: 4_096, seeds: "fuzzed/lead_json" },
    Reader { name: "lead_link", runs: 1_000_000, largest: 2_048, seeds: "fuzzed/lead_link" },
    Reader { name: "lead_text", runs: 1_000_000, largest: 2_048, seeds: "lead" },
    Reader { name: "copy", runs: 1_000_000, largest: 8_192, seeds: "copies" },
    Reader { name: "rates", runs: 1_000_000, largest: 2_048, seeds: "rates" },
    Reader { name: "stored", runs: 1_000_000, largest: 4_096, seeds: "stored_v5" },
];

fn run(project: &Project, args: &Args) -> Outcome {
    let runs = args.get("runs").map(str::parse::<u32>).transpose();
    let runs = runs.map_err(|_| Failure::new("--runs is not a number", "give one like 100000"))?;
    let tools = Tools::ready(&[FUZZ])?;
    for reader in chosen(args.get("only"))? {
        let Reader { name, largest, seeds, .. } = reader;
        let corpus = project.scratch("fuzz")?.join(name);
        create_dir(&corpus)?;
        let runs = runs.unwrap_or(reader.runs);
        println!("\n== {name}: {runs} inputs");
        tools
            .program("cargo")
            .args(["fuzz", "run", "--sanitizer", "none", name])
            .arg(&corpus)
            .arg(project.path(&format!("tests/fixtures/{seeds}")))
            .args(["--", &format!("-runs={runs}"), &format!("-max_len={largest}")])
            .args(["-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1", "-verbosity=0"])
            .env("RUSTC_BOOTSTRAP", "1")
            .dir(&project.root)
            .run("keep the input that is named above in tests/fixtures/fuzzed, mend its reader, and run once more")?;
    }
    Ok(())
}

fn chosen(only: Option<&str>) -> Outcome<Vec<&'static Reader>> {
    let Some(only) = only else { return Ok(READERS.iter().collect()) };
    let names = only.split(',').map(str::trim);
    let known = |name: &str| READERS.iter().find(|reader| reader.name == name);
    let unknown = |name| Failure::new(format!("there is no reader `{name}`"), COMMAND.flags[0].about);
    names.map(|name| known(name).ok_or_else(|| unknown(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_reader_and_each_has_a_program() {
        let programs = include_str!("../../../fuzz/Cargo.toml");
        for reader in READERS {
            assert!(COMMAND.flags[0].about.contains(reader.name), "{}", reader.name);
            assert!(programs.contains(&format!("name = \"{}\"", reader.name)), "{}", reader.name);
        }
        assert!(chosen(Some("csv, vcf")).is_ok_and(|chosen| chosen.len() == 2));
        assert!(chosen(Some("cvs")).is_err());
    }
}
