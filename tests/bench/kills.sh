#!/bin/sh
# kills.sh SITE [TIMES] - checks SITE once undisturbed; then, TIMES (20) times, kills a check of it
# with signal 9 at a random moment, lets the next one go on, and compares what both reports say.
# Prints a line a kill; the exit status is 1 when any report differs.
set -eu
site=$1 times=${2:-20}
govpub=$PWD/${GP_BUILD:-build}/govpub
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export XDG_STATE_HOME="$tmp" LC_ALL=C.UTF-8

check() { # STORE
	"$govpub" check-links --json -q --pace fast -c 64 --store "$tmp/$1" "$site" >"$tmp/out.json" 2>"$tmp/err" || [ $? -eq 1 ]
}
# without times, and without the pages of links that stand on more than a report names: those depend on the order
report() {
	lua5.4 - "$tmp/out.json" <<-'EOL' | sort
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	for _, l in ipairs(r.links) do
		local pages = {}
		for _, p in ipairs(#l.pages == l.pages_total and l.pages or {}) do
			pages[#pages + 1] = p.url .. ":" .. p.line .. ":" .. p.col
		end
		table.sort(pages)
		print(l.url, l.verdict, l.cause, l.pages_total, table.concat(pages, " "))
	end
	for name, n in pairs(r.counts) do print(name, n) end
	EOL
}
ms() {
	echo $(($(date +%s%N) / 1000000))
}

start=$(ms)
check whole.db
took=$(($(ms) - start))
report >"$tmp/whole"
echo "undisturbed: $took ms, $(wc -l <"$tmp/whole") lines"
same=0
for kill in $(seq "$times"); do
	pause=$(awk -v most=$took -v seed=$(($(date +%s%N) % 1000003)) 'BEGIN { srand(seed); print rand() * most / 1000 }')
	rm -f "$tmp"/crawl.db*
	"$govpub" check-links --json -q --pace fast -c 64 --store "$tmp/crawl.db" "$site" >/dev/null 2>&1 &
	job=$!
	sleep "$pause"
	kill -9 $job 2>/dev/null && alive=killed || alive="had ended"
	wait $job 2>/dev/null || :
	check crawl.db
	report >"$tmp/again"
	if cmp -s "$tmp/whole" "$tmp/again"; then
		same=$((same + 1))
		echo "$kill: $alive after $pause s: the same report"
	else
		echo "$kill: $alive after $pause s: another report"
		diff "$tmp/whole" "$tmp/again" | head -6
	fi
done
echo "$same of $times the same"
[ "$same" -eq "$times" ]
