//! `range`: a range of numbers that runs backwards (8—5名), or whose first member lacks what only
//! the last one has (9～16亿元).
//!
//! Silent about dates, telephone numbers, codes, scores, what is numbered, and every unit that the
//! rule does not name.

use rust_decimal::Decimal;

use super::{Context, Dropped, Finding, Kind};
use crate::syntax::range::{End, JOINTS, Range as Written, range};
use crate::text::decode::Reader;
use crate::text::pattern::PatternId;
use crate::text::{Confidence, Edit, Node, Span, Text};

/// The parameters: what is reported, and of which units.
#[derive(Debug)]
pub struct Range {
    report: Vec<Slip>,
    /// All units, the longest first.
    units: Vec<String>,
    /// Units whose ranges may run backwards with good reason.
    doubtful: Vec<String>,
    search: PatternId,
}

/// What can be wrong with a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// The first number is the greater one.
    Reversed,
    /// 万, 亿 or % stands only behind the last number.
    Unit,
}

impl Kind for Range {
    const NAME: &'static str = "range";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const SLIPS: [(&str, Slip); 2] = [("reversed", Slip::Reversed), ("unit", Slip::Unit)];
        let mut fields = reader.fields(node)?;
        let report = fields.require("report", reader)?;
        let report = reader.members(report).iter().filter_map(|it| reader.choice(it, &SLIPS));
        let report: Vec<Slip> = report.collect();
        let mut units = fields.take("units").map(|it| reader.strings(it)).unwrap_or_default();
        let doubtful: Vec<String> =
            fields.take("doubtful-units").map(|it| reader.strings(it)).unwrap_or_default();
        reader.finish(fields);
        units.extend_from_slice(&doubtful);
        units.sort_by_key(|it| std::cmp::Reverse(it.len()));
        let search = reader.literals(&JOINTS.map(str::to_owned));
        Some(Self { report, units, doubtful, search })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["first", "last", "expected"]
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        self.each(context, |it, before, joint| {
            for slip in &self.report {
                found.extend(match slip {
                    Slip::Reversed => self.reversed(context, it, before, joint),
                    Slip::Unit => unit_missing(context, it, joint),
                });
            }
        });
    }

    fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
        let mut dropped = Vec::new();
        self.each(context, |it, before, joint| {
            let found = self.report.iter().any(|slip| match slip {
                Slip::Reversed => self.reversed(context, it, before, joint).is_some(),
                Slip::Unit => unit_missing(context, it, joint).is_some(),
            });
            if !found {
                let why = self.why(it);
                dropped.push(Dropped { at: it.span, captures: Vec::new(), why });
            }
        });
        dropped
    }
}

/// How many characters before a range are read.
const CLAUSE: usize = 30;

/// The end of the clause that leads to a range.
fn clause(before: &str) -> &str {
    let mut start = before.len();
    for (at, mark) in before.char_indices().rev().take(CLAUSE) {
        if "，。；：、（,;".contains(mark) {
            break;
        }
        start = at;
    }
    before.get(start..).unwrap_or("")
}

impl Range {
    /// Every range of the draft, with the clause that leads to it and what joins its ends.
    fn each(&self, context: &Context<'_>, mut look: impl FnMut(&Written<'_>, &str, &str)) {
        let source = &context.document.source;
        for hit in context.scan.find(self.search) {
            let block = source.block_at(hit.span.start).and_then(|at| source.blocks.get(at));
            let Some(block) = block else { continue };
            let written = range(&source.text, block.span, hit.span, &self.units);
            let Some(written) = written else { continue };
            let before = Span { start: block.span.start, end: written.span.start };
            look(&written, clause(before.of(&source.text)), hit.span.of(&source.text));
        }
    }

    /// Why a range is no finding.
    fn why(&self, it: &Written<'_>) -> Text {
        let unit = it.last.unit;
        if !self.report.contains(&Slip::Reversed) {
            return Text::new("前后的单位都写了，或者不必写", "both ends have what they need");
        }
        if !self.units.iter().any(|known| known == unit) {
            return Text::new(
                format!("单位“{unit}”不在 units 里"),
                format!("`units` does not have `{unit}`"),
            );
        }
        if runs_backwards(&it.first, &it.last) {
            return Text::new(
                "像是变化（由…到…）或编号，不是前大后小的范围",
                "a change or a code rather than a range that runs backwards",
            );
        }
        Text::new("前面的数不比后面的大", "the first number is not the greater one")
    }

    fn reversed(
        &self,
        context: &Context<'_>,
        it: &Written<'_>,
        before: &str,
        joint: &str,
    ) -> Option<Finding> {
        let unit = it.last.unit;
        let years = it.first.is_year() && it.last.is_year();
        if !self.units.iter().any(|known| known == unit) || !runs_backwards(&it.first, &it.last) {
            return None;
        }
        // A hyphen joins codes as well.
        let loose = matches!(joint, "至" | "到") || (joint == "-" && !unit.starts_with('元'));
        let doubtful = !years && (loose || self.doubtful.iter().any(|it| it == unit));
        let moves = before.ends_with(['由', '从', '自']) || (doubtful && changes(before));
        if unit.starts_with('年') && !years || moves {
            return None;
        }
        let level = if doubtful { Confidence::Likely } else { Confidence::Certain };
        let power = |end: &End<'_>| match end.magnitude {
            "" => it.last.magnitude.to_owned(),
            own => own.to_owned(),
        };
        let shown = |end: &End<'_>| format!("{}{}{unit}", end.digits, power(end));
        Some(Finding {
            captures: vec![
                ("first".into(), shown(&it.first)),
                ("last".into(), shown(&it.last)),
                ("expected".into(), format!("{}{joint}{}", lower(it), shown(&it.first))),
            ],
            values: [&it.first, &it.last]
                .map(|end| (shown(end), end.value().normalize().to_string(), unit.to_owned()))
                .into(),
            ..Finding::at(context.document, it.span, level)
        })
    }
}

/// The last number as it would stand in front.
fn lower(it: &Written<'_>) -> String {
    let (magnitude, unit) = if it.first.unit.is_empty() && it.first.magnitude.is_empty() {
        ("", "")
    } else {
        (it.last.magnitude, it.first.unit)
    };
    format!("{}{magnitude}{unit}", it.last.digits)
}

/// Whether the first number is the greater one in every reading.
fn runs_backwards(first: &End<'_>, last: &End<'_>) -> bool {
    if !first.unit.is_empty() && first.unit != last.unit {
        return false;
    }
    // 任务2023-5个 is a code, 2023—24年 a season.
    if first.is_year() != last.is_year() && first.unit.is_empty() {
        return false;
    }
    let shared = first.magnitude.is_empty() && first.unit.is_empty();
    if shared && !last.magnitude.is_empty() {
        // 8000—1万元 may begin at eight thousand.
        let near = Decimal::from(1_000).checked_mul(first.number);
        let plain = near.is_some_and(|near| last.value() <= near);
        return !plain && last.value() < first.times(last.magnitude);
    }
    last.value() < first.value()
}

/// Whether the words before tell a change rather than a range: 由80%至60%.
fn changes(before: &str) -> bool {
    const WORDS: [&str; 15] = [
        "由", "从", "自", "降", "减", "压", "缩", "调", "回落", "下", "跌", "较", "比", "升", "增",
    ];
    WORDS.iter().any(|word| before.contains(word))
}

/// 9～16亿元 for 9亿～16亿元, 15～30% for 15%～30%.
fn unit_missing(context: &Context<'_>, it: &Written<'_>, joint: &str) -> Option<Finding> {
    let (first, last) = (&it.first, &it.last);
    let percent = matches!(last.unit, "%" | "％" | "‰");
    let missing = if last.magnitude.is_empty() && percent { last.unit } else { last.magnitude };
    let bare = first.magnitude.is_empty() && first.unit.is_empty();
    let small = first.number < Decimal::from(1_000) && first.number < last.number;
    if missing.is_empty() || !bare || !small {
        return None;
    }
    let digits = Span::new(0, first.digits.len()).moved(it.span.start);
    let unit = last.unit;
    let expected =
        format!("{}{missing}{joint}{}{}{unit}", first.digits, last.digits, last.magnitude);
    let level =
        if matches!(joint, "至" | "到") { Confidence::Possible } else { Confidence::Certain };
    Some(Finding {
        captures: vec![
            ("first".into(), first.digits.to_owned()),
            ("last".into(), format!("{}{}{unit}", last.digits, last.magnitude)),
            ("expected".into(), expected),
        ],
        edit: Some(Edit { span: digits, text: format!("{}{missing}", first.digits) }),
        ..Finding::at(context.document, it.span, level)
    })
}
