//! Minutes and tables as the command line writes them, read back by other people's libraries.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::Reader;
use quick_xml::events::Event;

use super::{golden, hom_phieu, project, simulate, text};

const MEETING: &str = "tests/data/practice-meeting/tap-lam-quen-thon-mau-tap-duot";

fn file(kind: &str) -> String {
    text(&project(&format!("{MEETING}.{kind}.json"))).to_owned()
}

/// What `report` writes, which has to end with this exit code.
fn report(arguments: &[&str], code: i32) -> Vec<u8> {
    let output = hom_phieu(&[&["report"], arguments].concat());
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// All words of a .docx part, a line per paragraph.
fn words_of(docx: &[u8], part: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    zip.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words.push_str(text.as_ref()),
            Event::End(end) if end.name().as_ref() == "w:p" => words.push('\n'),
            Event::Eof => return words,
            _ => {}
        }
    }
}

/// All elements of a .docx part with their attributes as they are written.
fn elements_of(docx: &[u8], part: &str) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    zip.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes_raw().to_owned();
                elements.push((start.name().as_ref().to_owned(), attributes));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

#[test]
fn the_minutes_of_the_example_are_these() {
    let (result, opening) = (file("result"), file("opening"));
    let folder = project("tests/data/reports");
    let counting = report(&[&result, "--opening", &opening, "--remarks"], 0);
    golden(&folder.join("practice.counting.txt"), &counting);
    let particulars = folder.join("particulars.json");
    let filled = [&result, "--opening", &opening, "--of-opening", "--particulars", text(&particulars)];
    golden(&folder.join("practice.opening.txt"), &report(&filled, 0));
}

#[test]
fn the_minutes_of_a_party_committee_have_the_partys_head_and_its_findings() {
    let meeting = tempfile::tempdir().unwrap();
    simulate("tests/data/second.survey.json", 12, 1, meeting.path());
    let path = |kind: &str| text(&meeting.path().join(format!("lay-phieu-tin-nhiem-xa-mau.{kind}.json"))).to_owned();
    let particulars = project("tests/data/reports/particulars.json");
    let arguments = [&path("result"), "--opening", &path("opening"), "--particulars", text(&particulars)];
    golden(&project("tests/data/reports/party.counting.txt"), &report(&arguments, 0));
}

/// Every instrument's minutes, from a meeting by its template: a golden file each, read by people when it changes.
#[test]
fn the_minutes_of_every_template_are_these() {
    for template in hom_phieu::survey::templates() {
        let meeting = tempfile::tempdir().unwrap();
        let out = text(meeting.path());
        let id = template.id();
        let output = hom_phieu(&["simulate", "--template", id, "--ballots", "12", "--seed", "1", "--out", out]);
        assert!(output.status.success(), "{id}: {}", String::from_utf8_lossy(&output.stderr));
        let find = |ending: &str| {
            let files = std::fs::read_dir(meeting.path())
                .unwrap()
                .filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned));
            files.into_iter().find(|path| path.ends_with(ending)).expect("the meeting wrote it")
        };
        let (result, opening) = (find(".result.json"), find(".opening.json"));
        let minutes = report(&[&result, "--opening", &opening, "--remarks"], 0);
        golden(&project(&format!("tests/data/templates/{id}.minutes.txt")), &minutes);
        for form in ["--csv", "--xlsx", "--docx"] {
            assert!(!report(&[&result, "--opening", &opening, form], 0).is_empty(), "{id} {form}");
        }
    }
}

#[test]
fn scores_choices_and_tasks_stand_in_minutes_and_tables() {
    let meeting = tempfile::tempdir().unwrap();
    simulate("tests/data/every-kind.survey.json", 7, 2, meeting.path());
    let path = |kind: &str| text(&meeting.path().join(format!("du-loai.{kind}.json"))).to_owned();
    let (result, opening) = (path("result"), path("opening"));
    golden(&project("tests/data/reports/every-kind.counting.txt"), &report(&[&result, "--opening", &opening], 0));
    golden(&project("tests/data/reports/every-kind.csv"), &report(&[&result, "--opening", &opening, "--csv"], 0));
    let workbook = report(&[&result, "--opening", &opening, "--xlsx"], 0);
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let scores = workbook.worksheet_range("Câu 3").unwrap();
    let number = |row: u32, column: u32| scores.get_value((row, column)).and_then(calamine::DataType::as_f64).unwrap();
    for row in 2..=4 {
        let (sum, given, mean) = (number(row, 3), number(row, 4), number(row, 5));
        assert!((mean - sum / given).abs() <= 0.005, "{sum}/{given} is not {mean}");
    }
    assert_eq!(workbook.worksheet_range("Mức điểm").unwrap().height(), 4);
}

#[test]
fn a_word_document_says_what_the_text_says() {
    let (result, opening) = (file("result"), file("opening"));
    let docx = report(&[&result, "--opening", &opening, "--docx"], 0);
    let words = words_of(&docx, "word/document.xml");
    let minutes = String::from_utf8(report(&[&result, "--opening", &opening, "--minutes"], 0)).unwrap();
    // Each cell of a table and each other line of the text; words of a fingerprint are numbered there.
    let lines =
        minutes.lines().filter(|line| !line.starts_with("***") && !line.starts_with("Dấu") && !line.contains("[QR]"));
    for part in lines.flat_map(|line| line.split(" | ")) {
        let part = part.trim_matches(['|', ' ']).trim_end_matches(" (Ký, ghi rõ họ tên)");
        assert!(part.chars().all(|c| c == '…') || words.contains(part), "{part}\n{words}");
    }
    for header in ["word/header1.xml", "word/header2.xml"] {
        assert!(words_of(&docx, header).contains("TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ"), "the mark stands on every page");
    }
    let elements = elements_of(&docx, "word/document.xml");
    assert!(["w:tblHeader", "w:titlePg"].iter().all(|name| elements.iter().any(|(one, _)| one == name)));
    let zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let pictures = zip.file_names().filter(|name| name.as_ref().unwrap().starts_with("word/media/")).count();
    assert_eq!(pictures, 2, "a code for the opening and one for the result");
    let said = elements.iter().filter(|(name, attributes)| name == "wp:docPr" && attributes.contains("descr=\"Dấu"));
    assert_eq!(said.count(), 2, "each says what it is");
}

#[test]
fn a_workbook_holds_the_totals_as_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.xlsx");
    report(&[&file("result"), "--opening", &file("opening"), "--xlsx", "--out", text(&out)], 0);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&out).unwrap();
    let expected: serde_json::Value =
        serde_json::from_slice(&std::fs::read(project("tests/data/practice-meeting/expected.json")).unwrap()).unwrap();
    let data = book.worksheet_range("Dữ liệu").unwrap();
    let counts: Vec<String> = data.rows().skip(1).map(|row| row[9].to_string()).collect();
    // The sheet goes question by question, the totals subject by subject.
    let totals: Vec<&Vec<serde_json::Value>> =
        expected["totals"].as_array().unwrap().iter().map(|row| row.as_array().unwrap()).collect();
    let by_question = (0..3).flat_map(|question| totals.iter().skip(question).step_by(3));
    let wanted: Vec<String> = by_question.flat_map(|row| row.iter().map(ToString::to_string)).collect();
    assert_eq!(counts, wanted);
}

#[test]
fn without_the_opening_every_form_says_so() {
    let result = file("result");
    let mark = "CHƯA ĐỐI CHIẾU VỚI BIÊN BẢN MỞ HÒM";
    assert!(String::from_utf8(report(&[&result], 3)).unwrap().starts_with("***"));
    assert!(String::from_utf8(report(&[&result], 3)).unwrap().contains(mark));
    assert!(words_of(&report(&[&result, "--docx"], 3), "word/header1.xml").contains(mark));
    let csv = String::from_utf8(report(&[&result, "--csv"], 3)).unwrap();
    assert!(csv.lines().skip(1).all(|line| line.contains(mark)));
    let book = report(&[&result, "--xlsx"], 3);
    let mut book = calamine::Xlsx::new(Cursor::new(book)).unwrap();
    let general = book.worksheet_range("Số liệu chung").unwrap();
    assert!(general.rows().flatten().any(|cell| cell.to_string().contains(mark)));
}

#[test]
fn a_result_that_somebody_changed_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("a.result.json");
    let mut jws: serde_json::Value = serde_json::from_slice(&std::fs::read(file("result")).unwrap()).unwrap();
    jws["signatures"][0]["signature"] = jws["signatures"][1]["signature"].clone();
    std::fs::write(&changed, jws.to_string()).unwrap();
    let out = folder.path().join("a.docx");
    assert!(report(&[text(&changed), "--docx", "--out", text(&out)], 1).is_empty());
    assert!(!Path::new(&out).exists());
    // The opening of another meeting.
    let other = folder.path().join("other");
    simulate("src/survey/practice.json", 1, 7, &other);
    let opening = other.join("tap-lam-quen-thon-mau-tap-duot.opening.json");
    assert!(report(&[&file("result"), "--opening", text(&opening)], 1).is_empty());
    // No result at all.
    assert!(report(&[&file("opening")], 1).is_empty());
}
