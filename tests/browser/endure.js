// Votes in the booth without end, and tells the test what each voter is shown.
// Where a person is at the screen, nobody votes by himself.
if (!location.href.includes("?")) await new Promise(() => {});
await until(() => find("fault") || (find("count-in-box")?.innerText && (usable("release") || usable("return-slip"))));
if (find("fault")) await tell({ shown: document.body.innerText, openings });
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
  await vote({});
  await until(() => usable("release"));
}
