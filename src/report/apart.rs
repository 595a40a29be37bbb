//! What of each figure came from devices and what from paper.

use super::tables::Figure;
use crate::count::PaperRow;
use crate::record::ResultPayload;
use crate::text::{Lang, numbers};

/// Each figure of a line, as it came about on devices and on paper. `invalid`: the last column is that of invalid marks.
pub(super) fn parts(figures: &[Figure], paper: Option<&PaperRow>, invalid: bool) -> Vec<Option<[u32; 2]>> {
    let on_paper: Vec<u32> = paper.map_or_else(Vec::new, |row| {
        let marked = row.score.map_or_else(|| row.counts.clone(), |score| vec![score.sum, score.given, 0]);
        marked.into_iter().chain([row.blank]).chain(invalid.then_some(row.invalid)).collect()
    });
    let part = |(at, figure): (usize, &Figure)| {
        let on_paper = on_paper.get(at).copied().unwrap_or_default();
        let total = match *figure {
            Figure::Count(count) | Figure::Share([count, _]) => count,
            Figure::Mean(_) => return None,
        };
        Some([total.saturating_sub(on_paper), on_paper])
    };
    figures.iter().enumerate().map(part).collect()
}

/// Were there ballots on devices and on paper, so that each figure is made of two?
pub fn both_ways(payload: &ResultPayload) -> bool {
    payload.paper.is_some() && [payload.figures.electronic, payload.figures.paper].iter().all(|part| part.collected > 0)
}

/// "7 + 5 = 12": on devices, on paper, together.
pub fn made_of([device, paper]: [u32; 2], lang: Lang) -> String {
    let [one, two, all] = [device, paper, device.saturating_add(paper)].map(|figure| numbers::whole(figure, lang));
    format!("{one} + {two} = {all}")
}

#[cfg(test)]
mod tests {
    use super::super::tables::of_result;
    use super::*;
    use crate::ballot::Ballot;
    use crate::count::ScoreTotal;
    use crate::testing;

    #[test]
    fn each_figure_is_made_of_what_the_devices_and_the_paper_brought() {
        let survey = testing::every_kind();
        let mut paper = testing::no_paper(&survey);
        (paper.issued, paper.collected) = (3, 3);
        for row in &mut paper.rows {
            match &mut row.score {
                Some(score) => *score = ScoreTotal { sum: 20, given: 1 },
                None => row.counts[0] = 1,
            }
            (row.blank, row.invalid) = (1, 1);
        }
        let marks = vec![Some(0), None, Some(7), None, None, Some(0), None, None, None, None, Some(0), None];
        let ballot = Ballot::from_parts(&survey, marks, vec![String::new(); 3]).expect("fits the survey");
        let (_, output) = testing::meeting_with_paper(&survey, &[ballot], Some(paper), 5);
        let payload = output.payload;
        assert!(both_ways(&payload));
        let tables = of_result(&payload);
        for line in tables.iter().flat_map(|table| &table.lines) {
            for (figure, parts) in line.figures.iter().zip(&line.parts) {
                match (*figure, *parts) {
                    (Figure::Count(total) | Figure::Share([total, _]), Some([device, paper])) => {
                        assert_eq!(device + paper, total);
                    }
                    (Figure::Mean(_), None) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
        let [levels, choice, scores] = [0, 1, 2].map(|at| tables[at].lines[0].parts.clone());
        assert_eq!(levels, [Some([1, 1]), Some([0, 0]), Some([0, 0]), Some([0, 1]), Some([0, 1])]);
        assert_eq!(choice, [Some([0, 1]), Some([1, 1]), Some([0, 1])]);
        assert_eq!(scores, [Some([7, 20]), Some([1, 1]), None, Some([0, 1]), Some([0, 1])]);
        assert_eq!(made_of([7, 20], Lang::Vi), "7 + 20 = 27");
    }
}
