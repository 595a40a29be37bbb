//! The app beside the others on a device: what index.html and the manifest say of it.

use serde_json::Value;

use super::project;

#[test]
fn the_app_has_its_vietnamese_name_and_icons_that_are_there_in_the_sizes_they_say() {
    let page = std::fs::read_to_string(project("index.html")).unwrap();
    assert!(page.contains(r#"<html lang="vi">"#) && page.contains("<title>Hòm Phiếu</title>"));
    assert!(page.contains(r#"<link rel="manifest" href="./manifest.webmanifest" />"#));
    let manifest = std::fs::read_to_string(project("style/manifest.webmanifest")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    for name in ["name", "short_name"] {
        assert_eq!(manifest[name], "Hòm Phiếu");
    }
    assert_eq!(manifest["lang"], "vi");
    // A portal may hold the app in any folder.
    for address in ["id", "start_url", "scope"] {
        assert_eq!(manifest[address], "./", "{address}");
    }
    let icons = manifest["icons"].as_array().unwrap();
    let purposes: Vec<_> = icons.iter().map(|icon| icon["purpose"].as_str().unwrap_or("any")).collect();
    assert!(purposes.contains(&"any") && purposes.contains(&"maskable"));
    for icon in icons.iter().filter(|icon| icon["type"] == "image/png") {
        let path = icon["src"].as_str().unwrap();
        assert_eq!(Some(size(path)), icon["sizes"].as_str().map(str::to_owned), "{path}");
    }
    assert_eq!(size("icons/apple-touch-180.png"), "180x180");
    assert!(page.contains(r#"<link rel="apple-touch-icon" href="./icons/apple-touch-180.png" />"#));
}

/// Width and height as a PNG's first chunk says them.
fn size(path: &str) -> String {
    let bytes = std::fs::read(project("style").join(path)).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "{path}");
    let side = |from: usize| u32::from_be_bytes(bytes[from..from + 4].try_into().unwrap());
    format!("{}x{}", side(16), side(20))
}
