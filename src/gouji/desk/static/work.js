"use strict";
(() => {
  const work = JSON.parse(document.getElementById("work").textContent);
  const words = work.words, marks = work.marks;
  const detail = document.getElementById("detail");
  const items = [...document.querySelectorAll(".findings > li")];
  const said = document.getElementById("said"), tally = document.getElementById("tally");
  let current = "", panel = null;

  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const of = (id) => marks[id] || { status: "open", reason: "", note: "", carried: false };
  const decides = (id) => work.causes[id] === undefined;
  const item = (id) => items.find((each) => each.dataset.f === id);
  const number = (id) => { const found = item(id); return found ? found.querySelector(".no").textContent : ""; };
  const say = (text, bad = false) => { said.textContent = text; said.classList.toggle("bad", bad); };

  const count = () => {
    const roots = items.filter((each) => decides(each.dataset.f));
    const done = roots.filter((each) => of(each.dataset.f).status !== "open").length;
    tally.textContent = !roots.length ? "" : done === roots.length ? words["all-done"]
      : words.decided.replace("{done}", done).replace("{all}", roots.length);
    tally.classList.toggle("all", roots.length > 0 && done === roots.length);
  };
  const root = (id) => { const seen = new Set(); while (work.causes[id] && !seen.has(id)) { seen.add(id); id = work.causes[id]; } return id; };
  const dress = (each) => {
    const id = each.dataset.f, mark = of(root(id));
    each.classList.toggle("decided", mark.status !== "open");
    each.classList.toggle("dismissed", mark.status === "dismissed");
    let line = each.querySelector(".state-line");
    if (!line) each.querySelector("a").append(line = make("span", "", "state-line"));
    line.replaceChildren();
    const became = work.became[id];
    if (became) line.append(make("span", words["badge-" + became], "badge " + became));
    if (!decides(id)) return;
    if (mark.status !== "open") line.append(make("span", words["state-" + mark.status], "badge s-" + mark.status));
    const text = [mark.reason, mark.note].filter(Boolean).join(" · ");
    if (text) line.append(make("span", text, "remark"));
  };

  // Nothing is shown as saved before the desk has answered that it is.
  async function save(id, change) {
    const before = of(id), mark = { ...before, ...change, carried: false };
    say(words.saving);
    try {
      const body = new URLSearchParams({ status: mark.status, reason: mark.reason, note: mark.note });
      const answer = await fetch(`/reports/${work.report}/findings/${encodeURIComponent(id)}`,
        { method: "POST", body, headers: { accept: "application/json" } });
      if (!answer.ok) {
        const why = await answer.json().then((found) => found.error, () => String(answer.status));
        throw new Error(why);
      }
    } catch (problem) {
      const why = problem instanceof TypeError ? words.unreachable : problem.message;
      say(words.unsaved.replace("{why}", why), true);
      return false;
    }
    marks[id] = mark;
    items.forEach(dress);
    count();
    say(words.saved);
    return true;
  }
  const onward = (id) => {
    const roots = items.filter((each) => decides(each.dataset.f));
    const at = roots.findIndex((each) => each.dataset.f === id);
    const after = [...roots.slice(at + 1), ...roots.slice(0, at)].find((each) => of(each.dataset.f).status === "open");
    if (after) after.querySelector("a").click(); else present(id);
  };
  async function decide(change) {
    const id = current;
    if (id && decides(id) && await save(id, change)) change.status === "open" ? present(id) : onward(id);
  }

  const button = (text, key, action, pressed) => {
    const made = make("button", text, "button");
    made.type = "button";
    made.setAttribute("aria-pressed", String(pressed));
    made.setAttribute("aria-keyshortcuts", key);
    made.append(make("kbd", key));
    made.addEventListener("click", action);
    return made;
  };
  const field = (name, value, enter) => {
    const label = make("label", words[name]), input = make("textarea");
    input.rows = 1; input.maxLength = 2000; input.value = value; input.placeholder = words[name + "-hint"]; input.name = name;
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); enter(input.value.trim(), input); }
    });
    const keep = make("button", words.save, "button small");
    keep.type = "button";
    keep.addEventListener("click", () => enter(input.value.trim(), input));
    label.append(input);
    const line = make("div", "", "field");
    line.append(label, keep);
    return [line, input];
  };
  function present(id) {
    current = id;
    panel?.remove();
    panel = make("div", "", "decide");
    panel.setAttribute("role", "group");
    if (!decides(id)) {
      panel.append(make("p", words.follows.replace("{number}", number(root(id))), "soft"));
      detail.append(panel);
      return;
    }
    const mark = of(id), buttons = make("div", "", "buttons");
    if (work.suggested.includes(id)) buttons.append(button(words.take, "S", () => decide({ status: "taken", reason: "" }), mark.status === "taken"));
    buttons.append(
      button(words.accept, "A", () => decide({ status: "accepted", reason: "" }), mark.status === "accepted"),
      button(words.dismiss, "X", () => ask(), mark.status === "dismissed"));
    if (mark.status !== "open") buttons.append(button(words.reopen, "U", () => decide({ status: "open", reason: "" }), false));
    panel.append(buttons);
    if (mark.status === "dismissed") panel.append(make("p", `${words.reason}: ${mark.reason}`, "soft"));
    if (mark.carried) panel.append(make("p", words["state-carried"], "soft"));
    const [line] = field("note", mark.note, async (note) => { if (await save(id, { note })) { present(id); panel.querySelector("button").focus(); } });
    panel.append(line);
    detail.append(panel);
  }
  function ask() {
    if (!current || !decides(current)) return;
    const old = panel.querySelector(".why");
    if (old) return old.querySelector("textarea").focus();
    const [line, input] = field("reason", of(current).reason, (reason) => {
      if (!reason) { input.setAttribute("aria-invalid", "true"); return say(words["reason-needed"], true); }
      decide({ status: "dismissed", reason });
    });
    line.classList.add("why");
    input.required = true;
    panel.querySelector(".buttons").after(line);
    input.focus();
  }

  document.addEventListener("finding", (event) => {
    if (event.detail) present(event.detail); else { current = ""; panel = null; }
  });

  // Keys of one letter can be turned off, for those who speak to their computer.
  const keys = make("label", "", "keys-on"), on = make("input");
  on.type = "checkbox";
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  keys.append(on, words["keys-on"]);
  const help = document.querySelector(".keys");
  for (const [names, text] of [[["A", "S"], "key-accept"], [["X", "U"], "key-dismiss"], [["M"], "key-note"]]) {
    const row = make("div"), term = make("dt");
    names.forEach((name, i) => term.append(i ? " " : "", make("kbd", name)));
    row.append(term, make("dd", words[text]));
    help.append(row);
  }
  help.after(keys);
  const single = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  window.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea, select");
    if (typing && event.target.type !== "checkbox") {
      if (event.key === "Escape") { event.target.blur(); event.stopPropagation(); }
      return;
    }
    if (single(event) && !on.checked && event.key !== " ") return event.stopPropagation();
    if (!single(event) || !current) return;
    const action = {
      a: () => decide({ status: "accepted", reason: "" }),
      s: () => work.suggested.includes(current) && decide({ status: "taken", reason: "" }),
      x: ask,
      u: () => decide({ status: "open", reason: "" }),
      m: () => panel?.querySelector("textarea[name=note]")?.focus(),
    }[event.key.toLowerCase()];
    if (!action || !panel) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }, true);

  const only = make("label"), box = make("input");
  box.type = "checkbox"; box.id = "only-open";
  box.addEventListener("change", () => document.body.classList.toggle("only-open", box.checked));
  only.append(box, make("span", words["only-open"], "chip"));
  document.getElementById("filters").append(only);

  document.getElementById("next-file").addEventListener("change", (event) => event.target.form.submit());
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const input = document.getElementById("next-file");
    if (event.dataTransfer.files.length !== 1) return;
    input.files = event.dataTransfer.files;
    input.form.submit();
  });
  document.addEventListener("submit", (event) => {
    const sure = event.target.dataset.sure;
    if (sure && !confirm(sure)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  items.forEach(dress);
  count();
})();
