#!/bin/sh
# what the last run knows is not asked again: links of other hosts that were fine, pages that are the same
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
log-header If-None-Match
on a
path /
  times 1
  header ETag: "v1"
  header Last-Modified: Mon, 02 Nov 2026 00:00:00 GMT
  body <title>home</title><a href="/same">1</a> <a href="/changes">2</a> <a href="/moving#here">3</a>
  body <a href="http://{b}/fine">4</a> <a href="http://{b}/broken">5</a> <a href="http://{b}/moved">6</a>
  body <a href="http://{b}/fine#place">7</a> <a href="http://bad host/">8</a> <a href=" ">9</a>
  body <a href="http://http://www.a.example/">x</a> <a href="ftp://a.example/">y</a>
path /
  status 304
  type none
path /same
  times 1
  header ETag: W/"same"
  body <title>same</title><a href="/same#there">1</a> <a href="/same#not">2</a> <p id="there">x <a href="/gone">3</a>
path /same
  status 304
  type none
path /changes
  times 1
  header ETag: "first"
  body <a href="/old">1</a>
path /changes
  header ETag: "second"
  body <a href="/new">1</a>
path /moving
  times 1
  header ETag: "m"
  body <p id="here">x
path /moving
  times 1
  header ETag: "n"
  body <p id="there">x
path /moving
  status 304
  type none
path /plain
on b
path /fine
  body <title>fine</title> <p id="spot">x
path /broken
  status 404
path /moved
  location /fine
EOS
again() {
	: >"$tmp/log"
	check -q --pace fast --store "$tmp/crawl.db" "$@" "http://$a/"
}
rows() { # what a report says of its links, without dates
	lua5.4 - "$tmp/out.json" <<-'EOL'
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	for _, l in ipairs(r.links) do
		local at = {}
		for _, p in ipairs(l.pages) do at[#at + 1] = p.url .. ":" .. p.line .. ":" .. p.col .. p.text .. p.kind end
		print(l.url, l.verdict, tostring(l.cause), l.pages_total, table.concat(at, " "))
	end
	EOL
}
again
json "the first run asks for all" 'r.run.unchanged == 0 and r.run.carried == 0'
is "$(requests 'a .*"')" 0 "and knows no validators"
rows >"$tmp/first"
again
json "pages that are the same are counted" 'r.run.unchanged == 2'
is "$(requests 'a / "v1"$')" 1 "they were asked with their ETag"
ok "weak ones as well" test "$(requests 'a /same W/"same"$')" -eq 1
json "their links are checked" 'verdict("/broken") == "broken" and verdict("/gone") == "broken"'
json "with the places where they stand" 'link("/gone").pages[1].url:match("/same$") and link("/gone").pages[1].line == 1'
json "the text of the links" 'link("/gone").pages[1].text == "3"'
json "and places on the page that are there or not" 'verdict("/same#not") == "broken" and not link("/same#there")'
json "a page that changed is read anew" 'verdict("/new") == "broken" and not link("/old")'
json "and what it lost is lost" 'verdict("/moving#here") == "broken"'
grep -v '/old\|/new\|/moving' "$tmp/first" >"$tmp/want"
rows | grep -v '/old\|/new\|/moving' >"$tmp/got"
ok "nothing else differs from a run that read all" diff "$tmp/want" "$tmp/got"
again
json "the third run asks with what the second got" 'r.run.unchanged == 3 and verdict("/moving#here") == "broken"'
is "$(requests 'a /moving "n"$')" 1 "a new ETag for a new page"
is "$(requests 'a / "v1"$')" 1 "the old one for a page that stayed"
again --depth 1 --fresh
is "$(requests 'a .*"')" 0 "--fresh asks as if it knew nothing"

# --- what an intruder planted on a page that is the same
start_server <<'EOS'
listen a 127.0.0.1
on a
path /
  times 1
  header ETag: "v1"
  body <div style="display:none"><a href="http://127.0.0.9:9/shop">planted</a></div>
path /
  status 304
  type none
EOS
rm -f "$tmp"/crawl.db*
again --timeout 2
json "a hidden link is found" 'cause("9/shop") == "hidden-link"'
again --timeout 2
json "and still is when its page is the same" 'r.run.unchanged == 1 and cause("9/shop") == "hidden-link"'
is "$status" 4 "it is as dangerous as before"

# --- other hosts
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
on a
path /
  times 4
  body <a href="http://{b}/fine">4</a> <a href="http://{b}/broken">5</a> <a href="http://{b}/moved">6</a>
  body <a href="http://{b}/fine#spot">7</a> <a href="http://{b}/fine#nope">7</a> <a href="/own">8</a>
path /own
on b
path /fine
  body <title>fine</title> <p id="spot">x
path /broken
  status 404
path /moved
  location /target
path /target
EOS
rm -f "$tmp"/crawl.db*
again --all
again --recheck-after 3 --all
is "$(requests 'b /fine')" 0 "a link that was ok is not asked for again"
is "$(requests 'b /broken')" 1 "one that was broken is"
is "$(requests 'b /moved')" 1 "one that redirects too"
is "$(requests 'a /own')" 1 "and the own site always"
json "it is reported as ok, from the day it was checked" 'verdict("/fine") == "ok" and link("/fine").last_checked < r.run.started or link("/fine").last_checked == link("/fine").first_seen'
json "and counted" 'r.run.carried == 1'
json "places on it are known from then" 'verdict("/fine#nope") == "broken" and not link("/fine#spot")'
"$govpub" check-links -q --all --lang en --pace fast --recheck-after 3 --store "$tmp/crawl.db" "http://$a/" >"$tmp/out.txt" </dev/null 9>&-
ok "the text report says so" grep -q '/fine (checked earlier today)$' "$tmp/out.txt"
again
is "$(requests 'b /fine')" 1 "without the option it is asked again"
"$govpub" history --store "$tmp/crawl.db" --lang en "http://$b/fine" >"$tmp/out.txt"
is "$(grep -c 'an earlier check' "$tmp/out.txt")" 2 "its history tells which checks were made"

# --- killed in the middle of a run that uses the last one
start_server <<'EOS'
listen a 127.0.0.1
log-header If-None-Match
path /
  times 1
  header ETag: "x"
  repeat 120 <a href="/page/%d">page</a> <a href="/gone/%d">gone</a>\n
path /
  status 304
  type none
path /page/*
  times 120
  header ETag: "p"
  delay 5
  body <a href="/">home</a> <a href="/shared">gone</a>
path /page/*
  status 304
  type none
  delay 5
path /gone/*
  delay 5
  status 404
EOS
rm -f "$tmp"/crawl.db*
again -c 4
rows | sort >"$tmp/want"
is "$(wc -l <"$tmp/want")" 121 "a site is checked"
for pause in 0.15 0.3; do
	setsid "$govpub" check-links --json -q -c 4 --store "$tmp/crawl.db" "http://$a/" >/dev/null 2>&1 </dev/null 9>&- &
	job=$!
	sleep "$pause"
	kill -9 $job 2>/dev/null
	wait $job 2>/dev/null
done
again -c 4
rows | sort >"$tmp/got"
ok "killed twice and resumed, the second run ends with the same report" diff "$tmp/want" "$tmp/got"
json "and remembers the first" 'link("/shared").streak == 2'
# --- long pages that are the same, faster than their links can be taken
start_server <<'EOS'
listen a 127.0.0.1
log-header If-None-Match
path /*
  logged
  status 304
  type none
path /
  repeat 200 <a href="/p%d">page</a>
path /p*
  header ETag: "p"
  repeat 3000 <a href="/p1?%d">a link with some words in it\n
EOS
memory() {
	"$PWD/$GP_BUILD/tests/lib/measure" "$tmp/took" "$govpub" check-links -q --exclude '*[?]*' --pace fast \
		--store "$tmp/memory.db" "http://$a/" >"$tmp/out" 2>&1 </dev/null 9>&-
	cut -d ' ' -f 4 "$tmp/took"
}
read=$(memory) recalled=$(memory)
ok "they take no more memory than when they are read ($read, $recalled KiB)" test "$recalled" -lt $((read * 2))
finish
