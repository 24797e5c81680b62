# survive.sh - hostile servers as a table; sourced after e2e.sh, never run.
#
# A table is a scenario (tests/lib/scenario.h) with lines of its own:
#
#   try NAME VERDICT CAUSE [MS [KIB]]    begins the block of /NAME on the listener of the last
#                                        `on`, and links to it
#   at URL VERDICT CAUSE [MS [KIB]]      links to URL, which the report shows with this end
#   as END                               the report shows the last one with this end instead
#
# One page of listener `a` links to them all. MS and KIB bound what one request of /NAME takes and
# brings; when not said, three times the time-out of a check here and 512 KiB.
#
#   survive ARG... <<TABLE    serves the table, checks the page, tests each row. What tests may set before:
#                             $names $routes $ca (see preload/names.c), $site_name, $connections
#   memory_within MIB         the largest process of the check was no larger
timeout_s=2 slower=1
case $GP_BUILD in
*san) timeout_s=6 slower=3 ;; # with sanitizers everything takes longer
esac
usual_ms=$((timeout_s * 3000 + 1500))
usual_kib=512
sources='
/^[ \t]*(try|at|as|on|listen|reserve)[ \t]/ {
	word = $1
	if (word == "on")
		on = $2
	if (word == "try") {
		row[++n] = "/" $2 " " $3 " " $4 " " $2 " " $5 " " $6
		href[n] = (on == "" || on == "a" ? "" : "http://{" on "}") "/" $2
		print "path /" $2
		next
	}
	if (word == "at") {
		row[++n] = $2 " " $3 " " $4 " - " $5 " " $6
		href[n] = $2
		next
	}
	if (word == "as") {
		sub(/^[^ ]+/, $2, row[n])
		next
	}
}
{ print }
END {
	print "on a"
	print "path /home"
	print "  body <!DOCTYPE html><title>Home</title> <p>The home page of the test"
	for (i = 1; i <= n; i++) {
		print "  body <a href=\"" href[i] "\">" i "</a>"
		print row[i] > rows
	}
	print "  body <a href=\"/before\">before</a> <a href=\"/after\">after</a> <a href=\"/gone\">gone</a>"
	print "path /before\n  body the page before"
	print "path /after\n  delay 1500\n  body the page after"
}'

# Names of listeners in a table become addresses where they are in rows.
named() {
	sed "$(sed -n 's/^\([a-z0-9]*\) \(.*\):\([0-9]*\)$/s,{\1},\2:\3,g;s,{\1:},\3,g/p' "$tmp/listeners")"
}

survive() {
	awk -v rows="$tmp/rows" "$sources" >"$tmp/table" || exit 1
	touch "$tmp/rows"
	start_server <"$tmp/table"
	for name in $(sed -nE 's/^(listen|reserve) ([^ ]*) .*/\2/p' "$tmp/table"); do
		eval "echo $name \$$name"
	done >"$tmp/listeners"
	named <"$tmp/rows" >"$tmp/rows.named"
	env "LD_PRELOAD=$PWD/$GP_BUILD/tests/lib/names.so" "TEST_DIALLED=$tmp/dialled" \
		"TEST_NAMES=${names:-}" "TEST_ROUTES=${routes:-}" "TEST_CA=${ca:-}" \
		"ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
		"$PWD/$GP_BUILD/tests/lib/measure" "$tmp/measured" timeout -k 5 50 \
		"$govpub" check-links --json --all --fresh --pace fast -c "${connections:-16}" --timeout "$timeout_s" "$@" "http://${site_name:-${a%:*}}:${a##*:}/home" \
		>"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
	read -r status _ wall_ms peak_kib <"$tmp/measured"
	is "$status" 1 "the check ends with a report ($wall_ms ms, $((peak_kib / 1024)) MiB)"
	while read -r end verdict cause name ms kib; do
		: "${ms:=$usual_ms}" "${kib:=$usual_kib}"
		[ "$ms" = "$usual_ms" ] || ms=$((ms * slower))
		kib=$((kib * slower)) # what comes without an end comes for longer
		ok "$end: $verdict $cause" lua5.4 "$here/survive.lua" "$tmp" "$end" "$verdict" "$cause" \
			"$name" "$ms" "$kib"
	done <"$tmp/rows.named"
	json "the rest of the site is complete and exact" \
		'verdict("/before") == "ok" and verdict("/after") == "ok" and cause("/gone") == "http-404" and r.run.state == "complete"'
}

memory_within() {
	case $GP_BUILD in
	*san) echo "# memory is not measured under sanitizers" ;;
	*) ok "no process grows beyond $1 MiB" test "$peak_kib" -le $(($1 * 1024)) ;;
	esac
}
