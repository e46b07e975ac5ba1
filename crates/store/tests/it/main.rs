//! The record store on both engines, one module per feature. Each story runs on SQLite and on a PostgreSQL that the
//! test run starts itself.

// `cfg(test)` tells clippy that the helpers of these modules are tests too.
#[cfg(test)]
#[macro_use]
mod place;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod verify;

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod batches;
#[cfg(test)]
mod blobs;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod clearance;
#[cfg(test)]
mod corruptions;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod engines;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod followers;
#[cfg(test)]
mod histories;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod merged;
#[cfg(test)]
mod model;
#[cfg(test)]
mod moments;
#[cfg(test)]
mod references;
#[cfg(test)]
mod remembered;
#[cfg(test)]
mod seals;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod undo;
