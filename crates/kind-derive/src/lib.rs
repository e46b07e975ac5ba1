//! The derive that turns a struct into the field table of a record kind.
