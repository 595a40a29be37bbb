//! The devices in the minutes: what each handed out and collected, and each that is missing.

use super::document::{Block, Column, HeadCell, Run, Table};
use crate::record::{DeviceFigures, ResultDevices};
use crate::text::{Lang, minutes as t, numbers};

/// A table of all devices, and a sentence for whatever is missing or stands twice.
pub(super) fn blocks(devices: &ResultDevices) -> Vec<Block> {
    let whole = |figure: u32| numbers::whole(figure, Lang::Vi);
    let slips = devices.parts.iter().any(|part| part.slips.is_some());
    let mut head = vec![t::DEVICE, t::ISSUED, t::COLLECTED, t::HANDED_OVER];
    let mut columns = vec![Column::words(3), Column::number(2), Column::number(2), Column::words(3)];
    if slips {
        head.extend([t::SLIPS_PRINTED, t::SLIPS_USED, t::SLIPS_VOIDED, t::SLIPS_UNUSED]);
        columns.extend((0..4).map(|_| Column::number(2)));
    }
    let row = |part: &DeviceFigures| {
        let known = part.handed_over || part.issued > 0 || part.collected > 0;
        let figure = |figure: u32| if known { whole(figure) } else { "–".to_owned() };
        let handed_over = if part.handed_over { t::YES } else { t::NOT_HANDED_OVER };
        let mut row = vec![part.name.clone(), figure(part.issued), figure(part.collected), handed_over.to_owned()];
        if slips {
            let of = part.slips.map(|slips| [slips.printed, slips.used, slips.voided, slips.unused].map(whole));
            row.extend(of.unwrap_or_else(|| ["–"; 4].map(str::to_owned)));
        }
        row
    };
    let table = Table {
        caption: t::DEVICES.to_owned(),
        columns,
        head: vec![head.into_iter().map(|text| HeadCell::down(text, 1)).collect()],
        rows: devices.parts.iter().map(row).collect(),
        wide: slips,
    };
    let mut blocks = vec![Block::Table(table)];
    let mut say = |text: String| blocks.push(Block::Paragraph(vec![Run::bold(text)]));
    for part in devices.missing() {
        say(t::device_missing(&part.name, part.collected));
    }
    if devices.duplicates > 0 {
        say(t::duplicates(devices.duplicates));
    }
    if devices.slips_twice > 0 {
        say(t::slips_twice(devices.slips_twice));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::SlipFigures;

    #[test]
    fn every_device_stands_in_the_minutes_and_a_missing_one_twice() {
        let part = |device, collected, handed_over, slips| DeviceFigures {
            device,
            name: format!("Máy {device}"),
            issued: collected,
            collected,
            handed_over,
            slips,
        };
        let slips = Some(SlipFigures { printed: 1200, voided: 1, used: 12, unused: 1187 });
        let parts = vec![part(1, 12, true, slips), part(2, 3, false, None), part(3, 0, false, None)];
        let blocks = blocks(&ResultDevices { parts, duplicates: 0, slips_twice: 1 });
        let Some(Block::Table(table)) = blocks.first() else { panic!("{blocks:?}") };
        assert_eq!(table.rows[0], ["Máy 1", "12", "12", "Đã nộp", "1.200", "12", "1", "1.187"]);
        assert_eq!(table.rows[1], ["Máy 2", "3", "3", "Chưa nộp", "–", "–", "–", "–"]);
        assert_eq!(table.rows[2][..4], ["Máy 3", "–", "–", "Chưa nộp"]);
        let said: Vec<String> = blocks[1..]
            .iter()
            .map(|block| match block {
                Block::Paragraph(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
                _ => panic!("{block:?}"),
            })
            .collect();
        assert_eq!(said.len(), 3);
        assert!(said[0].starts_with("Máy 2: chưa nộp hòm; 3 phiếu"), "{}", said[0]);
        assert!(said[1].starts_with("Máy 3: chưa nộp hòm"), "{}", said[1]);
        assert!(said[2].contains("1 phiếu mã"), "{}", said[2]);
    }
}
