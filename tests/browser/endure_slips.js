// Votes at a kiosk with the slips in the page's address, one after the other, and tells the test what each voter is shown.

// Where a person is at the screen, nobody votes by himself.
if (!location.search) await new Promise(() => {});
await until(() => find("fault") || (find("count-in-box")?.innerText && usable("slip-code")));
if (find("fault")) await tell({ shown: document.body.innerText, openings });
await new Promise((go) => setTimeout(go, 50)); // the count may come before the rest
await tell({ shown: "locked", count: count(), last: find("last-outcome")?.innerText ?? null, openings });
for (const slip of location.search.slice(1).split(",")) {
  for (;;) {
    await until(() => usable("slip-code"));
    find("slip-code").value = slip;
    await click("slip-enter");
    const said = await until(() => usable("mark") || find("fault"));
    if (said === usable("mark")) {
      await vote({ slip });
      break;
    }
    if (said.innerText.includes("đã dùng rồi")) {
      await tell({ shown: "refused", slip });
      break;
    }
    // The ballot of whoever stood here before the cut is just being taken back.
    await new Promise((go) => setTimeout(go, 100));
  }
}
