#!/bin/sh
# workday: is a day worked, when does a term end, how many days lie between; and the calendars of an office
. tests/lib/e2e.sh
setup
export LC_ALL=zh_CN.UTF-8
mkdir "$tmp/work" && cd "$tmp/work" || exit 1
workday() {
	"$govpub" workday --today 2026-11-22 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
gives() { # OUTPUT-PATTERN NAME ARG...
	pattern=$1 name=$2
	shift 2
	workday "$@"
	ok "$name" grep -qE "$pattern" "$tmp/out"
	is "$status $(wc -c <"$tmp/err")" "0 0" "$name: status 0, nothing else said"
}
json_of() {
	workday --json "$@"
	cp "$tmp/out" "$tmp/out.json"
}

gives '^2026-09-20 星期日：工作日（国庆节调休上班）。$' "a Sunday that is worked" 2026-09-20
gives '^2026-10-01 星期四：休息（国庆节放假）。$' "a holiday" 2026年10月1日
gives '^2026-09-19 星期六：休息（周末）。$' "a weekend" 2026/9/19
gives '^2026-11-23 星期一：工作日。$' "a plain day, tomorrow" 明天
gives '^2026-09-20 Sunday: a working day \(moved for 国庆节\)\.$' "in English" --lang en 9月20日
gives '之后第 20 个工作日：2026-10-23 星期五（起始日不计）' "a term" 2026-09-20 +20
gives '^2026-10-23 星期五 之前第 20 个工作日：2026-09-20 星期日' "a term backwards, over the same days" 2026-10-23 -20
gives '：20 个工作日（起始日不计，截止日计入）' "a count" 2026-09-20 2026-10-23
gives '往回到 2026-09-20 星期日：20 个工作日' "a count backwards" 2026-10-23 2026-09-20
gives '：0 个工作日' "a day to itself" 2026-10-23 2026-10-23
gives '^未定：.*2018-12-29 至 2026-12-31' "past the last notice" 2026-12-31 +5
gives '^未定：' "before the first one" 2018-12-29 -1
workday 2026-12-30 +1
is "$(grep -c 未定 "$tmp/out")" 0 "the last day that is known is certain"
gives '^  2026-09-25 星期五  不计：休息（中秋节放假）$' "the walk names holidays" 2026-09-20 +20 --explain
ok "and counts working days" grep -qx '  2026-10-23 星期五  第 20 个：工作日' "$tmp/out"
is "$(wc -l <"$tmp/out")" 35 "the answer, 33 days, and the notice"
ok "the basis is said" grep -q '^依据：2026 年放假安排，国办发明电〔2025〕7号 https://www.gov.cn/' "$tmp/out"

json_of 2026-09-20
json "JSON: a day" 'r.date == "2026-09-20" and r.weekday == 7 and r.working and r.kind == "work" and r.name == "国庆节"'
json "JSON: it is certain" 'r.provisional == false and r.horizon == "2026-12-31" and r.since == "2018-12-29" and #r.files == 0'
json_of 2026-12-31 +5 --explain
json "JSON: a term that is provisional" 'r.from == "2026-12-31" and r.days == 5 and r.date == "2027-01-07" and r.provisional'
json "JSON: its walk" '#r.walk == 7 and r.walk[2].kind == "weekend" and r.walk[2].working == false and not text(r.walk[2].name)'
json_of 2026-09-20 -5
json "JSON: backwards" 'r.days == -5 and r.date == "2026-09-14"'

refused() { # NAME ARG...
	name=$1
	shift
	workday "$@"
	is "$status $(wc -l <"$tmp/err") $(wc -c <"$tmp/out")" "2 1 0" "$name: status 2 and one line"
}
refused "no such day" 2026-02-30
ok "says what the month has" grep -q '1 到 28 日' "$tmp/err"
refused "no date" 周五
refused "a term without its sign" 2026-09-20 20
ok "is told to write it" grep -q "+20" "$tmp/err"
refused "no day at all"
refused "three words" 2026-09-20 +1 +2
refused "no step" 2026-09-20 +0
refused "a step that is no number" 2026-09-20 +5x
refused "a step without a sign" 2026-09-20 5
refused "too far" 2026-09-20 +10001
refused "past the year 9999" 9999-12-31 +1
refused "a walk too long" --explain 1900-01-01 2026-01-01
refused "only a step" -5
refused "an unknown option" --all 2026-09-20
refused "a bad today" --today never 2026-09-20
refused "-C where there is no office" -C . 2026-09-20

# --- calendars of an office
"$govpub" init "$tmp/office" >/dev/null
cd "$tmp/office" || exit 1
mkdir calendar
printf '\357\273\277date,kind,name\r\n2026-09-21,off,"台风, 停工"\r\n# 说明\r\n\r\n2026-09-26,班,台风补班,,\r\n' >calendar/local.csv
gives '休息（台风, 停工放假）' "a day of the office's own" 2026-09-21
gives '工作日（台风补班调休上班）' "which may override the shipped one" 2026-09-26
json_of 2026-09-21
json "JSON names the file" 'r.files[1] == "calendar/local.csv" and r.overridden == false and r.horizon == "2026-12-31"'
echo 'return { workday.is "2026-09-21", workday.is "2026-09-26", { workday.add("2026-09-20", 1) } }' >script.lua
"$govpub" run script.lua >"$tmp/out"
is "$(cat "$tmp/out")" '[false,true,["2026-09-22",false]]' "a script has the same working days"
printf '2026-09-21,work\n' >calendar/zz.csv
"$govpub" run script.lua >"$tmp/out" 2>&1
ok "and breaks where the calendar is wrong, with the same words" grep -q 'workday: calendar/zz.csv 第 1 行：2026-09-21' "$tmp/out"
refused "work on a Monday" 2026-09-20
ok "names file, line and day" grep -q 'calendar/zz.csv 第 1 行：2026-09-21 不是周六或周日' "$tmp/err"
echo '2026-09-26,off,later' >calendar/zz.csv
gives '休息（later放假）' "of two files the later one counts" 2026-09-26
rm calendar/*
printf 'date,kind,name\n2027-01-01,off,元旦\n2026-12-31,off,元旦\n2027-01-02,work,元旦\n' >calendar/2027.csv
json_of 2026-12-30 +2
json "a file named after a year moves the horizon, and its days count" \
	'r.horizon == "2027-12-31" and r.date == "2027-01-04" and r.provisional == false'
echo 'return calendar { years = { { year = 2028, off = { { "2027-12-30", "2028-01-01", "元旦" } } } } }' >calendar/2028.lua
json_of 2027-12-29 +1
json "the same in Lua, with a range" 'r.horizon == "2028-12-31" and r.date == "2028-01-03"'
rm calendar/2027.csv
refused "a year is missing between" 2026-09-20
ok "and named" grep -q 'calendar/2028.lua 第 1 行：2028 年.*2018 年至 2026 年' "$tmp/err"
echo 'return calendar { years = { { year = 2030, off = {} } } }' >calendar/cn.lua
rm calendar/2028.lua
gives '^日历：.*calendar/cn.lua，它代替了' "a file of the shipped name replaces it, and that is said" 2026-10-01
ok "nothing shipped is left" grep -q '2026-10-01 星期四：工作日' "$tmp/out"
json_of 2026-10-01
json "JSON says so too" 'r.overridden and r.since == "2030-01-01" and r.provisional'
mkdir -p deep && cd deep || exit 1
gives '代替了' "the office is found from below" 2026-10-01
cd "$tmp" || exit 1
gives '代替了' "and with -C" -C office 2026-10-01
cd office || exit 1
echo 'return calendar { }' >calendar/cn.lua
gives '^未定：日历里没有任何年份' "a calendar that knows nothing says so" 2026-10-01
rm calendar/cn.lua

bad() { # WANTED-IN-MESSAGE FILE [<<CONTENT]
	[ -e "calendar/$2" ] || cat >"calendar/$2"
	workday 2026-09-20
	is "$status $(wc -l <"$tmp/err")" "2 1" "bad $2: status 2 and one line"
	ok "saying: $1" grep -qF "$1" "$tmp/err"
	rm "calendar/$2"
}
printf 'date,kind,name\n2026-01-01,off,\325\337\n' >calendar/gbk.csv
bad 'gbk.csv 第 2 行：不是 UTF-8' gbk.csv
printf '2026-01-01,off,a\0b\n' >calendar/nul.csv
bad '第 1 行：不是 UTF-8' nul.csv
bad 'slash.csv 第 1 行：“2026/1/1”不是日期；请写成 2026-09-20' slash.csv <<'X'
2026/1/1,off,元旦
X
bad 'kind.csv 第 2 行：类型“holiday”不对' kind.csv <<'X'
2026-01-01,off,元旦
2026-01-02,holiday,元旦
X
bad 'twice.csv 第 3 行：2026-03-02 在第 1 行已经写过' twice.csv <<'X'
2026-03-02,off,a
2026-03-03,off,b
2026-03-02,off,c
X
bad 'comma.csv 第 1 行：一行只有三项' comma.csv <<'X'
2026-03-02,off,a,b
X
bad '2029.csv 第 1 行：2026-03-02 不在 2029 年，也不在前一年 12 月' 2029.csv <<'X'
2026-03-02,off,a
X
bad 'run.lua 第 1 行' run.lua <<'X'
return calendar { off = os.getenv("HOME") }
X
bad 'shape.lua 第 1 行' shape.lua <<'X'
return calendar { off = { "2026-01-01" } }
X
bad 'day.lua 第 2 行：“2026-02-30”不是日期' day.lua <<'X'
return calendar { off = {
	{ "2026-02-30", "x" } } }
X
bad 'range.lua 第 1 行：第二个日期应当晚于第一个' range.lua <<'X'
return calendar { off = { { "2026-02-03", "2026-02-01", "x" } } }
X
bad '日历只读 .csv 和 .lua 文件' 2027.xlsx <<'X'
PK
X
head -c 2000 /dev/zero | tr '\0' x >calendar/long.csv
workday 2026-09-20
ok "a line that is too long" grep -q '第 1 行：这一行太长' "$tmp/err"
head -c 1100000 /dev/zero | tr '\0' '\n' >calendar/long.csv
workday 2026-09-20
ok "a file that is too large" grep -q '日历文件太大' "$tmp/err"
rm calendar/long.csv
lua5.4 -e 'for i = 0, 20100 do print(os.date("!%Y-%m-%d", -i * 86400) .. ",off,x") end' >calendar/many.csv
workday 2026-09-20
ok "too many days" grep -q '合计超过 20000 天' "$tmp/err"
rm calendar/many.csv
ln -s /dev/zero calendar/endless.csv
workday 2026-09-20
is "$status $(wc -l <"$tmp/err")" "8 1" "a device is no file"
rm calendar/endless.csv
printf 'date,kind,name\n2026-03-02,off,\033[31mred\n' >calendar/colour.csv
workday 2026-03-02
ok "nothing in a name draws on the terminal" sh -c "! grep -q '$(printf '\033')' '$tmp/out'"
rm -r calendar
touch calendar
workday 2026-09-20
is "$status $(wc -l <"$tmp/err")" "8 1" "a calendar that is no folder"
rm calendar

# --- doctor
doctor() { "$govpub" doctor >"$tmp/out" 2>&1; }
mkdir calendar
echo 'return calendar { years = { { year = 2900, off = {} } } }' >calendar/cn.lua
doctor
ok "doctor: the calendar of the office" grep -q '^ok  工作日历：放假安排到 2900-12-31' "$tmp/out"
echo 'return calendar { years = { { year = 2020, off = {} } } }' >calendar/cn.lua
doctor
ok "doctor: one that has run out" grep -q '^--  工作日历：.*2020-12-31.*calendar/年份.csv' "$tmp/out"
near=$(date -u -d '+8 hours +59 days' +%Y)
if [ "$near" != "$(date -u -d '+8 hours' +%Y)" ]; then
	echo "return calendar { years = { { year = $((near - 1)), off = {} } } }" >calendar/cn.lua
	doctor
	ok "doctor: one that is about to run out" grep -q '^--  工作日历：.*还有' "$tmp/out"
fi
echo 'return 1' >calendar/cn.lua
doctor
is "$?$(grep -c '^!!  工作日历：calendar/cn.lua' "$tmp/out")" "81" "doctor: a calendar that cannot be read"
mkdir -p ./-5
echo 'return office { name = "甲" }' >./-5/office.lua
"$govpub" workday -C -5 2026-09-20 --lang en >"$tmp/out" 2>&1
is $? 0 "an office whose name begins like a term"
"$govpub" workday -C -5 --today -5 2026-09-20 --lang en >"$tmp/out" 2>&1
ok "a wrong day is said as it was written" grep -q "'-5' is no date" "$tmp/out"
"$govpub" 工作日 -h >"$tmp/out"
ok "the Chinese name is the same verb" grep -q '^usage: govpub workday' "$tmp/out"
finish
