"use strict";
(() => {
  const facts = JSON.parse(document.getElementById("facts").textContent);
  const words = facts.words;
  const detail = document.getElementById("detail");
  const list = [...document.querySelectorAll(".findings > li")];
  const numbers = [...document.querySelectorAll("#prose p .n, #prose h2 .n, #prose h3 .n")]
    .filter((each) => each.tabIndex !== -1);
  const hint = [...detail.childNodes];
  let finding = "", number = "";

  // Which numbers use a cell: the other direction of each number's cells.
  const users = {};
  for (const [id, claim] of Object.entries(facts.claims))
    for (const cell of claim.cells) (users[cell] = users[cell] || []).push(id);
  for (const [key, some] of Object.entries(users)) {
    const cell = document.getElementById(key);
    if (!cell) continue;
    cell.classList.add("used");
    cell.classList.toggle("bad", some.some((id) => facts.claims[id].look === "bad"));
    cell.tabIndex = 0;
    cell.setAttribute("role", "button");
  }

  // Elements are made of plain text only: what a report says is never read as HTML.
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const button = (text, action, name = "go") => {
    const element = make("button", text, name);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  };
  const row = (rows, label, content, name = "") => {
    const value = make("dd", "", name);
    value.append(...[].concat(content));
    rows.append(make("dt", label), value);
  };

  const clear = () => {
    for (const each of document.querySelectorAll(".sel, [aria-current]")) {
      each.classList.remove("sel");
      each.removeAttribute("aria-current");
    }
  };
  const within = (attribute, id) =>
    [...document.querySelectorAll(`[${attribute}~="${CSS.escape(id)}"]`)].filter((each) => !each.closest("#findings"));
  const show = (element, block = "center") => {
    for (let up = element; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    element.scrollIntoView({ block, inline: "nearest" });
  };
  const mark = (elements) => {
    for (const each of elements) each.classList.add("sel");
    if (elements.length) show(elements[0]);
  };
  const markCells = (keys) => mark(keys.map((key) => document.getElementById(key)).filter(Boolean));
  const cellLinks = (keys) => {
    const items = make("ul");
    for (const key of keys) {
      const item = make("li");
      item.append(button(facts.cells[key] || key, () => selectCell(key)));
      items.append(item);
    }
    return items;
  };
  const sentence = (id) => {
    const place = within("data-c", id)[0];
    const whole = place && place.closest("p, h2, h3, h4, h5, h6");
    if (!whole) return [facts.claims[id].text];
    const before = document.createRange(), after = document.createRange();
    before.setStart(whole, 0); before.setEndBefore(place);
    after.setStartAfter(within("data-c", id).at(-1)); after.setEndAfter(whole);
    const head = before.toString().split(/[。；]/).at(-1), tail = after.toString().split(/[。；]/)[0];
    const cut = (text, most, end) => text.length <= most ? text : end ? "…" + text.slice(-most) : text.slice(0, most) + "…";
    return [cut(head, 40, true), make("mark", facts.claims[id].text), cut(tail, 24, false)];
  };

  const present = (...parts) => detail.replaceChildren(...parts);
  // The desk listens: which finding is shown, or that none is any more.
  const tell = (id) => document.dispatchEvent(new CustomEvent("finding", { detail: id }));

  function selectNumber(id) {
    const claim = facts.claims[id];
    clear();
    tell("");
    number = id;
    const heading = make("h2", claim.text);
    heading.append(make("span", words[claim.look], "tag " + claim.look));
    const rows = make("dl");
    if (claim.subject) row(rows, words.subject, claim.subject);
    if (claim.cells.length) row(rows, words.cell, cellLinks(claim.cells));
    if (claim.workings) row(rows, words.workings, claim.workings);
    if (claim.expected && claim.look !== "ok") row(rows, words.expected, claim.expected, "expected");
    if (claim.reason) row(rows, words.reason, claim.reason);
    const used = claim.operands.filter((each) => facts.claims[each]);
    if (used.length) {
      const items = make("ul");
      for (const each of used) {
        const item = make("li"), go = button("", () => selectNumber(each));
        go.append(...sentence(each));
        item.append(go);
        items.append(item);
      }
      row(rows, words.operands, items);
    }
    present(heading, rows);
    markCells(claim.cells);
    mark(within("data-c", id));
  }

  function selectFinding(id) {
    const found = facts.findings[id];
    clear();
    finding = id;
    const steps = make("div", "", "steps");
    steps.append(button(words.previous, () => step(-1), "plain"), button(words.next, () => step(1), "plain"));
    const rows = make("dl");
    const cells = new Set(found.cells);
    for (const [label, text] of found.lines) {
      const key = [...cells].find((each) => label === words.cell && facts.cells[each] === text);
      row(rows, label, key ? button(text, () => selectCell(key)) : text,
        facts.good.includes(label) ? "expected" : "");
    }
    present(steps, make("h2", found.head), make("p", found.place, "where"), rows);
    const item = list.find((each) => each.dataset.f === id);
    if (item) {
      item.classList.add("sel");
      item.firstElementChild.setAttribute("aria-current", "true");
      show(item, "nearest");
    }
    markCells(found.cells);
    mark(within("data-f", id));
    tell(id);
  }

  function selectCell(key) {
    clear();
    tell("");
    const rows = make("ul");
    for (const id of users[key] || []) {
      const item = make("li"), go = button("", () => selectNumber(id));
      go.append(...sentence(id));
      item.append(go, make("span", words[facts.claims[id].look], "tag " + facts.claims[id].look));
      rows.append(item);
    }
    const some = users[key] || [];
    present(make("h2", facts.cells[key] || ""), make("p", some.length ? words["used-by"] : words.unused, "where"), rows);
    for (const id of some) for (const each of within("data-c", id)) each.classList.add("sel");
    if (some.length) show(within("data-c", some[0])[0] || detail);
    markCells([key]);
  }

  const shown = () => list.filter((each) => each.getClientRects().length);
  function step(by) {
    const some = shown();
    if (!some.length) return;
    const at = some.findIndex((each) => each.dataset.f === finding);
    selectFinding(some[at < 0 ? (by > 0 ? 0 : some.length - 1) : (at + by + some.length) % some.length].dataset.f);
  }
  function stepNumber(by) {
    const some = numbers.filter((each) => !document.body.classList.contains("hide-" + facts.claims[each.dataset.c].look));
    if (!some.length) return;
    const at = some.findIndex((each) => each.dataset.c === number);
    selectNumber(some[(at + by + some.length + (at < 0 && by < 0 ? 1 : 0)) % some.length].dataset.c);
  }

  function filter() {
    const form = document.getElementById("filters");
    const text = document.getElementById("search").value.trim().toLowerCase();
    for (const item of list) {
      const kind = ["error", "warning", "info"].find((each) => item.classList.contains(each));
      const wanted = form.elements[kind].checked && (form.elements.following.checked || !item.classList.contains("following"));
      item.hidden = !wanted || (text !== "" && !item.textContent.toLowerCase().includes(text));
    }
    document.getElementById("shown").textContent = shown().length;
    const none = document.getElementById("no-match");
    if (none) none.hidden = shown().length > 0;
  }

  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-f], [data-c], td.used");
    if (!place) return;
    if (place.dataset.f) selectFinding(place.dataset.f.split(" ")[0]);
    else if (place.dataset.c) selectNumber(place.dataset.c);
    else selectCell(place.id);
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search], textarea, [contenteditable]");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      clear(); finding = number = ""; present(...hint); tell("");
      document.querySelector(".coverage").open = false;
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { j: () => step(1), k: () => step(-1), n: () => stepNumber(1), p: () => stepNumber(-1) };
    if (event.key === "/") document.getElementById("search").focus();
    else if ((event.key === "Enter" || event.key === " ") && event.target.matches("td.used")) event.target.click();
    else if (steps[event.key.toLowerCase()]) steps[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  });
  document.getElementById("filters").addEventListener("input", filter);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("looks").addEventListener("input", (event) =>
    document.body.classList.toggle("hide-" + event.target.name, !event.target.checked));
  const print = () => { for (const each of document.querySelectorAll("details")) each.open = true; };
  if (list.length && window.innerWidth > 1000) selectFinding(list[0].dataset.f);
  window.addEventListener("beforeprint", print);
  document.getElementById("print").addEventListener("click", () => window.print());
})();
