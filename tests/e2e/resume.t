#!/bin/sh
# interrupted or killed: the next run goes on and ends with the same report
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  repeat 150 <a href="/page/%d">page</a> <a href="/gone/%d">gone</a>\n
path /page/*
  delay 10
  body <a href="/">home</a> <a href="/shared-gone">gone</a> <a href="/page/1#nope">x</a>
  body <a href="http://bad host/">x</a> <a href="http://http://www.a.example/">x</a> <a href="javascript:go(1)">x</a>
  body <a href="/to-error/1">x</a>
path /to-error/*
  location /error.html
path /govpub-*
  delay 600
  location /error.html
path /error.html
  body <p>sorry
path /gone/*
  delay 10
  status 404
EOS
report() { # what a report says, without times
	lua5.4 - "$1" <<-'EOL'
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	local lines = {}
	for _, l in ipairs(r.links) do
		local pages = {}
		for _, p in ipairs(l.pages) do pages[#pages + 1] = p.url .. ":" .. p.line .. ":" .. p.col end
		table.sort(pages)
		lines[#lines + 1] = table.concat({ l.url, l.verdict, l.cause, l.pages_total,
			table.concat(pages, " ") }, "\t")
	end
	for _, f in ipairs(r.findings) do
		lines[#lines + 1] = table.concat({ f.rule, f.where.url, tostring(f.where.line), f.message }, "\t")
	end
	table.sort(lines)
	print(table.concat(lines, "\n"))
	EOL
}
run() { # in the background; its pid in $job
	# a shell's background jobs ignore SIGINT unless told otherwise
	setsid env --default-signal=INT "$govpub" check-links --json -q -c 4 \
		--store "$tmp/crawl.db" ${rules:-} "http://$a/" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&- &
	job=$!
}
complete() { # to the end, which must come
	timeout -k 1 30 "$govpub" check-links --json -q -c 4 --store "$tmp/crawl.db" ${rules:-} "http://$a/" \
		>"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
}
check -c 4 --store "$tmp/whole.db" "http://$a/"
report "$tmp/out.json" >"$tmp/whole"
whole=$(grep -cE ' (GET|HEAD) a ' "$tmp/log")
is "$(wc -l <"$tmp/whole")" 156 "the undisturbed run finds all"
run
sleep 0.4
"$govpub" check-links -q --store "$tmp/crawl.db" "http://$a/" >/dev/null 2>&1 </dev/null
is "$?" 6 "a second check on the same store is exit status 6"
kill -INT $job
wait $job
is "$?" 130 "an interrupt is exit status 130"
ok "with a partial report" lua5.4 "$here/query.lua" "$tmp/out.json" '#links < 152'
before=$(grep -cE ' (GET|HEAD) a ' "$tmp/log")
complete
is "$?" 1 "the next run goes on to the end"
report "$tmp/out.json" >"$tmp/second"
ok "its report equals the undisturbed one" diff "$tmp/whole" "$tmp/second"
after=$(grep -cE ' (GET|HEAD) a ' "$tmp/log")
ok "both together asked hardly more than one run" test $((after - whole)) -le $((whole + 20))
ok "and the second asked for less than all" test $((after - before)) -lt "$whole"
left_over() { # how many of its processes live on, a moment later
	for moment in 1 2 3 4 5 6 7 8 9 10; do
		sleep 0.05
		n=$(ps -s $job -o stat= | grep -vc Z)
		[ "$n" -eq 0 ] && break
	done
	echo "$n"
}
torture() { # N: as many rounds of three kills; how many end with the report $tmp/whole in $same
	round=0 same=0 left=0
	while [ $round -lt "$1" ]; do # from before the first result is written to near the end
		rm -f "$tmp"/crawl.db*
		for pause in 0.1 0.4 0.3; do
			run
			sleep "$pause"
			kill -9 $job 2>/dev/null
			wait $job 2>/dev/null
			left=$((left + $(left_over)))
		done
		complete
		report "$tmp/out.json" >"$tmp/again"
		cmp -s "$tmp/whole" "$tmp/again" && same=$((same + 1))
		round=$((round + 1))
	done
}
torture 4
is "$same" 4 "killed three times and resumed, every time the same report"
ok "the killed runs leave no process" test "$left" -eq 0
: >"$tmp/log"
complete
ok "a finished run is not resumed but made anew" test "$(requests 'a /page/1( |$)')" -eq 1

# --- with a rule that still looks at pages when the run stops
mkdir -p "$tmp/office/rules"
echo 'return office { name = "x" }' >"$tmp/office/office.lua"
cat >"$tmp/office/rules/slow.lua" <<'EOS'
return rule { id = "slow", title = "t", severity = "error", on = "page", check = function(page, report)
	local n = 0
	for i = 1, 400000 do n = n + i end
	report { at = page.links[1], message = page.url }
end }
EOS
rules="-C $tmp/office --rules slow"
rm -f "$tmp"/crawl.db*
complete
report "$tmp/out.json" >"$tmp/whole"
is "$(grep -c "^slow" "$tmp/whole")" 152 "a rule finds something on each of the pages"
torture 2
is "$same" 2 "killed and resumed, no finding is lost or there twice"
ok "nor do scripts outlive the killed runs" test "$left" -eq 0
rm -f "$tmp"/crawl.db*
run
sleep 0.4
kill -INT $job
wait $job
is "$?" 130 "an interrupt while it looks is exit status 130"
is "$(cat "$tmp/err")" "" "and leaves nothing behind"
complete
report "$tmp/out.json" >"$tmp/again"
ok "the next run finds the rest, and nothing twice" diff "$tmp/whole" "$tmp/again"
finish
