#!/bin/sh
# govpub help: the manual is in the binary, in both languages
. tests/lib/e2e.sh
setup
missing=
for page in man/*.[1-9]; do
	name=${page##*/}
	for lang in zh en; do
		"$govpub" help --lang "$lang" "$name" >"$tmp/out" 2>&1 && grep -q NAME "$tmp/out" || missing="$missing $lang/$name"
	done
done
is "$missing" "" "every page is there"
"$govpub" help run --lang en >"$tmp/out"
ok "a verb has its page" grep -q 'govpub-run – run a script' "$tmp/out"
"$govpub" help 运行 --lang=zh >"$tmp/out"
ok "in Chinese, by the verb's Chinese name" grep -q '^说明$' "$tmp/out"
ok "as plain text" sh -c '! grep -q "$(printf "\010")" "$1"' sh "$tmp/out"
"$govpub" help rules.7 --lang en >"$tmp/out"
ok "a page of another section" grep -q '^GOVPUB-RULES(7)' "$tmp/out"
"$govpub" help --lang en >"$tmp/out"
ok "without a word the verbs are listed" grep -q '^  shell  *try Lua' "$tmp/out"
"$govpub" help --lang en nothing >"$tmp/out" 2>"$tmp/err"
is "$? $(cat "$tmp/out" "$tmp/err")" "2 govpub: no help on 'nothing'; 'govpub help' lists the verbs, 'govpub reg' the registers" "a word without a page"
"$govpub" help "$(printf '%0500d' 0)" >"$tmp/out" 2>&1
is "$?" 2 "a word as long as none is"
"$govpub" help ../run >"$tmp/out" 2>&1
is "$?" 2 "and one that is a path"
if command -v script >/dev/null && command -v less >/dev/null; then
	printf q | timeout -k 5 30 env TERM=vt100 script -qec "stty rows 20; $govpub help --lang en run" /dev/null >"$tmp/out" 2>&1
	ok "on a terminal a pager shows it" grep -q 'run a script' "$tmp/out"
	ok "and stops at the end of the screen" sh -c '! grep -q "SEE ALSO" "$1"' sh "$tmp/out"
fi
finish
