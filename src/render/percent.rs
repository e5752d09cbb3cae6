//! Paths as URIs.

/// `path` as a relative or `file:` URI: everything but plain ASCII is percent-encoded.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    let drive = path.as_bytes().get(1) == Some(&b':');
    match path.strip_prefix('/') {
        Some(_) => uri.push_str("file://"),
        None if drive => uri.push_str("file:///"),
        None => {}
    }
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b':' if drive && at == 1 => uri.push(':'),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => {
                uri.push('%');
                for half in [byte >> 4, byte & 0xf] {
                    uri.push(char::from(
                        b"0123456789ABCDEF".get(usize::from(half)).copied().unwrap_or(b'0'),
                    ));
                }
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("2024/总结 1.txt"), "2024/%E6%80%BB%E7%BB%93%201.txt");
        assert_eq!(uri("/tmp/a%b#c.md"), "file:///tmp/a%25b%23c.md");
        assert_eq!(uri("C:/稿/a.txt"), "file:///C:/%E7%A8%BF/a.txt");
    }
}
