//! The figures of a draft as rows that a person checks, as plain data.

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::diagnostic::Problem;
use crate::text::{Source, Span, Text};

/// The figures of one file.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The path as shown, with `/`.
    pub path: String,
    /// Why the file could not be read.
    pub error: Option<Problem>,
    /// The draft that the rows point into.
    pub source: Source,
    /// The figures, in the order of the draft.
    pub rows: Vec<Row>,
    /// The quantities told more than once, where they were asked for.
    pub groups: Vec<Group>,
}

/// One figure of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The number with its unit and the words that approximate it.
    pub span: Span,
    /// The value in the unit's measure; the middle of a range.
    pub value: Decimal,
    /// The least value meant.
    pub low: Decimal,
    /// The greatest value meant; none when open.
    pub high: Option<Decimal>,
    /// The worth of the last digit shown.
    pub ulp: Decimal,
    /// How the value is approximated.
    pub bound: Bound,
    /// The unit that all surfaces of it are converted to.
    pub unit: &'static str,
    /// Whether the figure is a rate, whose change is told in points.
    pub rate: bool,
    /// What is counted.
    pub head: String,
    /// The words before the head as written, where they are few: 新增, 受理.
    pub lead: String,
    /// Whether other rows have the same head and unit.
    pub namesake: bool,
    /// What stands before the verb when the head follows the number.
    pub subject: String,
    /// Whether the head was taken from a neighbouring figure.
    pub borrowed: bool,
    /// The time it speaks of, in words; empty where none is named.
    pub period: Text,
    /// Whether the time is that of the heading or paragraph above.
    pub period_above: bool,
    /// The time seen from the year of the report, so that two years compare.
    pub relative: String,
    /// Whether it is planned rather than done.
    pub plan: bool,
    /// In what roles it stands.
    pub roles: Vec<Role>,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// The table, row and column of the cell that it is, each from 1.
    pub cell: Option<[u32; 3]>,
    /// The text around it, within its sentence.
    pub around: Span,
}

/// How a value is approximated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// 约, 左右.
    About,
    /// 余, 多, 超过.
    Over,
    /// 近, 不足.
    Under,
    /// 以上, 不少于.
    AtLeast,
    /// 以内, 不超过.
    AtMost,
    /// 3—5.
    Range,
}

impl Bound {
    /// The word used in CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::Over => "over",
            Bound::Under => "under",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::Range => "range",
        }
    }

    /// The word shown to Chinese readers; empty where nothing is approximate.
    pub fn word(self) -> &'static str {
        match self {
            Bound::Exact => "",
            Bound::About => "约",
            Bound::Over => "略多",
            Bound::Under => "略少",
            Bound::AtLeast => "以上",
            Bound::AtMost => "以内",
            Bound::Range => "区间",
        }
    }
}

/// A role in which a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 共, 合计.
    Total,
    /// 其中.
    Part,
    /// 累计, 以来.
    Cumulative,
    /// 现有, 在册.
    Stock,
    /// 新增, 减少.
    Increment,
    /// 每, 人均.
    Each,
    /// 另有, 其余.
    Other,
    /// The first value of a change: 由3个增加到5个.
    From,
}

impl Role {
    /// The word used in CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Total => "total",
            Role::Part => "part",
            Role::Cumulative => "cumulative",
            Role::Stock => "stock",
            Role::Increment => "increment",
            Role::Each => "each",
            Role::Other => "other",
            Role::From => "from",
        }
    }

    /// The word shown to Chinese readers.
    pub fn word(self) -> &'static str {
        match self {
            Role::Total => "合计",
            Role::Part => "其中",
            Role::Cumulative => "累计",
            Role::Stock => "现有",
            Role::Increment => "增量",
            Role::Each => "每个",
            Role::Other => "另有",
            Role::From => "原值",
        }
    }
}

/// The places where one quantity is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The rows by their numbers, ascending.
    pub members: Vec<usize>,
    /// Whether all their values can be one number.
    pub agrees: bool,
    /// Whether some stand here only because other words likely tell the same.
    pub restated: bool,
}

impl Group {
    /// The head that names the quantity best: the shortest that says enough.
    pub fn head<'a>(&self, rows: &'a [Row]) -> &'a str {
        const ENOUGH: usize = 3;
        let heads = || self.members.iter().filter_map(|it| rows.get(*it)).map(|it| &it.head);
        let telling = heads().filter(|it| ENOUGH <= it.chars().count());
        let shortest = telling.min_by_key(|it| it.chars().count());
        shortest.or_else(|| heads().max_by_key(|it| it.chars().count())).map_or("", |it| it)
    }
}

/// Two drafts figure by figure.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The older draft.
    pub old: Ledger,
    /// The newer draft.
    pub new: Ledger,
    /// What became of each figure: pairs and new ones in the order of the newer draft, then the
    /// gone ones in the order of the older.
    pub entries: Vec<Entry>,
}

impl Comparison {
    /// The rows of an entry: that of the older draft, that of the newer.
    pub fn rows(&self, entry: Entry) -> (Option<&Row>, Option<&Row>) {
        let (old, new) = match entry {
            Entry::Same(old, new) | Entry::Changed(old, new) => (Some(old), Some(new)),
            Entry::New(new) => (None, Some(new)),
            Entry::Gone(old) => (Some(old), None),
        };
        (old.and_then(|it| self.old.rows.get(it)), new.and_then(|it| self.new.rows.get(it)))
    }
}

/// What became of a figure, by the numbers of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The same value in both drafts.
    Same(usize, usize),
    /// Another value in the newer draft.
    Changed(usize, usize),
    /// Only in the newer draft.
    New(usize),
    /// Only in the older draft.
    Gone(usize),
}

impl Entry {
    /// The word used in CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Entry::Same(..) => "same",
            Entry::Changed(..) => "changed",
            Entry::New(_) => "new",
            Entry::Gone(_) => "gone",
        }
    }
}

/// From one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The newer value less the older.
    pub difference: Decimal,
    /// The difference in percent of the older value; none for rates and for nothing.
    pub percent: Option<Decimal>,
}

impl Growth {
    /// The growth from `old` to `new`, in percent to one place; nothing where numbers grow too long.
    pub fn of(old: &Row, new: &Row) -> Option<Self> {
        let difference = new.value.checked_sub(old.value)?;
        let share = difference.checked_div(old.value).and_then(|it| it.checked_mul(100.into()));
        let percent = share
            .filter(|_| !old.rate)
            .map(|it| it.round_dp_with_strategy(1, MidpointAwayFromZero));
        Some(Self { difference, percent })
    }
}
