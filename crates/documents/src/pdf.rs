//! The text of a PDF, page by page, in the order in which it is drawn.
//!
//! The interpreter gives each glyph with its place and what it means (the font's own table, or the character collection
//! of Adobe-Japan1 and its like); lines and words are found from the places.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};

use crate::gather::{Gather, is_spaceless};
use crate::reading::{Reason, Stop};

/// Glyphs are drawn in units of a thousandth of the font's size.
const UNITS: f64 = 1000.0;
/// A gap of this share of the font's size is a space between words.
const WORD_GAP: f64 = 0.2;
/// A gap of this many sizes is another column of a table.
const COLUMN_GAP: f64 = 2.0;
/// Lines of one paragraph are at most this many sizes apart.
const LINE_GAP: f64 = 2.2;

/// Reads a PDF.
pub(crate) fn read(bytes: Vec<u8>, gather: &mut Gather<'_>) -> Result<(), Stop> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Stop::Unreadable(Reason::Locked),
        LoadPdfError::Invalid => Stop::Unreadable(Reason::Damaged),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Stop::Unreadable(Reason::Damaged));
    }
    let cache = InterpreterCache::new();
    let most = gather.limits.pages;
    for (place, page) in pages.iter().enumerate() {
        if place >= most {
            return Err(Stop::Enough);
        }
        gather.check_time()?;
        let settings = InterpreterSettings::default();
        // Only places relative to each other matter, so the page is not mapped onto anything.
        let view = Rect::new(-1e9, -1e9, 1e9, 1e9);
        let mut context = Context::new(Affine::IDENTITY, view, &cache, pdf.xref(), settings);
        let mut device = Reader { gather, last: None, stop: None };
        interpret_page(page, &mut context, &mut device);
        if let Some(stop) = device.stop {
            return Err(stop);
        }
        gather.end_line()?;
    }
    Ok(())
}

/// Where the glyph before stood.
#[derive(Clone, Copy)]
struct Glyph {
    /// Its origin along and across the line.
    along: f64,
    across: f64,
    /// Where it ends along the line.
    end: f64,
    size: f64,
    is_horizontal: bool,
}

/// Takes in glyphs and ignores everything else that is drawn.
struct Reader<'g, 'l> {
    gather: &'g mut Gather<'l>,
    last: Option<Glyph>,
    stop: Option<Stop>,
}

impl Reader<'_, '_> {
    fn glyph(&mut self, words: &str, at: Glyph) -> Result<(), Stop> {
        let first = words.chars().next().unwrap_or(' ');
        if let Some(last) = self.last {
            let size = at.size.max(last.size).max(1e-6);
            let is_other_line = last.is_horizontal != at.is_horizontal
                || (at.across - last.across).abs() > size * 0.5
                || at.along < last.along - size * 0.5;
            let gap = (at.along - last.end) / size;
            let is_joined = self.gather.last().is_some_and(is_spaceless) && is_spaceless(first);
            if is_other_line {
                // A Japanese sentence goes on in the next line without a space, and so must the word that was broken.
                let is_near = (at.across - last.across).abs() < size * LINE_GAP && at.along <= last.along;
                let is_same_size = (at.size - last.size).abs() < size * 0.1;
                let is_sentence_over = self.gather.last().is_some_and(|c| "。」）)】".contains(c));
                if !(is_near && is_joined && is_same_size && !is_sentence_over) {
                    self.gather.end_line()?;
                }
            } else if gap > COLUMN_GAP {
                self.gather.push("\t")?;
            } else if gap > WORD_GAP && !is_joined && self.gather.last() != Some(' ') {
                self.gather.push(" ")?;
            }
        }
        self.last = Some(at);
        self.gather.push(words)
    }

    fn run(&mut self, run: &GlyphRun<'_, '_>, props: &DrawProps<'_>) -> Result<(), Stop> {
        self.gather.check_time()?;
        let is_horizontal = run.writing_mode() == WritingMode::Horizontal;
        for glyph in run.glyphs() {
            let Some(meaning) = glyph.as_unicode() else { continue };
            let transform = props.transform * glyph.transform();
            let origin = transform * Point::ZERO;
            // The height of the letters, whatever way the page is turned.
            let size = transform.determinant().abs().sqrt() * UNITS;
            let advance = match &**glyph {
                hayro_interpret::font::Glyph::Outline(outline) => outline.advance_width(),
                hayro_interpret::font::Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let at = if is_horizontal {
                Glyph { along: origin.x, across: -origin.y, end: end.x, size, is_horizontal }
            } else {
                Glyph { along: -origin.y, across: -origin.x, end: size - origin.y, size, is_horizontal }
            };
            let mut buffer = [0; 4];
            let words = match &meaning {
                BfString::Char(c) => &*c.encode_utf8(&mut buffer),
                BfString::String(words) => words,
            };
            self.glyph(words, at)?;
        }
        Ok(())
    }
}

impl<'a> Device<'a> for Reader<'_, '_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Letters with an outline are drawn twice.
        if self.stop.is_none() && !matches!(mode, DrawMode::Stroke(_)) {
            self.stop = self.run(run, &props).err();
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
