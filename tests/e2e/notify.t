#!/bin/sh
# govpub notify: says what is new and nothing else, signs it, tries again where that helps, keeps secrets
. tests/lib/e2e.sh
setup
printf 'listen a 127.0.0.1\nsave %s/got\n' "$tmp" >"$tmp/words"
cat >>"$tmp/words" <<'EOS'
path POST /ok*
path POST /flaky
  times 1
  status 503
path POST /flaky
path POST /busy
  times 1
  status 429
  header Retry-After: 2
path POST /busy
path POST /down
  status 500
path POST /reset
  reset
path POST /moved
  status 307
  location http://{a}/ok
path POST /no
  status 400
path POST /robot*
  type application/json
  body {"errcode":0,"errmsg":"ok"}
path POST /refuses*
  type application/json
  body {"errcode":310000,"errmsg":"sign not \\u001b[31mmatch"}
path POST /lark*
  type application/json
  body {"code":0,"msg":"success"}
EOS
start_server <"$tmp/words"

# a report with a new link, one that is broken as before, one that is dangerous, a finding, and one that was fixed
tail_line='{"schema":1,"run":{"seed":"http://w.example/","started":"2026-11-23T02:00:00+08:00","seconds":9,"state":"complete"},
"counts":{"total":120,"ok":116,"broken":3,"danger":1},"history":{"since":"2026-11-22T02:00:00+08:00","new":1,"fixed":1,
"still":1,"oldest":null,"fixed_links":[{"url":"http://w.example/back","was":"broken","verdict":"ok","failed_since":null}]},
"findings":[{"rule":"site.title","severity":"error","where":{"url":"http://w.example/zwgk/a.html","line":3},"message":"no title","fix":"add one"},
{"rule":"site.small","severity":"info","where":{"url":"http://w.example/"},"message":"small","fix":"none"}]}'
{
	echo '{"partial":true,"url":"http://w.example/zwgk/gone","verdict":"broken","broken":true}'
	cat <<-'EOF2'
	{"url":"http://w.example/zwgk/gone","verdict":"broken","broken":true,"cause":"http-404","message":"Not \u001b[31mfound <at id=all>","fix":"Mend it.","change":"new","pages_total":2,"pages":[{"url":"http://w.example/zwgk/a.html","line":7}]}
	{"url":"http://w.example/old","verdict":"broken","broken":true,"cause":"http-404","message":"m","fix":"f","change":"still","pages_total":1,"pages":[]}
	{"url":"http://w.example/moved","verdict":"redirected","broken":false,"cause":"redirect-permanent","message":"m","fix":"f","change":"other","pages_total":1,"pages":[]}
	{"url":"http://x.example/bet","verdict":"danger","broken":true,"cause":"takeover","message":"m","fix":"f","change":"other","pages_total":1,"pages":[{"url":"http://w.example/index.html","line":1}]}
	EOF2
	echo "$tail_line" | tr -d '\n'
	echo
} >"$tmp/report.jsonl"
sed 's/"new":1,"fixed":1/"new":0,"fixed":0/; s/"severity":"error"/"severity":"warning"/' "$tmp/report.jsonl" |
	grep -v '"change":"new"\|takeover' >"$tmp/nothing.jsonl"
printf 'k3y with spaces\n' >"$tmp/secret"
chmod 600 "$tmp/secret"
n=0 # requests so far
notify() { # ARG...: $status, $tmp/out, $tmp/err; $got is the last request
	timeout 60 "$govpub" notify --lang en "$@" >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
	n=$(ls "$tmp" | grep -c '^got')
	got=$tmp/got$n
}
body() { sed '1,/^\r$/d' "$got"; }
header() { tr -d '\r' <"$got" | sed -n "s/^$1: //Ip"; }
mac() { openssl dgst -sha256 -hmac "$1" -r | cut -d' ' -f1; }

notify --secret-file "$tmp/secret" "http://$a/ok" "$tmp/report.jsonl"
is "$status $n $(cat "$tmp/out" "$tmp/err")" "0 1 " "a message is sent, and nothing else is said"
body >"$tmp/out.json"
json "it tells what is new" 'r.schema == 1 and r.event == "changed" and r.new == 3 and r.fixed == 1 and r.still == 1'
json "the worst first" 'r.problems[1].verdict == "danger" and r.problems[2].url:match("/gone$") and #r.problems == 3'
json "where it stands and what to do" 'r.problems[2].page:match("a.html$") and r.problems[2].line == 7 and r.problems[2].fix == "Mend it."'
json "a finding of a rule, if it is an error" 'r.problems[3].rule == "site.title" and r.problems[3].kind == "finding"'
json "what was fixed" 'r.fixed_links[1] == "http://w.example/back" and r.first == false'
json "and the run" 'r.counts.total == 120 and r.run.state == "complete" and r.office == require("cjson").null'
is "$(head -n 1 "$got" | tr -d '\r') $(header Content-Type)" "POST /ok HTTP/1.1 application/json; charset=utf-8" "a POST of JSON"
signed=$(header X-Govpub-Timestamp)
is "$(header X-Govpub-Signature)" "sha256=$({ printf '%s.' "$signed"; body; } | mac 'k3y with spaces')" \
	"time and body are signed with the secret, without its line end"
now=$(date +%s)
ok "the time is now" test "$((now - signed))" -ge 0 -a "$((now - signed))" -lt 60
GOVPUB_WEBHOOK_SECRET=other notify "http://$a/ok" "$tmp/report.jsonl"
is "$(header X-Govpub-Signature)" "sha256=$({ printf '%s.' "$(header X-Govpub-Timestamp)"; body; } | mac other)" \
	"the secret may come from the environment"
first=$(tr -d '\r' <"$tmp/got1" | sed -n 's/^X-Govpub-Delivery: //p')
is "$(header X-Govpub-Delivery) ${#first}" "$first 32" "the same message has the same number"
notify "http://$a/ok" "$tmp/report.jsonl"
is "$status $(header X-Govpub-Signature)" "0 " "without a secret it is not signed"
{ printf '{"schema":1,"links":['; sed '1d;$d' "$tmp/report.jsonl" | paste -sd,; printf '],'; tail -n 1 "$tmp/report.jsonl" | sed 's/^{"schema":1,//'; } |
	tr -d '\n' >"$tmp/report.json"
notify "http://$a/ok" "$tmp/report.json"
is "$status $(header X-Govpub-Delivery)" "0 $first" "a report in JSON tells the same"

# --- nothing new
before=$n
notify --secret-file "$tmp/secret" "http://$a/ok" "$tmp/nothing.jsonl"
is "$status $n $(cat "$tmp/out" "$tmp/err")" "0 $before " "nothing new: nothing is sent"
notify - "$tmp/nothing.jsonl"
is "$status $(wc -c <"$tmp/out")" "0 0" "nor printed"

# --- tried again, or not
sent() { # WORD STATUS REQUESTS NAME
	before=$n
	notify --attempts "${attempts:-3}" "http://$a/$1" "$tmp/report.jsonl"
	is "$status $((n - before))" "$2 $3" "$4"
}
sent flaky 0 2 "503, then 200: delivered with the second attempt"
started=$(date +%s)
sent busy 0 2 "429: delivered later"
ended=$(date +%s)
ok "after the time that Retry-After says" test "$(took)" -ge 2
attempts=2 sent down 8 2 "a server that stays down: status 8"
is "$(wc -l <"$tmp/err") $(grep -c 'it answers 500$' "$tmp/err")" "1 1" "and one line that says so"
attempts=2 sent reset 8 2 "a broken connection is tried again"
sent no 8 1 "a refusal is not"
sent moved 8 1 "a redirect is not followed"
ok "the error says what to do" grep -q 'it redirects (307)' "$tmp/err"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$tmp/self.key" -out "$tmp/self.pem" -days 2 \
	-subj /CN=self -addext subjectAltName=IP:127.0.0.1 2>/dev/null
main=$a
printf 'listen t 127.0.0.1 tls %s %s\npath POST /ok\n' "$tmp/self.pem" "$tmp/self.key" >"$tmp/tls"
start_server <"$tmp/tls"
notify "https://$t/ok?key=KEY" "$tmp/report.jsonl"
is "$status $(grep -c 'tls-self-signed' "$tmp/err") $(requests 't /ok')" "8 1 0" "a certificate that nobody vouches for: nothing is sent"
ok "an address is named by its origin only" sh -c "! grep -q KEY '$tmp/err'"

# --- secrets
start_server <"$tmp/words"
main=$a
rm -f "$tmp"/got*
chmod 644 "$tmp/secret"
notify --secret-file "$tmp/secret" "http://$main/ok" "$tmp/report.jsonl"
is "$status $n" "3 0" "a secret that others can read is refused"
notify --secret-file "$tmp/secret" "http://$main/ok" "$tmp/nothing.jsonl"
is "$status" 3 "also when there is nothing to tell"
chmod 640 "$tmp/secret"
notify --secret-file "$tmp/secret" "http://$main/ok" "$tmp/report.jsonl"
is "$status" 0 "the group may read it"
: >"$tmp/empty"
chmod 600 "$tmp/empty"
notify --secret-file "$tmp/empty" "http://$main/ok" "$tmp/report.jsonl"
is "$status" 2 "an empty one is refused"
notify --secret-file "$tmp/none" "http://$main/ok" "$tmp/report.jsonl"
is "$status" 2 "and one that is not there"
printf 'http://%s/robot?key=KEY\n' "$main" >"$tmp/address"
chmod 600 "$tmp/address"
notify --form wecom "@$tmp/address" "$tmp/report.jsonl"
is "$status $(head -n 1 "$got" | tr -d '\r')" "0 POST /robot?key=KEY HTTP/1.1" "an address may come from a file"
chmod 604 "$tmp/address"
notify --form wecom "@$tmp/address" "$tmp/report.jsonl"
is "$status" 3 "which holds a secret as well"

# --- robots
notify --form wecom "http://$main/robot" "$tmp/report.jsonl"
body >"$tmp/out.json"
json "WeCom: a text" 'r.msgtype == "text" and r.text.content:find("2. broken: http://w.example/zwgk/gone", 1, true)'
json "with nothing that calls everybody, and no control character" 'not r.text.content:find("[<\27]")'
notify --form wecom --secret-file "$tmp/secret" "http://$main/robot" "$tmp/report.jsonl"
is "$status" 2 "its robots have no secret but the address"
notify --form dingtalk --secret-file "$tmp/secret" "http://$main/robot?access_token=T" "$tmp/report.jsonl"
set -- $(head -n 1 "$got" | sed 's/.*timestamp=\([0-9]*\)&sign=\([^ ]*\) .*/\1 \2/')
want=$(printf '%s\n%s' "$1" 'k3y with spaces' | openssl dgst -sha256 -hmac 'k3y with spaces' -binary | openssl base64 |
	sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g')
is "${#1} $2" "13 $want" "DingTalk: milliseconds and signature in the address"
notify --form feishu --secret-file "$tmp/secret" "http://$main/lark" "$tmp/report.jsonl"
body >"$tmp/out.json"
stamp=$(sed 's/.*"timestamp":"\([0-9]*\)".*/\1/' "$tmp/out.json")
want=$(printf '' | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(printf '%s\nk3y with spaces' "$stamp" | od -An -v -tx1 | tr -d ' \n')" -binary |
	openssl base64)
json "Feishu: time and signature in the body" "r.sign == '$want' and r.msg_type == 'text' and #r.content.text > 50"
notify --form dingtalk "http://$main/refuses?access_token=T" "$tmp/report.jsonl"
is "$status $(grep -c '310000: sign not .x1b' "$tmp/err") $(grep -c "$(printf '\033')" "$tmp/err")" "8 1 0" "what a robot refuses is an error, in its words"
notify --form feishu "http://$main/ok" "$tmp/report.jsonl"
is "$status" 8 "so is an answer that no robot gives"
lua5.4 - "$tmp/report.jsonl" >"$tmp/many.jsonl" <<'EOL'
local cjson = require "cjson"
local lines = {}
for line in io.lines(arg[1]) do lines[#lines + 1] = line end
for i = 1, 500 do
	print(cjson.encode { url = ("http://w.example/%03d/"):format(i) .. ("政"):rep(i == 500 and 20000 or 40), verdict = "broken",
		broken = true, change = "new", pages_total = i, message = "没有", fix = "改", pages = {} })
end
print(lines[#lines])
EOL
notify --form wecom "http://$main/robot" "$tmp/many.jsonl"
body >"$tmp/out.json"
json "many: what there is room for in a chat, and how many more" \
	'#r.text.content <= 2048 and utf8.len(r.text.content) and r.text.content:find("\n1. broken: http.*\n2. broken.*And %d+ more")'
sed 's/"没有"/"'"$(printf '%01500d' 0 | tr 0 '<')"'"/; s/"new":1/"new":2/' "$tmp/many.jsonl" >"$tmp/tags.jsonl"
notify --form feishu "http://$main/lark" "$tmp/tags.jsonl"
body >"$tmp/out.json"
json "also when signs become wider" '#r.content.text <= 2048 and #r.content.text > 1900 and utf8.len(r.content.text)'
notify "http://$main/ok" "$tmp/many.jsonl"
body >"$tmp/out.json"
json "20 for programs, those on most pages first" 'r.new == 501 and #r.problems == 20 and r.problems[1].pages_total == 500'
json "long texts are cut between characters" '#r.problems[1].url < 2010 and utf8.len(r.problems[1].url)'

# --- what else there is to tell
notify - "$tmp/report.jsonl"
is "$status $(head -n 1 "$tmp/out")" "0 [govpub link check] http://w.example/" "'-' prints it, as for a mail"
ok "a dangerous address cannot be clicked" grep -q '^1\. danger: http://x\[\.\]example/bet$' "$tmp/out"
is "$(sed 's,http://w.example/zwgk/gone,http://folder.invalid/a/b.html,' "$tmp/report.jsonl" | "$govpub" notify --lang en - | grep -c 'broken: a/b.html$')" 1 \
	"a file of a folder is shown by its path"
mkdir "$tmp/office"
cat >"$tmp/office/office.lua" <<'EOL'
return { name = "云岚局", code = "yl", language = "zh", sites = { { name = "x", url = "http://w.example/" } },
	departments = { { id = "bgs", name = "办公室" } },
	columns = { { path = "/zwgk/", name = "政务公开", owner = "bgs" } } }
EOL
notify -C "$tmp/office" - "$tmp/report.jsonl"
is "$status $(grep -c '政务公开\|办公室' "$tmp/out") $(grep -c '云岚局' "$tmp/out")" "0 2 1" "an office names itself and who has to do it"
echo "govpub: disk full" | timeout 20 "$govpub" notify --failed 8 "http://$main/ok" >"$tmp/out" 2>&1
n=$(ls "$tmp" | grep -c '^got') got=$tmp/got$n
body >"$tmp/out.json"
json "a check that failed: its status and what it said" 'r.event == "failed" and r.status == 8 and r.said:find("disk full")'
notify --recovered "http://$main/ok"
body >"$tmp/out.json"
json "that it works again" 'r.event == "recovered"'

# --- what is no report
refused() { # NAME ARG...
	name=$1
	shift
	before=$n
	notify "$@"
	is "$status $n $(wc -l <"$tmp/err")" "2 $before 1" "$name"
}
sed '$d' "$tmp/report.jsonl" >"$tmp/half.jsonl"
refused "half a report" "http://$main/ok" "$tmp/half.jsonl"
echo '<html>' >"$tmp/page"
refused "something else" "http://$main/ok" "$tmp/page"
refused "an empty report" "http://$main/ok" /dev/null
refused "no address" ""
refused "another scheme" "ftp://$main/ok" "$tmp/report.jsonl"
refused "no such form" --form sms "http://$main/ok" "$tmp/report.jsonl"
refused "two events" --failed 8 --recovered "http://$main/ok"
refused "no number of attempts" --attempts 0 "http://$main/ok" "$tmp/report.jsonl"
finish
