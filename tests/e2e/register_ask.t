#!/bin/sh
# registers at a terminal: questions, going back, answers that are not understood; tables by display width
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
unset LC_ALL NO_COLOR
export LANG=zh_CN.UTF-8 TERM=xterm
office

# answers, one each line, typed to govpub ARG...
typed() {
	answers=$1
	shift
	(cd "$tmp/office" && printf '%b' "$answers" | timeout 30 script -qec "$govpub $* --today $today" /dev/null) |
		tr -d '\r' >"$tmp/out" 2>"$tmp/err"
}

typed '第一期\n4.31\n4.28\n' training add
says "what is needed is asked for" "培训名称 ▸"
says "a wrong answer is asked for again" "4.31"
says "a date is said back with its weekday" "→ 2023-04-28 星期五"
says "and the record is there" "✔ 培训2023-01"
typed '错\n<\n第二期\n\n5.8\n' training add
says "an empty answer does not do" "必填"
reg training show 2 --json
json "< goes back to the question before" 'r[1].fields.title == "第二期"'
typed '3\n' training hold 1
says "a move asks for what it needs" "学时（整数） ▸"
reg training show 1 --json
json "and takes it" 'r[1].fields.hours == 3 and r[1].state == "held"'
typed 'n\n' training edit 1..2 level=市级
reg training list level:市级 --json
json "no is no" '#r == 0'
typed 'y\n' training edit 1..2 level=市级
reg training list level:市级 --json
json "yes is yes" '#r == 2'
typed '' training add --no-input
says "--no-input asks nothing" "缺“"
TERM=dumb typed '' training add
says "nor is a dumb terminal asked" "缺“"
typed '' training list every
is "$(sed -n 1p "$tmp/out")" "编号         培训名称  状态" "a table has its titles"
is "$(sed -n 3p "$tmp/out")" "培训2023-01  第一期    已举办" "and columns as wide as what a terminal shows"
(cd "$tmp/office" && script -qec "stty cols 24; $govpub training list every --today $today" /dev/null </dev/null) |
	tr -d '\r' >"$tmp/out"
is "$(sed -n 3p "$tmp/out")" "…2023-01  第一期  已举办" "where it is narrow the end of a number stays"
typed '' training list every 无此
says "an empty list says so" "没有记录"
typed '' training due --within 0
says "so do deadlines" "没有未办结的期限"
typed 'y\n' training undo
says "what is taken back is named" "✔ 培训2023-02  撤销修改"
finish
