//! What the records say of a person on a day, each with the scope that vouches for it.

use std::collections::{BTreeMap, BTreeSet};

use enishi_kind::{Body, Clearance, KindInfo, Layer, Viewer, WHOLE};
use enishi_kit::ids::RecordId;
use enishi_policy::Facts;
use enishi_store::{Filter, ListQuery, Moment, Reading, Seen, Sort};

use crate::{App, Error};

/// Roles whose holders are in charge of a headquarters.
const RUNS: [&str; 7] = [
    "president",
    "project-director",
    "deputy-director",
    "chief-scientist",
    "commercialisation-director",
    "coordinator",
    "commercialisation-coordinator",
];

/// Roles whose holders advise.
const ADVISES: [&str; 2] = ["adviser", "senior-adviser"];

/// Records that say something of one person, read at most.
const RECORDS: u32 = 1_000;

/// What is known of a person. Ids are those of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Evidence {
    is_signed_in: bool,
    administers: bool,
    person: Option<RecordId>,
    runs: BTreeSet<String>,
    advises: BTreeSet<String>,
    belongs_to: BTreeSet<String>,
    officer_of: BTreeSet<String>,
    /// Committees whose secretary he is, with the scopes that vouch for it.
    secretary_of: BTreeMap<String, BTreeSet<String>>,
    coordinates_themes: bool,
    /// Organisations with the scopes that vouch for it that he works for them.
    works_for: BTreeMap<String, BTreeSet<String>>,
    /// Records that were opened to him by name, with the scopes that hold them.
    opened: BTreeMap<RecordId, String>,
    /// All scopes that there are, where he may know of something wherever it is held: what neighbours may know, and to whom
    /// his organisation's own records are opened.
    everywhere: BTreeSet<String>,
}

impl Evidence {
    /// Somebody of whom no record speaks.
    pub(crate) fn nobody(administers: bool) -> Self {
        Self { is_signed_in: true, administers, ..Self::default() }
    }

    /// Whether he has signed in.
    pub(crate) const fn is_signed_in(&self) -> bool {
        self.is_signed_in
    }

    /// Whether he is in charge of the installation as a whole.
    pub(crate) fn keeps_the_whole(&self) -> bool {
        self.runs.contains(WHOLE)
    }

    /// The record of his person.
    pub(crate) const fn person(&self) -> Option<RecordId> {
        self.person
    }

    /// Everything that the records say of him today.
    pub(crate) async fn read(app: &App, person: RecordId, administers: bool) -> Result<Self, Error> {
        let mut known = Self { person: Some(person), ..Self::nobody(administers) };
        let viewer = Viewer::operator();
        let today = app.today();
        let moment = Moment { known_at: None, on: Some(today) };
        let reading = Reading { viewer: &viewer, moment, today: Some(today) };
        if let Some(record) = app.store.load(person).await?
            && let Some(organisation) = record.body.str("organisation")
        {
            known.works_for(organisation, app.registry().scope(&record.body));
        }
        for role in list(app, reading, "role", "person", &[person.to_string()]).await? {
            known.add_role(&role.body, app.registry().scope(&role.body));
        }
        let organisations: Vec<String> = known.works_for.keys().cloned().collect();
        if !organisations.is_empty() {
            for one in list(app, reading, "participation", "organisation", &organisations).await? {
                let scope = app.registry().scope(&one.body);
                if let (Some(cluster), Some(organisation)) =
                    (one.body.str("cluster"), one.body.str("organisation"))
                    && vouches(scope, cluster)
                    && known.is_vouched(organisation, cluster)
                {
                    known.belongs_to.insert(cluster.to_owned());
                }
            }
        }
        let named: Vec<RecordId> =
            organisations.iter().filter_map(|id| id.parse().ok()).chain([person]).collect();
        for (id, to) in app.store.opened_to(reading, &named).await? {
            let Some(record) = app.store.load(id).await? else { continue };
            let scope = app.registry().scope(&record.body);
            if to == person || known.is_vouched(&to.to_string(), scope) {
                known.opened.insert(id, scope.to_owned());
            }
        }
        if !known.runs.is_empty() || !known.works_for.is_empty() {
            let reading = Reading { viewer: &Viewer::public(), ..reading };
            known.everywhere = list(app, reading, "cluster", "sample", &[])
                .await?
                .iter()
                .map(|cluster| cluster.id.to_string())
                .chain([WHOLE.to_owned()])
                .collect();
        }
        Ok(known)
    }

    fn works_for(&mut self, organisation: &str, scope: &str) {
        self.works_for.entry(organisation.to_owned()).or_default().insert(scope.to_owned());
    }

    /// Whether this scope may rely on it that he works for an organisation.
    fn is_vouched(&self, organisation: &str, scope: &str) -> bool {
        let by = self.works_for.get(organisation);
        by.is_some_and(|by| by.iter().any(|by| vouches(by, scope)))
    }

    fn add_role(&mut self, role: &Body, by: &str) {
        let code = role.str("role").unwrap_or_default();
        let (cluster, committee) = (role.str("cluster"), role.str("committee"));
        if let Some(organisation) = role.str("organisation") {
            self.works_for(organisation, by);
            if code == "officer" && by == WHOLE {
                self.officer_of.insert(organisation.to_owned());
            }
        }
        if let ("secretary", Some(committee)) = (code, committee) {
            self.secretary_of.entry(committee.to_owned()).or_default().insert(by.to_owned());
        }
        // A role in no cluster is one for the whole.
        let scope = cluster.unwrap_or(WHOLE);
        if !vouches(by, scope) {
            return;
        }
        if cluster.is_some() {
            self.belongs_to.insert(scope.to_owned());
        }
        let is_elsewhere = committee.is_some() || role.str("theme").is_some();
        if RUNS.contains(&code) && !is_elsewhere {
            self.runs.insert(scope.to_owned());
        } else if ADVISES.contains(&code) && !is_elsewhere {
            self.advises.insert(scope.to_owned());
        }
        self.coordinates_themes |= code == "theme-coordinator" && by == WHOLE;
    }

    /// The scopes of which he may see or do anything, the whole first.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = &str> {
        let named: BTreeSet<&str> =
            [&self.runs, &self.advises, &self.belongs_to].into_iter().flatten().map(String::as_str).collect();
        [WHOLE].into_iter().chain(named.into_iter().filter(|scope| *scope != WHOLE))
    }

    /// All scopes, where he may know of something in any of them.
    pub(crate) fn everywhere(&self) -> impl Iterator<Item = &str> {
        self.everywhere.iter().map(String::as_str)
    }

    /// What the policies are told where it concerns a scope.
    pub(crate) fn facts(&self, scope: &str) -> Facts {
        let vouched = |known: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<String> {
            let vouched = known.iter().filter(|(_, by)| by.iter().any(|by| vouches(by, scope)));
            vouched.map(|(id, _)| id.clone()).collect()
        };
        Facts {
            is_signed_in: self.is_signed_in,
            administers: self.administers,
            runs: self.runs.clone(),
            advises: self.advises.clone(),
            belongs_to: self.belongs_to.clone(),
            officer_of: self.officer_of.clone(),
            works_for: vouched(&self.works_for),
            secretary_of: vouched(&self.secretary_of),
            coordinates_themes: self.coordinates_themes,
        }
    }

    /// The tokens of what was opened to him by name.
    pub(crate) fn opened_tokens(&self) -> BTreeSet<Clearance> {
        let layers = [Layer::Member, Layer::Party];
        let tokens =
            |(id, scope): (&RecordId, &String)| layers.map(|layer| Clearance::opened(layer, scope, *id));
        self.opened.iter().flat_map(tokens).chain([Clearance::public()]).collect()
    }

    /// The cluster that holds what he makes unless he says otherwise: the one that the record names where he is in charge
    /// of it, else the one whose headquarters he is in charge of, or to which he belongs. None for the whole.
    ///
    /// Whoever keeps the whole works in his own cluster like his colleagues there, who go on with what he began. Roles
    /// outside it he gives for the whole: only there do they count.
    pub(crate) fn holder(&self, kind: &KindInfo, named: Option<&str>) -> Option<&str> {
        if let Some(named) = named.and_then(|named| self.runs.get(named)) {
            return Some(named);
        }
        if self.keeps_the_whole() && (named.is_some() || kind.name == "role") {
            return None;
        }
        only(&self.runs).or_else(|| only(&self.belongs_to))
    }
}

/// The one cluster of a set of scopes.
fn only(scopes: &BTreeSet<String>) -> Option<&str> {
    let mut clusters = scopes.iter().filter(|scope| *scope != WHOLE);
    clusters.next().filter(|_| clusters.next().is_none()).map(String::as_str)
}

/// Whether what one scope holds counts in another.
fn vouches(by: &str, scope: &str) -> bool {
    by == WHOLE || by == scope
}

async fn list(
    app: &App,
    reading: Reading<'_>,
    kind: &str,
    name: &str,
    values: &[String],
) -> Result<Vec<Seen>, Error> {
    // A register without such a kind says nothing.
    let Some(kind) = app.registry().kind(kind) else { return Ok(Vec::new()) };
    let kind: &'static KindInfo = kind;
    let filters = if values.is_empty() {
        Vec::new()
    } else {
        vec![Filter { name: name.to_owned(), values: values.to_vec() }]
    };
    let query = ListQuery { kind, filters, sort: Sort::newest(), after: None, limit: RECORDS };
    Ok(app.store.list(reading, &query).await?.items)
}
