//! Conservation sums: what must add up in every honest count.

use serde::{Deserialize, Serialize};

use super::{Figures, Part, RowResult};

/// One sum that must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Conservation {
    /// Which sum; the same words in every file.
    pub rule: String,
    /// Left side.
    pub left: u64,
    /// `=` or `<=`.
    pub relation: String,
    /// Right side.
    pub right: u64,
}

impl Conservation {
    /// Does it hold?
    pub fn holds(&self) -> bool {
        match self.relation.as_str() {
            "=" => self.left == self.right,
            "<=" => self.left <= self.right,
            _ => false,
        }
    }
}

/// Every sum of a result, whether it holds or not: thu vào ≤ phát ra ≤ có mặt ≤ triệu tập;
/// hợp lệ + không hợp lệ = thu vào; and per row levels + blank + invalid = valid ballots.
pub fn conservation(figures: &Figures, rows: &[RowResult]) -> Vec<Conservation> {
    let sum = |rule: String, left: u64, relation: &str, right: u64| Conservation {
        rule,
        left,
        relation: relation.to_owned(),
        right,
    };
    let wide = |figure: u32| u64::from(figure);
    let mut sums = Vec::new();
    let mut part = |name: &str, part: Part| {
        sums.push(sum(format!("{name}: collected <= issued"), wide(part.collected), "<=", wide(part.issued)));
        let judged = wide(part.valid) + wide(part.invalid);
        sums.push(sum(format!("{name}: valid + invalid = collected"), judged, "=", wide(part.collected)));
    };
    part("electronic", figures.electronic);
    part("paper", figures.paper);
    let total = figures.total();
    sums.push(sum("issued <= present".into(), wide(total.issued), "<=", wide(figures.attendance.present)));
    let [present, summoned] = [figures.attendance.present, figures.attendance.summoned];
    sums.push(sum("present <= summoned".into(), wide(present), "<=", wide(summoned)));
    for row in rows {
        let levels: u64 = row.levels.iter().map(|level| wide(level.count)).sum();
        let left = levels + wide(row.blank) + wide(row.invalid);
        let rule = format!("{}/{}: levels + blank + invalid = valid", row.subject, row.question);
        sums.push(sum(rule, left, "=", wide(total.valid)));
    }
    sums
}
