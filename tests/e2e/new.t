#!/bin/sh
# new: a rule is started from a template, under a good name, in an office
. tests/lib/e2e.sh
setup
repo=$PWD
cd "$tmp" || exit 1
new() {
	"$govpub" new "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
"$govpub" init office >/dev/null
new -C office rule policy/number
is "$status" 0 "a rule is written"
ok "under its name" grep -q 'id = "policy/number"' office/rules/policy/number.lua
ok "what was written is named" grep -q 'office/rules/policy/number.lua' out
ok "and how to test it" grep -q 'govpub rules test policy/number' out
echo '-- mine' >office/rules/policy/number.lua
new -C office rule policy/number
is "$status $(cat office/rules/policy/number.lua)" "3 -- mine" "a rule that exists is left alone"
new -C office 规则 plain
is "$status" 0 "the kind in Chinese, a name without a folder"
mkdir -p office/deep/er
(cd office/deep/er && "$govpub" new rule below >"$tmp/out")
ok "the office is found from below" test -s office/rules/below.lua
for name in Number a/b/c ../x /x a/ '' a.lua '中文' -- -x _x lib/x tests/x office/x all "$(printf 'a%.0s' $(seq 65))"; do
	new -C office rule "$name"
	is "$status $(wc -l <err)" "2 1" "no name for a rule: '$name'"
done
new -C office rule links/empty
is "$status" 3 "a shipped name is refused"
new rule x
is "$status $(wc -l <err)" "2 1" "no office: one line"
new -C absent rule x
is "$status $(wc -l <err)" "2 1" "no such folder: one line"
new -C office ledger x
is "$status" 2 "a kind that is not there yet"
ok "what there is is named" grep -q 'this version makes: rule, report, register, adapter, terms, pack' err
new -C office rule
is "$status $(wc -l <err)" "2 1" "no name: one line"
new -C
is "$status $(wc -l <err)" "2 1" "an option without its value: one line"
new -C office --lang zh rule in-chinese
ok "the remarks are in the language asked for" grep -q 严重程度 office/rules/in-chinese.lua
new -C office report district
is "$status" 0 "a report is written"
ok "with the words to try it" grep -q 'form district --draft' office/reports/district.lua
new -C office register training
is "$status" 0 "a register is written"
ok "with the words to check it" grep -q 'govpub reg check training' out
new -C office --lang zh 登记簿 zh_training
is "$("$govpub" reg check -C office training --json)$("$govpub" reg check -C office zh_training --json)" \
	'{"findings":[],"schema":1}{"findings":[],"schema":1}' "the templates of registers are sound"
new -C office register foi
ok "a shipped register is begun from as it is" cmp -s office/registers/foi.lua "$repo/rules/registers/foi.lua"
is "$("$govpub" reg check -C office foi --json)" '{"findings":[],"schema":1}' "and works in its place"
new -C office register a-b
is "$status $(wc -l <err)" "2 1" "a register has no dash in its name"
new -C office adapter board
is "$status" 0 "an adapter is written"
new -C office --lang zh 适配器 zh-board
is "$status" 0 "in Chinese as well"
(cd office && "$govpub" accounts test board zh-board >"$tmp/out")
is "$? $(grep -c '^ok' out)" "0 8" "the templates of adapters pass their tests"
new -C office report a/b
is "$status $(wc -l <err)" "2 1" "a report has no folder"
new -C office report foi-2021
is "$status" 0 "a shipped report can be replaced"
ok "which is said" grep -q 'place of the shipped foi-2021' out
ok "and begins from it" grep -q 'require "foi-2021"' office/reports/foi-2021.lua
new -C office --lang zh 报告 zh
new -C office --lang zh pack policy-texts
is "$status" 0 "a pack is written"
ok "its tests pass" "$govpub" rules test office/share/policy-texts
ok "and it can be packed" "$govpub" rules pack -o made.tar.gz office/share/policy-texts
new -C office pack policy-texts
is "$status" 3 "one that exists is left alone"
new -C office pack links
is "$status" 3 "a shipped name is refused for a pack"
cd office || exit 1
"$govpub" annual-report list >out
is "$(grep -c '^\(district\|zh\|foi-2021\) .*own form' out)" 3 "the templates of reports can be used as they are"
ok "that a shipped one is replaced shows" grep -q "office's own, instead of the shipped one" out
for rule in plain in-chinese; do
	ok "the template passes its tests: $rule" "$govpub" rules test "$rule"
done
finish
