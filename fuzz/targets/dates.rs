//! Dates of the common calendar and of eras, fiscal years, amounts: what is read is written and read again.
#![no_main]

use enishi_kit::date::{PartialDate, format_date, parse_written};
use enishi_kit::fiscal::FiscalYear;
use enishi_kit::lang::Lang;
use enishi_kit::money::{parse_yen, parse_yen_range};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(date) = parse_written(text) {
        assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date), "{text:?}");
        assert!(date.first_day() <= date.last_day());
        for lang in Lang::ALL {
            assert!(!format_date(date, lang).is_empty());
        }
    }
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date), "{text:?}");
    }
    for year in [FiscalYear::parse(text), FiscalYear::parse_written(text)].into_iter().flatten() {
        if year.is_in_calendar() {
            assert_eq!(FiscalYear::of(year.start()), year, "{text:?}");
            assert_eq!(FiscalYear::of(year.end()), year, "{text:?}");
            for lang in Lang::ALL {
                assert_eq!(FiscalYear::parse(&year.label(lang)).as_ref(), Ok(&year), "{text:?}");
            }
        }
    }
    drop((parse_yen(text), parse_yen_range(text)));
});
