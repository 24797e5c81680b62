#!/bin/bash
# a reader that goes away ends a verb as it ends other programs: by the signal, without a word, with nothing half done
. tests/lib/e2e.sh
setup
export LANG=zh_CN.UTF-8
"$govpub" init --lang zh "$tmp/office" >/dev/null
cd "$tmp/office" || exit 1
"$govpub" dept add code=bgs name=办公室 --no-input -q

# ended NAME WORDS...: into a pipe that nobody reads from
ended() {
	local name=$1
	shift
	mkfifo "$tmp/pipe"
	exec 8<>"$tmp/pipe"
	exec 7>"$tmp/pipe" 8<&-
	timeout 60 "$govpub" "$@" >&7 2>"$tmp/err" </dev/null
	status=$?
	exec 7>&-
	rm "$tmp/pipe"
	is "$status $(cat "$tmp/err")" "141 " "$name"
}
ended "a verb in C" rules list
ended "help" help
ended "a verb of text" workday 2023-04-20
ended "a verb in Lua" dept list
ended "as data" dept list --json
ended "the trace" dept log
ended "a declaration" reg show dept
ended "what writes has written" dept add code=ghc name=规划处 --no-input
is "$("$govpub" dept list | grep -c 规划处)" 1 "all of it"
"$govpub" audit verify >/dev/null
is $? 0 "and the registers are whole"
"$govpub" dept list >/dev/full 2>"$tmp/err"
is $? 8 "a full disk is no reader"
ok "and is said" test -s "$tmp/err"
"$govpub" dept show 99 2>"$tmp/err" | true
ok "what went wrong before is said" test -s "$tmp/err"
finish
