//! Text analysis, postings, scoring, explanation and evaluation measures; usable alone.
