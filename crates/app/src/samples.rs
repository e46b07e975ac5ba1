//! The shipped records: the register of both ministries as facts with their sources, and invented samples beside it.
//! Each is one batch through the one door.

mod settle;

use enishi_policy::{Action, Subject as Judged};
use std::collections::HashMap;

use enishi_kind::{Body, KindInfo};
use enishi_kit::ids::RecordId;
use enishi_model::{REGISTER, SAMPLES};
use enishi_store::{Change, Header};
use serde_json::Value as Json;

use crate::{App, Context, Error};

/// How many shipped records were loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Facts of the register.
    pub register: usize,
    /// Invented samples.
    pub samples: usize,
}

/// What the keys of the data files became.
pub(crate) type Ids = HashMap<String, RecordId>;

/// A record of a data file before its keys are settled.
struct Line {
    kind: &'static KindInfo,
    key: String,
    id: RecordId,
    body: Json,
}

impl App {
    /// Loads the register of the source pages into an empty store. A store with records is left alone.
    ///
    /// # Errors
    /// A record that is not valid, or the store.
    pub async fn load_register(&self, ctx: &Context) -> Result<Loaded, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        if self.store.head().await?.seq > 0 {
            return Ok(Loaded::default());
        }
        let register = self.load_facts(ctx, &mut Ids::new()).await?;
        self.matcher.catch_up(|_, _| ()).await?;
        Ok(Loaded { register, samples: 0 })
    }

    /// Loads the register and the samples, which refer to it, into an empty store. A store with records is left alone.
    ///
    /// # Errors
    /// A record that is not valid, or the store.
    pub async fn load_samples(&self, ctx: &Context) -> Result<Loaded, Error> {
        self.require(ctx, Action::Administer, &Judged::Installation)?;
        if self.store.head().await?.seq > 0 {
            return Ok(Loaded::default());
        }
        let mut ids = Ids::new();
        let register = self.load_facts(ctx, &mut ids).await?;
        let changes = self.shipped(&SAMPLES, &mut ids, true)?;
        let header = Header { batch: Some("samples".to_owned()), ..ctx.header("history-samples") };
        self.store.commit(&header, &changes).await?;
        self.matcher.catch_up(|_, _| ()).await?;
        Ok(Loaded { register, samples: changes.len() })
    }

    async fn load_facts(&self, ctx: &Context, ids: &mut Ids) -> Result<usize, Error> {
        let changes = self.shipped(&REGISTER, ids, false)?;
        let header = Header { batch: Some("register".to_owned()), ..ctx.header("history-register") };
        self.store.commit(&header, &changes).await?;
        Ok(changes.len())
    }

    /// The records of data files, valid and with their keys settled. `sample` says what each must say of itself.
    pub(crate) fn shipped(
        &self,
        files: &[(&str, &str)],
        ids: &mut Ids,
        sample: bool,
    ) -> Result<Vec<Change>, Error> {
        let mut lines = Vec::new();
        for (kind, text) in files {
            let kind = self.kind(kind)?;
            for line in text.lines().filter(|line| !line.trim().is_empty()) {
                let mut line: Json = serde_json::from_str(line).map_err(Error::internal)?;
                let key = line.get("key").and_then(Json::as_str).unwrap_or_default().to_owned();
                let id = self.store.ids().record_id(self.store.clock().now());
                if ids.insert(key.clone(), id).is_some() {
                    return Err(Error::internal(format!("two shipped records are called {key}")));
                }
                let body = line.get_mut("body").map(Json::take).unwrap_or_default();
                lines.push(Line { kind, key, id, body });
            }
        }
        let today = self.today();
        lines
            .into_iter()
            .map(|Line { kind, key, id, mut body }| {
                let wrong = |detail: String| Error::internal(format!("shipped record {key}: {detail}"));
                settle::settle(&mut body, ids, today).map_err(&wrong)?;
                let body: Body = serde_json::from_value(body).map_err(Error::internal)?;
                check(kind, &body, sample).map_err(&wrong)?;
                Ok(Change::Create { id, kind, body })
            })
            .collect()
    }
}

fn check(kind: &KindInfo, body: &Body, sample: bool) -> Result<(), String> {
    if let Some((name, _)) = body.iter().find(|(name, _)| kind.field(name).is_none()) {
        return Err(format!("{} has no field {name}", kind.name));
    }
    let problems = body.problems(kind);
    if !problems.is_empty() {
        return Err(format!("{problems:?}"));
    }
    if (body.raw("sample") == Some(&Json::Bool(true))) != sample {
        return Err("samples say that they are, facts do not".to_owned());
    }
    Ok(())
}
