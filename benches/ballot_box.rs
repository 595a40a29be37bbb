//! Seal, verify, count: the figures of section 9 of the design, natively on one core.
//! `scripts/bench` prints them beside what is to be reached.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use elastic_elgamal::Keypair;
use elastic_elgamal::app::{ChoiceParams, EncryptedChoice};
use hom_phieu::ballot::Ballot;
use hom_phieu::record::{
    Attendance, CountInput, NewBox, OfficerAct, TellerSetup, count_box, empty_envelopes, next_event, open_box,
};
use hom_phieu::seal::{BoxKey, Envelope, Ristretto, SealedBallot, Unlocked};
use hom_phieu::survey::{Subject, Survey};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// 10 people, one question of 3 levels: the ballot that section 9 compares.
fn survey() -> Survey {
    let mut survey = Survey::practice();
    survey.questions.truncate(1);
    let person = survey.subjects[0].clone();
    survey.subjects =
        (0..10).map(|n| Subject { id: format!("n{n}"), name: format!("Người Mẫu {n}"), ..person.clone() }).collect();
    survey
}

fn open(survey: &Survey) -> NewBox {
    let teller = |name: &str| TellerSetup { name: name.into(), role: "Thành viên".into(), pin: None };
    let tellers = ["Một", "Hai", "Ba"].map(teller);
    let attendance = Attendance { summoned: 120, present: 110, delegates: None };
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    open_box(survey, &tellers, 2, attendance, "2026-01-01T19:30:00+07:00", &mut rng).expect("a box opens")
}

fn ballot(survey: &Survey, n: usize) -> Ballot {
    let marks = survey.rows().enumerate().map(|(row, shape)| Some((row + n) % shape.levels().len())).collect();
    Ballot::from_parts(survey, marks, Vec::new()).expect("within bounds")
}

fn cards(new_box: &NewBox, key: &BoxKey) -> Vec<Unlocked> {
    new_box.cards[..2]
        .iter()
        .map(|card| {
            let secrets = card.unlock(key, |teller| new_box.opening.pinned(teller), None).expect("the card fits");
            Unlocked::new(key, card.teller, secrets).expect("the card fits")
        })
        .collect()
}

fn benches(criterion: &mut Criterion) {
    let survey = survey();
    let new_box = open(&survey);
    let key = new_box.opening.box_key(&survey).expect("the opening fits its survey");
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    let one = ballot(&survey, 0);

    criterion.bench_function("seal/10x3", |bencher| {
        bencher.iter(|| {
            let sealed = SealedBallot::seal(&one, &key, &mut rng).expect("seals");
            Envelope::close(&sealed, &key, &mut rng).expect("closes")
        });
    });
    let sealed = SealedBallot::seal(&one, &key, &mut rng).expect("seals");
    let envelope = Envelope::close(&sealed, &key, &mut rng).expect("closes");
    criterion.bench_function("verify/10x3", |bencher| bencher.iter(|| sealed.verify(&key).expect("verifies")));

    criterion.bench_function("read/10x3", |bencher| bencher.iter(|| sealed.ciphertexts(&key).expect("reads")));

    // The library on its own, without rows, bytes and base64: what cannot be undercut without replacing it.
    let (receiver, _) = Keypair::<Ristretto>::generate(&mut rng).into_tuple();
    let options = survey.rows().next().expect("the survey has rows").marks() + 1;
    let params = ChoiceParams::single(receiver, options);
    let choose = |rng: &mut ChaCha20Rng| EncryptedChoice::single(&params, 1, rng);
    criterion.bench_function("library-seal/10x3", |bencher| {
        bencher.iter(|| (0..10).map(|_| choose(&mut rng)).collect::<Vec<_>>());
    });
    let choices: Vec<_> = (0..10).map(|_| choose(&mut rng)).collect();
    criterion.bench_function("library-verify/10x3", |bencher| {
        bencher.iter(|| choices.iter().all(|choice| choice.verify(&params).is_ok()));
    });

    let envelopes: Vec<Envelope> = (0..100)
        .map(|n| {
            let sealed = SealedBallot::seal(&ballot(&survey, n), &key, &mut rng).expect("seals");
            Envelope::close(&sealed, &key, &mut rng).expect("closes")
        })
        .collect();
    let mut log = Vec::new();
    for act in [OfficerAct::Opened, OfficerAct::Closed] {
        let event = next_event(&log, new_box.opening.digest(), act, "2026-01-01T19:30:00+07:00");
        log.push(event);
    }
    let mut group = criterion.benchmark_group("count");
    group.sample_size(10);
    group.bench_function("100x10x3", |bencher| {
        bencher.iter_batched(
            || (cards(&new_box, &key), log.clone()),
            |(cards, log)| {
                let emptied = empty_envelopes(&key, &cards, &envelopes, &mut |_| {}).expect("opens");
                let input = CountInput {
                    survey: &survey,
                    opening: &new_box.opening,
                    key: &key,
                    cards: &cards,
                    emptied,
                    paper: None,
                    paper_remarks: Vec::new(),
                    issued: 100,
                    attendance: Attendance { summoned: 120, present: 110, delegates: None },
                    log,
                    devices: None,
                    counted_at: "2026-01-01T20:30:00+07:00",
                };
                count_box(input, &mut |_, _| {}, &mut rng).expect("counts")
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
    println!("sealed ballot 10x3 on the wire: {} bytes", serde_json::to_vec(&envelope).expect("plain data").len());
}

criterion_group!(ballot_box, benches);
criterion_main!(ballot_box);
