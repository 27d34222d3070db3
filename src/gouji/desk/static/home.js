"use strict";
(() => {
  const form = document.getElementById("upload"), input = document.getElementById("files");
  const list = document.getElementById("list"), said = document.getElementById("said");
  const dialog = document.getElementById("roles"), rows = document.getElementById("role-rows");
  const words = document.getElementById("words").dataset;
  const say = (text, bad = false) => { said.textContent = text; said.classList.toggle("bad", bad); };
  let leaving = false, awaited = 0;
  window.addEventListener("pagehide", () => { leaving = true; });

  // What several files are is guessed from their names only, and asked.
  const sheet = /\.(xlsx|xls|ods|csv|et)$/i;
  const guesses = (files) => {
    const papers = files.filter((file) => !sheet.test(file.name));
    const year = (file) => Number((file.name.match(/20\d\d/) || [0])[0]);
    const newest = Math.max(...papers.map(year));
    const settles = papers.some((file) => /决算/.test(file.name));
    const pair = papers.length === 2;
    return files.map((file) => {
      if (papers.length && sheet.test(file.name)) return papers.length === 1 || pair ? "tables" : "report";
      if (pair && settles && /预算/.test(file.name) && !/决算/.test(file.name)) return "budget";
      return pair && year(file) && year(file) < newest ? "prior" : "report";
    });
  };
  const ask = (files) => {
    const guessed = guesses(files);
    rows.replaceChildren(...files.map((file, i) => {
      const label = document.createElement("label"), name = document.createElement("span"), choice = document.createElement("select");
      name.textContent = file.name;
      for (const role of ["report", "tables", "prior", "budget", "none"])
        choice.append(new Option(words[role], role, role === guessed[i], role === guessed[i]));
      label.append(name, choice);
      return label;
    }));
    document.getElementById("roles-said").textContent = "";
    dialog.returnValue = "cancel";
    dialog.showModal();
    document.getElementById("begin").focus();
    dialog.onclose = () => {
      if (dialog.returnValue !== "begin") return;
      send(files, [...rows.querySelectorAll("select")].map((each) => each.value));
    };
  };
  const take = (files) => {
    if (!files.length) return;
    const alone = files.length === 1 || guesses(files).every((role) => role === "report") && files.length > 6;
    alone ? send(files, files.map(() => "report")) : ask(files);
  };
  async function send(files, roles) {
    const body = new FormData();
    files.forEach((file, i) => roles[i] !== "none" && body.append(roles[i], file, file.name));
    say(words.uploading);
    form.classList.add("busy");
    try {
      const answer = await fetch("/reports", { method: "POST", body, headers: { accept: "application/json" } });
      const found = await answer.json();
      if (!answer.ok) return say(found.error, true);
      say("");
      awaited = found.reports.length === 1 ? found.reports[0] : 0; // a single one opens when it is checked
    } catch {
      say(words.unreachable, true);
    } finally {
      form.classList.remove("busy");
      input.value = "";
    }
  }
  async function watch() {
    let version = "";
    for (;;) {
      try {
        const answer = await fetch(`/state?version=${version}`, { headers: { accept: "application/json" } });
        const state = await answer.json();
        if (String(state.version) !== String(version)) {
          const at = document.activeElement && document.activeElement.closest("[data-report]");
          const kind = at && document.activeElement.tagName;
          list.innerHTML = state.list; // the desk's own template, in which everything is escaped
          if (at) list.querySelector(`[data-report="${at.dataset.report}"] ${kind}`)?.focus();
        }
        version = state.version;
        if (said.textContent === words.unreachable) say("");
        const found = awaited && state.reports.find((each) => each.id === awaited);
        if (found && ["done", "failed"].includes(found.progress)) { location.href = `/reports/${awaited}`; return; }
      } catch {
        if (leaving) return;
        say(words.unreachable, true);
        await new Promise((done) => setTimeout(done, 1500));
      }
    }
  }

  input.addEventListener("change", () => take([...input.files]));
  for (const name of ["dragenter", "dragover"])
    document.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  document.addEventListener("submit", (event) => {
    const sure = event.target.dataset.sure;
    if (sure && !confirm(sure)) event.preventDefault();
  });
  watch();
})();
