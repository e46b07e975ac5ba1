//! Reading TopoJSON (its specification 1.0): arcs as steps on a grid, prefectures as rings of arcs.

use serde::Deserialize;

/// Prefectures in the order of their JIS X 0401 codes.
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// The topology: arcs in degrees (longitude, latitude) and what they enclose.
#[derive(Debug)]
pub struct Topology {
    /// Arcs in degrees.
    pub arcs: Vec<Vec<[f64; 2]>>,
    /// Prefectures in the file's order.
    pub prefectures: Vec<Prefecture>,
}

/// A prefecture.
#[derive(Debug)]
pub struct Prefecture {
    /// JIS X 0401 code.
    pub code: String,
    /// Outer rings and holes.
    pub rings: Vec<Vec<Reference>>,
}

/// An arc of a ring, perhaps walked backwards.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// Its place among the arcs.
    pub arc: usize,
    /// Whether it is walked from its end.
    pub is_backwards: bool,
}

#[derive(Deserialize)]
struct File {
    arcs: Vec<Vec<[f64; 2]>>,
    transform: Transform,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    prefectures: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon { properties: Properties, arcs: Vec<Vec<i64>> },
    MultiPolygon { properties: Properties, arcs: Vec<Vec<Vec<i64>>> },
}

#[derive(Deserialize)]
struct Properties {
    #[serde(rename = "N03_001")]
    name: String,
}

impl Topology {
    /// Reads a file's text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| format!("the topology: {error}"))?;
        let arcs = file.arcs.iter().map(|steps| absolute(steps, &file.transform)).collect();
        let prefectures = file.objects.prefectures.geometries.into_iter().map(prefecture);
        Ok(Self { arcs, prefectures: prefectures.collect::<Result<_, _>>()? })
    }
}

fn absolute(steps: &[[f64; 2]], transform: &Transform) -> Vec<[f64; 2]> {
    let mut at = [0.0, 0.0];
    steps
        .iter()
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            [
                at[0].mul_add(transform.scale[0], transform.translate[0]),
                at[1].mul_add(transform.scale[1], transform.translate[1]),
            ]
        })
        .collect()
}

fn prefecture(geometry: Geometry) -> Result<Prefecture, String> {
    let (properties, rings) = match geometry {
        Geometry::Polygon { properties, arcs } => (properties, arcs),
        Geometry::MultiPolygon { properties, arcs } => (properties, arcs.into_iter().flatten().collect()),
    };
    let place = PREFECTURES.iter().position(|name| *name == properties.name);
    let place = place.ok_or_else(|| format!("`{}` is no prefecture", properties.name))?;
    let rings = rings.into_iter().map(|ring| ring.into_iter().map(reference).collect());
    Ok(Prefecture { code: format!("{:02}", place + 1), rings: rings.collect::<Result<_, _>>()? })
}

/// A negative number is the ones' complement of an arc walked backwards.
fn reference(number: i64) -> Result<Reference, String> {
    let is_backwards = number < 0;
    let arc =
        usize::try_from(if is_backwards { !number } else { number }).map_err(|error| error.to_string())?;
    Ok(Reference { arc, is_backwards })
}
