#!/bin/sh
# more addresses on one host than its queue holds in memory: none is lost, none asked twice
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  repeat 900 <a href="/p/%d/">p</a>\n
path /p/*/q
  body <a href="../../shared">s</a>
path /p/*/
  body <a href="q">q</a> <a href="r#x">r</a>
path /p/*/r
  status 404
path /shared
  body end
EOS
limit=30
check --all --pace fast "http://$a/"
is "$status" 1 "the run comes to its end"
json "every address is in the report" 'r.counts.total == 2 + 3 * 900 and #links == r.counts.total'
json "every dead one is found" 'r.counts.broken == 900'
json "nothing is left undone" 'r.counts.unchecked == 0'
twice=$(awk '$2 ~ /^(GET|HEAD)$/ { print $2, $4 }' "$tmp/log" | sort | uniq -d | wc -l)
is "$twice" 0 "none is asked for twice"
finish
