# e2e.sh - what the end-to-end tests share; sourced, never run.
#
#   setup                 a private folder in $tmp, removed at the end with every server
#   start_server <<S      the scripted server; $NAME is ADDRESS:PORT of listener NAME
#   start_preview DIR     serves DIR with `govpub preview`; its URL in $site
#   check ARG...          govpub check-links --json ARG…: $tmp/out.json, $tmp/err, $status
#   ok NAME COMMAND...    one TAP line: the command succeeds
#   is GOT WANT NAME      two words are equal
#   json NAME EXPRESSION  a Lua expression over the last JSON is true (see query.lua)
#   verdicts <<ROWS       each row "END-OF-URL VERDICT CAUSE", "-" for any, holds in the last JSON
#   took                  seconds the last check took, rounded down
#   requests PATTERN      how many requests in the server's log match the extended pattern
#   finish                the plan; the exit status says whether all passed
set -u
GP_BUILD=${GP_BUILD:-build}
govpub=$PWD/$GP_BUILD/govpub
here=$PWD/tests/lib
server=$PWD/$GP_BUILD/tests/lib/server
tap_n=0 tap_bad=0 pids=

cleanup() {
	exec 9>&-
	for pid in $pids; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -rf "$tmp"
}

setup() {
	tmp=$(mktemp -d) || exit 1
	trap cleanup EXIT
	trap 'exit 1' INT TERM HUP
	mkdir "$tmp/state" "$tmp/tmp"
	export TMPDIR="$tmp/tmp" XDG_STATE_HOME="$tmp/state" LC_ALL=C.UTF-8
	unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

start_server() {
	cat >"$tmp/scenario"
	rm -f "$tmp/control" "$tmp/ready"
	mkfifo "$tmp/control" "$tmp/ready"
	"$server" "$tmp/scenario" "$tmp/log" <"$tmp/control" >"$tmp/ready" &
	pids="$pids $!"
	exec 9>"$tmp/control" # its standard input: closed when this shell ends, however it ends
	while read -r name address; do
		[ "$name" = ready ] && return 0
		eval "$name=\$address"
	done <"$tmp/ready"
	echo "Bail out! the test server did not start"
	exit 1
}

start_preview() {
	rm -f "$tmp/.site"
	mkfifo "$tmp/.site"
	"$govpub" preview "$1" >"$tmp/.site" 9>&- &
	pids="$pids $!"
	read -r site <"$tmp/.site" || {
		echo "Bail out! govpub preview did not start"
		exit 1
	}
}

check() {
	started=$(date +%s)
	timeout -k 5 "${limit:-60}" "$govpub" check-links --json "$@" \
		>"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
	status=$?
	ended=$(date +%s)
}

ok() {
	tap_n=$((tap_n + 1))
	name=$1
	shift
	if "$@" >"$tmp/why" 2>&1; then
		echo "ok $tap_n - $name"
	else
		tap_bad=1
		echo "not ok $tap_n - $name"
		sed 's/^/#   /' "$tmp/why"
		return 1
	fi
}

is() {
	ok "$3" same_words "$1" "$2"
}

same_words() {
	[ "$1" = "$2" ] || {
		echo "got:  $1"
		echo "want: $2"
		return 1
	}
}

json() {
	ok "$1" lua5.4 "$here/query.lua" "$tmp/out.json" "$2"
}

verdicts() {
	while read -r end verdict cause; do
		json "$end: $verdict $cause" "row([==[$end]==], '$verdict', '$cause')"
	done
}

took() {
	echo $((ended - started))
}

requests() {
	grep -cE "^[0-9]+ [A-Z]+ $1" "$tmp/log"
}

finish() {
	echo "1..$tap_n"
	exit "$tap_bad"
}
