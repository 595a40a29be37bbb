//! The device's clock, for officers' events only. A ballot never gets a time.

use js_sys::Date;

/// Now, as RFC 3339 with the device's offset, to the minute: `2026-11-22T19:30:00+07:00`.
///
/// To the minute, because seconds would help to tie an officer's event to one voter.
pub fn now_minute() -> String {
    let now = Date::new_0();
    // JavaScript counts the offset from here to UTC, RFC 3339 from UTC to here.
    let offset = -(now.get_timezone_offset() as i32);
    let sign = if offset < 0 { '-' } else { '+' };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:00{sign}{:02}:{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date(),
        now.get_hours(),
        now.get_minutes(),
        offset.abs() / 60,
        offset.abs() % 60
    )
}
