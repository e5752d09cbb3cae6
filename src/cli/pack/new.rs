//! `pack new`: a commented pack with one working rule, to begin from.

use std::path::Path;

use crate::cli::screen::Screen;
use crate::cli::{Exit, Failure, Outcome};
use crate::project::save;
use crate::text::{Language, Text};

const TEMPLATE: &str = include_str!("new.yaml");

/// Writes `NAME.yaml` into the working folder; a file that is there already stays as it is.
pub(super) fn write(asked: &str, language: Language) -> Outcome {
    let name = asked.strip_suffix(".yaml").or(asked.strip_suffix(".yml")).unwrap_or(asked);
    if !is_name(name) {
        return Err(Failure::new(
            Text::new(
                format!("“{asked}”不能作规则包的名称"),
                format!("`{asked}` cannot be the name of a pack"),
            ),
            Some(Text::new(
                "以小写英文字母开头，只用小写字母、数字和连字符，如 party-figures",
                "lower-case letters, digits and hyphens, a letter first: party-figures",
            )),
        ));
    }
    let file = format!("{name}.yaml");
    let path = Path::new(&file);
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(
            Text::new(
                format!("已有 {file}，没有改动它"),
                format!("{file} exists; it was left alone"),
            ),
            Some(Text::new("换一个名称，或者先移走它", "choose another name, or move it away")),
        ));
    }
    save::whole(path, |out| out.write_all(TEMPLATE.replace("NAME", name).as_bytes()))?;
    Screen::plain(None, language).write(|out| match language {
        Language::Zh => writeln!(
            out,
            "已写好 {file}\n接下来：\n  jiaohe pack test {file}\n  jiaohe check --pack {file} 稿件.txt"
        ),
        Language::En => writeln!(
            out,
            "wrote {file}\nnext:\n  jiaohe pack test {file}\n  jiaohe check --pack {file} draft.txt"
        ),
    })?;
    Ok(Exit::Clean)
}

/// Lower-case letters, digits and hyphens, a letter first.
fn is_name(name: &str) -> bool {
    let letter = |mark: char| mark.is_ascii_lowercase();
    name.starts_with(letter)
        && name.chars().all(|mark| letter(mark) || mark.is_ascii_digit() || mark == '-')
}
