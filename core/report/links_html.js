"use strict";
(function () {
  var table = document.querySelector("table.list"), form = document.querySelector("form.filters");
  if (!table || !form) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.map.call(body.rows, function (tr, i) {
    return { tr: tr, at: i, columns: tr.dataset.c.split(" "), text: null };
  });
  var shown = document.querySelector(".shown");
  var fields = ["q", "v", "k", "h", "c", "o"].filter(function (name) { return form.elements[name]; });
  var sorted = { column: 0, down: false };

  function text(row) { // what a person sees of it, read once
    if (row.text === null) row.text = row.tr.textContent.toLowerCase();
    return row.text;
  }

  // --- filters

  function columnsOf(name) { // the numbers that the chosen column or owner stands for; null: all
    var select = form.elements[name];
    if (!select || !select.value) return null;
    return select.selectedOptions[0].dataset.c.split(" ");
  }

  function inside(row, columns) {
    return !columns || row.columns.some(function (c) { return columns.indexOf(c) >= 0; });
  }

  function filter() {
    var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var level = form.elements.v.value, cause = form.elements.k.value;
    var change = form.elements.h ? form.elements.h.value : "";
    var columns = columnsOf("c"), owners = columnsOf("o"), n = 0;
    rows.forEach(function (row) {
      var d = row.tr.dataset;
      var fits = (!level || d.v === level || d.g === level) && (!cause || d.k === cause) &&
        (!change || d.h === change) &&
        inside(row, columns) && inside(row, owners) &&
        words.every(function (w) { return text(row).indexOf(w) >= 0; });
      row.tr.hidden = !fits;
      if (fits) n++;
    });
    shown.textContent = (n ? shown.dataset.shown : shown.dataset.none)
      .replace("{shown}", n).replace("{total}", rows.length);
  }

  function choose(name, value) { // "" for all, and where this report has no such thing
    var field = form.elements[name];
    field.value = value;
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }

  function clear() {
    fields.forEach(function (name) { choose(name, ""); });
  }

  // --- the address keeps what is chosen

  function write() {
    var kept = new URLSearchParams();
    fields.forEach(function (name) {
      if (form.elements[name].value) kept.set(name, form.elements[name].value);
    });
    if (sorted.column || sorted.down) kept.set("s", (sorted.down ? "-" : "") + sorted.column);
    try { // neither scrolls nor adds a step back
      history.replaceState(null, "", "#" + kept.toString());
    } catch (refused) {} // some readers forbid it to files: then nothing is kept
  }

  function read() {
    var hash = location.hash.slice(1), row = /^r\d+$/.test(hash) && document.getElementById(hash);
    if (row) { // a link from above to one row
      if (row.hidden) { clear(); filter(); }
      row.scrollIntoView();
      return;
    }
    if (hash === "list") return;
    var kept = new URLSearchParams(hash);
    fields.forEach(function (name) { choose(name, kept.get(name) || ""); });
    var s = kept.get("s") || "0";
    sort(Math.abs(parseInt(s, 10)) || 0, s.charAt(0) === "-");
    filter();
  }

  // --- sorting

  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function sort(column, down) {
    if (column >= heads.length) column = 0;
    if (column === sorted.column && down === sorted.down) return;
    sorted.column = column;
    sorted.down = down;
    heads.forEach(function (th, i) {
      th.setAttribute("aria-sort", i !== column ? "none" : down ? "descending" : "ascending");
    });
    rows.forEach(function (row) { row.key = column ? row.tr.cells[column].textContent : ""; });
    rows.sort(function (a, b) { // the first column is by gravity, as the list came
      return (column ? collator.compare(a.key, b.key) || a.at - b.at : a.at - b.at) * (down ? -1 : 1);
    });
    rows.forEach(function (row) { body.appendChild(row.tr); });
  }

  heads.forEach(function (th, i) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = th.textContent;
    th.textContent = "";
    th.appendChild(button);
    th.setAttribute("aria-sort", i ? "none" : "ascending");
    button.addEventListener("click", function () {
      sort(i, sorted.column === i && !sorted.down);
      write();
    });
  });

  // --- events

  var wait;
  form.addEventListener("input", function () {
    clearTimeout(wait);
    wait = setTimeout(function () { filter(); write(); }, 150);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.elements.clear.addEventListener("click", function () {
    clear();
    sort(0, false);
    filter();
    write();
  });
  window.addEventListener("hashchange", read);

  document.addEventListener("click", function (event) { // figures above narrow the list
    var a = event.target.closest && event.target.closest("[data-filter]");
    if (!a) return;
    event.preventDefault();
    var at = a.dataset.filter.indexOf("="), name = a.dataset.filter.slice(0, at);
    clear();
    choose(name, a.dataset.filter.slice(at + 1));
    filter();
    write();
    document.getElementById("list").scrollIntoView();
    form.elements[name].focus({ preventScroll: true });
  });

  // --- paper: what is folded is opened, and closed again; the pages of a template need no list

  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.filter.call(document.querySelectorAll("details:not([open]):not(.alike)"), function (d) {
      var tr = d.closest("tr");
      return !tr || !tr.hidden;
    });
    opened.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
    document.body.classList.remove("only-list");
  });
  form.elements.print.addEventListener("click", function () {
    document.body.classList.add("only-list");
    window.print();
  });

  form.hidden = false;
  shown.hidden = false;
  filter();
  read();
})();
