#!/bin/sh
# completion: what stands at the cursor comes from the verbs, the manual, the declarations and the records
. tests/lib/e2e.sh
. tests/lib/register.sh
setup
if ! command -v bash >/dev/null; then skip_all "there is no bash"; fi
office
PATH=${govpub%/*}:$PATH
export LANG=en_US.UTF-8 LC_ALL=en_US.UTF-8

# at N WORD…: the words that are offered for the N-th, on one line
at() {
	n=$1
	shift
	(cd "$tmp/office" && timeout 30 "$govpub" completion --words "$n" -- "$@") >"$tmp/out" 2>"$tmp/err"
	cut -f1 "$tmp/out" | tr '\n' ' ' | sed 's/ $//'
}
# tab LINE WORD…: what bash offers for the last of the words that it made of the line
tab() {
	(cd "$tmp/office" && timeout 30 bash -c 'source <(govpub completion bash) || exit 1
		COMP_LINE=$1 && shift && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _govpub && printf "%s\n" "${COMPREPLY[@]}"' bash "$@") \
		2>"$tmp/err" | tr '\n' ' ' | sed 's/ $//'
}

reg training add title=first on=2023-04-28 hours=3 code=A1
reg training add title=second on=2023-05-08 hours=3 code=A2
reg training hold 1

# --- verbs
at 1 '' | tr ' ' '\n' | sort >"$tmp/got"
{ "$govpub" help | awk '/^  [a-z]/ { print $1 }' && printf '%s\n' dept dispute figure foi precedent training; } | sort >"$tmp/want"
ok "every verb and every register" diff "$tmp/want" "$tmp/got"
is "$(at 1 aud)" audit "those that begin so"
is "$(at 1 核)" 核验 "who types Chinese is answered in Chinese"
is "$(at 1 培)" "培训 培训班" "registers by title or alias too"
is "$(at 2 rules ver)" verify "the commands of a verb"
is "$(at 3 rules verify --j)" --json "and their options alone"
is "$(at 3 rules verify --diff)" "" "not those of others"
is "$(at 2 check --)" "--fail-on --json --lang --today" "options of a verb in Lua"
is "$(at 2 check-links --off)" --offline "and of one in C"
is "$(at 3 due --lang '')" "zh en" "what an option may be"
is "$(at 2 due tr)" training "registers as operands"
is "$(at 2 page '')" "" "files are left to the shell"
ok "  which is told so" grep -qx "$(printf '\tfiles')" "$tmp/out"

# --- registers
is "$(at 2 training ad)" "add advance" "actions"
is "$(at 2 training ho)" hold "moves"
is "$(at 2 训练 '')" "" "nothing where there is no such register"
is "$(at 2 training '' 1)" "$(at 2 training '' 1 | tr ' ' '\n' | grep -vx hold | tr '\n' ' ' | sed 's/ $//')" \
	"of the record behind the cursor only the moves that it can make"
ok "  such as these" grep -q "^file	" "$tmp/out"
is "$(at 3 training hold '')" 2023-2 "of a move the records that it goes from"
is "$(sed 's/.*	//' "$tmp/out")" second "with what they are about"
is "$(at 3 training show '')" "2023-2 2023-1" "records, the newest first"
is "$(at 4 training hold 2 ho)" hours= "what a move asks for"
is "$(at 4 training edit 2 ti)" title= "fields"
is "$(at 5 training edit 2 title=x ti)" "" "a field once"
is "$(at 4 training edit 2 级)" 级别= "by label"
is "$(at 4 training edit 2 level=)" "level=city level=unit" "the values of a field"
is "$(at 4 training edit 2 级别=市)" 级别=市级 "and their labels"
is "$(at 4 training edit 2 teacher=)" "teacher=@ teacher=-" "a personal value is never typed"
is "$(at 3 training list st)" state: "a filter"
is "$(at 3 training list 'state:plan,h')" "state:plan,held" "its states"
is "$(at 3 training list 'level:市级 状态:计')" "level:市级 状态:计划" "its last term"
is "$(at 3 training list file:ov)" file:overdue "clocks"
is "$(at 3 training list @h)" @hold "moves that were made"
is "$(at 3 training stat l)" levels "figures"
is "$(at 4 training stat --by lev)" level "fields of an option"
is "$(at 3 training show --p)" --personal "the options of the action"
is "$(at 3 training hold --p)" "" "not those of others"
is "$(at 3 register training fi)" file "behind the verb register as well"
ok "it leaves no register behind where there was none" sh -c 'cd "$1" && "$2" init --lang en empty >/dev/null && cd empty &&
	"$2" completion --words 3 -- foi show "" && [ ! -e data/govpub.db ]' sh "$tmp" "$govpub"

# --- bash
ok "bash takes it" sh -c '"$1" completion bash | bash -n' sh "$govpub"
is "$(tab 'govpub tr' govpub tr)" training "bash: a register"
is "$(tab 'govpub training hold ' govpub training hold '')" 2023-2 "bash: an empty word"
is "$(tab 'govpub training list state:h' govpub training list state : h)" held "bash: what it parted at : belongs together"
is "$(tab 'govpub training edit 2 level=' govpub training edit 2 level =)" "city unit" "bash: and at ="
is "$(tab 'govpub training list "level:city state:h' govpub training list '"level:city state:h')" "level:city state:held" "bash: in quotes"
is "$(tab 'govpub training list @ho' govpub training list @ ho)" hold "bash: and at @"
sed -i 's/{ "unit", { zh = "单位", en = "Unit" } } }/{ "unit", "u" }, { "$(id)`id`", "x" }, { "a\\27[1m", "y" } }/' "$tmp/office/registers/training.lua"
is "$(tab 'govpub training edit 2 level=' govpub training edit 2 level =)" 'city unit \$\(id\)\`id\`' \
	"bash: a word of an office is no command, and draws nothing"
is "$(tab 'govpub training list "level:' govpub training list '"level:')" "level:city level:unit level:none level:any" \
	"bash: in quotes it is left out"
# --- zsh and fish, where they are: they are asked, not imitated
skip_shell() { # SHELL N
	i=0
	while [ $i -lt "$2" ]; do i=$((i + 1)); echo "ok $((tap_n = tap_n + 1)) - $1 # SKIP it is not here"; done
}
touch "$tmp/office/plain.html" "$tmp/office/with space.html"
# fish LINE: what it offers at the end of the line
offered() {
	(cd "$tmp/office" && HOME=$tmp timeout 30 fish --no-config -c 'govpub completion fish | source; complete -C "$argv[1]"' -- "$1") \
		2>"$tmp/err" | cut -f1 | tr '\n' ' ' | sed 's/ $//'
}
if command -v fish >/dev/null; then
	is "$(offered 'govpub tr')" training "fish: a register"
	is "$(offered 'govpub training hold ')" 2023-2 "fish: an empty word"
	is "$(offered 'govpub training list state:h')" state:held "fish: after :"
	is "$(offered "govpub training list 'level:city state:h")" "level:city state:held" "fish: in a quote that is open"
	is "$(offered 'govpub page wi')" "with space.html" "fish: a file"
	is "$(offered 'govpub training edit 2 teacher=@pl')" "teacher=@plain.html" "fish: a file behind =@"
else
	skip_shell fish 6
fi
# zsh is typed at on a terminal of its own: what the line becomes by Tab at its end
cat >"$tmp/tabs.zsh" <<'Z'
zmodload zsh/zpty
out=$1 && shift
zpty z 'TERM=dumb zsh -f -i'
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source <(govpub completion zsh); zle-line-finish() { print -r -- \"\$BUFFER\" >$out.\$((++n)); BUFFER=: }; zle -N zle-line-finish; print -r -- here >$out.0; n=0"
wait_for() { for i in {1..100}; do [[ -s $1 ]] && return; sleep 0.1; done }
wait_for $out.0
n=0
for line; do
	zpty -n -w z "$line"$'\t'$'\n'
	wait_for $out.$((++n))
done
zpty -d z
Z
# typed N: the N-th of the lines
typed() { cat "$tmp/typed.$1"; }
if command -v zsh >/dev/null && zsh -f -c 'zmodload zsh/zpty' 2>/dev/null; then
	(cd "$tmp/office" && LANG=C.UTF-8 LC_ALL=C.UTF-8 timeout 100 zsh -f "$tmp/tabs.zsh" "$tmp/typed" 'govpub tr' 'govpub training hold ' \
		'govpub training list state:h' "govpub training list 'level:city state:h" 'govpub page wi' 'govpub training edit 2 teacher=@pl' \
		'govpub 核') >"$tmp/out" 2>&1 </dev/null 9>&-
	is "$(typed 1)" "govpub training" "zsh: a register"
	is "$(typed 2)" "govpub training hold 2023-2" "zsh: an empty word"
	is "$(typed 3)" "govpub training list state:held" "zsh: after :"
	is "$(typed 4)" "govpub training list 'level:city state:held'" "zsh: in a quote that is open"
	is "$(typed 5)" 'govpub page with\ space.html' "zsh: a file"
	is "$(typed 6)" "govpub training edit 2 teacher=@plain.html" "zsh: a file behind =@"
	is "$(typed 7)" "govpub 核验" "zsh: Chinese"
else
	skip_shell zsh 7
fi
printf 'return register "broken" {' >"$tmp/office/registers/broken.lua"
is "$(tab 'govpub tr' govpub tr)" training "a declaration that cannot be read is no obstacle"
for shell in zsh fish; do
	command -v "$shell" >/dev/null || { skip_shell "$shell takes it" 1; continue; }
	ok "$shell takes it" sh -c '"$1" completion "$2" | "$2" -n' sh "$govpub" "$shell"
done
"$govpub" completion tcsh 2>"$tmp/err"
is "$? $(cat "$tmp/err")" "2 govpub: completion: name a shell: bash, zsh or fish" "other shells are not known"
(cd "$tmp/office" && "$govpub" completion --words 9 -- a) >"$tmp/out" 2>"$tmp/err"
is "$?" 2 "a place where no word is"
finish
