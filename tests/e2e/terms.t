#!/bin/sh
# terms: where the terms of a list stand in files
. tests/lib/e2e.sh
setup
fixtures=$PWD/tests/fixtures/xls
mkdir "$tmp/work" && cd "$tmp/work" || exit 1
terms() {
	"$govpub" terms "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
gives() { # STATUS OUTPUT NAME ARG...
	want=$1 out=$2 name=$3
	shift 3
	terms "$@"
	is "$status $(cat "$tmp/err")" "$want " "$name: status $want, nothing else said"
	is "$(cat "$tmp/out")" "$out" "$name"
}
fails() { # STATUS MESSAGE NAME ARG...
	want=$1 out=$2 name=$3
	shift 3
	terms "$@"
	is "$status $(wc -c <"$tmp/out") $(cat "$tmp/err")" "$want 0 govpub: $out" "$name"
}

printf '# wrong words\n帐号\t账号\t法律文书用“账号”\n黏贴\t粘贴\n帐号密码\nCOVID\n' >list.txt
printf '请把帐号密码\n黏贴在此，帐号。\r\n' >a.txt
printf 'nothing\n' >b.txt

gives 1 '6:帐号
19:黏贴
34:帐号' "offsets and terms, the first of the list" a.txt list.txt
gives 1 '6:帐号密码
19:黏贴
34:帐号' "the longest" --hits longest a.txt list.txt
gives 1 '6:帐号密码
6:帐号
19:黏贴
34:帐号' "all" --hits all a.txt list.txt
gives 0 '' "no hit" b.txt list.txt
gives 1 'b.txt:0
a.txt:3' "numbers of several files" --count b.txt a.txt list.txt
gives 1 'a.txt:6:帐号
a.txt:19:黏贴
a.txt:34:帐号' "several files by name" b.txt a.txt list.txt
gives 1 3 "the number of one" --count a.txt list.txt
gives 1 'a.txt:1:3: 帐号 → 账号  法律文书用“账号”
    请把帐号密码
a.txt:2:1: 黏贴 → 粘贴
    黏贴在此，帐号。
a.txt:2:6: 帐号 → 账号  法律文书用“账号”
    黏贴在此，帐号。' "for people: place, right form, note, and the line" --format text a.txt list.txt
printf '黏贴\t粘贴\n' >only.txt
gives 1 '{"schema":1,"hits":[{"file":"a.txt","offset":19,"line":2,"col":1,"text":"黏贴","term":"黏贴","instead":"粘贴","note":null}],"count":1}' \
	"for programs" --json a.txt only.txt
gives 1 '{"schema":1,"count":3}' "for programs, the number" --json --count a.txt list.txt
printf 'ｃｏｖｉｄ COVID' >wide.txt
gives 1 '0:ｃｏｖｉｄ
16:COVID' "folded" --fold wide.txt list.txt
printf '一\033[2J帐号\n' >control.txt
gives 1 'control.txt:1:6: 帐号 → 账号  法律文书用“账号”
    一\x1b[2J帐号' "nothing draws on the terminal" --format text control.txt list.txt
terms -o out.txt a.txt list.txt
is "$status $(wc -c <"$tmp/out") $(wc -l <out.txt)" "1 0 3" "into a file"

# charsets
printf '\357\273\277黏贴' >bom.txt
gives 1 '0:黏贴' "a byte order mark is no part of the text" bom.txt list.txt
printf '请把帐号密码黏贴在此，请把帐号' | iconv -f utf-8 -t gb18030 >gbk.txt
gives 1 '6:帐号
18:黏贴
39:帐号' "GBK, offsets as in UTF-8" gbk.txt list.txt
{ printf '黏贴\377政务公开工作，' && cat a.txt; } >bad.txt
gives 1 '0:黏贴
34:帐号
47:黏贴
62:帐号' "malformed bytes disturb nothing" bad.txt list.txt

# more than one piece, with and without lines
awk 'BEGIN { for (i = 0; i < 30000; i++) printf "政务公开第%05d行帐号%s", i, i % 2 ? "\n" : "，" }' >long.txt
tr -d '\n' <long.txt >line.txt
for f in long line; do
	awk -v nl="$([ $f = long ] && echo 1 || echo 0)" 'BEGIN { for (i = 0; i < 30000; i++) { print at + 23 ":帐号"
		at += i % 2 ? 29 + nl : 32 } }' >want.txt
	terms $f.txt list.txt
	is "$status" 1 "a long text ($f)"
	ok "every hit of it, in its place ($f)" cmp -s want.txt "$tmp/out"
	"$govpub" terms - list.txt <$f.txt >"$tmp/out2"
	ok "from standard input ($f)" cmp -s want.txt "$tmp/out2"
done
terms --format text line.txt list.txt
is "$(sed -n '59997p' "$tmp/out")" "line.txt:1:404985: 帐号 → 账号  法律文书用“账号”" "columns far out in a long line"
if command -v rg >/dev/null; then
	cut -f1 list.txt | grep -v '#' >plain.txt
	rg -F -o -b -N -f plain.txt long.txt >want.txt
	terms long.txt list.txt
	ok "the same as ripgrep" cmp -s want.txt "$tmp/out"
else
	ok "the same as ripgrep # SKIP no ripgrep" true
fi

# what is wrong
fails 2 "give the files and then the list of terms: govpub terms article.txt terms.txt" "a list is needed" a.txt
printf '电话\n王秀英\n' >people.txt
terms --format text "$fixtures/ledger.xls" people.txt
is "$status $(cat "$tmp/out" | sed "s|.*/ledger|ledger|")" "1 ledger.xls:21:1: 电话
    电话补正 𠮷
ledger.xls:27:1: 王秀英
    王秀英" "a document: its text, comments and properties"
head -c 5000 "$fixtures/ledger.xls" >half.xls
fails 8 "half.xls: the file is damaged: its parts cannot be put together" "half of one" half.xls people.txt

fails 2 "nothere.txt: cannot be read: No such file or directory" "a file that is not there" nothere.txt list.txt
fails 2 "nothere.txt: cannot be read: No such file or directory" "a list that is not there" a.txt nothere.txt
fails 2 ".: is a folder; name the files, as ./*" "a folder" . list.txt
fails 2 "--hits: 'some' is not first, longest or all" "an unknown choice" --hits some a.txt list.txt
fails 2 "--format: 'xml' is not plain, text or json" "an unknown format" --format xml a.txt list.txt
printf '# nothing\n' >none.txt
fails 2 "none.txt: there is no term in it" "an empty list" a.txt none.txt
printf '一\n\t二\n' >bad.txt
fails 2 "bad.txt:2: the term is missing" "a bad line is told" a.txt bad.txt
"$govpub" 查词 --lang zh --hits x a.txt list.txt 2>"$tmp/err"
is "$? $(cat "$tmp/err")" "2 govpub: --hits：“x”不是 first、longest 或 all" "in Chinese"
finish
