//! The program as people run it: the binary, in temporary folders.

#![cfg(test)]

mod bad_input;
mod commands;
mod desk;
mod exits;
mod files;
mod founders;
mod init;
mod kill;
mod matching;
mod merging;
mod moments;
mod questions;
mod serving;
