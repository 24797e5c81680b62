#!/bin/sh
# demo.sh - serves the sample portal on this machine, checks its links and shows the report.
# Succeeds when every broken link of portal/FAULTS.md is in it. Works offline, leaves nothing.
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

tmp=$(mktemp -d) || exit 8
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkfifo "$tmp/site"
"$govpub" preview "$portal" >"$tmp/site" &
server=$!
read -r site <"$tmp/site" || exit 8

XDG_STATE_HOME=$tmp "$govpub" check-links --timeout 5 -o "$tmp/report" "$site"
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

echo
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-zh}}} in
zh*)
	said="演示完成：样例网站里特意放入的 $n 个错链全部查出。查自己的网站：$govpub check-links https://网址/"
	lost="样例网站里有特意放入的错链没有查出："
	;;
*)
	said="Done: all $n planted broken links were found. Your own site: $govpub check-links https://ADDRESS/"
	lost="Planted broken links of the sample portal were not found:"
	;;
esac
if [ "$n" -eq 0 ] || [ -n "$missed" ]; then
	echo "$lost$missed" >&2
	exit 1
fi
echo "$said"
