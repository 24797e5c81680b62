#!/bin/sh
# make docs: the manual as web pages whose links all lead somewhere, which ask nobody else for anything
. tests/lib/e2e.sh
setup
docs=$GP_BUILD/docs
ok "the pages are made" lua5.4 man/html/docs.lua "$GP_BUILD"
"$govpub" check-links --lang en "$docs" >"$tmp/out" 2>&1
status=$?
is "$status" 0 "check-links finds nothing wrong in them"
[ "$status" -eq 0 ] || sed 's/^/# /' "$tmp/out"
absent=
for page in man/*.[1-9]; do
	for lang in zh en; do
		[ -s "$docs/$lang/${page##*/}.html" ] || absent="$absent $lang/${page##*/}"
	done
done
is "$absent" "" "every manual page is there in both languages"
is "$(ls -d examples/workshop/*/ | wc -l)" "$(ls "$docs"/zh/lesson-*.html | wc -l)" "and every lesson"
ok "and the trainer's guide" test -s "$docs/zh/trainer.html" -a -s "$docs/en/trainer.html"
is "$(grep -L "default-src 'none'" "$docs"/*.html "$docs"/*/*.html)" "" "every page has a policy"
is "$(grep -lE '(src|href)="https?:' "$docs"/*/govpub*.html "$docs"/*/index.html)" "" "nothing is loaded from elsewhere"
rules=$("$govpub" rules list --json --lang en | tr '{' '\n' | grep -c '"origin":"shipped"')
is "$(grep -c '^<tr id=\|<table class="list"><tr><th>.*<tr id=' "$docs/en/rules.html")" "$rules" "every shipped rule is listed"
printf 'local cjson = require "cjson"
local page = io.open(arg[1]):read("a")
local index = cjson.decode(page:match([[id="index">(.-)</script>]]))
local here = { shell = 0 }
for _, e in ipairs(index) do
	if e.u:find("^govpub%%-shell%%.1%%.html") and e.t:find(arg[2], 1, true) then here.shell = here.shell + 1 end
	assert((io.open((arg[1]:gsub("search.html", (e.u:gsub("#.*", "")))))), e.u)
end
assert(#index > 100 and here.shell > 0)\n' >"$tmp/index.lua"
ok "the search knows what the Chinese pages say" lua5.4 "$tmp/index.lua" "$docs/zh/search.html" 变量都没有了
ok "and the English ones" lua5.4 "$tmp/index.lua" "$docs/en/search.html" "all variables are lost"
finish
