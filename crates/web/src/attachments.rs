//! Files of a record: the section of its page, upload, download, change and removal.

mod receive;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use enishi_app::parts::Action;
use enishi_app::{Attached, FileChange, OpenFile, RecordView, megabytes};
use enishi_kind::Layer;
use futures::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};

use crate::address::{first, query};
use crate::fault::{Fault, html};
use crate::list::kind_of;
use crate::page::Frame;
use crate::posted::Posted;
use crate::questions::Questions;
use crate::rows::{LayerBadge, layer_badge};
use crate::text::{Moment, Words};
use crate::visitor::Visitor;
pub use receive::{ReceivedFiles, read_files};

/// The section of a record's page: the files and, for the operator, the form that adds some.
#[derive(Template)]
#[template(path = "_files.html")]
pub struct FilesView {
    words: Words,
    files: Vec<FileView>,
    /// Where a form posts to; none for readers, and none on a page that shows the past.
    form: Option<UploadForm>,
    done: Option<String>,
}

impl askama::filters::HtmlSafe for FilesView {}

struct FileView {
    href: String,
    name: String,
    title: Option<String>,
    kind: String,
    size: String,
    layer: LayerBadge,
    text: String,
    at: Moment,
    edit: Option<(String, String)>,
}

struct UploadForm {
    action: String,
    token: String,
    limit: String,
    layers: Vec<(&'static str, String, bool)>,
}

/// The page on which a file's disclosure and description are changed, and on which it is taken off.
#[derive(Template)]
#[template(path = "file.html")]
struct FilePage {
    frame: Frame,
    name: String,
    title: String,
    layers: Vec<(&'static str, String, bool)>,
    questions: Questions,
    back_href: String,
}

/// The files of a record, for its page.
///
/// # Errors
/// The store.
pub async fn section(visitor: &Visitor, view: &RecordView) -> Result<FilesView, Fault> {
    let words = &visitor.words;
    let record = format!("/{}/{}", view.kind.plural, view.seen.reference);
    let files = visitor.site.app.files_of(view).await?;
    let may_change = visitor.may_with(Action::Attach, view.kind, &view.seen) && view.is_open();
    let form = may_change.then(|| UploadForm {
        action: format!("{record}/files"),
        token: visitor.form_token(),
        limit: megabytes(visitor.site.app.file_limit()),
        layers: layers(words, Layer::Member),
    });
    let done =
        first(&visitor.query, "files").filter(|done| ["added", "held", "changed", "removed"].contains(done));
    Ok(FilesView {
        files: files.iter().map(|file| file_view(visitor, &record, file, may_change)).collect(),
        form,
        done: done.map(|done| words.t(&format!("files-done-{done}"))),
        words: words.clone(),
    })
}

fn file_view(visitor: &Visitor, record: &str, file: &Attached, may_change: bool) -> FileView {
    let (words, entry) = (&visitor.words, &file.entry);
    let name = utf8_percent_encode(&entry.name, NON_ALPHANUMERIC);
    // A page that shows the past leads to the files of the past.
    let asked: Vec<_> = visitor
        .query
        .iter()
        .filter(|(name, _)| [enishi_app::ON, enishi_app::KNOWN_AT].contains(&name.as_str()))
        .collect();
    let asked: Vec<(&str, &str)> =
        asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let edit = may_change.then(|| {
        (
            format!("{record}/files/{}", entry.blob),
            words.one("files-change-label", "name", entry.name.clone()),
        )
    });
    FileView {
        href: format!("{record}/files/{}/{name}{}", entry.blob, query(&asked)),
        name: entry.name.clone(),
        title: entry.title.clone(),
        kind: words.t(&format!("file-type-{}", type_word(&entry.media_type))),
        size: size(entry.size),
        layer: layer_badge(words, file.layer),
        text: match &file.reason {
            Some(reason) => words.t(&format!("file-reason-{reason}")),
            None => words.t(&format!("file-text-{}", file.state)),
        },
        at: words.moment(file.at),
        edit,
    }
}

fn layers(words: &Words, chosen: Layer) -> Vec<(&'static str, String, bool)> {
    let one = |layer: Layer| (layer.code(), layer_badge(words, layer).label, layer == chosen);
    Layer::ALL.into_iter().map(one).collect()
}

/// The end of the catalogue key of a type that people know by a name.
fn type_word(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "pptx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "text/plain" => "text",
        "text/csv" => "csv",
        "text/html" => "html",
        "application/zip" => "zip",
        "application/x-ole-storage" => "old-office",
        image if image.starts_with("image/") => "image",
        _ => "other",
    }
}

/// A number of bytes as people read it, to one decimal.
fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", tenths(1_024)),
        _ => format!("{} MB", tenths(1_048_576)),
    }
}

/// One file, to be saved and never to be shown: what somebody uploaded runs nothing here.
pub async fn download(
    visitor: Visitor,
    Path((plural, reference, hash, _)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    let open = visitor.site.app.open_file(&visitor.ctx, kind.name, &reference, &hash).await?;
    Ok(answer(open, &headers)?)
}

/// The answer with a file, for pages and API alike. Whether the reader has it already is asked only of those who may
/// see it.
///
/// # Errors
/// A header that cannot be written.
pub fn answer(open: OpenFile, headers: &HeaderMap) -> Result<Response, enishi_app::Error> {
    let value = |text: &str| HeaderValue::from_str(text).map_err(enishi_app::Error::internal);
    let Attached { entry, layer, .. } = &open.attached;
    let etag = value(&format!("\"{}\"", entry.blob))?;
    let is_known = headers.get_all(header::IF_NONE_MATCH).iter().any(|known| {
        let tags =
            known.to_str().unwrap_or_default().split(',').map(|tag| tag.trim().trim_start_matches("W/"));
        tags.map(str::as_bytes).any(|tag| tag == etag.as_bytes() || tag == b"*")
    });
    let plain: String = entry
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || " ._-()".contains(c) { c } else { '_' })
        .collect();
    // RFC 6266 with the name in UTF-8 (RFC 8187); the plain one is for what knows nothing better.
    let name = percent_encode(entry.name.as_bytes(), NON_ALPHANUMERIC);
    let disposition = value(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"))?;
    let shown = if enishi_app::is_inline_safe(&entry.media_type) {
        &*entry.media_type
    } else {
        "application/octet-stream"
    };
    let media_type = value(shown)?;
    // What everybody may see today may be closed tomorrow: even a public file is asked for again each time.
    let cache = if *layer == Layer::Public { "public, no-cache" } else { "private, no-store" };
    let size = entry.size;
    let mut answer = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let parts = stream::unfold(open, |mut open| async {
            let part = open.next_part().await.transpose()?;
            Some((part.map(Bytes::from), open))
        });
        // Whoever packs an answer asks again after its end, which `unfold` does not bear.
        let mut answer = Body::from_stream(parts.fuse()).into_response();
        answer.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        answer
    };
    let set = answer.headers_mut();
    set.insert(header::CONTENT_TYPE, media_type);
    set.insert(header::CONTENT_DISPOSITION, disposition);
    set.insert(header::ETAG, etag);
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    set.insert(header::VARY, HeaderValue::from_static("cookie"));
    set.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderValue::from_static("sandbox; default-src 'none'");
    set.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(answer)
}

/// Attaches what a form sent.
pub async fn upload(
    Path((plural, reference)): Path<(String, String)>,
    received: ReceivedFiles,
) -> Result<Response, Fault> {
    let visitor = &received.visitor;
    let kind = kind_of(visitor, &plural)?;
    if received.uploads.is_empty() {
        return Err(Fault::page("no-file", StatusCode::UNPROCESSABLE_ENTITY));
    }
    let app = &visitor.site.app;
    let mut uploads = received.uploads;
    let (change, done) = match app.attach(&visitor.ctx, kind.name, &reference, &uploads).await {
        // A browser cannot send a file twice: it is kept for members until somebody has looked.
        Err(error) if error.code == "questions" => {
            uploads.iter_mut().for_each(|upload| upload.layer = upload.layer.max(Layer::Member));
            (app.attach(&visitor.ctx, kind.name, &reference, &uploads).await?, "held")
        }
        attached => (attached?, "added"),
    };
    app.matcher().wait_for(change.seq).await;
    Ok(back(&plural, &change.reference, done))
}

fn back(plural: &str, reference: &str, done: &str) -> Response {
    Redirect::to(&format!("/{plural}/{reference}?files={done}#files")).into_response()
}

/// Asks what is to become of a file.
pub async fn ask(
    visitor: Visitor,
    Path((plural, reference, hash)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    html(&page(&visitor, (&plural, &reference, &hash), &FileChange::default(), Questions::default()).await?)
}

/// The page with what was chosen on it and what must be confirmed first.
async fn page(
    visitor: &Visitor,
    (plural, reference, hash): (&str, &str, &str),
    chosen: &FileChange,
    questions: Questions,
) -> Result<FilePage, Fault> {
    let kind = kind_of(visitor, plural)?;
    let words = &visitor.words;
    let open = visitor.site.app.open_file(&visitor.ctx, kind.name, reference, hash).await?;
    let entry = &open.attached.entry;
    Ok(FilePage {
        frame: Frame::new(visitor, &words.t("files-edit-title"))
            .step(&words.kinds(kind), &format!("/{plural}"))
            .step(reference, &format!("/{plural}/{reference}"))
            .end(&entry.name),
        name: entry.name.clone(),
        title: chosen.title.clone().or_else(|| entry.title.clone()).unwrap_or_default(),
        layers: layers(words, chosen.layer.unwrap_or(entry.layer)),
        questions,
        back_href: format!("/{plural}/{reference}#files"),
    })
}

/// Changes a file's disclosure and description, or takes it off.
pub async fn change(
    Path((plural, reference, hash)): Path<(String, String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let visitor = &posted.visitor;
    let kind = kind_of(visitor, &plural)?;
    let app = &visitor.site.app;
    if posted.first("do") == Some("remove") {
        let change = app.detach(&visitor.ctx, kind.name, &reference, &hash).await?;
        app.matcher().wait_for(change.seq).await;
        return Ok(back(&plural, &change.reference, "removed"));
    }
    let layer = posted.first("layer").map(|code| {
        Layer::from_code(code).ok_or(Fault::page("bad-request", StatusCode::UNPROCESSABLE_ENTITY))
    });
    let title = posted.pairs.iter().find(|(name, _)| name == "title").map(|(_, title)| title.clone());
    let change = FileChange { layer: layer.transpose()?, title };
    let confirmed = posted.confirmed();
    let ctx = visitor.ctx.clone().confirming(confirmed.clone());
    match app.change_file(&ctx, kind.name, &reference, &hash, &change).await {
        Err(error) if error.code == "questions" => {
            let questions = Questions::of(&visitor.words, &error.problems, &confirmed);
            let page = page(visitor, (&plural, &reference, &hash), &change, questions).await?;
            Ok((StatusCode::CONFLICT, html(&page)?).into_response())
        }
        changed => {
            let changed = changed?;
            app.matcher().wait_for(changed.seq).await;
            Ok(back(&plural, &changed.reference, "changed"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(size(12), "12 B");
        assert_eq!(size(1_536), "1.5 KB");
        assert_eq!(size(50 << 20), "50.0 MB");
    }
}
