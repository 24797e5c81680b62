#!/bin/sh
# a proxy: only when it is named, told apart from the sites behind it, and no way into the network inside
. tests/lib/e2e.sh
setup
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/self.key" -out "$tmp/self.pem" -days 2 -subj /CN=self 2>/dev/null
start_server <<EOS
listen p 127.0.0.2
listen d 127.0.0.3
listen tls 127.0.0.4 tls $tmp/self.pem $tmp/self.key
reserve dead 127.0.0.1
log-header Proxy-Authorization
on p
path GET http://www.portal.example/
  body <a href="/two">2</a> <a href="http://other.example/x">1</a> <a href="http://10.1.2.3/">1</a>
  body <a href="http://127.0.0.1/">1</a> <a href="/in">1</a> <a href="http://metadata.localhost/">1</a>
  body <a href="http://nowhere.example/">1</a> <a href="http://shut.example/">1</a> <a href="http://forbidden.example/">1</a>
  body <a href="https://no.example/">1</a> <a href="http://169.254.169.254/latest/">1</a>
path GET http://www.portal.example/two
  body two
path GET http://www.portal.example/in
  location http://192.168.7.7/admin
path GET http://other.example/x
  body x
path GET http://nowhere.example/*
  status 503
  header X-Squid-Error: ERR_DNS_FAIL 0
path GET http://shut.example/*
  status 502
  header Proxy-Status: proxy; error=connection_refused
path GET http://forbidden.example/*
  status 403
  header X-Squid-Error: ERR_ACCESS_DENIED 0
path GET http://locked.example/*
  status 407
path CONNECT no.example:443
  status 403
on d
path /
  body <a href="/self">1</a>
path /self
  body direct
on tls
path /
  body x
EOS
http_proxy="http://$dead" HTTP_PROXY="http://$dead" all_proxy="http://$dead"
export http_proxy HTTP_PROXY all_proxy
check --pace fast "http://$d/"
is "$status" 0 "what the environment says of proxies is ignored"
export no_proxy='*'
check --all --pace fast --proxy "http://$p" http://www.portal.example/
verdicts <<EOR
http://www.portal.example/two ok -
http://other.example/x ok -
http://10.1.2.3/ unverified private-address
http://127.0.0.1/ unverified private-address
http://metadata.localhost/ unverified private-address
http://www.portal.example/in unverified private-address
http://169.254.169.254/latest/ unverified private-address
http://nowhere.example/ broken dns
http://shut.example/ broken refused
http://forbidden.example/ unverified proxy
https://no.example/ unverified proxy
EOR
is "$(grep -cE 'http://(10|192|127|169)|localhost' "$tmp/log")" 0 "a proxy is no way into the network inside"
unset http_proxy HTTP_PROXY all_proxy no_proxy
: >"$tmp/log"
(umask 077 && echo 'clerk:Kanarienvogel' >"$tmp/login")
check --pace fast --fresh --store "$tmp/x.db" --proxy "http://$p/" --auth "http://$p=$tmp/login" --no-proxy 'other.*' \
	--exclude 'http://*.example/x' --exclude 'https://*' http://www.portal.example/
is "$(grep -c 'GET p ' "$tmp/log")" "$(grep -c "Basic $(printf clerk:Kanarienvogel | openssl base64)" "$tmp/log")" \
	"the proxy gets its login"
: >"$tmp/log"
check --all --pace fast --proxy "http://$p" --no-proxy '127.0.0.*' "http://$d/"
is "$status $(requests 'p ') $(requests 'd /self')" "0 0 1" "--no-proxy: asked without it"
check --pace fast --proxy "http://$dead" http://www.portal.example/
is "$status" 8 "a dead proxy ends the check"
ok "and is named" grep -qF "the proxy http://$dead cannot be used" "$tmp/err"
check --pace fast --proxy "http://$p" http://locked.example/
is "$status" 8 "so does one that wants a login"
for wrong in "http://u:Kanarienvogel@$p" "ftp://$p" "http://$p/path" "$p" socks5h:; do
	check --proxy "$wrong" http://www.portal.example/
	is "$status $(grep -c Kanarienvogel "$tmp/err")" "2 0" "$wrong: not so"
done
# tunnels
relay() { # ADDRESS:PORT
	mkfifo "$tmp/relay-port" "$tmp/relay-in"
	"$PWD/$GP_BUILD/tests/lib/relay" "${1%:*}" "${1#*:}" "$tmp/relay-log" <"$tmp/relay-in" >"$tmp/relay-port" 9>&- &
	pids="$pids $!"
	exec 8>"$tmp/relay-in"
	read -r port <"$tmp/relay-port"
	rm "$tmp/relay-port" "$tmp/relay-in"
}
relay "$d"
check --all --pace fast --proxy "socks5h://127.0.0.1:$port" http://inside.portal.example/
is "$status" 0 "socks5h: the proxy looks names up"
ok "and gets them" grep -q '^SOCKS inside.portal.example:80' "$tmp/relay-log"
printf 'http://refused.example/\nhttp://fine.example/\n' >"$tmp/list.txt"
check --all --pace fast --proxy "socks5h://127.0.0.1:$port" "$tmp/list.txt"
verdicts <<EOR
http://refused.example/ broken refused
http://fine.example/ ok -
EOR
exec 8>&-
rm "$tmp/relay-log"
relay "$tls"
check --all --pace fast --proxy "http://127.0.0.1:$port" --auth "https://www.portal.example=$tmp/login" \
	--auth "http://127.0.0.1:$port=$tmp/login" https://www.portal.example/
verdicts <<EOR
https://www.portal.example/ broken tls-self-signed
EOR
ok "https goes through a tunnel, and the site's certificate is checked" grep -q '^CONNECT www.portal.example:443' "$tmp/relay-log"
is "$(grep -c '^Authorization' "$tmp/relay-log")" 0 "the proxy does not see the site's login"
ok "but its own" grep -q '^Proxy-Authorization: Basic' "$tmp/relay-log"
is "$(grep -rlaF Kanarienvogel "$tmp/out.json" "$tmp/err" "$tmp/x.db" "$tmp/state")" "" "no secret is written"
mkdir "$tmp/office"
cat >"$tmp/office/office.lua" <<EOS
return office { name = "x", sites = { { url = "http://www.portal.example/two" } },
	network = { proxy = "http://$p", no_proxy = { "*.inside.example" } } }
EOS
check --pace fast --rules none -C "$tmp/office"
is "$status" 0 "an office names its proxy"
check --pace fast --rules none -C "$tmp/office" --fresh --no-proxy 'www.portal.example' --proxy none
json "none: without, whatever the office says" 'cause("/two") == "dns"'
finish
