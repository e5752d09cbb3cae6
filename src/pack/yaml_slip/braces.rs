//! Braces in a text that itself stands in the braces of YAML.

use crate::text::slip::Slip;
use crate::text::span::Span;

/// In `{ zh: 甲{n}, en: … }` the inner braces are taken for the end of the outer ones.
pub(super) fn inside(value: &str, span: Span) -> Option<Slip> {
    let inside = value.strip_prefix('{')?;
    let (key, rest) = inside.split_once(": ")?;
    let plain = !rest.trim_start().starts_with(['{', '\'', '"']);
    let key = key.trim();
    if key.is_empty() || !plain || !key.bytes().all(|it| it.is_ascii_lowercase() || it == b'-') {
        return None;
    }
    let at = value.len() - rest.len() + rest.find('{')?;
    let name = value.get(at..)?;
    let end = name.find('}').map_or(1, |it| it + 1);
    let here = Span::new(at, at + end).moved(span.start);
    Some(
        Slip::new(
            here,
            "写在 { } 里的文字带大括号，要放进引号",
            "a text that has braces and stands in braces needs quotes",
        )
        .help(
            format!("如 {{ {key}: '…{{名称}}…' }}，或者把 {key} 写成单独的一行"),
            format!("such as {{ {key}: '…{{name}}…' }}, or write `{key}` on a line of its own"),
        ),
    )
}
