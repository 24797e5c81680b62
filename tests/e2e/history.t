#!/bin/sh
# what is remembered from run to run: new, fixed and still broken links, dates, streaks
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  times 2
  body <a href="/ok">1</a> <a href="/breaks">2</a> <a href="/mended">3</a> <a href="/always">4</a>
  body <a href="/taken-away">5</a> <a href="/page#nope">6</a> <a href="/blocked">7</a> <a href="/late">8</a>
path /
  body <a href="/ok">1</a> <a href="/breaks">2</a> <a href="/mended">3</a> <a href="/always">4</a>
  body <a href="/page#nope">6</a> <a href="/blocked">7</a> <a href="/late">8</a>
path /ok
path /breaks
  times 1
path /breaks
  status 404
path /mended
  times 1
  status 404
path /mended
path /always
  status 404
path /taken-away
  status 404
path /page
  times 2
  body <p>not yet
path /page
  body <p id="nope">here
path /blocked
  times 1
  status 404
path /blocked
  times 1
  status 401
path /blocked
  status 404
path /late
  status 410
EOS
again() { # one more run, a second after the last, so that dates differ
	sleep 1.1
	check -q --store "$tmp/crawl.db" "$@" "http://$a/"
}
check -q --store "$tmp/crawl.db" "http://$a/"
json "the first run has nothing to compare with" 'r.history == require("cjson").null'
json "all that is broken is broken for the first time" 'link("/always").streak == 1 and link("/always").change == require("cjson").null'
json "since this run" 'link("/always").failed_since == r.run.started and link("/always").first_seen == r.run.started'
first=$(lua5.4 -e 'print(require("cjson").decode(io.open(arg[1]):read("a")).run.started)' "$tmp/out.json" 2>/dev/null ||
	sed 's/.*"started":"\([^"]*\)".*/\1/' "$tmp/out.json")
again
json "the second tells what is new" 'r.history.new == 1 and link("/breaks").change == "new"'
json "what is mended" 'r.history.fixed == 1 and r.history.fixed_links[1].url:match("/mended$") and r.history.fixed_links[1].verdict == "ok"'
json "and what is as it was" 'r.history.still == 4 and link("/always").change == "still" and link("/always").streak == 2'
json "against the first" "r.history.since == '$first' and r.history.oldest == '$first'"
json "a link that broke was fine before" "link('/breaks').last_ok == '$first' and link('/breaks').failed_since == r.run.started"
json "one that nobody could check is neither new nor mended" 'link("/blocked").change == "other" and link("/blocked").streak == 1'
again
json "a link that was taken away is fixed" 'r.history.fixed == 2'
json "a place on a page that is there now as well" 'r.history.fixed_links[2].url:match("#nope$") or r.history.fixed_links[1].url:match("#nope$")'
json "broken, blocked, and broken again is old trouble" 'link("/blocked").change == "still" and link("/blocked").streak == 2'
json "dates stay" "link('/always').first_seen == '$first' and link('/always').failed_since == '$first' and link('/always').streak == 3"
json "nothing is new" 'r.history.new == 0'
again --depth 0 --exclude '*always*'
json "a narrower run takes nothing for mended" 'r.history.fixed == 0'
again
json "nor is it new after it" 'r.history.new == 0 and r.history.still == 4'
json "a run that did not see a link does not count for it" 'link("/always").streak == 4'
again --fresh
json "a fresh run remembers as well" "link('/always').streak == 5 and link('/always').first_seen == '$first'"

# --- one link: six runs, of which one was narrower
past() {
	"$govpub" history "$@" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
past --json --store "$tmp/crawl.db" "http://$a/always"
is "$status" 0 "the past of an address is shown"
json "with its dates" "r.links[1].first_seen == '$first' and r.links[1].failed_since == '$first' and r.links[1].streak == 5"
json "and every check" '#r.links[1].checks == 6 and r.links[1].checks[1].verdict == "broken" and r.links[1].checks[1].pages_total == 1'
json "those that told nothing too" 'r.links[1].checks[4].verdict == "unverified" and r.links[1].checks[4].cause == "excluded"'
past --json --store "$tmp/crawl.db" breaks
json "a path will do" 'r.links[1].url:match("/breaks$") and r.links[1].checks[1].verdict == "ok" and r.links[1].checks[2].status == 404'
past --json --store "$tmp/crawl.db" /taken-away
json "that a link was taken away is said once" '#r.links[1].checks == 3 and r.links[1].checks[3].verdict == "removed"'
past --json --store "$tmp/crawl.db" "http://$a/page#nope"
json "a place on a page has a past as well" 'r.links[1].checks[1].cause == "fragment"'
past --lang en --store "$tmp/crawl.db" /mended
ok "people get lines" grep -qE '^  [0-9-]+ [0-9:]+  broken  http-404  404  pages: 1$' "$tmp/out.json"
past --store "$tmp/crawl.db" "http://$a/never"
is "$status" 2 "an address that no check has seen is exit status 2"
past --store "$tmp/none.db" "http://$a/"
is "$status" 2 "so is a store that is not there"
ok "and none is made" test ! -e "$tmp/none.db"
check -q "http://$a/"
past "http://$a/late"
is "$status" 0 "without a store all are looked through"
past
is "$status" 2 "an address is needed"

# --- in the other formats
text() { # LANG ARG...: the text report, a minute after the one before as far as anybody can see
	lang=$1
	shift
	"$govpub" check-links -q --lang "$lang" --store "$tmp/text.db" "$@" >"$tmp/out.txt" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
mkdir "$tmp/site"
cat >"$tmp/site/index.html" <<'EOP'
<a href="one.html">1</a> <a href="two.html">2</a>
EOP
text zh "$tmp/site"
ok "the first text report compares nothing" sh -c "! grep -q '上次' '$tmp/out.txt'"
echo '<p>there' >"$tmp/site/one.html"
echo '<a href="two.html">2</a> <a href="three.html">3</a> <a href="one.html">1</a>' >"$tmp/site/index.html"
text zh "$tmp/site"
ok "the text report says what changed" grep -q '^与上次检查（.*）相比：新增 1，修复 1，仍有 1$' "$tmp/out.txt"
ok "and marks what is new" grep -q 'three.html （新增）$' "$tmp/out.txt"
text en --since last "$tmp/site"
is "$status" 0 "nothing changed since then: exit status 0"
ok "and nothing is listed" sh -c "grep -q 'new 0, fixed 0, still 2' '$tmp/out.txt' && ! grep -q 'two.html' '$tmp/out.txt'"
echo '<p>there' >"$tmp/site/three.html"
echo '<a href="one.html">1</a> <a href="four.html">4</a> <a href="three.html">1</a>' >"$tmp/site/index.html"
text en --since last "$tmp/site"
is "$status" 1 "a new one: exit status 1"
ok "it is listed" grep -q 'four.html (new)$' "$tmp/out.txt"
ok "with what was mended" grep -q 'fixed · 2' "$tmp/out.txt"
ok "and what was taken away" grep -q 'two.html (no page links to it any more)$' "$tmp/out.txt"
text en --format csv "$tmp/site"
ok "the table has the dates and the change" grep -qE 'four.html,.*,[0-9-]+ [0-9:]+,[0-9-]+ [0-9:]+,2,still' "$tmp/out.txt"
text zh --format html "$tmp/site"
ok "the page has the three figures" grep -qE '新增 <b>0</b>.*修复 <b>0</b>.*仍有 <b>1</b>' "$tmp/out.txt"
ok "a bar for each check" test "$(grep -o '<rect class="mend" x="[0-9.]*%" y=' "$tmp/out.txt" | wc -l)" -eq 6
ok "and rows that can be filtered" grep -q 'data-h="still"' "$tmp/out.txt"
"$govpub" check-links --since yesterday "$tmp/site" >/dev/null 2>"$tmp/err"
is "$?" 2 "--since takes last and nothing else"

# --- rules too
mkdir -p "$tmp/office/rules"
echo 'return office { name = "x", sites = { { name = "s", folder = "'"$tmp"'/site" } } }' >"$tmp/office/office.lua"
cat >"$tmp/office/rules/any.lua" <<'EOP'
return rule { id = "any", title = "t", severity = "error", on = "page", check = function(page, report)
	for _, l in ipairs(page.links) do report { message = l.raw } end
end }
EOP
check -C "$tmp/office" --rules any
json "a rule finds three" '#r.findings == 3'
echo '<a href="one.html">1</a> <a href="three.html">1</a> <p>moved <a href="new.html">n</a>' >"$tmp/site/index.html"
check -C "$tmp/office" --rules any --since last
json "later only what it finds anew is reported" '#r.findings == 1 and r.findings[1].message == "new.html"'

# --- killed at any moment
victim() {
	setsid "$govpub" check-links --json -q --store "$tmp/crawl.db" "http://$a/" >/dev/null 2>&1 </dev/null 9>&- &
	job=$!
	sleep "$1"
	kill -9 $job 2>/dev/null
	wait $job 2>/dev/null
}
for pause in 0.01 0.03 0.06 0.1 0.15; do
	victim $pause
done
again
json "kill -9 takes no memory away" "link('/always').first_seen == '$first' and link('/always').failed_since == '$first'"
json "and counts no check twice" 'link("/always").streak >= 6 and link("/always").streak <= 11'

# --- a link that is fine, until somebody hides it
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
on a
path /
  times 1
  body <a href="http://{b}/shop">seen</a>
path /
  body <div style="display:none"><a href="http://{b}/shop">hidden</a></div>
on b
path /shop
EOS
hides() {
	check -q --pace fast --store "$tmp/hides.db" "$@" "http://$a/"
}
hides
hides --since last
json "a link that was fine and is hidden now is new" 'r.history.new == 1 and cause("/shop") == "hidden-link" and link("/shop").change == "new"'
is "$status" 4 "and dangerous"
hides --since last
json "once" 'r.history.new == 0 and r.history.still == 1 and #links == 0'
"$govpub" history --json --store "$tmp/hides.db" "http://$b/shop" >"$tmp/out.json" 9>&-
json "its history says so" 'r.links[1].streak == 2 and r.links[1].checks[3].cause == "hidden-link"'
# --- a page that cannot be read for one night
start_server <<'EOS'
listen a 127.0.0.1
path /
  times 2
  body <a href="/list">list</a> <a href="/gone">gone</a>
path /
  body <a href="/list">list</a>
path /list
  times 1
  body <a href="/old">old</a> <a href="/fine">fine</a>
path /list
  times 2
  status 500
path /list
  body <a href="/fine">fine</a>
path /fine
EOS
night() {
	check -q --pace fast --store "$tmp/night.db" "http://$a/"
}
night
night
json "what stood on a page that cannot be read is not fixed" 'r.history.fixed == 0 and r.history.new == 1'
night
json "when it is back, what is not there any more is" 'r.history.fixed == 3'
finish
