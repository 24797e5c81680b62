(function () {
	"use strict";
	var index = JSON.parse(document.getElementById("index").textContent);
	var box = document.querySelector("header input"), list = document.querySelector(".found");
	var said = document.getElementById("said"), most = 40, around = 60;

	function wordsOf(text) {
		return text.toLowerCase().split(/\s+/).filter(function (w) { return w; });
	}

	/* 0: not every word is there; words in a title count more */
	function weight(entry, words) {
		var total = 0;

		for (var i = 0; i < words.length; i++) {
			var page = entry.p.toLowerCase().indexOf(words[i]) >= 0, head = entry.h.toLowerCase().indexOf(words[i]) >= 0;

			if (!page && !head && entry.low.indexOf(words[i]) < 0)
				return 0;
			total += 1 + (page ? 4 : 0) + (head ? 3 : 0);
		}
		return total;
	}

	function marked(to, text, words) {
		var low = text.toLowerCase(), at = 0;

		while (at < text.length) {
			var next = -1, length = 0;

			words.forEach(function (w) {
				var i = low.indexOf(w, at);

				if (i >= 0 && (next < 0 || i < next)) {
					next = i;
					length = w.length;
				}
			});
			if (next < 0)
				break;
			to.appendChild(document.createTextNode(text.slice(at, next)));
			to.appendChild(document.createElement("mark")).textContent = text.slice(next, next + length);
			at = next + length;
		}
		to.appendChild(document.createTextNode(text.slice(at)));
	}

	function excerpt(entry, words) {
		var at = entry.low.indexOf(words[0]), from = Math.max(0, at - around), to = Math.max(at, 0) + 2 * around;

		return (from ? "…" : "") + entry.t.slice(from, to) + (to < entry.t.length ? "…" : "");
	}

	function show(found, words) {
		list.textContent = "";
		found.slice(0, most).forEach(function (f) {
			var li = list.appendChild(document.createElement("li")), a = li.appendChild(document.createElement("a"));

			a.href = f.entry.u;
			marked(a, f.entry.p + (f.entry.h ? " · " + f.entry.h : ""), words);
			marked(li.appendChild(document.createElement("small")), excerpt(f.entry, words), words);
		});
		said.textContent = words.length ? said.dataset.found.replace("{n}", found.length) : said.dataset.empty;
	}

	function search() {
		var words = wordsOf(box.value), found = [];

		if (words.length)
			index.forEach(function (entry) {
				var w = weight(entry, words);

				if (w)
					found.push({ entry: entry, weight: w });
			});
		found.sort(function (a, b) { return b.weight - a.weight; });
		show(found, words);
	}

	index.forEach(function (entry) { entry.low = entry.t.toLowerCase(); });
	box.value = new URLSearchParams(location.search).get("q") || "";
	box.addEventListener("input", search);
	search();
	box.focus();
}());
