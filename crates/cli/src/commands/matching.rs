//! `enishi match`: ranked partners for a need, a seed or free text, with the reasons word by word.

use std::io::Read;

use clap::{ArgGroup, Args};
use enishi_app::{MatchHit, MatchRequest, MatchResult, Subject};
use enishi_matching::{Note, WhyNot};

use super::Shape;
use crate::failure::{Exit, Failure};
use crate::output::{plain, print, print_json, tell};
use crate::session::Session;

mod reasons;

/// Bytes of free text read at most.
const TEXT_BYTES: u64 = 1 << 20;
/// Characters of free text at most: far more than a page; what is longer is a file that was meant for `import`.
const TEXT_CHARS: usize = 100_000;

#[derive(Args, Debug)]
#[command(group(ArgGroup::new("subject").required(true).args(["need", "seed", "text"])))]
pub(crate) struct MatchArgs {
    #[arg(long, value_name = "REF")]
    need: Option<String>,
    #[arg(long, value_name = "REF")]
    seed: Option<String>,
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[arg(long, value_name = "KIND", requires = "text")]
    among: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = top)]
    top: usize,
    #[arg(long, value_name = "REF")]
    why_not: Option<String>,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Hits at most.
const MOST: usize = 200;

fn top(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|top| (1..=MOST).contains(top)).ok_or_else(|| format!("1..{MOST}"))
}

/// Matches.
pub(crate) async fn run(args: MatchArgs, session: &Session) -> Result<Exit, Failure> {
    let text = args.text.map(read_text).transpose()?;
    let is_json = args.format == Shape::Json;
    let app = session.open_indexed(is_json).await?;
    let ctx = session.operator();
    let why_not = match args.why_not {
        // An external identifier names a record as well as its reference does.
        Some(named) => Some(match app.find_any(&ctx, &named).await {
            Ok(view) => view.seen.reference,
            Err(error) if error.code == "unknown-record" => named,
            Err(error) => return Err(error.into()),
        }),
        None => None,
    };
    let request =
        MatchRequest { need: args.need, seed: args.seed, text, among: args.among, top: args.top, why_not };
    let result = app.match_records(&ctx, &request).await?;
    app.close().await;
    if result.notes.contains(&Note::NothingToSearch) {
        return Err(Failure::usage("cli-error-nothing-to-search"));
    }
    if is_json {
        print_json(&json(&result))?;
    } else {
        print(&table(&result, request.why_not.as_deref(), session))?;
    }
    for note in &result.notes {
        tell(&format!("{}\n", note_text(note, session)));
    }
    Ok(if matches!(result.why_not, Some((_, WhyNot::Unknown))) { Exit::Findings } else { Exit::Done })
}

/// The text of the argument, or with `-` of the standard input.
fn read_text(text: String) -> Result<String, Failure> {
    let text = if text == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().take(TEXT_BYTES + 1).read_to_end(&mut bytes)?;
        let given = bytes.len();
        String::from_utf8(bytes)
            .or_else(|error| {
                // The limit may cut a character in two; then the text is too long anyway.
                let is_cut = given > usize::try_from(TEXT_BYTES).unwrap_or(usize::MAX);
                if is_cut { Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()) } else { Err(error) }
            })
            .map_err(|_| Failure::usage("cli-error-not-utf8").at("--text -"))?
    } else {
        text
    };
    let place = "--text";
    let chars = text.chars().count();
    if text.contains('\0') {
        return Err(Failure::usage("cli-error-text-nul").at(place));
    }
    if chars > TEXT_CHARS {
        return Err(Failure::usage("cli-error-text-long").arg("limit", TEXT_CHARS).at(place));
    }
    // One kanji is a word (糖, 光); one letter is not.
    let one = text.trim();
    if one.chars().count() < 2 && !one.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}')) {
        return Err(Failure::usage("cli-error-text-short").at(place));
    }
    Ok(text)
}

fn table(result: &MatchResult, asked: Option<&str>, session: &Session) -> String {
    let words = &session.words;
    let subject = match &result.subject {
        Subject::Record(view) => {
            let title = enishi_app::title_of(view.kind, &view.seen.body, words.lang());
            format!("{}  {}", view.seen.reference, title)
        }
        Subject::Text(text) => crate::table::cut(&text.replace('\n', " "), 80),
    };
    let mut text = format!("{}\n", session.out.bold(&plain(&subject)));
    let among = words.word(&format!("{}-plural", result.among.name));
    let of = [("kind", among), ("count", result.population.to_string())];
    text.push_str(&format!("{}\n", words.text("cli-match-among", &of)));
    if result.hits.is_empty() {
        text.push_str(&format!("{}\n", words.word("cli-match-none")));
    }
    for hit in &result.hits {
        let title = plain(hit.link.title(words.lang())).replace('\n', " ");
        let head = format!("{:>3}  {}  {:.3}  {title}", hit.rank, hit.link.reference, hit.score);
        text.push_str(&format!("{}\n", session.out.bold(&head)));
        text.push_str(&reasons::lines(&hit.reasons, result.among.name, words));
    }
    if let Some((link, why_not)) = &result.why_not {
        let title =
            link.as_ref().map(|link| format!("{}  {}", link.reference, plain(link.title(words.lang()))));
        let title = title.or_else(|| asked.map(plain)).unwrap_or_default();
        text.push_str(&reasons::why_not(&title, why_not, result.among.name, session));
    }
    text
}

fn note_text(note: &Note, session: &Session) -> String {
    let words = &session.words;
    match note {
        Note::NothingToSearch => words.word("cli-error-nothing-to-search"),
        Note::TextCut { read, given } => {
            words.text("cli-note-text-cut", &[("read", read.to_string()), ("given", given.to_string())])
        }
        Note::TermsCut { kept, found } => {
            words.text("cli-note-terms-cut", &[("kept", kept.to_string()), ("found", found.to_string())])
        }
    }
}

fn json(result: &MatchResult) -> serde_json::Value {
    let subject = match &result.subject {
        Subject::Record(view) => serde_json::json!({"kind": view.kind.name, "ref": view.seen.reference}),
        Subject::Text(text) => serde_json::json!({"text": text}),
    };
    let link = |link: &enishi_app::Link| serde_json::json!({"ref": link.reference, "kind": link.kind, "title": link.title_ja, "title_en": link.title_en});
    let hit = |hit: &MatchHit| {
        serde_json::json!({
            "rank": hit.rank, "ref": hit.link.reference, "title": hit.link.title_ja, "title_en": hit.link.title_en,
            "score": hit.score, "reasons": hit.reasons,
        })
    };
    serde_json::json!({
        "subject": subject,
        "among": result.among.name,
        "population": result.population,
        "terms": result.terms,
        "parameters": {"k1": result.parameters.0, "b": result.parameters.1},
        "items": result.hits.iter().map(hit).collect::<Vec<_>>(),
        "notes": result.notes,
        "why_not": result.why_not.as_ref().map(|(record, answer)| {
            serde_json::json!({"record": record.as_ref().map(link), "why": answer})
        }),
        "index": {"behind": result.index.behind},
    })
}
