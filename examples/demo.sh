#!/bin/sh
# demo.sh - the sample office checks its portal, which this machine serves: links and rules.
# Shows the report, and leaves it as a page for the browser. Succeeds when everything that
# portal/FAULTS.md lists is in it. Works offline.
set -u
govpub=${GP_BUILD:-build}/govpub
portal=$(dirname "$0")/portal
server=

cleanup() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null
		wait "$server" 2>/dev/null
	fi
	rm -rf "$tmp"
}

# the addresses of the table of broken links, as the report shows them; $1 is the site
planted() {
	sed -n '/(broken)$/,/(not broken/s/^| `\([^`]*\)` |.*/\1/p' "$portal/FAULTS.md" | sed "s,^/,$1,"
}

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-zh}}} in
zh*) lang=zh ;;
*) lang=en ;;
esac
tmp=$(mktemp -d) || exit 8
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkfifo "$tmp/site"
"$govpub" preview "$portal" >"$tmp/site" &
server=$!
read -r site <"$tmp/site" || exit 8

# the sample office, its site at the address where it is served now
"$govpub" init --example "$tmp/office" >"$tmp/init" || exit 8
sed "s,folder = \"portal\",url = \"$site\"," "$tmp/office/office.lua" >"$tmp/office.lua" || exit 8
mv "$tmp/office.lua" "$tmp/office/office.lua"

"$govpub" check-links --lang "$lang" -C "$tmp/office" --timeout 5 -o "$tmp/report"
status=$?
[ "$status" -gt 1 ] && exit "$status"
cat "$tmp/report"
planted "$site" >"$tmp/planted"
missed=
n=0
while read -r address; do
	n=$((n + 1))
	grep -qxF "    $address" "$tmp/report" || missed="$missed $address"
done <"$tmp/planted"
page=${GP_BUILD:-build}/demo.html
"$govpub" check-links --lang "$lang" -C "$tmp/office" --timeout 5 -q --format html -o "$page"
[ $? -gt 1 ] && exit 8

echo
case $lang in
zh)
	said="演示完成：样例网站里特意放入的 $n 个错链全部查出。同一份报告，可用浏览器打开：$page
查自己的网站：$govpub check-links https://网址/；建立本单位的文件夹：$govpub init 文件夹"
	lost="样例网站里有特意放入的错链没有查出："
	;;
*)
	said="Done: all $n planted broken links were found. The same report for a browser: $page
Your own site: $govpub check-links https://ADDRESS/; a folder for your office: $govpub init DIR"
	lost="Planted broken links of the sample portal were not found:"
	;;
esac
if [ "$n" -eq 0 ] || [ -n "$missed" ]; then
	echo "$lost$missed" >&2
	exit 1
fi
echo "$said"
