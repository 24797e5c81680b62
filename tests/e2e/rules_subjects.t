#!/bin/sh
# what rules are on, and what of it they want
. tests/lib/e2e.sh
setup
dir=$tmp/office
mkdir "$dir" "$dir/rules" "$dir/rules/s"
cat >"$dir/office.lua" <<'E'
return office { name = "x",
	columns = { { path = "/zwgk/", name = "政务公开" }, { path = "/bsfw/", name = "办事服务" } } }
E

# rule NAME 'FIELDS' 'BODY of check(thing, report, args)'
rule() {
	printf 'return rule { id = "s/%s", title = "T", severity = "error", %s,\ncheck = function(thing, report, args) %s end }\n' \
		"$1" "$2" "$3" >"$dir/rules/s/$1.lua"
}
# run NAME PATH: what the rule finds on the page as if it were there; messages and places in $found
run() {
	"$govpub" rules run -C "$dir" --lang en --rules "s/$1" --url "http://a.gov.cn$2" "$tmp/page.html" >"$tmp/out" 2>"$tmp/err"
	status=$?
	found=$(sed -n 's/^.*page.html\(:[0-9:]*\)*: [a-z]*: \(.*\) \[s.*$/\2/p' "$tmp/out" | tr '\n' ';')
}
lint() {
	"$govpub" rules list -C "$dir" --lang en "s/$1" >"$tmp/out" 2>&1
	status=$?
}

cat >"$tmp/page.html" <<'E'
<title>P</title><a href="/a.doc?x=1">doc</a> <a href="mailto:a@b.cn">mail</a> <img src="/b/c.PNG" alt="x">
<a href="https://o.cn/b/d.html#y">other</a><a href="http://">broken</a>
E
say='report { at = thing, message = thing.on .. " " .. (thing.url or thing.raw) }'
rule all 'on = "link"' "$say"
run all /
is "$found" "link http://a.gov.cn/a.doc?x=1;link mailto:a@b.cn;link http://a.gov.cn/b/c.PNG;link https://o.cn/b/d.html#y;link http://;" \
	"a rule on links is called once a link, with its place"
ok "the place of a link is that of its finding" grep -q 'page.html:2:10: error: link https://o.cn' "$tmp/out"
rule kind 'on = "link", match = { kind = "img" }' "$say"
run kind /
is "$found" "link http://a.gov.cn/b/c.PNG;" "match.kind"
rule scheme 'on = "link", match = { scheme = { "mailto", "ht*" }, kind = "a" }' "$say"
run scheme /
is "$found" "link http://a.gov.cn/a.doc?x=1;link mailto:a@b.cn;link https://o.cn/b/d.html#y;" "match.scheme, and what begins so"
rule suffix 'on = "link", match = { suffix = { "doc", "png" } }' "$say"
run suffix /
is "$found" "link http://a.gov.cn/a.doc?x=1;link http://a.gov.cn/b/c.PNG;" "match.suffix, in any case, without the query"
rule to 'on = "link", match = { to = "/b/" }' "$say"
run to /
is "$found" "link http://a.gov.cn/b/c.PNG;link https://o.cn/b/d.html#y;" "match.to"
rule both 'on = { "link", "page" }, match = { kind = "img" }' 'report(thing.on .. " " .. (thing.on == "link" and thing.page or thing).title)'
run both /
is "$found" "page P;link P;" "a rule on both is called with both, and a link knows its page"
rule column 'on = "page", match = { column = { "政务公开", "/none/" } }' 'report(thing.url)'
run column /zwgk/a.html
is "$found" "http://a.gov.cn/zwgk/a.html;" "match.column, by its name"
run column /bsfw/a.html
is "$status" 3 "another column is not looked at"
rule home 'on = "page", match = { home = true, status = 200, type = "text/*" }' 'report(thing.url)'
run home /index.html
is "$found" "http://a.gov.cn/index.html;" "match.home; a file has the status 200"
run home /a/index.html
is "$status" 3 "a page below is no home page"
rule type 'on = "page", match = { type = "text/css" }' 'report(thing.url)'
run type /
is "$status" 3 "match.type"
rule breaks 'on = "link"' 'if thing.kind == "img" then error "no" end '"$say"
run breaks /
is "$status $(grep -c undecided "$tmp/out") $(wc -l <"$tmp/out")" "5 1 1" "of a rule that breaks on one link nothing counts"

# --- which rules, in which order
chosen() {
	"$govpub" rules list -C "$dir" --lang en "$@" >"$tmp/out" 2>"$tmp/err"
	awk '{ printf "%s ", $1 }' "$tmp/out"
}
rm "$dir"/rules/s/*
rule one 'on = "page", tags = { "x", "y" }' 'report "one"'
rule two 'on = "page", tags = { "x", "optional" }' 'report "two"'
rule three 'on = "page", after = { "s/two", "s/none" }' 'report "three"'
rule four 'on = "page", needs = "s/zero"' 'report "four"'
rule zero 'on = "page", tags = { "optional" }' 'report "zero"'
is "$(chosen 'x and not optional')" "s/one " "an expression over tags"
is "$(chosen 's/t* or (y, none)')" "s/one s/three s/two " "a glob over ids, or and comma"
is "$(chosen s/one 'slow and s/*')" "s/one " "a tag that no rule has is no error"
is "$(chosen s/four)" "s/four s/zero " "what a rule needs comes with it"
chosen 's/one and slwo' >"$tmp/out"
ok "an unknown word is" grep -q "there is no rule, pack or tag 'slwo'" "$tmp/err"
chosen 's/one and and' >"$tmp/out"
ok "a slip is told with its place" grep -q "character 11: a rule, a pack or a tag is missing" "$tmp/err"
order() {
	"$govpub" rules run -C "$dir" --lang en --rules "$1" "$tmp/page.html" | sed 's/.*error: \([a-z]*\).*/\1/' | tr '\n' ' '
}
is "$(order s)" "zero four one two three " "a rule that needs another, or comes after it, runs later"
"$govpub" rules run -C "$dir" --lang en "$tmp/page.html" >"$tmp/out" 2>"$tmp/err"
is "$(grep -o ': \(one\|two\|three\|four\|zero\) ' "$tmp/out" | tr -d ': \n')" "zerofouronethree" \
	"without --rules optional ones run only where they are needed"
sed -i 's/name = "x",/name = "x", rules = { off = { "s\/zero", "s\/one" } },/' "$dir/office.lua"
is "$(order 's or x')" "two three " "switched off stays off, and so does what needs it"
is "$(order 's/one, s and not s/zero')" "one two three " "but for what is named itself"
rule zero 'on = "page", needs = { "s/three" }' ''
rule two 'on = "page", after = { "s/four" }' ''
ok "a circle is told" [ "$(chosen s/one s/four)" = "s/four s/one " ]
ok "and who is in it" grep -q 's/four → s/zero → s/three → s/two → s/four' "$tmp/out"
rm "$dir/rules/s/two.lua"
rule three 'on = "page", needs = "s/two"' ''
ok "a need that is missing is told" [ "$(chosen s/three)" = "s/three " ]
ok "by its name" grep -q "there is no rule 's/two'" "$tmp/out"
printf 'return office { name = "x" }' >"$dir/office.lua"

# --- arguments on the command line, and what rules cost
rule args 'on = "page", args = { n = { type = "integer", default = 3, min = 1, max = 9, help = "how many" },
	l = { type = "list", default = {} }, b = { type = "boolean", default = false } }' \
	'report(args.n .. table.concat(args.l, "+") .. tostring(args.b))'
says() {
	"$govpub" rules run -C "$dir" --lang en --rules s/args "$@" "$tmp/page.html" 2>&1 | sed 's/.*error: //; s/ \[s.*//'
}
is "$(says --rule-arg s/args.n=9 --rule-arg s/args.l=甲,乙 --rule-arg s/args.b=true)" "9甲+乙true" "--rule-arg sets arguments by their types"
while IFS='|' read -r words why; do
	is "$(says --rule-arg "$words" | grep -c -- "$why")" 1 "refused: $words"
done <<'E'
s/args.n=x|'x' is not of type integer
s/args.n=10|outside of what the rule allows
s/args.b=1|'1' is not of type boolean
s/args.m=1|has no argument 'm'
s/none.n=1|there is no rule 's/none'
s/args=1|is not of the form
E
"$govpub" rules show -C "$dir" --lang en s/args >"$tmp/out"
ok "show says the range of an argument" grep -qF "n (integer) = 3 (1…9)  how many" "$tmp/out"
"$govpub" rules run -C "$dir" --rules s/args --rule-profile "$tmp/out.json" "$tmp/page.html" >"$tmp/out" 2>&1
json "--rule-profile says what a rule cost" '#r.profile == 1 and r.profile[1].rule == "s/args" and r.profile[1].pages == 1
	and r.profile[1].calls == 1 and r.profile[1].findings == 1 and r.profile[1].cpu_ms > 0 and r.profile[1].bytes > 0
	and r.profile[1].worst:find("page.html", 1, true)'

# --- what cannot be declared
while IFS='|' read -r name fields words; do
	rule wrong "$fields" ''
	lint wrong
	is "$status" 5 "refused: $name"
	ok "and said why: $words" grep -qF -- "$words" "$tmp/out"
done <<'E'
an unknown subject|on = { "page", "links" }|did you mean 'link'
no subject|on = {}|must have from 1 to 100 entries
match.kind of pages|on = "page", match = { kind = "a" }|wrong.lua:1: match.kind: this is said of links
a status that is none|on = "page", match = { status = { 200, 1000 } }|must be from 100 to 599
an unknown key of match|on = "page", match = { columns = "x" }|did you mean 'column'
a tag that means something else|on = "page", tags = { "office" }|another meaning
a tag with a space|on = "page", tags = { "a b" }|small letters
home as a word|on = "page", match = { home = "yes" }|'home' must be
E
finish
