"use strict";
(async () => {
  const card = document.getElementById("waiting");
  let version = "";
  for (;;) {
    try {
      const answer = await fetch(`/state?version=${version}`, { headers: { accept: "application/json" } });
      const state = await answer.json();
      version = state.version;
      const found = state.reports.find((each) => String(each.id) === card.dataset.report);
      if (!found || found.progress === "done" || found.progress === "failed") return location.reload();
      for (const step of card.querySelectorAll("[data-step]"))
        step.dataset.step === found.progress ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current");
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
})();
