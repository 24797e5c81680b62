#!/bin/sh
# due and check: deadlines over all registers, explained; what a changed calendar moves; findings
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
unset LC_ALL
export LANG=zh_CN.UTF-8
office

reg due --calc 2023-04-20 +20
is "$(cat "$tmp/out")" "2023-05-19 星期五" "the calculator leaves out holidays and counts working Sundays"
reg due --calc 2023-04-20 +10天 --json
json "days as well" 'r.date == "2023-04-30" and r.provisional == false'
reg due --calc 2023-04-20 20
refused 2 "without a sign it is no term" "--calc"

reg training add title=第一期 on=4.28 hours=3
reg training add title=第二期 on=5.8 hours=3
reg due
is "$(cut -f1,3,5,6 "$tmp/out" | head -1)" "培训2023-01	举办期限	2023-04-28 星期五	7 工作日" "the nearest is first, with what is left"
reg due --within 8
is "$(wc -l <"$tmp/out")" 1 "within so many working days"
reg due nothing
refused 2 "a register that there is not" "没有“nothing”这个登记簿"
reg training hold 1
reg due --json
json "a stopped clock is not due, the next one is" 'r[1].clock == "file" and r[1].due == "2023-05-06" and r[1].left == 10'
reg due training --explain 1 --json
json "every day of it is explained" '(function()
	local walk
	for _, c in ipairs(r.clocks) do if c.clock == "file" then walk = c end end
	local counted = 0
	for _, d in ipairs(walk.days) do if d.counts then counted = counted + 1 end end
	return counted == 10 and walk.days[#walk.days].date == walk.due
end)()'
reg due training --explain 1
says "holidays by name" "2023-05-01 星期一（劳动节）"
reg dispute add 案件类别=行政复议 复议机关或法院=市政府 收到副本日期=4.20
reg due dispute
is "$(cut -f2 "$tmp/out")" 行政复议 "what has no title is known by what it cannot be without"
reg dispute undo
reg due --ics due.ics
is "$(grep -c '^BEGIN:VEVENT' "$tmp/office/due.ics")" 2 "a file for calendar programs"
ok "with whole days" grep -q '^DTSTART;VALUE=DATE:20230506' "$tmp/office/due.ics"
is "$(awk 'length($0) > 76' "$tmp/office/due.ics" | wc -l)" 0 "its lines are short enough"

# --- the calendar changes
mkdir "$tmp/office/calendar"
printf 'date,kind,name\n2023-04-27,off,停电\n' >"$tmp/office/calendar/local.csv"
reg due --json
complains "a changed calendar says which deadlines moved" "培训2023-01 归档期限 由 2023-05-06 改为 2023-05-08"
json "and they are the new ones" 'r[1].due == "2023-05-08"'
reg due
is "$(wc -c <"$tmp/err")" 0 "it says so once"

# --- check
reg check
is "$status $(wc -c <"$tmp/out")" "0 0" "nothing is printed where all is well"
reg training edit 2 cost=2万元
reg check --json
is "$status" 1 "a check of the register that fails is a finding"
json "with its severity and record" 'r.findings[1].rule == "training.cost" and r.findings[1].severity == "warning" and
	r.findings[1].where.record == "培训2023-02" and #r.findings == 1'
reg check --fail-on error
is "$status" 0 "less severe than what fails"
today=2023-05-09
reg check
is "$status" 1 "a deadline that has passed is one"
says "with the law" "归档期限 2023-05-08 已逾期"
says "  of it" "培训办法第九条"
reg due
says "due marks it" "逾期 1 工作日 ✖"
reg training file 1 summary=好 --on 5.6
reg check training
is "$(grep -c 归档期限 "$tmp/out")" 0 "filed in time, though written down later, is none"
printf 'return register "broken" {' >"$tmp/office/registers/broken.lua"
reg check
is "$status" 1 "a declaration that cannot be read is a finding"
says "with its place" "broken.lua:1"
today=2017-03-01
rm "$tmp/office/registers/broken.lua"
reg training add title=早期 on=2017-03-01 hours=3
reg training hold 培训2017-01
says "outside of the announced holidays a deadline is provisional" "节假日安排未公布"
reg due
says "and has a question mark" "?"

# --- what stands still
today=2023-04-20
cat >"$tmp/office/registers/lend.lua" <<'LUA'
return register "lend" {
	title = { zh = "借阅", en = "Loans" }, number = "借{seq}",
	fields = { { "what", { zh = "借什么", en = "What" }, text, required = true }, { "lent_on", { zh = "借出日期", en = "Lent" }, date },
		{ "until_on", { zh = "约定日期", en = "Agreed" }, date } },
	states = { { "out", { zh = "借出", en = "Out" }, initial = true }, { "asking", { zh = "询问中", en = "Asking" } },
		{ "lost", { zh = "待查找", en = "Lost" } }, { "back", { zh = "已还", en = "Back" }, final = true } },
	moves = { { "ask", { zh = "询问", en = "Ask" }, from = "out", to = "asking", within = "ask" },
		{ "lose", { zh = "遗失", en = "Lose" }, from = "out", to = "lost" },
		{ "find", { zh = "找到", en = "Find" }, from = { "asking", "lost" }, to = "out" },
		{ "give", { zh = "归还", en = "Give back" }, from = "out", to = "back" } },
	clocks = { { "back", { zh = "归还期限", en = "Give back by" }, workdays(10), from = "lent_on", pause = { "asking" },
			hold = { "lost" }, restart = { "find" }, agreed = "until_on", stop = { "give" } },
		{ "ask", { zh = "可询问至", en = "Ask until" }, window(workdays(5)), from = "lent_on" } },
}
LUA
for what in 地图 年鉴 县志 图纸; do reg lend add what=$what lent_on=2023-04-17; done
reg lend ask 1
reg lend lose 2
reg lend edit 3 until_on=2023-04-19
today=2023-04-26
reg lend show 4
says "a window that is over says so" "2023-04-23 星期日（调休上班） 已截止"
reg lend show 4 --json
json "as data too, though nobody wrote it down" 'r[1].clocks.ask.status == "closed" and r[1].clocks.back.status == "running"'
reg due lend
is "$(cut -f1,3,4,5,6 "$tmp/out" | tail -2 | tr '\t\n' ' ;')" "借1 归还期限 询问中 — 暂停中，已用3日;借2 归还期限 待查找 — 待重新起算;" \
	"what stands still is listed behind what has a day"
is "$(cut -f1,6 "$tmp/out" | head -1)" "借3	逾期 6 工作日 ✖" "an agreed day that has passed is overdue"
reg due lend --json
json "as data: without a day" 'r[3].clock == "back" and r[3].status == "paused" and r[3].due == nil and r[3].left == nil
	and r[3].used == 3 and r[3].total == 10 and r[4].status == "held" and #r == 4'
reg due lend --within 100
is "$(wc -l <"$tmp/out")" 2 "within so many days: only what has one"
reg due lend --ics due.ics
is "$(grep -c '^BEGIN:VEVENT' "$tmp/office/due.ics")" 2 "nor in a calendar"
reg check lend
is "$(grep -c 归还期限 "$tmp/out")" 1 "check finds the agreed day that has passed, too"
finish
