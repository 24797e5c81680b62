#!/bin/sh
# ledgers of requests in the words of those who kept them
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init o >out
cat >kinds.csv <<'E2'
编号,申请人,申请人性质,联系电话,收件方式,申请内容,收件日期,获取信息方式,答复方式
旧〔2021〕1号,甲,公民,13800000001,信函,资金一,2021-01-05,电子邮件,邮寄
旧〔2021〕2号,乙,法人,13800000002,当面,资金二,2021-01-06,自行领取,当面送达
旧〔2021〕3号,丙,其他组织,13800000003,传真,资金三,2021-01-07,查阅,电子邮件
旧〔2021〕4号,丁,企业,13800000004,电子邮件,资金四,2021-01-08,网上获取,委托
旧〔2021〕5号,戊,律师事务所,13800000005,网　上,资金五,2021-01-08,信函,在线
旧〔2021〕6号,己,Citizen,13800000006,邮 寄,资金六,2021-01-08,,
E2
"$govpub" foi import kinds.csv -C o --history --yes --lang zh --json >out.json
is "$?" 0 "nothing is left for a person to look at"
json "every column is known" '(function() for _, c in ipairs(r.tables[1].columns) do if c.as == "note" or c.as == "" then return false end end
	return r.new == 6 end)()'
"$govpub" foi list all -C o --jsonl --sort no >out
codes() { grep -o "\"$1\":\"[a-z]*\"" out | cut -d'"' -f4 | tr '\n' ' '; }
is "$(codes category)" "natural other other business legal natural " "who asks"
is "$(codes channel)" "ems counter fax web web ems " "how it came"
is "$(codes delivery)" "email pickup inspect web post " "how the information is to be had"
is "$(codes service)" "post direct electronic entrusted electronic " "how the reply was served"
printf '编号,申请人,类别,联系电话,渠道,申请内容,收件日期\n旧〔2021〕7号,庚,外星人,1380000007,信鸽,资金,2021-01-05\n' >odd.csv
"$govpub" foi import odd.csv -C o --history --lang zh >out 2>err
is "$?" 1 "what nobody knows is still asked about"
ok "at its cell" grep -q '问题 C2：“外星人”不是“申请人类别”可填的内容' out
mkdir -p o/registers
cat >o/registers/odd.lua <<'E2'
return register "odd" { title = "怪", fields = { { "kind", "类", enum { { "a", "甲", alias = { 1 } } } } },
	states = { { "a", "甲", initial = true } } }
E2
"$govpub" reg check odd -C o >out 2>&1
ok "other names of values are texts" grep -q 'alias' out
finish
