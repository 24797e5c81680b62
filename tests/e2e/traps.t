#!/bin/sh
# spaces of addresses without end come to an end by themselves, and the rest of the site is complete
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="/cal?year=2026">calendar</a> <a href="/list?page=1">list</a> <a href="/archive?page=1">archive</a>
  body <a href="/s?id=1&PHPSESSID=0123456789abcdef1">session</a> <a href="/facets?color=1&size=1">shop</a>
  body <a href="/last.html">the last page</a> <a href="/trap/0/">path</a> <a href="/wide?x=1">wide</a>
path /cal
  counting
  body <title>Calendar {n}</title> <h1>Calendar of {n}</h1> Nothing is planned for this year as yet, come back later.
  body <a href="?year={+}">next</a> <a href="?year={-}">previous</a> <a href="/login?back=/cal%3Fyear={n}">log in</a>
path /login
  body <form>name</form> log in here with your name
path /list
  counting
  body <p>There are no more entries in this list, page {n}. <a href="?page={+}">next page</a>
path /archive?page=260
  body <p>The end. <a href="/item/end.html">the oldest</a>
path /archive
  counting
  body <p>These are the entries of our archive, page {n}. <a href="/item/{n}.html">entry</a> <a href="?page={+}">next page</a>
path /item/*
  body an entry of the archive
path /s
  counting
  body <p>Welcome back. <a href="/s?id=1&PHPSESSID=0123456789abcdef{+}">again</a>
path /facets
  counting
  body <p>Goods of all kinds. <a href="?size={+}&color=1">size</a> <a href="?color=2&size={+}">color</a> <a href="?size={+}&sort=asc&color=1">up</a>
path /wide
  counting
  body <p>Choose. <a href="?x=1{+}">1</a> <a href="?x=2{+}">2</a> <a href="?x=3{+}">3</a> <a href="?x=4{+}">4</a>
path /trap/*
  counting
  body <p>deeper <a href="{+}/">and deeper</a>
path /last.html
  body the end
EOS
check --all --pace fast --max-time 50 "http://$a/"
json "the crawl ends by itself" 'r.run.state == "complete"'
cal=$(requests 'a /cal') list=$(requests 'a /list') facets=$(requests 'a /facets') trap=$(requests 'a /trap')
ok "a calendar costs its budget ($cal)" test "$cal" -ge 20 -a "$cal" -le 260
ok "page numbers past the last page too ($list)" test "$list" -ge 20 -a "$list" -le 130
ok "filters in every order too ($facets)" test "$facets" -ge 20 -a "$facets" -le 420
wide=$(requests 'a /wide')
ok "and what forks on every page ($wide)" test "$wide" -ge 20 -a "$wide" -le 420
ok "and paths that grow ($trap)" test "$trap" -ge 4 -a "$trap" -le 130
is "$(requests 'a /archive') $(requests 'a /item')" "260 260" "an archive with something on each page is read to its end"
is "$(requests 'a /s\?')" 1 "a session number makes no new page"
verdicts <<EOR
$a/last.html ok -
$a/item/end.html ok -
EOR
json "what was cut is told once a kind, with examples, and where one gets there" '(function()
	local seen = {}
	for _, l in ipairs(links) do
		if l.cause == "budget" then
			local path = l.url:match("^http://[^/]+(.*)$")
			assert(not seen[path], "twice: " .. path)
			local n = select(2, l.detail:gsub("http://", ""))
			seen[path] = l.verdict == "unchecked" and n or 0
		end
	end
	print(seen["/cal?year=*"], seen["/list?page=*"], seen["/wide?x=*"])
	return seen["/cal?year=*"] >= 1 and seen["/list?page=*"] == 1 and seen["/wide?x=*"] == 3
		and #link("/list?page=*").pages == 1
end)()'
json "and nothing is called broken" 'r.counts.broken == 0'
check --pace fast --max-time 50 --fresh --lang zh --exclude '*/facets*' "http://$a/"
"$govpub" check-links -q --pace fast --lang zh --format text --exclude '*/facets*' "http://$a/" >"$tmp/text" </dev/null
ok "the text report says what they are" grep -q '这一类地址没有尽头' "$tmp/text"
# --- a server that says of all its pages that they are the same
start_server <<'EOS'
listen a 127.0.0.1
log-header If-None-Match
path /*
  logged
  status 304
  type none
path /cal
  header ETag: "c"
  counting
  body <title>Calendar {n}</title> <h1>Calendar of {n}</h1> Nothing is planned for this year as yet, come back later.
  body <a href="?year={+}">next</a>
path /
  header ETag: "r"
  body <a href="/cal?year=2026">calendar</a> <a href="/both?year=2026">another</a> <a href="/gone">x</a>
path /both
  header ETag: "b"
  counting
  body <h1>Calendar of {n}</h1> <a href="?year={+}">next</a> <a href="?year={-}">previous</a>
path /gone
  status 404
EOS
rows() {
	lua5.4 -e 'for _, l in ipairs(require("cjson").decode(io.read("a")).links) do
		print(l.url, l.verdict, tostring(l.cause), l.pages_total, tostring(l.detail))
	end' <"$tmp/out.json" | grep -v /both | sort
}
check --all --pace fast --store "$tmp/same.db" "http://$a/"
rows >"$tmp/first"
: >"$tmp/log"
check --all --pace fast --store "$tmp/same.db" "http://$a/"
rows >"$tmp/second"
json "pages of a calendar that are the same are not read again" 'r.run.unchanged > 90'
ok "and lead no further than the first time" diff "$tmp/first" "$tmp/second"
is "$(requests 'a .*\*')" 0 "what stands for all that was cut is nothing to ask for"
finish
