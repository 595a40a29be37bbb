//! Where a meeting is held: a server with the built page, a browser that shows it, and a folder for what both keep; and
//! the devices of larger meetings.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::chrome::Setup;
use crate::film::{SCREEN, film};
use crate::screen::{Screen, WIDTHS};
use crate::server::{Server, dist};

/// A hall. What it holds goes with it, the browser first.
pub struct Hall {
    pub screen: Screen,
    pub server: Server,
    pub folder: TempDir,
}

impl Hall {
    /// The app's first screen, in a window as large as a laptop's.
    pub async fn open() -> Self {
        Self::with_window(WIDTHS[0]).await
    }

    /// The app's first screen, in a window of this size.
    pub async fn with_window(window: (u32, u32)) -> Self {
        Self::with(|setup| setup.with_window(window.0, window.1)).await
    }

    /// The app's first screen, in a browser that is started in some other way than usual.
    pub async fn with(otherwise: impl FnOnce(Setup) -> Setup) -> Self {
        Self::at(Server::start(&dist()).await, otherwise).await
    }

    /// The same with another server.
    pub async fn at(server: Server, otherwise: impl FnOnce(Setup) -> Setup) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let screen = Screen::open(&server, otherwise(Setup::below(folder.path()))).await;
        Self { screen, server, folder }
    }

    /// A practice box, opened, with nobody's ballot in it; and its tellers' cards.
    pub async fn with_practice_box() -> (Self, Vec<PathBuf>) {
        let hall = Self::open().await;
        hall.screen.click("start-practice").await;
        let cards = hall.screen.open_box(false, None).await;
        (hall, cards)
    }

    /// A file in the hall's folder, with this content.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("the folder takes a file");
        path
    }

    /// The browser is closed, as its user does it.
    pub async fn leave(self) {
        self.screen.chrome.quit().await;
    }
}

/// A device among several: a browser with a memory of its own, and a camera before which things can be held.
pub struct Device {
    pub screen: Screen,
    /// Gone with the device.
    _folder: TempDir,
}

impl Device {
    /// Opens a page of the app (`""`: the first screen) in a window of this size. The camera sees a bare wall.
    pub async fn visits(server: &Server, page: &str, (width, height): (u32, u32)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let camera = folder.path().join("camera.y4m");
        std::fs::write(&camera, film(&[(None, 1)], SCREEN)).expect("the folder takes a file");
        let setup = Setup { camera: Some(camera), ..Setup::below(folder.path()).with_window(width, height) };
        Self { screen: Screen::open_page(server, page, setup).await, _folder: folder }
    }

    /// What the camera sees when it is next turned on.
    pub fn camera_sees(&self, film: Vec<u8>) {
        let camera = self.screen.setup.camera.as_ref().expect("every device of this kind has one");
        std::fs::write(camera, film).expect("the folder takes a file");
    }

    /// The browser is closed, as its user does it.
    pub async fn leave(self) {
        self.screen.chrome.quit().await;
    }
}
