#!/bin/sh
# adapters that nobody vouches for: what they want is refused, and the secrets stay
. tests/lib/e2e.sh
setup
repo=$PWD

start_server <<'S'
listen api 127.0.0.1
listen open 127.0.0.1
listen evil 127.0.0.1
log-header authorization
on api
path /away
location http://{evil}/stolen
path /echo
body KEY-0123456789
on open
path /
body {}
on evil
path *
body stolen
S

mkdir -p "$tmp/office/adapters"
cp "$repo"/tests/hostile/adapters/*.lua "$tmp/office/adapters/"
cd "$tmp/office" || exit 1
(umask 077 && echo 'key=KEY-0123456789' >secret)
{
	echo 'return { name = "x", network = { pace = "fast", remap = {'
	echo "[\"https://api.example.com/\"] = \"http://$api/\" } }, accounts = {"
	for one in adapters/*.lua; do
		id=$(basename "$one" .lua)
		case $id in
		exfiltrate* | redirected | carrier*) extra=', secret = "secret"' ;;
		*) extra= ;;
		esac
		case $id in
		exfiltrate) url="http://$evil/" ;;
		exfiltrate-header) url="http://$evil/" ;;
		*) url="http://$open/" ;;
		esac
		case $id in
		port) name="http://$evil/" ;;
		*) name="$evil" ;;
		esac
		echo "{ platform = \"x\", name = \"$id\", id = \"$name\", url = \"$url\", adapter = \"$id\"$extra },"
	done
	echo '} }'
} >office.lua

read_it() {
	timeout -k 5 60 "$govpub" accounts read --json --lang en "$1" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
stops() {
	read_it "$1"
	is "$status" 5 "$1: it ends with 5"
	json "$1: $2" "r.accounts[1].problem:find('$2', 1, true)"
}

stops endless "100 requests"
json "what it read is kept, in part" "r.accounts[1].state == 'part' and #r.accounts[1].articles == 100"
stops private "127.0.0.1"
stops port "127.0.0.1"
stops exfiltrate "wanted to send a secret to 127.0.0.1"
stops exfiltrate-header "wanted to send a secret to 127.0.0.1"
stops exfiltrate-http "wanted to send a secret to plain.example.com"
stops exfiltrate-user "wanted to send a secret to"
stops redirected "redirected"
stops carrier "not on the platform"
ok "and the secret is not said" sh -c "! grep -q KEY-0123 '$tmp/out.json'"
stops carrier-title "not on the platform"
ok "nor in a title, nor in a reason" sh -c "! grep -q KEY-0123 '$tmp/out.json'"
stops state "64 KiB"
stops loop "stopped: it "
stops flood "articles"
stops shape "body"
stops injection "one line"
is "$(requests evil)" 0 "the other machine was not asked for anything"
read_it liar
is "$status" 0 "liar: what it says is a list"

sed -i '/"endless"\|"loop"/d' office.lua
check --accounts --fresh --rules none
json "a script is no address" "row('javascript:alert(document.cookie)', '-', 'javascript')"
json "a file of this machine is none" "row('file:///etc/passwd', 'broken', 'local-file')"
json "what lies in the own network is not asked for" "row('http://10.0.0.1/admin', '-', 'private-address')"
json "nor the metadata of a cloud" "row('http://169.254.169.254/latest/', '-', 'private-address')"
json "a broken address is told" "row('http://[', 'broken', 'malformed-url')"
ok "no secret is in the store" sh -c '! grep -q KEY-0123 data/crawl.db'
"$govpub" check-links --offline --all >"$tmp/text" 2>/dev/null
ok "nothing of it draws on a terminal" sh -c "! LC_ALL=C grep -q '[[:cntrl:]]' '$tmp/text'"
is "$(requests evil)" 0 "and again nobody else was asked"
finish
