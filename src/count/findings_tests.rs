use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::{Attendance, LevelCount, Part, ScoreTotal, Totals, rows};
use super::*;
use crate::survey::{Base, Changes, Draft, Mode, Subject, SubjectKind, Template, template};
use crate::testing::{cases, every_kind};
use crate::text::{Lang, numbers};

const HALF: Fraction = Fraction { numerator: 1, denominator: 2 };
const TWO_THIRDS: Fraction = Fraction { numerator: 2, denominator: 3 };

#[test]
fn exactly_half_is_not_more_than_half() {
    assert!(!exceeds([50, 100], HALF, Compare::MoreThan));
    assert!(exceeds([51, 100], HALF, Compare::MoreThan));
}

#[test]
fn exactly_two_thirds_is_from_two_thirds_upwards() {
    assert!(exceeds([66, 99], TWO_THIRDS, Compare::AtLeast));
    assert!(!exceeds([66, 100], TWO_THIRDS, Compare::AtLeast), "66,00 % rounds nowhere near: 198 < 200");
    assert!(exceeds([67, 100], TWO_THIRDS, Compare::AtLeast));
}

#[test]
fn a_share_that_rounds_up_to_the_threshold_does_not_reach_it() {
    // 2_000_000 / 3_000_001 prints as 66,67 %, as does 2/3.
    assert!(!exceeds([2_000_000, 3_000_001], TWO_THIRDS, Compare::AtLeast));
}

#[test]
fn nothing_is_reached_when_nobody_voted() {
    assert!(!exceeds([0, 0], TWO_THIRDS, Compare::AtLeast));
}

#[test]
fn the_largest_figures_do_not_overflow() {
    let whole = Fraction { numerator: 1000, denominator: 1000 };
    assert!(exceeds([u32::MAX, u32::MAX], whole, Compare::AtLeast));
}

/// Figures of a meeting on devices only, where everybody who was present voted.
fn figures(collected: u32, summoned: u32) -> Figures {
    let electronic = Part { issued: collected, collected, valid: collected, invalid: 0 };
    let attendance = Attendance { summoned, present: collected, delegates: None };
    Figures { attendance, electronic, paper: Part::default() }
}

#[test]
fn what_a_base_holds_beside_the_valid_ballots_is_told_apart() {
    let mut figures = figures(10, 20);
    figures.paper = Part { issued: 4, collected: 3, valid: 1, invalid: 2 };
    figures.attendance.present = 15;
    assert_eq!(figures.beside_valid(Base::Valid), [0, 0]);
    assert_eq!(figures.beside_valid(Base::Collected), [2, 0]);
    assert_eq!(figures.beside_valid(Base::Issued), [2, 1]);
    assert_eq!(figures.beside_valid(Base::Present), [2, 2]);
    assert_eq!(figures.beside_valid(Base::Delegates), [0, 0], "nobody knows how many");
}

/// A meeting by a template, with so many invented people.
fn meeting(template: Template, people: usize) -> Survey {
    let person = |index: usize| Subject {
        id: format!("nguoi-{index}"),
        kind: SubjectKind::Person,
        salutation: None,
        name: format!("Nguyễn Mẫu {index}"),
        post: None,
        unit: None,
        birth_date: None,
        tasks: Vec::new(),
    };
    let sample = template.sample.clone();
    let draft = Draft {
        id: "mau".into(),
        mode: Mode::Real,
        title: None,
        issuer: sample.issuer,
        place: sample.place,
        subjects: (1..=people).map(person).collect(),
    };
    template.fill(draft).expect("invented people fit the template")
}

#[test]
fn the_vote_of_25_10_2023_comes_out_as_published_though_rows_do_not_add_up_to_its_481_ballots() {
    let survey = meeting(template("nq-96-lay").expect("is built in"), 3);
    // "Tín nhiệm cao" as published; the other marks add up to 480, 481 and 479. How those divide is invented.
    let totals: Totals = vec![vec![187, 200, 93, 1], vec![219, 200, 62, 0], vec![229, 200, 50, 2]];
    let figures = figures(481, 499);
    let rows = rows(&survey, &totals, &figures, None);
    let printed: Vec<String> = rows.iter().map(|row| numbers::percent(row.levels[0].share, Lang::Vi)).collect();
    assert_eq!(printed, ["38,88\u{a0}%", "45,53\u{a0}%", "47,61\u{a0}%"]);
    assert!(rows.iter().all(|row| row.levels.iter().all(|level| level.share[1] == 481)), "one base for all");
    let marked: Vec<u32> = rows.iter().map(|row| row.levels.iter().map(|level| level.count).sum()).collect();
    assert_eq!(marked, [480, 481, 479]);
    assert!(findings(&survey, &rows, &figures).iter().all(|finding| !finding.met));
}

#[test]
fn of_all_delegates_is_another_share_than_of_the_ballots() {
    let changes = Changes { base: Some(Base::Delegates), ..Changes::default() };
    let survey = meeting(template("nq-96-lay").expect("is built in").with(changes).expect("may be chosen"), 1);
    let mut figures = figures(60, 60);
    figures.attendance.delegates = Some(100);
    let low = |count: u32| {
        let rows = rows(&survey, &vec![vec![0, 60 - count, count, 0]], &figures, None);
        findings(&survey, &rows, &figures).iter().map(|finding| finding.met).collect::<Vec<_>>()
    };
    assert_eq!(low(50), [false, false], "50 of 60 ballots, but only half of 100 delegates");
    assert_eq!(low(51), [true, false]);
}

#[test]
fn of_two_conclusions_with_one_border_exactly_one_holds_at_it() {
    let survey = meeting(template("qd-96").expect("is built in"), 1);
    let figures = figures(90, 90);
    let met = |low: u32| {
        let rows = rows(&survey, &vec![vec![90 - low, 0, low, 0]], &figures, None);
        findings(&survey, &rows, &figures).iter().map(|finding| finding.met).collect::<Vec<_>>()
    };
    let all = [45, 46, 59, 60, 90].map(met);
    assert_eq!(all, [[false, false], [true, false], [true, false], [false, true], [false, true]]);
}

#[test]
fn a_voters_conference_needs_half_of_few_and_55_of_many() {
    let survey = meeting(template("hoi-nghi-cu-tri").expect("is built in"), 1);
    let met = |present, summoned| quorum(&survey, &figures(present, summoned)).expect("has a quorum").met;
    assert!(met(49, 98) && !met(48, 97) && met(50, 99), "half of those summoned, below 100");
    assert!(!met(54, 100) && met(55, 100), "100 and more: 55 people");
    assert!(met(55, 5_000) && !met(54, 5_000));
    let needed = |summoned| quorum(&survey, &figures(60, summoned)).expect("has a quorum").needed;
    assert_eq!([needed(99), needed(100)], [None, Some(55)]);
}

#[test]
fn two_thirds_of_those_summoned_make_a_party_meeting() {
    let survey = meeting(template("qd-96").expect("is built in"), 1);
    let met = |present, summoned| quorum(&survey, &figures(present, summoned)).expect("has a quorum").met;
    assert!(met(20, 30) && !met(19, 30) && met(67, 100) && !met(66, 100) && !met(0, 0));
}

#[test]
fn a_mean_of_90_is_excellent_and_one_of_89_999_is_not() {
    let survey = meeting(template("cham-diem").expect("is built in"), 1);
    let band = |common: [u32; 2], results: [u32; 2]| {
        let figures = figures(1_000, 1_000);
        let totals: Totals = vec![common.to_vec(), results.to_vec()];
        let [grade] = &grades(&survey, &rows(&survey, &totals, &figures, None))[..] else { panic!("one subject") };
        grade.band.clone()
    };
    let is = |band: &str| Some(band.to_owned());
    assert_eq!(band([27_000, 1_000], [63_000, 1_000]), is("xuat-sac"), "27 + 63");
    assert_eq!(band([26_999, 1_000], [63_000, 1_000]), is("tot"), "89,999");
    assert_eq!(band([80, 3], [190, 3]), is("xuat-sac"), "26 2/3 + 63 1/3 is 90, which no decimal adds up to");
    assert_eq!(band([80, 3], [443, 7]), is("tot"), "a sixtieth short of it");
    assert_eq!(band([20, 1], [50, 1]), is("tot"));
    assert_eq!(band([19_999, 1_000], [50, 1]), is("hoan-thanh"));
    assert_eq!(band([0, 5], [0, 5]), is("khong"));
    assert_eq!(band([30, 1], [0, 0]), None, "nobody gave a score");
}

/// A fraction in lowest terms: a second way to decide, slow and apart from the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Rational {
    above: i128,
    below: i128,
}

impl Rational {
    fn new(above: i128, below: i128) -> Self {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let gcd = a.max(1) * below.signum();
        Self { above: above / gcd, below: below / gcd }
    }

    fn minus(self, other: Self) -> Self {
        Self::new(self.above * other.below - other.above * self.below, self.below * other.below)
    }

    fn plus(self, other: Self) -> Self {
        self.minus(Self::new(-other.above, other.below))
    }

    /// The sign of the difference.
    fn against(self, other: Self) -> i128 {
        self.minus(other).above.signum()
    }
}

fn rational(fraction: Fraction) -> Rational {
    Rational::new(fraction.numerator.into(), fraction.denominator.into())
}

fn slowly_reached(count: u32, base: u32, at: Fraction, compare: Compare) -> bool {
    if base == 0 {
        return false;
    }
    let sign = Rational::new(count.into(), base.into()).against(rational(at));
    match compare {
        Compare::MoreThan => sign > 0,
        Compare::AtLeast => sign >= 0,
    }
}

/// Any count, but often one right at a border of a base.
fn near(base: u32) -> impl Strategy<Value = u32> {
    prop_oneof![
        0..=base,
        (1_u32..=6, 1_u32..=6, 0_u32..3).prop_map(move |(above, below, off)| {
            let border = u64::from(base) * u64::from(above.min(below)) / u64::from(below);
            (border as u32).saturating_add(off).saturating_sub(1)
        }),
    ]
}

fn fraction() -> impl Strategy<Value = Fraction> {
    prop_oneof![1..=6_u32, 1..=1_000_u32]
        .prop_flat_map(|denominator| (1..=denominator).prop_map(move |numerator| Fraction { numerator, denominator }))
}

fn compare() -> impl Strategy<Value = Compare> {
    prop_oneof![Just(Compare::MoreThan), Just(Compare::AtLeast)]
}

fn base() -> impl Strategy<Value = u32> {
    prop_oneof![0..=30_u32, 0..=5_000_u32, any::<u32>()]
}

/// Read once: reading a file takes longer than a thousand findings.
static SCORED: LazyLock<Survey> = LazyLock::new(|| meeting(template("cham-diem").expect("is built in"), 1));
static EVERY_KIND: LazyLock<Survey> = LazyLock::new(every_kind);

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn findings_are_those_of_slow_rational_arithmetic(
        (base, first, second) in base().prop_flat_map(|base| (Just(base), near(base), near(base))),
        at in fraction(), compare in compare(), below in proptest::option::of(fraction()),
    ) {
        let mut survey = EVERY_KIND.clone();
        survey.rules.thresholds.truncate(1);
        let threshold = &mut survey.rules.thresholds[0];
        (threshold.at, threshold.compare, threshold.below) = (at, compare, below);
        threshold.levels = vec!["vua".into(), "thap".into()];
        let level = |level: &str, count| LevelCount { level: level.into(), count, share: [count, base] };
        let row = RowResult {
            subject: "an".into(),
            task: None,
            question: "tin-nhiem".into(),
            levels: vec![level("cao", 7), level("vua", first / 2), level("thap", second / 2)],
            score: None,
            blank: 0,
            invalid: 0,
        };
        let found = findings(&survey, &[row], &figures(base, base));
        prop_assert_eq!(found.len(), 1);
        let count = first / 2 + second / 2;
        let under = below.is_none_or(|bound| !slowly_reached(count, base, bound, Compare::AtLeast));
        prop_assert_eq!(found[0].share, [count, base]);
        prop_assert_eq!(found[0].met, slowly_reached(count, base, at, compare) && under);
    }

    #[test]
    fn a_quorum_is_that_of_slow_rational_arithmetic(
        (summoned, present) in base().prop_flat_map(|base| (Just(base), near(base))),
        at in fraction(), compare in compare(),
        large in proptest::option::of((1..200_u32, 1..200_u32)),
    ) {
        let mut survey = EVERY_KIND.clone();
        let rule = survey.rules.quorum.as_mut().expect("has one");
        (rule.of_summoned, rule.compare) = (at, compare);
        rule.large = large.map(|(from, present)| crate::survey::LargeMeeting { from, present });
        let mut figures = figures(0, summoned);
        figures.attendance.present = present;
        let met = match large {
            Some((from, needed)) if summoned >= from => present >= needed,
            _ => slowly_reached(present, summoned, at, compare),
        };
        prop_assert_eq!(quorum(&survey, &figures).map(|quorum| quorum.met), Some(met));
    }

    #[test]
    fn a_grade_is_that_of_slow_rational_arithmetic(
        means in proptest::collection::vec((0..=400_000_u32, 0..=10_000_u32), 2),
        exact in any::<bool>(), border in 0..=100_u32,
    ) {
        // Half of the cases have means that add up to a whole number of points.
        let means: Vec<[u32; 2]> = if exact {
            let given = means[0].1.max(1);
            let part = means[0].0 % (border * given + 1);
            vec![[part, given], [border * given - part, given]]
        } else {
            means.into_iter().map(|(sum, given)| [sum, given]).collect()
        };
        let row = |question: &str, [sum, given]: [u32; 2]| RowResult {
            subject: "nguoi-1".into(),
            task: None,
            question: question.into(),
            levels: Vec::new(),
            score: Some(ScoreTotal { sum, given }),
            blank: 0,
            invalid: 0,
        };
        let rows = [row("tieu-chi-chung", means[0]), row("ket-qua", means[1])];
        let expected = means.iter().all(|[_, given]| *given > 0).then(|| {
            let mean = means.iter().fold(Rational::new(0, 1), |sum, [points, given]| {
                sum.plus(Rational::new((*points).into(), (*given).into()))
            });
            let bands = [("xuat-sac", 90), ("tot", 70), ("hoan-thanh", 50), ("khong", 0)];
            let band = bands.iter().find(|(_, least)| mean.against(Rational::new(*least, 1)) >= 0);
            band.map(|(id, _)| (*id).to_owned())
        });
        prop_assert_eq!(&grades(&SCORED, &rows)[0].band, &expected.flatten());
    }
}
