#!/bin/sh
# what belongs to the site, what is asked for, what is read for links
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
listen c 127.0.0.3
on a
path /
  body <a href="/news/1.html">1</a> <a href="/old/1.html">1</a> <a href="http://{b}/">sister</a> <a href="http://{c}/">other</a>
  body <a href="/moved">1</a>
path /moved
  location /elsewhere.html
path /elsewhere.html
  body else
path /news/1.html
  body <a href="/news/2.html">2</a> <a href="/old/2.html#nowhere">2</a>
path /old/1.html
  body <a href="/old/3.html">3</a>
path /news/2.html
  body the second
path /old/*
  body old
on b
path /robots.txt
  type text/plain
  body User-agent: *\nDisallow: /\nCrawl-delay: 10
path /
  body <a href="/inside.html">in</a> <a href="/gone.html">in</a>
path /inside.html
  repeat 12 <a href="/leaf/%d">1</a>
path /leaf/*
  body leaf
on c
path /
  body <a href="/never.html">in</a>
EOS
check --all --no-sitemap --exclude "http://$b/*" --exclude "http://$c/*" --follow '*/news/*' "http://$a/"
verdicts <<EOR
$a/news/2.html ok -
$a/old/1.html ok -
$a/old/2.html#nowhere broken fragment
EOR
json "--follow: other pages are checked and not read" 'not link("/old/3.html") and r.run.pages == 3'
check --all --no-sitemap --fresh --exclude "http://$b/*" --exclude "http://$c/*" --no-follow '*/old/*' "http://$a/"
json "--no-follow: those are checked and not read" 'not link("/old/3.html") and verdict("/old/1.html") == "ok" and link("/news/2.html")'
: >"$tmp/log"
check --all --no-sitemap --fresh --include '*/news/*' --include '*/moved' "http://$a/"
verdicts <<EOR
$a/ ok -
$a/news/2.html ok -
$a/old/1.html unverified excluded
$b/ unverified excluded
$a/moved redirected redirect-temporary
EOR
is "$(requests 'b ') $(requests 'a /old/')" "0 0" "--include: nothing else is asked for"
: >"$tmp/log"
check --all --fresh --no-sitemap --site-host "127.0.0.2:*" --exclude "http://$c/*" "http://$a/"
verdicts <<EOR
$b/inside.html ok -
$b/gone.html broken http-404
$b/leaf/12 ok -
EOR
is "$(requests 'b /robots.txt')" 0 "--site-host: another host of the same site, asked as such"
ok "without delay" test "$(took)" -le 5
check --all --fresh --no-sitemap --site-host "127.0.0.2:1" --site-host "127.0.0.2" --exclude "http://$c/*" "http://$a/"
verdicts <<EOR
$b/ unverified robots
EOR
check --site-host '*' "http://$a/"
is "$status" 2 "a pattern for every host is refused"
check --site-host "http://$b/" "http://$a/"
is "$status" 2 "and so is an address"
mkdir "$tmp/office"
cat >"$tmp/office/office.lua" <<EOS
return office { name = "x", sites = { { url = "http://$a/", hosts = { "127.0.0.2:*" } } }, network = { exclude = { "http://$c/*" } } }
EOS
check --all -C "$tmp/office" --rules none
json "an office names the hosts of its sites" 'verdict("/inside.html") == "ok"'
echo 'return office { name = "x", sites = { { url = "http://a.example/", hosts = { "http://b.example/" } } } }' >"$tmp/office/office.lua"
check -C "$tmp/office"
is "$status" 2 "as names, not as addresses"
finish
