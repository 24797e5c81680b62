#!/bin/sh
# all that follows from the entries is made again as it was; what is wrong with it is named, and old deadlines are no damage
. tests/lib/e2e.sh
setup
lua_verb=$PWD/$GP_BUILD/tests/lib/lua_verb dump=$PWD/tests/lib/verbs/register_dump.lua
cd "$tmp" || exit 1
"$govpub" init --lang zh office >/dev/null
cd office || exit 1
printf 张三 >name
printf 13800138000 >phone
printf 11010519491231002X >id
run() {
	"$govpub" "$@" --lang zh >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
foi() { run foi "$@" --today 2023-04-20 --no-input --yes; }
said() { grep -qF "$1" "$tmp/out"; }
dump() { "$lua_verb" "$dump" . >"$1"; }
# sql TEXT: behind the program's back
sql() { sqlite3 data/govpub.db "$1"; }

# --- a record with undo and erasure, one that was taken back, and an import
run dept add code=bgs name=办公室 --no-input
for i in 1 2; do
	foi add applicant=@name contact=@phone 申请人类别=自然人 申请渠道=网络 subject=近五年的批复 获取方式=邮寄 credential=@id \
		arrived_on=2023-04-20
done
foi undo
foi 双方确认 1 received_on=2023-04-20
foi 受理 1 dept=办公室
foi undo
foi 受理 1 dept=办公室
foi note 1 电话联系过
foi erase 1 contact --why 保存期满
is "$status" 0 "a life with everything in it"
cat >old.csv <<'END'
编号,收到日期,所需信息描述,申请人类别,办理状态
示公开申〔2022〕0007号,2022-03-01,旧的申请,自然人,办理中
END
foi import old.csv --history
dump "$tmp/before"
is "$(grep -c '^{"record"' "$tmp/before")" 4 "four records"
for what in move link words clock; do
	ok "  and what belongs to them: $what" grep -q "^{\"$what\"" "$tmp/before"
done
is "$(grep -c 张三 "$tmp/before")" 0 "nothing personal among it"
run reg rebuild --today 2023-04-20
is "$status" 0 "made again"
dump "$tmp/after"
ok "byte by byte as it was" cmp "$tmp/before" "$tmp/after"
run audit verify --today 2023-04-20
is "$status" 0 "and sound"
is "$(grep -c 期限 "$tmp/out")" 0 "with all deadlines as they were"

# --- what is wrong is named, and mended
command -v sqlite3 >/dev/null || { finish; exit; }
damaged() {
	run audit verify --today 2023-04-20
	is "$status" 7 "$1"
	ok "  it says which" said "$2"
	run reg rebuild --today 2023-04-20
	run audit verify --today 2023-04-20
	is "$status" 0 "  and it is made again"
}
sql "DELETE FROM link WHERE reg = 'foi'"
damaged "a link that is gone" "关联和记录的内容不一致"
sql "UPDATE fts_content SET c0 = '别的'"
damaged "words that are others" "全文检索的内容和记录不一致"
sql "UPDATE record SET state = 'archived' WHERE reg = 'foi'"
damaged "a state that no entry gave" "记录和登记的内容不一致"
sql "UPDATE clock SET due = '2024-01-01' WHERE due IS NOT NULL"
run audit verify --today 2023-04-20
is "$status" 0 "deadlines that are out of date are no damage"
ok "they are computed anew" said "条记录的期限已按现在的日历和声明重算"
dump "$tmp/after"
ok "and are as they were" cmp "$tmp/before" "$tmp/after"
finish
