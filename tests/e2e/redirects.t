#!/bin/sh
# redirects: each hop is its own request, chains are shown, dead ends named
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
path /
  body <a href="/one">1</a> <a href="/three">1</a>
  body <a href="/count/9">1</a> <a href="/count/15">1</a>
  body <a href="/self">1</a> <a href="/ring1">1</a> <a href="/dead">1</a> <a href="/other">1</a>
  body <a href="/other-dead">1</a> <a href="/relative/x">1</a> <a href="/fragment">1</a>
  body <a href="/bad-location">1</a> <a href="/frag#keep">1</a>
  body <a href="/gbk">1</a>
path /one
  status 308
  location /end
path /three
  status 301
  location /two
path /two
  status 302
  location /one
path /count/*
  countdown
  body bottom
path /self
  location /self
path /ring1
  location /ring2
path /ring2
  location /ring3
path /ring3
  location /ring1
path /dead
  location /not-there
path /other
  location http://{b}/page
path /other-dead
  location http://{b}/gone
path /relative/x
  location ../end
path /fragment
  location /end#part
path /frag
  status 301
  location /end
path /bad-location
  location http://[bad/
path /gbk
  location /\xD6\xD0\xCE\xC4.html
path /%D6%D0%CE%C4.html
  body Chinese
path /end
  body <p id=part><b id=keep>end
on b
path /page
  body <a href="/never-followed">1</a>
EOS
check --all --pace fast "http://$a/"
verdicts <<EOR
/one redirected redirect-permanent
/three redirected -
/count/9 redirected redirect-temporary
/count/15 broken too-many-redirects
/self broken redirect-loop
/ring1 broken redirect-loop
/dead broken redirect-broken
/other redirected redirect-temporary
/other-dead broken redirect-broken
/relative/x redirected redirect-temporary
/fragment redirected redirect-temporary
/bad-location broken redirect-broken
/gbk redirected redirect-temporary
EOR
json "the whole chain is shown" '#link("/three").redirects >= 2'
json "and where it ends" 'link("/three").final_url:find("/end$")'
json "a fragment is looked for where the redirect ends" \
	'(verdict("/frag#keep") or "ok") ~= "broken"'
is "$(requests 'a /end')" 1 "the end of many chains is requested once"
is "$(requests 'b /page')" 1 "another host's page is requested once"
is "$(requests 'b /never-followed')" 0 "and its links are not followed"
is "$(requests 'b /robots.txt')" 1 "after asking its robots.txt once"
finish
