//! Query text: analysed, searched, explained, located; every place lies within the text, every count is finite.
#![no_main]

use std::sync::OnceLock;

use enishi_matching::evaluate::{Item, index, query, schema};
use enishi_matching::{Analyser, Parameters, Searcher, locate};
use libfuzzer_sys::fuzz_target;

fn searcher() -> &'static Searcher {
    static SEARCHER: OnceLock<Searcher> = OnceLock::new();
    SEARCHER.get_or_init(|| {
        let item = |id: &str, title: &str, text: &str, lang: &str| Item {
            id: id.to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            lang: lang.to_owned(),
        };
        let corpus = [
            item(
                "a",
                "希少糖の連続生産",
                "固定化酵素を用いて希少糖を連続で生産する。ﾊﾝｶｸの文字も含む。",
                "ja",
            ),
            item(
                "b",
                "Continuous production of rare sugars",
                "Immobilised enzymes in a packed-bed reactor",
                "en",
            ),
            item("c", "膜分離", "A membrane reactor; ２００４年の試作。", "ja"),
        ];
        index(&corpus, schema(Parameters::default())).expect("an index in memory").searcher()
    })
}

fuzz_target!(|text: &str| {
    let mut analyser = Analyser::new();
    for token in analyser.analyse(text) {
        assert!(text.get(token.range.clone()).is_some(), "{text:?} {:?}", token.range);
    }
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let item = Item { id: "q".into(), title: title.into(), text: rest.into(), lang: "ja".into() };
    let Ok(answer) = searcher().search(&query(&item, &[], 10)) else { return };
    for hit in &answer.hits {
        assert!(hit.score.is_finite() && hit.score > 0.0, "{text:?}");
        for span in locate(&mut analyser, text, &hit.reasons) {
            assert!(text.get(span.range.clone()).is_some(), "{text:?} {:?}", span.range);
        }
    }
});
