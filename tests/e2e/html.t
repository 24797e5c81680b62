#!/bin/sh
# the HTML report of the sample portal: whole, self-contained, and under its own policy
. tests/lib/e2e.sh
setup
start_preview examples/portal
report() { # LANG FILE
	"$govpub" check-links -q --pace fast --fresh --timeout 5 --lang "$1" --format html -o "$2" "$site"
}
report zh "$tmp/zh.html"
is "$?" 1 "broken links make exit status 1"
report en "$tmp/en.html"

# the bytes between the tags are what the policy in the head names
inner() { # ELEMENT: its one content, without a line end of our own
	lua5.4 -e "io.write(io.read('a'):match('<$1>(.-)</$1>'))" <"$tmp/zh.html"
}
for element in style script; do
	hash=$(inner $element | openssl dgst -sha256 -binary | openssl base64 -A)
	ok "the policy has the hash of the $element" grep -qF "$element-src 'sha256-$hash'" "$tmp/zh.html"
	is "$(grep -c "<$element" "$tmp/zh.html")" 1 "there is one $element"
done
ok "everything else is forbidden" grep -qF "content=\"default-src 'none'; img-src data:; style-src" "$tmp/zh.html"

cat >"$tmp/parts.lua" <<'EOL'
local text = io.open(arg[1]):read("a")
local wrong = {}
local markup = text:gsub("<script>.-</script>", ""):gsub("<style>.-</style>", "")
-- elements close in order
local void, open = { meta = 1, link = 1, br = 1, input = 1 }, {}
for slash, name, rest in markup:gmatch("<(/?)(%a%w*)([^<>]*)>") do
	if slash == "/" then
		local last = table.remove(open)
		if last ~= name then wrong[#wrong + 1] = ("</%s> ends <%s>"):format(name, tostring(last)) end
	elseif not void[name] and rest:sub(-1) ~= "/" then
		open[#open + 1] = name
	end
	if rest:find("%f[%w]on%l+=") or rest:find("%f[%w]style=") then wrong[#wrong + 1] = name .. rest end
end
if #open > 0 then wrong[#wrong + 1] = "open: " .. table.concat(open, " ") end
-- nothing is loaded
for _, word in ipairs { " src=", "srcset=", "url(h", "@import", "<img", "<iframe", "<base" } do
	if text:find(word, 1, true) then wrong[#wrong + 1] = word end
end
for address in markup:gmatch('href="([^"]*)"') do
	if not (address:find("^https?://") or address:find("^#") or address == "data:,") then wrong[#wrong + 1] = address end
end
-- jumps end somewhere
for id in markup:gmatch('href="#([^"]+)"') do
	if not markup:find(' id="' .. id .. '"', 1, true) then wrong[#wrong + 1] = "no place #" .. id end
end
for _, why in ipairs(wrong) do print(why) end
os.exit(#wrong == 0 and #markup > 10000)
EOL
for lang in zh en; do
	ok "$lang: well-formed, nothing from elsewhere, every jump lands" lua5.4 "$tmp/parts.lua" "$tmp/$lang.html"
done
ok "all planted faults have rows" sh -c "
	sed -n '/(broken)\$/,/(not broken/s/^| \`\([^\`]*\)\` |.*/\1/p' examples/portal/FAULTS.md >'$tmp/planted'
	[ -s '$tmp/planted' ] && while read -r at; do grep -qF \"\$at\" '$tmp/zh.html' || { echo \"\$at\"; exit 1; }; done <'$tmp/planted'"
ok "the footer is one template on its pages" grep -q '47 个页面的页脚' "$tmp/zh.html"
ok "it reads as Chinese" grep -q '发现 18 个错链，其中 1 处在全站模板中' "$tmp/zh.html"
ok "and as English" grep -q 'Broken links: 18, of which 1 in templates' "$tmp/en.html"
"$govpub" check-links -q --pace fast --fresh --max-urls 5 --lang zh --format html "$site" >"$tmp/part.html"
is "$?" 3 "a run that met its limit has its status"
ok "and says loudly that it is not complete" grep -q 'class="incomplete" role="alert">检查不完整' "$tmp/part.html"

if command -v script >/dev/null; then # of util-linux: gives a terminal
	script -qec "'$govpub' check-links --format html examples/portal; echo status \$?" /dev/null \
		>"$tmp/terminal" 2>&1 </dev/null
	ok "a terminal gets a line, not the page" sh -c "
		grep -q 'status 2' '$tmp/terminal' && grep -q 'report.html' '$tmp/terminal' &&
		! grep -qi doctype '$tmp/terminal'"
	script -qec "'$govpub' check-links --format xlsx examples/portal; echo status \$?" /dev/null \
		>"$tmp/terminal" 2>&1 </dev/null
	ok "nor a workbook" sh -c "grep -q 'status 2' '$tmp/terminal' && grep -q 'links.xlsx' '$tmp/terminal'"
else
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - a terminal gets a line, not the page # SKIP no script(1)"
fi
finish
