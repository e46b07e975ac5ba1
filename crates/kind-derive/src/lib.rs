//! The derive that turns a struct into the field table of a record kind.
//!
//! Every field must name its disclosure layer: without one the struct does not compile.

use proc_macro::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{
    Data, DeriveInput, Error, Expr, Fields, FieldsNamed, Lit, LitStr, Meta, Token, Type, parse_macro_input,
    punctuated::Punctuated,
};

/// Emits `impl Kind` with the table of fields.
///
/// On the struct: `#[kind(name = "seed", plural = "seeds", title = "title", shape = 1)]`, and `upcasters = PATH`
/// once the shape is above 1. `period` says when a record holds: `"since..until"` (two dates), `"held_on"` (from a date
/// on) or `"fiscal_year"` (a fiscal year). `disclosure` is what a new record says when nobody did, `"members"` without it. `owner` names the field with the organisation whose own a record is, which sees to whom the record was opened. The labels are read from `locales/ja/NAME.ftl` and `locales/en/NAME.ftl` of the crate.
///
/// On each field: `#[field(layer = public)]` and, where they apply, `weight = 2.0`, `vocabulary = PATH`,
/// `to = "organisation"`, `max = 400`, `range = 1..=9`, `unit = "years"`, `standard = "dcterms:title"`,
/// `section = "content"`, `required`, `facet`, `sort`, `column`, `identifying`, `rows = STRUCT` (whose columns
/// `#[derive(Columns)]`
/// declares).
#[proc_macro_derive(Kind, attributes(kind, field))]
pub fn derive_kind(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand(input: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    let attributes = Attributes::of(&input.attrs, "kind", input.span())?;
    attributes.only(&["name", "plural", "title", "shape", "upcasters", "period", "disclosure", "owner"])?;
    let name = attributes.string("name")?;
    let plural = attributes.string("plural")?;
    let title = attributes.string("title")?;
    let shape = attributes.required("shape")?;
    let upcasters = attributes.value("upcasters").map_or_else(|| quote!(&[]), |path| quote!(#path));
    let named = named_fields(input, "a kind")?;
    let disclosure = match attributes.value("disclosure") {
        Some(_) => attributes.string("disclosure")?,
        None => LitStr::new("members", input.span()),
    };
    let opened = match attributes.value("owner") {
        Some(_) => {
            let owner = attributes.string("owner")?;
            quote!(Some(&::enishi_kind::opened_for(#owner)))
        }
        None => quote!(None),
    };
    let mut section = String::from("content");
    let mut table = Vec::new();
    for field in &named.named {
        table.push(field_entry(field, &mut section)?);
    }
    let period = period_of(named, &attributes)?;
    if !named.named.iter().any(|field| field.ident.as_ref().is_some_and(|ident| *ident == title.value())) {
        return Err(Error::new(title.span(), format!("no field is called `{}`", title.value())));
    }
    let ident = &input.ident;
    let japanese = format!("/locales/ja/{}.ftl", name.value());
    let english = format!("/locales/en/{}.ftl", name.value());
    Ok(quote! {
        impl ::enishi_kind::Kind for #ident {
            const INFO: &'static ::enishi_kind::KindInfo = &::enishi_kind::KindInfo {
                name: #name,
                plural: #plural,
                title: #title,
                shape: #shape,
                own_fields: &[#(#table),*],
                upcasters: #upcasters,
                period: #period,
                disclosure: #disclosure,
                opened: #opened,
                locales: [
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), #japanese)),
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), #english)),
                ],
            };
        }
    })
}

/// Emits `impl Columns` with the columns of a field of rows.
///
/// The fields have the types and attributes of a kind's, without `layer` (a column is as closed as the field it stands
/// in), `section`, `sort` and `column`, and hold no rows or identifiers of their own.
#[proc_macro_derive(Columns, attributes(field))]
pub fn derive_columns(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand_columns(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

fn expand_columns(input: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    let named = named_fields(input, "a row")?;
    let table = named.named.iter().map(column_entry).collect::<Result<Vec<_>, _>>()?;
    let ident = &input.ident;
    Ok(quote! {
        impl ::enishi_kind::Columns for #ident {
            const COLUMNS: &'static [::enishi_kind::Field] = &[#(#table),*];
        }
    })
}

fn named_fields<'a>(input: &'a DeriveInput, what: &str) -> Result<&'a FieldsNamed, Error> {
    if let Data::Struct(data) = &input.data
        && let Fields::Named(named) = &data.fields
    {
        return Ok(named);
    }
    Err(Error::new(input.span(), format!("{what} is a struct with named fields")))
}

/// The period of a kind, checked against the types of the fields that it names.
fn period_of(named: &FieldsNamed, attributes: &Attributes) -> Result<proc_macro2::TokenStream, Error> {
    if attributes.value("period").is_none() {
        return Ok(quote!(None));
    }
    let text = attributes.string("period")?;
    let type_of = |name: &str| {
        let field = named.named.iter().find(|field| field.ident.as_ref().is_some_and(|ident| *ident == name));
        field
            .map(|field| type_name(&field.ty))
            .ok_or_else(|| Error::new(text.span(), format!("no field is called `{name}`")))
    };
    let wrong = |name: &str, expected: &str| {
        Error::new(text.span(), format!("the field `{name}` of a period must be a {expected}"))
    };
    let value = text.value();
    if let Some((since, until)) = value.split_once("..") {
        for name in [since, until] {
            if type_of(name)? != "Date" {
                return Err(wrong(name, "Date"));
            }
        }
        return Ok(quote!(Some(::enishi_kind::Period::Span { since: #since, until: #until })));
    }
    match type_of(&value)?.as_str() {
        "Date" => Ok(quote!(Some(::enishi_kind::Period::From(#value)))),
        "FiscalYear" => Ok(quote!(Some(::enishi_kind::Period::Year(#value)))),
        _ => Err(wrong(&value, "Date or a FiscalYear")),
    }
}

/// The last word of a type's path.
fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => {
            path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn column_entry(field: &syn::Field) -> Result<proc_macro2::TokenStream, Error> {
    let attributes = Attributes::of(&field.attrs, "field", field.span())?;
    attributes.only(&[
        "weight",
        "vocabulary",
        "to",
        "max",
        "range",
        "unit",
        "standard",
        "required",
        "facet",
        "identifying",
    ])?;
    if matches!(type_name(&field.ty).as_str(), "Rows" | "Identifiers") {
        return Err(Error::new(field.ty.span(), "a column holds no rows and no identifiers"));
    }
    entry(field, &attributes, &quote!(Steward), "content")
}

fn field_entry(field: &syn::Field, section: &mut String) -> Result<proc_macro2::TokenStream, Error> {
    let attributes = Attributes::of(&field.attrs, "field", field.span())?;
    attributes.only(&[
        "layer",
        "weight",
        "vocabulary",
        "to",
        "max",
        "range",
        "unit",
        "standard",
        "section",
        "required",
        "facet",
        "sort",
        "column",
        "identifying",
        "rows",
    ])?;
    let layer = match attributes.word("layer")?.as_str() {
        "public" => quote!(Public),
        "member" => quote!(Member),
        "party" => quote!(Party),
        "steward" => quote!(Steward),
        other => {
            let message = format!("unknown layer `{other}`: one of public, member, party, steward");
            return Err(Error::new(field.span(), message));
        }
    };
    if attributes.value("section").is_some() {
        *section = attributes.string("section")?.value();
    }
    entry(field, &attributes, &layer, section)
}

fn entry(
    field: &syn::Field,
    attributes: &Attributes,
    layer: &proc_macro2::TokenStream,
    section: &str,
) -> Result<proc_macro2::TokenStream, Error> {
    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let of = type_of(&field.ty, attributes)?;
    let weight = attributes.value("weight").map_or_else(|| quote!(0.0), |value| quote!(#value));
    let max = option(attributes.value("max"));
    let unit = option(attributes.value("unit"));
    let standard = option(attributes.value("standard"));
    let range = match attributes.value("range") {
        None => quote!(None),
        Some(Expr::Range(range)) => {
            let (start, end) = (&range.start, &range.end);
            quote!(Some((#start, #end)))
        }
        Some(other) => return Err(Error::new(other.span(), "a range is written 1..=9")),
    };
    let [required, facet, sort, column, identifying] =
        ["required", "facet", "sort", "column", "identifying"].map(|word| attributes.flag(word));
    Ok(quote! {
        ::enishi_kind::Field {
            name: #name,
            of: #of,
            layer: ::enishi_kind::Layer::#layer,
            weight: #weight,
            facet: #facet,
            sort: #sort,
            required: #required,
            column: #column,
            max_chars: #max,
            identifying: #identifying,
            range: #range,
            unit: #unit,
            standard: #standard,
            section: #section,
            owner: None,
        }
    })
}

fn option(value: Option<&Expr>) -> proc_macro2::TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

fn type_of(ty: &Type, attributes: &Attributes) -> Result<proc_macro2::TokenStream, Error> {
    let name = type_name(ty);
    let prefix = quote!(::enishi_kind::Type);
    Ok(match name.as_str() {
        "Text" => quote!(#prefix::Text),
        "LongText" => quote!(#prefix::LongText),
        "Name" => quote!(#prefix::Name),
        "Line" => quote!(#prefix::Line),
        "Keywords" => quote!(#prefix::Keywords),
        "Date" => quote!(#prefix::Date),
        "FiscalYear" => quote!(#prefix::FiscalYear),
        "Integer" => quote!(#prefix::Integer),
        "Decimal" => quote!(#prefix::Decimal),
        "Yen" => quote!(#prefix::Yen),
        "YenRange" => quote!(#prefix::YenRange),
        "Flag" => quote!(#prefix::Flag),
        "Link" => quote!(#prefix::Link),
        "Identifiers" => quote!(#prefix::Identifiers),
        "Choice" | "Choices" => {
            let vocabulary = attributes.required("vocabulary")?;
            let variant = syn::Ident::new(&name, ty.span());
            quote!(#prefix::#variant(&#vocabulary))
        }
        "Rows" => {
            let rows = attributes.required("rows")?;
            quote!(#prefix::Rows(<#rows as ::enishi_kind::Columns>::COLUMNS))
        }
        "Reference" | "References" => {
            let to = attributes.string("to")?;
            let variant = syn::Ident::new(&name, ty.span());
            quote!(#prefix::#variant(#to))
        }
        other => {
            return Err(Error::new(ty.span(), format!("`{other}` is not a type of `enishi_kind::fields`")));
        }
    })
}

/// The arguments of `#[kind(..)]` or `#[field(..)]`.
struct Attributes {
    span: proc_macro2::Span,
    items: Vec<Meta>,
}

impl Attributes {
    fn of(attrs: &[syn::Attribute], name: &str, span: proc_macro2::Span) -> Result<Self, Error> {
        let mut items = Vec::new();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
            items.extend(attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)?);
        }
        Ok(Self { span, items })
    }

    fn only(&self, known: &[&str]) -> Result<(), Error> {
        for item in &self.items {
            if !known.iter().any(|name| item.path().is_ident(name)) {
                return Err(Error::new(
                    item.span(),
                    format!("unknown argument; known are {}", known.join(", ")),
                ));
            }
        }
        Ok(())
    }

    fn value(&self, name: &str) -> Option<&Expr> {
        self.items.iter().find_map(|item| match item {
            Meta::NameValue(pair) if pair.path.is_ident(name) => Some(&pair.value),
            _ => None,
        })
    }

    fn flag(&self, name: &str) -> bool {
        self.items.iter().any(|item| matches!(item, Meta::Path(path) if path.is_ident(name)))
    }

    fn required(&self, name: &str) -> Result<&Expr, Error> {
        self.value(name).ok_or_else(|| Error::new(self.span, format!("`{name} = ..` is missing")))
    }

    fn string(&self, name: &str) -> Result<LitStr, Error> {
        match self.required(name)? {
            Expr::Lit(literal) if matches!(literal.lit, Lit::Str(_)) => match &literal.lit {
                Lit::Str(text) => Ok(text.clone()),
                _ => Err(Error::new(literal.span(), "a string is expected")),
            },
            other => Err(Error::new(other.span(), "a string is expected")),
        }
    }

    fn word(&self, name: &str) -> Result<String, Error> {
        match self.required(name)? {
            Expr::Path(path) => Ok(path.path.get_ident().map(ToString::to_string).unwrap_or_default()),
            other => Err(Error::new(other.span(), "a word is expected")),
        }
    }
}
