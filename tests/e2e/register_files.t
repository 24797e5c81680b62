#!/bin/sh
# files of people in registers: sealed with their names, gone when they are erased, none left by what was refused;
# answers to questions that are personal
. tests/lib/e2e.sh
. tests/lib/foi.sh
setup
foi_office
plain() { # DAY WORDS...: as a person sees it
	day=$1
	shift
	timeout 60 "$govpub" foi "$@" --lang zh --today "$day" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
said() { grep -qF -- "$1" "$tmp/out" "$tmp/err"; }
kept() { find data/files -type f | wc -l; }
with() { grep -rlaF "$1" data | wc -l; }
audit() { timeout 60 "$govpub" audit verify --lang zh >"$tmp/out" 2>&1; status=$?; }

echo 身份证扫描 >刘海棠身份证.pdf
echo 申请原件 >刘海棠申请.pdf
accepted 2023-04-20
foi 2023-04-20 attach @last 刘海棠身份证.pdf 刘海棠申请.pdf
is "$status $(kept)" "0 2" "files are put into the ledger"
foi 2023-04-20 edit @last 'dossier=身份证明|刘海棠身份证.pdf|2023-04-20|1'
is "$status $(kept)" "0 2" "the same bytes once"
for words in "show @last" "list all --cols no,files,dossier" "log @last" "export all --cols no,files,dossier"; do
	plain 2023-04-20 $words
	is "$(grep -c 海棠 "$tmp/out")" 0 "$words: no name of a file that has one of a person"
	foi 2023-04-20 $words
	is "$(grep -c 海棠 "$tmp/out.json")" 0 "  nor as data"
done
plain 2023-04-20 print 卷内目录 @last -o - --format md
is "$(grep -c 海棠 "$tmp/out")" 0 "nor on the list of the dossier"
plain 2023-04-20 list 海棠
ok "nor is it found by it" sh -c '! grep -q 0001 "$1"' - "$tmp/out"
plain 2023-04-20 show @last --personal
ok "who may see them sees them" said 刘海棠身份证.pdf
request 2023-04-20
foi 2023-04-20 attach @last 刘海棠申请.pdf
foi 2023-04-20 erase 1 files --why 本人要求 --yes
is "$status $(kept)" "0 2" "erased, what others or other fields have stays"
foi 2023-04-20 erase 1 --why 本人要求 --yes
is "$status $(kept)" "0 1" "then the scan of the card is gone"
is "$(with 身份证扫描) $(with 刘海棠身份证)" "0 0" "with its bytes and its name"
foi 2023-04-20 erase 2 --why 本人要求 --yes
is "$status $(kept) $(with 海棠)" "0 0 0" "and the last of them"
audit
is "$status" 0 "and the chain is sound"

# --- what was refused
request 2023-04-20
foi 2023-04-20 attach 3 刘海棠申请.pdf --on 2023-04-21
is "$status $(kept)" "2 0" "what was refused leaves no file"
foi 2023-04-20 edit 3 files=刘海棠申请.pdf delivery=没有
is "$status $(kept)" "2 0" "nor where another value was wrong"
foi 2023-04-20 add files=刘海棠申请.pdf
is "$status $(kept)" "2 0" "nor where something lacks"
foi 2023-04-20 attach 3 刘海棠申请.pdf
is "$status $(kept)" "0 1" "and what is done has it"
orphan=$(printf 别的 | sha256sum | cut -c1-64)
mkdir -p "data/files/$(echo "$orphan" | cut -c1-2)"
printf 别的 >"data/files/$(echo "$orphan" | cut -c1-2)/$orphan"
printf 半 >data/files/.new-abcdef
audit
is "$status" 1 "what a killed writer left is found"
ok "by its name" said "$orphan"
ok "and its half" said .new-abcdef
"$govpub" backup "$tmp/copy" >/dev/null
is "$(find "$tmp/copy/data/files" -type f | wc -l)" 1 "a backup does not have it"
timeout 60 "$govpub" reg rebuild --lang zh >"$tmp/out"
ok "rebuilding removes it" said "删除了 2 个"
audit
is "$status $(kept)" "0 1" "and all is well"

# --- answers
printf 海棠住院 >reason
accepted 2023-04-20
foi 2023-04-26 correct @last 补正事项=哪一类 补正期限（日）=15
foi 2023-05-12 amended @last 逾期补正的正当理由=海棠住院
is "$status" 2 "a personal answer is not given where others see it"
foi 2023-05-12 amended @last 逾期补正的正当理由=@reason
goes "but in a file, and is known to be there" open reply=2023-06-09
for words in "show @last" "log @last" "show @last --events"; do
	plain 2023-05-12 $words
	is "$(grep -c 海棠 "$tmp/out")" 0 "$words: it is sealed"
	foi 2023-05-12 $words
	is "$(grep -c 海棠 "$tmp/out.json")" 0 "  also as data"
done
plain 2023-05-12 show @last --personal
ok "who may see it sees it" said 海棠住院
plain 2023-05-12 log @last
ok "which is in the trace" said "逾期补正的正当理由"
mkdir templates
echo '迟交的理由：{{逾期补正的正当理由}}' >templates/补正告知书.md
plain 2023-05-12 print 补正告知书 @last -o letter.md
ok "a letter may show it" grep -qF 海棠住院 letter.md
foi 2023-05-12 erase @last 逾期补正的正当理由 --why 本人要求 --yes
is "$status $(with 海棠住院)" "0 0" "and it can be erased"
plain 2023-05-12 show @last --personal
ok "as is seen" said "逾期补正的正当理由  （已清除）"
audit
is "$status" 0 "and the chain is sound with it"
finish
