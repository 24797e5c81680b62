#!/bin/sh
# workshop: lessons start, say what is missing, and are done with their solution
. tests/lib/e2e.sh
setup
repo=$PWD
cd "$tmp" || exit 1
workshop() {
	"$govpub" workshop "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
# the commands of a README, in a block or indented, and whether the learner can type them: status 0, or 1 for a finding
commands() {
	sed -n '/^ *```sh$/,/^ *```$/{/```/!s/^ *//p;d}; s/^    \(govpub\|mkdir\|mv\) /\1 /p' "$1"
}
can_be_typed() { # LESSON SOLUTION
	(cd "$1/portal" && commands ../README.md >"$tmp/typed" && test -s "$tmp/typed" &&
		while read -r line; do
			sh -c "$line" </dev/null || test $? -eq 1 || exit 2
			case $line in "govpub new "*) cp -r "$2/." .. ;; esac # what was begun is written by hand
		done <"$tmp/typed")
}
mkdir bin
ln -s "$govpub" bin/govpub
PATH="$tmp/bin:$PATH"

workshop list
numbers=$(ls "$repo/examples/workshop" | sed -n 's/^0*\([0-9]*\)-.*/\1/p')
is "$status $(grep -o '^[0-9]*' out | tr '\n' ' ')" "0 $(echo "$numbers" | tr '\n' ' ')" "the lessons are listed"
for n in $numbers; do
	workshop start "$n" "lesson $n"
	is "$status" 0 "lesson $n starts"
	ok "and says what to read" grep -q "lesson $n/README.md" out
	ok "which is there, in both languages" test -s "lesson $n/README.md" -a -s "lesson $n/README.zh-CN.md"
	workshop check "$n" "lesson $n"
	is "$status" 1 "lesson $n is not done at the start"
	ok "what is missing is said, a line each" sh -c 'grep -q . out && ! grep -qv "^Missing: " out'
	ok "both READMEs have the same commands" same_words "$(commands "lesson $n/README.md")" \
		"$(commands "lesson $n/README.zh-CN.md")"
	solution=$(echo "$repo/examples/workshop/$(printf %02d "$n")-"*/solution)
	cp -r "$solution/." "lesson $n"
	rm -f "lesson $n/terms/places.txt" # one of them makes it
	ok "the commands of its README can be typed as they stand" can_be_typed "lesson $n" "$solution"
	workshop check "$n" "lesson $n"
	is "$status $(cat out)" "0 Lesson $n is done." "lesson $n is done with its solution"
done
cd "lesson 3/portal" || exit 1
workshop 检查 3
is "$status" 0 "check looks in the current folder and above it"
cd ../..

rule="lesson 3/rules/policy/message-board.lua"
cp "$rule" rule.lua
missing() { # NAME PATTERN
	workshop check 3 "lesson 3"
	is "$status" 1 "$1: not done"
	ok "  and said" grep -q "^Missing: .*$2" out
	cp rule.lua "$rule"
}
sed -i 's/report { at/____ { at/' "$rule"
missing "a gap" "line [0-9]* still has a gap"
sed -i 's/"留言板"/"局长信箱"/' "$rule"
missing "a rule that finds the wrong pages" "page without a message board"
sed -i '/articletitle then/d' "$rule"
missing "a rule that finds too many pages" "2 pages are reported in error"
sed -i 's/finds = 0/finds = 1/' "$rule"
missing "a test that fails" "not all tests pass"
sed -i 's/return rule/return roule/' "$rule"
missing "a rule that is broken" "does not run yet"
rm "$rule"
missing "a file that was lost" "is not there"
form="lesson 8/reports/district.lua"
text="lesson 8/annual-report/2025/district.md"
cp "$form" form.lua
cp "$text" text.md
missing_form() { # NAME PATTERN
	workshop check 8 "lesson 8"
	is "$status" 1 "$1: not done"
	ok "  and said" grep -q "^Missing: .*$2" out
	cp form.lua "$form"
	cp text.md "$text"
}
sed -i 's/七、基层/七、基础/' "$form"
missing_form "a form with another section" "has no section"
sed -i '/^# 七/,$d' "$text"
missing_form "a section without a text" "has no text yet"
sed -i 's/窗口收到的也算//' "$form"
missing_form "a hint that leaves out what matters" "says nothing of the counter"
sed -i 's/== 0 then/== 1 then/' "$form"
missing_form "a check that misses the fault" "received.json are not found"
sed -i 's/== 0 then/~= nil then/' "$form"
missing_form "a check that cries wolf" "is reported as well"
sed -i 's/sections = {/sektions = {/' "$form"
missing_form "a form that is broken" "cannot be used yet"
files="$repo/examples/workshop/06-document"
wanted() { # LESSON NAME PATTERN
	workshop check "$1" "lesson $1"
	is "$status" 1 "$2: not done"
	ok "  and said" grep -q "^Missing: .*$3" out
}
cp "$files/start/files/"* "lesson 6/files"
wanted 6 "identity numbers on a hidden sheet" "hidden sheet"
ok "a sentence deleted while changes were tracked" grep -q "tracked change" out
ok "and the mark of an internal paper" grep -q "mark of an internal paper" out
rm "lesson 6/files/"*
workshop check 6 "lesson 6"
is "$status" 0 "files that are held back are as good as mended ones"
sed -i 's/document:at(from)/document:at(1)/; s/"待定"$/"报名"/' "lesson 6/rules/files/placeholder.lua"
wanted 6 "a word that is not the one" "not all tests pass"
rm "lesson 5/terms/places.txt"
(cd "lesson 5/portal" && "$govpub" new terms places >../../out)
is "$?" 0 "the list of lesson 5 begins as its README says"
printf '云烂市  云澜市\n' >>"lesson 5/terms/places.txt"
wanted 5 "columns without a Tab" "Tab key"
printf '云烂市\t云澜市\n文广局\t文化和旅游局\n' | iconv -t gbk >"lesson 5/terms/places.txt"
workshop check 5 "lesson 5"
is "$status" 0 "a list in GBK will do"

register="lesson 11/registers/training.lua"
cp "$register" register.lua
missing_register() { # NAME PATTERN
	wanted 11 "$1" "$2"
	cp register.lua "$register"
}
sed -i 's/pii = true/pii = false/' "$register"
missing_register "a telephone number for everybody" "not personal"
sed -i 's/hours >= 2/hours >= 1/' "$register"
missing_register "a condition that lets too much pass" "two hours"
sed -i 's/@hold:{year}/@file:{year}/' "$register"
missing_register "a figure that counts something else" "new training was not held"
sed -i 's/moves = {/mooves = {/' "$register"
missing_register "a register that is broken" "cannot be used yet"
(cd "lesson 11" && "$govpub" training undo >../out)
wanted 11 "what was taken back" "new training was not held"
ok "  and its deadline" grep -q "not among the deadlines" out
rm -r "lesson 11/data"
wanted 11 "a ledger that was not imported" "only 0 trainings"

workshop check --lang zh 3 "lesson 1"
ok "Chinese was asked for and is spoken" grep -q '^还差：' out

workshop guide
is "$status" 0 "the trainer's guide is printed"
ok "as it is in the tree" cmp -s out "$repo/examples/workshop/TRAINER.md"
"$govpub" workshop --lang zh 指南 >zh
ok "and in Chinese" cmp -s zh "$repo/examples/workshop/TRAINER.zh-CN.md"
ok "both guides have the same commands" same_words "$(commands out)" "$(commands zh)"
sh -ec "$(commands out | sed 's/seq 1 20/seq 1 3/')" >typed
is "$?" 0 "which can be typed as they stand"
is "$(ls class | grep -c '^[0-9]*$') $(grep -c '^class/.*Missing: ' typed) $(tail -n 1 typed)" "3 3 0" \
	"everybody has a folder, and what each lacks is said"
for n in $(seq 1 20); do
	{
		"$govpub" workshop start 3 "at-once/$n" >"at-once.$n" 2>&1 &&
			"$govpub" workshop check 3 "at-once/$n" >>"at-once.$n" 2>&1
		echo "status $?" >>"at-once.$n"
	} &
done
wait
is "$(cat at-once.* | grep -c '^Missing: ') $(cat at-once.* | grep -c '^status 1$')" "20 20" "twenty start and check at once"
same_lessons() { # both READMEs name every lesson by its title
	"$govpub" workshop --lang "$1" list | sed -n 's/^\([0-9]*\)  \(.*\)[（ ][(约].*/\1 \2/p' | sed 's/ $//' >titles
	test -s titles || return 1
	while read -r line; do grep -qF "| $line |" "$repo/$2" || { echo "# $line" && return 1; }; done <titles
}
ok "README.md names every lesson" same_lessons en README.md
ok "README.zh-CN.md names every lesson" same_lessons zh README.zh-CN.md

guide="lesson 1/portal/zwgk/zn.html"
touch "lesson 1/mine.txt"
sed -i 's/机构/____/' "$guide"
workshop reset 1 "lesson 1"
is "$status" 0 "a lesson begins again"
ok "what was changed is as at the start" cmp -s "$guide" "$repo/examples/portal/zwgk/zn.html"
ok "and is kept beside" grep -q ____ "lesson 1/before-reset/portal/zwgk/zn.html"
ok "a file of the learner's own stays" test -e "lesson 1/mine.txt"
workshop 重来 1 "lesson 1"
is "$status $(ls -d "lesson 1/before-reset"*)" "0 lesson 1/before-reset" "when nothing was changed, nothing is kept"
rm "$guide"
echo mine >>"lesson 1/office.lua"
workshop reset 1 "lesson 1"
is "$(ls "lesson 1/before-reset-2") $(test -e "$guide" && echo back)" "office.lua back" \
	"once more: another folder for what was changed, and what was deleted is back"
workshop reset 2 "lesson 1"
is "$status $(wc -l <err)" "3 1" "the folder of another lesson is left alone"

workshop start 1 "lesson 1"
is "$status $(wc -l <err)" "3 1" "a folder with files is refused"
workshop start 77 x
is "$status $(wc -l <err)" "2 1" "a lesson that is none"
workshop start 1
is "$status $(wc -l <err)" "2 1" "no folder"
workshop check
is "$status $(wc -l <err)" "2 1" "no lesson named"
workshop check 1 .
is "$status $(wc -l <err)" "2 1" "a folder where nothing was started"
workshop begin 1 x
is "$status $(wc -l <err)" "2 1" "a word that is none"
workshop list 1
is "$status $(wc -l <err)" "2 1" "a word too many"
finish
