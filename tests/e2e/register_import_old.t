#!/bin/sh
# what an old ledger leaves out: dates that nobody wrote down are no faults and no deadlines
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init o >out
cat >old.csv <<'E2'
编号,申请人,联系方式,申请人类别,申请渠道,收到日期,申请内容,答复日期,办理结果,办理状态
旧〔2023〕1号,甲,13800000001,自然人,网络,2023-03-01,决算,2023-03-20,予以公开,已归档
旧〔2023〕2号,乙,13800000002,自然人,网络,2023-04-10,名单,,,办理中
E2
"$govpub" foi import old.csv -C o --history --yes --lang zh >out 2>&1
is "$?" 0 "an old ledger is imported"
"$govpub" due foi -C o --json --today 2026-11-23 >out.json
json "what is archived has no deadline any more, what is open has" '#r == 1 and r[1].no == "旧〔2023〕2号" and r[1].clock == "reply"'
"$govpub" foi show 2023-1 -C o --lang zh --today 2026-11-23 >out
ok "it is not overdue" sh -c "grep -q '答复期限 .*已截止' out && ! grep -q 逾期 out"
cat >disputes.csv <<'E2'
案件类别,案号,复议机关,裁决日期,裁决结果,状态
行政复议,甲1号,某市政府,2023-05-01,结果维持,已结
E2
"$govpub" dispute import disputes.csv -C o --history --yes --lang zh >out 2>&1
is "$?" 0 "so is one of disputes"
"$govpub" check -C o --json --today 2026-11-23 >out.json 2>err
is "$?" 1 "the checks go through requests and disputes that lack dates"
json "and find what is open, and what is not reviewed" '(function() local seen = {}
	for _, f in ipairs(r.findings) do seen[f.where.record .. " " .. f.rule] = true end
	return seen["旧〔2023〕2号 foi.clock.reply"] and not seen["旧〔2023〕1号 foi.clock.reply"] and seen["旧〔2023〕1号 foi.reviewed"] end)()'
"$govpub" audit verify -C o >out 2>&1
is "$?" 0 "the deadlines are kept as they are counted"
for r in foi dispute; do
	printf '收到日期,承办科室\n2026-10-12,规划科\n' >dept.csv
	"$govpub" $r import dept.csv -C o --lang zh >out 2>&1
	ok "$r: what offices call a division is known" grep -q '承办科室→承办处室' out
done
finish
