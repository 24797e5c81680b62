#!/bin/sh
# govpub shell: pieces of Lua in one environment that lasts, on pages and with rules
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
shell() { # lines come from standard input
	timeout -k 5 60 "$govpub" shell --lang en "$@" >out 2>err
	status=$?
}
shows() { # NAME INPUT OUTPUT
	printf '%s\n' "$2" >in
	shell page.html <in
	is "$status $(cat out)" "0 $3" "$1"
	[ "$status" -eq 0 ] || sed 's/^/# /' err
}
breaks() { # NAME INPUT MESSAGE
	printf '%s\n' "$2" >in
	shell page.html <in
	is "$status $(cat err)" "5 govpub: $3" "$1"
}
cat >page.html <<'E'
<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例区人民政府</title></head>
<body><h1>通知</h1><p id="a">一</p><p>二</p><a href="#">领导信箱</a> <a href="/b.html">乙</a></body></html>
E
shows "an expression shows its value" '1 + 1' 2
shows "all of its values" 'text.trim(" a "), nil, 2.0' '"a"
nil
2.0'
shows "a statement shows nothing" 'x = 1' ''
shows "variables last" 'x = 20
x + 22' 42
shows "local ones of one line as well" 'local a, b = 1, 2
local function sum() return a + b end
sum()' 3
shows "what is not complete goes on" 'for i = 1, 2 do
  print(i,
    "x")
end
t = {
 1 }
#t' '1 x
2 x
1'
shows "print shows lines as they are, and obeys no escapes" 'print("中\n文\27[31m", 1)' '中
文\x1b[31m 1'
shows "strings are quoted" '"a\n\"中\"\\\0\27"' '"a\n\"中\"\\\x00\x1b"'
shows "keys are in order, and quoted where they must be" '{ b = 1, a = { 2, 3 }, ["x y"] = 4, [9] = 5, ["end"] = 6 }' \
	'{ [9] = 5, a = { 2, 3 }, b = 1, ["end"] = 6, ["x y"] = 4 }'
shows "a table that holds itself ends" 't = { 1 } t.t = t
t' '{ 1, t = { … } }'
shows "what is long is cut, and how much is said" 't = {} for i = 1, 77 do t[i] = 0 end
(string.rep("a", 5000)):len(), string.rep("a", 5000):sub(1, 3)
t' "5000
\"aaa\"
{
$(yes '  0,' | head -40)
  … 37 more
}"
shows "the page" 'page.title, #page.links, page == pages[1]' '"示例区人民政府"
2
true'
shows "an object with its fields" 'page.links[2].raw, page.meta' '"/b.html"
meta {}'
shows "nodes" 'local list = page:select("p")
list[2].text' '"二"'
printf '<title>乙</title>' >b.html
shows "several pages are there at a time" 'other = fetch("b.html")
other.title, page.title, #pages' '"乙"
"示例区人民政府"
2'
printf '# 通知\n\n联系人\n' >c.md
shows "a file that is no page is a document" 'd = fetch("c.md")
d.on, d.name, #d.parts, page.on' '"document"
"c.md"
2
"page"'
shows "and rules are tried on it" 'd = fetch("c.md")
try({ on = "document", check = function(doc, report) report { at = doc.parts[2], message = doc.parts[2].text } end }, d)' \
	'2:0 warning: 联系人'
shows "the first of 17 pages makes way" 'for i = 1, 16 do fetch("b.html") end
pages[1].title, #pages' '"乙"
16'
breaks "and is gone for who kept it" 'for i = 1, 16 do fetch("b.html") end
page.title' 'stdin:2: this page is gone: a rule keeps nothing between pages'
shows "what is not there can be caught" 'ok, why = pcall(fetch, "none.html")
ok, why' 'false
"none.html: No such file or directory"'
shows "a shipped rule is tried" 'found = try("links/empty", page)
#found, found[1].line, found[1].severity' '1
2
"warning"'
shows "a rule that is being written, with its arguments" 'r = rule {
  message = "{n} links", args = { max = { default = 1 } },
  check = function(page, report, args)
    if #page.links > args.max then report { at = page.links[2], params = { n = #page.links } } end
  end,
}
try(r)
try(r, page, { max = 5 })' '2:71 warning: 2 links
{} -- nothing was found'
shows "a rule on links looks at each" 'try { on = "link", check = function(link, report) report(link.raw) end }' 'warning: #
warning: /b.html'
breaks "an error names its line, and ends the input" 'x = 1

y = nix
print("never")' "stdin:3: there is no 'nix'; is the name right, or a 'local' missing?"
is "$(cat out)" "" "nothing runs after it"
breaks "Chinese brackets are explained" 'x = （1）' "stdin:1: unexpected symbol near '<\\239>'; there is a Chinese or full-width mark; quotes, commas and brackets of a program are those of the English keyboard"
breaks "the end comes too early" 'x = {' 'stdin:1: the code is not complete'
breaks "no files but by fetch" 'io.open("page.html")' "stdin:1: 'io' is not available to scripts: a script reads and writes no files; everything it needs comes in as arguments"
breaks "a rule that is none" 'x = try("no/such", page)' "stdin:1: there is no rule 'no/such'; .rules lists them"

shell -e 'page.title' page.html </dev/null
is "$status $(cat out)" '0 "示例区人民政府"' "-e runs one piece"
shell -e 'error("no")' </dev/null
is "$status $(cat err)" "5 govpub: -e:1: no" "and its error is an error"
shell -e 'x = string.rep("a", 30 << 20) y = x .. x' </dev/null
is "$status" 5 "memory has its limit"

mkdir -p office/rules/lib
printf 'return { name = "office", sites = {} }\n' >office/office.lua
printf 'return { twice = function(n) return 2 * n end }\n' >office/rules/lib/sums.lua
cat >office/rules/own.lua <<'E'
return rule { id = "own", on = "page", mark = "D", title = "own", severity = "info", message = "seen", check = function(page, report) report { line = 1 } end }
E
shell -C office -e 'require("sums").twice(21), try("own", page)' page.html </dev/null
is "$status $(cat out)" "0 42
1:0 info: seen" "the modules and rules of the office"

printf 'x = 6\nreturn x * 7\n' >code.lua
printf '.load code.lua\nx\n.pages\n.save saved.lua\n.rules links/empty\n.help page.title\n.quit\nnever()\n' >in
shell page.html <in
ok "commands begin with a dot" grep -q '^42$' out
ok ".pages lists pages" grep -q '^pages\[1\] = .*page.html ([0-9]* bytes)$' out
ok ".rules lists rules" grep -q '^links/empty  *Link without an address$' out
ok ".help knows names of the stubs" grep -q '^page.title string?' out
is "$status $(cat saved.lua)" "0 x = 6
return x * 7
x" ".save writes what ran"
printf '.save saved.lua\n' >in
shell <in
is "$status $(cat err)" "2 govpub: .save: saved.lua is there already; choose another name" "and overwrites nothing"

# a terminal
if command -v script >/dev/null 2>&1; then
	printf 'page.ti\t\nx = 5\n secret = 1\npassword = 2\nfor i = 1, 1 do\nend\n.quit\n' |
		timeout -k 5 60 script -qec "$govpub shell --lang en page.html" /dev/null >typed 2>&1
	ok "on a terminal the page is shown" grep -q '^"示例区人民政府"' typed
	ok "a second prompt asks for the rest" grep -q '>> ' typed
	history=$XDG_STATE_HOME/govpub/shell_history
	ok "lines are remembered" grep -q 'page.title' "$history"
	is "$(grep -c -e secret -e password "$history")" 0 "but not those that look like secrets"
	is "$(stat -c %a "$history")" 600 "for the owner alone"
	(
		sleep 1
		printf 'x = 5\n'
		sleep 1
		printf 'while true do end\n'
		sleep 1
		printf '\003'
		sleep 1
		printf 'page.title\nx\n.quit\n'
	) | timeout -k 5 60 script -qec "$govpub shell --lang en page.html" /dev/null >typed 2>&1
	ok "Ctrl-C stops what runs" grep -q 'stopped by Ctrl-C' typed
	ok "and says what is lost" grep -q 'All variables are lost' typed
	ok "the page is still there" grep -q '^"示例区人民政府"' typed
	ok "the variables are not" grep -q "there is no 'x'" typed
fi
finish
