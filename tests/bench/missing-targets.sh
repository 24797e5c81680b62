#!/bin/sh
# missing-targets.sh DIR - which local targets of the pages under DIR are missing.
# Shares no code with the product: find, grep, sed and awk. Prints "TARGET<TAB>PAGE",
# both relative to DIR and decoded. Good enough for tidy documentation trees: it knows
# href and src in quotes, comments on one line, <base> not at all.
set -eu
cd "$1"
export LC_ALL=C
all=$(mktemp) && trap 'rm -f "$all"' EXIT
find -L . \( -type f -o -type d \) | sed 's|^\./||' >"$all"
find . -name '*.html' -type f | sed 's|^\./||' | while read -r page; do
	tr '\n' ' ' <"$page" | sed 's/<!--/\n<!--/g; s/-->/-->\n/g' | grep -v '^<!--' | tr '<' '\n' |
		grep -oiE '^(a|link|img|script|iframe|area|embed|source)[ ][^>]*' |
		grep -oiE '[ ](href|src)[ ]*=[ ]*("[^"]*"|'"'[^']*'"')' |
		sed -E "s/^[^=]*=[ ]*[\"']//; s/[\"']\$//; s/^[ ]+//; s/[ ]+\$//" |
		awk -v page="$page" '{ print page "\t" $0 }'
done | awk -F'\t' -v all="$all" '
	function unhex(s,  out, i, c) {
		out = ""
		while (match(s, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
			c = index("0123456789ABCDEF", toupper(substr(s, RSTART + 1, 1))) * 16 - 16 + \
			    index("0123456789ABCDEF", toupper(substr(s, RSTART + 2, 1))) - 1
			out = out substr(s, 1, RSTART - 1) sprintf("%c", c)
			s = substr(s, RSTART + 3)
		}
		return out s
	}
	function norm(p,  n, i, part, top, stack, out) {
		n = split(p, part, "/"); top = 0
		for (i = 1; i <= n; i++) {
			if (part[i] == "..") { if (top) top-- }
			else if (part[i] != "." && part[i] != "") stack[++top] = part[i]
		}
		out = ""
		for (i = 1; i <= top; i++) out = out (i > 1 ? "/" : "") stack[i]
		return out
	}
	BEGIN { while ((getline line < all) > 0) have[line] = 1; have[""] = 1 }
	{
		page = $1; link = $2
		if (link ~ /^[A-Za-z][A-Za-z0-9+.-]*:/ || link ~ /^\/\// || link ~ /^#/) next
		gsub(/&amp;/, "\\&", link)
		sub(/[#?].*/, "", link)
		if (link == "") next
		dir = page; if (!sub(/\/[^\/]*$/, "", dir)) dir = ""
		target = link ~ /^\// ? norm(unhex(link)) : norm(dir "/" unhex(link))
		if (!(target in have)) print target "\t" page
	}' | sort -u
