#!/bin/sh
# the sample portal: every planted fault of FAULTS.md is found, and nothing else
. tests/lib/e2e.sh
setup
start_preview examples/portal
check --pace fast --timeout 5 "$site"
is "$status" 1 "broken links make exit status 1"
lua5.4 - "$site" "$tmp/out.json" <<'EOL' >"$tmp/faults" 2>&1
local cjson = require "cjson"
local site, file = arg[1], arg[2]
local report = cjson.decode(io.open(file, "rb"):read("a"))

-- as the report writes an address of the table
local function address(word)
	local escaped = word:gsub("[\x80-\xff]", function(c) return ("%%%02X"):format(c:byte()) end)
	if word:sub(1, 1) == "/" then return site .. escaped:sub(2) end
	return word:sub(1, 5) == "file:" and escaped or word
end

local by_url = {}
for _, l in ipairs(report.links) do by_url[l.url] = l end
local planted, broken_rows, n = {}, true, 0

local function row(where, page, cause)
	local l = by_url[address(where)] or by_url[where]
	local why
	if not l then
		why = "is not in the report"
	elseif l.cause ~= cause then
		why = ("has cause %s, verdict %s"):format(tostring(l.cause), tostring(l.verdict))
	elseif l.broken ~= broken_rows then
		why = "is marked " .. (l.broken and "broken" or "not broken")
	else
		why = "is not on " .. page
		for _, p in ipairs(l.pages) do
			if p.url == address(page) then why = nil end
		end
	end
	if l then planted[l] = true end
	n = n + 1
	print(("%sok - %s: %s%s"):format(why and "not " or "", where, cause, why and " # " .. why or ""))
end

for line in io.lines("examples/portal/FAULTS.md") do
	if line:find("not broken", 1, true) then broken_rows = false end
	local where, page, cause = line:match("^| `(.-)` | `(.-)` | ([%w-]+) |")
	if where then row(where, page, cause) end
end
print((n >= 20 and "ok" or "not ok") .. " - the table was read")
for _, l in ipairs(report.links) do
	if not planted[l] then print(("not ok - nothing else is wrong # %s %s"):format(l.url, l.cause)) end
end
EOL
ok "the report can be read" grep -q 'table was read' "$tmp/faults"
while read -r line; do
	tap_n=$((tap_n + 1))
	case $line in
	not*) tap_bad=1 ;;
	esac
	echo "$line" | sed "s/ok - /ok $tap_n - /;s/ # /\n#   it /"
done <"$tmp/faults"
json "the broken footer link is one finding on all its pages" \
	'link("/bzzx/index.html").pages_total >= 40'
json "pages say where the link stands" '(function()
	local p = link("/whhd/202307/kcb.html#gongyi").pages[1]
	return p.line > 1 and p.col > 1 and p.text == "下半年课程表"
end)()'
finish
