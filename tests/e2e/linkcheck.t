#!/bin/sh
# known sites of another checker's test suite: what must be found, and no more
. tests/lib/e2e.sh
cases=${GOVPUB_FIXTURES:-}/checkers/linkcheck/test
[ -n "${GOVPUB_FIXTURES:-}" ] && [ -d "$cases" ] || skip_all "GOVPUB_FIXTURES is not set"
setup
# google.com is in some of the pages: whether it answers is not for this test to say; in
# case9 a page was meant to be left out
try() { # CASE STATUS BROKEN-EXPRESSION NAME
	start_preview "$cases/$1"
	check --pace fast --exclude 'https://google.com/*' --exclude '*/subdirectory/ignored' "$site"
	is "$status" "$2" "$1: exit status $2"
	json "$1: $4" "$3"
}
try case0 0 'broken {}' "a clean site"
try case1 1 'broken { "/nonexistent.jpg" } and first_page("nonexistent.jpg"):find("main.css")' \
	"a missing image in a style sheet"
try case2 1 'broken { "/nonexistent.css" }' "a missing style sheet"
try case3 1 'broken { "/nonexistent.html" } and first_page("nonexistent.html"):find("other.html")' \
	"a missing page behind the second page"
try case4 0 'broken {}' "base addresses"
try case5 0 'broken {}' "robots.txt forbids the target"
try case6 1 'broken { "asset1.eot", "asset2.ttf", "asset3.woff", "asset4.svg" }' \
	"four missing fonts"
try case7 0 'broken {}' "inline SVG in data: addresses"
try case9 0 'broken {}' "unusual characters"
try case10 0 'broken {}' "a fragment with a space"
try case11 1 'broken { "non-existent.html" }' "robots.txt for one agent"
try case13 0 'broken {}' "a fragment that is not percent-encoded"
try case14 0 'broken {}' "links in plain text are no links"
for n in 8 12; do
	start_preview "$cases/case$n"
	check --pace fast --exclude '*' "$site"
	json "case$n: what is left out is not broken" 'broken {}'
done
finish
