//! A note in the margin.

use super::escape::words;
use super::page::{Draft, Note, Page, Spotted};
use super::quote::quote;
use super::words::{self, Words};
use crate::diagnostic::{Report, Severity};
use crate::render::{severity_word, source};
use crate::text::{Language, Span};

/// The letter for a severity, as class and as value.
pub(super) fn letter(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

/// What notes of a page share.
pub(super) struct Margin<'a> {
    pub(super) report: &'a Report,
    pub(super) page: &'a Page<'a>,
    pub(super) language: Language,
}

impl Margin<'_> {
    /// The HTML of `note`, which belongs to `draft`.
    pub(super) fn note(&self, draft: &Draft<'_>, note: &Note<'_>) -> String {
        let it = note.first;
        let (number, letter) = (note.number, letter(it.severity));
        let loose = if note.paragraph.is_none() { " loose" } else { "" };
        let mut out = format!(
            "<div class=\"note {letter}{loose}\" id=\"n{number}\" tabindex=\"-1\" data-c=\"{}\" \
             data-r=\"{}\"{}{}>\n",
            note.count,
            words(&it.rule),
            self.ids(note, true, "p"),
            self.ids(note, false, "q"),
        );
        let own = note.places.iter().find(|place| place.primary);
        let href = own.and_then(|place| self.page.ids(place));
        let tag = format!(
            "{number}<span class=\"v\"> {}</span>",
            severity_word(it.severity, self.language)
        );
        out += "<p class=\"m\">";
        out += &match href {
            Some((id, _)) => format!("<a class=\"no\" href=\"#s{id}\">{tag}</a>"),
            None => format!("<span class=\"no\">{tag}</span>"),
        };
        out += &format!("{}{}</p>\n", words(&it.message), words::places(note.count, self.language));
        out += &self.places(draft, note);
        if !it.help.is_empty() {
            out += &format!("<p class=\"h\">{}</p>\n", words(&it.help));
        }
        out += &self.fix(draft, note);
        out += &format!("<p class=\"r\">{}</p>\n</div>\n", self.rule(&it.rule));
        out
    }

    /// The marked segments of one sort of places, as an attribute.
    fn ids(&self, note: &Note<'_>, primary: bool, name: &str) -> String {
        let places = note.places.iter().filter(|place| place.primary == primary);
        let ids: Vec<String> = places
            .filter_map(|place| self.page.ids(place))
            .map(|(first, last)| format!("{first}-{last}"))
            .collect();
        if ids.is_empty() { String::new() } else { format!(" data-{name}=\"{}\"", ids.join(" ")) }
    }

    /// The places of `note`: the words of each, and the sentence around it.
    fn places(&self, draft: &Draft<'_>, note: &Note<'_>) -> String {
        let mut out = String::new();
        for place in &note.places {
            // The own place stands beside the note: only words that the message lacks are shown.
            let said = note.first.message.contains(&place.label.text);
            let class = match (place.primary, said) {
                (true, true) => "q own",
                (true, false) => "q own said",
                (false, _) => "q",
            };
            out += &format!("<p class=\"{class}\">{}</p>\n", self.place(draft, place));
        }
        out
    }

    fn place(&self, draft: &Draft<'_>, place: &Spotted<'_>) -> String {
        let label = place.label;
        let source = source(draft.file, label.place.source);
        let name = source.filter(|it| it.name != draft.file.path).map(|it| words(&it.name) + " ");
        let at = source.map(|it| it.lines.position(&it.text, label.place.span.start));
        let at = at.map(|at| words::place(at, self.language)).unwrap_or_default();
        let at = name.unwrap_or_default() + &at;
        let at = match self.page.ids(place) {
            Some((id, _)) => format!("<a href=\"#s{id}\">{at}</a>"),
            None => format!("<span>{at}</span>"),
        };
        let said = if label.text.is_empty() {
            String::new()
        } else {
            " ".to_owned() + &words(&label.text)
        };
        let quote = source.map(|it| quote(it, label.place.span)).unwrap_or_default();
        format!("{at}{said}<q>{quote}</q>")
    }

    /// The offered correction.
    fn fix(&self, draft: &Draft<'_>, note: &Note<'_>) -> String {
        let Some(fix) = &note.first.fix else { return String::new() };
        let source = source(draft.file, note.first.primary.place.source);
        let old = |span: Span| source.map_or("", |it| span.of(&it.text));
        let edits =
            fix.edits.iter().map(|it| words::instead(old(it.span), &it.text, self.language));
        let edits: Vec<String> = edits.map(|it| words(&it)).collect();
        format!("<p class=\"h\">{}</p>\n", edits.join("<br>"))
    }

    /// What the rule is called, and its id.
    fn rule(&self, id: &str) -> String {
        let title = title(self.report, id, self.language);
        let id = format!("<code>{}</code>", words(id));
        title.map_or(id.clone(), |title| format!("{} {id}", words(title)))
    }
}

/// The title of the rule that is shown as `id`.
pub(super) fn title<'a>(report: &'a Report, id: &str, language: Language) -> Option<&'a str> {
    let rule = report.rules.iter().find(|rule| rule.shown == id)?;
    Some(rule.title.get(language)).filter(|title| !title.is_empty())
}

/// A line of words before the notes that have no paragraph.
pub(super) fn loose(words: &Words) -> String {
    format!("<p class=\"remark\">{}</p>\n", words.loose)
}
