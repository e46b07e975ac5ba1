//! Pages and API through the router in memory.
#![cfg(test)]

mod api;
mod limits;
mod pages;
mod serving;
