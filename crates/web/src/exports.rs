//! Spreadsheets out: the records of a list, and the empty template of a kind.

use std::io::{Seek, SeekFrom};

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use enishi_app::{Error, ExportRequest, Exporter, parts::Format};
use enishi_kind::KindInfo;
use futures::{StreamExt, stream};
use http::{HeaderValue, header};
use tokio::io::AsyncReadExt;

use crate::fault::Fault;
use crate::list::{filters_of, kind_of};
use crate::visitor::Visitor;

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;

/// A list as a workbook.
pub async fn xlsx(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    export(&visitor, &plural, Format::Xlsx).await
}

/// A list as comma-separated values, which have one table a file: the dissent is a file of its own.
pub async fn csv(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    export(&visitor, &plural, Format::Csv).await
}

/// The dissent of a list as comma-separated values.
pub async fn claims_csv(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    let kind = kind_of(&visitor, &plural)?;
    let _place = visitor.site.begin_export()?;
    let claims = tempfile::tempfile().map_err(Error::internal)?;
    let out = claims.try_clone().map_err(Error::internal)?;
    // The table of records comes with the dissent and is not wanted here; on disk it costs no memory.
    let records = tempfile::tempfile().map_err(Error::internal)?;
    let request = request(&visitor, kind, Format::Csv);
    visitor.site.app.export(&visitor.ctx, &request, records, Some(Box::new(out))).await?;
    let name = format!("{}-claims-{}", kind.plural, visitor.site.app.today());
    Ok(download(stream_of(claims)?, Format::Csv, &name)?)
}

/// A list as JSON lines.
pub async fn jsonl(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    export(&visitor, &plural, Format::JsonLines).await
}

/// The empty workbook of a kind.
pub async fn template_xlsx(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    template(&visitor, &plural, Format::Xlsx)
}

/// The empty comma-separated table of a kind.
pub async fn template_csv(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    template(&visitor, &plural, Format::Csv)
}

/// The empty JSON lines of a kind.
pub async fn template_jsonl(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    template(&visitor, &plural, Format::JsonLines)
}

async fn export(visitor: &Visitor, plural: &str, format: Format) -> Result<Response, Fault> {
    let kind = kind_of(visitor, plural)?;
    let request = request(visitor, kind, format);
    let _place = visitor.site.begin_export()?;
    // The file has no name: it goes with the last handle, whatever becomes of the request.
    let file = tempfile::tempfile().map_err(Error::internal)?;
    let out = file.try_clone().map_err(Error::internal)?;
    let claims: Option<Box<dyn Exporter>> = match format {
        Format::Csv => Some(Box::new(tempfile::tempfile().map_err(Error::internal)?)),
        Format::Xlsx | Format::JsonLines => None,
    };
    visitor.site.app.export(&visitor.ctx, &request, out, claims).await?;
    let name = format!("{}-{}", kind.plural, visitor.site.app.today());
    Ok(download(stream_of(file)?, format, &name)?)
}

fn request(visitor: &Visitor, kind: &KindInfo, format: Format) -> ExportRequest {
    let filters = filters_of(&visitor.query);
    ExportRequest { kind: kind.name.to_owned(), format, lang: visitor.lang(), filters }
}

fn template(visitor: &Visitor, plural: &str, format: Format) -> Result<Response, Fault> {
    let kind = kind_of(visitor, plural)?;
    let bytes = visitor.site.app.template(kind.name, visitor.lang(), format)?;
    Ok(download(Body::from(bytes), format, &format!("{}-template", kind.plural))?)
}

fn stream_of(mut file: std::fs::File) -> Result<Body, Error> {
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let file = tokio::fs::File::from_std(file);
    let parts = stream::unfold(Some(file), |file| async {
        let mut file = file?;
        let mut chunk = vec![0; CHUNK];
        match file.read(&mut chunk).await {
            Ok(0) => None,
            Ok(read) => {
                chunk.truncate(read);
                Some((Ok(Bytes::from(chunk)), Some(file)))
            }
            Err(error) => Some((Err(error), None)),
        }
    });
    // Whoever packs an answer asks again after its end, which `unfold` does not bear.
    Ok(Body::from_stream(parts.fuse()))
}

/// A file to be kept.
///
/// # Errors
/// A name that no header can hold.
pub fn download(body: Body, format: Format, name: &str) -> Result<Response, Error> {
    let mut answer = body.into_response();
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers
        .insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(Error::internal)?);
    Ok(answer)
}
