#!/bin/sh
# permanent redirects within the own site: a table of what to replace by what
. tests/lib/e2e.sh
setup
old=$(for i in 1 2 3; do printf '<a href="/old/a/%d.html">%d</a> ' $i $i; done)
start_server <<EOS
listen a 127.0.0.1
listen b 127.0.0.2
on a
path /old/a/1.html
  status 301
  location /new/a/1.html
path /old/a/2.html
  status 308
  location /new/a/2.html
path /old/a/3.html
  status 301
  location /new/a/3.html
path /single
  status 301
  location /elsewhere
path /home
  status 301
  location /
path /temporary
  status 302
  location /elsewhere
path /half
  status 301
  location /temporary
path /foreign
  status 301
  location http://{b}/there
path /lost
  status 301
  location /gone
path /gone
  status 404
path /
  body $old <a href="/single">s</a> <a href="/home">h</a> <a href="/temporary">t</a> <a href="/half">f</a>
  body <a href="/foreign">f</a> <a href="/lost">l</a> <a href="/elsewhere">e</a>
path /elsewhere
  body <a href="/old/a/1.html">one</a> <a href="/single">s</a>
path /new/*
  body fine
on b
path /there
  body fine
EOS
check --pace fast --lang zh "http://$a/"
json "one beginning for three, by places" "(function()
	local m = r.moves[1]
	return m.from == 'http://$a/old/' and m.to == 'http://$a/new/' and m.prefix and m.links_total == 3 and m.places == 4
end)()"
json "a single one with both addresses" "(function()
	local m = r.moves[2]
	return m.from == 'http://$a/single' and m.to == 'http://$a/elsewhere' and not m.prefix and m.places == 2
end)()"
json "none that is temporary, broken, of another site or leads home" '#r.moves == 2'
"$govpub" check-links -q --offline --lang zh -o "$tmp/text" "http://$a/"
ok "the text report has them" grep -q "http://$a/old/… → http://$a/new/…（3 个链接，4 处）" "$tmp/text"
ok "with how many links there are" grep -q '永久改址的链接 4 个' "$tmp/text"
"$govpub" check-links -q --offline --format html --lang zh -o "$tmp/html" "http://$a/"
ok "and the HTML" grep -q "<td class=\"u\">http://$a/old/…</td><td class=\"u\">http://$a/new/…</td><td>3</td><td>4</td>" "$tmp/html"
"$govpub" check-links -q --offline --format jsonl -o "$tmp/jsonl" "http://$a/"
ok "and JSON lines" sh -c "tail -n 1 '$tmp/jsonl' | grep -q '\"moves\":\\[{\"from\"'"
finish
