#!/bin/sh
# hints: what a register declares of records of the same person, said when one is added and by advance
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init --lang zh office >/dev/null
cd office || exit 1
printf 张三 >zhang
printf 李四 >li
printf 13800138000 >phone
# add NAME DAY SUBJECT OPTION…
add() {
	name=$1 day=$2 subject=$3
	shift 3
	"$govpub" foi add applicant=@"$name" contact=@phone category=natural channel=web subject="$subject" 获取方式=邮寄 \
		arrived_on="$day" --lang zh --today "$day" --no-input "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}
says() { ok "$1" grep -qF -- "$2" "$tmp/out"; }
silent() { is "$(grep -c "$2" "$tmp/out")" 0 "$1"; }

add zhang 2023-04-03 近五年来本市文物保护工程的立项批复文件和验收结论
silent "the first one is like no other" "相似"
add li 2023-04-03 近五年来本市文物保护工程的立项批复文件和验收结论
silent "what somebody else asked for is none" "相似"
add zhang 2023-04-04 二〇二二年度部门决算
silent "nor what is about something else" "相似"
add zhang 2023-04-05 近五年来本市文物保护工程的立项批复文件及验收结论
is "$status" 0 "it stands in nobody's way"
says "nearly the same from the same person is said" "⚑ 相似：公开申〔2023〕0001号 近五年来本市文物保护工程的立项批复文件和验收结论（"
says "  with the article" "（条例第三十六条第六项）"
silent "  and no name" "张三"
"$govpub" foi advance 4 --lang zh --today 2023-04-05 >"$tmp/out"
says "advance says it, too" "⚑ 相似：公开申〔2023〕0001号"
add zhang 2024-04-04 近五年来本市文物保护工程的立项批复文件及验收结论 --json
json "within twelve months only, to the day" '#r[1].hints == 1 and #r[1].hints[1].records == 1 and
	r[1].hints[1].records[1].no == "公开申〔2023〕0004号" and r[1].hints[1].records[1].percent == 100'
add zhang 2024-04-06 近五年来本市文物保护工程的立项批复文件及验收结论 --json
json "then no longer" 'r[1].hints[1].records[1].no == "公开申〔2024〕0001号" and #r[1].hints[1].records == 1'

# --- how many there are in a month
for subject in 甲 乙 丙 丁 戊 己; do add zhang 2023-04-10 "$subject"; done
silent "the ninth of a month costs nothing and says nothing" "收费提示"
add zhang 2023-04-11 庚
says "the tenth is said" "⚑ 收费提示：同一申请人 2023-04 第 10 件，按件计收本件 0 元，累计 0 元（条例第四十二条；国办函〔2020〕109号）"
add zhang 2023-04-12 辛 --json
json "from the eleventh on they are charged" 'r[1].hints[1].hint == "many" and r[1].hints[1].n == 11 and r[1].hints[1].fee == 100
	and r[1].hints[1].total == 100 and r[1].hints[1].period == "2023-04"'
add zhang 2023-05-01 壬
silent "the next month begins anew" "收费提示"
add li 2023-04-28 癸
silent "another person's are not counted" "收费提示"
"$govpub" foi advance 11 --lang zh --today 2023-04-12 >"$tmp/out"
says "advance counts up to the record" "2023-04 第 10 件"
finish
