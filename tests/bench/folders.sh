#!/bin/sh
# folders.sh - a folder of pages, beside hyperlink (untitaker's, from crates.io), in turns.
# BENCH_FOLDER: the folder; BENCH_RUNS: of each. For each the medians, then the missing targets that both
# name and those that one of them names alone. Links to other hosts are asked by neither.
set -eu
B=${GP_BUILD:-build}
folder=${BENCH_FOLDER:-/usr/share/doc}
runs=${BENCH_RUNS:-5}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export XDG_STATE_HOME="$tmp/state" LC_ALL=C.UTF-8

command -v hyperlink >/dev/null && [ -x /usr/bin/time ] || {
	echo "hyperlink, the folder: not installed (or no /usr/bin/time)"
	exit 0
}
[ -n "$(find "$folder" -name '*.html' -print -quit)" ] || {
	echo "hyperlink, the folder: $folder has no pages; name one with BENCH_FOLDER"
	exit 0
}
find "$folder" -type f -name '*.html' -printf '%s\n' |
	awk -v f="$folder" '{n++; s += $1} END {printf "== a folder: %s, %d pages, %.0f MB\n", f, n, s / 1e6}'

timed() {
	name=$1
	shift
	rm -rf "$XDG_STATE_HOME"
	/usr/bin/time -q -o "$tmp/time" -f '%e %U %S %M' "$@" >"$tmp/$name.out" 2>/dev/null || true
	cat "$tmp/time" >>"$tmp/$name.times"
}

median() {
	cut -d ' ' -f "$2" "$tmp/$1.times" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}

for i in $(seq "$runs"); do
	timed govpub "$B/govpub" check-links -q --json --fresh --include 'http://folder.invalid/*' "$folder"
	timed hyperlink hyperlink "$folder"
	timed anchors hyperlink --check-anchors "$folder"
done
for name in govpub hyperlink anchors; do
	awk -v n="$name" -v w="$(median $name 1)" -v u="$(median $name 2)" -v s="$(median $name 3)" -v m="$(median $name 4)" \
		'BEGIN {printf "%-10s wall %6.2f s  CPU %6.2f + %.2f s  peak %4.0f MiB, one process\n", n, w, u, s, m / 1024}'
done

lua5.4 - "$tmp/govpub.out" "$tmp/hyperlink.out" <<'LUA'
local names = {}
-- hyperlink prints paths decoded, and a target once for each page that links to it
local function decoded(s) return (s:gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)) end
for _, l in ipairs(require("cjson").decode(io.open(arg[1]):read("a")).links) do
	if l.cause == "missing-file" then names[decoded(l.url:gsub("^http://folder.invalid", ""))] = 1 end
end
for line in io.lines(arg[2]) do
	local path = line:match("^%s+error: bad link (.*)")
	if path then path = decoded(path) names[path] = (names[path] or 0) | 2 end
end
local count = {0, 0, 0}
for path, who in pairs(names) do
	count[who] = count[who] + 1
	if who ~= 3 and count[who] <= 10 then print("  only " .. (who == 1 and "govpub" or "hyperlink") .. ": " .. path) end
end
print(("missing targets: both %d, only govpub %d, only hyperlink %d"):format(count[3], count[1], count[2]))
LUA
