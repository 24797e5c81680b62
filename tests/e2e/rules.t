#!/bin/sh
# govpub rules: list, show, lint, test and run, in text and JSON, with every exit status
. tests/lib/e2e.sh
setup
repo=$PWD
cd "$tmp" || exit 1
rules() {
	timeout -k 5 60 "$govpub" rules "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}
says() { # NAME PATTERN: the output has such a line
	ok "$1" grep -qE -- "$2" "$tmp/out" || sed 's/^/# /' "$tmp/out" "$tmp/err"
}
complains() {
	is "$status $(wc -l <"$tmp/err")" "$1 1" "$2: exit $1 and one line"
}

"$govpub" init office >/dev/null
mkdir -p office/rules/policy/lib office/rules/policy/tests office/rules/pages office/deep
cat >office/rules/policy/number.lua <<'S'
local marks = require "marks"
return rule {
	id = "policy/number",
	title = { zh = "没有文号", en = "No number" },
	basis = "第三条",
	severity = "error",
	on = "page",
	match = { path = "/zcwj/" },
	args = { prefix = { type = "string", default = "云", help = { zh = "开头", en = "its beginning" } } },
	message = { zh = "找不到“{prefix}”", en = "there is no \"{prefix}\"" },
	fix = { zh = "补上", en = "add it" },
	check = function(page, report, args)
		if not page.text:find(args.prefix .. marks.open, 1, true) then
			report { at = page:first("h1"), params = { prefix = args.prefix } }
		end
	end,
	tests = {
		{ name = "有文号", html = "<h1>通知</h1>云〔2023〕1号", finds = 0 },
		{ name = "没有文号", file = "tests/none.html", finds = { { line = 2, message = "云" } } },
		{ name = "别的开头", args = { prefix = "沪" }, html = "<h1>通知</h1>云〔2023〕1号", finds = { { message = "沪" } } },
	},
}
S
echo 'return { open = "〔" }' >office/rules/policy/lib/marks.lua
printf '\n<h1>\351\200\232\347\237\245</h1>' >office/rules/policy/tests/none.html

# --- list
rules list
is "$status" 0 "list: the shipped rules"
is "$(wc -l <out)" "$(cd "$repo" && grep -l "^return rule {" rules/*/*.lua | wc -l)" "a line for each"
says "with severity and origin" '^pages/title +warning +shipped'
rules list -C office --lang zh
says "an office's rules stand among them" '^policy/number +错误 +本单位 +没有文号'
(cd office/deep && "$govpub" rules list) >out
says "the office is found from below" '^policy/number'
rules list -C office policy pages/title
is "$(wc -l <out)" 2 "packs and ids choose"
rules list -C office --json policy/number
is "$status" 0 "list --json"
json "the declaration is there" "r.rules[1].id == 'policy/number' and r.rules[1].origin == 'office'
	and r.rules[1].tests == 3 and r.rules[1].rule.args.prefix.default == '云' and #r.rules == 1"
rules list -C absent
complains 2 "-C without an office"
rules list nosuch/rule
complains 2 "an unknown id"
ok "is named" grep -q "nosuch/rule" err
rules list nosuch.lua
complains 2 "a file that is not there"

# --- show
rules show -C office policy/number
says "show: the message" 'message +there is no "\{prefix\}"'
says "its argument" 'prefix \(string\) = "云" +its beginning'
says "its path" '/zcwj/'
rules show --lang zh links/private
says "the cause it stands for" '相当于 +private-address'
rules show
complains 2 "show without a rule"
rules show --json pages/title pages/date
json "show --json: two rules" "#r.rules == 2 and r.rules[1].id == 'pages/date'"

# --- test
rules test -C office policy
is "$status" 0 "test: all pass"
is "$(tail -n 1 out)" "1..3" "with a plan"
rules test office/rules/policy/number.lua
is "$status" 0 "a file is tested with its lib and its pages"
sed 's/finds = 0/finds = 2/' office/rules/policy/number.lua >office/rules/policy/wrong.lua
sed -i 's,policy/number,policy/wrong,' office/rules/policy/wrong.lua
rules test -C office policy
is "$status" 1 "a test that fails: exit 1"
says "which one" '^not ok 4 - policy/wrong: 有文号'
says "and why" '^# expected findings: 2, got: 0'
rules test -C office --json policy/wrong
json "the same as JSON" "r.failed == 1 and r.tests[1].ok == false and r.tests[1].why:find('expected', 1, true)
	and r.tests[2].ok == true"
rules test --lang zh -C office policy/wrong
says "why, in Chinese" '应当查出 2 个问题，实际查出 0 个'
rm office/rules/policy/wrong.lua

cat >office/rules/sly.lua <<'S'
local function finds(finds, name, file) return { name = name, file = file, html = not file and "<p>" or nil, finds = finds } end
return rule { id = "sly", title = "t", severity = "info", on = "page", check = function() end, tests = {
	finds(1, "# TODO later"), finds(1, "\\# SKIP not today"), finds(0, "linked", "link.html"), finds(0, "linked folder", "out/none.html"),
	finds(0, "fifo", "fifo.html"), finds(0, "device", "zero.html"), finds(0, "folder", "policy"), finds(0, "inside", "in.html"),
} }
S
ln -s "$tmp/office/office.lua" office/rules/link.html
ln -s "$tmp" office/rules/out
ln -s /dev/zero office/rules/zero.html
ln -s policy/tests/none.html office/rules/in.html
mkfifo office/rules/fifo.html
printf '<p>' >none.html
rules test -C office sly
is "$status" 1 "a rule may not choose what its tests read: exit 1"
is "$(grep -c '^not ok' out) $(grep -c 'no file within that folder' out)" "7 5" "no link out of its folder, FIFO, device or folder"
says "a link within it may be" '^ok 8 - sly: inside'
says "no name excuses a test that fails" '^not ok 1 - sly: .# TODO later'
ok "and prove sees that" sh -c '! prove -e cat out >/dev/null 2>&1'
ok "each of them" sh -c "prove -e cat out 2>&1 | grep -q 'Failed 7/8'"
rm -r office/rules/sly.lua office/rules/link.html office/rules/out office/rules/zero.html office/rules/in.html office/rules/fifo.html

# --- lint
rules lint -C office policy
is "$status $(wc -c <out)" "0 0" "lint: nothing to say"
rules lint
is "$status $(wc -c <out)" "0 0" "nor about the shipped rules"
cat >bare.lua <<'S'
return rule { id = "bare", title = "t", severity = "info", on = "page", check = function() end }
S
rules lint bare.lua
is "$status" 1 "remarks: exit 1"
says "no tests" '^bare.lua: it has no tests'
rules lint --json bare.lua
json "as JSON" "#r.remarks == 3 and r.remarks[1].what == 'no-tests' and r.remarks[1].file == 'bare.lua'"

# --- files that are not as they should be
broken() { # NAME PATTERN TEXT
	printf '%s' "$3" >broken.lua
	rules lint broken.lua
	is "$status" 5 "$1: exit 5"
	says "$1: where and what" "^broken.lua:?[0-9]*: $2"
}
broken "no rule" "the file of a rule ends with 'return rule" 'return {}'
broken "syntax" "'}' expected" 'return rule { id = "broken" title = "x" }'
broken "a misspelt key" "unknown key 'serverity'; did you mean 'severity'" \
	'return rule { id = "broken", title = "t", serverity = "info", on = "page", check = function() end }'
broken "a wrong value" "'severity' cannot be 'eror'; did you mean 'error'" \
	'return rule { id = "broken", title = "t", severity = "eror", on = "page", check = function() end }'
broken "another id than the file's" "id is 'other'" \
	'return rule { id = "other", title = "t", severity = "info", on = "page", check = function() end }'
broken "what scripts do not get" "'io' is not available" 'local f = io.open("/etc/passwd")'
broken "a name that is not there" "there is no 'pgae'" 'pgae = pgae or 1'
broken "no module" 'require: this pack has no lib/x.lua' 'require "x"'
broken "a test without a page" 'tests\[1\]: give one of html' \
	'return rule { id = "broken", title = "t", severity = "info", on = "page", check = function() end, tests = { { finds = 0 } } }'
broken "bytecode" 'attempt to load a binary chunk' "$(printf '\033Lua')"
rules test broken.lua
is "$status" 1 "its test fails"
says "because it does not load" '^not ok 1 - broken: it loads'
rules lint --lang zh broken.lua
is "$status" 5 "broken in Chinese too"
mkdir folder.lua
rules lint folder.lua
complains 2 "a folder for a file"
cp broken.lua office/rules/policy/broken.lua
rules list -C office policy
is "$status" 5 "a broken rule of the office: list says 5"
says "and shows it" '^policy/broken +broken'
says "beside those that work" '^policy/number +error'
rules run -C office office/rules/policy/tests/none.html
is "$status" 5 "a rule that cannot be used: run says 5"
rm office/rules/policy/broken.lua

# --- overriding
sed 's,"bare","pages/title",' bare.lua >office/rules/pages/title.lua
rules list -C office pages/title
says "a rule of the same id replaces the shipped one" '^pages/title +note +replaces +t$'
rules lint -C office pages/title
says "and lint says so" 'replaces the shipped rule'
rules show links/empty office/rules/pages/title.lua
is "$(grep -c '^[a-z]' out) $(grep -c '^  title  *t$' out)" "2 1" "a file beside ids is the rule that is meant, though it replaces one"
rm office/rules/pages/title.lua

# --- run
printf '<title>a</title>\n<p>\n<a href="">\351\242\206\345\257\274\344\277\241\347\256\261</a>' >page.html
rules run page.html
is "$status" 0 "run: warnings do not fail"
says "a line a finding" '^page.html:3:10: warning: "领导信箱" has no address.* \[links/empty\]$'
rules run --fail-on warning page.html
is "$status" 1 "--fail-on warning: exit 1"
rules run --fail-on never --rules links page.html office/rules/policy/tests/none.html
is "$status" 0 "--fail-on never, two pages"
rules run --rules pages page.html
is "$status $(wc -c <out)" "0 0" "--rules chooses"
rules run --lang zh --json --rules links/empty page.html
json "as JSON: one finding as everywhere" "#r.findings == 1 and r.findings[1].rule == 'links/empty'
	and r.findings[1].where.file == 'page.html' and r.findings[1].where.line == 3 and r.findings[1].where.col == 10
	and r.findings[1].severity == 'warning' and r.findings[1].message:find('领导信箱', 1, true)
	and r.findings[1].mark == 'D' and #r.findings[1].fix > 0 and r.findings[1].seen"
rules run -C office --url https://www.example.gov.cn/zcwj/1.html office/rules/policy/tests/none.html
is "$status" 1 "--url: the path fits, the rule looks"
says "in the text of its declaration" 'error: there is no "云" \[policy/number\]'
rules run -C office --url https://www.example.gov.cn/tzgg/1.html office/rules/policy/tests/none.html
is "$status $(grep -c policy/number out)" "0 0" "another path: it does not"
rules run -o report.txt --rules links page.html
is "$status $(grep -c links/empty report.txt)" "0 1" "-o writes a file"
rules run
complains 2 "run without a page"
rules run absent.html
complains 2 "a page that is not there"
rules run --rules nosuch page.html
complains 2 "--rules with an unknown id"
for word in nonesuch alll office2 '' links,; do
	rules run --rules "$word" page.html
	complains 2 "--rules '$word' names nothing"
	check --rules "$word" page.html
	is "$status $(wc -l <"$tmp/err")" "2 1" "to check-links neither"
done
for word in all none shipped office links,none; do
	rules run --fail-on never --rules "$word" page.html
	is "$status $(wc -c <err)" "0 0" "--rules $word is fine"
done
rules run --fail-on never --rules "$(printf 'none,%.0s' $(seq 300))links/empty" page.html
says "however many are named" 'links/empty'
rules run --url nonsense page.html
complains 2 "--url with something else"
rules run --fail-on often page.html
complains 2 "--fail-on with something else"
rules frobnicate
complains 2 "a command that is not there"
rules
complains 2 "no command"

# --- what office.lua says of rules
mkdir -p other/site other/rules/own
echo '<p>x' >other/site/index.html
for id in weighs off; do
	echo "return rule { id = 'own/$id', title = 't', severity = 'info', on = 'page', check = function(_, report) report 'x' end }" \
		>other/rules/own/$id.lua
done
cat >other/office.lua <<'S'
return office { name = "x", sites = { { folder = "site" } },
	rules = { off = { "own/off" }, severity = { ["own/weighs"] = "error" } } }
S
rules run -C other --json --rules own other/site/index.html
is "$status" 1 "run: what the office says is an error is one"
json "with that severity" "#r.findings == 1 and r.findings[1].severity == 'error'"
for which in own/off own office; do
	case $which in own/off) want=1 ;; *) want=0 ;; esac
	rules run -C other --rules $which other/site/index.html
	is "$(grep -c 'own/off' out)" $want "run --rules $which: off is off, unless it is named itself"
	check -C other --rules $which
	is "$(grep -o '"rule":"own/off"' out.json | wc -l)" $want "check-links too"
done
rules list -C other own/weighs
says "list says what it weighs here" '^own/weighs +error'
sed -i 's,own/weighs,own/weigsh,' other/office.lua
rules run -C other other/site/index.html
complains 2 "an id in office.lua that is no rule"
rules list -C other
is "$status" 0 "whose right name list shows"

# --- rules that break or do not end
# with sanitizers a worker may end before it has said why
case $GP_BUILD in
*san) stopped='(stopped: it (used more than 2|took longer than 5) seconds|the script worker ended)' ;;
*) stopped='stopped: it (used more than 2|took longer than 5) seconds' ;;
esac
cat >breaks.lua <<'S'
return rule { id = "breaks", title = "t", severity = "info", on = "page", check = function(page) return page.tilte end }
S
rules run --rules breaks.lua page.html page.html page.html page.html
is "$status" 5 "a rule that breaks: exit 5"
says "with the fields that there are" 'page has no field "tilte"; it has: url,'
is "$(grep -c 'undecided' out)" 3 "after the third time it is left out"
cat >loops.lua <<'S'
return rule { id = "loops", title = "t", severity = "info", on = "page", check = function() while true do end end,
	tests = { { name = "ends", html = "<p>", finds = 0 }, { name = "again", html = "<p>", finds = 0 } } }
S
rules run --rules loops.lua,links/empty page.html
is "$status" 5 "one that does not end is stopped"
says "and said" "loops: $stopped"
says "the others go on" 'links/empty'
finish
