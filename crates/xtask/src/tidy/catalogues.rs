//! Catalogues: what one language says, the other says too, with the same variables.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use super::{Finding, tree::Tree};

const LANGUAGES: [&str; 2] = ["ja", "en"];

/// Each key (`message`, `message.attribute`, `-term`) of one file with its line and variables.
type Keys = BTreeMap<String, Said>;

#[derive(Debug, Default, PartialEq)]
struct Said {
    line: Option<usize>,
    variables: BTreeSet<String>,
}

/// `crates/*/locales/{ja,en}/*.ftl`: same files, same keys, same variables, nothing the parser refuses.
pub fn check(tree: &Tree) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for file in tree.under("crates/").filter(|file| file.ends_with(".ftl")) {
        let Some((other_file, other)) = counterpart(file) else {
            let remedy = "put it into crates/NAME/locales/ja/ or .../en/";
            findings.push(Finding::new(file, None, "a catalogue outside the languages", remedy));
            continue;
        };
        let (here, mut faults) = read(file, &tree.text(file)?);
        findings.append(&mut faults);
        if !tree.has(&other_file) {
            findings.push(Finding::new(
                file,
                None,
                format!("no {other} catalogue beside it"),
                format!("write {other_file}"),
            ));
            continue;
        }
        // Faults of the other file are reported on its own turn.
        let (there, _) = read(&other_file, &tree.text(&other_file)?);
        for (key, said) in &here {
            let Some(counter) = there.get(key) else {
                let what = format!("`{key}` is missing in {other}");
                findings.push(Finding::new(file, said.line, what, format!("say it in {other_file}")));
                continue;
            };
            for variable in said.variables.difference(&counter.variables) {
                let what = format!("`{key}` uses ${variable}, {other} does not");
                findings.push(Finding::new(
                    file,
                    said.line,
                    what,
                    format!("use it in {other_file} too, or in neither"),
                ));
            }
        }
    }
    Ok(findings)
}

/// The same catalogue in the other language, and that language.
fn counterpart(file: &str) -> Option<(String, &'static str)> {
    let [ja, en] = LANGUAGES;
    [(ja, en), (en, ja)].into_iter().find_map(|(own, other)| {
        let own = format!("/locales/{own}/");
        file.contains(&own).then(|| (file.replace(&own, &format!("/locales/{other}/")), other))
    })
}

fn read(file: &str, text: &str) -> (Keys, Vec<Finding>) {
    let mut findings = Vec::new();
    let resource = match parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = text.get(..error.pos.start).map(|before| before.matches('\n').count() + 1);
                findings.push(Finding::new(
                    file,
                    line,
                    format!("no Fluent: {error}"),
                    "see projectfluent.org/fluent/guide",
                ));
            }
            resource
        }
    };
    let mut keys = Keys::new();
    for entry in &resource.body {
        let (name, value, attributes) = match entry {
            Entry::Message(message) => {
                (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
            }
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let line = line_of(text, &name);
        if keys.contains_key(&name) {
            findings.push(Finding::new(file, line, format!("`{name}` twice"), "keep one of them"));
        }
        for (key, pattern) in parts(&name, value, attributes) {
            let mut variables = BTreeSet::new();
            collect(pattern, &mut variables);
            keys.insert(key, Said { line, variables });
        }
    }
    (keys, findings)
}

fn parts<'a>(
    name: &str,
    value: Option<&'a Pattern<&'a str>>,
    attributes: &'a [Attribute<&'a str>],
) -> Vec<(String, &'a Pattern<&'a str>)> {
    let attributes =
        attributes.iter().map(|attribute| (format!("{name}.{}", attribute.id.name), &attribute.value));
    value.map(|value| (name.to_owned(), value)).into_iter().chain(attributes).collect()
}

/// The parser gives no lines: an entry begins its line with its name and `=`.
fn line_of(text: &str, name: &str) -> Option<usize> {
    let begins = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map(|at| at + 1)
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    let arguments = match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
            None
        }
        InlineExpression::Placeable { expression } => {
            collect_expression(expression, variables);
            None
        }
        InlineExpression::FunctionReference { arguments, .. } => Some(arguments),
        InlineExpression::TermReference { arguments, .. } => arguments.as_ref(),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => None,
    };
    if let Some(arguments) = arguments {
        let named = arguments.named.iter().map(|argument| &argument.value);
        for argument in arguments.positional.iter().chain(named) {
            collect_inline(argument, variables);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::tree_of;
    use super::*;

    fn found(ja: &str, en: &str) -> Vec<(String, Option<usize>, String)> {
        let files = [("crates/model/locales/ja/need.ftl", ja), ("crates/model/locales/en/need.ftl", en)];
        let (_folder, tree) = tree_of(&files);
        let findings = check(&tree).unwrap();
        findings.into_iter().map(|finding| (finding.file, finding.line, finding.what)).collect()
    }

    #[test]
    fn plurals_in_one_language_only_are_well() {
        let en = "found = { $count ->\n    [one] one need\n   *[other] { NUMBER($count) } needs\n}\n    .title = Needs\n";
        assert_eq!(found("found = { $count } 件\n    .title = ニーズ\n", en), []);
    }

    #[test]
    fn a_key_in_one_language_is_found_with_its_line() {
        let seen = found("one = 一\n# 注\ntwo = 二\n", "one = one\n");
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].1, seen[0].2.as_str()), (Some(3), "`two` is missing in en"));
        assert!(seen[0].0.contains("/ja/"));
        assert_eq!(found("one = 一\n", "one = one\n    .help = Help\n")[0].2, "`one.help` is missing in ja");
        assert_eq!(found("one = 一\n", "one = one\n-brand = Enishi\n")[0].2, "`-brand` is missing in ja");
    }

    #[test]
    fn a_variable_in_one_language_is_found() {
        let seen = found("hello = { $name } さん\n", "hello = Hello { $person }\n");
        assert_eq!(seen.len(), 2);
        assert!(seen.iter().any(|(file, _, what)| file.contains("/ja/") && what.contains("$name")));
        assert!(seen.iter().any(|(file, _, what)| file.contains("/en/") && what.contains("$person")));
    }

    #[test]
    fn broken_and_doubled_entries_are_found() {
        assert!(
            found("one = 一\nbroken = { $\n", "one = one\n")
                .iter()
                .any(|(_, line, what)| { what.contains("no Fluent") && line.is_some() })
        );
        assert!(
            found("one = 一\none = 壱\n", "one = one\n").iter().any(|(_, _, what)| what == "`one` twice")
        );
    }

    #[test]
    fn a_catalogue_alone_is_found() {
        let (_folder, tree) =
            tree_of(&[("crates/web/locales/ja/page.ftl", "a = 一\n"), ("crates/web/x.ftl", "")]);
        let findings = check(&tree).unwrap();
        assert_eq!(findings.len(), 2);
        assert!(findings[0].remedy.contains("crates/web/locales/en/page.ftl"));
    }
}
