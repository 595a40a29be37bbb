"""The page as its users handle it: controls by their `data-test` name, marks by the words beside them. Every act waits
for what it needs, and says what it waited for when that does not come."""

import time
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

# Longest wait, in seconds: a first start compiles two wasm files, on a busy machine.
PATIENCE = 60
USABLE = """
    const e = document.querySelector(`[data-test="${arguments[0]}"]`);
    return e !== null && !e.disabled && e.getClientRects().length > 0"""
# A new screen scrolls to its heading a moment after it is drawn; a click aimed before that lands beside its target.
BRING = """
    const [css, done] = arguments;
    let still = 0, last = null;
    const look = () => {
      const element = document.querySelector(css);
      if (element === null) return done(false);
      element.scrollIntoView({ block: "center" });
      const now = element.getBoundingClientRect().top;
      still = now === last ? still + 1 : 0;
      last = now;
      if (still === 4) done(true); else setTimeout(look, 25);
    };
    look();"""


def named(test):
    return f'[data-test="{test}"]'


class Screen:
    """A browser with the app open."""

    def __init__(self, driver, url, downloads, listen=""):
        self.driver, self.url, self.downloads, self.listen = driver, url, Path(downloads), listen
        driver.set_script_timeout(PATIENCE)

    def load(self, path=""):
        self.driver.get(self.url + path)
        self.opened()

    def opened(self):
        self.until("the app takes over the page", "return document.getElementById('boot') === null")

    def script(self, script, *arguments):
        return self.driver.execute_script(self.listen + script, *arguments)

    def until(self, what, script, *arguments):
        """Waits until a script returns true."""
        start, answer = time.monotonic(), None
        while time.monotonic() - start < PATIENCE:
            try:
                answer = self.script(script, *arguments)
            except WebDriverException as fault:  # the page that was asked has just gone
                answer = fault
            if answer is True:
                return
            time.sleep(0.05)
        text = self.script("return document.body.innerText")
        raise AssertionError(f"waited for: {what}\nlast answer: {answer}\npage:\n{text}")

    def wait(self, test):
        """Waits until a control is there and can be used."""
        self.until(test, USABLE, test)

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def bring(self, css):
        assert self.driver.execute_async_script(BRING, css), f"{css} is gone"

    def click(self, test):
        self.wait(test)
        self.bring(named(test))
        self.find(named(test)).click()

    def text(self, test):
        self.wait(test)
        return self.script("return document.querySelector(`[data-test=\"${arguments[0]}\"]`).innerText", test)

    def has(self, test):
        return bool(self.driver.find_elements(By.CSS_SELECTOR, named(test)))

    def fill(self, css, text):
        """Types into a field, in place of what was there."""
        self.until(css, "return document.querySelector(arguments[0]) !== null", css)
        self.bring(css)
        field = self.find(css)
        field.clear()
        field.send_keys(text)

    def upload(self, test, *files):
        self.until(test, "return document.querySelector(arguments[0]) !== null", named(test))
        self.find(named(test)).send_keys("\n".join(str(file) for file in files))

    def download(self, ending):
        """Waits for a download whose name ends so, and for its last byte; returns its path."""
        start = time.monotonic()
        while time.monotonic() - start < PATIENCE:
            for path in self.downloads.iterdir():
                if path.name.endswith(ending) and path.stat().st_size > 0:
                    return path
            time.sleep(0.1)
        raise AssertionError(f"no download *{ending}: {sorted(path.name for path in self.downloads.iterdir())}")

    def picture(self, path):
        self.driver.save_screenshot(str(path))
