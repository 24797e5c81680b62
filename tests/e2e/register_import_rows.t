#!/bin/sh
# rows of fields, that a workbook has on sheets of their own: imported with their records, edited and taken back
. tests/lib/e2e.sh
setup
export LC_ALL=C.UTF-8 LANGUAGE= LANG=zh_CN.UTF-8
lua_verb=$PWD/$GP_BUILD/tests/lib/lua_verb verbs=$PWD/tests/lib/verbs
cd "$tmp" || exit 1
for code in a b; do
	mkdir -p $code/registers
	echo "return office { name = '某局', code = '$code', short = '某' }" >$code/office.lua
	cat >$code/registers/training.lua <<'E2'
return register "training" {
	title = { zh = "培训", en = "Training" }, alias = { "培训" }, number = "培训{year}-{seq:2}",
	fields = {
		{ "title", { zh = "培训名称", en = "Title" }, text, required = true },
		{ "on", { zh = "日期", en = "Date" }, date, required = true },
		{ "who", { zh = "参训人员", en = "People" }, rows {
			{ "name", { zh = "姓名", en = "Name" }, text, pii = true }, { "score", { zh = "成绩", en = "Score" }, int, max = 100 },
		} },
		{ "steps", { zh = "步骤", en = "Steps" }, rows {
			{ "what", { zh = "内容", en = "What" }, text, required = true }, { "on", { zh = "日期", en = "Date" }, date },
			{ "fee", { zh = "金额", en = "Fee" }, money }, { "paid", { zh = "已付", en = "Paid" }, bool },
		} },
	},
	states = { { "plan", { zh = "计划", en = "Planned" }, initial = true } },
	import = { key = { "title", "on" } },
}
E2
done
in_office() {
	office=$1
	shift
	"$govpub" training "$@" -C "$office" --today 2024-06-03 --lang zh >out 2>err </dev/null
	status=$?
	cp out out.json
}
edit() { "$lua_verb" "$verbs/edit_workbook.lua" "$@"; }

echo '王五|90; 赵六|80' >who
in_office a add 培训名称=条例 日期=2024-01-02 参训人员=@who '步骤=准备|2024-01-01|12.50|是;讲课|2024-01-02'
in_office a add 培训名称=公文 日期=2024-02-02 '步骤=备课|2024-02-01|0.05|否'
in_office a add 培训名称=保密 日期=2024-03-02
in_office a export --personal --sort no -o all.xlsx

# --- into another office

in_office b import all.xlsx --json
json "sheets of rows belong to their fields" 'r.new == 3 and #r.children == 2 and r.children[2].field == "steps" and r.children[2].rows == 3'
json "and each of their cells is counted" 'r.cells.all == r.cells.stored + r.cells.skipped and #r.unread == 0'
in_office b import all.xlsx --yes
is "$status" 0 "records are imported with their rows"
ok "which is said" grep -q '表“步骤”：3 行，归入“步骤”' out
in_office b export --personal --jsonl --sort no
cp out b.jsonl
in_office a export --personal --jsonl --sort no
fields() { sed 's/.*"fields":\({.*}\),"moves.*/\1/; s/"rid":"[^"]*"//g' "$1" | grep -o '"\(who\|steps\)":\[[^]]*\]'; }
fields out >a.rows
fields b.jsonl >b.rows
ok "and they are the same as before" sh -c '[ "$(wc -l <a.rows)" = 3 ] && cmp a.rows b.rows'
ok "personal cells are sealed" sh -c "! strings -a b/data/govpub.db | grep -q 王五.*score"
in_office b import all.xlsx --yes
ok "the same workbook once more changes nothing" grep -q '可导入 0 条，已导入过 3 条，需人工核对 0 条' out

edit all.xlsx odd.xlsx A2=培训2024-11 A3=培训2024-12 A4=培训2024-13 B2=条例二 B3=公文二 B4=保密二 \
	步骤!A2=培训2024-11 步骤!A3=培训2024-12 步骤!C3=2024.2.30 步骤!A4=培训2024-99 参训人员!A2=培训2024-11 参训人员!A3=培训2024-11
in_office b import odd.xlsx --yes
is "$status" 1 "rows that a person has to look at are a finding"
ok "at their own place" grep -q '问题 步骤!C3：“2024.2.30”不存在这一天' out
ok "and those of no record too" grep -q '问题 步骤!A4：没有编号为“培训2024-99”的记录' out
ok "their record waits, the others are imported" grep -q '可导入 2 条，已导入过 0 条，需人工核对 1 条' out
edit odd-待核.xlsx mended.xlsx 步骤!C2=2024-02-29
in_office b import mended.xlsx --yes
is "$status" 0 "mended, it is imported"
in_office b show 培训2024-12
ok "with its rows" grep -q '步骤  *.* | 2024-02-29' out

# --- edited and taken back

in_office a export --edit --sort no -o e.xlsx
in_office a import e.xlsx --update --yes
ok "rows that come back as they were change nothing" grep -q '改动 0 处' out
edit e.xlsx sorted.xlsx 步骤!reverse
in_office a import sorted.xlsx --update --yes
ok "nor does their order" grep -q '改动 0 处' out
edit e.xlsx f.xlsx 步骤!E2=99.5 步骤!B5=培训2024-03 步骤!C5=复习 步骤!drop=4
in_office a import f.xlsx --update --yes
is "$status" 0 "a cell is changed, a row added and one taken out"
ok "in three records" grep -q '改动 3 处（3 条）' out
in_office a show 1
ok "the changed cell" grep -q '步骤 .*99.50元' out
ok "people, which the workbook did not show, stay" grep -q '参训人员 .*＊ | 90' out
in_office a show 2
ok "the row that is gone" sh -c '! grep -q 步骤 out'
in_office a show 3
ok "the new row" grep -q '步骤 .*复习' out
in_office a import f.xlsx --update --yes
ok "the same once more is what the register says already" grep -q '改动 0 处' out
edit e.xlsx g.xlsx 步骤!E2=77
in_office a import g.xlsx --update --yes
is "$status" 6 "rows that both changed are a conflict"
ok "and shown" grep -q '冲突 步骤!A2.*步骤' out
in_office a export --edit --sort no -o k.xlsx
first=$("$govpub" training show 1 -C a --json | sed 's/.*"rid":"\([^"]*\)".*/\1/')
edit k.xlsx copied.xlsx 步骤!A5="$first" 步骤!B5=培训2024-03 步骤!C5=总结
in_office a import copied.xlsx --update --yes
is "$status" 0 "a row that was copied from one of another record"
in_office a show 3
ok "belongs to the record whose number it has" grep -q '步骤 .*总结' out
in_office a show 1
ok "and to no other" sh -c '! grep -q 总结 out'
in_office a undo
edit k.xlsx l.xlsx 步骤!C2= 步骤!B9=培训2024-77 步骤!C9=无主
in_office a import l.xlsx --update --yes
is "$status" 1 "rows that are not whole are not taken"
ok "nor those of no record" grep -q '没有编号为“培训2024-77”的记录' out
in_office a export --edit --personal --sort no -o p.xlsx
edit p.xlsx q.xlsx 参训人员!D2=91
in_office a import q.xlsx --update --yes
is "$status" 0 "people are edited where they were asked for"
in_office a show 1 --personal
ok "and kept with the rest" grep -q '王五 | 91; 赵六 | 80' out
in_office a erase 1 参训人员 --why 申请人要求 --yes
in_office a export --edit --personal -o r.xlsx
in_office a import r.xlsx --update --yes
ok "what was erased is no change" grep -q '改动 0 处' out
finish
