#!/bin/sh
# the top level of the repository holds what README names, and nothing that strayed there
set -u
echo 1..3
# README's table of rooms, and what every project of this kind has beside them
named=" GNUmakefile README.md README.zh-CN.md LICENSE NEWS tests $(sed -n '/^| where | what |/,/^$/s/^| \(.*\) | .*/\1/p' README.md |
	grep -o '](\([a-z]*\)' | cut -c3- | sort -u | tr '\n' ' ')"
strays() {
	while read -r name; do
		case "$name" in .*) continue ;; esac
		case "$named" in *" $name "*) ;; *) echo "$name" ;; esac
	done
}
if git rev-parse --git-dir >/dev/null 2>&1; then
	found=$(git -c core.quotepath=off ls-files | cut -d/ -f1 | sort -u | strays)
else
	found=$(ls | grep -vxE 'build|dist' | strays) # an unpacked archive
fi
[ -z "$found" ] && echo "ok 1 - the top level holds what README names" || {
	echo "not ok 1 - the top level holds what README names"
	echo "$found" | sed 's/^/# /'
}
missing=$(for name in $named; do [ -e "$name" ] || echo "$name"; done)
[ -z "$missing" ] && echo "ok 2 - and all of that is there" || echo "not ok 2 - and all of that is there: $missing"
[ "$(printf 'core\n.gitignore\nstray\n' | strays)" = stray ] && echo "ok 3 - a stray file is seen" ||
	echo "not ok 3 - a stray file is seen"
