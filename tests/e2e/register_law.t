#!/bin/sh
# the law's ends of a register: what a refusal names, who answered when several were asked, deadlines that do not
# matter any more, dates that have not come
. tests/lib/e2e.sh
. tests/lib/foi.sh
setup
foi_office
said() { grep -qF -- "$1" "$tmp/err"; }
plain() { # DAY WORDS...: as a person sees it
	day=$1
	shift
	timeout 60 "$govpub" foi "$@" --lang zh --today "$day" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
printed() { grep -qF -- "$1" "$tmp/out"; }

# --- a state that does not allow it
accepted 2023-04-20
foi 2023-04-24 submit @last outcome=3.5 ground=条例第十六条第一款
foi 2023-04-24 reply @last reply_no=示文旅公复〔2023〕1号
foi 2023-04-24 withdraw @last 书面撤回材料=有
blocked "what was answered is not withdrawn, by an article" 第三十六条
ok "and what can be done now is said" said "现在可以办理：送达、沟通记录"
foi 2023-04-24 correct @last 补正事项=哪一类 补正期限（日）=15
blocked "a move has its own article" 第三十条
ok "beside that of the state" said 第三十六条
foi 2023-04-24 deliver @last service=直接送达 delivered_on=2023-04-24
foi 2023-04-24 archive @last 'dossier=申请原件;身份证明;签发单;答复书及附件;送达凭证'
foi 2023-04-25 edit @last note=补记
blocked "what was filed is changed with a reason, by an article" 第四十五条
timeout 60 "$govpub" foi withdraw @last 书面撤回材料=有 --lang en --today 2023-04-25 >"$tmp/out" 2>"$tmp/err"
ok "where nothing can be done, that is said too" said "what can be done now: nothing"

# --- opinions, one by one
accepted 2023-04-20
cat >rows <<'END'
kind=第三方|who=甲公司|sent_on=2023-04-24|received_on=2023-04-25
kind=第三方|who=乙公司|sent_on=2023-04-25|received_on=2023-04-26
END
foi 2023-04-25 consult @last consultations=@rows
foi 2023-05-10 opinion @last
blocked "an opinion is somebody's" 第三十二条
ok "who has not answered is named, but not by name" said "第1行第三方 2023-04-24发出、第2行第三方 2023-04-25发出"
foi 2023-05-10 opinion @last 'consultations[1].answered_on=2023-05-10' 'consultations[1].view=同意公开'
goes "that of one is in" open reply=paused/3 opinion=2023-05-19
foi 2023-05-10 opinion @last 'consultations[1].answered_on=2023-05-10' 'consultations[1].view=同意公开'
blocked "the same once more says nothing" 第三十四条
ok "and who is waited for is named" said "还没有收到的：第2行第三方"
printf 'kind=第三方|who=甲公司|sent_on=2023-04-24|received_on=2023-04-25|answered_on=2023-05-10|view=同意公开' >rows
foi 2023-05-10 opinion @last consultations=@rows
blocked "nobody who was asked is forgotten" 第三十二条
plain 2023-05-10 advance @last
ok "while one is waited for, an opinion may come" printed 收到意见
foi 2023-05-12 opinion @last 'consultations[2].answered_on=2023-05-12' 'consultations[2].view=不同意公开'
goes "then that of the other" open opinion=met
foi 2023-05-12 opinion @last
blocked "when all have answered there is no more" 都已经收到
plain 2023-05-12 advance @last
ok "nor may there be" printed "不可做：收到意见 —— 征求的意见都已经收到"

# --- deadlines that do not matter any more
accepted 2023-04-20
foi 2023-04-21 extend @last 延期理由=量大
goes "what is extended was understood: correction is not asked for in time" open notice=closed
accepted 2023-04-20
foi 2023-05-15 submit @last outcome=3.5 ground=条例第十六条第一款
plain 2023-05-15 show @last
ok "nor late where it never was" sh -c '! grep "补正告知期限.*逾期" "$1"' - "$tmp/out"
accepted 2023-04-20
printf 'kind=第三方|who=甲公司|sent_on=2023-04-24|received_on=2023-04-25' >rows
foi 2023-04-24 consult @last consultations=@rows
foi 2023-04-26 withdraw @last 书面撤回材料=来信
plain 2023-06-30 due
ok "of what was withdrawn no opinion is waited for" sh -c '! grep 征求意见 "$1"' - "$tmp/out"

# --- what has not come yet
future=$(date -d '+20 days' +%F)
request "$future"
is "$status" 2 "nothing is registered before its day by calling it today"
ok "as is said" said "--today 只用于推算"
foi "$future" accept 1 dept=bgs --on "$(date +%F)"
ok "what is done today may look ahead" sh -c '! grep -q -- --today "$1"' - "$tmp/err"
plain "$future" due
is "$status" 0 "reckoning may"
foi 2023-04-20 extend 1 延期理由=量大 --on 2023-04-21
is "$status" 2 "nor behind the day that is taken for today"

# --- the trace of a day
accepted 2023-04-20
foi 2023-04-24 submit @last outcome=3.5 ground=条例第十六条第一款
foi 2023-04-25 return @last 退回意见=再核
foi 2023-04-26 undo --yes
plain 2023-05-10 show @last --as-of 2023-04-24 --events
ok "the trace of a day has what was done by then" printed 送签
ok "not what came later" sh -c '! grep -q 退回 "$1"' - "$tmp/out"
foi 2023-05-10 show @last --as-of 2023-04-25 --events
json "nor what was taken back" '#r[1].events == 3'

# --- forms by a part of their names
plain 2023-05-10 print 登记表 @last -o form.md
is "$status" 0 "a part of a form's name is enough"
plain 2023-05-10 print 征求 @last
is "$status" 2 "where no other has it"
ok "those that have are named" said 征求第三方意见书、征求意见告知书、征求共同制作机关意见书
finish
