//! Sentences about the lock before the organiser's menu of a kiosk.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Phrase, phrase};

// ── before the menu ──
pub const ASK_TITLE: Phrase =
    phrase("Phần này dành cho tổ kiểm phiếu và người tổ chức", "This part is for the tellers and the organiser");
pub const ASK_LEAD: Phrase = phrase(
    "Nếu ông/bà đến bỏ phiếu, xin bấm “Trở lại bỏ phiếu”.",
    "If you came to vote, please press “Return to voting”.",
);
pub const PIN: Phrase = phrase("Mã mở", "PIN");
pub const OPEN: Phrase = phrase("Mở", "Open");
pub const WRONG: Phrase = phrase(
    "Mã không đúng. Xin nhập lại; nếu quên mã thì đưa một thẻ chìa khóa, xem bên dưới.",
    "Wrong PIN. Try again; if it is forgotten, present a teller's card, see below.",
);
pub const FORGOTTEN: Phrase = phrase("Quên mã?", "PIN forgotten?");
pub const FORGOTTEN_WAY: Phrase = phrase(
    "Thẻ chìa khóa của bất kỳ thành viên nào trong tổ kiểm phiếu cũng mở được phần này. Mở rồi thì đặt mã mới.",
    "The card of any teller opens this part. Then set a new PIN.",
);

// ── setting it ──
pub const SET: Phrase = phrase("Đặt mã mở cho phần này", "Lock this part with a PIN");
pub const CHANGE: Phrase = phrase("Đổi hoặc bỏ mã mở", "Change or remove the PIN");
pub const SET_TITLE: Phrase = phrase("Mã mở phần dành cho tổ kiểm phiếu", "PIN of the tellers' part");
pub const SET_LEAD: Phrase = phrase(
    "Có mã thì người bỏ phiếu không tự vào đây để tạm dừng hay đóng hòm được. Mã chỉ dùng trên máy này và không liên quan đến \
     thẻ chìa khóa. Quên mã thì đưa một thẻ chìa khóa.",
    "With a PIN, no voter can come here to pause the vote or close the box. It is for this device only and has nothing to do \
     with the cards. If it is forgotten, any teller's card opens this part.",
);
pub const NEW_PIN: Phrase = phrase("Mã mới (ít nhất 4 ký tự)", "New PIN (at least 4 characters)");
pub const AGAIN: Phrase = phrase("Nhập lại mã mới", "The new PIN once more");
pub const TOO_SHORT: Phrase = phrase("Mã phải có ít nhất 4 ký tự.", "At least 4 characters.");
pub const NOT_ALIKE: Phrase = phrase("Hai lần nhập chưa giống nhau.", "The two are not alike.");
pub const SAVE: Phrase = phrase("Đặt mã", "Set the PIN");
pub const REMOVE: Phrase = phrase("Bỏ mã", "Remove the PIN");
pub const IS_SET: Phrase = phrase("Phần này có mã mở.", "This part has a PIN.");
