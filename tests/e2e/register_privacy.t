#!/bin/sh
# persons in registers: seeded in every personal field, looked for in all that the program says and writes, to who may
# not see them and to who may but did not ask; those who ask see them, and that is recorded
. tests/lib/e2e.sh
. tests/lib/foi.sh
setup
foi_office
canary='雀舌|1389999|52010519880214|queshe'
me=$(id -un)
as() { # ROLES...
	printf 'return office { name = "示例市文化和旅游局", code = "sl", people = {
		{ id = "me", name = "我", login = "%s", roles = { %s } } } }\n' "$me" "$1" >office.lua
}

# --- every personal field of requests and disputes, in the record itself and in its rows
printf 金雀舌甲 >name
printf 52010519880214001X >id
printf 13899990001 >phone
printf 雀舌路1号 >address
printf 金雀舌法 >legal
printf 金雀舌联 >contact
printf 金雀舌代 >agent
printf queshe@example.cn >email
printf 'kind=第三方|who=金雀舌三|sent_on=2023-04-24' >third
printf 金雀舌讼 >party
{
	echo 登记编号,申请人,类别,申请方式,内容描述,收件日期,收到日期,身份证号,联系电话,家庭情况
	echo '旧1,金雀舌乙,自然人,当面,批复一,2022-04-20,2022-04-20,52010519880214001X,13899990002,雀舌家住乡下'
	echo '旧2,金雀舌丙,自然人,当面,批复二,2022.4.31,2022-04-20,520105198802140018,13899990003,雀舌'
	echo '旧3,金雀舌丁,外星人,当面,批复三,2022-04-20,2022-04-20,雀舌,雀舌1389999,雀舌'
	echo '旧4,"金雀舌
戊",自然人,当面,批复四,2022-04-20,2022-04-20,,13899990005,雀舌'
	echo ',金雀舌己,,,,,,,,'
	echo '注：金雀舌庚已故,,,,,,,,,'
	echo '合计,金雀舌辛,,,,,,,,'
} >persons.csv

n=0
: >said
# run WORDS...: what it says is kept, with what it was; stdin: nothing
run() {
	case $1 in audit | backup | reg) day= ;; *) day="--today 2023-05-22" ;; esac
	# shellcheck disable=SC2086
	timeout 60 "$govpub" "$@" $day --lang zh >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	n=$((n + 1))
	{
		echo "--- $*"
		cat "$tmp/out" "$tmp/err"
	} >>said
}
# every line in which one of them stands, with what was run; none is as it should be
silent() {
	awk -v canary="$canary" '/^--- / { run = $0; next } $0 ~ canary { print run; print; bad = 1 } END { exit bad }' said
}
silent_so_far() {
	ok "$1 ($n commands)" silent
	: >said
	n=0
}
found_in() { # FILE: whether one of them stands in its bytes
	grep -aqE "$canary" "$1"
}

as '"registrar", "clerk", "publisher", "legal"'
run foi add applicant=@name credential=@id contact=@phone address=@address legal_person=@legal contact_person=@contact \
	agent=@agent email=@email category=自然人 channel=当面 subject=近五年的批复 delivery=邮寄 arrived_on=2023-04-20
is "$status" 0 "persons are registered"
run foi add applicant=@name credential=@id contact=@phone category=自然人 channel=网络 subject=同一人 delivery=邮寄 \
	arrived_on=2023-04-20 --json
run dept list
run foi accept 2023-1 dept=bgs received_on=2023-04-20 --on 2023-04-20
run foi consult 2023-1 consultations=@third --on 2023-04-24
is "$status" 0 "and one who is consulted"
run dispute add kind=行政复议 authority=某市人民政府 party=@party served_on=2023-05-10 foi=2023-1
is "$status" 0 "and one who goes to court"
run foi import persons.csv --json
run foi import persons.csv
run foi import persons.csv --history --yes -o review.xlsx
ok "a ledger of them is taken" grep -q "已导入 2 条" "$tmp/out"
run foi import persons.csv --history --yes

# --- who may see them but did not ask
run foi edit 2023-1 credential=@phone
run foi edit 2023-1 credential=@name --json
run foi edit 2023-1 email=@name
run foi edit 2023-1 contact=@nothing
run foi edit 2023-1 consultations=@third --why 重发
run foi edit 2023-1 'consultations[1].who=@name' --why 更正 --json
run foi note 2023-1 来电询问
run foi submit 2023-1 outcome=1 --json
run foi accept 2022-1
run foi advance 2023-1
run foi advance 2023-1 --json
run foi undo
readings() {
	for reg in foi dispute; do
		run $reg list all
		run $reg list all --json
		run $reg list all --csv
		run $reg list all --jsonl
		run $reg show 1
		run $reg show 1 --json
		run $reg show 1 --csv
		run $reg show 1 --events
		run $reg log
		run $reg log --json
		run $reg log --csv
		run $reg stat
		run $reg stat --json
		run $reg due
		run $reg due --json
		run $reg due --explain 1
		run $reg due --ics $reg.ics
		run $reg export --csv
		run $reg export --json
		run $reg export -o $reg.xlsx
		run $reg export -o $reg.csv
		run $reg export -o $reg.jsonl
		run $reg export --edit -o $reg-edit.xlsx
		run reg check $reg
		run reg show $reg --json
		run check $reg
		run check $reg --json
	done
	run foi list all --cols no,applicant,credential,contact,address,agent,email,legal_person,contact_person,consultations
	run foi list all --cols no,applicant,consultations --csv
	run foi list all --sort applicant
	run foi export --cols no,applicant,consultations --csv
	run foi stat --by applicant
	run dispute list all --cols no,party
	run foi list all --sort party
	run foi show 雀
	run due
	run due --json
	run due --ics all.ics
	run reg list
	run audit verify
	run audit verify --json
	run audit head --json
	run audit seal -o heads.txt --tsa heads.tsq
}
readings
silent_so_far "nothing of them is said to who may see them but did not ask"

# --- who may not
as '"editor"'
readings
for words in "list all --personal" "list all --json --personal" "show 2023-1 --personal" "show 2023-1 --json --personal" \
	"export --personal --csv" "export --personal --json" "export --personal -o secret.xlsx" "export --edit --personal -o secret2.xlsx"; do
	# shellcheck disable=SC2086
	run foi $words
	is "$status" 3 "refused: $words"
done
run foi edit 2023-1 applicant=@name
is "$status" 3 "who may not see them cannot change them"
run foi erase 2023-1 --why x
run foi undo
silent_so_far "nor to who may not see them, however they ask"
as '"head"'
run foi show 2023-1 --personal --json
ok "a head sees the applicant and the third party only" \
	sh -c "grep -q 金雀舌甲 '$tmp/out' && ! grep -qE '1389999|520105|queshe|雀舌路|金雀舌代' '$tmp/out'"
: >said

# --- files that were written for anybody
mkdir books
leaks=
for file in *.xlsx; do
	case $file in review.xlsx | persons-*) continue ;; esac # they give back to who imports the rows that need mending
	if command -v unzip >/dev/null; then
		unzip -p "$file" >"books/$file.xml" 2>/dev/null || leaks="$leaks $file:unreadable"
		if found_in "books/$file.xml"; then leaks="$leaks $file"; fi
	fi
done
for file in *.csv *.jsonl *.ics heads.*; do
	[ "$file" = persons.csv ] && continue
	if found_in "$file"; then leaks="$leaks $file"; fi
done
is "$leaks" "" "no workbook, CSV, JSON or calendar has them"
is "$(find import -type f -exec grep -lE "$canary" {} +)" "" "nor what was learnt of the ledger's columns"
run backup kept
is "$(find kept -type f ! -name '*.db' -exec grep -laE "$canary" {} +)" "" "nor a backup's manifest"
is "$(find data -type f ! -name 'govpub.db*' -exec grep -laE "$canary" {} +)" "" "nor any file but the ledger itself"
is "$(find data kept -type f -name "*.db*" \( -perm -040 -o -perm -004 \) | wc -l)" 0 "which nobody else can read"
is "$(find "$XDG_STATE_HOME" "$TMPDIR" -type f -exec grep -laE "$canary" {} +)" "" "nor what the program left elsewhere"
silent_so_far "nor what is said about it"

# --- those who ask see them, and it is recorded
as '"publisher"'
reads() {
	timeout 60 "$govpub" foi log --json --today 2023-05-22 >"$tmp/log.json"
	lua5.4 -e 'local n = 0
		for _, e in ipairs(require "cjson".decode(io.read "a")) do if e.kind == "read" then n = n + 1 end end
		print(n)' <"$tmp/log.json"
}
before=$(reads)
run foi show 2023-1 --personal
for word in 金雀舌甲 52010519880214001X 13899990001 雀舌路1号 金雀舌法 金雀舌联 金雀舌代 queshe@example.cn 金雀舌三; do
	ok "shown to who may: $word" grep -q "$word" "$tmp/out"
done
is "$(reads)" $((before + 1)) "the reading of one record is an event"
run foi list all --personal --cols no,applicant
ok "the list has them too" grep -q 金雀舌乙 "$tmp/out"
records=$(wc -l <"$tmp/out")
is "$(reads)" $((before + 1 + records)) "with an event a record"
run foi export --personal -o persons.xlsx
is "$(reads)" $((before + 1 + 2 * records)) "so has an export"
as '"publisher", "head"'
run foi erase 2023-1 --why 保存期满 --yes
run foi show 2023-1 --personal
ok "what was erased is seen by nobody" sh -c "! grep -qE '$canary' '$tmp/out'"
run audit verify
is "$status" 0 "and the chain holds without it"
finish
