//! Text folding, fiscal years, money, identifiers, clock and ids: what every crate needs and no product word.
