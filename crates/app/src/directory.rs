//! The directory: who holds which role on a day, by prefecture and by cluster; posts that nobody is known to hold.

use std::collections::{BTreeMap, HashMap, HashSet};

use enishi_kit::date::PartialDate;
use enishi_kit::ids::RecordId;
use enishi_store::{Moment, Seen};
use jiff::civil::Date;

use crate::fields::{code_of, codes_of, date_of, id_of, ids_of, is_sample};
use crate::{App, Context, Error, Figure, Link};

/// By what the directory is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By the prefecture in which people work.
    #[default]
    Prefecture,
    /// By the cluster for which they hold a role.
    Cluster,
}

/// The directory as one viewer sees it on a day.
#[derive(Clone, Debug)]
pub struct Directory {
    /// The day.
    pub day: Date,
    /// The parts of the directory.
    pub groups: Vec<Group>,
    /// Fields that people broker, with how many do on this day.
    pub fields: Vec<(String, usize)>,
    /// Everybody registered, as a figure.
    pub people: Figure,
    /// Roles held on the day, as a figure.
    pub roles: Figure,
    /// What the entries name.
    pub links: HashMap<RecordId, Link>,
}

/// A part of the directory.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub of: GroupOf,
    /// People, by their names.
    pub people: Vec<Entry>,
    /// Posts that nobody is known to hold.
    pub posts: Vec<Held>,
}

/// Of what a part of the directory is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupOf {
    /// A prefecture by its JIS code.
    Prefecture(String),
    /// A cluster.
    Cluster(Link),
    /// Neither is recorded.
    Elsewhere,
}

/// A person with the roles held on the day.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The person, as far as the viewer may see.
    pub seen: Seen,
    /// The roles.
    pub roles: Vec<Held>,
}

/// A role held on the day.
#[derive(Clone, Debug)]
pub struct Held {
    /// The record.
    pub seen: Seen,
    /// The code of the role.
    pub role: String,
    /// Where it is held: cluster, organisation, committee, theme.
    pub places: Vec<RecordId>,
    /// The cluster.
    pub cluster: Option<RecordId>,
    /// The programme that pays the post.
    pub programme: Option<RecordId>,
    /// Whether it is held beside another one.
    pub is_concurrent: bool,
    /// From when.
    pub since: Option<PartialDate>,
    /// Until when.
    pub until: Option<PartialDate>,
    /// Whether it is an invented record.
    pub is_sample: bool,
}

impl App {
    /// The directory on the day asked about, else today. `field` keeps those who broker it.
    ///
    /// # Errors
    /// `unknown-kind`, `too-many-records`, or the store.
    pub async fn directory(&self, ctx: &Context, by: By, field: Option<&str>) -> Result<Directory, Error> {
        let day = ctx.moment.on.unwrap_or_else(|| self.today());
        // A role that is over or has not begun is not in the directory of the day.
        let on_day = ctx.clone().at(Moment { on: Some(day), ..ctx.moment });
        // People have no dates: they are counted whatever the day.
        let any_day = ctx.clone().at(Moment { on: None, ..ctx.moment });
        let roles = self.all(&on_day, "role", &[]).await?;
        let people = self.all(ctx, "person", &[]).await?;
        let seen: Vec<&Seen> = roles.iter().chain(&people).collect();
        let links = self.links(&on_day, &seen).await?;
        let figures = [
            self.figure(&any_day, "person", &[], "figure-people").await?,
            self.figure(&on_day, "role", &[], "figure-roles").await?,
        ];
        let [people_figure, roles_figure] = figures;
        let known: HashSet<RecordId> = people.iter().map(|seen| seen.id).collect();
        let mut held: BTreeMap<RecordId, Vec<Held>> = BTreeMap::new();
        let mut posts = Vec::new();
        for role in roles {
            match id_of(&role.body, "person").filter(|person| known.contains(person)) {
                Some(person) => held.entry(person).or_default().push(self::held(role)),
                None => posts.push(self::held(role)),
            }
        }
        let mut entries: Vec<Entry> = people
            .into_iter()
            .map(|seen| {
                let mut roles = held.remove(&seen.id).unwrap_or_default();
                // Who holds two roles on a day holds them concurrently, whether or not a record says so.
                let is_concurrent = roles.len() > 1;
                roles.iter_mut().for_each(|role| role.is_concurrent |= is_concurrent);
                roles.sort_by_key(|role| role.since);
                Entry { seen, roles }
            })
            .collect();
        // On another day people of whom no role is known say nothing about that day.
        if ctx.moment.on.is_some() {
            entries.retain(|entry| !entry.roles.is_empty());
        }
        let fields = fields_of(&entries);
        if let Some(field) = field {
            entries.retain(|entry| codes_of(&entry.seen.body, "brokers").iter().any(|code| code == field));
            // A post brokers nothing.
            posts.clear();
        }
        let groups = match by {
            By::Prefecture => {
                let prefectures = self.prefectures_of_clusters(ctx, &posts).await?;
                by_prefecture(entries, posts, &prefectures)
            }
            By::Cluster => by_cluster(entries, posts, &links),
        };
        Ok(Directory { day, groups, fields, people: people_figure, roles: roles_figure, links })
    }

    /// The prefectures in which the clusters of these posts lie, by cluster: a post without a person works nowhere
    /// else that is known.
    async fn prefectures_of_clusters(
        &self,
        ctx: &Context,
        posts: &[Held],
    ) -> Result<HashMap<RecordId, String>, Error> {
        let ids: Vec<RecordId> =
            posts.iter().filter_map(|post| post.cluster).collect::<HashSet<_>>().into_iter().collect();
        let clusters = self.store.find_many(self.reading(ctx), &ids).await?;
        let first = |seen: &Seen| ids_of(&seen.body, "regions").first().copied();
        let regions: Vec<RecordId> = clusters.values().filter_map(first).collect();
        let regions = self.store.find_many(self.reading(ctx), &regions).await?;
        Ok(clusters
            .into_iter()
            .filter_map(|(id, cluster)| {
                let region = regions.get(&first(&cluster)?)?;
                Some((id, codes_of(&region.body, "prefectures").into_iter().next()?))
            })
            .collect())
    }
}

fn held(seen: Seen) -> Held {
    let body = &seen.body;
    let cluster = id_of(body, "cluster");
    let places = ["cluster", "organisation", "committee", "theme"];
    Held {
        role: code_of(body, "role").unwrap_or_default(),
        places: places.iter().filter_map(|name| id_of(body, name)).collect(),
        cluster,
        programme: id_of(body, "programme"),
        is_concurrent: body.raw("concurrent").and_then(serde_json::Value::as_bool) == Some(true),
        since: date_of(body, "since"),
        until: date_of(body, "until"),
        is_sample: is_sample(body),
        seen,
    }
}

fn fields_of(entries: &[Entry]) -> Vec<(String, usize)> {
    let order = enishi_model::vocabulary::KEY_FIELDS.codes;
    order
        .iter()
        .filter_map(|field| {
            let brokers =
                |entry: &&Entry| codes_of(&entry.seen.body, "brokers").iter().any(|code| code == field);
            let count = entries.iter().filter(brokers).count();
            (count > 0).then(|| ((*field).to_owned(), count))
        })
        .collect()
}

fn by_prefecture(
    entries: Vec<Entry>,
    posts: Vec<Held>,
    prefectures: &HashMap<RecordId, String>,
) -> Vec<Group> {
    let mut groups = Groups::default();
    for entry in entries {
        let prefecture = code_of(&entry.seen.body, "prefecture");
        groups.of_prefecture(prefecture).people.push(entry);
    }
    for post in posts {
        let prefecture = post.cluster.and_then(|cluster| prefectures.get(&cluster)).cloned();
        groups.of_prefecture(prefecture).posts.push(post);
    }
    groups.sorted()
}

/// A person stands in every cluster for which he holds a role.
fn by_cluster(entries: Vec<Entry>, posts: Vec<Held>, links: &HashMap<RecordId, Link>) -> Vec<Group> {
    let mut groups = Groups::default();
    for entry in entries {
        let mut clusters: Vec<RecordId> = entry.roles.iter().filter_map(|role| role.cluster).collect();
        clusters.sort_unstable();
        clusters.dedup();
        if clusters.is_empty() {
            groups.of_cluster(None, links).people.push(entry);
            continue;
        }
        for cluster in clusters {
            groups.of_cluster(Some(cluster), links).people.push(entry.clone());
        }
    }
    for post in posts {
        groups.of_cluster(post.cluster, links).posts.push(post);
    }
    groups.sorted()
}

/// The parts of the directory, what is nowhere else last.
#[derive(Default)]
struct Groups(BTreeMap<(bool, String), Group>);

impl Groups {
    fn of_prefecture(&mut self, prefecture: Option<String>) -> &mut Group {
        let key = (prefecture.is_none(), prefecture.clone().unwrap_or_default());
        self.at(key, prefecture.map_or(GroupOf::Elsewhere, GroupOf::Prefecture))
    }

    fn of_cluster(&mut self, cluster: Option<RecordId>, links: &HashMap<RecordId, Link>) -> &mut Group {
        let link = cluster.and_then(|cluster| links.get(&cluster));
        // Ids follow the order in which clusters were registered, which is the order of the source pages.
        let key = cluster.filter(|_| link.is_some()).map(|cluster| cluster.to_string());
        let of = link.cloned().map_or(GroupOf::Elsewhere, GroupOf::Cluster);
        self.at((key.is_none(), key.unwrap_or_default()), of)
    }

    fn at(&mut self, key: (bool, String), of: GroupOf) -> &mut Group {
        self.0.entry(key).or_insert_with(|| Group { of, people: Vec::new(), posts: Vec::new() })
    }

    fn sorted(self) -> Vec<Group> {
        self.0.into_values().collect()
    }
}
