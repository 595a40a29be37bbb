//! Sentences of the page with a camera: the kiosk that asks for slips, and residents' own phones.

#![allow(missing_docs)] // each sentence says itself what it is

use super::{Lang, Phrase, numbers, phrase};

// ── slips, on kiosk and phone ──
pub const SHOW_SLIP: Phrase = phrase(
    "Xin đưa phiếu mã trước máy ảnh, hoặc gõ dòng mã in trên phiếu.",
    "Hold your slip before the camera, or type the code that is printed on it.",
);
pub const CODE: Phrase = phrase("Mã in trên phiếu", "Code on the slip");
pub const CODE_HINT: Phrase = phrase(
    "Ví dụ 1-7K3D-PQ9A-MM2X-0V5T-01. Chữ thường hay hoa, có gạch hay không đều được.",
    "Such as 1-7K3D-PQ9A-MM2X-0V5T-01. Small letters will do, hyphens may be left out.",
);
pub const SLIP_CAMERA: Phrase = phrase("Quét phiếu mã bằng máy ảnh", "Scan the slip with the camera");
pub const SLIP_CAMERA_HINT: Phrase = phrase(
    "Đưa phiếu mã vào giữa hình, cách máy chừng một gang tay.",
    "Hold the slip in the middle, a hand's width away.",
);
pub const GET_BALLOT: Phrase = phrase("Lấy phiếu để ghi", "Get my ballot");
pub const NO_CAMERA: Phrase = phrase(
    "Không mở được máy ảnh. Xin gõ dòng mã in trên phiếu.",
    "The camera could not be opened. Please type the code that is printed on the slip.",
);
pub const FROM_PHONE_HERE: Phrase = phrase(
    "Đây là mã của một điện thoại đã ghi phiếu. Xin bấm “Nhận phiếu từ điện thoại”.",
    "This is the code of a phone with a sealed ballot. Press “Take a ballot from a phone”.",
);

// ── kiosk ──
pub const SLIP_TAKEN_BACK: Phrase = phrase(
    "Phiếu vừa rồi CHƯA vào hòm, những gì đã chọn đã được xóa. Người cầm phiếu mã ấy còn bỏ được: xin đưa mã lại từ đầu.",
    "The last ballot is NOT in the box, and its marks were wiped. Whoever holds that slip can still vote: show it again.",
);
pub const FROM_PHONE: Phrase = phrase("Nhận phiếu từ điện thoại", "Take a ballot from a phone");
pub const FROM_PHONE_TITLE: Phrase = phrase("Nhận phiếu từ điện thoại", "A ballot from a phone");
pub const FROM_PHONE_LEAD: Phrase = phrase(
    "Bấm nút dưới đây rồi đưa mã đang chạy trên điện thoại vào giữa hình. Phiếu trong mã đã niêm phong, không ai đọc được.",
    "Press the button and hold the phone's running code in the middle of the picture. The ballot in it is sealed: nobody \
     can read it.",
);
pub const TAKEN_IN: Phrase = phrase("Phiếu đã vào hòm", "The ballot is in the box");
pub const TAKEN_IN_BEFORE: Phrase =
    phrase("Phiếu này đã vào hòm từ trước, không tính lần nữa", "This ballot was in the box already; it counts once");
pub const TELL_PHONE: Phrase = phrase(
    "Ông/bà cầm điện thoại xin bấm “Máy đã nhận” rồi “Xong”.",
    "On the phone, please press “The device has it”, then “Done”.",
);
pub const NOT_TAKEN: Phrase = phrase("Phiếu này CHƯA vào hòm", "This ballot is NOT in the box");
pub const KEPT_ON_PHONE: Phrase = phrase(
    "Trong hòm không có gì thay đổi. Phiếu vẫn còn trên điện thoại.",
    "Nothing in the box has changed. The phone still has the ballot.",
);
pub const NEXT_PHONE: Phrase = phrase("Nhận phiếu từ điện thoại khác", "Take one from another phone");
pub const SCAN_ANEW: Phrase = phrase("Quét lại", "Scan again");
pub const BACK: Phrase = phrase("Quay lại", "Back");
pub const BY_TELLER: Phrase = phrase(
    "Phiếu này do tổ kiểm phiếu phát, không bằng phiếu mã.",
    "This ballot was released by a teller, not by a slip.",
);

// ── phone ──
pub const PHONE_TITLE: Phrase = phrase("Bỏ phiếu bằng điện thoại", "Vote on your phone");
pub const PHONE_LEAD: Phrase = phrase(
    "Bước 1. Bấm nút dưới đây rồi hướng máy ảnh vào mã đang chạy trên màn hình của tổ kiểm phiếu.",
    "Step 1. Press the button and point the camera at the code that runs on the tellers' screen.",
);
pub const FETCHING: Phrase = phrase("Đang tải cuộc lấy phiếu…", "Fetching the meeting…");
pub const NOT_FETCHED: Phrase = phrase(
    "Chưa tải được cuộc lấy phiếu từ mạng. Xin quét mã trên màn hình của tổ kiểm phiếu.",
    "The meeting could not be fetched. Please scan the code on the tellers' screen.",
);
pub const RIGHT_MEETING: Phrase = phrase("Có đúng cuộc này không?", "Is this the right meeting?");
pub const COMPARE: Phrase = phrase(
    "Xin so mười chữ dưới đây với mười chữ trên biên bản mở hòm treo ở hội trường. Khác dù chỉ một chữ thì đừng bỏ phiếu, \
     xin gọi tổ kiểm phiếu.",
    "Compare these ten words with those of the opening statement on the wall. If even one differs do not vote; call the \
     tellers.",
);
pub const WORDS: Phrase = phrase("Mười chữ của hòm phiếu", "Ten words of the box");
pub const SAME: Phrase = phrase("Giống hệt, tiếp tục", "All the same, go on");
pub const DIFFERENT: Phrase = phrase("Không giống, quét lại", "Not the same, scan again");
pub const SLIP_STEP: Phrase = phrase("Nhập phiếu mã", "Your slip");
pub const PHONE_SECRET: Phrase = phrase(
    "Điện thoại không lưu gì: tải lại trang hoặc tắt máy trước khi phiếu vào hòm thì phải ghi lại từ đầu. Phiếu mã vẫn \
     dùng được.",
    "The phone keeps nothing: if you reload the page or switch off before the ballot is in the box, you begin again. The \
     slip stays good.",
);
pub const WIPED: Phrase = phrase(
    "Phiếu ghi dở đã được xóa, chưa vào hòm. Phiếu mã vẫn dùng được.",
    "The unfinished ballot was wiped and is not in the box. The slip is still good.",
);
pub const ALL_WIPED: Phrase = phrase(
    "Xong. Trên điện thoại này không còn gì của phiếu. Có thể đưa điện thoại cho người khác.",
    "Done. Nothing of the ballot is left on this phone. Somebody else may use it now.",
);
pub const PHONE_LAST_WORD: Phrase = phrase(
    "Phiếu chưa vào hòm. Niêm phong rồi thì không sửa được nữa; sau đó ông/bà đưa điện thoại cho máy của tổ kiểm phiếu quét.",
    "The ballot is not in the box yet. Once sealed it cannot be changed; then you show the phone to the tellers' device.",
);
pub const SEAL: Phrase = phrase("Niêm phong phiếu", "Seal the ballot");
pub const SEALING: Phrase = phrase("Đang niêm phong phiếu…", "Sealing the ballot…");
pub const WIPE: Phrase = phrase("Xóa phiếu, không bỏ nữa", "Wipe the ballot");
pub const SEALED: Phrase =
    phrase("Phiếu đã niêm phong nhưng CHƯA vào hòm", "The ballot is sealed but NOT in the box yet");
pub const ONLY_HERE: Phrase = phrase(
    "Đừng đóng trang này: phiếu niêm phong chỉ có ở đây, cho đến khi máy kia báo “Phiếu đã vào hòm”.",
    "Do not close this page: the sealed ballot is here only, until the other device says “The ballot is in the box”.",
);
pub const POST: Phrase = phrase("Gửi phiếu qua mạng", "Send it over the network");
pub const POSTING: Phrase = phrase("Đang gửi…", "Sending…");
pub const POSTED: Phrase = phrase("Nơi nhận báo: phiếu đã vào hòm.", "The other side says: the ballot is in the box.");
pub const POST_REFUSED: Phrase = phrase(
    "Nơi nhận KHÔNG nhận phiếu này: phiếu mã đã dùng, đã hủy, hoặc hòm đã đóng. Xin gọi tổ kiểm phiếu.",
    "The other side did NOT take this ballot: its slip was used or voided, or the box is closed. Call the tellers.",
);
pub const POST_FAILED: Phrase = phrase(
    "Không gửi được qua mạng. Phiếu vẫn còn ở đây: xin gửi lại, hoặc đưa màn hình cho máy của tổ kiểm phiếu quét.",
    "It could not be sent. The ballot is still here: try again, or show this screen to the tellers' device.",
);
pub const POST_UNSAID: Phrase = phrase(
    "Địa chỉ này có trả lời nhưng không xác nhận đã nhận phiếu. Phiếu vẫn còn ở đây: xin đưa màn hình cho máy của tổ kiểm \
     phiếu quét.",
    "Something answered at this address, but it does not say that it took the ballot. The ballot is still here: show this \
     screen to the tellers' device.",
);
pub const THEY_HAVE_IT: Phrase = phrase("Máy đã nhận", "The device has it");
pub const REALLY: Phrase =
    phrase("Máy kia có báo “Phiếu đã vào hòm” không?", "Does it say “The ballot is in the box”?");
pub const REALLY_WHY: Phrase = phrase(
    "Bấm “Xong” là xóa phiếu khỏi điện thoại này. Nếu máy kia chưa nhận thì phiếu mất, phải ghi lại từ đầu.",
    "“Done” wipes the ballot from this phone. If the other device has not got it, it is lost and you begin again.",
);
pub const NOT_YET: Phrase = phrase("Chưa", "Not yet");
pub const DONE: Phrase = phrase("Xong", "Done");

// ── desk ──
pub const DESK_TITLE: Phrase = phrase("Màn hình cho điện thoại", "A screen for phones");
pub const DESK_LEAD: Phrase = phrase(
    "Người có điện thoại quét mã 1 để mở trang, rồi quét mã 2 để nhận cuộc lấy phiếu này. Ghi xong, họ đưa điện thoại cho máy bỏ phiếu quét. Ai cũng cần phiếu mã.",
    "Whoever has a phone scans code 1 to open the page, then code 2 to get this meeting; a finished ballot is shown to \
     the voting device. Everybody needs a slip.",
);
pub const DESK_ADDRESS: Phrase = phrase("Mã 1: địa chỉ trang bỏ phiếu", "Code 1: address of the page");
pub const DESK_MEETING: Phrase = phrase("Mã 2: cuộc lấy phiếu này", "Code 2: this meeting");
pub const DESK_SHOW: Phrase = phrase("Mở màn hình cho điện thoại", "Show the codes for phones");
pub const DESK_HIDE: Phrase = phrase("Đóng màn hình cho điện thoại", "Hide the codes for phones");
pub const DESK_HERE_ONLY: Phrase = phrase(
    "Địa chỉ này chỉ mở được trên chính máy này. Muốn điện thoại mở được, trang phải ở một địa chỉ chung của thôn, xã.",
    "This address works on this very device only. Phones need the page at an address that they can reach.",
);
pub const DESK_POST_AT: Phrase = phrase("Nhận phiếu qua mạng (nếu có)", "Take ballots over the network (where set up)");
pub const DESK_POST_HINT: Phrase = phrase(
    "Đường dẫn trên chính trang này, bắt đầu bằng ./ – để trống nếu chỉ nhận bằng mã QR.",
    "A path on this very site that begins with ./ – leave it empty where QR codes are all.",
);
pub const DESK_POST_WRONG: Phrase =
    phrase("Đường dẫn phải ở trên chính trang này và bắt đầu bằng ./", "It must be on this site and begin with ./");
pub const DESK_BY_TELLER: Phrase = phrase("Phát phiếu không cần phiếu mã", "Release ballots without slips");

pub fn show_to_device(device: u32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Xin đưa màn hình này cho máy {device} của tổ kiểm phiếu quét."),
        Lang::En => format!("Please show this screen to the tellers' device {device}."),
    }
}

pub fn in_box(count: u32, lang: Lang) -> String {
    let count = numbers::whole(count, lang);
    match lang {
        Lang::Vi => format!("Trong hòm có {count} phiếu."),
        Lang::En => format!("There are {count} ballots in the box."),
    }
}
