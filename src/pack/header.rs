//! The head of a pack: language version, name, what it needs of the program.

use super::PackFile;
use crate::kinds::named;
use crate::text::decode::{Fields, Reader, Slip};
use crate::text::{Node, Text};

/// What people read about a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackInfo {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// A few words.
    pub title: Text,
    /// Whether it ships with the program.
    pub built_in: bool,
}

/// Keys of the language that this version of the program does not know yet.
const LATER: [&str; 1] = ["ledgers"];

/// Reads the header; `fields` stay open for `rules`.
pub(super) fn read_header(
    fields: &mut Fields<'_>,
    lists: &[PackFile],
    reader: &mut Reader,
) -> PackInfo {
    fields.later(&LATER);
    if let Some(node) = fields.require("jiaohe", reader)
        && reader.string(node).is_some_and(|it| it != "1")
    {
        reader.slip(
            Slip::new(node.span, "不认识的规则语言版本", "unknown version of the rule language")
                .help("写 jiaohe: 1", "write jiaohe: 1"),
        );
    }
    let name = read_name(fields, reader);
    let version = fields.require("version", reader).and_then(|node| reader.string(node));
    if let Some(node) = fields.take("requires") {
        read_requires(node, reader);
    }
    let title = fields.take("title").and_then(|node| reader.text(node));
    if let Some(node) = fields.take("lexicons") {
        super::vocabulary::read_lexicons(node, lists, reader);
    }
    if let Some(node) = fields.take("defs") {
        super::vocabulary::read_defs(node, reader);
    }
    if let Some(node) = fields.take("figures") {
        named::read_figures(node, reader);
    }
    PackInfo {
        name,
        version: version.unwrap_or_default().to_owned(),
        title: title.unwrap_or_default(),
        built_in: false,
    }
}

/// The name of the pack; where it has a mistake, what is written, or the name of the file: its
/// rules may run all the same.
fn read_name(fields: &mut Fields<'_>, reader: &mut Reader) -> String {
    let node = fields.require("pack", reader);
    if let Some(name) = node.and_then(|node| read_id(node, reader)) {
        return name;
    }
    let file = reader.name.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    node.and_then(Node::scalar).unwrap_or(stem).to_owned()
}

/// Reads a name of lower-case letters, digits and hyphens.
pub(super) fn read_id(node: &Node, reader: &mut Reader) -> Option<String> {
    let written = reader.string(node)?;
    let letter = |mark: char| mark.is_ascii_lowercase();
    let sound = written.starts_with(letter)
        && written.chars().all(|mark| letter(mark) || mark.is_ascii_digit() || mark == '-');
    if !sound {
        reader.slip(
            Slip::new(
                node.span,
                format!("“{written}”不能作名称"),
                format!("`{written}` cannot be a name"),
            )
            .help(
                "以小写英文字母开头，只用小写字母、数字和连字符，如 party-figures",
                "lower-case letters, digits and hyphens, a letter first: party-figures",
            ),
        );
    }
    sound.then(|| written.to_owned())
}

type Version = [u32; 3];

fn read_requires(node: &Node, reader: &mut Reader) {
    let Some(written) = reader.string(node) else { return };
    let program = env!("CARGO_PKG_VERSION");
    let Some(own) = version(program) else { return };
    let mut met = true;
    for bound in written.split(',').map(str::trim) {
        match within(bound, own) {
            Some(here) => met &= here,
            None => {
                reader.slip(
                    Slip::new(
                        node.span,
                        format!("看不懂版本要求“{bound}”"),
                        format!("cannot read the requirement `{bound}`"),
                    )
                    .help("写成 '>=0.1, <1'", "write '>=0.1, <1'"),
                );
                return;
            }
        }
    }
    if !met {
        reader.slip(
            Slip::new(
                node.span,
                format!("本规则包要求程序版本 {written}，现为 {program}"),
                format!("the pack requires version {written}, this is {program}"),
            )
            .help(
                "更新 jiaohe，或换一个版本的规则包",
                "update jiaohe, or take another version of the pack",
            ),
        );
    }
}

fn within(bound: &str, own: Version) -> Option<bool> {
    let at = bound.find(|mark: char| mark.is_ascii_digit())?;
    let (sign, number) = bound.split_at_checked(at)?;
    let number = version(number)?;
    Some(match sign.trim() {
        ">=" => number <= own,
        ">" => number < own,
        "<=" => own <= number,
        "<" => own < number,
        "=" | "" => own == number,
        _ => return None,
    })
}

fn version(written: &str) -> Option<Version> {
    let mut parts = written.trim().split('.').map(|part| part.parse().ok());
    let version =
        [parts.next()??, parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?];
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_versions() {
        for (bound, expect) in [
            (">=0.1", Some(true)),
            ("<1", Some(true)),
            (">0.1.2", Some(true)),
            ("= 0.2.0", Some(true)),
            ("<0.2", Some(false)),
            ("~0.2", None),
            (">=x", None),
            (">=1.2.3.4", None),
        ] {
            assert_eq!(within(bound, [0, 2, 0]), expect, "{bound}");
        }
    }
}
