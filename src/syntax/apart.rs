//! Lines that are no text of the draft: its table of contents, what a web page puts around it, and
//! what is quoted over several paragraphs.
//!
//! They are known once, by the kind of their block; the outline, series, sentences and figures
//! leave them out by [`BlockKind::is_draft`].

use super::marker::{Head, Marker, is_blank, is_han, read};
use crate::text::{Block, BlockKind, Source, Span};

/// Sets these lines apart; gives the titles that the table of contents lists, without their pages.
pub fn set_apart(source: &mut Source) -> Vec<Span> {
    let Source { text, blocks, .. } = source;
    for block in blocks.iter_mut().filter(|it| it.kind.is_draft()) {
        let words = block.span.of(text);
        if is_chrome(words) {
            block.kind = BlockKind::Chrome;
        } else if is_led(words) {
            block.kind = BlockKind::Contents;
        }
    }
    set_quotations(text, blocks);
    let title = blocks.iter().position(|it| is_contents_title(it.span.of(text)));
    let Some(title) = title else { return Vec::new() };
    let Some(below) = blocks.get_mut(title..) else { return Vec::new() };
    let listed = listed(text, below.get(1..).unwrap_or(&[]));
    if listed.titles.len() < FEWEST {
        return Vec::new();
    }
    for block in below.iter_mut().take(1 + listed.blocks) {
        block.kind = BlockKind::Contents;
    }
    listed.titles
}

/// A quotation has at most so many paragraphs; more have lost a mark.
const MOST_QUOTED: usize = 40;

/// Paragraphs that each begin with “, of which only the last closes it (GB/T 15834, 4.8.3.5), are
/// another document.
fn set_quotations(text: &str, blocks: &mut [Block]) {
    let mut at = 0;
    while at < blocks.len() {
        let rest = blocks.get(at..).unwrap_or(&[]);
        let count = quotation(text, rest);
        for block in blocks.iter_mut().skip(at).take(count) {
            block.kind = BlockKind::Quoted;
        }
        at += count.max(1);
    }
}

/// How many of the first blocks are one quotation; none where they are not.
fn quotation(text: &str, blocks: &[Block]) -> usize {
    for (index, block) in blocks.iter().take(MOST_QUOTED).enumerate() {
        let words = block.span.of(text).trim_start_matches(is_blank);
        if block.kind != BlockKind::Paragraph || !words.starts_with('“') {
            return 0;
        }
        let count = |mark: char| words.matches(mark).count();
        match count('“').checked_sub(count('”')) {
            Some(1) => {}
            Some(0) if 0 < index && ends_quoted(words) => return index + 1,
            _ => return 0,
        }
    }
    0
}

fn ends_quoted(words: &str) -> bool {
    words.trim_end().trim_end_matches(['。', '！', '？', '；']).ends_with('”')
}

/// A table of contents lists at least so many titles.
const FEWEST: usize = 2;
/// A longer line is no title, in characters.
const LONGEST: usize = 60;

/// 目录, 目　次, 目录：
fn is_contents_title(words: &str) -> bool {
    let bare = words.chars().filter(|it| !is_blank(*it) && !matches!(it, '：' | ':'));
    let bare: String = bare.take(3).collect();
    words.len() < 60 && matches!(bare.as_str(), "目录" | "目次")
}

/// What a table of contents lists, and how many blocks it takes.
struct Listed {
    titles: Vec<Span>,
    blocks: usize,
}

/// The entries right below the word 目录: all with pages, or all with numbers and without pages.
fn listed(text: &str, blocks: &[Block]) -> Listed {
    let mut paged = Vec::new();
    let mut taken = 0;
    while let Some((title, count)) = paged_entry(text, blocks.get(taken..).unwrap_or(&[])) {
        paged.push(title);
        taken += count;
    }
    if FEWEST <= paged.len() {
        return Listed { titles: paged, blocks: taken };
    }
    let marker = |block: &Block| match read(text, block.span) {
        Head::Marker(marker) if block.kind.is_draft() => Some(marker),
        _ => None,
    };
    let same = |one: &Marker, other: &Marker| {
        (one.style, one.numbers.as_slice()) == (other.style, other.numbers.as_slice())
    };
    let first = blocks.first().and_then(marker);
    let begins_again = |block: &&Block| {
        let again = marker(block).zip(first.as_ref());
        again.is_some_and(|(marker, first)| same(&marker, first))
    };
    let titles: Vec<Span> = blocks
        .iter()
        .enumerate()
        .take_while(|(index, it)| {
            marker(it).is_some() && is_title(it.span.of(text)) && (*index == 0 || !begins_again(it))
        })
        .map(|(_, it)| it.span)
        .collect();
    // The titles must come again, as headings.
    let body = blocks.get(titles.len()..).unwrap_or(&[]);
    let taken = if body.iter().any(|it| begins_again(&it)) { titles.len() } else { 0 };
    Listed { titles: titles.into_iter().take(taken).collect(), blocks: taken }
}

fn is_title(words: &str) -> bool {
    words.chars().nth(LONGEST).is_none() && !words.contains(['。', '；']) && !words.ends_with('：')
}

/// A title with its page, in one line or in two cells: the title, and how many blocks it takes.
fn paged_entry(text: &str, blocks: &[Block]) -> Option<(Span, usize)> {
    let first = blocks.first().filter(|it| it.kind.is_draft() || it.kind == BlockKind::Contents)?;
    if let BlockKind::Cell { table, row, .. } = first.kind {
        let page = blocks.get(1)?;
        let beside =
            matches!(page.kind, BlockKind::Cell { table: t, row: r, .. } if (t, r) == (table, row));
        let paged = beside && is_page(page.span.of(text).trim());
        return paged.then_some((first.span, 2));
    }
    let words = first.span.of(text).trim_end_matches(is_blank);
    let title = without_page(words)?;
    let kept = title.trim_end_matches(is_leader);
    let titled =
        kept.contains(is_han) && kept.chars().nth(LONGEST).is_none() && title.len() != words.len();
    let apart = kept.len() < title.len() || words.ends_with(['）', ')']);
    let span = Span::new(0, kept.len()).moved(first.span.start);
    (titled && apart && !kept.contains('。')).then_some((span, 1))
}

/// The words before the page at their end: 3, （3）, -3-, 第3页.
fn without_page(words: &str) -> Option<&str> {
    let bare = words.trim_end_matches(['）', ')', '页', '-', '—']);
    let title = bare.trim_end_matches(|it: char| it.is_ascii_digit());
    let digits = bare.len() - title.len();
    (1..=4).contains(&digits).then(|| title.trim_end_matches(['（', '(', '第', '-']))
}

fn is_page(words: &str) -> bool {
    without_page(words).is_some_and(|rest| rest.trim_matches(is_leader).is_empty())
}

/// Blanks and dots between a title and its page.
fn is_leader(mark: char) -> bool {
    is_blank(mark) || matches!(mark, '.' | '…' | '·' | '．' | '﹒' | '-' | '—' | '_')
}

/// 一、工作回顾……………3: dots lead to a page, wherever the line stands.
fn is_led(words: &str) -> bool {
    const DOTS: [&str; 4] = ["....", "…………", "····", "．．．．"];
    if !DOTS.iter().any(|dots| words.contains(dots)) {
        return false;
    }
    without_page(words).is_some_and(|title| {
        let kept = title.trim_end_matches(is_leader);
        kept.contains(is_han) && DOTS.iter().any(|dots| title.trim_end().ends_with(dots))
    })
}

/// What a web page puts above and below a text.
fn is_chrome(words: &str) -> bool {
    const HEADS: [&str; 16] = [
        "来源：",
        "信息来源：",
        "文章来源：",
        "稿件来源：",
        "发布时间：",
        "发布日期：",
        "发布机构：",
        "浏览次数：",
        "点击数：",
        "责任编辑：",
        "责编：",
        "编辑：",
        "上一篇：",
        "下一篇：",
        "分享到：",
        "字号：",
    ];
    let words = words.trim_matches(is_blank);
    let inner = words.trim_start_matches(['（', '(', '【', '[']);
    let short = words.chars().nth(LONGEST).is_none() && !words.contains('。');
    short && (HEADS.iter().any(|head| inner.starts_with(head)) || is_buttons(words))
}

/// 打印 关闭, 【字号：大 中 小】: nothing but buttons.
fn is_buttons(words: &str) -> bool {
    const BUTTONS: [&str; 10] = [
        "打印",
        "关闭",
        "收藏",
        "分享",
        "返回顶部",
        "打印本页",
        "关闭窗口",
        "字号",
        "字体",
        "复制链接",
    ];
    let apart = |it: char| is_blank(it) || "|｜【】[]：:".contains(it);
    let mut parts =
        words.split(apart).filter(|it| !it.is_empty() && !matches!(*it, "大" | "中" | "小"));
    let mut any = false;
    let all = parts.all(|it| {
        any = true;
        BUTTONS.contains(&it)
    });
    any && all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kind of each line, C for contents, W for what a web page adds and Q for what is quoted,
    /// and the titles listed.
    fn check(text: &str, kinds: &str, titles: &[&str]) {
        let mut source = Source { text: text.to_owned(), ..Source::default() };
        let mut start = 0;
        for (row, line) in (0..).zip(text.split('\n')) {
            let cells = line.contains('\t');
            for (column, cell) in (0..).zip(line.split('\t')) {
                let span = Span::new(start, start + cell.len());
                let kind = BlockKind::Cell { table: 0, row, column };
                let kind = if cells { kind } else { BlockKind::Paragraph };
                source.blocks.push(Block { span, kind });
                start += cell.len() + 1;
            }
        }
        let found = set_apart(&mut source);
        let letter = |it: &Block| match it.kind {
            BlockKind::Contents => 'C',
            BlockKind::Chrome => 'W',
            BlockKind::Quoted => 'Q',
            _ => '-',
        };
        assert_eq!(source.blocks.iter().map(letter).collect::<String>(), kinds, "{text}");
        let found: Vec<_> = found.iter().map(|it| it.of(text)).collect();
        assert_eq!(found, titles, "{text}");
    }

    #[test]
    fn quotations_over_paragraphs() {
        check("通知要求：\n“一、甲。\n“三、乙“丙”。”\n照办。", "-QQ-", &[]);
        check("“一、甲。\n“二、乙。\n“三、丙。”", "QQQ", &[]);
        // One paragraph, a mark lost, another speaker.
        check("“一、甲。”\n“二、乙。”", "--", &[]);
        check("“一、甲。\n“二、乙。\n三、丙。”", "---", &[]);
        check("“一、甲。\n“二、乙”要抓好。", "--", &[]);
    }

    #[test]
    fn tables_of_contents() {
        check(
            "目　录\n一、回顾……………1\n二、打算………（3）\n一、回顾\n甲。",
            "CCC--",
            &["一、回顾", "二、打算"],
        );
        check(
            "目录\n前言 1\n一、回顾  2\n二、打算  13\n前言\n甲。",
            "CCCC--",
            &["前言", "一、回顾", "二、打算"],
        );
        check("目录\n一、回顾\t1\n二、打算\t3\n一、回顾", "CCCCC-", &["一、回顾", "二、打算"]);
        check(
            "目录\n一、回顾\n（一）甲\n二、打算\n总结\n一、回顾\n二、打算",
            "CCCC---",
            &["一、回顾", "（一）甲", "二、打算"],
        );
        check("一、回顾............1\n甲。", "C-", &[]);
    }

    #[test]
    fn what_only_looks_like_contents() {
        check("目录\n一、编制权责目录\n二、公开目录\n三、完善。", "----", &[]);
        check("目录\n全年办件3000\n全年走访200", "---", &[]);
        check("完成率……约95", "-", &[]);
        check("编制了目录\n一、甲 1\n二、乙 2", "---", &[]);
    }

    #[test]
    fn what_a_web_page_adds() {
        check(
            "来源：青禾县政府网\n【字号：大 中 小】\n打印 | 关闭\n（责任编辑：小周）",
            "WWWW",
            &[],
        );
        check("来源：一是财政拨款，二是社会捐赠。\n打印材料\n资金来源：财政", "---", &[]);
    }
}
