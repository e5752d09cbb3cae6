//! Prints the conflicts of plain-text files.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used)]
use jiaohe::kinds::{Context, Kind, figure_conflict::FigureConflict};
use jiaohe::model::{Document, Sentence};
use jiaohe::text::pattern::Scanner;
use jiaohe::text::{Block, BlockKind, Source, Span, lines::Lines, sentence};

fn document(name: &str) -> Document {
    let text = std::fs::read_to_string(name).expect("readable");
    let lines = Lines::of(&text);
    let mut blocks = Vec::new();
    for i in 0..lines.count() {
        let s = lines.span(i);
        let t = s.of(&text);
        let lead = t.len() - t.trim_start().len();
        let end = t.trim_end().len();
        if lead < end {
            blocks.push(Block {
                span: Span::new(lead, end).moved(s.start),
                kind: BlockKind::Paragraph,
            });
        }
    }
    let mut sentences = Vec::new();
    for (i, b) in blocks.iter().enumerate() {
        sentences.extend(
            sentence::sentences(&text, b.span).into_iter().map(|span| Sentence { span, block: i }),
        );
    }
    let source = Source { text, lines, blocks, name: name.to_owned(), ..Source::default() };
    Document { source, sentences, ..Document::default() }
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let dump = args.first().is_some_and(|a| a == "--dump");
    let time = args.first().is_some_and(|a| a == "--time");
    if dump || time {
        args.remove(0);
    }
    for name in args {
        let document = document(&name);
        let d = &document;
        let start = std::time::Instant::now();
        if dump {
            for f in jiaohe::model::figure::figures(&d.source, &d.outline, &d.sentences) {
                println!(
                    "{}\t{}\t{:?}\t{}|{}\t{:?}\t{:?}\t{:?}{:?}\t{:?}/{:?}\tfrom={} par={} inh={:?} topic={}",
                    f.span.of(&d.source.text),
                    f.head,
                    f.side,
                    f.subject,
                    f.unit.name,
                    f.actions,
                    f.roles,
                    f.mood,
                    f.zone,
                    f.periods,
                    f.context,
                    f.changed_from,
                    f.bracketed,
                    f.inherited,
                    f.topic
                );
            }
            continue;
        }
        let scanner = Scanner::default();
        let scan = scanner.scan(&[], &d.source.text);
        let mut found = Vec::new();
        FigureConflict::default().check(&Context { document: d, scan: &scan }, &mut found);
        if time {
            println!("{name} {:?} {}", start.elapsed(), found.len());
            continue;
        }
        for f in &found {
            let pos = |s: Span| {
                let (l, c) = d.source.lines.position(&d.source.text, s.start);
                let n = s.of(&d.source.text).chars().count();
                format!("{l}:{c}-{}", c + n)
            };
            let get = |k: &str| {
                f.captures.iter().find(|c| c.0 == k).map(|c| c.1.clone()).unwrap_or_default()
            };
            let ctx = |s: Span| {
                let b = &d.source.text;
                let a = b.ceil_char_boundary((s.start as usize).saturating_sub(80));
                let e = b.floor_char_boundary(s.end as usize + 60);
                format!("{}【{}】{}", &b[a..s.start as usize], s.of(b), &b[s.end as usize..e])
                    .replace('\n', "⏎")
            };
            println!(
                "{name}\t{}\t{}\t{}\t{}\t{}",
                f.confidence.name(),
                pos(f.at.span),
                f.related.iter().map(|r| pos(r.place.span)).collect::<Vec<_>>().join(";"),
                get("head"),
                get("reasons")
            );
            println!("   {}", ctx(f.at.span));
            for r in &f.related {
                println!("   {}", ctx(r.place.span));
            }
        }
    }
}
