#!/bin/sh
# every format of the report tells the same story
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/fine">fine</a>
  body <a href="/gone-1">first</a> <a href="/gone-2">=cmd|' /C calc'!A0</a>
  body <a href="/gone-3">\x1b[31mred\x07</a> <a href="/%E6%94%BF%E7%AD%96">政策</a>
path /fine
  body <a href="/gone-1">again</a>
EOS
run() { # FORMAT
	"$govpub" check-links --lang en --pace fast --fresh --format "$1" "http://$a/" \
		>"$tmp/out.$1" 2>"$tmp/err.$1" </dev/null
}
for f in text json jsonl csv html junit sarif xlsx dot; do
	run $f
	is "$?" 1 "$f: exit status 1"
done
for word in gone-1 gone-2 gone-3; do
	for f in text json jsonl csv html junit sarif dot; do
		ok "$f names $word" grep -q "$word" "$tmp/out.$f"
	done
done
json "JSON counts them" 'r.schema == 1 and r.counts.broken == 4 and #r.links == 4'
json "a link knows both its pages" \
	'link("/gone-1").pages_total == 2 and #link("/gone-1").pages == 2'
json "page, line, column, text, kind" '(function()
	for _, p in ipairs(link("/gone-3").pages) do
		if p.line ~= 3 or p.col < 1 or p.kind ~= "a" then return false end
	end
	return link("/gone-2").pages[1].text:sub(1, 1) == "="
end)()'
ok "SARIF has what its schema asks for" lua5.4 "$here/sarif.lua" "$tmp/out.sarif"
run sarif
fingerprints() { grep -o 'ruleLinkPage/v1":"[0-9a-f]*"' "$1" | sort; }
mv "$tmp/out.sarif" "$tmp/again.sarif"
run sarif
is "$(fingerprints "$tmp/out.sarif")" "$(fingerprints "$tmp/again.sarif")" "fingerprints stay from run to run"
is "$(fingerprints "$tmp/out.sarif" | uniq | wc -l)" 5 "and differ from result to result"
is "$(grep -c '<failure ' "$tmp/out.junit")" 5 "JUnit: a failure for each broken link and page"
ok "a workbook is a zip file" sh -c "[ \"\$(head -c 2 '$tmp/out.xlsx')\" = PK ]"
cat >"$tmp/lines.lua" <<'EOL'
local cjson, final, early, last = require "cjson", 0, 0
for line in io.lines(arg[1]) do
	last = cjson.decode(line)
	if last.partial then early = early + 1 elseif last.url then final = final + 1 end
end
print("final " .. final, "partial " .. early)
os.exit(final == 4 and early == 4 and last.counts.broken == 4)
EOL
ok "JSONL: failures while running, then each link once, then the counts" \
	lua5.4 "$tmp/lines.lua" "$tmp/out.jsonl"
ok "CSV cells that would be formulas are guarded" sh -c "! grep -qE '(^|,)\"?=cmd' '$tmp/out.csv'"
tr -d '\t\n -~\200-\377' <"$tmp/out.text" >"$tmp/controls"
ok "the terminal never sees an escape character or a bell" test ! -s "$tmp/controls"
ok "addresses are readable" grep -q '政策' "$tmp/out.text"
"$govpub" check-links --pace fast --fresh --json -o "$tmp/file.json" "http://$a/" >"$tmp/out.o" 2>&1
ok "-o writes the report to a file" lua5.4 "$here/query.lua" "$tmp/file.json" 'r.counts.broken == 4'
: >"$tmp/log"
"$govpub" check-links -q --pace fast --fresh --lang en -o "$tmp/o.json" -o "$tmp/o.HTML" -o "$tmp/o.jsonl" \
	-o "$tmp/o.xml" -o "$tmp/o" -o - "http://$a/" >"$tmp/o.text" 2>&1 </dev/null
ok "several -o: the end of the name says the format" \
	lua5.4 "$here/query.lua" "$tmp/o.json" 'r.counts.broken == 4 and #r.links == 4'
ok "HTML" grep -qi '^<!doctype html' "$tmp/o.HTML"
ok "JSON lines, with those that came early" lua5.4 "$tmp/lines.lua" "$tmp/o.jsonl"
ok "JUnit" grep -q '<testsuites' "$tmp/o.xml"
ok "text where it says nothing" cmp "$tmp/o" "$tmp/o.text"
is "$(requests 'a / *$')" 1 "from one crawl"
"$govpub" check-links -q --json -o "$tmp/o.html" -o "$tmp/o.csv" "http://$a/" >/dev/null 2>&1 </dev/null
ok "--format holds for every name" cmp "$tmp/o.html" "$tmp/o.csv"
ok "one name twice is refused" sh -c "'$govpub' check-links -o '$tmp/x' -o '$tmp/x' 'http://$a/'; [ \$? = 2 ]"
: >"$tmp/log"
"$govpub" check-links -q -o "$tmp/o.html" -o "$tmp/none/o.csv" "http://$a/" >/dev/null 2>&1 </dev/null
is "$? $(requests .)" "8 0" "a place that cannot be written is found out before the crawl"
"$govpub" check-links -q --fresh --json "http://$a/" >/dev/null 2>"$tmp/quiet"
ok "-q is quiet on stderr" test ! -s "$tmp/quiet"
finish
