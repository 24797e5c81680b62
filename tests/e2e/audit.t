#!/bin/sh
# audit, backup, restore: what a clerk sees of registers that are sound, and of those that are not
. tests/lib/e2e.sh
small=$PWD/$GP_BUILD/tests/lib/small_ledger
setup
export LC_ALL=zh_CN.UTF-8
mkdir "$tmp/office" && cd "$tmp/office" || exit 1
echo 'return office { name = "某局", code = "310000" }' >office.lua
run() {
	"$govpub" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
said() { grep -qF "$1" "$tmp/out"; }
complained() { grep -qF "$1" "$tmp/err"; }
for verb in "audit verify" backup "restore x"; do
	# shellcheck disable=SC2086
	run $verb
	is "$status $(wc -l <"$tmp/err")" "2 1" "without registers: $verb"
done
"$small" . 12 || exit 1
run audit verify
is "$status" 0 "sound registers: status 0"
ok "says what was looked at" said "2 个登记簿、40 条登记、12 条记录、12 个个人信息、1 个文件"
ok "and that nothing was changed" said "没有发现改动"
run 核验 verify --json --lang en
cp "$tmp/out" "$tmp/out.json"
json "the same as JSON" "r.counts.events == 40 and #r.findings == 0"
run audit head
is "$status $(wc -l <"$tmp/out")" "0 2" "the head of every register"
ok "with its number and hash" grep -Eq '^foi 20 [0-9a-f]{64}$' "$tmp/out"
run audit seal -o "$tmp/seal" --tsa "$tmp/seal.tsq"
is "$status" 0 "a seal is written"
is "$(sed '$d' "$tmp/seal" | openssl dgst -sha256 -r | cut -d' ' -f1)" "$(sed -n 's/^end //p' "$tmp/seal")" \
	"its last line is the hash of the others"
is "$(openssl ts -query -in "$tmp/seal.tsq" -text 2>/dev/null | sed -n 's/.*Hash Algorithm: *//p')" sha256 \
	"the request for a time stamp is one"

run backup "$tmp/copy"
is "$status" 0 "a backup"
ok "says where it is" said "$tmp/copy"
ok "and what it still holds" said "个人信息仍在这份备份里"
run backup "$tmp/copy"
is "$status" 2 "a folder that is there is not written over"
run restore "$tmp/copy"
is "$status" 0 "put back"
run audit verify
is "$status" 0 "and sound"

# behind the program's back
flip() {
	at=$(grep -abo "$2" "$1" | tail -1 | cut -d: -f1)
	printf '%s' "$3" | dd of="$1" bs=1 seek="$at" conv=notrunc 2>/dev/null
}
flip data/govpub.db 'D1"},"name' 'D2"},"name'
run audit verify
is "$status" 7 "an entry or a record that was changed: status 7"
ok "each is named" grep -Eq '^(foi|message) .*：' "$tmp/out"
run audit verify --json
cp "$tmp/out" "$tmp/out.json"
json "as JSON too" "r.counts.findings == #r.findings and #r.findings > 0"
run restore "$tmp/copy"
is "$status" 0 "the backup mends it"
run audit verify
is "$status" 0 "all is well again"
file=$(basename data/files/*/*)
rm data/files/*/*
run audit verify
is "$status" 7 "a file that is gone"
ok "by its hash: its name may be personal" said "文件不见了：$file"
run backup "$tmp/second"
is "$status" 7 "a backup without it says so"
ok "how many" said "有 1 个文件"
run restore "$tmp/second"
is "$status" 7 "and is not restored unasked"
run restore --force "$tmp/second"
is "$status" 0 "but when it is forced"
run restore "$tmp/copy"
is "$status" 0 "the first one has it"
sed -i 's/^at 2/at 3/' "$tmp/second/MANIFEST"
run restore --force "$tmp/second"
is "$status" 7 "a backup that was changed is never restored"
for words in "audit" "audit x" "audit verify x" "audit verify -o f" "audit seal" "audit head --tsa f" "restore" "backup a b"; do
	# shellcheck disable=SC2086
	run $words
	is "$status $(wc -l <"$tmp/err")" "2 1" "wrong words: $words"
done
finish
