//! Readers and writers of spreadsheets: XLSX, CSV, JSON Lines.
