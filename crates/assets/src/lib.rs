//! The bundled front-end files, embedded.
