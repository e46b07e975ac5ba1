//! The chain, the timeline, owed events, the directory, committees and agendas over the register and its samples.

use enishi_app::{Context, ListRequest};
use enishi_kit::lang::Lang;
use http::StatusCode;

use super::{Page, Pages, Who};

/// The reference of the record with this title among those of a kind.
async fn titled(pages: &Pages, kind: &str, title: &str) -> String {
    let request = ListRequest { limit: Some(200), ..ListRequest::default() };
    let page = pages.app.list(&Context::operator("test"), kind, &request).await.unwrap();
    let kind = pages.app.registry().kind(kind).unwrap();
    let found =
        page.items.iter().find(|seen| enishi_app::title_of(kind, &seen.body, Lang::Ja).contains(title));
    found.unwrap_or_else(|| panic!("no {title}")).reference.clone()
}

/// What stands between two texts, without marks.
fn between<'a>(page: &'a Page, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.text.split_once(from).unwrap_or_else(|| panic!("no {from} in {}", page.text));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} after {from}")).0
}

/// The links of an element.
fn links(part: &str) -> Vec<String> {
    part.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_story_of_takamatsu_is_told_from_need_to_new_need_across_both_ministries() {
    let pages = Pages::new().await;
    let outcome = titled(&pages, "outcome", "見本希少糖シロップ").await;
    let page = pages.get(&format!("/outcomes/{outcome}/chain"), Who::Operator, Lang::Ja).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "41日",
        "→ 経済産業省",
        "見送りの理由：時期尚早",
        "もう一度話を聞きたい",
        "一度見送りになり、出し直す前のニーズ：",
        "焼き色が砂糖と変わらない低カロリー甘味料がほしい",
        "新しいニーズが、次の始まりになる",
        "受け取った橋渡し：",
    ] {
        assert!(page.text.contains(words), "{words}\n{}", page.text);
    }
    let picture = between(&page, "<svg class=\"chain-picture\"", "</svg>");
    let list = between(&page, "<ol class=\"chain-list\">", "</ol>");
    for link in links(picture).iter().filter(|link| link.starts_with('/')) {
        assert!(list.contains(&format!("href=\"{link}\"")), "{link} stands in the picture only");
    }
    assert!(list.matches("<li").count() >= 11, "{list}");
    assert_eq!(picture.matches("aria-current").count(), 1);
    let english = pages.get(&format!("/outcomes/{outcome}/chain"), Who::Operator, Lang::En).await;
    assert!(english.text.contains("answered on 18 March 2007 (41 days)"), "{}", english.text);
}

#[tokio::test]
async fn every_step_of_the_chain_leads_to_its_own_and_hidden_words_stay_hidden() {
    let pages = Pages::new().await;
    let need = titled(&pages, "need", "1回目").await;
    let address = format!("/needs/{need}/chain");
    let operator = pages.get(&address, Who::Operator, Lang::Ja).await;
    assert!(operator.text.contains("もう一度話を聞きたい"), "{}", operator.text);
    let public = pages.get(&address, Who::Public, Lang::Ja).await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(!public.text.contains("もう一度話を聞きたい") && !public.text.contains("見送りの理由"));
    assert!(public.text.contains("2回目"), "the second try follows");
    let record = pages.get(&format!("/needs/{need}"), Who::Public, Lang::Ja).await;
    assert!(record.text.contains(&format!("href=\"{address}\"")), "{}", record.text);
    let cluster = pages.newest("cluster").await;
    for absent in
        [format!("/clusters/{cluster}/chain"), format!("/seeds/{need}/chain"), "/needs/need-0/chain".into()]
    {
        let page = pages.get(&absent, Who::Public, Lang::Ja).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{absent}");
    }
}

#[tokio::test]
async fn the_chain_knows_only_what_had_happened_on_the_day() {
    let pages = Pages::new().await;
    let project = titled(&pages, "project", "希少糖の連続生産と菓子への配合").await;
    let address = format!("/projects/{project}/chain?on=2006-06-30");
    let page = pages.get(&address, Who::Operator, Lang::Ja).await;
    assert!(page.text.contains("希少糖の量産に向けた企画"));
    assert!(!page.text.contains("見本希少糖シロップ") && !page.text.contains("41日"), "{}", page.text);
}

#[tokio::test]
async fn programmes_stand_on_a_timeline_and_as_a_list_when_one_is_asked_for() {
    let pages = Pages::new().await;
    let page = pages.get("/programmes", Who::Public, Lang::Ja).await;
    assert!(page.text.contains("クラスター政策の変遷") && page.text.contains("3事業を統合"), "{}", page.text);
    let picture = between(&page, "<svg class=\"time-picture\"", "</svg>");
    assert_eq!(picture.matches("arrow time-merged").count(), 3, "three became one");
    assert!(picture.matches("（追加の調査").count() >= 3, "{picture}");
    for link in links(picture).iter().filter(|link| link.starts_with('/')) {
        assert!(
            page.text.matches(&format!("href=\"{link}\"")).count() > 1,
            "{link} stands in the picture only"
        );
    }
    let request = ListRequest { limit: Some(200), ..ListRequest::default() };
    let all = pages.app.list(&Context::public(), "programme", &request).await.unwrap();
    for seen in &all.items {
        assert!(picture.contains(&format!("/programmes/{}", seen.reference)), "{}", seen.reference);
    }
    let on = pages.get("/programmes?on=2003-06-01", Who::Public, Lang::Ja).await;
    let on_picture = between(&on, "<svg class=\"time-picture\"", "</svg>");
    assert_eq!(on_picture.matches("class=\"time-bar").count(), picture.matches("class=\"time-bar").count());
    assert!(on_picture.contains("2003年6月1日") && !on_picture.contains("今日"));
    for list in
        ["/programmes?view=list", "/programmes?ministry=meti", "/programmes?sort=title", "/programmes?q=a"]
    {
        let page = pages.get(list, Who::Public, Lang::Ja).await;
        assert!(!page.text.contains("time-picture") && page.text.contains("年表で見る"), "{list}");
    }
}

#[tokio::test]
async fn the_figures_of_the_timeline_open_to_as_many_rows() {
    let pages = Pages::new().await;
    for address in ["/programmes", "/programmes?on=2003-06-01"] {
        let page = pages.get(address, Who::Public, Lang::Ja).await;
        let mut seen = 0;
        for figure in page.text.split("<a class=\"figure\" href=\"").skip(1) {
            let (href, rest) = figure.split_once('"').unwrap();
            let count = rest.split_once('>').unwrap().1.split('<').next().unwrap();
            let list =
                pages.get(&href.replace("&#38;", "&").replace("&amp;", "&"), Who::Public, Lang::Ja).await;
            let total = between(&list, "class=\"total\">", "</p>");
            let number = |text: &str| -> u64 {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                digits.parse().unwrap_or(0)
            };
            // Asked about a day, the list tells beside its total how many have no dates; the figure leaves them out.
            let (total, undated) = total.split_once("うち").unwrap_or((total, ""));
            assert_eq!(number(total) - number(undated), number(count), "{href}");
            seen += 1;
        }
        assert!(seen >= 2, "{address}");
    }
}

#[tokio::test]
async fn the_year_says_who_held_its_conference_and_who_owes_it() {
    let pages = Pages::new().await;
    let of = async |address: &str, lang| pages.get(address, Who::Public, lang).await;
    let past = of("/events?year=2003", Lang::Ja).await;
    assert!(past.text.contains("18クラスター：開催の記録あり18、記録なし0、開く義務なし0"), "{}", past.text);
    assert_eq!(past.text.matches("badge-held").count(), 18);
    let forum = of("/events?year=2006", Lang::En).await;
    for held in ["3</a> / 3", "1</a> / 1"] {
        assert!(forum.text.contains(held), "{held}");
    }
    assert!(forum.text.contains("not recorded 18"), "{}", forum.text);
    // 1 April 2026: the first day of the fiscal year.
    let now = of("/events", Lang::Ja).await;
    // What is over owes nothing, though a series names it.
    assert!(now.text.contains("支援期間外（開く義務なし）") && now.text.contains("予定あり"), "{}", now.text);
    assert!(!now.text.contains("badge-owed") && now.text.contains("開く義務のあるところはありません"));
    let running = of("/events?on=2006-10-01", Lang::Ja).await;
    assert!(running.text.contains("未開催（残り181日）"), "{}", running.text);
    assert_eq!(of("/events?year=never", Lang::Ja).await.status, StatusCode::BAD_REQUEST);
    assert!(
        !of("/events?fiscal_year=2003", Lang::Ja).await.text.contains("view-switch"),
        "a facet asks for the list"
    );
}

#[tokio::test]
async fn the_directory_is_of_a_day_and_shows_posts_without_a_person() {
    let pages = Pages::new().await;
    let today = pages.get("/people", Who::Public, Lang::Ja).await;
    assert!(today.text.contains("兼務") && today.text.contains("人は未登録"), "{}", today.text);
    assert!(!today.text.contains("sample-d@example.jp"), "a personal contact is not public");
    let operator = pages.get("/people", Who::Operator, Lang::Ja).await;
    assert!(operator.text.contains("sample-d@example.jp"));
    let then = pages.get("/people?on=2006-10-01&by=cluster", Who::Public, Lang::Ja).await;
    assert!(
        then.text.contains("本部長・見本") && !then.text.contains("コーディネータA・見本"),
        "{}",
        then.text
    );
    let nano = pages.get("/people?field=nanotech", Who::Public, Lang::Ja).await;
    assert!(nano.text.contains("コーディネータC・見本") && !nano.text.contains("コーディネータA・見本"));
    let list = pages.get("/people?brokers=nanotech", Who::Public, Lang::Ja).await;
    assert!(list.text.contains("役職とあわせて見る"), "a facet asks for the list");
}

#[tokio::test]
async fn committees_say_who_is_missing_and_what_is_due() {
    let pages = Pages::new().await;
    let page = pages.get("/coordination/committees", Who::Public, Lang::Ja).await;
    for words in [
        "記録にいない区分：産業界、大学・研究機関、地方公共団体",
        "5つの区分がそろっています。",
        "期限切れ",
        "今日が期限",
    ] {
        assert!(page.text.contains(words), "{words}\n{}", page.text);
    }
    assert!(!page.text.contains("公募の時期をそろえられないか"), "a settled question is not open");
    let then = pages.get("/coordination/committees?on=2025-12-20", Who::Public, Lang::Ja).await;
    assert!(then.text.contains("公募の時期をそろえられないか"), "it was open then");
}

#[tokio::test]
async fn an_agenda_has_questions_progress_of_both_ministries_and_earlier_decisions() {
    let pages = Pages::new().await;
    let meeting = titled(&pages, "meeting", "第12回").await;
    let page = pages.get(&format!("/meetings/{meeting}/agenda"), Who::Operator, Lang::Ja).await;
    for words in [
        "下水管の検査ロボット",
        "今日が期限",
        "橋渡しの返答が期限切れ",
        "文部科学省",
        "公募の予告を2か月前に交わす",
    ] {
        assert!(page.text.contains(words), "{words}\n{}", page.text);
    }
    let public = pages.get(&format!("/meetings/{meeting}/agenda"), Who::Public, Lang::Ja).await;
    assert!(!public.text.contains("12件のうち9件"), "the note on progress is for members");
}
