//! Pages and JSON API over the use cases.
