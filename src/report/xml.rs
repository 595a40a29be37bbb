//! Text inside XML.

/// `text` for an element or a quoted attribute. Characters that XML 1.0 does not have (section 2.2) are left out: one
/// of them, and no program opens the file.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(character),
            _ => {}
        }
    }
    out
}

/// What every part begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_be_taken_for_markup() {
        assert_eq!(escape("<b a=\"1\">&amp;</b>]]>"), "&lt;b a=&quot;1&quot;&gt;&amp;amp;&lt;/b&gt;]]&gt;");
        assert_eq!(escape("a\0b\u{1b}c\u{fffe}d"), "abcd");
    }
}
