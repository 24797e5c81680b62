#!/bin/sh
# --offline: the report again, from what the last check left, without a request
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/gone">旧</a> <a href="/moved">搬</a> <a href="/zwgk/page">页</a> <a href="/zwgk/page#nowhere">处</a>
path /zwgk/page
  body <title>页</title><a href="/gone">旧</a><a href="/gone-2">二</a>
path /slow
  delay 5000
  body late
path /slowly
  body <a href="/gone">旧</a> <a href="/slow">慢</a>
path /moved
  status 301
  header Location: /zwgk/page
EOS
mkdir "$tmp/office" "$tmp/office/rules" "$tmp/one" "$tmp/two"
cat >"$tmp/office/office.lua" <<EOF
return {
	name = { zh = "样板局", en = "Sample" },
	sites = { { url = "http://$a/" } },
	departments = { { id = "open", name = "公开科" } },
	columns = { { path = "/zwgk/", name = "政务公开", owner = "open" } },
}
EOF
echo 'return rule { nonsense' >"$tmp/office/rules/broken.lua"
run() { # OUT ARG...
	out=$1
	shift
	timeout 60 "$govpub" check-links --lang zh -C "$tmp/office" "$@" -o "$out" 2>"$tmp/err" </dev/null
	status=$?
}
asked() { wc -l <"$tmp/log"; }

run "$tmp/none" --offline
is "$status" 2 "where nothing was checked there is nothing to print"
ok "which is said" grep -q '还没有检查过' "$tmp/err"
ok "and no crawl file is made" test ! -e "$tmp/office/data/crawl.db"

run "$tmp/one/0.html" --format html
first=$status
for n in 1 2; do # the first check has no history, the second has
	[ $n = 2 ] && run "$tmp/one/0.html" --format html
	before=$(asked)
	run "$tmp/two/0.html" --format html --offline
	is "$status" "$first" "run $n: the exit status is that of the check"
	ok "run $n: the HTML has the same bytes" cmp "$tmp/one/0.html" "$tmp/two/0.html"
	is "$(asked)" "$before" "run $n: nothing was asked"
done
ok "it says of which check" grep -q "没有访问网站" "$tmp/err"
ok "the rule that does not load is still told" grep -q 'broken' "$tmp/two/0.html"
rm "$tmp/office/rules/broken.lua"
run "$tmp/two/1.html" --format html --offline
ok "also when it is mended meanwhile: it is the report of then" cmp "$tmp/two/0.html" "$tmp/two/1.html"
for f in text json jsonl csv junit sarif dot; do
	run "$tmp/two/$f" --format $f --offline
	run "$tmp/two/$f.again" --format $f --offline
	ok "$f: again, with the same bytes" cmp "$tmp/two/$f" "$tmp/two/$f.again"
done
run "$tmp/one/csv" --format csv --since last
run "$tmp/two/csv" --format csv --since last --offline
ok "--since last has the bytes of the check" cmp "$tmp/one/csv" "$tmp/two/csv"
"$govpub" check-links -q -o "$tmp/none" "http://$a/slowly" 2>/dev/null &
pid=$!
sleep 2
kill -9 $pid
wait $pid 2>/dev/null
run "$tmp/two/killed" --offline "http://$a/slowly"
is "$status" 1 "a check that was killed: what was found until then"
ok "which it says" grep -q '没有查完' "$tmp/err"
ok "is in the report" grep -q '/gone' "$tmp/two/killed"

run "$tmp/two/none" --offline --fresh
is "$status" 2 "--fresh is no use with it"
run "$tmp/two/none" --offline --store "$tmp/office/data/crawl.db" "http://$a/other"
is "$status" 2 "the crawl file of something else is refused"
ok "with words" grep -q '别的网址' "$tmp/err"

run "$tmp/two/none" --max-urls 2
run "$tmp/two/budget" --offline
ok "a check that a limit ended is printed as not complete" grep -q '没有检查，本报告不完整' "$tmp/two/budget"
printf '\0\0\0\1' | dd of="$tmp/office/data/crawl.db" bs=1 seek=60 conv=notrunc 2>/dev/null
before=$(cksum <"$tmp/office/data/crawl.db")
run "$tmp/two/none" --offline
is "$status" 2 "the file of an older version is refused"
ok "with words" grep -q '旧版' "$tmp/err"
is "$(cksum <"$tmp/office/data/crawl.db")" "$before" "and stays as it is"
finish
