//! The order in which rows of one question are shown: never that of the ballot alone, never a rounded share.

use core::cmp::Ordering;

use super::RowResult;
use crate::survey::{Subject, SubjectKind, compare_names, compare_texts};

/// Places of these rows of one question, from the one with most: by the share of the best level, of those who chose, or
/// by the mean score. Rows that are equal keep their order; one that nobody scored comes last.
pub fn by_share(rows: &[&RowResult]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by(|left, right| more_first(rows[*left], rows[*right]));
    places
}

/// Places of these subjects by name: people by given name, as lists of people are kept; then what is no person.
pub fn by_name(subjects: &[&Subject]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..subjects.len()).collect();
    places.sort_by(|left, right| {
        let [left, right] = [subjects[*left], subjects[*right]];
        let person = |subject: &Subject| subject.kind == SubjectKind::Person;
        let names = if person(left) { compare_names } else { compare_texts };
        person(right).cmp(&person(left)).then_with(|| names(&left.name, &right.name))
    });
    places
}

fn more_first(left: &RowResult, right: &RowResult) -> Ordering {
    let [left, right] = [left, right].map(measure);
    // Crosswise, so that no fraction is rounded.
    let cross = |[part, _]: [u32; 2], [_, of]: [u32; 2]| u64::from(part) * u64::from(of);
    let nothing = |[_, of]: [u32; 2]| of == 0;
    nothing(left).cmp(&nothing(right)).then_with(|| cross(right, left).cmp(&cross(left, right)))
}

fn measure(row: &RowResult) -> [u32; 2] {
    match row.score {
        Some(score) => [score.sum, score.given],
        None => row.levels.first().map_or([0, 0], |best| best.share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{LevelCount, ScoreTotal};
    use crate::testing;

    #[test]
    fn people_stand_by_given_name_and_bodies_after_them() {
        let mut subjects = testing::every_kind().subjects;
        let body = Subject {
            kind: SubjectKind::Organisation,
            salutation: None,
            name: "Ban quản lý chợ".to_owned(),
            ..subjects[0].clone()
        };
        subjects.insert(0, body);
        subjects.swap(1, 3); // Cường, Bình, An
        let subjects: Vec<&Subject> = subjects.iter().collect();
        assert_eq!(by_name(&subjects), [3, 2, 1, 0]);
    }

    fn levels(count: u32, base: u32) -> RowResult {
        let best = LevelCount { level: "cao".into(), count, share: [count, base] };
        RowResult {
            subject: "an".into(),
            task: None,
            question: "q".into(),
            levels: vec![best],
            score: None,
            blank: 0,
            invalid: 0,
        }
    }

    fn score(sum: u32, given: u32) -> RowResult {
        RowResult { levels: Vec::new(), score: Some(ScoreTotal { sum, given }), ..levels(0, 0) }
    }

    #[test]
    fn the_largest_share_comes_first_and_equals_stay_in_ballot_order() {
        let rows = [levels(3, 10), levels(7, 10), levels(3, 10), levels(9, 10)];
        assert_eq!(by_share(&rows.each_ref()), [3, 1, 0, 2]);
    }

    #[test]
    fn means_are_compared_exactly_and_no_score_comes_last() {
        // 27.33…, nothing, 27.34, 27.33 as one would round it
        let rows = [score(82, 3), score(0, 0), score(1_367, 50), score(2_733, 100), score(0, 4)];
        assert_eq!(by_share(&rows.each_ref()), [2, 0, 3, 4, 1]);
    }
}
