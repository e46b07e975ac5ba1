//! Spreadsheets out: the records of a list, and the empty template of a kind.

use std::io::{Seek, SeekFrom};

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use enishi_app::{Error, ExportRequest, parts::Format};
use futures::stream;
use http::{HeaderValue, header};
use tokio::io::AsyncReadExt;

use crate::list::{filters_of, kind_of};
use crate::fault::Fault;
use crate::visitor::Visitor;

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;

/// A list as a workbook.
pub async fn xlsx(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    export(&visitor, &plural, Format::Xlsx).await
}

/// A list as comma-separated values.
pub async fn csv(visitor: Visitor, Path(plural): Path<String>) -> Result<Response, Fault> {
    export(&visitor, &plural, Format::Csv).await
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
    let request = ExportRequest {
        kind: kind.name.to_owned(),
        format,
        lang: visitor.lang(),
        filters: filters_of(&visitor.query),
    };
    // The file has no name: it goes with the last handle, whatever becomes of the request.
    let file = tempfile::tempfile().map_err(Error::internal)?;
    let out = file.try_clone().map_err(Error::internal)?;
    visitor.site.app.export(&visitor.ctx, &request, out, None).await?;
    let mut file = file;
    file.seek(SeekFrom::Start(0)).map_err(Error::internal)?;
    let day = visitor.site.app.today();
    Ok(download(stream_of(file), format, &format!("{}-{day}", kind.plural))?)
}

fn template(visitor: &Visitor, plural: &str, format: Format) -> Result<Response, Fault> {
    let kind = kind_of(visitor, plural)?;
    let bytes = visitor.site.app.template(kind.name, visitor.lang(), format)?;
    Ok(download(Body::from(bytes), format, &format!("{}-template", kind.plural))?)
}

fn stream_of(file: std::fs::File) -> Body {
    let file = tokio::fs::File::from_std(file);
    Body::from_stream(stream::unfold(Some(file), |file| async {
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
    }))
}

fn download(body: Body, format: Format, name: &str) -> Result<Response, Error> {
    let mut answer = body.into_response();
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(Error::internal)?);
    Ok(answer)
}
