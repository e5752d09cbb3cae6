//! Floor 3: what can be checked. A kind knows neither severity nor wording nor rule ids.

mod extent;
mod members;
pub mod named;
mod needle;
mod shared;
mod silence;
mod told;

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::Document;
use crate::model::scope::Scope;
use crate::text::decode::Reader;
use crate::text::pattern::Scan;
use crate::text::sheet::Sheet;
use crate::text::{Confidence, Edit, Node, Place, Span, Text};

pub use shared::Shared;

/// One line a kind: its module and the struct of its parameters. Makes the modules, the table by
/// which YAML finds a kind, and the dispatch.
macro_rules! kinds {
    ($($module:ident: $kind:ident,)*) => {
        $(pub mod $module;)*

        /// A check of any kind, with its parameters.
        #[derive(Debug)]
        pub enum Check {
            $(#[doc = concat!("See [`mod@", stringify!($module), "`].")] $kind($module::$kind),)*
        }

        impl Check {
            /// The names of all kinds in YAML.
            pub const NAMES: &[&str] = &[$(<$module::$kind as Kind>::NAME,)*];

            /// Reads the parameters of the kind `name`; nothing where no kind has that name.
            pub fn read(name: &str, node: &Node, reader: &mut Reader) -> Option<Option<Self>> {
                $(if name == <$module::$kind as Kind>::NAME {
                    return Some(<$module::$kind as Kind>::read(node, reader).map(Self::$kind));
                })*
                None
            }

            /// The kind's name in YAML.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => <$module::$kind as Kind>::NAME,)*
                }
            }

            /// The names that messages may use.
            pub fn captures(&self) -> Vec<&str> {
                match self {
                    $(Self::$kind(kind) => kind.captures(),)*
                }
            }

            /// Looks at the draft.
            pub fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>) {
                match self {
                    $(Self::$kind(kind) => kind.check(context, found),)*
                }
            }

            /// What a person who asks why the rule is silent should know of the whole draft.
            pub fn remarks(&self, context: &Context<'_>) -> Vec<Text> {
                match self {
                    $(Self::$kind(kind) => kind.remarks(context),)*
                }
            }

            /// The places that were looked at and are no findings.
            pub fn dropped(&self, context: &Context<'_>) -> Vec<Dropped> {
                match self {
                    $(Self::$kind(kind) => kind.dropped(context),)*
                }
            }
        }
    };
}

kinds! {
    amount_words: AmountWords,
    announced_count: AnnouncedCount,
    assert: Assert,
    attachments: Attachments,
    contents: Contents,
    dates: Dates,
    figure_conflict: FigureConflict,
    heading_layout: HeadingLayout,
    ledger: Ledger,
    metric: Metric,
    names: Names,
    occurrence: Occurrence,
    pairs: Pairs,
    part_unit: PartUnit,
    parts: Parts,
    pattern: Pattern,
    range: Range,
    rank: Rank,
    references: References,
    relate: Relate,
    repetition: Repetition,
    requires: Requires,
    sections: Sections,
    sequence: Sequence,
    slogan_count: SloganCount,
    substitution: Substitution,
    variants: Variants,
}

/// What a check may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The draft.
    pub document: &'a Document,
    /// The patterns of all rules over the draft: one scan serves them all.
    pub scan: &'a Scan<'a>,
    /// What the rules of one kind work out together.
    pub shared: &'a Shared,
    /// What stands beside the draft.
    pub beside: &'a Beside,
    /// The kinds of stretches that the rule asks for by `scope`; none means the whole draft.
    pub scopes: &'a [Scope],
}

impl Context<'_> {
    /// The stretches that the rule looks at one by one, in order: what counts per scope goes here.
    ///
    /// Sections and items may nest. `where` need not be asked: it is held against each finding.
    pub fn stretches(&self) -> Vec<Span> {
        if self.scopes.is_empty() {
            return self.document.scopes(Scope::Document).to_vec();
        }
        let each = self.scopes.iter().flat_map(|scope| self.document.scopes(*scope));
        let mut spans: Vec<Span> = each.copied().collect();
        spans.sort();
        spans.dedup();
        spans
    }
}

/// What rules may look at beside the draft.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The ledgers, by the numbers of the files that rules ask for.
    pub ledgers: Vec<Option<Arc<Sheet>>>,
    /// Other documents, by their role.
    pub documents: Vec<(String, Arc<Document>)>,
    /// The day from which ledgers are seen: year, month, day.
    pub as_of: Option<[u32; 3]>,
    /// The role of the draft itself, where it is another than [`CURRENT`].
    pub role: Option<String>,
    /// The period of the report as a configuration says it: 2024, 2024年上半年.
    pub period: Option<String>,
    /// The level of the unit that reports, as a configuration says it: 县, 校.
    pub own_level: Option<String>,
    /// Names that are right as they are.
    pub names: Vec<String>,
}

/// The role of a draft of which nothing else is said.
pub const CURRENT: &str = "current";

/// A named piece of a finding, for the rule's wording: `{name}`.
pub type Capture = (Cow<'static, str>, String);

/// What a kind noticed, before any wording.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Where; of two places the later one.
    pub at: Place,
    /// The other places.
    pub related: Vec<Related>,
    /// What the wording may name.
    pub captures: Vec<Capture>,
    /// The figures, for programs: as written, plain number, unit.
    pub values: Vec<(String, String, String)>,
    /// A correction the kind knows.
    pub edit: Option<Edit>,
    /// What a rule's `fix` replaces, where that is not the whole place.
    pub target: Option<Span>,
    /// How sure.
    pub confidence: Confidence,
}

impl Finding {
    /// A finding at `span` of `document` with nothing else known.
    pub fn at(document: &Document, span: Span, confidence: Confidence) -> Self {
        Self {
            at: Place { source: document.source.id, span },
            related: Vec::new(),
            captures: Vec::new(),
            values: Vec::new(),
            edit: None,
            target: None,
            confidence,
        }
    }
}

/// Another place of a finding; its captures come before the finding's own in its label.
#[derive(Clone, Debug)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What the label may name.
    pub captures: Vec<Capture>,
}

/// A place that a kind looked at and that is no finding.
#[derive(Clone, Debug)]
pub struct Dropped {
    /// Where.
    pub at: Span,
    /// What the kind read there.
    pub captures: Vec<Capture>,
    /// Why it is none.
    pub why: Text,
}

/// A kind of check: it reads its own parameters and looks at a draft.
pub trait Kind: Sized {
    /// The name in YAML.
    const NAME: &'static str;
    /// Reads the parameters; mistakes go to the reader.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;
    /// The names that messages of rules of this kind may use.
    fn captures(&self) -> Vec<&str>;
    /// Looks at the draft.
    fn check(&self, context: &Context<'_>, found: &mut Vec<Finding>);
    /// The places that were looked at and are no findings, for a person who asks why.
    fn dropped(&self, _context: &Context<'_>) -> Vec<Dropped> {
        Vec::new()
    }
    /// What is to be said of the whole draft: what stands nowhere, what was not given.
    fn remarks(&self, _context: &Context<'_>) -> Vec<Text> {
        Vec::new()
    }
}
