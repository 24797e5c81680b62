#!/bin/sh
# --by-owner: a report for each department, with what it has to mend, and a cover
. tests/lib/e2e.sh
setup
pages=$(for i in 1 2 3 4 5 6 7 8 9 10 11; do printf '<a href="/zwgk/%d">%d</a> ' $i $i; done)
start_server <<EOS
listen a 127.0.0.1
path /zwgk/*
  body <a href="/gone-everywhere">页脚</a> <a href="/gone-2">二</a>
  times 1
path /zwgk/*
  body <a href="/gone-everywhere">页脚</a>
path /whhd/a
  body <a href="/gone-2">二</a> <a href="/gone-3">三</a>
path /old/a
  body <a href="/gone-4">四</a>
path /
  body <a href="/whhd/a">文</a> <a href="/old/a">旧</a> $pages
path /fine
  body fine
EOS
mkdir "$tmp/office" "$tmp/office/rules"
cat >"$tmp/office/office.lua" <<EOF
return {
	name = { zh = "样板局", en = "Sample" },
	sites = { { url = "http://$a/" } },
	departments = { { id = "office", name = "办公室" }, { id = "open", name = "公开/法规科" },
		{ id = "open2", name = "公开:法规科" }, { id = "idle", name = "闲置科" } },
	columns = { { path = "/", name = "首页", owner = "office" }, { path = "/zwgk/", name = "政务公开", owner = "open" },
		{ path = "/whhd/", name = "文化活动", owner = "open2" }, { path = "/old/", name = "旧" },
		{ path = "/idle/", name = "闲", owner = "idle" } },
}
EOF
run() { # ARG...
	timeout 60 "$govpub" check-links -q --lang zh --rules none -C "$tmp/office" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
names() { ls -A "$1" | LC_ALL=C sort | tr '\n' ' '; }

run --by-owner "$tmp/r"
is "$status" 1 "the exit status is that of the whole"
is "$(names "$tmp/r")" ".govpub-files index.html 公开_法规科-2.html 公开_法规科.html 办公室.html 无主.html " \
	"a web page each, named after the owner, and a cover; none for who has nothing to do"
ok "standard output says what there is" grep -q '闲置科：没有要处理的' "$tmp/out"
ok "with the figures and the file" grep -q '无主：须修改 1，规则问题 0，尚无结论 0（无主.html）' "$tmp/out"
ok "the cover links to them" grep -q 'href="./%E6%97%A0%E4%B8%BB.html"' "$tmp/r/index.html"
ok "what many pages share is for the keeper of the root" grep -q gone-everywhere "$tmp/r/办公室.html"
is "$(grep -l gone-everywhere "$tmp/r"/*.html)" "$tmp/r/办公室.html" "and for nobody else"
is "$(grep -l gone-4 "$tmp/r"/*.html)" "$tmp/r/无主.html" "what nobody keeps is apart"
is "$(grep -l gone-3 "$tmp/r"/*.html)" "$(grep -l '>/whhd/a\|whhd/a<' "$tmp/r"/*.html)" "a link is where its page is"
is "$(grep -l gone-2 "$tmp/r"/*.html | wc -l)" 2 "a link on pages of two owners is for both"
other=$(grep -l gone-2 "$tmp/r"/*.html | while read -r f; do grep -q gone-3 "$f" || echo "$f"; done)
ok "each sees its own pages only" sh -c "! grep -q whhd/a '$other'"

cp -r "$tmp/r" "$tmp/first"
before=$(wc -l <"$tmp/log")
run --by-owner "$tmp/r" --offline
ok "again from the file, with the same bytes" diff -r "$tmp/first" "$tmp/r"
run --by-owner "$tmp/r/" --offline --format json
is "$(wc -l <"$tmp/log")" "$before" "without a request"
is "$(names "$tmp/r")" ".govpub-files index.json 公开_法规科-2.json 公开_法规科.json 办公室.json 无主.json " \
	"another format replaces what was there"
cat >"$tmp/q.lua" <<'EOL'
local cjson = require "cjson"
local function read(name) return cjson.decode(io.open(arg[1] .. "/" .. name):read "a") end
local index, sum = read "index.json", 0
for _, o in ipairs(index.owners) do
	if o.file ~= cjson.null then
		local r = read(o.file)
		assert(r.counts.broken == o.mend and #r.links == o.mend + r.counts.redirected, o.file)
		assert(r.run.owner == (o.owner == cjson.null and "无主" or o.owner))
		for _, l in ipairs(r.links) do assert(#l.pages > 0 and (l.pages_total == #l.pages or l.pages_total > 9)) end
		sum = sum + o.mend
	end
end
assert(sum == 5 and #index.owners == 5, sum)
assert(index.owners[5].owner == cjson.null)
EOL
ok "the figures of the cover are those of the reports" lua5.4 "$tmp/q.lua" "$tmp/r"
for f in text jsonl csv junit sarif xlsx dot; do
	run --by-owner "$tmp/$f" --offline --format $f -o "$tmp/whole.$f"
	is "$(ls "$tmp/$f" | wc -l)" 5 "$f: four reports and a cover"
	ok "$f: and the whole where -o says" test -s "$tmp/whole.$f"
done

touch "$tmp/text/notes of mine"
run --by-owner "$tmp/text" --offline
is "$status" 2 "a folder with files of others is refused"
ok "which says why" grep -q 'notes of mine' "$tmp/err"
is "$(ls "$tmp/text" | wc -l)" 6 "and nothing is lost"
echo x >"$tmp/file"
run --by-owner "$tmp/file" --offline
is "$status" 2 "a file is no folder"
run --by-owner "$tmp/none/r" --offline
is "$status" 8 "a folder that cannot be made is an error"
mkdir "$tmp/empty"
run --by-owner "$tmp/empty" --offline -o "$tmp/no/such/file"
is "$status" 8 "and so is a whole report that cannot be written"
is "$(names "$tmp/empty")" "" "then nothing is written at all"
is "$(ls -A "$tmp" | grep -c '^\.govpub-')" 0 "and nothing is left behind"
run --by-owner "$tmp/empty" --offline
is "$(names "$tmp/empty" | wc -w)" 6 "an empty folder is used"
(cd "$tmp" && "$govpub" check-links -q --by-owner "$tmp/n" "http://$a/" >"$tmp/out" 2>"$tmp/err")
is "$?" 2 "without owners there is nothing to part"
ok "nothing is made then" test ! -e "$tmp/n"
finish
