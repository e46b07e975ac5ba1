//! The program as people run it: the binary, in temporary folders.

#![cfg(test)]

mod audit;
mod bad_input;
mod browser;
mod bundles;
mod commands;
mod configuration;
mod desk;
mod doctor;
mod exits;
mod faults;
mod files;
mod founders;
mod fsyncs;
mod init;
mod jobs;
mod kill;
mod kill_rounds;
mod logs;
mod matching;
mod measuring;
mod merging;
mod moments;
mod nightly;
mod packaging;
mod personal;
mod questions;
mod serving;
mod starting;
mod stopping;
mod trust;
mod two_nodes;
mod user;
