#!/bin/sh
# registers: who may do what, four eyes, personal values and what nobody sees of them
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
unset LC_ALL
export LANG=zh_CN.UTF-8
me=$(id -un)
nobody='{ id = "other", name = "别人", login = "nobody-here" }'
as() { # ROLES...: the one who runs this has these roles
	people "{ id = \"me\", name = \"我\", login = \"$me\", roles = { $1 } }, $nobody"
}

# --- one person
office
printf '李老师\n' >"$tmp/office/teacher"
reg training add title=第一期 on=4.28 hours=3 teacher=@teacher
is "$status" 0 "an office without people has one who may do everything"

# --- people
as '"clerk"'
reg training add title=第二期 on=4.28 hours=3
is "$status" 0 "a clerk adds"
reg training edit 2 title=第二期培训
is "$status" 0 "and changes what clerks may change"
reg training hold 2
is "$status" 0 "and makes the moves of clerks"
reg training check 2 核对意见=无误
refused 3 "not what another person must do" "不得由同一人办理"
reg training check 2 核对意见=无误 --force 人手不足
refused 3 "and cannot force it" "--force 只限负责人使用"
reg training file 2 summary=好
reg training burn 2
refused 3 "nor make the moves of heads" "由负责人办理"

printf 'title,on\n第零期,2023.4.1\n' >"$tmp/office/old.csv"
reg training import old.csv --history --yes
refused 3 "nor take in an old ledger, which goes past guards" "导入历史台账由登记员、负责人或管理员办理"

reg training show 1 --personal
refused 3 "nor read personal values where the register says who may" "不能查看个人信息"
as '"经办", "负责人"'
reg training add title=第三期 on=4.28 hours=3
reg training hold 3
reg training check 3 核对意见=无误 --force 人手不足
is "$status" 0 "a head forces it with a reason; roles may be written in Chinese"
reg training log 3
says "and the trace shows it" "强制办理：人手不足"
reg training advance 3 --json
json "advance says who stands in the way" '(function() for _, m in ipairs(r[1].moves) do
	if m.move == "check" then return not m.open and m.reasons[1]:find("不得由同一人办理", 1, true) ~= nil end end end)()'
as '"legal"'
reg training edit 3 title=x
refused 3 "others change nothing" "不能修改"
reg training check 3
is "$status $(wc -l <"$tmp/err")" "3 1" "nor are they told what a move takes that they may not make"
reg training add title=x on=4.28
refused 3 "nor add" "不能登记"
tx=$(cd "$tmp/office" && "$govpub" training log 3 --json | sed 's/.*"tx":"\([^"]*\)".*/\1/')
people "{ id = \"me2\", name = \"我\", login = \"$me\", roles = { \"clerk\" } }, $nobody"
reg training undo --tx "$tx" --yes
refused 3 "what others did is taken back by heads" "由本人、负责人或管理员撤销"
people "$nobody"
reg training note 3 x
refused 3 "who is not among the people may write nothing" "没有登录名为 $me 的人"
reg training list all
is "$status" 0 "but sees the list"
USER=nobody-here LOGNAME=nobody-here reg training note 3 x
is "$status" 3 "and the environment makes nobody another person"

# --- personal values
as '"head"'
reg training show 1
says "personal values are stars" "＊"
reg training show 1 --personal
says "those who may see them see them" "李老师"
reg training log 1
says "and that is in the trace" "查看个人信息"
reg training add title=x on=4.28 teacher=王
refused 2 "they are not taken from the command line" "个人信息"
for words in "show 1 --json" "show 1 --events" "list all --json" "list all --cols no,teacher" "list all --csv --cols no,teacher" "log" "log --json"; do
	# shellcheck disable=SC2086
	reg training $words
	is "$(cat "$tmp/out" "$tmp/err" | grep -c 李老师)" 0 "nothing personal in: $words"
done
reg training stat --by teacher
refused 3 "nor are they counted" "个人信息"
as '"clerk", "head"'
reg training erase 1
refused 2 "erasing takes a reason" "--why"
reg training erase 1 --why 保存期满
reg training show 1 --personal
says "what was erased is gone" "（已清除）"
reg training undo
refused 3 "for good" "不可撤销"
is "$(cat "$tmp"/office/data/govpub.db* | grep -ac 李老师)" 0 \
	"and is not in the file"

reg training add title=补登 on=3.1 hours=3 --on 3.1
reg training show @last --json
json "@last is what was written down last, whatever its date" 'r[1].fields.title == "补登"'
finish
