//! The table of who sees and does what: every mark of the page is what the policies say.

use enishi_app::parts::table::{Asked, HOLDERS, changes, layers, people};
use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Pages, Who};

/// The rows of a part of the page: what stands at its head, and the marks.
fn rows(part: &str) -> Vec<(String, Vec<bool>)> {
    let rows = part.split("<tr><th scope=\"row\">").skip(1);
    rows.map(|row| {
        let row = row.split("</tr>").next().unwrap();
        let (who, cells) = row.split_once("</th>").unwrap();
        (super::unescape(who), cells.split("<td").skip(1).map(|cell| cell.contains('○')).collect())
    })
    .collect()
}

#[tokio::test]
async fn every_mark_of_the_page_is_what_the_policies_say() {
    let pages = Pages::new().await;
    for lang in Lang::ALL {
        let page = pages.get("/help/rights", Who::Public, lang).await;
        assert_eq!(page.status, StatusCode::OK);
        let main = page.main();
        assert!(!main.contains('⟦'), "{main}");
        let word = |key: &str| pages.app.catalogue().text(lang, key, &[]);
        let may = |person: &_, asked: &Asked| -> Vec<bool> {
            let one = |action| pages.app.policy_cell(person, action, asked).unwrap().is_permitted;
            asked.actions.iter().map(|action| one(*action)).collect()
        };
        let who = |code: &str| word(&format!("rights-who-{code}"));
        let part = |name: &str| {
            let begin = main.find(&format!("id=\"{name}\"")).unwrap();
            let end = ["id=\"keeps\"", "id=\"policies\""].map(|next| main[begin + 1..].find(next));
            let end = end.into_iter().flatten().next().unwrap();
            main[begin..begin + 1 + end].to_owned()
        };
        // Who sees what.
        let expected: Vec<(String, Vec<bool>)> = people()
            .iter()
            .map(|person| (who(person.code), layers().iter().flat_map(|asked| may(person, asked)).collect()))
            .collect();
        assert_eq!(rows(&part("sees")), expected);
        assert_eq!(expected.len() * expected[0].1.len(), 10 * HOLDERS.len() * 5);
        // Who changes what: whoever stands in no row may nothing there.
        let keeps = part("keeps");
        let shown: Vec<_> = keeps.split("<tbody>").skip(1).map(rows).collect();
        let asked = changes();
        let (installation, asked) = asked.split_last().unwrap();
        assert_eq!(shown.len(), asked.len());
        for (shown, asked) in shown.iter().zip(asked) {
            let expected: Vec<(String, Vec<bool>)> = people()
                .iter()
                .map(|person| (who(person.code), may(person, asked)))
                .filter(|(_, cells)| cells.contains(&true))
                .collect();
            assert_eq!(*shown, expected, "{asked:?}");
        }
        for person in people() {
            let last = keeps.rsplit("<h3>").next().unwrap();
            assert_eq!(last.contains(&who(person.code)), may(&person, installation)[0], "{}", person.code);
        }
        // Every policy with its words and its text.
        for (id, text) in pages.app.each_policy() {
            assert!(super::unescape(&main).contains(text), "{id}");
            assert!(super::unescape(&main).contains(&word(&format!("rights-policy-{id}"))), "{id}");
        }
        // It is named where somebody asks for it.
        for (address, who) in [("/admin", Who::Public), ("/admin", Who::Operator)] {
            assert!(pages.get(address, who, lang).await.text.contains("href=\"/help/rights\""), "{address}");
        }
    }
}
