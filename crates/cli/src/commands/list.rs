//! `enishi list KIND`: records with filters, order and paging.

use clap::Args;
use enishi_app::ListRequest;

use super::Shape;
use super::moment::MomentArgs;
use crate::commands::show::value_text;
use crate::failure::{Exit, Failure};
use crate::output::{print, print_json, tell};
use crate::session::{Register, Session, find_kind};
use crate::table::Table;

/// Reads `name=value`.
pub(super) fn parse_filter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| "NAME=VALUE".to_owned())?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(long = "filter", value_name = "NAME=VALUE", value_parser = parse_filter)]
    filters: Vec<(String, String)>,
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    sort: Option<String>,
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    #[command(flatten)]
    moment: MomentArgs,
    #[arg(long, value_name = "table|json", default_value = "table")]
    format: Shape,
}

/// Lists.
pub(crate) async fn run(args: ListArgs, session: &Session) -> Result<Exit, Failure> {
    find_kind(&enishi_model::registry(), &args.kind)?;
    let is_json = args.format == Shape::Json;
    let app = match &args.text {
        Some(_) => session.open_indexed(is_json).await?,
        None => session.open(Register::MustExist).await?,
    };
    let request = ListRequest {
        filters: args.filters,
        sort: args.sort,
        text: args.text,
        after: args.after,
        limit: Some(args.limit),
        lang: Some(session.words.lang()),
        with_facets: false,
    };
    let ctx = args.moment.ask(&app, session.operator(), session).await?;
    let page = app.list(&ctx, &args.kind, &request).await?;
    if is_json {
        let items: Vec<_> = page.items.iter().map(|seen| app.represent(seen, &page.links)).collect();
        let mut answer = serde_json::json!({"items": items, "next": page.next, "total": page.total});
        if let (Some(undated), Some(members)) = (page.undated, answer.as_object_mut()) {
            members.insert("undated".to_owned(), undated.into());
        }
        print_json(&answer)?;
        app.close().await;
        return Ok(Exit::Done);
    }
    let words = &session.words;
    let kind = page.kind;
    let fields: Vec<_> = kind.fields().filter(|field| field.column).collect();
    let mut header = vec![words.word("cli-column-reference")];
    header.extend(fields.iter().map(|field| words.field(kind.name, field.name)));
    let mut table = Table::new(header);
    for seen in &page.items {
        let mut row = vec![seen.reference.clone()];
        row.extend(fields.iter().map(|field| value_text(words, kind, field, &seen.body, &page.links)));
        table.push(row);
    }
    print(&table.render(session.out))?;
    let shown = page.items.len().to_string();
    tell(&format!(
        "{}\n",
        words.text("cli-list-count", &[("shown", shown), ("total", page.total.to_string())])
    ));
    if let Some(undated) = page.undated {
        tell(&format!("{}\n", words.text("moment-undated", &[("shown", undated.to_string())])));
    }
    if let Some(next) = page.next {
        tell(&format!("{}\n", words.text("cli-list-next", &[("next", next)])));
    }
    app.close().await;
    Ok(Exit::Done)
}
