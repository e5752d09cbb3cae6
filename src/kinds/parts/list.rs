//! A whole and its list: 56个，其中A 30个、B 14个 · 23件（A 9件、B 3件）.

use rust_decimal::Decimal;

use super::Slip;
use super::math::{Operand, adds_up, sum, written_sum};
use super::passage::{CHANGES, EARLIER, Passage, ends, has, last_chars, width};
use crate::syntax::cue::Roles;
use crate::text::Confidence::{self, Certain, Likely, Possible};

/// A list of parts and the wholes it may belong to.
struct List {
    opener: Opener,
    /// The figures before it in its unit, nearest last.
    wholes: Vec<usize>,
    parts: Vec<usize>,
    /// The words of each part.
    words: Vec<String>,
    /// Whether 等 leaves the list open.
    open: bool,
}

/// How a list of parts is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// 其中, 包括: there may be more.
    Some,
    /// 分为: that is all.
    All,
    /// A bracket that holds nothing else.
    Bracket,
    /// 其中 in the sentence after the whole's.
    Later,
}

/// 其中 and the like, each with whether the list after it is complete.
const OPENERS: [(&str, Opener); 10] = [
    ("其中", Opener::Some),
    ("包括", Opener::Some),
    ("分为", Opener::All),
    ("分别为", Opener::All),
    ("分别是", Opener::All),
    ("当中", Opener::Some),
    ("里头", Opener::Some),
    ("中，", Opener::Some),
    ("里，", Opener::Some),
    ("（", Opener::Bracket),
];

/// Words after which a list of parts is over.
const OVER: [&str; 14] = [
    "另有", "另外", "此外", "还有", "共", "合计", "总计", "累计", "比", "较", "同比", "其余",
    "总数", "人均",
];

/// How many figures a list may have.
const MOST: usize = 30;

fn lists(passage: &Passage<'_>) -> Vec<List> {
    (passage.from..passage.to).filter_map(|first| list(passage, first)).collect()
}

/// The list that begins at a figure.
fn list(passage: &Passage<'_>, first: usize) -> Option<List> {
    let lead = passage.lead(first);
    if !lead.contains(['其', '括', '分', '当', '里', '中', '（']) {
        return None;
    }
    let (word, opener) = OPENERS.iter().copied().find(|(word, _)| lead.contains(word))?;
    let (before, after) = lead.rsplit_once(word)?;
    let opener = if after.starts_with(['含', '如']) { Opener::Some } else { opener };
    if has(lead, &EARLIER)
        || (before.ends_with('部') && !before.ends_with("支部"))
        || !passage.adds(first)
    {
        return None;
    }
    if after.contains(['。', '；', '）']) || 24 < width(after) {
        return None;
    }
    let mut wholes = passage.alike(passage.from.max(first.saturating_sub(MOST))..first, first);
    let mut opener = opener;
    if wholes.is_empty() && matches!(opener, Opener::Some) && first == passage.from {
        wholes = passage.alike(passage.near..first, first);
        wholes.retain(|it| passage.figure(*it).is_some_and(|it| it.roles.has(Roles::TOTAL)));
        opener = Opener::Later;
    }
    // 人均41,280元，其中城镇居民48,650元
    if wholes.iter().any(|it| passage.figure(*it).is_none_or(|it| it.roles.has(Roles::EACH))) {
        return None;
    }
    let whole = *wholes.last()?;
    let near = opener != Opener::Bracket || (whole + 1 == first && width(before) <= 12);
    if !near || has(before, &["，其余", "另有"]) || is_increment(passage, whole) {
        return None;
    }
    let stops_at_comma = before.ends_with('、') || before.ends_with(['（', '(']);
    let told_apart = after.starts_with(['：', ':']);
    let parts = parts_from(passage, first, opener, (stops_at_comma, told_apart));
    let words: Vec<String> = parts.iter().map(|it| passage.own_words(*it)).collect();
    let rest = passage.tail(*parts.last()?);
    let rest = rest.split(['）', ')', '。', '；']).next().unwrap_or(rest);
    let more = has(rest, &["其余", "其他", "其它", "剩余"]);
    let open = more || words.iter().any(|it| it.contains('等'));
    Some(List { opener, wholes, parts, words, open })
}

/// Whether a figure tells a change rather than a whole: 比上年增加5个.
fn is_increment(passage: &Passage<'_>, index: usize) -> bool {
    const WORDS: [&str; 13] = [
        "增加", "减少", "增长", "新增", "增", "减", "多", "少", "提高", "下降", "结余", "净增",
        "节约",
    ];
    let label = passage.label(index).trim_end_matches('了');
    ends(label, &WORDS) || (has(label, &["比", "较"]) && has(label, &CHANGES))
}

fn parts_from(
    passage: &Passage<'_>,
    first: usize,
    opener: Opener,
    (stops_at_comma, told_apart): (bool, bool),
) -> Vec<usize> {
    let mut parts = vec![first];
    let mut by_comma = None;
    let Some(head) = passage.figure(first) else { return parts };
    for index in first + 1..first + MOST {
        let gap = passage.gap(index - 1, index);
        // 其中：A 9件；B 3件: one list over several sentences.
        let on = told_apart && gap.starts_with(['；', ';']) && is_in_block(passage, first, index);
        if passage.to <= index && !on {
            break;
        }
        let nested = OPENERS.iter().any(|(word, _)| gap.contains(word)) || has(gap, &OVER);
        let closed = gap.contains(['）', ')']) && opener == Opener::Bracket;
        let comma = stops_at_comma && gap.contains('，');
        let Some(figure) = passage.figure(index) else { break };
        if figure.bracketed && !head.bracketed {
            continue;
        }
        if nested || closed || comma || has(gap, &EARLIER) {
            break;
        }
        let at_comma = gap.contains('，');
        if figure.unit != head.unit {
            // 5期286人: a second measure of the same part, not a new statement.
            if at_comma && !figure.unit.is_rate() {
                break;
            }
            continue;
        }
        // A list joined by 、 ends at the comma.
        let own_comma = passage.lead(index).contains('，') || at_comma;
        if own_comma && by_comma == Some(false) {
            break;
        }
        by_comma = Some(own_comma);
        let new_verb = !figure.actions.is_empty()
            && figure.actions.common(head.actions).is_empty()
            && gap.contains('，');
        if new_verb || figure.roles.has(Roles::EACH) || figure.changed_from {
            break;
        }
        parts.push(index);
    }
    parts
}

/// Whether two figures stand in one paragraph.
fn is_in_block(passage: &Passage<'_>, one: usize, other: usize) -> bool {
    passage.figure(one).map(|it| it.block) == passage.figure(other).map(|it| it.block)
}

/// One part above its whole.
pub(super) fn parts(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for list in lists(passage) {
        let Some(slip) = exceeding(passage, &list) else { continue };
        slips.push(slip);
    }
    for index in passage.from + 1..passage.to {
        slips.extend(described(passage, index));
    }
}

fn exceeding(passage: &Passage<'_>, list: &List) -> Option<Slip> {
    let wholes = passage.operands(&list.wholes)?;
    let greatest = wholes.iter().max_by_key(|it| it.value)?;
    let (all, _) = sum(&wholes)?;
    let over = |it: &&usize| {
        passage.operand(**it).is_some_and(|part| exceeds(&part, greatest) && all < part.value)
            && !has(passage.lead(**it), &CHANGES)
            && !has(passage.lead(**it), &EARLIER)
    };
    let first = *list.parts.first()?;
    let index = *list.parts.iter().find(over)?;
    if is_of_another(passage, list, first) {
        return None;
    }
    let sure = index == first && matches!(list.opener, Opener::Some) && list.wholes.len() == 1;
    let level = if sure { Certain } else { Likely };
    let at = passage.operand(index)?;
    Some(part_slip(at, greatest.clone(), level))
}

/// 乡镇72个，建制村通车率100%，其中通公交的建制村158个: 其中 is of what stands between.
fn is_of_another(passage: &Passage<'_>, list: &List, first: usize) -> bool {
    let Some(between) = first.checked_sub(1).filter(|it| !list.wholes.contains(it)) else {
        return false;
    };
    let noun = passage.figure(first).map(|it| last_chars(&it.head, 2)).unwrap_or_default();
    let shares = |words: &str| width(noun) == 2 && words.contains(noun);
    passage.from <= between
        && shares(passage.label(between))
        && !list.wholes.iter().any(|it| shares(&passage.own_words(*it)))
}

/// 54人，持证的56人: those who are so are some of those before.
fn described(passage: &Passage<'_>, index: usize) -> Option<Slip> {
    let label = passage.label(index);
    let before = index - 1;
    let gap = passage.gap(before, index);
    let (whole, part) = (passage.figure(before)?, passage.figure(index)?);
    let joined = whole.unit == part.unit && gap.starts_with(['，', ',']);
    let joined = joined && passage.adds(index) && passage.closes(index);
    // 抽查30人，不及格的有32人.
    let told = ["有", "达", "为", "达到"].iter().find_map(|it| label.strip_suffix(it));
    let tells =
        told.unwrap_or(label).ends_with('的') && !has(label, &EARLIER) && !has(gap, &CHANGES);
    let apart = whole.bracketed || part.bracketed || is_increment(passage, before);
    if !joined
        || !tells
        || apart
        || has(gap, &["其中", "其余", "另", "还有", "低于", "高于", "超过"])
        || whole.roles.has(Roles::PART)
    {
        return None;
    }
    // 喜事19场、丧事14场，按规矩办的32场: the whole is the list.
    let of_list = before.checked_sub(1).is_some_and(|earlier| {
        passage.figure(earlier).is_some_and(|it| it.unit == whole.unit)
            && passage.gap(earlier, before).starts_with('、')
    });
    let parts_of_list = of_list || passage.label(before).ends_with('的');
    let (at, whole) = (passage.operand(index)?, passage.operand(before)?);
    (exceeds(&at, &whole) && !parts_of_list).then(|| part_slip(at, whole, Likely))
}

pub(super) fn exceeds(part: &Operand, whole: &Operand) -> bool {
    let least = part.value.checked_sub(part.room);
    let most = whole.value.checked_add(whole.room);
    least.zip(most).is_some_and(|(least, most)| most < least)
}

pub(super) fn part_slip(at: Operand, whole: Operand, level: Confidence) -> Slip {
    let sum = format!("{}＞{}", at.with_unit(at.value), at.with_unit(whole.value));
    Slip {
        expected: whole.with_unit(whole.value),
        at,
        others: vec![whole],
        sum,
        level,
        against: None,
    }
}

/// The parts of a list against their whole.
pub(super) fn sums(passage: &Passage<'_>, slips: &mut Vec<Slip>) {
    for list in lists(passage) {
        slips.extend(unequal(passage, &list));
    }
}

fn unequal(passage: &Passage<'_>, list: &List) -> Option<Slip> {
    let parts = passage.operands(&list.parts)?;
    let wholes = passage.operands(&list.wholes)?;
    // 党员146名，其中在职98名、离退休48名，预备3名: the list may end before the last part.
    let comes_out = |whole: &Operand| {
        (2..=parts.len()).any(|end| adds_up(parts.get(..end).unwrap_or(&[]), whole))
    };
    if parts.len() < 2 || wholes.iter().any(comes_out) {
        return None;
    }
    let greatest = wholes.iter().max_by_key(|it| it.value)?;
    if parts.iter().any(|part| exceeds(part, greatest)) {
        return None;
    }
    let (total, _) = sum(&parts)?;
    let crossing = is_crossing(&list.words);
    let (all, _) = sum(&wholes)?;
    let level = if greatest.value < total {
        if crossing || total <= all { return None } else { Likely }
    } else {
        missing(list, total, wholes.last()?, crossing)?
    };
    let whole = if greatest.value < total { greatest } else { wholes.last()? };
    Some(total_slip(whole.clone(), parts, level))
}

/// How sure it is that parts short of their whole are all there are.
fn missing(list: &List, total: Decimal, whole: &Operand, crossing: bool) -> Option<Confidence> {
    let share = total.checked_div(whole.value)?;
    let complete = matches!(list.opener, Opener::All | Opener::Bracket);
    if list.open || crossing || list.opener == Opener::Later {
        return None;
    }
    if (complete && Decimal::new(50, 2) < share) || is_whole_pair(&list.words) {
        return Some(Likely);
    }
    if Decimal::new(995, 3) <= share {
        return Some(Likely);
    }
    (Decimal::new(95, 2) <= share).then_some(Possible)
}

/// Two words that leave no third.
fn is_whole_pair(words: &[String]) -> bool {
    const PAIRS: [(&str, &str); 9] = [
        ("上半年", "下半年"),
        ("上学期", "下学期"),
        ("城市", "农村"),
        ("城镇", "农村"),
        ("城镇", "乡村"),
        ("男", "女"),
        ("城区", "农村"),
        ("线上", "线下"),
        ("境内", "境外"),
    ];
    let [first, second] = words else { return false };
    PAIRS.iter().any(|(one, other)| {
        (first.contains(one) && second.contains(other))
            || (first.contains(other) && second.contains(one))
    })
}

/// Whether the parts describe rather than divide: women and members are no two halves of a staff.
pub(super) fn is_crossing(words: &[String]) -> bool {
    const KINDS: [&[&str]; 9] = [
        &["女", "男"],
        &["岁", "青年", "老年"],
        &["本科", "大专", "研究生", "学历", "博士", "硕士"],
        &["职称", "高级", "中级", "骨干"],
        &["少数民族", "汉族"],
        &["党员", "群众", "团员"],
        &["省级", "市级", "国家级", "县级", "中央", "区级", "镇级", "自筹", "地方"],
        &["农村", "城镇", "城市", "城区", "乡村"],
        &["贫困", "脱贫", "残疾"],
    ];
    KINDS.iter().any(|kind| {
        let described = words.iter().filter(|it| has(it, kind)).count();
        0 < described && described < words.len()
    })
}

pub(super) fn total_slip(at: Operand, parts: Vec<Operand>, level: Confidence) -> Slip {
    let expected = sum(&parts).map_or_else(String::new, |(sum, _)| at.with_unit(sum));
    Slip { sum: written_sum(&parts, &at), expected, at, others: parts, level, against: None }
}
