#!/bin/sh
# robots.txt and sitemaps made to overwhelm or mislead: the pages get their verdicts all the same
. tests/lib/e2e.sh
. tests/lib/survive.sh
setup
hosts='large endless bomb loop far trickle never rules wild lines binary error html groups'
{
	echo 'listen a 127.0.0.1'
	for h in $hosts; do
		echo "listen $h 127.0.0.2"
	done
	cat <<'EOS'
on large
try large-allowed ok -
  body <p>fine
try large-denied unverified robots
path /robots.txt
  type text/plain
  text User-agent: *\nDisallow: /large-denied\n
  repeat 1200000 # nothing here\n
on endless
try endless-allowed ok -
  body <p>fine
try endless-denied unverified robots
path /robots.txt
  type text/plain
  text User-agent: *\nDisallow: /endless-denied\n
  endless-body # and so on\n
on bomb
try bomb-allowed ok -
  body <p>fine
path /robots.txt
  type text/plain
  text User-agent: *\nDisallow: /bomb-denied\n
  bomb 100
on loop
try loop-allowed ok -
  body <p>fine
path /robots.txt
  location /robots2.txt
path /robots2.txt
  location /robots.txt
on far
try far-allowed ok -
  body <p>fine
path /robots.txt
  location http://169.254.169.254/robots.txt
on trickle
try trickle-allowed ok -
  body <p>fine
path /robots.txt
  type text/plain
  trickle 200
  repeat 1000 User-agent: *\nDisallow: /\n
on never
try never-allowed ok -
  body <p>fine
path /robots.txt
  never
on rules
try rules-allowed ok -
  body <p>fine
try rules-denied unverified robots
path /robots.txt
  type text/plain
  text User-agent: *\nDisallow: /rules-denied\n
  repeat 100000 Disallow: /%d\n
on wild
try wild-allowed unverified robots
  body <p>fine
at http://{wild}/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa unverified robots
path /aaa*
  body <p>fine
path /robots.txt
  type text/plain
  text User-agent: *\n
  repeat 20000 Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b%d$\n
on lines
try lines-allowed ok -
  body <p>fine
path /robots.txt
  type text/plain
  text User-agent: *\nDisallow: /
  repeat 100000 xxxxxxxxxx
on binary
try binary-allowed ok -
  body <p>fine
path /robots.txt
  type text/plain
  repeat 3000 \x00\xff\xfe\r\r\n:::\x0b%d
on error
try error-denied unverified robots
path /robots.txt
  status 503
on html
try html-allowed ok -
  body <p>fine
path /robots.txt
  body <!DOCTYPE html><p>User-agent: *<br>Disallow: /
on groups
try groups-allowed ok -
  body <p>fine
try groups-denied unverified robots
path /robots.txt
  type text/plain
  text User-agent: govpub\nDisallow: /groups-denied\n\n
  repeat 20000 User-agent: robot%d\n
  text Disallow: /\n
EOS
} >"$tmp/robots"
connections=100
survive --no-sitemap <"$tmp/robots"
memory_within 64
most=$(awk '$2 == "done" && $5 == "/robots.txt" && $4 > most { most = $4 } END { print int(most / 1048576) }' "$tmp/log")
ok "of a robots.txt no more is read than counts ($most MiB with what the kernel holds)" test "$most" -le 8
slow=$(awk '$2 == "GET" && $4 == "/robots.txt" { n[$3]++ } END { for (h in n) if (n[h] > 1 && h != "loop") print h }' "$tmp/log")
is "$slow" "" "each is asked for once"
finish
