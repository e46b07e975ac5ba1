//! Proposed merges: records of one kind whose names fold to the same. A person decides; nothing is merged silently.

use enishi_store::Seen;

use crate::{App, Context, Error};

/// Records that may be one and the same.
#[derive(Clone, Debug)]
pub struct MergeProposal {
    /// The folded name that they share.
    pub folded: String,
    /// The records, oldest first.
    pub records: Vec<Seen>,
}

impl App {
    /// Proposals for a kind, in the order of the folded name.
    ///
    /// # Errors
    /// `unknown-kind`, or the store.
    pub async fn merge_proposals(
        &self,
        ctx: &Context,
        kind: &str,
        limit: u32,
    ) -> Result<Vec<MergeProposal>, Error> {
        let kind = self.kind(kind)?;
        let groups = self.store.shared_facet_values(self.reading(ctx), kind, "folded", limit).await?;
        let ids: Vec<_> = groups.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
        let found = self.store.find_many(self.reading(ctx), &ids).await?;
        Ok(groups
            .into_iter()
            .map(|(folded, ids)| MergeProposal {
                folded,
                records: ids.iter().filter_map(|id| found.get(id).cloned()).collect(),
            })
            .filter(|proposal| proposal.records.len() > 1)
            .collect())
    }
}
