//! Whose consent to publication is still missing, over all seeds: the work list of whoever asks for it.

use std::collections::HashMap;

use enishi_kit::ids::RecordId;
use enishi_model::rules::clearance::{Clearance, clearances};
use enishi_model::vocabulary::CLEARERS;
use enishi_store::Seen;
use jiff::Span;

use crate::{App, Context, Error, Link};

/// Days before a consent ends in which it is asked for again.
const SOON_DAYS: i32 = 30;

/// A seed for whose publication somebody must still be asked.
#[derive(Clone, Debug)]
pub struct OpenConsent {
    /// The seed.
    pub seen: Seen,
    /// Who has not agreed, or agreed for a time that is over or ends soon.
    pub open: Vec<Clearance>,
}

impl App {
    /// The seeds for whose publication consent is missing, has ended or ends soon, the most pressing first; as far as the
    /// viewer sees who must agree.
    ///
    /// # Errors
    /// The store.
    pub async fn open_consents(
        &self,
        ctx: &Context,
    ) -> Result<(Vec<OpenConsent>, HashMap<RecordId, Link>), Error> {
        let codes = CLEARERS.codes.iter().map(|code| ("clearances.clearer".to_owned(), (*code).to_owned()));
        let filters: Vec<(String, String)> = codes.collect();
        let today = self.today();
        let soon = today.saturating_add(Span::new().days(SOON_DAYS));
        let mut found = Vec::new();
        for seen in self.all(ctx, "seed", &filters).await? {
            let ends_soon = |one: &Clearance| one.expires.is_some_and(|last| last.last_day() <= soon);
            let mut open = clearances(&seen.body, Some(today));
            open.retain(|one| one.standing.is_open() || ends_soon(one));
            open.sort_by_key(|one| (one.standing, one.asked));
            if !open.is_empty() {
                found.push(OpenConsent { seen, open });
            }
        }
        found.sort_by_key(|one| {
            (one.open.first().map(|first| (first.standing, first.asked)), one.seen.reference.clone())
        });
        let organisations = found.iter().flat_map(|one| one.open.iter().filter_map(|one| one.organisation));
        let ids: Vec<RecordId> = organisations.collect();
        let links = self.links_to(ctx, &ids).await?;
        Ok((found, links))
    }
}
