//! How the two pages hand a box to each other: its name in the fragment of the address, which no server sees.
//!
//! Both ways the page that is left is *replaced*: Back reveals nothing, and nothing of it stays in memory.

use crate::text::Lang;

/// Which box, and in which language its screens start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxAddress {
    /// Practice boxes lie apart.
    pub practice: bool,
    /// Identifier of the box.
    pub box_id: String,
    /// The usual language.
    pub lang: Lang,
}

/// Before the address of a box that comes back to the desk.
const OFFICER: &str = "officer/";

impl BoxAddress {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Option<Self> {
        let mut parts = fragment.trim_start_matches('#').split('/');
        let practice = match parts.next()? {
            "practice" => true,
            "real" => false,
            _ => return None,
        };
        let box_id = parts.next().filter(|id| !id.is_empty() && id.bytes().all(is_id))?.to_owned();
        let lang = if parts.next() == Some(Lang::En.tag()) { Lang::En } else { Lang::Vi };
        Some(Self { practice, box_id, lang })
    }

    /// The address in a fragment that says that the tellers have taken over.
    pub fn parse_officer(fragment: &str) -> Option<Self> {
        Self::parse(fragment.trim_start_matches('#').strip_prefix(OFFICER)?)
    }

    fn fragment(&self) -> String {
        let kind = if self.practice { "practice" } else { "real" };
        [kind, "/", &self.box_id, "/", self.lang.tag()].concat()
    }

    /// The booth's page, relative to the desk's.
    pub fn booth(&self) -> String {
        "booth.html#".to_owned() + &self.fragment()
    }

    /// The booth that asks for slips, relative to the desk's page.
    pub fn hall(&self) -> String {
        "hall.html#".to_owned() + &self.fragment()
    }

    /// The desk's page, relative to the booth's.
    pub fn officer(&self) -> String {
        ["./#", OFFICER, &self.fragment()].concat()
    }
}

/// Base64url.
fn is_id(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(practice: bool, lang: Lang) -> BoxAddress {
        BoxAddress { practice, box_id: "AZaz09-_AZaz09-_AZaz09".to_owned(), lang }
    }

    #[test]
    fn each_page_reads_what_the_other_wrote() {
        for practice in [false, true] {
            for lang in [Lang::Vi, Lang::En] {
                let address = address(practice, lang);
                let (page, fragment) =
                    address.booth().split_once('#').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
                assert_eq!((page.as_str(), BoxAddress::parse(&fragment)), ("booth.html", Some(address.clone())));
                assert_eq!(BoxAddress::parse_officer(&fragment), None);
                let (page, fragment) =
                    address.officer().split_once('#').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
                assert_eq!((page.as_str(), BoxAddress::parse_officer(&fragment)), ("./", Some(address)));
                assert_eq!(BoxAddress::parse(&fragment), None);
            }
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for fragment in ["", "#", "#real", "#real/", "#box/abc", "#real/a b/vi", "#practice/..%2f", "officer/real/abc"]
        {
            assert_eq!(BoxAddress::parse(fragment), None, "{fragment}");
        }
    }
}
