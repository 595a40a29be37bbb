//! The door of this room: only a result whose signatures hold is reported.

use serde::{Deserialize, Serialize};

use crate::record::{
    CheckReport, FileKind, Jws, MAX_RESULT_BYTES, Opening, PlacedFault, RecordFault, ResultPayload, check, kind_of,
};
use crate::survey::{Digest, Survey, json};

/// A result that was checked, with what it was checked against.
#[derive(Debug, Clone)]
pub struct Verified {
    /// What was signed.
    pub payload: ResultPayload,
    /// SHA-256 of the signed bytes.
    pub fingerprint: Digest,
    /// The opening statement whose keys signed. Without it the signatures were held against the keys that the result
    /// names itself, which proves little: the report says so on every page.
    pub opening: Option<Opening>,
}

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReportFault {
    /// There is no result among the files.
    #[error("no result file")]
    NoResult,
    /// The files have faults: nothing is printed from them.
    #[error("{} faults", .0.len())]
    Faulty(Vec<PlacedFault>),
}

impl Verified {
    /// Reads and checks a result, alone or with its opening statement.
    ///
    /// Figures that contradict each other are no reason to refuse: the tellers signed them, and the minutes are where
    /// they have to be explained. Every other fault is ([`ReportFault::Faulty`]).
    pub fn read(result: &[u8], opening: Option<&[u8]>) -> Result<Self, ReportFault> {
        let mut files = vec![(".result.json".to_owned(), result.to_vec())];
        files.extend(opening.map(|opening| (".opening.json".to_owned(), opening.to_vec())));
        let CheckReport { faults, result: payload, .. } = check(&files, &mut |_, _| {});
        let faults: Vec<PlacedFault> =
            faults.into_iter().filter(|found| !matches!(found.fault, RecordFault::Conservation(_))).collect();
        if !faults.is_empty() {
            return Err(ReportFault::Faulty(faults));
        }
        let payload = payload.ok_or(ReportFault::NoResult)?;
        let signed = Jws::parse(result).and_then(|jws| jws.payload_bytes()).map_err(|_| ReportFault::NoResult)?;
        let opening = opening.and_then(|opening| Opening::parse(opening).ok());
        Ok(Self { payload, fingerprint: Digest::of_bytes(&signed), opening })
    }

    /// The same with files in any order; a record and whatever else is none of the two is passed over.
    pub fn among(files: &[(String, Vec<u8>)]) -> Result<Self, ReportFault> {
        let of_kind = |kind: FileKind| {
            files.iter().map(|(_, bytes)| bytes.as_slice()).find(|bytes| {
                let value = json::parse(bytes, MAX_RESULT_BYTES);
                value.is_ok_and(|value| kind_of(&value) == Some(kind))
            })
        };
        Self::read(of_kind(FileKind::Result).ok_or(ReportFault::NoResult)?, of_kind(FileKind::Opening))
    }

    /// What was asked.
    pub fn survey(&self) -> &Survey {
        &self.payload.survey
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_result_is_reported_only_where_its_signatures_hold() {
        let survey = testing::survey();
        let (new_box, output) = testing::meeting(&survey, &[], 8);
        let opening = new_box.opening.to_text();
        let read = Verified::read(output.result.as_bytes(), Some(opening.as_bytes())).unwrap();
        assert_eq!((read.fingerprint, &read.payload), (output.fingerprint, &output.payload));
        assert_eq!(read.opening.as_ref().map(Opening::digest), Some(new_box.opening.digest()));

        let mut jws: serde_json::Value = serde_json::from_str(&output.result).unwrap();
        jws["signatures"][0]["signature"] = jws["signatures"][1]["signature"].clone();
        assert!(matches!(Verified::read(jws.to_string().as_bytes(), None), Err(ReportFault::Faulty(_))));
        assert_eq!(Verified::read(opening.as_bytes(), None).err(), Some(ReportFault::NoResult));
        assert!(matches!(Verified::read(b"{", None), Err(ReportFault::Faulty(_))));

        let files = [&output.record, &opening, &output.result].map(|text| (String::new(), text.clone().into_bytes()));
        assert!(Verified::among(&files).unwrap().opening.is_some());
        assert_eq!(Verified::among(&files[..2]).err(), Some(ReportFault::NoResult));
    }

    #[test]
    fn the_opening_of_another_box_is_refused() {
        let survey = testing::survey();
        let (_, output) = testing::meeting(&survey, &[], 8);
        let other = testing::open(&survey, 9).opening.to_text();
        let read = Verified::read(output.result.as_bytes(), Some(other.as_bytes()));
        assert!(matches!(read, Err(ReportFault::Faulty(_))));
    }

    #[test]
    fn figures_that_contradict_each_other_are_reported_as_they_were_signed() {
        let survey = testing::survey();
        let mut ballots = Vec::new();
        for _ in 0..41 {
            let marks = vec![None; 4];
            ballots.push(crate::ballot::Ballot::from_parts(&survey, marks, vec![String::new(); 2]).unwrap());
        }
        let (_, output) = testing::meeting(&survey, &ballots, 8); // 41 ballots, 40 people
        let read = Verified::read(output.result.as_bytes(), None).unwrap();
        assert!(read.payload.conservation.iter().any(|sum| !sum.holds()));
    }
}
