// Votes in the booth without end, and tells the test what each voter is shown. Runs in the page, which knows nothing of it.
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

// Where a person is at the screen, nobody votes by himself.
if (!location.href.includes("?")) await new Promise(() => {});
await until(() => find("fault") || (find("count-in-box")?.innerText && (usable("release") || usable("return-slip"))));
if (find("fault")) await tell({ shown: document.body.innerText });
await new Promise((go) => setTimeout(go, 50)); // the count may come before the rest
await tell({
  shown: "locked",
  count: count(),
  out: find("slip-out") !== null,
  last: find("last-outcome")?.innerText ?? null,
});
if (find("slip-out")) await click("return-slip");
for (;;) {
  await click("release");
  await until(() => usable("mark"));
  for (const mark of document.querySelectorAll('[data-test="mark"]')) if (Math.random() < 0.3) mark.click();
  while (!usable("to-review")) await click("next-subject");
  await click("to-review");
  await until(() => usable("cast"));
  await tell({ shown: "review" });
  await click("cast");
  await until(() => find("in-box"));
  await tell({ shown: "in-box" });
  await click("next");
  await until(() => usable("release"));
}
