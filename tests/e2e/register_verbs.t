#!/bin/sh
# registers: add, list, show, edit, moves, bulk, undo and the trace, by the words of a clerk
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
export LC_ALL=C.UTF-8 LANG=zh_CN.UTF-8
export LC_MESSAGES=zh_CN.UTF-8
unset LC_ALL
office

# --- the name of a register is a verb
reg 无此登记簿 list
refused 2 "a word that is neither verb nor register" "没有“无此登记簿”这个命令"
reg register
says "the registers are listed" "training	政务公开培训	培训班"
reg 政务公开培训 列表
is "$status" 0 "title and action in Chinese"
reg training fly 1
refused 2 "an action that the register has not" "没有“fly”这个动作"
ok "with the place that lists them" grep -q 'govpub reg show training' "$tmp/err"
reg training 归档
refused 2 "an action that is named in part" "，是不是“归档登记”；"
reg training list --why x
refused 2 "an option of another action" "list 不接受 --why"

# --- help
reg training -h
is "$status" 0 "-h behind a register tells what can be done with it"
says "in the words of its declaration: moves" "归档登记"
says "and actions" "撤销自己在这本登记簿里的上一次操作"
ok "each action has its sentence" sh -c '! grep "rhelp\." "$0"' "$tmp/out"
wide() { # of FILE the lines that a terminal of 80 columns breaks; Chinese characters are two wide
	lua5.4 -e 'for l in io.lines() do local w = 0 for _, c in utf8.codes(l) do w = w + (c > 0x2E80 and 2 or 1) end
		if w > 80 then print(w, l) end end' <"$1"
}
is "$(wide "$tmp/out")" "" "a terminal of 80 columns breaks no line of it"
reg training -h --lang en
is "$(wide "$tmp/out")" "" "nor of the English"
reg training add -h
is "$status:$(grep -c 归档登记 "$tmp/out")" "0:1" "behind an action as well"

# --- add
reg training add title=第一期 on=4.28 cost=1.2万元 code=A1 plan_no=P1
is "$status" 0 "a record is added"
says "with its number" "培训2023-01"
says "and its deadline, with the weekday" "举办期限 2023-04-28 星期五"
reg training add on=4.28
refused 2 "what is needed must be there" "缺“培训名称”"
reg training add title=x on=2.30
refused 2 "a day that does not exist" "2023-02-30"
reg training add title=x on=5.6 level=省级
refused 2 "a value that is none of the list" "市级"
reg training add title=x on=5.6 hours=101
refused 2 "a number out of its bounds" "不能大于 100"
reg training add title=x on=5.6 nothing=1
refused 2 "a field that there is not" "没有“nothing”这个字段"
reg training add title=第二期 on=5.6 code=A1
refused 6 "a value that must stand once only" "培训2023-01"
reg training 登记 培训名称=第二期 日期=5月6日 编码=A2 级别=市级
says "labels are as good as keys; a working Saturday says so" "2023-05-06 星期六（调休上班）"
reg training add title=第三期 on=5.8
reg training list all
is "$(wc -l <"$tmp/out")" 3 "refused records have left nothing, and no number is lost"

# --- lists
reg training list
says "the first view is the list" "培训2023-03	第三期	2023-05-08"
reg training every
is "$(wc -l <"$tmp/out")" 3 "a view needs no action before it"
reg training list level:市级
is "$(cut -f1 "$tmp/out")" "培训2023-02" "a filter by key and label"
reg training list every 第一期
is "$(cut -f1-2 "$tmp/out")" "培训2023-01	第一期" "a view and a word in the text"
reg training list all --cols 编号,费用,归档期限 --sort no
is "$(head -1 "$tmp/out")" "培训2023-01	12,000元	" "columns are chosen and sorted by"
reg training list all --sort no --limit 1
is "$(cut -f1 "$tmp/out")" "培训2023-01" "no more than asked for"
complains "  and that there are more" "只列出前 1 件"
reg training list all --csv --cols no,title --sort no
is "$(sed -n 2p "$tmp/out" | tr -d '\r')" "培训2023-01,第一期" "CSV"
reg training list all --json --sort no
json "JSON has keys, whatever the language" 'r[1].no == "培训2023-01" and r[1].fields.cost == 1200000 and r[1].fields.level == "unit"'
json "and the deadlines" 'r[1].clocks.held.due == "2023-04-28" and r[1].clocks.file == nil'
reg training list 无字段:1
is "$status" 2 "a filter by what is not there is an error"
reg training list all --cols 无
refused 2 "so is such a column" "没有“无”这一列"

# --- which record
for word in 1 2023-1 2023-01 培训2023-01; do
	reg training show "$word" --json
	json "a record is found as $word" 'r[1].no == "培训2023-01"'
done
rid=$(sed 's/.*"rid":"\([^"]*\)".*/\1/' "$tmp/out")
reg training show "$rid" --json
json "and by its id" 'r[1].no == "培训2023-01"'
reg training show @last --json
json "the last one" 'r[1].no == "培训2023-03"'
reg training show 9
refused 2 "a number that was never given" "没有 9 这一件"

# --- moves
reg training 举办 1 hours=1
refused 3 "a guard refuses" "学时不少于2（培训办法第三条）"
reg training show 1 --json
json "and nothing was written" 'r[1].rev == 1 and r[1].fields.hours == nil and r[1].state == "plan"'
reg training file 1 summary=x
refused 3 "a move from another state" "当前“计划”"
reg training hold 1 --on 4.21 hours=3
refused 2 "a date in the future" "2023-04-21"
reg training hold 1 --on 4.19 hours=3
says "the move counts from its own date" "归档期限 2023-05-05 星期五"
reg training advance 1
says "what may be done" "可做：  核对  归档登记  再办"
says "and what one move leads to" "归档登记之后：销毁"
is "$(grep -c "：举办" "$tmp/out")" 0 "what is over is not listed"
says "but counted" "另有 1 个动作"
reg training advance 1 --all
says "and listed where it is wanted" "不可做：举办 —— 这一步已经过去了"
reg training file 1
refused 2 "a field that the state needs" "缺“小结”"
reg training 再办 1
is "$(grep -c 登记 "$tmp/out")" 1 "an effect adds a record"
says "and tells somebody" "请告知负责人：再办一期"
reg training show 4 --json
json "the record of the effect" 'r[1].fields.title == "第一期（再办）" and r[1].state == "plan"'
reg training file 1 summary=圆满
reg training show 1 --json
json "filed is closed" 'r[1].closed_on == "2023-04-20" and r[1].state == "filed"'

# --- what is fixed
reg training edit 2 plan_no=P2
is "$status" 0 "a fixed field is free while it is empty"
reg training edit 2 plan_no=P3
refused 3 "then it takes a reason" "更正请用 edit --why"
reg training edit 2 plan_no=P3 --why 笔误
says "and is an amendment" "更正"
reg training edit 1 title=x
refused 3 "what is filed takes a reason as well" "--why"

# --- many at once
reg training edit 2..4 level=市级
refused 2 "many are asked about" "修改 3 件"
reg training edit 2..4 level=市级 --yes -q
is "$status $(wc -c <"$tmp/out")" "0 0" "--yes is the answer, -q says nothing"
reg training hold 2..4 hours=1 --yes
refused 3 "one refusal refuses all" "培训2023-02"
is "$(grep -c 学时不少于 "$tmp/err")" 3 "and every one says why"
reg training edit level:市级 hours=5 --yes
reg training list hours:5 --json
json "a filter chooses records to change" '#r == 3'
reg training undo
refused 2 "taking back many is asked about" "撤销 3 件"
reg training undo --yes
reg training list hours:5 --json
json "all of them are taken back at once" '#r == 0'

# --- rows, files, links, notes
printf '张三|办公室；李四|市场处\n' >"$tmp/office/who"
reg training edit 2 who=@who
reg training edit 2 'who[2].unit=法规处'
reg training show 2
says "one cell of a row is changed, names are stars" "＊ | 办公室; ＊ | 法规处"
reg training edit 2 who+=x
is "$status" 2 "names in a row are personal too"
printf 'abc' >"$tmp/office/a.txt"
reg training attach 2 a.txt
reg training link 2 training 3
reg training show 2 --json
json "a file and a link" 'r[1].fields.files[1].name == "a.txt" and r[1].fields.after.reg == "training"'
reg training show 3
says "the other record knows of it" "培训2023-02"
reg training note 2 "已电话通知"
reg training show 2 --events
says "a note is in the trace" "已电话通知"

# --- undo
reg training add title=错 on=5.9
reg training undo
says "an added record becomes void" "作废"
reg training list all --json
json "and is listed no more" '#r == 4'
reg training edit 3 title=改
reg training edit 3 title=
refused 2 "a field that is needed cannot be emptied" "缺“培训名称”"
reg training edit 3 level=
reg training undo
reg training show 3 --json
json "what was emptied is there again" 'r[1].fields.level == "city" and r[1].fields.title == "改"'
reg training undo
reg training show 3 --json
json "and what was changed before" 'r[1].fields.title == "第三期"'
reg training edit 3 title=又改
reg dept add code=other name=别处
reg training undo
reg training show 3 --json
json "of this register, whatever was done in others since" 'r[1].fields.title == "第三期"'
reg dept list all --json
json "which stays" 'r[#r].fields.name == "别处" or r[1].fields.name == "别处"'
reg training burn 1
reg training undo
refused 3 "some moves cannot be taken back" "“销毁”不可撤销"

# --- the trace and the figures
reg training log 1 --json
json "the trace has both dates" 'r[2].on == "2023-04-19" and r[2].kind == "move" and r[2].lag > 0'
reg training log --lag 100000 --json
json "late entries alone" '#r == 0'
reg training stat times 2023
is "$(cat "$tmp/out")" "期数	1" "a count"
reg training stat costs
is "$(cat "$tmp/out")" "费用合计	12,000元" "a sum of money" || cat "$tmp/out"
reg training stat --by level --json
json "counted by a field" 'r[1].row ~= nil and r[1].n > 0'
finish
