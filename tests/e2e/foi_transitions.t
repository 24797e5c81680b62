#!/bin/sh
# requests for information: each of the transitions T1 to T23, its good way and what stands in the way of it; who may
# make them; the dates of the clocks
. tests/lib/e2e.sh
. tests/lib/foi.sh
setup
foi_office

t1_register() {
	request 2023-04-20 credential=
	goes "T1: a request is registered" received reply=none
	foi 2023-04-20 accept @last dept=bgs received_on=2023-04-20
	blocked "T1: not accepted without proof of identity" 第二十九条
	request 2023-04-20 delivery=
	foi 2023-04-20 accept @last dept=bgs received_on=2023-04-20
	blocked "T1: nor without the form of provision" 第二十九条
	request 2023-04-20
	foi 2023-04-21 accept @last dept=bgs received_on=2023-04-21
	blocked "T1: what was handed in is received on that day" 第三十一条
}

t2_confirm() {
	request 2023-04-20 channel=网络
	foi 2023-04-21 accept @last dept=bgs received_on=2023-04-21
	blocked "T2: what came by e-mail waits for both sides" 第三十一条
	foi 2023-04-21 confirm @last received_on=2023-04-19
	blocked "T2: they cannot confirm before it arrived" 第三十一条
	foi 2023-04-21 confirm @last received_on=2023-04-21
	goes "T2: the day of confirmation is that of receipt" received reply=2023-05-22
	request 2023-04-20
	foi 2023-04-20 confirm @last received_on=2023-04-20
	blocked "T2: what was handed in needs no confirmation" 第三十一条
}

t3_accept() {
	accepted 2023-04-20
	goes "T3: it is accepted, and 20 working days run" open reply=2023-05-19 notice=2023-04-28
	foi 2023-04-20 accept @last dept=bgs received_on=2023-04-20
	blocked "T3: once" 第二十九条
}

t4_correct() {
	accepted 2023-04-20
	foi 2023-05-04 correct @last 补正事项=哪一类 补正期限（日）=10
	blocked "T4: not after seven working days" 第三十条
	foi 2023-05-04 correct @last 补正事项=哪一类 补正期限（日）=10 --late 申请人失联
	goes "T4: unless the delay is explained" correcting amend=2023-05-15
	timeout 30 "$govpub" check foi --json --today 2023-05-04 >"$tmp/out.json"
	json "T4: and it is flagged" '(function() for _, f in ipairs(r.findings) do
		if f.rule == "foi.correction-late" then return true end end end)()'
	accepted 2023-04-20
	foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=0
	blocked "T4: the time given is a reasonable one" 第三十条
	foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
	goes "T4: correction is asked for, and the clock stands" correcting reply=held amend=2023-05-11
	request 2023-04-20 channel=网络
	foi 2023-04-21 correct @last 补正事项=哪一类 补正期限（日）=15
	blocked "T4: not of what nobody confirmed" 第三十一条
	request 2023-04-20 credential=
	foi 2023-04-20 correct @last 补正事项=身份证明 补正期限（日）=15 received_on=2023-04-20
	goes "T4: what is incomplete need not be accepted first" correcting reply=held
}

t5_amended() {
	accepted 2023-04-20
	foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
	foi 2023-05-12 amended @last
	blocked "T5: not when the time has passed" 第三十条
	foi 2023-05-12 amended @last 逾期补正的正当理由=@reason
	goes "T5: but with a good reason" open reply=2023-06-09
	foi 2023-05-12 correct @last 补正事项=再说清楚 补正期限（日）=5
	blocked "T4: correction is asked for once" 第三十条
}

t6_lapse() {
	accepted 2023-04-20
	foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
	foi 2023-05-11 lapse @last
	blocked "T6: nothing lapses on the last day" 第三十条
	foi 2023-05-15 lapse @last --on 2023-05-11
	blocked "T6: nor with its date" 第三十条
	foi 2023-05-12 lapse @last
	goes "T6: it lapses on the day after" signing amend=met
	foi 2023-05-12 reply @last reply_no=示文旅公复〔2023〕6号
	goes "T6: and the notice is signed" answered
	foi 2023-05-12 show @last
	json "T6: as row 6.1" 'r[1].fields.outcome == "6.1" and r[1].closed_on == "2023-05-12"'
}

t7_unclear() {
	accepted 2023-04-20
	foi 2023-04-24 submit @last outcome=4.3 ground=条例第三十六条
	blocked "T7: not unclear before correction was asked for" 第三十条
	foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
	foi 2023-05-10 amended @last
	foi 2023-05-11 submit @last outcome=4.3
	blocked "T7: nor without its ground" 第三十六条
	foi 2023-05-11 submit @last outcome=4.3 ground=条例第三十六条
	goes "T7: still unclear, it is not available" signing reply=2023-06-07
}

third='kind=第三方|who=甲公司|sent_on=2023-04-27|received_on=2023-04-28'

# who is consulted stands in files: it is personal
consults() { # DAY MOVE ROW
	printf %s "$3" >rows
	foi "$1" "$2" @last consultations=@rows
}

t8_third_party() {
	accepted 2023-04-20
	consults 2023-04-27 consult "$third"
	goes "T8: a third party is asked, and the days do not count" open reply=paused/6 opinion=2023-05-23
	foi 2023-05-08 submit @last outcome=予以公开
	blocked "T8: nothing is signed meanwhile" 第三十二条
}

t9_opinion() {
	consults 2023-05-12 opinion "$third|answered_on=2023-05-12"
	blocked "T9: the view is part of it" 第三十二条
	consults 2023-05-12 opinion "$third|answered_on=2023-05-12|view=未答复"
	blocked "T9: silence before the time has passed is none" 第三十二条
	consults 2023-05-12 opinion "$third|answered_on=2023-04-26|view=同意公开"
	blocked "T9: no answer before the letter" 第三十二条
	consults 2023-05-12 opinion "$third|answered_on=2023-05-12|view=不同意公开"
	goes "T9: the opinion comes, and 14 days are left" open reply=2023-06-01 opinion=met
	foi 2023-05-15 review @last 'review=李四|2023-05-15|可以公开'
	foi 2023-05-15 submit @last outcome=予以公开
	blocked "T9: who disagreed is told in writing first" 第三十二条
	foi 2023-05-15 edit @last 'consultations[1].told_on=2023-05-15'
	foi 2023-05-15 submit @last outcome=予以公开
	goes "T9: then it is disclosed" signing
	accepted 2023-04-20
	consults 2023-04-27 consult "$third"
	consults 2023-05-23 opinion "$third|answered_on=2023-05-23|view=未答复"
	goes "T9: silence for fifteen working days is an answer" open reply=2023-06-12
}

t10_co_maker() {
	accepted 2023-04-20
	consults 2023-04-27 consult 'kind=共同制作机关|who=乙局|sent_on=2023-04-27|received_on=2023-04-28'
	blocked "T10: co-makers are asked by who led the making" 第三十四条
	consults 2023-04-27 consult 'kind=共同制作机关|who=乙局|sent_on=2023-04-27|received_on=2023-04-28|lead=是'
	goes "T10: and have 15 working days too" open reply=paused/6 opinion=2023-05-23
}

t11_extend() {
	accepted 2023-04-20
	foi 2023-05-22 extend @last 延期理由=量大
	blocked "T11: not when the time has passed" 第三十三条
	foi 2023-05-17 extend @last 延期理由=量大 延长工作日数=21
	blocked "T11: by 20 working days at most" 第三十三条
	foi 2023-05-17 extend @last 延期理由=量大 延长工作日数=0
	blocked "T11: nor by none" 第三十三条
	foi 2023-05-22 extend @last 延期理由=量大 --on 2023-05-17
	goes "T11: the day of the decision counts, not that of writing it down" open reply=2023-06-16
	foi 2023-05-22 extend @last 延期理由=量大
	blocked "T11: once" 第三十三条
	accepted 2023-04-20
	foi 2023-05-17 extend @last 延期理由=量大 延长工作日数=10
	goes "T11: by fewer days" open reply=2023-06-02
}

t12_ask_why() {
	accepted 2023-04-20
	foi 2023-04-26 ask_why @last 数量频次情况=三十件 说明理由期限（日）=0
	blocked "T12: the time given is a reasonable one" 第三十五条
	foi 2023-04-26 ask_why @last 数量频次情况=三十件 说明理由期限（日）=10
	goes "T12: reasons are asked for" explaining reply=held why=2023-05-06
}

t14_why() {
	foi 2023-05-05 why @last 延迟答复至=2023-05-04
	blocked "T14: what is agreed on is not over already" 第三十五条
	foi 2023-05-05 why @last 延迟答复至=2023-07-31
	goes "T14: good reasons, and the date agreed on" open reply=2023-07-31 why=met
	foi 2023-05-08 ask_why @last 数量频次情况=三十件 说明理由期限（日）=10
	blocked "T12: reasons are asked for once" 第三十五条
}

t13_unreasonable() {
	accepted 2023-04-20
	foi 2023-04-24 submit @last outcome=5.4 ground=条例第三十五条
	blocked "T13: not before reasons were asked for" 第三十五条
	foi 2023-04-26 ask_why @last 数量频次情况=三十件 说明理由期限（日）=10
	foi 2023-05-05 unreasonable @last 不合理的理由=与已答复的相同
	goes "T13: bad reasons" signing why=met
	foi 2023-05-05 show @last
	json "T13: are row 5.4, with its ground" 'r[1].fields.outcome == "5.4" and r[1].fields.ground == "条例第三十五条"'
}

t15_charge() {
	accepted 2023-04-20
	foi 2023-05-22 charge @last 'fees=basis=按件|n=12|amount=200|notice_on=2023-05-22'
	blocked "T15: not when the time for the reply has passed" 109号
	foi 2023-04-25 charge @last 'fees=basis=按件|n=12|notice_on=2023-04-25'
	blocked "T15: with the amount" 109号
	foi 2023-04-25 charge @last 'fees=basis=按件|n=12|amount=200|notice_on=2023-04-25;basis=按量|n=31|amount=10|notice_on=2023-04-25'
	blocked "T15: by one basis" 109号
	foi 2023-04-25 charge @last 'fees=basis=按件|n=12|amount=200|notice_on=2023-04-25|received_on=2023-04-26'
	goes "T15: a fee is asked for" payfee reply=held fee=2023-05-26
}

t16_paid() {
	foi 2023-05-08 paid @last 'fees[1].receipt=1'
	blocked "T16: on the day of payment" 109号
	foi 2023-05-09 paid @last 'fees[1].paid_on=2023-05-08'
	blocked "T16: which begins the clock" 109号
	foi 2023-05-29 paid @last "fees[1].paid_on=2023-05-29"
	blocked "T16: within 20 working days" 109号
	foi 2023-05-09 paid @last 'fees[1].paid_on=2023-05-08' --on 2023-05-08
	goes "T16: paid, the clock starts anew" open reply=2023-06-05 fee=met
}

t17_unpaid() {
	accepted 2023-04-20
	foi 2023-04-25 charge @last 'fees=basis=按件|n=12|amount=200|notice_on=2023-04-25|received_on=2023-04-26'
	foi 2023-05-26 lapse @last
	blocked "T17: nothing lapses on the last day" 109号
	foi 2023-05-29 lapse @last
	goes "T17: not paid, it lapses" signing fee=met
	foi 2023-05-29 show @last
	json "T17: as row 6.2" 'r[1].fields.outcome == "6.2"'
}

t18_decide() {
	accepted 2023-04-20
	foi 2023-05-15 submit @last outcome=6.1
	blocked "T18: what lapses has a move of its own" 第三十条
	foi 2023-05-15 submit @last outcome=予以公开
	blocked "T18: what is disclosed was reviewed" 第十七条
	foi 2023-05-15 review @last 'review=李四|2023-05-15|不予公开'
	foi 2023-05-15 submit @last outcome=部分公开 ground=条例第三十七条
	blocked "T18: and passed" 第十七条
	foi 2023-05-15 submit @last outcome=3.5
	blocked "T18: what is withheld has its ground" 第三十六条
	foi 2023-05-15 submit @last outcome=4.1 ground=条例第三十六条
	blocked "T18: what is not held was searched for" 第三十六条
	foi 2023-05-15 submit @last outcome=5.2 ground=条例第三十六条
	blocked "T18: what is repeated was answered before" 第三十六条
	foi 2023-05-15 submit @last outcome=3.5 ground=条例第十六条第一款
	goes "T18: a decision is put up for signing" signing reply=2023-05-19
	foi 2023-05-22 reply @last reply_no=示文旅公复〔2023〕18号
	blocked "T18: the reply is not late" 第三十三条
	foi 2023-05-19 reply @last reply_no=示文旅公复〔2023〕18号
	goes "T18: it is signed on the last day" answered reply=2023-05-19
	foi 2023-05-19 withdraw @last 书面撤回材料=有
	blocked "T21: what was decided cannot be withdrawn" 须在
}

t19_deliver() {
	foi 2023-05-22 deliver @last service=邮政企业寄送 posted_on=2023-05-22
	blocked "T19: post has the number of the postal enterprise" 235号
	foi 2023-05-22 deliver @last service=直接送达
	blocked "T19: what is handed over is signed for" 235号
	foi 2023-05-22 deliver @last service=直接送达 delivered_on=2023-05-18
	blocked "T19: after it was signed" 235号
	foi 2023-05-22 edit @last served_on=2023-05-19
	blocked "T19: nor is the day written by hand without a reason" --why
	foi 2023-05-22 deliver @last service=邮政企业寄送 posted_on=2023-05-19 tracking_no=EY1 delivered_on=2023-05-22
	goes "T19: served" delivered reply=met
	foi 2023-05-22 show @last
	json "T19: by post on the day of posting" 'r[1].fields.served_on == "2023-05-19"'
}

t20_archive() {
	foi 2023-05-23 archive @last 'dossier=申请原件;身份证明'
	blocked "T20: the file is whole" 第四十五条
	foi 2023-05-23 archive @last 'dossier=申请原件;身份证明;签发单;答复书及附件;送达凭证'
	goes "T20: it is archived" archived
	foi 2023-05-24 edit @last note=补记
	blocked "T20: and is only added to, with a reason" 归档
}

t21_withdraw() {
	accepted 2023-04-20
	foi 2023-04-26 withdraw @last 书面撤回材料=申请人来信
	goes "T21: withdrawn" delivered reply=met
	foi 2023-04-26 show @last
	json "T21: as row 6.3" 'r[1].fields.outcome == "6.3" and r[1].closed_on == "2023-04-26"'
}

t22_spot() {
	request 2023-04-20 channel=平信
	foi 2023-04-20 review @last 'review=李四|2023-04-20|可以公开'
	foi 2023-04-20 spot @last outcome=予以公开
	blocked "T22: only who is there is answered on the spot" 第三十三条
	request 2023-04-20
	foi 2023-04-20 spot @last outcome=予以公开
	blocked "T22: with what was reviewed" 第十七条
	foi 2023-04-20 review @last 'review=李四|2023-04-20|可以公开'
	foi 2023-04-21 spot @last outcome=予以公开
	blocked "T22: on that day" 第三十三条
	foi 2023-04-20 spot @last outcome=予以公开
	goes "T22: answered on the spot" delivered reply=met
}

t23_petition() {
	request 2023-04-20
	foi 2023-04-21 petition @last 告知的渠道=信访办
	goes "T23: a complaint is none" signing
	foi 2023-04-21 show @last
	json "T23: as row 5.1, with its ground" 'r[1].fields.outcome == "5.1" and r[1].fields.ground == "条例第三十九条第一款"'
	accepted 2023-04-20
	foi 2023-04-21 petition @last 告知的渠道=信访办
	blocked "T23: what was accepted is decided by submitting it" 第三十九条
}

for transition in t1_register t2_confirm t3_accept t4_correct t5_amended t6_lapse t7_unclear t8_third_party t9_opinion \
	t10_co_maker t11_extend t12_ask_why t14_why t13_unreasonable t15_charge t16_paid t17_unpaid t18_decide t19_deliver \
	t20_archive t21_withdraw t22_spot t23_petition; do
	$transition
done

# every transition left its event, with the day that counts
foi 2023-06-30 log
cat >events <<'END'
confirm 2023-04-21
accept 2023-04-20
correct 2023-04-26
amended 2023-05-12
lapse 2023-05-12
consult 2023-04-27
opinion 2023-05-23
extend 2023-05-17
ask_why 2023-04-26
why 2023-05-05
unreasonable 2023-05-05
charge 2023-04-25
paid 2023-05-08
review 2023-05-15
submit 2023-05-15
reply 2023-05-19
deliver 2023-05-22
archive 2023-05-23
withdraw 2023-04-26
spot 2023-04-20
petition 2023-04-21
END
ok "each left its event with its day" lua5.4 "$here/foi.lua" --events "$tmp/out.json" events
timeout 60 "$govpub" audit verify >"$tmp/out" 2>&1
is $? 0 "and the chain of them holds"

# --- who may
me=$(id -un)
as() { # ROLES
	printf 'return office { name = "示例市文化和旅游局", code = "sl", people = { { id = "me", name = "我", login = "%s", roles = { %s } } } }\n' \
		"$me" "$1" >office.lua
}
as '"clerk", "publisher"'
accepted 2023-04-20
foi 2023-05-17 extend @last 延期理由=量大
blocked "T11: the head of the office approves it" 第三十三条
as '"clerk", "head"'
foi 2023-05-17 extend @last 延期理由=量大
goes "T11: who may be a clerk besides" open reply=2023-06-16
foi 2023-05-17 submit @last outcome=3.5 ground=条例第十六条第一款
foi 2023-05-18 reply @last reply_no=示文旅公复〔2023〕30号
blocked "T18: but does not sign what he put up himself" 第三十六条

# --- the dates of the clocks: the vectors A to L through the verbs
rm -r "$tmp/office"
cd "$tmp" || exit 1
foi_office
vector() { # SUBJECT: a request received on 2023-04-20
	accepted 2023-04-20 subject="$1"
}
due() { # DAY
	foi "$1" list all
	mv "$tmp/out.json" records
	foi "$1" due
}
vector A
due 2023-04-20
cat >dates <<'END'
A reply 2023-05-19
A notice 2023-04-28
END
ok "A, B: twenty and seven working days" lua5.4 "$here/foi.lua" --due "$tmp/out.json" records dates
vector C
foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
foi 2023-05-10 amended @last
vector D
consults 2023-04-27 consult "$third"
consults 2023-05-12 opinion "$third|answered_on=2023-05-12|view=同意公开"
vector E
foi 2023-05-17 extend @last 延期理由=量大
vector F
consults 2023-04-27 consult "$third"
consults 2023-05-12 opinion "$third|answered_on=2023-05-12|view=同意公开"
foi 2023-05-30 extend @last 延期理由=量大
vector G
foi 2023-04-25 charge @last 'fees=basis=按件|n=12|amount=200|notice_on=2023-04-25|received_on=2023-04-25'
foi 2023-05-08 paid @last 'fees[1].paid_on=2023-05-08'
vector H
consults 2023-04-27 consult "$third"
goes "H: without an answer there is no date, but the days used" open reply=paused/6
accepted 2023-09-15 subject=U # two letters at the same time: their days are left out once
first='kind=第三方|who=甲公司|sent_on=2023-09-20|received_on=2023-09-20'
other='kind=其他机关|who=丙局|sent_on=2023-10-09'
consults 2023-09-20 consult "$first"
consults 2023-10-09 consult "$first;$other"
consults 2023-10-18 opinion "$first|answered_on=2023-10-12|view=同意公开;$other|answered_on=2023-10-18|view=同意公开"
due 2023-10-30
cat >dates <<'END'
C reply 2023-06-07
D reply 2023-06-01
E reply 2023-06-16
F reply 2023-06-30
G reply 2023-06-05
H reply -
U reply 2023-11-10
END
ok "C to H, and letters that overlap" lua5.4 "$here/foi.lua" --due "$tmp/out.json" records dates
foi 2023-10-30 due --explain 1
json "A: a Sunday before a holiday counts, the holiday does not" '(function()
	local counts = {}
	for _, c in ipairs(r.clocks) do
		for _, d in ipairs(c.clock == "reply" and c.days or {}) do counts[d.date] = d.counts end
	end
	return counts["2023-04-23"] and counts["2023-05-06"] and not counts["2023-05-01"] and not counts["2023-04-20"]
end)()'

# the same over the holidays of other years: a ledger of requests in progress
{
	echo 申请人,类别,申请方式,内容描述,收件日期,收到日期,办理状态,联系电话
	for day in 2019-05-15 2020-01-17 2021-09-15 2022-01-20 2023-09-15 2023-09-22 2023-12-15 2024-01-22 2024-02-01 2025-01-20 \
		2025-09-25 2026-02-02 2026-02-10 2026-09-20; do
		echo "张三,自然人,当面,R$day,$day,$day,办理中,13800138000"
	done
} >received.csv
timeout 60 "$govpub" foi import received.csv --history --yes --today 2026-10-30 >"$tmp/out" 2>"$tmp/err"
is $? 0 "a ledger of requests in progress is taken"
due 2026-10-30
cat >dates <<'END'
R2019-05-15 reply 2019-06-13
R2020-01-17 reply 2020-02-21
R2021-09-15 reply 2021-10-19
R2022-01-20 reply 2022-02-22
R2023-09-15 reply 2023-10-19
R2023-09-22 reply 2023-10-26
R2023-12-15 reply 2024-01-15
R2024-01-22 reply 2024-02-22
R2024-02-01 reply 2024-03-05
R2025-01-20 reply 2025-02-21
R2025-09-25 reply 2025-10-29
R2026-02-02 reply 2026-03-06
R2026-02-10 reply 2026-03-16
R2026-09-20 reply 2026-10-23
END
ok "I to L, and a year of every calendar" lua5.4 "$here/foi.lua" --due "$tmp/out.json" records dates
finish
