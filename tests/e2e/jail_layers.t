#!/bin/sh
# a kernel with one layer of the jail: what was taken over in a worker of a whole command gets nowhere, and reports say the layer
. tests/lib/e2e.sh
case $GP_BUILD in
*san) skip_all "a sanitizer and LD_PRELOAD do not go together" ;;
esac
setup
jail=$("$govpub" doctor --json | sed 's/.*"protection":{"level":"\([a-z-]*\)","landlock_abi":\([0-9]*\).*/\1 \2/')
abi=${jail#full }
[ "$abi" != "$jail" ] || skip_all "this kernel has no full jail that a layer could be taken from"
preload=$PWD/$GP_BUILD/tests/lib/jailless.so:$PWD/$GP_BUILD/tests/lib/breakout.so
repo=$PWD
chmod 755 "$tmp"
cd "$tmp" || exit 1

# --- what is there: an office with a rule and a hostile one, a page, a report, a pack, a server, and what could be harmed
"$govpub" init office >/dev/null
mkdir -p office/rules p/rules open
chmod 777 open
echo '<!doctype html><title>x</title><p>手机 13812345678' >office/page.html
"$govpub" init --example sample >/dev/null
"$govpub" annual-report 2025 -C sample -o report.docx >/dev/null
rule() { # ID
	cat <<-S
	return rule { id = "$1", title = "seen", severity = "error", on = "page",
		check = function(page, report) report {} end, tests = { { html = "", finds = 1 } } }
	S
}
rule own >office/rules/own.lua
rule policy/seen >p/rules/seen.lua
echo 'return pack { name = "policy", version = "1.0", api = 1, title = "x", author = { office = "x" }, licence = "MIT" }' >p/pack.lua
"$govpub" rules pack -o p.tar.gz p >/dev/null
start_server <<-'S'
	listen a 127.0.0.1
	path *
S
mkfifo told
chmod 666 told

# --- the commands
bare() { # LAYER ROLE ATTEMPT COMMAND...: without the layer; the role tries it
	without=$1 role=$2 try=$3
	shift 3
	LD_PRELOAD=$preload GP_KERNEL_WITHOUT=$without GP_BREAKOUT_ROLE=$role GP_BREAKOUT_TRY=$try GP_BREAKOUT_TOLD=$tmp/told \
		timeout -k 5 60 "$govpub" "$@" >out 2>err </dev/null 9>&-
	status=$?
}
run() { # LAYER ROLE ATTEMPT NAME
	case $4 in
	check-links) bare "$1" "$2" "$3" check-links --lang en --fresh --json --rules all office/page.html -C office ;;
	"rules run") bare "$1" "$2" "$3" rules run --lang en -C office --json --rules own office/page.html ;;
	"annual-report check") bare "$1" "$2" "$3" annual-report check --lang en --json report.docx ;;
	"rules install")
		bare "$1" "$2" "$3" rules install --lang en -C office p.tar.gz
		installed=$(cd office && ls packs 2>/dev/null)
		rm -rf office/packs office/packs.lock
		;;
	esac
}
result() { # LAYER NAME: what must come of it
	case $2 in
	check-links) grep -q '"rule":"own"' out && grep -q "\"protection\":\"no-$1\"" out ;;
	"rules run") grep -q '"rule":"own".*"message":"seen"' out && grep -q "\"protection\":\"no-$1\"" out ;;
	"annual-report check") grep -q "\"protection\":\"no-$1\"" out && [ "$status" -le 1 ] ;;
	"rules install") [ "$status $installed" = "0 policy" ] ;;
	esac
}
for layer in landlock seccomp; do
	for command in check-links "rules run" "annual-report check" "rules install"; do
		run $layer none "" "$command"
		ok "without $layer: $command does what it does, and says so" result $layer "$command" || sed 's/^/# /' out err
	done
	bare $layer none "" annual-report check --lang en report.docx
	ok "without $layer: annual-report check says so to people" grep -q "not complete here (no-$layer)" out
	bare $layer none "" check-links --lang en --fresh office/page.html
	ok "without $layer: so does check-links" grep -q "not complete here (no-$layer)" out
done

# --- taken over
exec 8<>told
port=${a##*:}
tries() { # LAYER ROLE ATTEMPT NAME: $answer is what the worker told
	echo >open/victim
	chmod 666 open/victim
	run "$1" "$2" "$3" "$4"
	echo end >&8
	answer=
	while read -r line <&8 && [ "$line" != end ]; do answer="$answer $line"; done
}
unharmed() {
	[ -e open/victim ] && [ ! -e open/new ] && [ "$(requests /breakout)" = 0 ]
}
all="create $tmp/open/new,remove $tmp/open/victim,read /etc/passwd,connect $port,datagram $port,fork,execute /bin/true"
count=7
[ "$abi" -lt 6 ] || all="signal,$all" count=8 # before, Landlock knows no signals
while read -r role command; do
	for layer in landlock seccomp; do
		[ "$layer $role" != "landlock script" ] || continue
		tries $layer "$role" "$all" "$command"
		ok "without $layer: $role of $command gets nowhere" unharmed
		ok "  each door is closed" expr "$answer" : "\(\( tries closed [1-9][0-9]*\)\{$count\}\)\{1,\}\$"
		ok "  and the command goes on" result $layer "$command" || sed 's/^/# /' out err
	done
done <<'S'
parse check-links
script check-links
script rules run
read annual-report check
script annual-report check
unpack rules install
script rules install
S
# where seccomp is all there is, a script's worker is killed when it asks; all that it did is lost, and that is said
for command in check-links "rules run" "annual-report check" "rules install"; do
	for try in "create $tmp/open/new" "datagram $port" fork; do
		tries landlock script "$try" "$command"
		ok "without landlock: script of $command is killed: ${try%% *}" unharmed
		ok "  in the act" expr "$answer" : '\( tries\)*$'
		case $command in
		check-links | "rules run") ok "  the rule is undecided" sh -c 'grep -q "\"severity\":\"unchecked\"" out && ! grep -q "\"message\":\"seen\"" out' ;;
		"rules install") is "$((status >= 5)) $installed" "1 " "  nothing is installed" ;;
		*) ok "  there is no report" test "$status" -ge 5 -a ! -s out ;;
		esac
	done
done

# --- the attempts are real: without any layer a file is gone
LD_PRELOAD=$preload GP_BREAKOUT_ROLE=script GP_BREAKOUT_TRY="remove $tmp/open/victim" GP_BREAKOUT_TOLD=$tmp/told \
	"$govpub" rules run --rules privacy office/page.html >out 2>err </dev/null
ok "without both a file is removed" test ! -e open/victim
finish
