#!/bin/sh
# the house keeps its layers; and the lint itself can fail
set -u
echo 1..5
out=$(find core cmd tests -name '*.[ch]' ! -path '*/build/*' -exec awk -f tests/lint/layers.awk {} +) &&
	echo "ok 1 - layers, rooms, banned functions, file lengths" || {
	echo "not ok 1 - layers, rooms, banned functions, file lengths"
	echo "$out" | sed 's/^/# /'
}
# every global name of the engine carries the prefix, but those two of libcurl (core/web/curl.h)
names=$(nm -g --defined-only "${GP_BUILD:-build}/libgovpub.a" 2>/dev/null |
	awk 'NF == 3 && $2 ~ /[TDBRC]/ && $3 !~ /^(gp_|_|__|curl_easy_(setopt|getinfo)$)/ { print $3 }' | sort -u)
[ -z "$names" ] && echo "ok 2 - exported names begin with gp_" || {
	echo "not ok 2 - exported names begin with gp_"
	echo "$names" | sed 's/^/# /'
}
# a name that two rooms define: the linker takes the first it meets, and says nothing
twice=$(nm -g --defined-only "${GP_BUILD:-build}/libgovpub.a" 2>/dev/null |
	awk 'NF == 3 && $2 ~ /[TDBRC]/ { print $3 }' | sort | uniq -d | grep '^gp_')
[ -z "$twice" ] && echo "ok 3 - every exported name is defined once" || {
	echo "not ok 3 - every exported name is defined once"
	echo "$twice" | sed 's/^/# /'
}
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
mkdir -p "$tmp/core/base" "$tmp/core/web"
printf '#include "core/web/url.h"\n' >"$tmp/core/base/x.c"
printf '#include <sqlite3.h>\nvoid f(char *p) { strcpy(p, p); }\n' >"$tmp/core/web/x.c"
lint=$PWD/tests/lint/layers.awk
(cd "$tmp" && awk -f "$lint" core/base/x.c >/dev/null) && echo "not ok 4 - an upward include fails" ||
	echo "ok 4 - an upward include fails"
n=$(cd "$tmp" && awk -f "$lint" core/web/x.c | wc -l)
[ "$n" -eq 2 ] && echo "ok 5 - a foreign library header and a banned function fail" ||
	echo "not ok 5 - a foreign library header and a banned function fail"
