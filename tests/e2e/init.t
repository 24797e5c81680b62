#!/bin/sh
# init: an office folder is made, mended, never overwritten; the sample comes out of the binary
. tests/lib/e2e.sh
setup
repo=$PWD
cd "$tmp" || exit 1
init() {
	"$govpub" init "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
init a/b
is "$status" 0 "an office is made, with the folders above it"
ok "it has an office.lua" test -s a/b/office.lua
ok "what was written is named" grep -q '^  office.lua$' out
cp a/b/office.lua before
init a/b
is "$status" 0 "a second time is fine"
ok "and writes nothing" sh -c "grep -q 'nothing was changed' out && cmp -s before a/b/office.lua"
rm a/b/.luarc.json
echo '-- mine' >a/b/office.lua
init a/b/
is "$status $(cat a/b/office.lua)" "0 -- mine" "a file that exists is not overwritten"
ok "what is missing is added" test -s a/b/.luarc.json
ok "and named alone" sh -c "grep -q luarc out && ! grep -q office.lua out"

mkdir full empty
echo x >full/x
init full
is "$status $(ls -A full)" "3 x" "a folder with other files is refused and left alone"
init empty
is "$status" 0 "an empty folder becomes an office"
init full/x
is "$status" 2 "a file is no folder"
ln -s "$tmp/nowhere" dangling
init dangling
is "$status" 2 "nor is a link that leads nowhere"
init
is "$status $(wc -l <err)" "2 1" "no folder named: one line"
init ''
is "$status $(ls office.lua 2>/dev/null)" "2 " "an empty name is not the current folder"
init one two
is "$status $(wc -l <err)" "2 1" "two folders: one line"
init --exmaple x
is "$status $(wc -l <err)" "2 1" "an unknown option: one line"
ok "and nothing is made" test ! -e x
init /proc/nothing
is "$status $(wc -l <err)" "8 1" "a folder that cannot be made: one line"
if [ "$(id -u)" -ne 0 ]; then
	mkdir locked
	chmod 500 locked
	init locked
	is "$status $(wc -l <err)" "8 1" "a folder that cannot be written: one line"
fi
(
	trap '' XFSZ
	ulimit -f 0
	exec "$govpub" init full-disk
) >/dev/null 2>&1
is "$? $(ls -A full-disk)" "8 " "a file that cannot be written whole is not there, nor a part of it"

# the templates: one active item, every other one ready to be used, both languages alike
cat >"$tmp/template.lua" <<'EOL'
local function load_office(source)
	local office
	assert(load(source, "=office.lua", "t", { office = function(t) office = t end }))()
	return office
end
local function shape(t)
	local keys = {}
	for k, v in pairs(t) do keys[#keys + 1] = type(v) == "table" and k .. shape(v) or tostring(k) end
	table.sort(keys)
	return "{" .. table.concat(keys, " ") .. "}"
end
local shapes = {}
for _, path in ipairs(arg) do
	local source = io.open(path):read("a")
	assert(load_office(source).name and shape(load_office(source)) == "{language name}", path)
	shapes[#shapes + 1] = shape(load_office((source:gsub("\n\t%-%-([^ \n])", "\n\t%1"))))
end
assert(shapes[1] == shapes[2], table.concat(shapes, "\n"))
for key in ("accounts code columns departments language limits name network people rules sites"):gmatch("%a+") do
	assert(shapes[1]:find(key, 1, true), key)
end
EOL
init --lang zh zh
ok "Chinese was asked for and is spoken" grep -q 下一步 out
ok "and written" grep -q '单位全称' zh/office.lua
init --lang en en
ok "both templates have every item, ready to be used" lua5.4 template.lua zh/office.lua en/office.lua

init --example sample
is "$status" 0 "the sample office is made"
ok "its portal is the one of the project, byte for byte" diff -r "$repo/examples/portal" sample/portal
ok "its own files too" sh -c "cd '$repo/examples/office' && find . -type f -exec cmp {} '$tmp/sample/{}' ';'"
ok "and the lessons" diff -r "$repo/examples/workshop" sample/workshop
rm sample/portal/index.html
init --example sample
ok "what the sample lacks is added" cmp sample/portal/index.html "$repo/examples/portal/index.html"
init --example empty
is "$status" 3 "the sample does not go into another office"
ok "which stays as it was" test ! -e empty/portal
finish
