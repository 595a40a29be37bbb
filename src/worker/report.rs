//! Minutes and tables. Of what the reports' worker does this is all; the other worker, which voters load, knows nothing
//! of it and holds none of its code.

use super::protocol::{Failure, ReportAbout, ReportAnswer as Answer, ReportForm, ReportOrder};
use crate::record::Opening;
use crate::report::{self, Document, ReportFault, Verified};
use crate::survey::Survey;

/// Checks what the report is about, lays it out and writes it.
pub fn make_report(order: &ReportOrder) -> Answer {
    try_make(order).unwrap_or_else(Answer::Failed)
}

fn try_make(order: &ReportOrder) -> Result<Answer, Failure> {
    let ReportOrder { about, particulars, form } = order;
    match about {
        ReportAbout::Opening { survey, opening } => {
            let survey = Survey::parse(survey.as_bytes()).map_err(Failure::Survey)?;
            let opening = Opening::parse(opening.as_bytes())?;
            opening.box_key(&survey)?;
            let document = || report::opening_minutes(&survey, &opening, particulars);
            document_as(*form, document).ok_or(Failure::Report(ReportFault::NoResult))
        }
        ReportAbout::Result(files) => {
            let verified = Verified::among(files)?;
            let document = || report::counting_minutes(&verified, particulars);
            Ok(document_as(*form, document).unwrap_or_else(|| {
                Answer::File(match form {
                    ReportForm::Xlsx => report::xlsx(&verified, particulars),
                    _ => report::csv(&verified).into_bytes(),
                })
            }))
        }
    }
}

/// The document in a form for documents; `None` for a form for figures.
fn document_as(form: ReportForm, document: impl FnOnce() -> Document) -> Option<Answer> {
    match form {
        ReportForm::Page => Some(Answer::Document(Box::new(document()))),
        ReportForm::Docx => Some(Answer::File(report::docx(&document()))),
        ReportForm::Xlsx | ReportForm::Csv => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Particulars;
    use crate::testing;

    fn ask(about: ReportAbout, form: ReportForm) -> Answer {
        let order = ReportOrder { about, particulars: Particulars::default(), form };
        let order = serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
        let answer = make_report(&order);
        serde_json::from_str(&serde_json::to_string(&answer).unwrap()).unwrap()
    }

    #[test]
    fn minutes_and_figures_cross_the_wire() {
        let survey = testing::survey();
        let (new_box, output) = testing::meeting(&survey, &[], 4);
        let opening = new_box.opening.to_text();
        let file = |text: &str| (String::new(), text.as_bytes().to_vec());
        let result = || ReportAbout::Result(vec![file(&opening), file(&output.result)]);
        let Answer::Document(document) = ask(result(), ReportForm::Page) else { panic!("minutes are laid out") };
        assert_eq!((document.title.as_str(), document.marks.len()), ("BIÊN BẢN KIỂM PHIẾU", 0));
        for (form, start) in [(ReportForm::Docx, "PK"), (ReportForm::Xlsx, "PK"), (ReportForm::Csv, "\u{feff}\"TT\"")] {
            let Answer::File(bytes) = ask(result(), form) else { panic!("{form:?} is written") };
            assert!(bytes.starts_with(start.as_bytes()), "{form:?}");
        }
        let text = serde_json::to_string(&survey).unwrap();
        let about = || ReportAbout::Opening { survey: text.clone(), opening: opening.clone() };
        assert!(matches!(ask(about(), ReportForm::Page), Answer::Document(_)));
        assert!(matches!(ask(about(), ReportForm::Csv), Answer::Failed(Failure::Report(ReportFault::NoResult))));
    }

    #[test]
    fn a_result_that_somebody_changed_is_not_reported() {
        let (_, output) = testing::meeting(&testing::survey(), &[], 4);
        let changed = output.result.replacen("\"payload\":\"e", "\"payload\":\"f", 1);
        assert_ne!(changed, output.result);
        let answer = ask(ReportAbout::Result(vec![(String::new(), changed.into_bytes())]), ReportForm::Docx);
        assert!(matches!(answer, Answer::Failed(Failure::Report(ReportFault::Faulty(_)))));
    }
}
