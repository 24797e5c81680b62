#!/bin/sh
# messages in Chinese and English, chosen by option, then by environment
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/gone">1</a>
EOS
words() { # verdict and cause of the one link
	lua5.4 - "$tmp/out" <<-'EOL'
	local l = require("cjson").decode(io.open(arg[1]):read("a")).links[1]
	print(l.verdict, l.cause)
	EOL
}
han() { LC_ALL=C grep -q "$(printf '[\344-\351][\200-\277][\200-\277]')" "$1"; }
not_han() { ! han "$tmp/out" && [ -s "$tmp/out" ]; }
run() { "$govpub" check-links --fresh "$@" "http://$a/" >"$tmp/out" 2>"$tmp/err" </dev/null; }
run --lang zh
ok "--lang zh: the report is in Chinese" han "$tmp/out"
run --lang en
ok "--lang en: it is in English" not_han
LC_ALL=zh_CN.UTF-8 run
ok "LC_ALL chooses" han "$tmp/out"
LC_ALL= LC_MESSAGES=zh_CN.UTF-8 LANG=C run
ok "then LC_MESSAGES" han "$tmp/out"
LC_ALL= LC_MESSAGES= LANG=zh_CN.UTF-8 run
ok "then LANG" han "$tmp/out"
LC_ALL=zh_CN.UTF-8 run --lang en
ok "the option wins" not_han
run --lang zh --json
zh=$(words)
run --lang en --json
en=$(words)
is "$zh" "$en" "words for machines are the same in both"
"$govpub" check-links --lang zh "$tmp/absent.html" 2>"$tmp/err"
is "$?" 2 "an error keeps its exit status in Chinese"
ok "and is said in Chinese" han "$tmp/err"
"$govpub" check-links --depth x --lang en y 2>"$tmp/err"
ok "--lang counts for errors, wherever it stands" sh -c "! LC_ALL=C grep -q '[^ -~]' '$tmp/err'"
finish
