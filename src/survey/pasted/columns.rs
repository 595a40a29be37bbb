//! What each column of a pasted list is: by its heading if there is one, otherwise by what stands in it.

use super::super::SubjectKind;
use super::cells::Row;
use super::dates::{Birth, birth};
use super::ids::bare;
use super::salutation::{in_front, salutation};
use super::{Wanted, without_number};

/// What a column was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Số thứ tự: read, but of no use here.
    Serial,
    /// Ông, bà, đồng chí, or the sex that it follows from.
    Salutation,
    /// The full name.
    Name,
    /// Họ và tên đệm, where the given name has a column of its own.
    FamilyNames,
    /// Tên, beside [`FamilyNames`](Self::FamilyNames).
    GivenName,
    /// Chức vụ.
    Post,
    /// Đơn vị, nơi công tác.
    Unit,
    /// Ngày sinh.
    BirthDate,
    /// Nhiệm vụ, vụ việc: several in a cell, in its lines or parted by semicolons. Only where tasks are asked about.
    Tasks,
    /// Nothing that a ballot has (address, telephone), or a second column of one kind: not read.
    Ignored,
}

impl Meaning {
    /// Whether only persons have it.
    pub(super) fn is_of_persons(self) -> bool {
        matches!(self, Self::Salutation | Self::BirthDate)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading, if the list has headings and this column has one.
    pub heading: Option<String>,
    /// What it was taken for.
    pub meaning: Meaning,
    /// Whether anything stands in it.
    pub filled: bool,
}

/// How many rows are searched for headings: a title and a line or two may stand above them.
const SEARCHED: usize = 10;

/// Where the list begins and what its columns are.
pub(super) struct Layout {
    pub(super) columns: Vec<Column>,
    /// Index of the first row of data.
    pub(super) data: usize,
}

/// Finds headings, and what the columns are. No column may be a name: the caller sees that.
pub(super) fn layout(rows: &[Row], wanted: Wanted) -> Layout {
    let kind = wanted.kind;
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let at = rows.iter().take(SEARCHED).position(|row| is_heading(row, kind));
    let head = at.and_then(|at| rows.get(at));
    let mut data = at.map_or(0, |at| at + 1);
    // Printed forms number their columns below the headings: (1), (2), (3).
    if head.is_some() && rows.get(data).is_some_and(is_numbering) {
        data += 1;
    }
    let body = rows.get(data..).unwrap_or_default();
    let heading = |column| head.map_or("", |row| row.cell(column));
    let mut meanings: Vec<Option<Meaning>> = (0..width).map(|column| by_heading(heading(column), kind)).collect();
    // "Tên" alone is the whole name.
    if !meanings.contains(&Some(Meaning::FamilyNames)) {
        replace(&mut meanings, Meaning::GivenName, Meaning::Name);
    }
    if !meanings.iter().any(|meaning| matches!(meaning, Some(Meaning::Name | Meaning::FamilyNames))) {
        guess_name(&mut meanings, body, kind);
    }
    if head.is_none() {
        guess_the_rest(&mut meanings, body, kind);
    }
    if !wanted.tasks {
        replace(&mut meanings, Meaning::Tasks, Meaning::Ignored);
    }
    part_name(&mut meanings, body, head);
    if meanings.contains(&Some(Meaning::Name)) {
        replace(&mut meanings, Meaning::FamilyNames, Meaning::Ignored);
        replace(&mut meanings, Meaning::GivenName, Meaning::Ignored);
    }
    let mut seen = Vec::new();
    let columns = meanings.into_iter().enumerate().map(|(column, meaning)| {
        let mut meaning = meaning.unwrap_or(Meaning::Ignored);
        if seen.contains(&meaning) || (meaning.is_of_persons() && kind != SubjectKind::Person) {
            meaning = Meaning::Ignored;
        }
        seen.push(meaning);
        let filled = filled(body, column).next().is_some();
        Column { heading: Some(heading(column).to_owned()).filter(|text| !text.is_empty()), meaning, filled }
    });
    Layout { columns: columns.collect(), data }
}

/// Whether there are headings.
pub(super) fn has_heading(rows: &[Row], kind: SubjectKind) -> bool {
    rows.iter().take(SEARCHED).any(|row| is_heading(row, kind))
}

fn replace(meanings: &mut [Option<Meaning>], old: Meaning, new: Meaning) {
    for meaning in meanings.iter_mut().filter(|meaning| **meaning == Some(old)) {
        *meaning = Some(new);
    }
}

/// A name's heading and one more, three of any kind, a name's heading alone in its row, or "Họ tên" beside anything:
/// nobody is called so. Hồ and Họ are families, and organisations' names begin with what stands above them.
fn is_heading(row: &Row, kind: SubjectKind) -> bool {
    use Meaning::{FamilyNames, GivenName, Name};
    let known: Vec<_> = row.cells.iter().filter_map(|cell| by_heading(cell, kind)).collect();
    let names = known.iter().any(|meaning| matches!(meaning, Name | FamilyNames | GivenName));
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let none_is_called =
        |cell: &String| cell.to_lowercase().trim_end_matches(':') == "tên" || is_full_name(&bare(cell));
    let sure = kind == SubjectKind::Person && row.cells.iter().any(none_is_called);
    known.len() >= 3 || (names && (known.len() >= 2 || filled == 1 || sure))
}

fn is_full_name(bare: &str) -> bool {
    let begins = |start: &str| bare.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    begins("ho va ten") || begins("ho ten")
}

fn is_numbering(row: &Row) -> bool {
    let mut cells = row.cells.iter().map(|cell| bare(cell)).filter(|cell| !cell.is_empty());
    row.cells.len() >= 2 && cells.all(|cell| cell.len() <= 2 && (cell.len() == 1 || cell.parse::<u8>().is_ok()))
}

/// What a heading says. Headings are compared without marks, capitals and punctuation.
fn by_heading(heading: &str, kind: SubjectKind) -> Option<Meaning> {
    let bare = bare(heading);
    let begins = |starts: &[&str]| {
        starts.iter().any(|start| bare.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    Some(match bare.as_str() {
        "stt" | "s t t" | "tt" | "so tt" | "so thu tu" | "thu tu" | "no" | "nr" => Meaning::Serial,
        "ho" | "ho dem" | "ho va dem" | "ho lot" | "ho chu lot" | "ho va chu lot" | "ho ten dem" | "ho va ten dem"
        | "ho va ten lot" | "last name" | "family name" | "surname" => Meaning::FamilyNames,
        "ten" | "given name" | "first name" => Meaning::GivenName,
        "ho ten dem va ten"
        | "ten can bo"
        | "ten dang vien"
        | "ten nguoi"
        | "nguoi duoc lay phieu"
        | "name"
        | "full name" => Meaning::Name,
        "ong ba" | "ong ba dong chi" | "xung ho" | "danh xung" | "gioi tinh" | "gioi" | "phai" | "nam nu"
        | "salutation" | "gender" | "sex" => Meaning::Salutation,
        "position" | "post" | "job title" | "role" => Meaning::Post,
        "ntns" | "nam sinh" | "sinh ngay" | "sinh nam" | "date of birth" | "birth date" | "birthdate" | "birthday"
        | "dob" | "year of birth" | "born" => Meaning::BirthDate,
        "ghi chu" | "dia chi" | "dien thoai" | "so dien thoai" | "sdt" | "email" | "cccd" | "so cccd" | "que quan"
        | "dan toc" | "trinh do" | "thanh tich" | "khen thuong" | "ket qua" | "tuoi" | "ton giao" | "tuoi dang"
        | "ngay vao dang" | "note" | "notes" | "address" | "phone" => Meaning::Ignored,
        _ if is_full_name(&bare) => Meaning::Name,
        "noi dung"
        | "cac noi dung"
        | "ten noi dung"
        | "noi dung bieu quyet"
        | "noi dung lay y kien"
        | "noi dung dua ra bieu quyet"
        | "noi dung xin y kien"
        | "viec"
        | "cong viec"
        | "matter"
            if kind == SubjectKind::Matter =>
        {
            Meaning::Name
        }
        "nhiem vu"
        | "cac nhiem vu"
        | "viec"
        | "cac viec"
        | "cong viec"
        | "cac cong viec"
        | "vu viec"
        | "cac vu viec"
        | "noi dung"
        | "noi dung nhiem vu"
        | "noi dung cong viec"
        | "noi dung vu viec"
        | "viec duoc giao"
        | "viec dot pha"
        | "viec da lam"
        | "cong viec da lam"
        | "cong viec duoc giao"
        | "task"
        | "tasks"
        | "duties" => Meaning::Tasks,
        _ if begins(&["thanh tich"]) => Meaning::Ignored,
        _ if kind == SubjectKind::Person && begins(&["nhiem vu"]) => Meaning::Tasks,
        // Only these very words: organisations' names begin with them.
        "ten co quan"
        | "ten don vi"
        | "ten to chuc"
        | "ten tap the"
        | "ten co quan don vi"
        | "co quan"
        | "don vi"
        | "to chuc"
        | "tap the"
        | "co quan don vi"
        | "co quan to chuc"
        | "don vi tap the"
        | "unit"
        | "organisation"
        | "organization"
        | "ten goi"
        | "ten co quan to chuc"
        | "ten don vi tap the"
            if kind != SubjectKind::Person =>
        {
            Meaning::Name
        }
        _ if begins(&["chuc vu", "chuc danh"]) => Meaning::Post,
        _ if begins(&["don vi", "noi cong tac", "noi lam viec", "co quan", "unit", "workplace", "organisation"]) => {
            Meaning::Unit
        }
        _ if begins(&["ngay sinh", "ngay thang nam sinh", "ngay thang sinh"]) => Meaning::BirthDate,
        _ => return None,
    })
}

/// The cells of a column that are not empty.
fn filled(rows: &[Row], column: usize) -> impl Iterator<Item = &str> {
    rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_empty())
}

/// Whether at least one in `of` filled cells of a column is so, and at least one.
fn share(rows: &[Row], column: usize, of: usize, is_so: impl Fn(&str) -> bool) -> bool {
    let so = filled(rows, column).filter(|cell| is_so(cell)).count();
    so > 0 && so * of >= filled(rows, column).count()
}

/// The column with the most text that looks like names; the first of equals. If none does, the first with letters
/// that is nothing else.
fn guess_name(meanings: &mut [Option<Meaning>], rows: &[Row], kind: SubjectKind) {
    // Headings such as "Ông/Bà" and "Đơn vị" may stand above names.
    let free = |meaning: Option<Meaning>| matches!(meaning, None | Some(Meaning::Salutation | Meaning::Unit));
    let columns = || (0..meanings.len()).rev().filter(|&column| free(meanings.get(column).copied().flatten()));
    let likeness = |column: &usize| filled(rows, *column).map(|cell| likeness(cell, kind)).sum::<usize>();
    let best = columns().max_by_key(likeness).filter(|column| likeness(column) > 0).or_else(|| {
        let words = |cell: &str| cell.chars().any(char::is_alphabetic) && salutation(cell).is_none();
        columns().rfind(|&column| share(rows, column, 2, words))
    });
    if let Some(meaning) = best.and_then(|column| meanings.get_mut(column)) {
        *meaning = Some(Meaning::Name);
    }
}

/// The commonest families; enough that most rows of a list have one of them.
const FAMILIES: &str = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong doan mai dao \
                        cao luong ha trinh to ta chu thai quach";
const POSTS: &str = "truong pho bi chu uy giam chi cong thu ke can dang vien hoi chanh to";
const UNITS: &str = "thon xa phuong ban to tdp ubnd hdnd dang chi truong tram hoi doan mttq mat uy cong phong so van";

/// How much a cell looks like a name: 0 not at all, 3 with a known family's name, 1 otherwise.
pub(super) fn likeness(cell: &str, kind: SubjectKind) -> usize {
    let cell = without_number(cell);
    let cell = in_front(cell).map_or(cell, |(_, name)| name);
    let words: Vec<_> = cell.split(' ').collect();
    let letters = cell.chars().all(|letter| letter.is_alphabetic() || " '’.-()".contains(letter) || is_mark(letter));
    if kind != SubjectKind::Person {
        return usize::from(
            words.len() >= 2 && cell.chars().any(char::is_alphabetic) && birth(cell) == Birth::Unreadable,
        );
    }
    let capitals = words.iter().all(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter == '('));
    match words.len() {
        2..=7 if letters && capitals => 1 + 2 * usize::from(first_word_is_one_of(cell, FAMILIES)),
        2..=7 if letters && first_word_is_one_of(cell, FAMILIES) => 1,
        _ => 0,
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn first_word_is_one_of(cell: &str, words: &str) -> bool {
    let bare = bare(cell);
    bare.split(' ').next().is_some_and(|first| words.split(' ').any(|word| word == first))
}

/// What the columns without headings hold, if most of their cells agree.
fn guess_the_rest(meanings: &mut [Option<Meaning>], rows: &[Row], kind: SubjectKind) {
    for column in 0..meanings.len() {
        let most = |is_so: fn(&str) -> bool| share(rows, column, 2, is_so);
        let meaning = if most(|cell| birth(cell) != Birth::Unreadable) {
            Meaning::BirthDate
        } else if most(|cell| bare(cell).bytes().all(|byte| byte.is_ascii_digit())) {
            Meaning::Serial
        } else if most(|cell| salutation(cell).is_some()) {
            Meaning::Salutation
        } else if kind == SubjectKind::Person && most(|cell| first_word_is_one_of(cell, POSTS)) {
            Meaning::Post
        } else if most(|cell| first_word_is_one_of(cell, UNITS)) {
            Meaning::Unit
        } else {
            continue;
        };
        let taken = meanings.contains(&Some(meaning));
        if let Some(place @ None) = meanings.get_mut(column) {
            // "Chi" and "Đảng" begin posts and units alike: a second column of posts holds units.
            *place = match meaning {
                Meaning::Post if taken => Some(Meaning::Unit),
                _ => Some(meaning),
            };
        }
    }
}

/// Nguyễn Văn | An: the given name in a column of its own, without a heading, as people do in order to sort by it. One
/// heading stretches over both, or there is none and the column beside ends in Văn or Thị.
fn part_name(meanings: &mut [Option<Meaning>], rows: &[Row], head: Option<&Row>) {
    let heading = |column| head.map_or("", |row| row.cell(column));
    let Some(name) = meanings.iter().position(|meaning| *meaning == Some(Meaning::Name)) else { return };
    let one_word =
        |cell: &str| !cell.contains(' ') && cell.chars().all(|letter| letter.is_alphabetic() || is_mark(letter));
    let middle = |cell: &str| matches!(bare(cell).rsplit(' ').next(), Some("van" | "thi"));
    let beside = name + 1;
    if meanings.get(beside) == Some(&None)
        && heading(beside).is_empty()
        && share(rows, beside, 1, one_word)
        && (!heading(name).is_empty() || share(rows, name, 4, middle))
    {
        meanings[name] = Some(Meaning::FamilyNames);
        meanings[beside] = Some(Meaning::GivenName);
    }
}
