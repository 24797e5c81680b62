#!/bin/sh
# lists of terms of an office: rules of every pack get them, and a bad one is told where it is used
. tests/lib/e2e.sh
setup
dir=$tmp/office
mkdir -p "$dir/rules/a" "$dir/rules/b"
echo 'return office { name = "x" }' >"$dir/office.lua"
cd "$tmp" || exit 1
for pack in a b; do
	cat >"$dir/rules/$pack/names.lua" <<EOF
local names = require "terms.names"
return rule { id = "$pack/names", title = "names", severity = "info", on = "page", message = "{term} {instead} {note} {line}",
	check = function(page, report)
		for _, row in ipairs(names) do
			if page:contains(row.term) then
				report { params = { term = row.term, instead = row.instead or "-", note = row.note or "-", line = row.line } }
			end
		end
	end }
EOF
done
echo '<title>x</title><p>云烂市文广局“甲”' >page.html
run() { "$govpub" rules run -C office --rules a,b --lang en page.html >out 2>err; }

run
is "$? $(wc -c <out)" "0 0" "without a list there is nothing to find"
"$govpub" new -C office --lang zh terms names >out
is "$?" 0 "a list is begun from a template"
ok "its name is said" grep -q 'office/terms/names.txt' out
run
is "$? $(wc -c <out)" "0 0" "the template has remarks only"
"$govpub" new -C office terms names >out 2>&1
is "$?" 3 "one that exists is left alone"
"$govpub" new -C office terms ../x >out 2>&1
is "$?" 2 "no name for a list"

printf '云烂市\t云澜市\t误写\n“甲”\n\\"\n' >office/terms/names.txt
run
is "$(grep -c '云烂市 云澜市 误写 1' out)" 2 "every pack gets it, with the columns and the line"
is "$(grep -c '“甲” - - 2' out)" 2 "what a row does not say is nil"
printf '云烂市\t云澜市\n' | iconv -f utf-8 -t gb18030 >office/terms/names.txt
run
is "$(grep -c '云烂市 云澜市 - 1' out)" 2 "GBK"
printf '云烂市\n文广局  旅游局\n' >office/terms/names.txt
run
is "$?" 5 "a bad row: the rules that use it cannot say"
is "$(grep -c 'undecided.*terms/names.txt:2: columns are parted by the TAB key' out)" 2 "and name file and line"
"$govpub" rules run -C office --rules a --lang zh page.html >out 2>err
ok "in Chinese as well" grep -q 'names.txt 第 2 行：栏与栏之间应当按 Tab 键' out
rm office/terms/names.txt
: >office/terms/names.xlsx
run
ok "a spreadsheet is not passed over in silence" grep -q 'names.xlsx: a list of terms is a .txt or .lua file' out
printf '云烂市\n' >office/terms/names.txt
run
is "$? $(grep -c '云烂市' out)" "0 2" "unless the list lies beside it"
mv office/terms/names.txt office/terms/other.txt
rm office/terms/names.xlsx
cat >office/terms/names.lua <<'EOF'
return terms {
	"云烂市",
	{ "文广局", "文化和旅游局" },
	{ term = "甲", note = "x" },
}
EOF
run
is "$(grep -c '云烂市 - - 2\|文广局 文化和旅游局 - 3\|甲 - x 4' out)" 6 "a list as data"
echo 'return terms { os.exit() }' >office/terms/names.lua
run
ok "which runs nothing" grep -q 'names.lua:1: ' out
: >office/terms/names.txt
run
ok "two lists of one name are a fault" grep -q 'names.lua: there is a .txt of the same name' out
finish
