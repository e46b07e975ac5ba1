//! Legal forms at the edges of organisation names.

/// Forms of companies, taken off wherever they stand: 株式会社 before, after or before a branch.
const COMPANY_JA: &[&str] = &[
    "特例有限会社",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "相互会社",
    "有限責任事業組合",
    "特定目的会社",
    "(株)",
    "(有)",
    "(同)",
    "(資)",
    "(名)",
    "(相)",
    "(合)",
];

/// Forms of other bodies, taken off only at the beginning and the end, for they also stand inside names.
const BODY_JA: &[&str] = &[
    "国立大学法人",
    "公立大学法人",
    "地方独立行政法人",
    "独立行政法人",
    "国立研究開発法人",
    "大学共同利用機関法人",
    "一般財団法人",
    "公益財団法人",
    "特例財団法人",
    "財団法人",
    "一般社団法人",
    "公益社団法人",
    "特例社団法人",
    "社団法人",
    "準学校法人",
    "学校法人",
    "医療法人社団",
    "医療法人財団",
    "社会医療法人",
    "医療法人",
    "社会福祉法人",
    "宗教法人",
    "特定非営利活動法人",
    "認定npo法人",
    "npo法人",
    "農事組合法人",
    "弁護士法人",
    "特許業務法人",
    "弁理士法人",
    "監査法人",
    "税理士法人",
    "認可法人",
    "特殊法人",
    "中間法人",
    "(国)",
    "(独)",
    "(地独)",
    "(国研)",
    "(大共)",
    "(財)",
    "(一財)",
    "(公財)",
    "(社)",
    "(一社)",
    "(公社)",
    "(学)",
    "(医)",
    "(福)",
    "(宗)",
    "(特非)",
    "(npo)",
    "(農)",
];

/// Forms in Latin letters as words without dots, taken off the end of the name and of what stands before a parenthesis.
/// Longer forms first, so that none leaves a part of itself.
const LATIN_END: &[&[&str]] = &[
    &["spolka", "z", "ograniczona", "odpowiedzialnoscia"],
    &["societa", "a", "responsabilita", "limitata"],
    &["societe", "a", "responsabilite", "limitee"],
    &["besloten", "vennootschap"],
    &["naamloze", "vennootschap"],
    &["societe", "par", "actions", "simplifiee"],
    &["sociedad", "de", "responsabilidad", "limitada"],
    &["societe", "anonyme"],
    &["societe", "cooperative"],
    &["societa", "per", "azioni"],
    &["sociedad", "limitada"],
    &["sociedad", "anonima"],
    &["sociedade", "anonima"],
    &["spolka", "akcyjna"],
    &["spol", "s", "r", "o"],
    &["spol", "s", "ro"],
    &["spol", "sro"],
    &["sp", "z", "o", "o"],
    &["sp", "z", "oo"],
    &["sp", "zoo"],
    &["s", "r", "l"],
    &["s", "p", "a"],
    &["s", "r", "o"],
    &["d", "o", "o"],
    &["s", "a", "s"],
    &["s", "a"],
    &["s", "l"],
    &["a", "s"],
    &["a", "g"],
    &["a", "b"],
    &["b", "v"],
    &["n", "v"],
    &["k", "k"],
    &["e", "v"],
    &["kabushiki", "kaisha"],
    &["kabushiki", "gaisha"],
    &["kabushikigaisha"],
    &["kabushikikaisha"],
    &["yugen", "kaisha"],
    &["godo", "kaisha"],
    &["public", "limited", "company"],
    &["private", "limited"],
    &["gesellschaft", "mit", "beschrankter", "haftung"],
    &["aktiengesellschaft"],
    &["aktiebolag"],
    &["aktieselskab"],
    &["anpartsselskab"],
    &["osakeyhtio"],
    &["incorporated"],
    &["inc"],
    &["limited"],
    &["ltd"],
    &["ltda"],
    &["lda"],
    &["pty"],
    &["pte"],
    &["pvt"],
    &["co"],
    &["company"],
    &["corp"],
    &["corporation"],
    &["llc"],
    &["llp"],
    &["lp"],
    &["plc"],
    &["pllc"],
    &["pc"],
    &["dac"],
    &["cic"],
    &["gmbh"],
    &["ggmbh"],
    &["mbh"],
    &["ag"],
    &["kg"],
    &["kgaa"],
    &["ohg"],
    &["ug"],
    &["se"],
    &["eg"],
    &["ev"],
    &["sa"],
    &["sas"],
    &["sasu"],
    &["sarl"],
    &["eurl"],
    &["scrl"],
    &["sc"],
    &["sprl"],
    &["srl"],
    &["srls"],
    &["scarl"],
    &["spa"],
    &["asbl"],
    &["vzw"],
    &["bv"],
    &["bvba"],
    &["nv"],
    &["oy"],
    &["oyj"],
    &["ab"],
    &["aps"],
    &["as"],
    &["asa"],
    &["amba"],
    &["ehf"],
    &["hf"],
    &["sl"],
    &["slu"],
    &["slne"],
    &["sau"],
    &["spzoo"],
    &["sro"],
    &["doo"],
    &["dd"],
    &["kft"],
    &["zrt"],
    &["nyrt"],
    &["ood"],
    &["eood"],
    &["ead"],
    &["ad"],
    &["oo"],
    &["ou"],
    &["uab"],
    &["sia"],
    &["ike"],
    &["epe"],
    &["kk"],
    &["gk"],
];

/// A folded name without legal forms, without "the", punctuation and spaces; may be empty.
pub(super) fn without_legal_form(folded: &str) -> String {
    let mut name = folded.to_owned();
    for form in COMPANY_JA {
        if name.contains(form) {
            name = name.replace(form, " ");
        }
    }
    let name = without_body_form(name.trim());
    let mut out = String::with_capacity(name.len());
    for part in name.split(['(', ')', '[', ']']) {
        let words = words_of(part);
        for word in without_latin_form(&words) {
            if word != "the" {
                out.push_str(word);
            }
        }
    }
    out
}

/// Takes the forms of bodies off both ends, one after the other: 学校法人 ..., 医療法人社団 ....
fn without_body_form(name: &str) -> &str {
    let mut rest = name;
    loop {
        let shorter =
            BODY_JA.iter().find_map(|form| rest.strip_prefix(form).or_else(|| rest.strip_suffix(form)));
        match shorter.map(str::trim) {
            Some("") | None => return rest,
            Some(shorter) => rest = shorter,
        }
    }
}

/// The words of a name; dots, apostrophes and slashes vanish inside (`S.r.l.`, `A/S`), all other punctuation parts.
fn words_of(part: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in part.chars() {
        if is_letter(c) {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        } else if !matches!(c, '.' | '\'' | '/') {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Letters and digits of all scripts, marks that stay with their letter, and the sign that lengthens kana.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// The words before the legal forms at the end; the last word that is left always stays.
fn without_latin_form(words: &[String]) -> &[String] {
    let mut rest = words;
    loop {
        let shorter = LATIN_END.iter().find_map(|form| {
            let (before, end) = rest.split_at_checked(rest.len().checked_sub(form.len())?)?;
            (!before.is_empty() && end.iter().eq(form.iter())).then_some(before)
        });
        match shorter {
            Some(before) => rest = before,
            None => return rest,
        }
    }
}
