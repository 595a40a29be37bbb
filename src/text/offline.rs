//! The copy of the app on the device: sentences of the first screen.

use super::{Explain, Explained, Lang, Phrase, phrase};
use crate::offline::{Hindrance, Obstacle};

/// Heading.
pub const TITLE: Phrase = phrase("Dùng khi không có mạng", "Without a network");
/// Nothing known yet.
pub const LOOKING: Phrase =
    phrase("Đang xem chương trình đã nằm trong máy chưa…", "Looking whether the app is on this device…");
/// Files are coming, in few words.
pub const COMING: Phrase = phrase("Đang tải chương trình về máy…", "Loading the app onto this device…");
/// It works.
pub const READY: Phrase = phrase("Đã sẵn sàng dùng không cần mạng", "Ready for use without a network");
/// What that means.
pub const READY_WHY: Phrase = phrase(
    "Cả chương trình đã nằm trong máy này. Tắt mạng, tắt máy rồi mở lại vẫn dùng được.",
    "The whole app is on this device. It works with the network off, after a restart too.",
);
/// It does not work.
pub const NOT_READY: Phrase = phrase("Chưa dùng được khi không có mạng", "Not yet usable without a network");
/// Loads the page anew.
pub const RELOAD: Phrase = phrase("Tải lại trang", "Reload the page");
/// A newer generation has come.
pub const NEWER: Phrase = phrase("Có bản mới", "There is a new version");
/// What becomes of it.
pub const NEWER_WHY: Phrase = phrase(
    "Bản đang dùng vẫn chạy bình thường. Máy chỉ đổi sang bản mới khi ông/bà bấm nút này, và không cho đổi khi còn hòm \
     phiếu chưa kiểm xong. Chỉ khi bản lưu trên máy bị mất thì máy mới lấy lại từ mạng.",
    "The version in use goes on working. The device changes to the new one only when you press this button, and not while \
     a box is not counted. Only where the copy on the device was lost is it fetched anew.",
);
/// The organiser's word.
pub const UPDATE: Phrase = phrase("Cập nhật", "Update");
/// Puts the app beside the others.
pub const INSTALL: Phrase = phrase("Thêm vào màn hình chính", "Add to the home screen");
/// Where the browser has a button of its own only.
pub const INSTALL_HOW: Phrase = phrase(
    "Muốn mở nhanh như một ứng dụng: trên điện thoại Android, mở trình đơn ⋮ của trình duyệt, chọn “Thêm vào màn hình \
     chính”; trên iPhone, iPad, bấm nút Chia sẻ của Safari, chọn “Thêm vào MH chính”; trên máy tính, bấm dấu cài đặt ở \
     cuối thanh địa chỉ. Xin thêm trước ngày họp: trên iPhone, iPad, hòm phiếu mở trong Safari không hiện trong ứng dụng.",
    "To open it like an app: on Android, the browser's menu ⋮, “Add to Home screen”; on iPhone and iPad, Safari's Share \
     button, “Add to Home Screen”; on a computer, the install sign at the end of the address bar. Add it before the day of \
     the meeting: on iPhone and iPad, a box opened in Safari does not show in the app.",
);
/// A box that cannot be read back.
pub const DAMAGED_BOX: Phrase = phrase("Một hòm phiếu trong máy không đọc được", "A box on this device cannot be read");

/// A box that the browser has lost.
pub const LOST_BOX: Phrase =
    phrase("Một hòm phiếu của máy này không còn thấy nữa", "A box of this device is no longer there");
/// What to do then.
pub const LOST_BOX_WAY_OUT: Phrase = phrase(
    "Xin đừng nhận thêm phiếu cho hòm ấy trên máy này. Nếu có tệp sao lưu, xin khôi phục từ tệp ấy; phiếu bỏ vào sau lần \
     sao lưu cuối thì không lấy lại được. Xin ghi việc này vào biên bản.",
    "Take no more ballots for that box on this device. If there is a backup file, restore from it; ballots cast after the \
     last backup cannot be had back. Have it noted in the minutes.",
);
/// It need not be said again.
pub const LOST_BOX_KNOWN: Phrase = phrase("Đã biết, đừng nhắc nữa", "Known; do not say it again");

/// What is known of a box that the browser has lost.
pub fn lost_box(since: &str, box_id: &str, lang: Lang) -> String {
    let short = box_id.get(..8).unwrap_or(box_id);
    match lang {
        Lang::Vi => format!(
            "Máy này giữ hòm ấy từ {since} (mã {short}…). Nay trình duyệt không còn dữ liệu của hòm: dữ liệu trang web đã \
             bị xóa, hoặc kho dữ liệu bị hỏng."
        ),
        Lang::En => format!(
            "This device held it from {since} (code {short}…). The browser no longer has its data: the site's data were \
             deleted, or the database was damaged."
        ),
    }
}

/// How far the files have come.
pub fn loading(done: &str, of: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đang tải chương trình về máy: {done}/{of} tệp. Xin giữ mạng thêm một lát."),
        Lang::En => format!("Loading the app onto this device: {done} of {of} files. Please keep the network on."),
    }
}

/// Which generation is in use.
pub fn version(short: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bản đang dùng: {short}. Các máy dùng cùng một bản thì hiện cùng dãy này."),
        Lang::En => format!("Version in use: {short}. Devices with the same version show the same characters."),
    }
}

/// Which generation waits.
pub fn newer(short: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Bản mới: {short}."),
        Lang::En => format!("New version: {short}."),
    }
}

impl Explain for Obstacle {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match self {
            Self::Insecure => (
                phrase(
                    "Trang này mở bằng địa chỉ http://, nên trình duyệt không cho cất chương trình vào máy.",
                    "This page came from an http:// address, of which browsers keep nothing.",
                ),
                phrase(
                    "Xin mở trang bằng địa chỉ https://; nếu chưa có, xin hỏi người phụ trách trang.",
                    "Open the page at its https:// address; where there is none, ask who runs the site.",
                ),
            ),
            Self::Refused => (
                phrase(
                    "Trình duyệt này không cho cất chương trình vào máy: có thể đang ở cửa sổ ẩn danh, hoặc trình duyệt \
                     quá cũ.",
                    "This browser does not let the app be kept on the device: it may be a private window, or too old.",
                ),
                phrase(
                    "Xin mở trang trong cửa sổ thường của bản mới Chrome, Edge, Cốc Cốc, Firefox hay Safari, và cho phép \
                     trang lưu dữ liệu.",
                    "Use an ordinary window of a recent Chrome, Edge, Cốc Cốc, Firefox or Safari, and allow this site to \
                     keep data.",
                ),
            ),
            Self::Incomplete(_) => (
                phrase(
                    "Chương trình tải về máy chưa đủ, hoặc không đúng từng chữ như danh sách của nó.",
                    "The app did not load in full, or not byte for byte as its list says.",
                ),
                phrase(
                    "Xin kiểm tra mạng rồi tải lại trang. Nếu vẫn vậy, trên máy chủ có lẽ đang thay bản mới: xin thử \
                     lại sau ít phút.",
                    "Check the network and reload the page. If that does not help, the server may be changing to a new \
                     version: try again in some minutes.",
                ),
            ),
        };
        let mut what = what.in_lang(lang).to_owned();
        if let Self::Incomplete(file) = self {
            what = format!("{what} ({file})");
        }
        Explained { what, way_out: way_out.in_lang(lang).to_owned() }
    }
}

impl Explain for Hindrance {
    fn explain(&self, lang: Lang) -> Explained {
        let (what, way_out) = match self {
            Self::BoxOpen => (
                phrase(
                    "Chưa cập nhật được: máy này còn hòm phiếu chưa kiểm xong.",
                    "No update now: this device holds a box that is not counted.",
                ),
                phrase(
                    "Xin đóng hòm và kiểm phiếu xong rồi hãy cập nhật. Cuộc họp vẫn chạy trên bản đang dùng.",
                    "Close and count the box first. The meeting goes on with the version in use.",
                ),
            ),
            Self::PracticeBoxOpen => (
                phrase(
                    "Chưa cập nhật được: máy này còn hòm phiếu tập dượt chưa kiểm xong.",
                    "No update now: this device holds a practice box that is not counted.",
                ),
                phrase(
                    "Xin kiểm phiếu xong, hoặc xóa hòm tập dượt đó, rồi bấm Cập nhật lần nữa.",
                    "Count that practice box or delete it, then press Update again.",
                ),
            ),
            Self::AtWorkElsewhere => (
                phrase(
                    "Chưa cập nhật được: một thẻ hoặc cửa sổ khác của trang này đang làm dở việc.",
                    "No update now: another tab or window of this page is in the middle of something.",
                ),
                phrase(
                    "Xin làm xong việc ở đó, hoặc đóng thẻ đó, rồi bấm Cập nhật lần nữa.",
                    "Finish there or close that tab, then press Update again.",
                ),
            ),
        };
        Explained { what: what.in_lang(lang).to_owned(), way_out: way_out.in_lang(lang).to_owned() }
    }
}
