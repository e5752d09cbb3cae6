//! Arithmetic that does not come out: 共 against its parts, a part against its whole, a share and
//! a rate against their counts, a growth against its base.
//!
//! Each family of `FAMILIES` reads one way of telling such a sum. Values are intervals over the
//! digits shown; approximations and ranges are no operands, and a sum is reported only when no
//! reading of the sentence makes it come out.

mod apart;
mod average;
mod change;
mod derived;
mod flow;
mod list;
mod math;
mod over;
mod passage;
mod period;
mod product;
mod rate;
mod rest;
mod share;
mod stated;
mod table;
mod total;
mod whole;

use crate::kinds::{Context, Finding, Kind, Related, silence};
use crate::model::Document;
use crate::text::decode::Reader;
use crate::text::{Confidence, Node, Place, Span, Text};
use math::Operand;
use passage::Passage;

/// Parameters: which sums are checked, and the nouns whose rate cannot exceed a hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    check: Vec<Sum>,
    nouns: Vec<String>,
    except: Vec<String>,
}

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sum {
    /// Parts against their total.
    Total,
    /// One part against its whole.
    Part,
    /// A percentage against its counts.
    Share,
    /// A change against its two values.
    Growth,
    /// A rate above a hundred.
    Rate,
}

impl Kind for Parts {
    const NAME: &'static str = "parts";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        const SUMS: [(&str, Sum); 5] = [
            ("total", Sum::Total),
            ("part", Sum::Part),
            ("share", Sum::Share),
            ("growth", Sum::Growth),
            ("rate", Sum::Rate),
        ];
        let mut fields = reader.fields(node)?;
        let check = fields.require("check", reader)?;
        let members = reader.members(check).to_vec();
        let check = members.iter().filter_map(|it| reader.choice(it, &SUMS)).collect();
        let nouns = fields.take("nouns").map(|it| reader.strings(it)).unwrap_or_default();
        let except = fields.take("except").map(|it| reader.strings(it)).unwrap_or_default();
        reader.finish(fields);
        Some(Parts { check, nouns, except })
    }

    fn captures(&self) -> Vec<&str> {
        vec!["sum", "expected", "found", "against", "total"]
    }

    fn remarks(&self, _context: &Context<'_>) -> Vec<Text> {
        silence::unlisted()
    }

    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
        let document = context.document;
        let sums = context.shared.get(|| Sums::of(document));
        let mut slips: Vec<&Slip> = Vec::new();
        let checked = sums.slips.iter().filter(|(sum, _)| self.check.contains(sum));
        slips.extend(checked.map(|(_, slip)| slip));
        if self.check.contains(&Sum::Rate) {
            let ends =
                |noun: &str, list: &[String]| list.iter().any(|it| noun.ends_with(it.as_str()));
            let named = |noun: &str| ends(noun, &self.nouns) && !ends(noun, &self.except);
            slips.extend(sums.over.iter().filter(|it| named(&it.noun)).map(|it| &it.slip));
        }
        let mut told: Vec<Span> = Vec::new();
        for slip in slips {
            if !told.contains(&slip.at.span) {
                told.push(slip.at.span);
                found.push(slip.finding(document));
            }
            if FEW < told.len() {
                told.remove(0);
            }
        }
    }
}

/// What does not come out in one draft: worked out once for all rules of sums.
struct Sums {
    slips: Vec<(Sum, Slip)>,
    /// Percentages above a hundred, each with the noun before it.
    over: Vec<over::Over>,
}

impl Sums {
    fn of(document: &Document) -> Sums {
        let mut sums = Sums { slips: Vec::new(), over: Vec::new() };
        let mut told = Vec::new();
        passage::walk(document, |passage| {
            let before = sums.slips.len();
            for (sum, family) in FAMILIES {
                family(passage, &mut told);
                sums.slips.extend(told.drain(..).map(|slip| (sum, slip)));
            }
            sums.slips.truncate(before + MOST_IN_SENTENCE);
            over::rates(passage, &mut sums.over);
        });
        table::tables(document, &mut sums.slips);
        whole::sectors(document, &mut told);
        sums.slips.extend(told.drain(..).map(|slip| (Sum::Share, slip)));
        sums
    }
}

/// A sentence with more slips than this is no sentence.
const MOST_IN_SENTENCE: usize = 8;

/// How many places back a second finding at one place is looked for.
const FEW: usize = 200;

type Family = fn(&Passage<'_>, &mut Vec<Slip>);

/// Every way of telling a sum; of two that read one figure the earlier speaks.
const FAMILIES: [(Sum, Family); 21] = [
    // 56个，其中A 30个、B 14个 · 23件（A 9件、B 3件）
    (Sum::Total, list::sums),
    // 54人，其中A 56人
    (Sum::Part, list::parts),
    // A 33个、B 24个，共计57个
    (Sum::Total, total::after_list),
    // 214家，已备案189家，其余25家
    (Sum::Total, rest::remainders),
    // 上半年14次，下半年13次，全年27次
    (Sum::Total, period::sums),
    // 1—9月61户，全年58户
    (Sum::Part, period::parts),
    // 6支，每支5人，共30人
    (Sum::Total, product::products),
    // 其中党员304人，占44%
    (Sum::Share, share::shares),
    // 抽查240份，合格228份，合格率95%
    (Sum::Share, rate::rates),
    // 由20家增加到30家，增长50%
    (Sum::Growth, change::told),
    // 30家，比上年增加10家，增长50%
    (Sum::Growth, change::increments),
    // 去年20家。今年30家，增长50%
    (Sum::Growth, change::years),
    // 去年36起，今年27起，降了三成多
    (Sum::Growth, change::tenths),
    // 较上年的20家增长50%
    (Sum::Growth, change::bases),
    // 由20家下降到30家
    (Sum::Growth, change::signs),
    // 47个，比上年的38个增加11个
    (Sum::Growth, stated::steps),
    // 今年30家，去年20家，同比增长60%
    (Sum::Growth, stated::pairs),
    // 24名法官结案9135件，人均结案396.2件
    (Sum::Total, average::averages),
    // 新增623户，注销211户，净增422户
    (Sum::Total, flow::flows),
    // 样本总量39807人 · 其中A样本25651人、B样本14150人
    (Sum::Total, apart::totals),
    // 占45%、30%、28%
    (Sum::Share, whole::shares),
];

/// A sum that does not come out.
struct Slip {
    /// The figure that does not fit.
    at: Operand,
    /// The figures it was computed from.
    others: Vec<Operand>,
    /// The computation: 15＋35＝50.
    sum: String,
    /// What would fit.
    expected: String,
    level: Confidence,
    /// What the computation is set against, where that is not the figure as written.
    against: Option<String>,
}

impl Slip {
    fn finding(&self, document: &Document) -> Finding {
        let text = |it: &Operand| it.span.of(&document.source.text).replace(['\r', '\n'], "");
        let mut finding = Finding::at(document, self.at.span, self.level);
        finding.related = self
            .others
            .iter()
            .map(|it| Related {
                place: Place { source: document.source.id, span: it.span },
                captures: vec![("found".into(), text(it))],
            })
            .collect();
        finding.captures = vec![
            ("total".into(), self.others.first().map(text).unwrap_or_default()),
            ("sum".into(), self.sum.clone()),
            ("expected".into(), self.expected.clone()),
            ("found".into(), text(&self.at)),
            ("against".into(), self.against.clone().unwrap_or_else(|| text(&self.at))),
        ];
        finding.values = std::iter::once(&self.at)
            .chain(&self.others)
            .map(|it| (text(it), it.value.normalize().to_string(), it.unit.to_owned()))
            .collect();
        finding
    }
}

#[cfg(test)]
mod tests;
