#!/bin/sh
# what was erased stands nowhere any more: not in the file of the registers, its log, or beside it
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init --lang zh office >/dev/null
cd office || exit 1
foi() {
	"$govpub" foi "$@" --lang zh --today 2023-04-20 --no-input --yes >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
# how many files of the registers have these bytes
with() { grep -rlaF "$1" data | wc -l; }
said() { grep -qF "$1" "$tmp/out"; }

printf 欧阳第一 >one
printf 欧阳第二 >two
printf 慕容第四 >third
printf 13800138000 >phone
printf 11010519491231002X >id
foi add applicant=@one contact=@phone 申请人类别=自然人 申请渠道=网络 subject=近五年的批复 获取方式=邮寄 credential=@id \
	arrived_on=2023-04-20
foi edit 1 applicant=@two
foi edit 1 credential=
is "$status" 0 "a name, another name, and a number that was taken away"
cat >old.csv <<'END'
编号,收到日期,所需信息描述,申请人类别,办理状态,来访人说明
示公开申〔2022〕0007号,2022-03-01,旧的申请,自然人,办理中,本人司马第三的情况
END
foi import old.csv --history
ok "what stood beside the fields is kept as a note" said "存备注 1"
for value in 欧阳第一 欧阳第二 11010519491231002X; do
	ok "in the registers: $value" test "$(with $value)" -gt 0
done
is "$(with 司马第三)" 1 "and what the note says"
"$govpub" backup "$tmp/year" --lang zh >"$tmp/out"
ok "a backup says until when it is kept" grep -qE "^until [0-9]{4}-[0-9]{2}-[0-9]{2}$" "$tmp/year/MANIFEST"
"$govpub" backup "$tmp/copy" --until 2027-06-30 --lang zh >"$tmp/out"
is "$(sed -n 's/^until //p' "$tmp/copy/MANIFEST")" 2027-06-30 "which is told to it"
ok "and why" said "此后清除的个人信息仍在这份备份里，请在 2027-06-30 前销毁备份"
"$govpub" restore "$tmp/copy" --lang zh >"$tmp/out"
ok "what was restored over lies beside the registers" test -s data/govpub.db.before-restore

foi erase 1 applicant --why 本人要求
is "$status" 0 "one field is erased"
is "$(with 欧阳第一) $(with 欧阳第二)" "0 0" "all that it ever held is gone, from there too"
ok "another is not" test "$(with 13800138000)" -gt 0
foi add applicant=@third contact=@phone 申请人类别=自然人 申请渠道=网络 subject=误登的一件 获取方式=邮寄 arrived_on=2023-04-20
no=$("$govpub" foi list all --csv --sort -rid --cols no | sed -n 2p | tr -d '\r')
foi undo
ok "what was entered by mistake is still sealed" test "$(with 慕容第四)" -gt 0
"$govpub" foi show "$no" --lang zh >"$tmp/out"
ok "it is found by its whole number" sh -c 'grep -q "^状态 .*已作废" "$0" && [ "$(grep -c ^状态 "$0")" = 1 ]' "$tmp/out"
foi edit 1 split_of="$no"
is "$status" 2 "nothing refers to it"
foi erase "$no" --why 误登
is "$status:$(with 慕容第四)" "0:0" "and its people are erased"
foi erase 1 2022-7 --why 保存期满
is "$status" 0 "all that is personal is erased"
is "$(with 13800138000) $(with 11010519491231002X)" "0 0" "also what the record does not show any more"
is "$(with 司马第三)" 0 "and what was noted beside the fields"
"$govpub" foi show 1 --personal --lang zh >"$tmp/out"
ok "it shows that there was something" said "（已清除）"
"$govpub" audit verify >"$tmp/out"
is $? 0 "the chain is sound without it"
ok "the backup has it" grep -qaF 欧阳第二 "$tmp/copy/data/govpub.db"
rm -r data
"$govpub" restore "$tmp/copy" --lang zh >"$tmp/out"
ok "and is taken back with what it holds" test "$(with 欧阳第二)" -gt 0
finish
