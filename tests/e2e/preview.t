#!/bin/sh
# govpub preview: says where it is, serves, and ends when told
. tests/lib/e2e.sh
setup
mkdir "$tmp/site"
echo '<p>hello' >"$tmp/site/index.html"
start_preview "$tmp/site"
ok "it prints its address when it is ready" expr "$site" : 'http://127\.0\.0\.1:[0-9]*/$'
is "$(curl -s "$site")" '<p>hello' "and answers there at once"
port=${site#http://127.0.0.1:}
port=${port%/}
"$govpub" preview --port "$port" "$tmp/site" >"$tmp/out" 2>"$tmp/err"
is "$? $(wc -l <"$tmp/err")" "8 1" "a taken port: status 8 and one line"
kill -TERM $pids
wait $pids
is "$?" 0 "SIGTERM ends it with status 0"
is "$(curl -s -o /dev/null -w '%{http_code}' "$site")" 000 "and it no longer answers"
setsid env --default-signal=INT "$govpub" preview --port "$port" --print-port "$tmp/site" \
	>"$tmp/site-port" 9>&- &
pids=$!
i=0
while [ ! -s "$tmp/site-port" ] && [ $i -lt 100 ]; do
	sleep 0.02
	i=$((i + 1))
done
is "$(cat "$tmp/site-port")" "$port" "--port chooses the port, --print-port prints it alone"
kill -INT $pids
wait $pids
is "$?" 0 "SIGINT ends it with status 0"
"$govpub" preview "$tmp/site" >/dev/full 2>"$tmp/err"
is "$?" 8 "without a place to say its address it does not start"
finish
