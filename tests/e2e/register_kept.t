#!/bin/sh
# What registers declare is kept for the next verb: found again only while all is the same, and worth no more than a declaration
# of the same office. Where nothing of it can be used the worker says it again.
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
"$govpub" init --lang zh office >/dev/null
cd office || exit 1
kept=data/registers.declared
dept() {
	"$govpub" dept "$@" --lang zh >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
said() { grep -qF "$1" "$tmp/out"; }
# forged FROM TO: as if the declaration had TO where it has FROM, of as many bytes; `sums` gives it the hash that belongs to it
cat >"$tmp/forge.lua" <<'END'
local from, to, sums = arg[1], arg[2], arg[3]
local file <close> = assert(io.open("data/registers.declared", "rb"))
local all = file:read "a"
local head, hash, entries = all:sub(1, 48), all:sub(49, 80), all:sub(81)
local changed, n = entries:gsub(from, to)
assert(n > 0 and #changed == #entries, "nothing to forge")
local out <close> = assert(io.open("forged", "wb"))
if sums then
	local raw <close> = assert(io.open("entries", "wb"))
	raw:write(changed)
	raw:close()
	local sum <close> = assert(io.popen "sha256sum entries")
	hash = sum:read "a":match "^%x+":gsub("%x%x", function(hex) return string.char(tonumber(hex, 16)) end)
end
out:write(head, hash, changed)
END
forged() {
	lua5.4 "$tmp/forge.lua" "$@" && cat forged >"$kept"
}

same() { cmp -s "$tmp/first" "$tmp/out"; }

dept add code=bgs name=办公室
dept show bgs
cp "$tmp/out" "$tmp/first"
ok "the record is shown" said 办公室
ok "what was declared is kept" [ -s "$kept" ]
is "$(stat -c %a "$kept")" 600 "for its owner alone"
dept show bgs
ok "and says the same" same

forged 代码 暗码
dept show bgs
ok "where a byte of it was changed it is not used" same
rm "$kept"
dept show bgs
forged 代码 暗码 sums
dept show bgs
ok "with the hash that belongs to it, it is: no worker is asked" said 暗码
chmod 622 "$kept"
dept show bgs
ok "not where others may write to it" same
rm -f "$kept"
dept show bgs
forged fields fjelds sums
dept show bgs
ok "what declares no fields ends the verb with an error" [ "$status" -ne 0 ]
ok "and not with a crash" [ "$status" -lt 100 ]

rm -f "$kept"
dept show bgs
mkdir registers
sed 's/代码/暗码/' "$here/../../rules/registers/dept.lua" >registers/dept.lua
dept show bgs
ok "a file of the office that is new is seen" said 暗码
sed 's/代码/密码/' "$here/../../rules/registers/dept.lua" >registers/dept.lua
dept show bgs
ok "and one that was changed" said 密码
echo 'return {' >registers/dept.lua
dept show bgs
ok "and one that is broken" [ "$status" -ne 0 ]
rm registers/dept.lua
dept show bgs
ok "and one that is gone" same

rm -f "$kept"
echo mine >"$tmp/mine"
ln -s "$tmp/mine" "$kept"
dept show bgs
is "$(cat "$tmp/mine")" mine "nothing is written through a link"
rm "$kept"
mkdir "$kept"
dept show bgs
ok "where there is no place for it, all is as ever" same
finish
