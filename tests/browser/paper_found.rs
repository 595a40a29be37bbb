//! A sheet of paper that is found late, and a slip in a pass that is finished.

use crate::acts::{marks, survey};
use crate::hall::Hall;
use crate::paper::{ENTER, Keys, keys, with};

/// Regression: a sheet that was found once the second pass had begun could be entered in neither pass.
#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_found_late_is_added_to_both_passes_and_a_slip_in_a_finished_pass_is_put_right() {
    let (hall, _cards) = Hall::with_practice_box().await;
    let screen = &hall.screen;
    let survey = survey("src/survey/practice.json");
    let stack: Vec<Keys> = (0..4).map(|ballot| keys(&marks(&survey, ballot))).collect();
    let enter = async |ballot: &Keys| screen.type_keys(&format!("{ballot}{ENTER}")).await;
    let state = |pass: usize, words: &str| {
        format!(
            "return [...document.querySelectorAll('[data-test=paper-state]')][{}]?.innerText.includes('{words}')",
            pass - 1
        )
    };
    screen.click("officer").await;
    screen.click("officer-close").await;
    screen.wait("close-confirm").await;
    screen.tick("has-paper").await;
    screen.paper_figures("5", "2", "0").await;
    screen.click("close-confirm").await;

    screen.begin_pass(1, 1).await;
    enter(&stack[0]).await;
    screen.entered(1).await;
    let running = screen.text("paper-running").await;
    for words in ["Đã nhập 1 + còn lại 1 = thu về 2", "= đã nhập 1", "Thu về 2 ≤ phát ra 5"] {
        assert!(running.contains(words) && !running.contains("không khớp"), "{words}: {running}");
    }
    // The last ballot of the pass is a slip of the finger; it is taken in hand again although the pass is complete.
    enter(&with(&stack[1], 0, 'x')).await;
    screen.click("paper-last-1").await;
    screen.wait("paper-ready").await;
    let first = "document.querySelector('.paper-row').click()";
    screen.script(first, Vec::new()).await;
    screen.type_keys(&format!("{}{ENTER}", &stack[1][..1])).await;
    screen.wait("paper-teller-2").await;

    screen.begin_pass(2, 3).await;
    enter(&stack[0]).await;
    screen.entered(1).await;
    screen.click("paper-stop").await;
    screen.wait("paper-correct").await;
    assert!(!screen.has("paper-last-1").await, "what the second pass follows stays");
    screen.click("paper-correct").await;
    screen.paper_figures("5", "3", "0").await;
    screen.click("paper-figures").await;
    screen.until("the first pass is open again", &state(1, "2/3")).await;
    screen.click("paper-pass-1").await;
    enter(&stack[2]).await;
    screen.until("the first pass is complete", &state(1, "3/3")).await;
    screen.click("paper-pass-2").await;
    for ballot in &stack[1..3] {
        enter(ballot).await;
    }
    screen.click("paper-compare").await;
    screen.wait("paper-finish").await;

    // And one more after the comparison.
    screen.click("paper-correct").await;
    screen.paper_figures("5", "4", "0").await;
    screen.click("paper-figures").await;
    for pass in 1..=2 {
        screen.until("one is missing", &state(pass, "3/4")).await;
        screen.click(&format!("paper-pass-{pass}")).await;
        enter(&stack[3]).await;
        screen.until("the pass is complete", &state(pass, "4/4")).await;
    }
    // The second pass alone can be entered anew, as far as it was not compared.
    screen.click("paper-again-2").await;
    screen.click("paper-again-2").await;
    screen.until("its last is gone", &state(2, "3/4")).await;
    screen.click("paper-pass-2").await;
    enter(&stack[3]).await;
    screen.click("paper-compare").await;
    screen.wait("paper-finish").await;
    assert!(!screen.has("paper-difference").await, "both passes are the same");
    screen.click("paper-finish").await;
    screen.wait("paper-table").await;
    assert!(screen.text("paper-figures-final").await.contains('4'));
    hall.leave().await;
}
