//! Stars that are no emphasis: numbers left open (`*个党支部、*名党员`), and pairs that the standard
//! does not see beside Han (`**“重点”**工作`).

use crate::text::Span;

/// Whether the stars `open` and `close` hold the places of two numbers: what is counted follows
/// right after both.
pub(super) fn are_holes(text: &str, open: Span, close: Span) -> bool {
    [open, close].iter().all(|star| {
        let after = text.get(star.end as usize..).unwrap_or("");
        COUNTED.iter().any(|word| after.starts_with(word))
            && !WORDS.iter().any(|word| after.starts_with(word))
    })
}

/// What stands right after a number, or after the name of a place.
const COUNTED: &[&str] = &[
    "个", "名", "人", "次", "场", "期", "项", "件", "家", "户", "轮", "篇", "条", "份", "万", "亿",
    "元", "余", "多", "%", "％", "年", "月", "日", "天", "亩", "公里", "镇", "村", "乡", "县",
    "市",
];

/// Words that only begin like that.
const WORDS: &[&str] = &[
    "个人", "个性", "个别", "名称", "名优", "名义", "人民", "人员", "人才", "人大", "人居", "次要",
    "场所", "场地", "场景", "期间", "期限", "项目", "件件", "家庭", "家园", "户外", "条件", "条例",
    "元旦", "多元", "多措", "年度", "年轻", "日常", "天然", "村级", "村民", "乡村", "县域", "市场",
    "县级", "市级", "镇级", "月度",
];

/// The pairs of `**` among `words` that were left as they are.
pub(super) fn pairs(text: &str, words: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    for word in words {
        for (at, sign) in word.of(text).match_indices("**") {
            let star = Span::new(at, at + sign.len()).moved(word.start);
            if !stands_alone(text, star) {
                open = None;
                continue;
            }
            match open.take() {
                Some(first) if !are_holes(text, first, star) => found.extend([first, star]),
                Some(_) => {}
                None => open = Some(star),
            }
        }
    }
    found
}

/// Whether exactly two stars stand there, none written `\*`.
fn stands_alone(text: &str, star: Span) -> bool {
    let before = text.get(..star.start as usize).unwrap_or("");
    let after = text.get(star.end as usize..).unwrap_or("");
    !before.ends_with(['*', '\\']) && !after.starts_with('*')
}
