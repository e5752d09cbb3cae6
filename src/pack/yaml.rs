//! YAML text → [`Node`] tree: every value with its bytes, scalars as written, duplicate keys kept.
//!
//! The build script shares this file, so that the packs of the program are parsed once, at build.

use std::collections::BTreeMap;

use serde_yaml::granit_parser::{self, Event, Parser, ScalarStyle, StructureStyle};

use super::yaml_slip;
use crate::text::node::{Key, Node, Value};
use crate::text::slip::Slip;
use crate::text::span::Span;

/// Bytes a YAML file may have.
pub const MAX_BYTES: usize = 1 << 20;
/// Values a YAML file may have, aliases spelt out.
pub const MAX_NODES: usize = 50_000;
/// Aliases a YAML file may have.
pub const MAX_ALIASES: usize = 200;
/// How deep lists and maps may nest.
pub const MAX_DEPTH: usize = 32;

/// Reads `text`; a syntax error or a passed bound ends the file and leaves no tree.
pub fn parse(text: &str) -> (Option<Node>, Vec<Slip>) {
    let mut builder = Builder { text, ..Builder::default() };
    let outcome = builder.read();
    let Builder { root, mut slips, .. } = builder;
    match outcome {
        Ok(()) => (Some(root.unwrap_or(EMPTY)), slips),
        Err(slip) => {
            let line = yaml_slip::line_of(text, slip.span.start as usize);
            let near = yaml_slip::line_before(text, line).start;
            // A slip right above is most often what broke the syntax.
            if slips.last().is_none_or(|last| last.span.start < near) {
                slips.push(*slip);
            }
            (None, slips)
        }
    }
}

const EMPTY: Node = Node { span: Span { start: 0, end: 0 }, value: Value::Null };

#[derive(Default)]
struct Builder<'a> {
    text: &'a str,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    aliases: usize,
    slips: Vec<Slip>,
}

/// A list or map that is not closed yet.
struct Open {
    start: usize,
    flow: bool,
    anchor: usize,
    nodes_before: usize,
    items: Items,
}

enum Items {
    List(Vec<Node>),
    Map(Vec<(Key, Node)>, Pending),
}

enum Pending {
    Nothing,
    Key(Key),
    /// A key that cannot be one: its value is dropped.
    Dropped,
}

type Step = Result<(), Box<Slip>>;

impl Builder<'_> {
    fn read(&mut self) -> Step {
        if MAX_BYTES < self.text.len() {
            return Err(self.bound(
                Span::new(MAX_BYTES, MAX_BYTES),
                "文件超过 1 MB",
                "the file is larger than 1 MB",
            ));
        }
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        let mut documents = 0;
        for next in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = next.map_err(|error| Box::new(self.syntax(&error)))?;
            let bytes = span.byte_range().unwrap_or(0..0);
            if matches!(event, Event::DocumentStart(..)) {
                documents += 1;
                if documents == 2 {
                    return Err(Box::new(yaml_slip::second_document(Span::new(
                        bytes.start,
                        bytes.end,
                    ))));
                }
            }
            self.event(event, bytes)?;
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, at: std::ops::Range<usize>) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.with_header(Span::new(at.start, at.end), style);
                if tag.is_some() {
                    self.slips.push(yaml_slip::tag(self.text, span));
                }
                if style == ScalarStyle::Plain {
                    self.slips.extend(yaml_slip::swallowed_key(self.text, span));
                }
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                let span = if span.is_empty() { self.after_colon(span) } else { span };
                self.count(span, 1)?;
                self.put(Node { span, value }, anchor, 1);
                Ok(())
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(at.start, style, anchor, Items::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                self.start(at.start, style, anchor, Items::Map(Vec::new(), Pending::Nothing))
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(at.end);
                Ok(())
            }
            Event::Alias(id) => self.alias(id, Span::new(at.start, at.end)),
            Event::UnresolvedAlias(_) => {
                let span = Span::new(at.start, at.end);
                self.slips.push(yaml_slip::star(span));
                self.put(Node { span, value: Value::Scalar(String::new()) }, 0, 1);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// A block scalar is reported from its first line on; its `|` or `>` belongs to it.
    fn with_header(&self, span: Span, style: ScalarStyle) -> Span {
        let mark = match style {
            ScalarStyle::Literal => '|',
            ScalarStyle::Folded => '>',
            _ => return span,
        };
        let before = self.text.get(..span.start as usize).unwrap_or("");
        let start = before.rfind(mark).unwrap_or(span.start as usize);
        Span::new(start, start + Span::new(start, span.end as usize).of(self.text).trim_end().len())
    }

    /// A value left out stands behind its colon.
    fn after_colon(&self, span: Span) -> Span {
        let rest = self.text.get(span.start as usize..).unwrap_or("");
        span.moved(u32::from(rest.starts_with(':')))
    }

    fn start(&mut self, start: usize, style: StructureStyle, anchor: usize, items: Items) -> Step {
        let span = Span::new(start, start + 1);
        if MAX_DEPTH <= self.open.len() {
            return Err(Box::new(yaml_slip::too_deep(span)));
        }
        self.count(span, 1)?;
        let flow = style == StructureStyle::Flow;
        self.open.push(Open { start, flow, anchor, nodes_before: self.nodes, items });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let (value, last) = match open.items {
            Items::List(members) => {
                let last = members.last().map(|it| it.span.end);
                (Value::List(members), last)
            }
            Items::Map(entries, _) => {
                let last = entries.last().map(|(key, it)| it.span.end.max(key.span.end));
                (Value::Map(entries), last)
            }
        };
        let end = if open.flow { end } else { last.map_or(open.start, |it| it as usize) };
        let node = Node { span: Span::new(open.start, end), value };
        self.put(node, open.anchor, self.nodes - open.nodes_before + 1);
    }

    fn alias(&mut self, id: usize, span: Span) -> Step {
        self.aliases += 1;
        if MAX_ALIASES < self.aliases {
            return Err(self.bound(
                span,
                &format!("别名超过 {MAX_ALIASES} 个"),
                &format!("more than {MAX_ALIASES} aliases"),
            ));
        }
        let Some((node, size)) = self.anchors.get(&id).cloned() else {
            return Err(Box::new(yaml_slip::star(span)));
        };
        self.count(span, size)?;
        self.put(node, 0, size);
        Ok(())
    }

    fn count(&mut self, span: Span, nodes: usize) -> Step {
        self.nodes += nodes;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        Err(self.bound(
            span,
            &format!("超过 {MAX_NODES} 个值（别名展开后）"),
            &format!("more than {MAX_NODES} values, aliases spelt out"),
        ))
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node, anchor: usize, size: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut().map(|open| &mut open.items) {
            None => self.root = Some(node),
            Some(Items::List(members)) => members.push(node),
            Some(Items::Map(entries, pending)) => {
                match std::mem::replace(pending, Pending::Nothing) {
                    Pending::Key(key) => entries.push((key, node)),
                    Pending::Dropped => {}
                    Pending::Nothing => match yaml_slip::key_slip(&node) {
                        None => {
                            let name = node.scalar().unwrap_or("").to_owned();
                            *pending = Pending::Key(Key { span: node.span, name });
                        }
                        Some(slip) => {
                            self.slips.push(slip);
                            *pending = Pending::Dropped;
                        }
                    },
                }
            }
        }
    }

    fn bound(&self, span: Span, zh: &str, en: &str) -> Box<Slip> {
        Box::new(Slip::new(span, zh, en).help("把规则包分成几个文件", "split the pack into files"))
    }

    fn syntax(&self, error: &granit_parser::ScanError) -> Slip {
        let at = error.marker().byte_offset().unwrap_or(0);
        yaml_slip::syntax(self.text, at.min(self.text.len()), error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every slip of `yaml`: the text under it, and what is wrong.
    fn check(yaml: &str, expect: &[(&str, &str)]) {
        let (_, slips) = parse(yaml);
        let found: Vec<_> =
            slips.iter().map(|slip| (slip.span.of(yaml), slip.message.zh.as_str())).collect();
        assert_eq!(found, expect, "{yaml}");
    }

    #[test]
    fn slips_stand_where_they_were_made() {
        let colon = [("：", "键后面是全角冒号")];
        check("jiaohe: 1\npack：党建\nversion: 1\n", &colon);
        check("pack：党建\n", &colon);
        check("pack：党建\nversion: 1\n", &colon);
        check("why: 甲\n  title：乙\n", &colon);
        check("why: 要注意：这里\n", &[]);
        let star = "以 * 开头的值会被当作 YAML 别名";
        check("regex: *个\nb: *\n", &[("*个", star)]);
        check("a: *\nb: 1\n", &[("*", star)]);
        check("a: *甲\nb: [1]\nc: 1\nd: 'x\n", &[("*甲", star), ("'", "引号没有关上")]);
        let brace = "以 { 开头的文字会被当作 YAML 的括号";
        check("message: {a} 与 {b}\nb: 1\n", &[("{a} 与 {b}", brace)]);
        let inside = "写在 { } 里的文字带大括号，要放进引号";
        check("a: { zh: 有{n}个, en: '{n}' }\nb: 1\n", &[("{n}", inside)]);
        check("message: [一二]是\n", &[("[一二]是", "以 [ 开头的文字会被当作 YAML 的括号")]);
        check("message: %个\n", &[("%", "值不能以 % 开头")]);
        check("any:\n - @个\n", &[("@", "值不能以 @ 开头")]);
        check("regex: \"\\d+个\"\n", &[("\\d", "双引号里不能写 \\d")]);
        check("a:\n\tb: 1\n", &[("\t", "缩进用了制表符")]);
        check("a:\n  b: 1\n\tc: 1\n", &[("\t", "缩进用了制表符")]);
        check("a:\n　b: 1\n", &[("　b", "缩进用了全角空格")]);
        check("a:\n  b: 1\n　c: 1\n", &[("　c", "缩进用了全角空格")]);
        check("a: 注意: 这里\n", &[(":", "值里有“: ”，YAML 会当作又一个键")]);
        check("a:1\nb: 2\n", &[("b", "这一行不能是键")]);
        check("a: 1\n  b: 2\n", &[("b", "这一行不能是键")]);
        check("a: 'ab'c'\nb: 1\n", &[("'ab'c'", "引号后面还有文字")]);
        check("a: !x y\n", &[("!x y", "以 ! 开头的值会被当作 YAML 标签")]);
        check("a: 1\n---\nb: 1\n", &[("---", "一个文件里有两个 YAML 文档")]);
        check("<<: {a: 1}\n", &[("<<", "不支持合并键 <<")]);
        check("a: > x\n", &[(">", "值不能以 > 开头")]);
    }

    #[test]
    fn bounds_have_their_own_words() {
        let deep = format!("{}{}", "[".repeat(MAX_DEPTH + 1), "]".repeat(MAX_DEPTH + 1));
        check(&deep, &[("[", "嵌套超过 32 层")]);
        check("a: [[1, 2]\n", &[("[", "括号没有关上")]);
        let long = format!("[{}]", "1,".repeat(MAX_NODES));
        check(&long, &[("1", "超过 50000 个值（别名展开后）")]);
        let bomb = format!(
            "- &a [{}]\n- &b [{}]\n- [{}]\n",
            "1,".repeat(90),
            "*a,".repeat(90),
            "*b,".repeat(90)
        );
        check(&bomb, &[("*b", "超过 50000 个值（别名展开后）")]);
        let aliases = format!("- &a 1\n- [{}]\n", "*a,".repeat(MAX_ALIASES + 1));
        check(&aliases, &[("*a", "别名超过 200 个")]);
        check(&"#".repeat(MAX_BYTES + 1), &[("", "文件超过 1 MB")]);
        check(&"[".repeat(100_000), &[("[", "嵌套超过 32 层")]);
    }

    #[test]
    fn scalars_stay_as_written() {
        let yaml = "no: 0012\n是: no\nx: ~\ny: |\n  甲\n  乙\n'z': [1.50, 'a''b']\nz: ''\n";
        let (node, slips) = parse(yaml);
        assert!(slips.is_empty());
        let node = node.unwrap();
        let entries = node.map().unwrap();
        let keys: Vec<_> = entries.iter().map(|(key, _)| key.name.as_str()).collect();
        assert_eq!(keys, ["no", "是", "x", "y", "z", "z"]);
        let written: Vec<_> =
            entries.iter().map(|(_, it)| (it.scalar(), it.span.of(yaml))).collect();
        assert_eq!(
            written,
            [
                (Some("0012"), "0012"),
                (Some("no"), "no"),
                (None, "~"),
                (Some("甲\n乙\n"), "|\n  甲\n  乙"),
                (None, "[1.50, 'a''b']"),
                (Some(""), "''"),
            ]
        );
    }
}
