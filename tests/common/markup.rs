//! A strict reader of the markup that the program writes, for its tests.

use std::collections::BTreeMap;

/// One element, in the order of their starts.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Its text and that of all within.
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute that must be there.
    #[track_caller]
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).unwrap_or_else(|| panic!("{} lacks {name}: {self:?}", self.name))
    }
}

/// The elements named `name`.
pub(crate) fn named<'a>(all: &'a [Element], name: &str) -> Vec<&'a Element> {
    all.iter().filter(|it| it.name == name).collect()
}

/// HTML elements without an end.
const VOID: [&str; 4] = ["meta", "br", "input", "hr"];

/// Reads XML, or HTML as strict as XML; everything that is not well formed is a panic.
pub(crate) fn elements(markup: &str) -> Vec<Element> {
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = markup;
    while let Some((text, tail)) = rest.split_once('<') {
        let plain = decoded(text);
        open.iter().for_each(|&it| all[it].text += &plain);
        if let Some(name) = tail.strip_prefix('/') {
            let (name, after) = name.split_once('>').unwrap();
            let last = open.pop().unwrap_or_else(|| panic!("</{name}> ends nothing"));
            assert_eq!(all[last].name, name);
            rest = after;
            continue;
        }
        if tail.starts_with(['?', '!']) {
            rest = tail.split_once('>').unwrap().1;
            continue;
        }
        let (element, closed, after) = start(tail);
        let raw = ["style", "script"].contains(&element.name.as_str());
        let name = element.name.clone();
        let ended = closed || VOID.contains(&name.as_str());
        all.push(element);
        rest = after;
        if raw {
            let (inner, after) = after.split_once(&format!("</{name}>")).unwrap();
            all.last_mut().unwrap().text = inner.to_owned();
            rest = after;
        } else if !ended {
            open.push(all.len() - 1);
        }
    }
    assert!(open.is_empty(), "{} does not end", all[open[0]].name);
    assert_eq!(rest.trim(), "");
    all
}

/// An element from behind its `<`; whether it ends at once; what follows.
fn start(tail: &str) -> (Element, bool, &str) {
    let end = tail.find(|mark: char| mark.is_whitespace() || "/>".contains(mark)).unwrap();
    let (name, mut rest) = tail.split_at(end);
    assert!(name.starts_with(|mark: char| mark.is_ascii_alphabetic()), "<{name}");
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        let closed = rest.starts_with("/>");
        if closed || rest.starts_with('>') {
            let after = &rest[if closed { 2 } else { 1 }..];
            let name = name.to_owned();
            return (Element { name, attributes, text: String::new() }, closed, after);
        }
        let end = rest.find(|mark: char| mark.is_whitespace() || "=>".contains(mark)).unwrap();
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inner, after) = quoted.split_once('"').unwrap();
            assert!(!inner.contains('<'), "{key}={inner}");
            (value, rest) = (decoded(inner), after);
        }
        assert!(attributes.insert(key, value).is_none(), "<{name}: an attribute twice");
    }
}

fn decoded(text: &str) -> String {
    let wrong = |mark: char| {
        (mark.is_control() && !"\n\t".contains(mark)) || "\u{fffe}\u{ffff}".contains(mark)
    };
    assert!(!text.contains('>') && !text.contains(wrong), "{text:?}");
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('&') {
        let (name, after) = tail.split_once(';').unwrap_or_else(|| panic!("a bare &: {text}"));
        let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\'')];
        let mark = known.iter().find(|(it, _)| *it == name).unwrap_or_else(|| panic!("&{name};"));
        out += before;
        out.push(mark.1);
        rest = after;
    }
    out + rest
}
