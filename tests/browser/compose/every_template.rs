//! Every template is composed from nothing, as an organiser does it, up to the survey that opens a box.

use hom_phieu::survey::{Mode, SubjectKind, TEMPLATES, Template, templates};
use thirtyfour::prelude::*;

use super::read;
use crate::hall::Hall;
use crate::screen::Screen;

/// Three of each kind, invented, as a spreadsheet or a document copies them.
const fn list(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Person => {
            "STT\tHọ và tên\tNgày sinh\tChức vụ\n1\tÔng Lê Văn Mẫu\t5/4/1970\tTrưởng thôn\n\
             2\tBà Trần Thị Mẫu\t30/4/1975\tBí thư chi bộ\n3\tÔng Ðỗ Mẫu Bình\t\tPhó thôn"
        }
        SubjectKind::Organisation => "Sở Mẫu Một\nChi cục Mẫu Hai\nHội Mẫu Ba",
        SubjectKind::Matter => "Làm đường ngõ Mẫu\nSửa nhà văn hóa thôn Mẫu\nĐóng góp quỹ khuyến học Mẫu",
    }
}

/// What the list makes of it; a Đ that is none has become one.
const fn names(kind: SubjectKind) -> [&'static str; 3] {
    match kind {
        SubjectKind::Person => ["Lê Văn Mẫu", "Trần Thị Mẫu", "Đỗ Mẫu Bình"],
        SubjectKind::Organisation => ["Sở Mẫu Một", "Chi cục Mẫu Hai", "Hội Mẫu Ba"],
        SubjectKind::Matter => ["Làm đường ngõ Mẫu", "Sửa nhà văn hóa thôn Mẫu", "Đóng góp quỹ khuyến học Mẫu"],
    }
}

impl Screen {
    /// Waits until the ballot that is looked at says so.
    async fn shows(&self, words: &str) {
        let script = format!("return {}.includes({words:?})", super::LOOKED_AT);
        self.until(&format!("the look shows {words}"), &script).await;
    }

    async fn compose(&self, template: &Template) {
        let kind = template.kinds[0];
        self.click("start-compose").await;
        self.press(&format!("[data-form=\"{}\"]", template.id())).await;
        self.fill_in_meeting().await;
        self.shows("Ban công tác Mặt trận thôn Mẫu").await;
        self.click("compose-next").await;
        self.paste(list(kind)).await;
        assert_eq!(self.text("paste-summary").await, "Đọc được 3 mục, không có dòng nào lỗi.", "{}", template.id());
        self.click("paste-add").await;
        self.listed(3).await;
        if template.questions.iter().any(|question| question.per_task) {
            for at in 1..=3 {
                self.press(&format!(".people > li:nth-child({at}) [data-test=edit]")).await;
                let field = format!(".people > li:nth-child({at}) [data-test=entry-tasks]");
                self.fill(&field, &format!("Làm đường liên thôn số {at}\nXây nhà văn hóa số {at}")).await;
                self.shows(&format!("Xây nhà văn hóa số {at}")).await;
                self.press(&format!(".people > li:nth-child({at}) [data-test=entry-close]")).await;
            }
        }
        self.shows(names(kind)[2]).await;
        self.look(&format!("compose-{}-list", template.id())).await;
        self.click("compose-next").await;
        self.wait("paper-rules").await;
        self.look(&format!("compose-{}-questions", template.id())).await;
        self.click("compose-next").await;
        self.until("complete", "return document.querySelector('main').innerText.includes('Phiếu đã soạn xong')").await;
        self.shows(names(kind)[2]).await;
        self.look(&format!("compose-{}-review", template.id())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_template_is_composed_from_nothing_to_a_survey_that_opens_a_box() {
    let hall = Hall::open().await;
    let screen = &hall.screen;
    let mut composed = 0;
    for template in templates() {
        let id = &template.id().to_owned();
        eprintln!("composing {id}");
        if composed == 0 {
            // On paper, where all people stand on one page; it stays so.
            screen.click("start-compose").await;
            screen.press(&format!("[data-form=\"{id}\"]")).await;
            screen.press(".option:has([data-test=look][data-at=\"2\"])").await;
            screen.wait("look-paper").await;
            screen.click("compose-leave").await;
        }
        screen.compose(&template).await;
        screen.click("export-survey").await;
        let file = screen.download(".survey.json").await;
        let (survey, _) = read(&file);
        std::fs::remove_file(&file).unwrap();
        assert_eq!((&survey.instrument.id, survey.mode), (id, Mode::Real));
        let found: Vec<&str> = survey.subjects.iter().map(|subject| subject.name.as_str()).collect();
        assert_eq!(found, names(template.kinds[0]), "{id}");
        let asked: Vec<_> = template.questions.iter().filter(|one| template.asks(one)).cloned().collect();
        assert_eq!((survey.questions, survey.rules), (asked, template.rules), "{id}");
        assert_eq!((survey.title, survey.place.commune.as_str()), (template.title, "xã Mẫu"), "{id}");
        screen.click("use").await;
        screen.wait("opening-next").await;
        screen.click("back").await;
        screen.wait("start-compose").await;
        composed += 1;
    }
    assert_eq!(composed, TEMPLATES.len());
    let drafts = screen.chrome.find_all(By::Css("[data-test=drafts] [data-test=draft]")).await.unwrap();
    assert_eq!(drafts.len(), composed + 1, "each is kept, and the one that was left at once");
    hall.leave().await;
}
