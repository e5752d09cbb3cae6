//! Why a rule is silent: every place that its kind looked at, and what became of it.

use super::suppress::Suppressions;
use super::zones::Zones;
use super::{Settings, message_of, run, touches};
use crate::diagnostic::Severity;
use crate::kinds::{CURRENT, Capture, Context, Finding, Shared};
use crate::model::Document;
use crate::model::scope::Scope;
use crate::pack::{Filter, Rule, RuleSet, Zone};
use crate::text::pattern::Scan;
use crate::text::{Confidence, Language, Span, Text};

/// What became of every place.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The places in the order of the draft.
    pub places: Vec<Traced>,
    /// Why the whole draft is left alone, where it is.
    pub closed: Option<Text>,
    /// What is to be said of the whole draft: what stands nowhere, what was not given.
    pub remarks: Vec<Text>,
}

/// A place that the kind of check looked at.
#[derive(Clone, Debug)]
pub struct Traced {
    /// Where.
    pub at: Span,
    /// The captures, by name.
    pub captures: Vec<Capture>,
    /// What is said there, where it is reported.
    pub message: String,
    /// How grave it is, where it is reported.
    pub severity: Option<Severity>,
    /// Why it is not shown; nothing where it is.
    pub why: Option<Text>,
}

/// Follows `rule` through the draft; findings below `shown` are left out as `check` leaves them out.
pub fn trace(
    document: &Document,
    set: &RuleSet,
    rule: &Rule,
    (shown, language): (Severity, Language),
) -> Trace {
    let scan = set.scanner.scan(&set.patterns, &document.source.text);
    let shared = Shared::default();
    let (beside, scopes) = (&set.beside, rule.filter.scopes.as_slice());
    let context = Context { document, scan: &scan, shared: &shared, beside, scopes };
    let zones = Zones::new(document, beside);
    let mut tracer = Tracer {
        document,
        set,
        rule,
        shown,
        zones,
        suppressions: Suppressions::of(document, set, &Settings::default()),
        taken: Vec::new(),
        seen: Vec::new(),
    };
    tracer.taken = tracer.taken(&context);
    let mut found = Vec::new();
    rule.check.check(&context, &mut found);
    found.sort_by_key(|it| (it.at, std::cmp::Reverse(it.confidence)));
    let told = |it: &Finding, tracer: &mut Tracer<'_>| Traced {
        at: it.at.span,
        captures: it.captures.clone(),
        message: message_of(document, rule, it, language),
        severity: rule.severities.of(it.confidence),
        why: tracer.why(&scan, it.at.span, it.confidence),
    };
    let mut places: Vec<Traced> = found.iter().map(|it| told(it, &mut tracer)).collect();
    places.extend(rule.check.dropped(&context).into_iter().map(|it| Traced {
        at: it.at,
        captures: it.captures,
        message: String::new(),
        severity: None,
        why: Some(it.why),
    }));
    places.sort_by_key(|it| it.at);
    let closed = tracer.closed();
    let mut remarks = rule.check.remarks(&context);
    remarks.dedup();
    Trace { places, closed, remarks }
}

struct Tracer<'a> {
    document: &'a Document,
    set: &'a RuleSet,
    rule: &'a Rule,
    shown: Severity,
    zones: Zones<'a>,
    suppressions: Suppressions,
    /// Where rules that supersede this one fire: the rule, the place.
    taken: Vec<(String, Span)>,
    /// The places that are findings already.
    seen: Vec<Span>,
}

impl Tracer<'_> {
    /// Why the rule does not look at the draft at all.
    fn closed(&self) -> Option<Text> {
        let filter = &self.rule.filter;
        if !self.zones.has_path(filter) {
            return Some(Text::new(
                format!("where: path 不含这份稿件（要 {}）", filter.paths.join(" ")),
                format!("`where: path` leaves this draft out ({})", filter.paths.join(" ")),
            ));
        }
        let own = self.set.beside.role.as_deref().unwrap_or(CURRENT);
        let roles = filter.roles.join(" ");
        (!self.zones.has_role(filter)).then(|| {
            Text::new(
                format!("where: role 要 {roles}，这份稿件的角色是 {own}；--role 可以另指"),
                format!(
                    "`where: role` asks for {roles}, this draft is {own}; `--role` says otherwise"
                ),
            )
        })
    }

    fn taken(&self, context: &Context<'_>) -> Vec<(String, Span)> {
        let mut taken = Vec::new();
        for other in &self.set.rules {
            let replaces = other.supersedes.iter().any(|id| self.rule.is_called(id));
            if !replaces || other.severities.silent() {
                continue;
            }
            let found = run(other, context, &self.zones);
            let shown = found.iter().filter(|it| other.severities.of(it.confidence).is_some());
            taken.extend(shown.map(|it| (other.shown(), it.at.span)));
        }
        taken
    }

    /// The first condition that a finding fails, in the order in which `check` asks.
    fn why(&mut self, scan: &Scan<'_>, at: Span, confidence: Confidence) -> Option<Text> {
        if let Some(why) = self.filtered(scan, at) {
            return Some(why);
        }
        if self.seen.contains(&at) {
            return Some(Text::new("同一处已经报过", "the same place is reported already"));
        }
        self.seen.push(at);
        let Some(severity) = self.rule.severities.of(confidence) else {
            return Some(Text::new(
                format!("severity 里，{}的结果是 none", sure(confidence).zh),
                format!("by `severity`, what is {} is none", sure(confidence).en),
            ));
        };
        let by = self.taken.iter().find(|(_, span)| touches(&[*span], at));
        if let Some((by, _)) = by {
            return Some(Text::new(
                format!("规则 {by} 在同一处报了，它用 supersedes 取代本规则"),
                format!("`{by}` reports the same place and supersedes this rule"),
            ));
        }
        if self.suppressions.holds(at) {
            return Some(Text::new("在忽略标记里", "it stands in a suppression"));
        }
        if self.suppressions.covers(self.rule, at) {
            return Some(Text::new("稿子里写了忽略标记", "the draft suppresses it"));
        }
        (severity < self.shown).then(|| {
            Text::new(
                format!("把握是“{}”，级别只到 {}，check 默认不显示；加 --min-severity {} 就能看到", sure(confidence).zh, severity.name(), severity.name()),
                format!("it is {}, so only {}, which `check` does not show by default; see `--min-severity {}`", sure(confidence).en, severity.name(), severity.name()),
            )
        })
    }

    /// The condition of `scope` or `where` that a place fails.
    fn filtered(&self, scan: &Scan<'_>, at: Span) -> Option<Text> {
        if self.zones.in_code(at) {
            return Some(Text::new("在代码、文件头或注释里", "in code, front matter or a comment"));
        }
        let filter = &self.rule.filter;
        let fails = |part: Filter| !self.zones.admit(&part, scan, at);
        if fails(Filter { scopes: filter.scopes.clone(), ..Filter::default() }) {
            let names = names(&filter.scopes);
            return Some(Text::new(
                format!("不在 scope 说的范围里（{names}）"),
                format!("outside of `scope` ({names})"),
            ));
        }
        if fails(Filter { levels: filter.levels.clone(), ..Filter::default() }) {
            let level = self.document.level_at(at.start);
            return Some(Text::new(
                format!("所在标题是第{level}层，where: level 不要"),
                format!("its section is at level {level}, which `where: level` leaves out"),
            ));
        }
        if fails(Filter { under: filter.under, ..Filter::default() }) {
            return Some(Text::new(
                "上面的标题都不合 where: under",
                "no heading above it fits `where: under`",
            ));
        }
        let zone = filter
            .not_in
            .iter()
            .find(|zone| fails(Filter { not_in: vec![**zone], ..Filter::default() }))?;
        let (zh, en) = zone_words(*zone);
        Some(Text::new(
            format!("在{zh}里，where: not-in 不要"),
            format!("in {en}: `where: not-in`"),
        ))
    }
}

fn names(scopes: &[Scope]) -> String {
    let named = Scope::NAMES.iter().filter(|(_, scope)| scopes.contains(scope));
    named.map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

fn zone_words(zone: Zone) -> (&'static str, &'static str) {
    match zone {
        Zone::Quote => ("引文", "a quotation"),
        Zone::Title => ("书名号", "a title"),
        Zone::Table => ("表格", "a table"),
        Zone::Code => ("代码", "code"),
        Zone::Attachment => ("附件", "an attachment"),
    }
}

fn sure(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Certain => Text::new("确定", "certain"),
        Confidence::Likely => Text::new("很可能", "likely"),
        Confidence::Possible => Text::new("可能", "possible"),
    }
}
