//! Bytes → text: UTF-8, UTF-16 and GB18030 are recognised; nothing malformed is passed on.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, Encoding, GB18030, GBK, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE,
};

use crate::diagnostic::Problem;
use crate::text::Text;
use crate::text::nearest::nearest;

/// Names worth offering when one is not known.
const USUAL: &[&str] = &["utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16le", "utf-16be"];
/// How much of a file decides between UTF-16 and the rest, in bytes.
const SAMPLE: usize = 64 << 10;

/// Decodes `bytes`; `label` overrides the guess.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Result<String, Problem> {
    let encoding = of(bytes, label)?;
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if let Some(at) = bytes.iter().position(|byte| *byte == 0).filter(|_| !wide) {
        return Err(binary((at, '\0')));
    }
    let text = strict(bytes, encoding)?;
    match first_binary(&text) {
        Some(control) => Err(binary(control)),
        None => Ok(text),
    }
}

/// The encoding of `bytes`; `label` overrides the guess.
pub(super) fn of(bytes: &[u8], label: Option<&str>) -> Result<&'static Encoding, Problem> {
    let Some(label) = label else { return Ok(guess(bytes)) };
    named(label).map_err(|(message, help)| Problem { code: "E-TXT-ENCODING", message, help })
}

/// The length of the byte order mark that `bytes` begin with.
pub(super) fn mark(bytes: &[u8], encoding: &'static Encoding) -> usize {
    match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => length,
        _ => 0,
    }
}

/// The encoding of a label such as `gbk`, or a sentence and a hint.
pub fn named(label: &str) -> Result<&'static Encoding, (Text, Text)> {
    match Encoding::for_label(label.trim().as_bytes()) {
        Some(encoding) if encoding == GBK => Ok(GB18030),
        Some(encoding) if encoding != REPLACEMENT => Ok(encoding),
        _ => Err(unknown(label)),
    }
}

fn unknown(label: &str) -> (Text, Text) {
    let list = USUAL.join(" ");
    let help = match nearest(&label.to_lowercase(), USUAL) {
        Some(near) => Text::new(
            format!("是否为 {near}？常用：{list}"),
            format!("did you mean `{near}`? usual ones: {list}"),
        ),
        None => Text::new(format!("常用：{list}"), format!("usual ones: {list}")),
    };
    (Text::new(format!("不认识的编码“{label}”"), format!("unknown encoding `{label}`")), help)
}

/// A byte order mark, then UTF-16 and UTF-8 by their form, then the Chinese legacy encodings.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let utf8 = std::str::from_utf8(bytes).is_ok();
    let often_nul = || bytes.len() < bytes.iter().filter(|byte| **byte == 0).count() * 3;
    if (!utf8 || often_nul())
        && let Some(encoding) = guess_utf16(bytes)
    {
        return encoding;
    }
    if utf8 || damaged_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    if guess == BIG5 && BIG5.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        return BIG5;
    }
    if marks(bytes, GB18030) * 4 < marks(bytes, BIG5) {
        return BIG5;
    }
    // GBK is read as its superset, because files named GBK hold four-byte characters too.
    GB18030
}

/// How many of the commonest marks and characters of Chinese text a sample holds in `encoding`.
fn marks(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (text, _) = encoding.decode_without_bom_handling(sample);
    text.chars().filter(|mark| "，。、；：的一是在不了和".contains(*mark)).count()
}

/// UTF-16 without a mark: nearly every unit is a character that Chinese drafts are made of.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (units, _) = sample.as_chunks::<2>();
    let plausible = |decode: fn([u8; 2]) -> u16| {
        units.iter().filter(|unit| usual_unit(decode(**unit))).count() * 10
    };
    let enough = units.len() * 9;
    if units.is_empty() {
        None
    } else if enough <= plausible(u16::from_le_bytes) {
        Some(UTF_16LE)
    } else if enough <= plausible(u16::from_be_bytes) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn usual_unit(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xB7 | 0xD7 | 0x2010..=0x203B | 0x2460..=0x2473
        | 0x3000..=0x3017 | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E)
}

/// Whether most of what is not ASCII is well-formed UTF-8 all the same.
fn damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let long = |it: &char| 3 <= it.len_utf8();
        sound += chunk.valid().chars().filter(long).map(char::len_utf8).sum::<usize>();
        broken += chunk.invalid().len();
    }
    broken < sound
}

fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Problem> {
    let skipped = mark(bytes, encoding);
    let rest = bytes.get(skipped..).unwrap_or_default();
    if encoding == UTF_8 {
        return std::str::from_utf8(rest)
            .map(str::to_owned)
            .map_err(|error| malformed(bytes, skipped + error.valid_up_to(), encoding));
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(rest.len());
    let mut text = String::with_capacity(room.unwrap_or(rest.len()));
    let mut read = 0;
    loop {
        let left = rest.get(read..).unwrap_or_default();
        let (result, used) = decoder.decode_to_string_without_replacement(left, &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(left.len().max(16)),
            DecoderResult::Malformed(length, after) => {
                let back = usize::from(length) + usize::from(after);
                return Err(malformed(bytes, skipped + read.saturating_sub(back), encoding));
            }
        }
    }
    text.shrink_to_fit();
    Ok(text)
}

fn malformed(bytes: &[u8], at: usize, encoding: &'static Encoding) -> Problem {
    let name = encoding.name();
    let byte = bytes.get(at).copied().unwrap_or_default();
    Problem {
        code: "E-TXT-ENCODING",
        message: Text::new(
            format!("按{name}解码失败：偏移{at}处的字节0x{byte:02X}不合规则"),
            format!("not valid {name}: byte 0x{byte:02X} at offset {at}"),
        ),
        help: Text::new(
            "请用记事本打开，另存为UTF-8；或者用 --encoding 指明编码，例如 --encoding gb18030",
            "save the file as UTF-8, or name its encoding, for example `--encoding gb18030`",
        ),
    }
}

/// The first control character of a text that is not plain text: any NUL, or more than one in a hundred.
fn first_binary(text: &str) -> Option<(usize, char)> {
    let mut first = None;
    let (mut controls, mut all) = (0_usize, 0_usize);
    for (at, character) in text.char_indices() {
        all += 1;
        if character == '\0' {
            return Some((at, character));
        }
        if character.is_ascii_control() && !('\t'..='\r').contains(&character) {
            controls += 1;
            first = first.or(Some((at, character)));
        }
    }
    first.filter(|_| all < controls * 100)
}

fn binary((at, character): (usize, char)) -> Problem {
    let code = u32::from(character);
    Problem {
        code: "E-TXT-BINARY",
        message: Text::new(
            format!("不是纯文本：偏移{at}处有控制字符U+{code:04X}"),
            format!("not plain text: control character U+{code:04X} at offset {at}"),
        ),
        help: Text::new(
            "请确认没有选错文件；稿件请另存为纯文本（.txt）",
            "check that this is the right file; save a draft as plain text (.txt)",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "一、基层党建工作\r\n开展集中巡回指导4轮，参加1,141人次。\n";

    fn check(bytes: &[u8], label: Option<&str>, expect: Result<&str, &str>) {
        let found = decode(bytes, label);
        let found = found.as_deref().map_err(|it| it.message.zh.as_str());
        assert_eq!(found, expect);
    }

    fn utf16(text: &str, to: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let marked = format!("\u{FEFF}{DRAFT}");
        check(DRAFT.as_bytes(), None, Ok(DRAFT));
        check(marked.as_bytes(), None, Ok(DRAFT));
        check(&GB18030.encode(DRAFT).0, None, Ok(DRAFT));
        check(&GB18030.encode(DRAFT).0, Some("GBK"), Ok(DRAFT));
        for to in [u16::to_le_bytes, u16::to_be_bytes] {
            check(&utf16(&marked, to), None, Ok(DRAFT));
            check(&utf16(DRAFT, to), None, Ok(DRAFT));
            check(&utf16("4", to), None, Ok("4"));
        }
        check(&utf16(DRAFT, u16::to_le_bytes), Some("utf-16le"), Ok(DRAFT));
        check(b"", None, Ok(""));
    }

    #[test]
    fn short_and_rare_gbk() {
        for text in ["工作总结", "4轮", "朱镕基𠮷", "联通", "（三）䶮"] {
            check(&GB18030.encode(text).0, None, Ok(text));
        }
    }

    #[test]
    fn malformed_bytes_are_named_with_their_offset() {
        let mut damaged = DRAFT.as_bytes().to_vec();
        damaged[9] = 0xFF;
        let utf8 = "按UTF-8解码失败：偏移9处的字节0xFF不合规则";
        check(&damaged, None, Err(utf8));
        check(&damaged, Some("utf-8"), Err(utf8));
        check(b"\xEF\xBB\xBFabc\xFF", None, Err("按UTF-8解码失败：偏移6处的字节0xFF不合规则"));
        check(b"abc\xB9\x20", Some("gbk"), Err("按gb18030解码失败：偏移3处的字节0xB9不合规则"));
        check(b"\xFF\xFEa\0\0\xD8b\0", None, Err("按UTF-16LE解码失败：偏移4处的字节0x00不合规则"));
        check(b"\xFF\xFEa\0b", None, Err("按UTF-16LE解码失败：偏移4处的字节0x62不合规则"));
    }

    #[test]
    fn binary_files_are_refused() {
        check(b"ab\0c", None, Err("不是纯文本：偏移2处有控制字符U+0000"));
        check(&[0; 64], None, Err("不是纯文本：偏移0处有控制字符U+0000"));
        check(b"\x01\x02\x03", None, Err("不是纯文本：偏移0处有控制字符U+0001"));
        let pasted = format!("{}\u{7}", "工作".repeat(100));
        check(pasted.as_bytes(), None, Ok(&pasted));
    }

    #[test]
    fn labels() {
        assert_eq!(named("GB2312"), Ok(GB18030));
        assert_eq!(named("gbkk").unwrap_err().1.en.split('?').next(), Some("did you mean `gbk`"));
        assert!(named("hz-gb-2312").is_err());
    }
}
