// What the scripts of endure.rs and endure_slips.rs share. They run in the page, which knows nothing of them.
// What the browser did with its databases, for where the page cannot open the box: "total" loss is one that was thrown away.
const openings = [];
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...all) {
  const opening = open.apply(this, all);
  const note = (what) => openings.push(`${all[0]}${this === indexedDB ? "" : ", second copy"}: ${what}`);
  opening.addEventListener("upgradeneeded", (event) => note(`${event.dataLoss} loss ${event.dataLossMessage}`));
  opening.addEventListener("error", () => note(opening.error));
  opening.addEventListener("success", () => note("open"));
  return opening;
};
const find = (name) => document.querySelector(`[data-test="${name}"]`);
const tell = (report) => fetch("./told", { method: "POST", body: JSON.stringify(report) });
const until = async (look) => {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise((go) => setTimeout(go, 5));
  }
};
const usable = (name) => {
  const control = find(name);
  return control && !control.disabled && control.getClientRects().length > 0 ? control : null;
};
const click = async (name) => (await until(() => usable(name))).click();
const count = () => Number(find("count-in-box").innerText);
// Marks some rows, looks through the ballot, casts it. Tells the test before the button is pressed, and when it is done.
const vote = async (about) => {
  await until(() => usable("mark"));
  for (const mark of document.querySelectorAll('[data-test="mark"]')) if (Math.random() < 0.3) mark.click();
  while (!usable("to-review")) await click("next-subject");
  await click("to-review");
  await until(() => usable("cast"));
  await tell({ shown: "review", ...about });
  await click("cast");
  await until(() => find("in-box"));
  await tell({ shown: "in-box", ...about });
  await click("next");
};

