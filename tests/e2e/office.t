#!/bin/sh
# the sample office: its rules pass their tests, and find in its portal what FAULTS.md says, no more
. tests/lib/e2e.sh
setup
"$govpub" init --example "$tmp/office" >/dev/null
cp -r examples/workshop/03-write/solution/. "$tmp/office"
ok "the rules pass their tests" "$govpub" rules test -C "$tmp/office" policy events
ok "and lint has nothing to say" "$govpub" rules lint -C "$tmp/office" policy events
cat >"$tmp/compare.lua" <<'EOL'
local cjson = require "cjson"
local report = cjson.decode(io.open(arg[1], "rb"):read("a"))
local planted, n = {}, 0
for line in io.lines("portal/FAULTS.md") do
	local page, rule = line:match("^| `(/[^`]*)` | ([%w-]+/[%w-]+) |")
	if page then planted[page .. " " .. rule], n = true, n + 1 end
end
assert(n == 6, n .. " rows")
for _, f in ipairs(report.findings) do
	local found = "/" .. (f.where.file or f.where.url) .. " " .. f.rule
	assert(planted[found], found .. " is no planted fault: " .. f.message)
	assert(f.rule:find("^gov") or (f.where.line and f.where.line > 1), found .. " has no line")
	planted[found] = nil
end
assert(not next(planted), (next(planted) or "") .. " was not found")
EOL
(cd "$tmp/office/portal" &&
	find . -name '*.html' | sed 's,^\./,,' | sort | tr '\n' '\0' |
	xargs -0 "$govpub" rules run --json --rules "policy or events or gov-cn and not optional" >"$tmp/out.json")
cd "$tmp/office" || exit 1
ok "they find every planted fault and nothing else" lua5.4 "$tmp/compare.lua" "$tmp/out.json"
finish
