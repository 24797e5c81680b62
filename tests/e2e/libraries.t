#!/bin/sh
# libraries that only some verbs need are loaded by these; where one cannot be, it is said
. tests/lib/e2e.sh
setup
mkdir "$tmp/lib" "$tmp/site"
echo '<p>x' >"$tmp/site/index.html"
for name in libcurl libmicrohttpd; do
	soname=$(sed -n "s/.*\"\($name\.so[^\"]*\)\".*/\1/p" "$GP_BUILD/gen/sonames.c")
	ok "$name is loaded by a name: $soname" test -n "$soname"
	echo 'no library' >"$tmp/lib/$soname"
done
without() {
	LD_LIBRARY_PATH="$tmp/lib" "$govpub" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}
without version
is "$status" 0 "a verb that needs none works without them"
without rules run "$tmp/site/index.html"
ok "and so does one that starts a worker" test "$status" -le 1
without fetch --lang en http://127.0.0.1:9/
is "$status" 8 "a request does not"
ok "which is said" grep -q '^govpub: a library of govpub is missing: .*libcurl' "$tmp/err"
LC_ALL=zh_CN.UTF-8 without preview "$tmp/site"
is "$status" 8 "nor a preview"
ok "which is said in Chinese" grep -q '^govpub: 缺少 govpub 要用的软件库：.*libmicrohttpd' "$tmp/err"
without doctor --lang en
is "$status" 8 "doctor finds it"
ok "and says what to do" grep -A1 'a library of govpub is missing: .*libcurl' "$tmp/out"
finish
