#!/bin/sh
# what pages over https load over http is found, with its place; links are left alone
. tests/lib/e2e.sh
setup
bundle=/etc/ssl/certs/ca-certificates.crt
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/key" -out "$tmp/ca.pem" -days 200 -subj '/CN=Test' \
	-addext subjectAltName=IP:127.0.0.1 2>/dev/null
if ! [ -f $bundle ] || ! unshare -m mount --bind "$tmp/ca.pem" $bundle 2>/dev/null; then
	skip_all "a certificate of its own needs a mount namespace"
fi
start_server <<EOS
listen a 127.0.0.1 tls $tmp/ca.pem $tmp/key
path /
  body <a href="/up">1</a> <a href="/plain">2</a>
  body <script src="http://mixed.invalid/x.js"></script>
  body <img src="http://mixed.invalid/x.png"> <img src="/own.png">
  body <form action="http://mixed.invalid/send"></form> <a href="http://mixed.invalid/page">3</a>
  body <link rel=stylesheet href="/s.css">
path /own.png
path /s.css
  type text/css
  body p { background: url(http://mixed.invalid/back.png) }
path /up
  header Content-Security-Policy: default-src https: http:; upgrade-insecure-requests
  body <img src="http://mixed.invalid/y.png">
path /plain
  body <script src="http://mixed.invalid/x.js"></script>
EOS
run() {
	unshare -m sh -c "mount --bind '$tmp/ca.pem' $bundle && exec '$govpub' check-links --pace fast --timeout 3 \
		--exclude 'http://mixed.invalid/*' --no-sitemap $* 'https://$a/'" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
}
run --json
found() {
	json "$1" "(function() local n = 0 for _, f in ipairs(r.findings) do
		if f.rule == 'site.mixed-content' and $2 then n = n + 1 end end return n == $3 end)()"
}
found "what works on the page is an error" \
	"f.severity == 'error' and f.where.url:find('/$') and f.where.line == 2 and f.evidence:find('x.js')" 1
found "on each page" "f.evidence:find('x.js')" 2
found "a picture is a warning" "f.severity == 'warning' and f.where.line == 3 and f.evidence:find('x.png')" 1
found "a form is an error" "f.severity == 'error' and f.where.line == 4 and f.message:find('form')" 1
found "a style sheet has its own" "f.where.url:find('/s.css') and f.severity == 'warning'" 1
found "there are no others: no link, nothing that browsers upgrade" true 5
run --lang zh
ok "in words" grep -q '浏览器会拦截' "$tmp/out.json"
run --json --since last
json "what was there last time is no change" "#r.findings == 0"
finish
