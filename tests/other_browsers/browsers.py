"""Firefox and WebKitGTK (the engine of Safari, in a plain window), each with an empty profile of its own."""

import os
import shutil
import time
from pathlib import Path

from selenium import webdriver

WEBKIT_PLACES = [f"/usr/lib/{machine}-linux-gnu/webkit2gtk-{version}/MiniBrowser"
                 for machine in ("x86_64", "aarch64") for version in ("4.1", "4.0")]
# MiniBrowser's own bar is wider than a phone.
NARROW_BAR = "* { min-width: 0; padding: 0; margin: 0; font-size: 4px; -gtk-icon-transform: scale(0.3); }"
# WebKitGTK's driver cannot tell what the console says, so the page is made to tell it itself: the server, while there is
# one, and whoever asks before the page goes.
LISTEN = """
    if (window.complaints === undefined) {
      window.complaints = [];
      const note = (text) => {
        window.complaints.push(text);
        fetch("./complaint", { method: "POST", body: text }).catch(() => {});
      };
      addEventListener("error", (event) => note(`error: ${event.message ?? event.target.outerHTML}`), true);
      addEventListener("unhandledrejection", ({ reason }) => note(`rejection: ${reason}`));
      for (const level of ["error", "warn"]) {
        const said = console[level];
        console[level] = (...words) => (note(`${level}: ${words.join(" ")}`), said.apply(console, words));
      }
    }
"""


def program(variable, *names):
    """A program by its environment variable, else the first of these on PATH; None where there is none."""
    found = [os.environ.get(variable)] if os.environ.get(variable) else [shutil.which(name) for name in names]
    return next((path for path in found if path), None)


class Firefox:
    name = "Firefox"
    # Run before every script of the test's.
    listen = ""

    def __init__(self, folder):
        self.folder, self.downloads = Path(folder), Path(folder) / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self.profile = self.folder / "profile"
        self.profile.mkdir(exist_ok=True)

    def start(self):
        options = webdriver.FirefoxOptions()
        options.binary_location = program("HOM_PHIEU_FIREFOX", "firefox-esr", "firefox")
        options.add_argument("-headless")
        # The profile itself, not a copy of it: so it can be opened again.
        options.add_argument("-profile")
        options.add_argument(str(self.profile))
        options.enable_bidi = True
        options.unhandled_prompt_behavior = "ignore"
        for name, value in {
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.downloads),
            "browser.download.useDownloadDir": True,
            "browser.helperApps.neverAsk.saveToDisk": "application/json",
            "intl.accept_languages": "vi",
            # Nothing but the page may use the network.
            "app.update.enabled": False,
            "browser.safebrowsing.update.enabled": False,
            "datareporting.policy.dataSubmissionEnabled": False,
        }.items():
            options.set_preference(name, value)
        service = webdriver.FirefoxService(
            program("HOM_PHIEU_GECKODRIVER", "geckodriver"), log_output=str(self.folder / "firefox.log")
        )
        driver = webdriver.Firefox(options=options, service=service)
        self.complaints = []
        driver.script.add_javascript_error_handler(lambda entry: self.complaints.append(f"error: {entry.text}"))
        driver.script.add_console_message_handler(
            lambda entry: entry.level in ("warn", "error") and self.complaints.append(f"{entry.level}: {entry.text}")
        )
        return driver

    def size(self, driver, width, height):
        # Firefox's own window has a least width above a phone's.
        driver.browsing_context.set_viewport(
            context=driver.current_window_handle, viewport={"width": width, "height": height}
        )

    def console(self, _):
        """What the console complained of since the start."""
        return self.complaints


class WebKit:
    """Under a driver it keeps everything in memory only: no power cut can be tried."""

    name = "WebKitGTK"
    listen = LISTEN

    def __init__(self, folder):
        self.folder, self.downloads = Path(folder), Path(folder) / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        config = self.folder / "config"
        (config / "gtk-3.0").mkdir(parents=True, exist_ok=True)
        (config / "gtk-3.0" / "gtk.css").write_text(NARROW_BAR)
        (config / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{self.downloads}"\n')

    def start(self):
        options = webdriver.WebKitGTKOptions()
        options.binary_location = next(path for path in WEBKIT_PLACES if Path(path).is_file())
        options.add_argument("--automation")
        options.set_capability("unhandledPromptBehavior", "ignore")
        folders = {f"XDG_{kind.upper()}_HOME": str(self.folder / kind) for kind in ("config", "data", "cache")}
        service = webdriver.WebKitGTKService(
            program("HOM_PHIEU_WEBKIT_DRIVER", "WebKitWebDriver"), log_output=str(self.folder / "webkit.log"),
            env={**os.environ, "HOME": str(self.folder), **folders},
        )
        return webdriver.WebKitGTK(options=options, service=service)

    def size(self, driver, width, height):
        driver.set_window_size(width, height)
        # The window's bar comes on top of the page.
        for _ in range(40):
            time.sleep(0.1)
            inner = driver.execute_script("return [innerWidth, innerHeight]")
            if inner == [width, height]:
                return
            outer = driver.get_window_size()
            driver.set_window_size(outer["width"] + width - inner[0], outer["height"] + height - inner[1])

    def console(self, driver):
        """What the console of this page complained of; what earlier ones did, the server knows."""
        return driver.execute_script("return window.complaints ?? []")
