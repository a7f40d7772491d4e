"use strict";
(() => {
  const form = document.getElementById("filter");
  const list = document.getElementById("list");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const cards = Array.from(list.children);
  const fields = form.elements;
  const words = new Map();
  const count = new Intl.NumberFormat("en");

  // wordsOf returns the words of a finding in lower case.
  const wordsOf = (card) => {
    if (!words.has(card)) words.set(card, card.textContent.toLowerCase());
    return words.get(card);
  };

  const value = (name) => fields.namedItem(name).value.trim();

  // tests returns one function for each filter that is set.
  const tests = () => {
    const out = [];
    for (const [name, key] of [["verdict", "v"], ["severity", "s"], ["state", "d"]]) {
      const want = value(name);
      if (want) out.push((card) => card.dataset[key] === want);
    }
    const article = value("article");
    if (article) out.push((card) => card.dataset.a.split(" ").includes(article));
    const host = value("host").toLowerCase();
    const named = (card) => card.dataset.h.toLowerCase().split(" ").includes(host);
    if (host) out.push(cards.some(named) ? named : (card) => card.dataset.h.toLowerCase().includes(host));
    for (const word of value("text").toLowerCase().split(/\s+/)) {
      if (word) out.push((card) => wordsOf(card).includes(word));
    }
    return out;
  };

  const show = () => {
    const all = tests();
    let n = 0;
    for (const card of cards) {
      const fits = all.every((test) => test(card));
      if (card.hidden === fits) card.hidden = !fits;
      if (fits) n++;
    }
    none.hidden = n > 0 || cards.length === 0;
    shown.value = n === cards.length ? `All ${count.format(n)} findings` : `${count.format(n)} of ${count.format(cards.length)} findings`;
  };

  const text = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const number = (key) => (a, b) => b.dataset[key] - a.dataset[key];
  const orders = {
    "": () => 0,
    report: (a, b) => a.dataset.n - b.dataset.n,
    severity: number("s"),
    sure: number("c"),
    host: (a, b) => text(a.dataset.h, b.dataset.h),
    name: (a, b) => text(a.querySelector("h3").textContent, b.querySelector("h3").textContent),
    article: (a, b) => (a.dataset.a === "") - (b.dataset.a === "") || text(a.dataset.a, b.dataset.a),
  };

  const sort = () => {
    const sorted = cards.slice().sort(orders[value("sort")]);
    const fragment = document.createDocumentFragment();
    for (const card of sorted) fragment.append(card);
    list.append(fragment);
  };

  // Every change filters anew; words only when typing pauses.
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.target.name === "sort") sort();
    else waiting = setTimeout(show, event.target.tagName === "INPUT" ? 150 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { sort(); show(); }));

  // Charts and lists set a filter.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set]");
    if (!link) return;
    const at = link.dataset.set.indexOf("=");
    const name = link.dataset.set.slice(0, at);
    for (const other of ["text", "verdict", "severity", "host", "article", "state"]) {
      fields.namedItem(other).value = other === name ? link.dataset.set.slice(at + 1) : "";
    }
    show();
  });

  // A link to something that is filtered out or closed shows it.
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.hidden) {
      form.reset();
      for (const card of cards) card.hidden = false;
    }
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // What is closed would be missing on paper.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const d of opened) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of opened) d.open = false;
  });

  form.hidden = false;
  show();
  reveal();
})();
