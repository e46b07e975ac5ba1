//! The map of both ministries' clusters: prefectures tinted by block, a dot for each cluster with its label or number,
//! METI's projects by block. A picture of a [`ClusterBoard`]; the list beside it is drawn from the same clusters.

mod drawing;
mod label;
mod place;

use askama::Template;
use askama::filters::HtmlSafe;
use enishi_app::parts::Seen;
use enishi_app::{ACTIVE, BlockView, ClusterBoard, ClusterOnDay};

use crate::rows::title_view;
use crate::text::Words;
use crate::values::{field_sign, record_href};
use drawing::{DRAWING, Frame};
use place::{Label, Spot, place};

/// Tints of blocks that touch never are the same: two of them, by the number of the block.
const TINTS: u8 = 2;
/// Room at the left of the drawing for the longest name.
const MARGIN: f64 = 58.0;
/// Width of a field's sign with its gap, in units of the drawing.
const SIGN: f64 = 17.0;
/// Side of a field's sign.
const SIGN_SIDE: f64 = 15.0;
/// Distance between the squares of a block's projects.
const SQUARE: f64 = 13.0;

/// The map, ready to be placed.
#[derive(Clone, Debug, Template)]
#[template(path = "_map.html")]
pub struct MapView {
    id: &'static str,
    left: f64,
    width: f64,
    height: f64,
    unit: f64,
    title: String,
    description: String,
    /// Outlines are drawn once a page; a second map uses them.
    land: Land,
    insets: Vec<InsetView>,
    dots: Vec<DotView>,
    blocks: Vec<BlockMark>,
}

impl HtmlSafe for MapView {}

#[derive(Clone, Debug)]
enum Land {
    Here(Vec<(u8, &'static str)>),
    Above(&'static str),
}

#[derive(Clone, Debug)]
struct InsetView {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    label: String,
    note: Option<String>,
}

/// A cluster on the map: its dot, and its label where there is room or its number where there is not.
#[derive(Clone, Debug)]
struct DotView {
    href: String,
    number: usize,
    name: String,
    is_active: bool,
    is_beyond: bool,
    x: String,
    y: String,
    wide: LabelView,
    narrow: LabelView,
    label: String,
    signs: Vec<SignView>,
}

#[derive(Clone, Debug)]
struct LabelView {
    x: String,
    y: String,
    anchor: &'static str,
    /// The leader's ends, where the label stands away from its dot.
    leader: Option<[String; 4]>,
}

#[derive(Clone, Debug)]
struct SignView {
    icon: &'static str,
    class: &'static str,
    x: String,
    y: String,
}

/// A bureau's projects on its block.
#[derive(Clone, Debug)]
struct BlockMark {
    name: String,
    x: String,
    y: String,
    squares: Vec<SquareView>,
}

#[derive(Clone, Debug)]
struct SquareView {
    x: String,
    y: String,
    href: String,
    name: String,
}

/// What a map shows.
#[derive(Clone, Copy, Debug)]
pub struct MapRequest<'a> {
    /// Distinguishes the maps of a page.
    pub id: &'static str,
    /// The map before this one on the page, whose outlines this one uses.
    pub land_of: Option<&'static str>,
    /// Its name.
    pub title: &'a str,
    /// What it shows, in a sentence or two.
    pub description: &'a str,
    /// Whether METI's projects are on it.
    pub has_projects: bool,
}

impl MapView {
    /// The map of these clusters; the number of each is its place among them, from 1.
    #[must_use]
    pub fn new(
        words: &Words,
        board: &ClusterBoard,
        shown: &[&ClusterOnDay],
        request: &MapRequest<'_>,
    ) -> Self {
        let dots = dots(words, shown);
        let land = match request.land_of {
            Some(id) => Land::Above(id),
            None => Land::Here(outlines(board)),
        };
        let blocks = board.blocks.iter().filter(|_| request.has_projects);
        Self {
            id: request.id,
            left: -MARGIN,
            width: DRAWING.view[0] + MARGIN,
            height: DRAWING.view[1],
            unit: DRAWING.unit,
            title: request.title.to_owned(),
            description: request.description.to_owned(),
            land,
            insets: insets(words, board),
            dots,
            blocks: blocks.filter_map(|block| block_mark(words, board, block)).collect(),
        }
    }
}

/// Whom the law asks to be named beside a map.
#[must_use]
pub fn credit() -> &'static str {
    &DRAWING.credit
}

fn outlines(board: &ClusterBoard) -> Vec<(u8, &'static str)> {
    DRAWING
        .prefectures
        .iter()
        .map(|outline| {
            let block = board.blocks.iter().find(|block| block.prefectures.contains(&outline.code));
            (block.map_or(0, |block| block.tint % TINTS + 1), outline.path.as_str())
        })
        .collect()
}

fn insets(words: &Words, board: &ClusterBoard) -> Vec<InsetView> {
    DRAWING
        .frames
        .iter()
        .filter(|frame| !frame.prefectures.is_empty())
        .map(|frame| {
            let block = board
                .blocks
                .iter()
                .find(|block| block.prefectures.iter().any(|code| frame.prefectures.contains(code)));
            InsetView {
                x: frame.x,
                y: frame.y,
                width: frame.right - frame.x,
                height: frame.bottom - frame.y,
                label: block.map(|block| name_of(words, &block.seen)).unwrap_or_default(),
                note: block
                    .filter(|block| board.blocks_without_tie_up().any(|one| one.seen.id == block.seen.id))
                    .map(|_| words.t("map-no-tie-up")),
            }
        })
        .collect()
}

fn dots(words: &Words, shown: &[&ClusterOnDay]) -> Vec<DotView> {
    let placed: Vec<(usize, &ClusterOnDay, Spot)> = (1..)
        .zip(shown)
        .filter_map(|(number, cluster)| {
            let place = cluster.place.as_ref()?;
            let frame = Frame::of(&place.prefecture);
            let [x, y] = frame.project(place.longitude, place.latitude);
            let signs = signs_of(words, cluster).len();
            Some((number, *cluster, Spot { x, y, frame, signs: label::width_of_signs(signs) }))
        })
        .collect();
    let spots: Vec<Spot> = placed.iter().map(|(_, _, spot)| *spot).collect();
    let wide = place(&spots, &place::WIDE);
    let narrow = place(&spots, &place::NARROW);
    placed
        .iter()
        .zip(wide.iter().zip(&narrow))
        .map(|((number, cluster, spot), (wide, narrow))| dot(words, *number, cluster, spot, wide, narrow))
        .collect()
}

fn dot(
    words: &Words,
    number: usize,
    cluster: &ClusterOnDay,
    spot: &Spot,
    wide: &Label,
    narrow: &Label,
) -> DotView {
    let name = name_of(words, &cluster.seen);
    let label = label::short(words, &name, &cluster.aliases, wide.room - spot.signs);
    let signs = signs_of(words, cluster);
    // On the left the signs stand before the word, so that the words end in one line; on the right after it.
    let width = label::width(&label);
    let first = if wide.is_left { wide.x - width - spot.signs } else { wide.x + width + 4.0 };
    let mut at = first;
    let signs = signs
        .into_iter()
        .map(|(icon, class)| {
            let x = number_of(at);
            at += SIGN;
            SignView { icon, class, x, y: number_of(wide.y - SIGN_SIDE / 2.0) }
        })
        .collect();
    DotView {
        href: record_href(words, cluster.seen.kind, &cluster.seen.reference),
        number,
        is_active: cluster.state() == Some(ACTIVE),
        is_beyond: cluster.page.is_none(),
        x: number_of(spot.x),
        y: number_of(spot.y),
        wide: label_view(spot, wide),
        narrow: label_view(spot, narrow),
        label,
        signs,
        name,
    }
}

fn label_view(spot: &Spot, label: &Label) -> LabelView {
    let end = if label.is_left { label.x + 4.0 } else { label.x - 4.0 };
    LabelView {
        x: number_of(label.x),
        y: number_of(label.y),
        anchor: if label.is_left { "end" } else { "start" },
        leader: label.has_leader.then(|| [spot.x, spot.y, end, label.y].map(number_of)),
    }
}

fn signs_of(words: &Words, cluster: &ClusterOnDay) -> Vec<(&'static str, &'static str)> {
    let Some(vocabulary) = words.vocabulary("cluster", "fields") else { return Vec::new() };
    cluster.fields.iter().filter_map(|code| field_sign(vocabulary, code)).collect()
}

fn block_mark(words: &Words, board: &ClusterBoard, block: &BlockView) -> Option<BlockMark> {
    let projects: Vec<&Seen> = block.projects_on(board.day).collect();
    let code = block.prefectures.first()?;
    let frame = Frame::of(code);
    let [x, y] = drawing::middle(&block.prefectures, frame)?;
    let half = projects.len().saturating_sub(1);
    let left = (0..half).fold(x, |left, _| left - SQUARE / 2.0);
    let mut at = left - SQUARE;
    Some(BlockMark {
        name: name_of(words, &block.seen),
        x: number_of(x),
        y: number_of(y - 9.0),
        squares: projects
            .into_iter()
            .map(|project| {
                at += SQUARE;
                SquareView {
                    x: number_of(at - 5.0),
                    y: number_of(y - 5.0),
                    href: record_href(words, project.kind, &project.reference),
                    name: name_of(words, project),
                }
            })
            .collect(),
    })
}

fn name_of(words: &Words, seen: &Seen) -> String {
    match words.kind_info(seen.kind) {
        Some(kind) => title_view(words, kind, seen).text,
        None => seen.reference.clone(),
    }
}

/// A coordinate as the drawing writes it: half units are fine enough.
fn number_of(number: f64) -> String {
    let number = (number * 2.0).round() / 2.0;
    format!("{number}")
}
