#!/bin/sh
# fees: what requests for information cost, by application or by volume, and until when it is paid
. tests/lib/e2e.sh
setup
export LC_ALL=zh_CN.UTF-8
cd "$tmp" || exit 1
fees() {
	"$govpub" fees "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
for row in 0=0 1=0 10=0 11=100 30=2000 31=2200 40=4000 41=4300 50=7000 51=7400 100=37000; do
	fees --json --items "${row%=*}"
	cp out out.json
	json "applications in a month: $row yuan" "r.total == ${row#*=} and r.by == 'items'"
done
for row in 0=0 1=0 10=0 11=100 30=100 31=200 40=200 41=300 100=800; do
	fees --json --items "${row%=*}"
	cp out out.json
	json "the last of them alone: $row yuan" "r.this == ${row#*=}"
done
for row in 0=0 30=0 31=10 100=700 101=720 200=2700 201=2740 250=4700; do
	fees --json --pages "${row%=*}"
	cp out out.json
	json "pages: $row yuan" "r.total == ${row#*=} and r.by == 'pages' and r.this == nil"
done
json "the steps add up" '(function()
	local sum, last = 0, 0
	for _, s in ipairs(r.steps) do
		if s.from ~= last + 1 or s.amount ~= (s.to - s.from + 1) * s.each then return false end
		sum, last = sum + s.amount, s.to
	end
	return sum == r.total and last == r.count and #r.steps == 4
end)()'
json "basis and marks come with it" 'r.basis:find("国办函〔2020〕109号", 1, true) and r.mark == "V" and r.effective_mark == "M"'
fees --json --items 10000
cp out out.json
json "the most that can be asked" 'r.total == 498502000 and #r.steps == 999'

fees --items 41 --notice-received 2026-09-20
is "$status $(wc -c <err)" "0 0" "for people: status 0"
ok "the sum" grep -qx '按件计收：同一申请人一个自然月内累计 41 件，共 4300 元。' out
ok "the steps" grep -qx '  第 11 至 30 件：每件 100 元，计 2000 元' out
ok "the last one" grep -qx '其中第 41 件：300 元。' out
ok "one basis only" grep -q '只能在按件、按量中选一种' out
ok "when the notice must be sent" grep -q '答复期限内发给申请人' out
ok "the last day to pay" grep -q '2026-09-20 收到通知，最迟 2026-10-23 缴纳' out
ok "the basis" grep -q '国办函〔2020〕109号.*〔V〕；2021-01-01 起施行〔M〕' out
is "$(grep -c 未定 out)" 0 "that day is certain"
fees --pages 31 --notice-received 2026-12-20
ok "one page is told as one" grep -q "^  第 31 页：10 元" out
ok "past the horizon it is not" grep -q '^未定：.*2026-12-31' out
fees --json --pages 31 --today 2026-11-22 --notice-received 昨天
cp out out.json
json "JSON: the payment" 'r.payment.received == "2026-11-21" and r.payment.last_day == "2026-12-18" and not r.payment.provisional'
fees --pages 30
is "$(tail -2 out | head -1)" "不收费。" "nothing to pay"
fees --lang en --pages 31
ok "in English" grep -q '^By volume: 31 pages for an application, 10 yuan\.' out

refused() { # NAME ARG...
	name=$1
	shift
	fees "$@"
	is "$status $(wc -l <err) $(wc -c <out)" "2 1 0" "$name: status 2 and one line"
}
refused "neither"
refused "both" --items 1 --pages 1
refused "below nothing" --pages -1
refused "half a page" --pages 1.5
refused "no number" --items 十
refused "hexadecimal" --items 0x10
refused "too many" --items 10001
refused "far too many" --items 99999999999999999999
refused "a word" --items 1 more
refused "no date" --items 11 --notice-received 2026-02-30
refused "before the fees applied" --items 11 --notice-received 2020-12-31
refused "-C where there is no office" -C . --items 11 --notice-received 2026-09-20

"$govpub" init office >/dev/null
mkdir office/calendar
echo 2026-10-23,off,本地放假 >office/calendar/local.csv
fees -C office --items 11 --notice-received 2026-09-20
ok "by the calendar of the office" grep -q '最迟 2026-10-26 缴纳' out
"$govpub" 收费 -h >out
ok "the Chinese name is the same verb" grep -q '^usage: govpub fees' out
finish
