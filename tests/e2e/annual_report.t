#!/bin/sh
# annual-report: figures in, the same cells out in every format; nothing wrong in silence
. tests/lib/e2e.sh
setup
repo=$PWD
"$govpub" init --example "$tmp/office" >/dev/null
cd "$tmp/office" || exit 1
own=annual-report/2025
report() {
	"$govpub" annual-report "$@" --lang en >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
# mend EXPRESSION: the sample's figures, changed; f is the table of its JSON
mend() {
	lua5.4 -e 'local json = require "cjson"; local file = assert(io.open "'$own'/foi-2021.json"); local f = json.decode(file:read "a")
		'"$1"'; print(json.encode(f))' >"$tmp/figures.json"
}
one_line() { [ "$(wc -l <"$tmp/err")" -eq 1 ]; }

# --- every format has the same cells
report 2025 --format csv -o "$tmp/r.csv"
is "$status" 0 "the sample's report is made"
is "$(wc -l <"$tmp/r.csv")" 201 "with all its cells"
for format in html docx xlsx md json; do
	report 2025 --format $format -o "$tmp/r.$format"
	is "$status" 0 "it is written as $format"
	report 2025 --format csv --figures "$tmp/r.$format" -o "$tmp/again.csv"
	ok "and every cell is read back from $format" cmp "$tmp/r.csv" "$tmp/again.csv"
	report check "$tmp/r.$format" --today 2026-01-20 --last annual-report/2024/foi-2021.json
	is "$status" 0 "in which nothing is found"
	cat "$tmp/out" >>"$tmp/seen"
done
report 2025 --format csv -o -
ok "standard output has the same bytes" cmp "$tmp/r.csv" "$tmp/out"
gold=${GOVPUB_FIXTURES:-}/../data/annual-report-gold.csv
if [ -f "$gold" ]; then
	lua5.4 "$repo/tests/lib/gold.lua" "$gold" >"$tmp/gold.json"
	for format in csv html docx xlsx md json; do
		report 2025 --figures "$tmp/gold.json" --text "$own/foi-2021.md" --draft --format $format -o "$tmp/g.$format"
		report 2025 --figures "$tmp/g.$format" --draft --format csv -o "$tmp/g2.csv"
		[ $format = csv ] || ok "the figures of a large city come out of $format as they went in" cmp "$tmp/g.csv" "$tmp/g2.csv"
	done
	is "$(lua5.4 "$repo/tests/lib/gold.lua" "$gold" "$tmp/g.csv")" "175 equal" "they are those of the gold table"
fi

# --- a published page, and last year's report
mkdir "$tmp/site"
cp "$tmp/r.html" "$tmp/site/2025.html"
start_preview "$tmp/site"
report check "${site}2025.html" --last annual-report/2024/foi-2021.json --today 2026-01-20
is "$status" 0 "a published page is fetched and checked"
report check "${site}nothing.html"
is "$status" 8 "a page that is not there"
ok "is said in one line" one_line
mend 'f.table3.carried.natural = 1; f.table3.carried.total = f.table3.carried.total - 1; f.table3.next.natural = f.table3.next.natural - 1
	f.table3.next.total = f.table3.next.total - 1'
report check "$tmp/figures.json" --last annual-report/2024/foi-2021.json --json
is "$status" 1 "what does not fit last year's report is found"
cp "$tmp/out" "$tmp/out.json"
json "as E4, with the cells and both numbers" '(function() for _, f in ipairs(r.findings) do
	if f.rule == "report.E4" and f.severity == "error" and f.where.cells[1] == "3.A2/总计" and f.left == 1 and f.right == 2 then return true end
	end end)()'
json "and where the file is" 'r.findings[1].where.file:find "figures.json"'

# --- nothing wrong in silence
mend 'f.table3.new.natural = f.table3.new.natural + 1'
report 2025 --figures "$tmp/figures.json" -o "$tmp/wrong.docx"
is "$status" 1 "a sum that is wrong stops the report"
ok "the rule is named" grep -q 'report.E1' "$tmp/err"
ok "and nothing is written" test ! -e "$tmp/wrong.docx"
report 2025 --figures "$tmp/figures.json" --draft --format html -o "$tmp/draft.html"
ok "a draft is written all the same" grep -q 草稿 "$tmp/draft.html"
report 2025 --figures "$tmp/figures.json" --draft --format docx -o "$tmp/draft.docx"
for lang in zh en; do
	"$govpub" annual-report check "$tmp/draft.$([ $lang = zh ] && echo docx || echo html)" --lang $lang >"$tmp/$lang"
done
ok "a cell of a Word file is said in the user's language" grep -q '第 2 个表第 4 行第 8 格' "$tmp/zh"
ok "one of a page by its line" grep -q 'line [0-9]*, column [0-9]*' "$tmp/en"
report check "$tmp/draft.html" --today 2026-01-20
ok "in a page the place is a line and a column" grep -q 'at: line [0-9]*, column [0-9]*' "$tmp/out"
report 2025 --figures "$tmp/figures.json" --draft --format xlsx -o "$tmp/draft.xlsx"
report check "$tmp/draft.xlsx" --today 2026-01-20
ok "in a workbook a sheet and its cells, those in a row told as one" grep -q 'at: .*: J4, D4–I4$' "$tmp/out"
mend 'f.table3.new.natural = -1'
report 2025 --figures "$tmp/figures.json" -o "$tmp/wrong.docx"
ok "a negative count is an error that names its cell" grep -q 'report.E8.*自然人' "$tmp/err"
mend 'f.table3.new.natural = 1.5'
report 2025 --figures "$tmp/figures.json" -o "$tmp/wrong.docx"
ok "so is a fraction" grep -q 'report.E8.*自然人' "$tmp/err"
mend 'f.table3.new.natural = "3o"'
report 2025 --figures "$tmp/figures.json" -o "$tmp/wrong.docx"
is "$status" 1 "letters in a count are an error"
ok "which shows them" grep -q '3o' "$tmp/err"
mend 'f.table3.granted = nil'
report 2025 --figures "$tmp/figures.json" -o "$tmp/wrong.docx"
is "$status" 1 "a report that is half filled is not written"
echo '{"table3": ' >"$tmp/broken.json"
report 2025 --figures "$tmp/broken.json" -o "$tmp/wrong.docx"
is "$status" 2 "broken JSON"
ok "is said in one line with the file's name" one_line
head -c 3000 "$tmp/r.docx" >"$tmp/cut.docx"
report check "$tmp/cut.docx"
is "$status" 2 "a Word file cut short"
ok "is said in one line" one_line
printf '\320\317\021\340\241\261\032\341rest' >"$tmp/old.doc"
report check "$tmp/old.doc"
ok "an old .doc is told how to be saved anew" grep -q 'docx' "$tmp/err"
sed 's/{{3.一\/总计}}/{{3.九\/总计}}/' "$own/foi-2021.md" >"$tmp/text.md"
report 2025 --text "$tmp/text.md" -o "$tmp/wrong.docx"
is "$status" 1 "a binding that names no cell"
ok "is named, with the file it stands in" sh -c "grep -q 'report.text.*3.九/总计' '$tmp/err' && grep -q 'text.md' '$tmp/err'"
sed '/^# 五/,$d' "$own/foi-2021.md" >"$tmp/text.md"
report 2025 --text "$tmp/text.md" -o "$tmp/wrong.docx"
is "$(grep -c 'report.text' "$tmp/err")" 2 "every section without a text is told at once"
sed 's/{{3.一\/总计}}/｛｛3.一\/总计｝｝/' "$own/foi-2021.md" >"$tmp/text.md"
report 2025 --text "$tmp/text.md" --format html -o "$tmp/braces.html"
ok "braces that are no bindings are pointed at" grep -q 'report.leftover.*｛｛3.一' "$tmp/err"
report check "$tmp/braces.html" --today 2026-01-20
ok "also in what was published" grep -q 'report.leftover' "$tmp/out"
ok "none of all that wrote a report" test ! -e "$tmp/wrong.docx"

# --- the empty forms
mkdir "$tmp/new"
"$govpub" init "$tmp/new/office" >/dev/null
report make --template 2025 -C "$tmp/new/office"
is "$status" 0 "the empty form is written"
report 2025 -C "$tmp/new/office" -o "$tmp/wrong.docx"
is "$status" 2 "whose office has no name yet"
rm -r "$tmp/new/office/annual-report"
sed 's/某某市某某局/云溪县水务局/' "$tmp/new/office/office.lua" >"$tmp/office.lua"
mv "$tmp/office.lua" "$tmp/new/office/office.lua"
report make --template 2025 -C "$tmp/new/office"
ok "as a workbook" test -s "$tmp/new/office/annual-report/2025/foi-2021.xlsx"
ok "with a text to complete" grep -q '{{3.一/总计}}' "$tmp/new/office/annual-report/2025/foi-2021.md"
report make --template 2025 -C "$tmp/new/office"
is "$status" 3 "a form that is there is not overwritten"
report 2025 -C "$tmp/new/office" -o "$tmp/wrong.docx"
is "$status" 1 "an empty form makes no report"
report 2025 -C "$tmp/new/office" --draft --format md -o "$tmp/empty.md"
ok "a draft of it begins as the form does, not with the sheet that tells how to fill it" \
	sh -c "grep -q '第五十条' '$tmp/empty.md' && ! grep -q '填写方法\|待填：二、主动公开' '$tmp/empty.md'"
report status 2025 -C "$tmp/new/office" --today 2026-01-11 --form foi-2021
is "$status" 1 "status says that cells are missing"
ok "and how many days are left" grep -q '2026-01-31.*20 days' "$tmp/out"
report status 2025 -C "$tmp/new/office" --today 2026-02-03 --form foi-2021
ok "or since when it is late" grep -q '3 days ago' "$tmp/out"
report status 2025 --form foi-2021 --today 2026-01-11
is "$status" 0 "the sample's report is complete"

# --- generators of an office
report 2025 --format html -o "$tmp/own.html"
ok "a shipped form says nothing of itself" sh -c "! grep -q "own form\|自定的格式" $tmp/own.html"
"$govpub" new report foi-2021 >/dev/null
report 2025 --format html --draft -o "$tmp/own.html"
ok "every output of an office's own form says so" grep -q "own form\|自定的格式" "$tmp/own.html"
echo 'return report { id = "foi-2021", titel = 1 }' >reports/foi-2021.lua
report 2025 -o "$tmp/wrong.docx"
is "$status" 5 "a broken generator"
ok "is named with what is wrong" grep -q 'reports/foi-2021.lua.*titel' "$tmp/err"
printf 'return report(require("report").extend(require "foi-2021", { render = function(ask)\n\treturn ask.x.y\nend }))\n' >reports/foi-2021.lua
report 2025 -o "$tmp/wrong.docx"
ok "one that breaks while it runs names its line" grep -q 'reports/foi-2021.lua:2:' "$tmp/err"
printf 'return report(require("report").extend(require "foi-2021", { render = function(ask)\n\treturn { blocks = { { kind = "tabel" } } }\nend }))\n' >reports/foi-2021.lua
report 2025 -o "$tmp/wrong.docx"
is "$status" 5 "one that returns no document"
ok "is told where" grep -q 'blocks\[1\]' "$tmp/err"
rm reports/*

# --- last year's report is in another form
printf 'return report(require("report").extend(require "foi-2021", { id = "own", years = { 2025 } }))\n' >reports/own.lua
cp annual-report/2024/foi-2021.json "$tmp/last.json"
lua5.4 -e 'local json = require "cjson"; local f = json.decode(io.open("annual-report/2024/foi-2021.json"):read "a")
	f.table3.next.natural = 70; io.open("annual-report/2024/foi-2021.json", "w"):write(json.encode(f))'
report 2025 --figures $own/foi-2021.json --text $own/foi-2021.md --draft --format json -o "$tmp/own.json"
ok "an office's new form is compared with last year's in the old one" grep -q 'report.E4.*70' "$tmp/err"
printf 'return report(require("report").extend(require "foi-2021", { id = "own2", years = { 2025 } }))\n' >reports/own2.lua
report 2025 --figures $own/foi-2021.json -o "$tmp/own.json"
is "$status" 2 "of two own forms for a year"
ok "one has to be named" grep -q -- '--form: own or own2' "$tmp/err"
report 2025 --form own2 --figures $own/foi-2021.json --text $own/foi-2021.md --draft --format json -o "$tmp/own.json"
ok "and is compared all the same" grep -q 'report.E4.*70' "$tmp/err"
mv "$tmp/last.json" annual-report/2024/foi-2021.json
rm -r reports

# --- words of the command line
for words in '' '20x5' '2025 more' '2025 --format doc' '2025 --today 2026-02-30' '2025 --json' 'check' 'check a b' 'cell' \
	'2025 --form nothing' 'status 12' '2025 --figures absent.xlsx' 'check absent.docx' '1999' '2025 --fail-on error'; do
	# shellcheck disable=SC2086
	report $words
	is "$status" 2 "usage: annual-report $words"
	ok "in one line" one_line
done
report 2025 --format html -o "$tmp/no/such/folder/r.html"
is "$status" 8 "a folder that is not there"
mend 'f.agency = "evil\27[31m\u{9b}31m\u{202e}x"'
report check "$tmp/figures.json"
ok "nothing in a file draws on the terminal" test -z "$(tr -d '\n -~\200-\377' <"$tmp/out")"
ok "but is shown" grep -q 'evil\\x1b\[31m\\u{9b}31m\\u{202e}x' "$tmp/out"
report check /dev/zero
is "$status" 2 "a file without end is refused"
printf 'no zip' >"$tmp/own.docx"
report 2025 --sample "$tmp/own.docx" -o "$tmp/r2.docx"
ok "a sample that is no Word file is named" grep -q "own.docx: it cannot serve as a sample" "$tmp/err"
report 年 || :
"$govpub" 年报 状态 2025 --form foi-2021 --today 2026-01-11 >"$tmp/out"
is $? 0 "the verb and its actions have Chinese names"
finish
