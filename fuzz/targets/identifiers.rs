//! Identifiers: what is accepted is accepted again in its normal form, and stays the same.
#![no_main]

use enishi_kit::ident::{Scheme, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for scheme in &Scheme::KNOWN {
        if let Ok(normal) = check(scheme, text) {
            assert_eq!(check(scheme, &normal).as_deref(), Ok(normal.as_str()), "{scheme:?} {text:?}");
        }
    }
    let (name, value) = text.split_once(':').unwrap_or((text, text));
    if let Ok(scheme) = Scheme::from_name(name) {
        assert_eq!(Scheme::from_name(scheme.name()).as_ref(), Ok(&scheme));
        if let Ok(normal) = check(&scheme, value) {
            assert_eq!(check(&scheme, &normal).as_deref(), Ok(normal.as_str()), "{scheme:?} {value:?}");
        }
    }
});
