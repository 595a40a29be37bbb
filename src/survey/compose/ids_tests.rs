use super::super::tests::with_names;
use super::super::{Cell, Composition, Edit, Order, Workshop};
use crate::survey::{Mode, Pasted, SubjectKind};

fn ids(made: &Composition) -> Vec<String> {
    made.check().unwrap().subjects.into_iter().map(|subject| subject.id).collect()
}

fn tasks(made: &Composition, at: usize) -> Vec<(String, String)> {
    made.check().unwrap().subjects.remove(at).tasks.into_iter().map(|task| (task.id, task.text)).collect()
}

// Identifiers were made anew from the order of the list: without the first task, the second one had the first one's
// identifier, and the next round was compared with the wrong task.
#[test]
fn in_the_next_round_a_task_keeps_its_identifier_although_the_first_one_is_done() {
    let mut made = Composition::new("viec-dot-pha", Mode::Real).unwrap();
    made.apply(Edit::Sample);
    let before = tasks(&made, 0);
    let mut next = made.next_round();
    assert_eq!((next.check().unwrap().subjects, &next.id), (made.check().unwrap().subjects, &None));
    let key = next.entries[0].key;
    next.apply(Edit::Cell(key, Cell::Tasks, before[1].1.clone()));
    assert_eq!(tasks(&next, 0), before[1..]);
    next.apply(Edit::Cell(key, Cell::Tasks, format!("{}\nTrồng rừng", before[1].1)));
    let new = ("viec-3".to_owned(), "Trồng rừng".to_owned());
    assert_eq!(tasks(&next, 0), [before[1].clone(), new], "and a new one gets none that another had");
    // A year later, too, and through the store.
    let mut third = Composition::from_text(&next.next_round().to_text()).unwrap();
    third.apply(Edit::Cell(third.entries[0].key, Cell::Tasks, "Mở chợ\nTrồng rừng".into()));
    assert_eq!(tasks(&third, 0).iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["viec-4", "viec-3"]);
}

#[test]
fn two_of_one_name_keep_their_identifiers_in_whatever_order_they_stand() {
    let list = |dates: [&str; 2]| {
        let mut made = with_names(&["Nguyễn Văn An", "Trần Văn Bình", "Lê Thị Cúc"]);
        made.apply(Edit::Cell(made.entries[1].key, Cell::Name, "Nguyễn Văn An".into()));
        for (at, date) in dates.into_iter().enumerate() {
            made.apply(Edit::Cell(made.entries[at].key, Cell::BirthDate, date.into()));
        }
        made
    };
    let born = |made: &Composition| {
        let subjects = made.check().unwrap().subjects.into_iter();
        let mut both: Vec<_> = subjects.map(|subject| (subject.birth_date, subject.id)).collect();
        both.sort();
        both
    };
    let made = list(["5/4/1975", "1/5/1970"]);
    // Composed anew in another order, by hand.
    assert_eq!(born(&list(["1/5/1970", "5/4/1975"])), born(&made), "the date tells who is who, not the order");
    // The next round is put into the order of elections: the elder comes first.
    let mut next = made.next_round();
    assert!(next.apply(Edit::Sort(Order::ElectionRule)));
    assert_eq!(born(&next), born(&made));
    assert_eq!(next.entries[0].birth_date, "1/5/1970");
    // One of them is gone: the other does not become them.
    next.apply(Edit::Remove(next.entries[0].key));
    assert!(ids(&next).iter().all(|id| ids(&made).contains(id)));
    assert_eq!(next.check().unwrap().subjects[0].id, "nguyen-van-an-1975-04-05");
}

#[test]
fn whoever_leaves_the_list_takes_the_identifier_along_and_gets_it_back() {
    let mut made = with_names(&["Nguyễn Văn An", "Lê Thị Cúc"]);
    made.apply(Edit::Cell(made.entries[0].key, Cell::BirthDate, "25/4/1975".into()));
    made.fix_ids();
    let before = ids(&made);
    let key = made.entries[0].key;
    // Typed over and back again.
    made.apply(Edit::Cell(key, Cell::Name, "Nguyễn Văn".into()));
    assert!(!before.contains(&ids(&made)[0]));
    made.apply(Edit::Cell(key, Cell::Name, "Nguyễn Văn An".into()));
    assert_eq!(ids(&made), before);
    // Somebody else of that name takes the place.
    made.apply(Edit::Remove(key));
    made.apply(Edit::Add(SubjectKind::Person));
    let other = made.entries[1].key;
    made.apply(Edit::Cell(other, Cell::Name, "Nguyễn Văn An".into()));
    made.apply(Edit::Cell(other, Cell::BirthDate, "1/5/1990".into()));
    assert_eq!(ids(&made), [before[1].clone(), "nguyen-van-an-1990-05-01".into()]);
    // The list is pasted anew.
    let list = Pasted::read("Họ tên\tNgày sinh\nLê Thị Cúc\t\nNguyễn Văn An\t25/4/1975", SubjectKind::Person).unwrap();
    made.apply(Edit::Insert { subjects: list.subjects().cloned().collect(), instead: true });
    assert_eq!(ids(&made), [before[1].clone(), before[0].clone()]);
}

#[test]
fn what_went_out_holds_in_what_is_undone_too() {
    let mut shop = Workshop::new(with_names(&["Nguyễn Văn An", "Lê Thị Cúc"]));
    let key = shop.now().entries[1].key;
    shop.apply(Edit::Cell(key, Cell::Post, "Bí thư".into()));
    shop.fix_ids();
    let before = ids(shop.now());
    assert!(shop.undo());
    shop.apply(Edit::Move(key, 0));
    shop.apply(Edit::Add(SubjectKind::Person));
    let new = shop.now().entries[2].key;
    shop.apply(Edit::Cell(new, Cell::Name, "Lê Thị Cúc".into()));
    shop.apply(Edit::Cell(new, Cell::Post, "Trưởng thôn".into()));
    assert_eq!(ids(shop.now()), [before[1].clone(), before[0].clone(), "le-thi-cuc-2".into()]);
}
