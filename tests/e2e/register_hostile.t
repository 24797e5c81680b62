#!/bin/sh
# registers: lists that are sealed, fields that do not fit, values that stand once, reasons, and personal values that
# nobody gets by guessing, erasing by halves or leaving them in files that others read
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
unset LC_ALL
export LANG=zh_CN.UTF-8
me=$(id -un)
as() { people "{ id = \"me\", name = \"我\", login = \"$me\", roles = { $1 } }"; }
last_tx() { (cd "$tmp/office" && "$govpub" sealed log --json | sed 's/.*"tx":"\([^"]*\)".*/\1/'); }

office
cat >"$tmp/office/registers/sealed.lua" <<'L'
return register "sealed" {
	title = "密件", number = "密{year}{month}-{seq}",
	fields = {
		{ "name", "名称", text, required = true }, { "code", "码", text, unique = true }, { "box", "盒号", int, unique = true },
		{ "papers", "证件", files, pii = true }, { "marks", "特征", set, pii = true }, { "tel", "电话", phone, pii = true },
		{ "people", "有关人员", rows { { "who", "姓名", text, pii = true }, { "day", "日期", date } } },
		{ "after", "后续", ref "training" },
	},
	states = { { "new", "新", initial = true }, { "done", "已结", final = true } },
	moves = { { "finish", "了结", from = "new", to = "done", by = { "经办" } } },
	roles = { { "负责人", see = "*" }, { "经办", edit = "*" } },
}
L
echo one >"$tmp/one.txt"
echo two >"$tmp/two.txt"
printf '左撇子、近视\n' >"$tmp/marks"
printf '高个\n' >"$tmp/more"
printf '王某某|2023-04-01\n' >"$tmp/who"
printf '李某某|2023-04-02\n' >"$tmp/who2"
printf '13812345678\n' >"$tmp/tel"

# --- lists grow, sealed ones too
reg sealed add name=甲 papers="$tmp/one.txt" marks=@"$tmp/marks" people=@"$tmp/who" tel=@"$tmp/tel" code=X box=7
is "$status" 0 "a record with sealed lists; a file may be personal"
says "the month stands in its number" "密202304-1"
reg sealed attach 1 "$tmp/two.txt"
reg sealed edit 1 marks+=@"$tmp/more"
reg sealed show 1 --personal
says "what is attached to sealed files joins them" "one.txt、two.txt"
says "so does what is added to a sealed list" "左撇子、近视、高个"
reg sealed edit 1 marks= marks+=@"$tmp/more"
is "$status" 0 "a list that is emptied and filled at once"
reg sealed show 1 --personal
says "has what was put in last" "特征      高个"

# --- a field that does not fit
reg sealed attach 1 "$tmp/one.txt" --field 无
refused 2 "a file goes into no other field than the one that was named" "没有“无”这个字段"
reg sealed attach 1 "$tmp/one.txt" --field name
refused 2 "nor into one that holds no files" "放不下"
reg sealed link 1 sealed 1 --field after
refused 2 "nor does a field take records of another register" "放不下"

# --- values that stand once
reg sealed add name=乙 box=7
refused 6 "whole numbers stand once as well" "密202304-1"
reg sealed edit 1 code=Y
tx=$(last_tx)
reg sealed add name=乙 code=X
reg sealed undo --tx "$tx"
refused 6 "an undo brings back no value that another record has by now" "密202304-2"
reg sealed add name=丙 --from last
reg sealed edit 3 people=@"$tmp/who"
reg sealed add name=丁 --from last
reg sealed list all --jsonl --sort -n --limit 1
json "personal cells are not taken over from the record before" 'r.fields.name == "丁" and r.fields.people == nil'

# --- reasons
for why in '' ' ' '　'; do
	reg sealed erase 3 --why "$why" --yes
	refused 2 "a reason that says nothing is none: '$why'" "--why"
done
reg sealed edit 1 name=x --why "$(printf 'a\377b')"
is "$status" 2 "nor one that is no text"
reg sealed note 1 "$(printf 'a\377b')"
is "$status" 2 "a note is a text"

# --- guessing
reg sealed list tel:13812345678
is "$(cut -f2 "$tmp/out")" 甲 "who may read personal values finds records by them"
as '"legal"'
for words in "list tel:13812345678" "list 电话=13812345678,1" "stat --by state tel:13812345678" "export --csv tel:13812345678" "note tel:13812345678 x --yes"; do
	# shellcheck disable=SC2086
	reg sealed $words
	refused 3 "who may not cannot guess: $words" "个人信息"
done

# --- files that hold personal values
as '"负责人", "经办"'
(umask 022 && cd "$tmp/office" && "$govpub" sealed export --personal -q -o "$tmp/p.csv" && "$govpub" sealed export --personal -q -o "$tmp/p.xlsx")
is "$(stat -c %a "$tmp/p.csv") $(stat -c %a "$tmp/p.xlsx")" "600 600" "an export with personal values is for its owner alone"

# --- a workbook made by hand asks for a column that was never exported
as '"经办"'
rid=$(cd "$tmp/office" && "$govpub" sealed show 1 --json | sed 's/.*"rid":"\([^"]*\)".*/\1/')
lua5.4 - "$rid" >"$tmp/office/made.xlsx" <<'L'
local of = dofile "tests/lib/xlsx_of.lua"
io.write(of { { name = "密件", rows = { { "_id", "编号", "电话" }, { arg[1], "密202304-1", "13700000000" } } },
	{ name = "_govpub sealed", hidden = true, rows = { { "_id", "_rev", "no", "tel" }, { arg[1], 1, "密202304-1", "13600000000" } } } })
L
reg sealed import made.xlsx --update
refused 3 "an import tells nobody what they may not read" "不能查看个人信息"
is "$(cat "$tmp/out" "$tmp/err" | grep -c 13812345678)" 0 "and prints nothing of it"
as '"负责人", "经办"'
reg sealed import made.xlsx --update
is "$status" 6 "who may read it is told of the conflict"
reg sealed log 1
says "and that is a reading" "查看个人信息"

# --- erasing
files() { find "$tmp/office/data/files" -type f | wc -l; }
echo shared >"$tmp/shared.txt"
people
reg training add title=公开 on=4.28
reg training attach 1 "$tmp/shared.txt"
reg sealed attach 1 "$tmp/shared.txt"
as '"负责人", "经办"'
is "$(files)" 3 "files of sealed fields lie with the others"
printf '13900000001\n' >"$tmp/tel2"
reg sealed edit 1 tel=@"$tmp/tel2"
reg sealed edit 1 tel=
reg sealed erase 1 --why 保存期满 --yes
is "$(cat "$tmp"/office/data/govpub.db* | grep -acE '13812345678|13900000001|王某某')" 1 \
	"values that were changed or emptied before are erased with the others"
reg sealed add name=戊 tel=@"$tmp/tel2"
is "$(files)" 1 "and so are the bytes of their files, but for one that is open elsewhere"
rid=$(cd "$tmp/office" && "$govpub" sealed list 戊 --json | sed 's/.*"rid":"\([^"]*\)".*/\1/')
reg sealed undo
says "a record whose entry was taken back" "已作废"
reg sealed erase "$rid" --why 误登记 --yes
is "$status" 0 "can be erased"
is "$(cat "$tmp"/office/data/govpub.db* | grep -ac 13900000001)" 0 "and then holds nothing of anybody"
(cd "$tmp/office" && "$govpub" audit verify) >"$tmp/out" 2>&1
is "$?" 0 "and the chain is sound"

# --- functions of a register that do what they must not
office
declare() { # FUNCTION
	printf 'return register "forge" { title = "假", number = "{seq}号/{year}", fields = { { "name", "名称", text }, { "to", "去", ref "forge" },
		{ "fee", "钱", money }, { "people", "人", rows { { "who", "谁", text, pii = true } } } },
		states = { { "a", "%s", initial = true }, { "z", "终", final = true } },
		moves = { { "go", "走", from = "a", to = "z", %s } } }\n' "${2:-甲}" "$1" >"$tmp/office/registers/forge.lua"
}
declare 'batch = true'
printf '王某某\n' >"$tmp/one"
reg forge add name=x people=@"$tmp/one"
for row in '2|set = function(r) r.name = { ["$v"] = ("a"):rep(64) } end|封存和清除' \
	'2|set = function(r) r.name = { ["$erased"] = true } end|封存和清除' \
	'2|set = function(r) r.to = { reg = "training", rid = "x" } end|training' \
	'2|effect = function(r, c) c.create("forge", { name = { ["$v"] = ("a"):rep(64) } }) end|封存和清除' \
	'5|effect = function(r, c) for _ = 1, 201 do c.create("forge", {}) end end|超过 200 件' \
	'3|guard = function() return false, { zh = {}, en = 5 } end|现在不能“走”'; do
	code=${row%%|*} text=${row##*|} fn=${row#*|}
	declare "${fn%|*}"
	reg forge go 1
	refused "$code" "refused: ${fn%|*}" "$text"
done
is "$(cd "$tmp/office" && "$govpub" forge log | wc -l)" 1 "and nothing was written by any of them"
declare 'set = function(r) r.people = r.people end'
reg forge go 1
reg forge show 1 --personal
says "what a script sees of a person does not take the place of it" "王某某"
declare 'batch = true' "$(printf '\\27[31m')"
reg forge list
refused 5 "names of a register draw nothing on a terminal" "控制字符"

# --- dates
reg training add title=一 on=4.28 hours=3
reg training hold 1 --on 4.10
reg training file 1 summary=x --on 4.9
refused 2 "a step is not dated before the one that led to it" "不能早于“举办”（2023-04-10）"
reg training file 1 summary=x --on 4.10
is "$status" 0 "but on the same day"

# --- numbers and amounts
declare 'batch = true'
printf '编号,名称,钱\n7号/2023,旧,100000000000000.01\n' >"$tmp/office/old.csv"
reg forge import old.csv --yes
reg forge add name=新
says "numbers go on where those of an import end, wherever they stand in the template" "8号/2023"
reg forge export --csv --cols no,fee no:7号/2023
says "an export has every cent" "100000000000000.01"
finish
