# registers.sh - figures of registers: lists and deadlines of many requests, an import and the chain of events, beside the
# sqlite3 shell where it does the plain equivalent; N requests (100,000), M rows (10,000), E events (1,000,000).
# The least of three runs each, in ms.
set -eu
B=${GP_BUILD:-build}
N=${N:-100000} M=${M:-10000} E=${E:-1000000}
here=$PWD govpub=$PWD/$B/govpub lua_verb=$PWD/$B/tests/lib/lua_verb
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export LC_ALL=C.UTF-8

least() { # NAME COMMAND…
	name=$1 best=
	shift
	for _ in 1 2 3; do
		start=$(date +%s%N)
		"$@" >"$tmp/out" 2>"$tmp/err" || { cat "$tmp/err" && exit 1; }
		took=$((($(date +%s%N) - start) / 1000000))
		[ -z "$best" ] || [ "$took" -lt "$best" ] && best=$took
	done
	echo "$name: $best ms, $(wc -l <"$tmp/out") lines"
}

"$govpub" init "$tmp/office" >"$tmp/out"
"$govpub" due -C "$tmp/office" # the calendar is known then, and no deadline is computed again
"$lua_verb" "$here/tests/bench/registers.lua" "$tmp/office" "$N"
cd "$tmp/office"
least "list, the first 200 of $N" "$govpub" foi list
least "list all, the first 200" "$govpub" foi list all
least "list, two conditions" "$govpub" foi list channel:web 'received_on>2023-01-01' --limit 20
least "list, words" "$govpub" foi list 名录 --limit 20
least "due within 5 working days" "$govpub" due --today 2023-08-01 --within 5
least "due foi" "$govpub" due foi --today 2023-08-01
if command -v sqlite3 >/dev/null; then
	least "sqlite3: the newest 200" sqlite3 data/govpub.db "SELECT no,state,json_extract(j,'\$.subject') FROM record \
		WHERE reg='foi' ORDER BY created_on DESC LIMIT 200"
	least "sqlite3: the nearest 200" sqlite3 data/govpub.db "SELECT r.no,c.name,c.due FROM clock c JOIN record r USING(office,reg,rid) \
		WHERE c.status='running' ORDER BY c.due LIMIT 200"
fi

"$govpub" init "$tmp/import" >"$tmp/out"
"$lua_verb" "$here/tests/bench/registers.lua" --csv "$tmp/old.csv" "$M"
start=$(date +%s%N)
"$govpub" foi import "$tmp/old.csv" -C "$tmp/import" --history --yes -q >"$tmp/out"
echo "import of $M rows: $((($(date +%s%N) - start) / 1000000)) ms"
if command -v sqlite3 >/dev/null; then
	least "sqlite3: the same rows into a table" sqlite3 "$tmp/plain.db" 'DROP TABLE IF EXISTS t' '.mode csv' ".import $tmp/old.csv t"
fi

mkdir "$tmp/events"
"$lua_verb" "$here/tests/bench/registers.lua" --events "$tmp/events" "$E"
