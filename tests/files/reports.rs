//! Minutes and tables as the command line writes them, read back by other people's libraries.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::Reader;
use quick_xml::events::Event;
use serde_json::Value;

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
        let file = |form: &str| report(&[&result, "--opening", &opening, form], 0);
        let verified = hom_phieu(&["verify", &result, "--opening", &opening, "--json"]).stdout;
        let verified: Value = serde_json::from_slice(&verified).unwrap();
        holds_what_was_counted(id, &verified["result"], [file("--csv"), file("--xlsx"), file("--docx")]);
    }
}

/// "53,85": a share as people read it, rounded half up from the whole numbers.
fn percent(count: u32, base: u32) -> String {
    let [count, base] = [count, base].map(u64::from);
    let hundredths = (count * 20_000 + base) / (2 * base);
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

/// Cells of a .csv, line by line (RFC 4180).
fn cells_of(csv: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(csv).unwrap().trim_start_matches('\u{feff}');
    let (mut lines, mut line, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    assert!(line.is_empty() && cell.is_empty() && !quoted, "the last line is whole");
    lines
}

/// Holds names, counts and shares of a verified payload against what stands in the three files.
fn holds_what_was_counted(id: &str, payload: &Value, [csv, xlsx, docx]: [Vec<u8>; 3]) {
    let csv = cells_of(&csv);
    assert!(csv.iter().all(|line| line.len() == csv[0].len()), "{id}: one table");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx)).unwrap();
    let words = words_of(&docx, "word/document.xml");
    let paragraphs: Vec<&str> = words.lines().collect();
    let asked: Vec<&Value> = payload["survey"]["questions"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let figure = |value: &Value| u32::try_from(value.as_u64().unwrap()).unwrap();
    for row in payload["rows"].as_array().unwrap() {
        let key = [text(&row["subject"]), text(&row["task"]), text(&row["question"])];
        let lines: Vec<&Vec<String>> = csv
            .iter()
            .filter(|line| [&line[1], &line[2], &line[5]] == key.each_ref() && line[15] == "Số phiếu từng mức")
            .collect();
        let sheet = asked.iter().position(|one| **one == row["question"]).unwrap() + 1;
        let sheet = book.worksheet_range(&format!("Câu {sheet}")).unwrap();
        let who = &lines[0][3];
        let subjects = payload["survey"]["subjects"].as_array().unwrap();
        let subject = subjects.iter().find(|one| one["id"] == row["subject"]).unwrap();
        assert!(who.contains(subject["name"].as_str().unwrap()), "{id}: {who}");
        let printed = sheet.rows().find(|cells| cells[1].to_string() == *who).unwrap();
        let numbers: Vec<f64> = printed.iter().filter_map(calamine::DataType::as_f64).collect();
        let mut in_word: Vec<String> = Vec::new();
        for level in row["levels"].as_array().unwrap() {
            let [count, base] = [0, 1].map(|at| figure(&level["share"][at]));
            let line = lines.iter().find(|line| line[7] == text(&level["level"])).unwrap();
            let share = percent(count, base);
            let expected = [count.to_string(), count.to_string(), "0".to_owned(), base.to_string(), share.clone()];
            assert_eq!(line[9..14], expected, "{id}: together, on devices, on paper, base, share");
            let rounded: f64 = share.replace(',', "").parse::<f64>().unwrap() / 10_000.0;
            for number in [count.into(), base.into(), rounded] {
                assert!(numbers.contains(&number), "{id}: {number} is not among {numbers:?}");
            }
            in_word.extend([count.to_string(), share]);
        }
        if let Some(score) = row["score"].as_object() {
            let figures = [figure(&score["sum"]), figure(&score["given"])];
            for (level, count) in ["sum", "given"].into_iter().zip(figures) {
                let line = lines.iter().find(|line| line[7] == level).unwrap();
                assert_eq!(line[9], count.to_string(), "{id}");
                assert!(numbers.contains(&f64::from(count)), "{id}: {count} is not among {numbers:?}");
                in_word.push(count.to_string());
            }
        }
        in_word.extend(row["levels"].as_array().filter(|levels| !levels.is_empty()).map(|_| row["blank"].to_string()));
        // After the name, or after the post that follows it.
        let in_word: Vec<&str> = in_word.iter().map(String::as_str).collect();
        let follows = |at: usize| {
            let after = |gap: usize| paragraphs.get(at + gap..).is_some_and(|rest| rest.starts_with(&in_word));
            after(1) || after(2)
        };
        let stands = (0..paragraphs.len()).any(|at| paragraphs[at] == who && follows(at));
        assert!(stands, "{id}: {who} with {in_word:?} is not in the minutes:\n{words}");
    }
    let total = |member: &str| payload["figures"]["electronic"][member].to_string();
    for member in ["issued", "collected", "valid", "invalid"] {
        let line = csv.iter().find(|line| line[7] == member && line[15] == "Số liệu chung").unwrap();
        assert_eq!(line[9..12], [total(member), total(member), "0".to_owned()], "{id}: {member}");
    }
    let of_section = |name: &str| csv.iter().filter(|line| line[15] == name).count();
    assert_eq!(of_section("Nhận định"), payload["findings"].as_array().unwrap().len(), "{id}");
    assert_eq!(of_section("Mức điểm"), payload["grades"].as_array().map_or(0, Vec::len), "{id}");
    assert_eq!(of_section("Điều kiện số người dự"), usize::from(payload["quorum"].is_object()), "{id}");
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
    let grades = workbook.worksheet_range("Mức điểm").unwrap();
    assert_eq!(grades.height(), 4);
    let head: Vec<String> = grades.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let total = head.iter().position(|name| name == "Tổng điểm").expect("the total decides the band");
    for row in grades.rows().skip(1) {
        let [mean, total] = [&row[1], &row[total]].map(|cell| calamine::DataType::as_f64(cell).unwrap());
        assert!((mean - total).abs() < 0.005, "of one question the total is its mean");
    }
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
