#!/bin/sh
# a system without any jail: what came with the program runs, nothing else does, and it is said
. tests/lib/e2e.sh
case $GP_BUILD in
*san) echo "1..0 # SKIP a sanitizer and LD_PRELOAD do not go together" && exit 0 ;;
esac
setup
jailless=$PWD/$GP_BUILD/tests/lib/jailless.so
cd "$tmp" || exit 1
bare() {
	LD_PRELOAD=$jailless timeout -k 5 60 "$govpub" "$@" >out 2>err </dev/null 9>&-
	status=$?
}
rule() { # ID
	cat <<-S
	return rule { id = "$1", title = "never", severity = "error", on = { "page", "start" },
		check = function(thing, report) report {} end, tests = { { html = "", finds = 1 } } }
	S
}
"$govpub" init office >/dev/null
cd office || exit 1
mkdir -p rules p/rules
echo 'return pack { name = "policy", version = "1.0", api = 1, title = "x", author = { office = "x" }, licence = "MIT" }' >p/pack.lua
rule own >rules/own.lua
rule policy/never >p/rules/never.lua
"$govpub" rules install p >/dev/null
echo '<!doctype html><title>x</title><p>家庭住址和手机 13812345678' >page.html

bare rules run --lang en --rules "all or policy" page.html
is "$status" 5 "rules run: what does not run is undecided"
for id in own policy/never; do
	ok "$id: it says so" grep -q "undecided: this system offers no jail for scripts.*\\[$id\\]" out
done
ok "none of them runs" sh -c '! grep -q "error: never" out'
ok "shipped rules run" grep -q '\[privacy/' out || sed 's/^/# /' out err
bare rules run --lang en --rules shipped page.html
ok "nothing is undecided when only these are wanted" sh -c '! grep -q undecided out && grep -q "\[privacy/" out'
bare check-links --lang en --fresh --rules "all or policy" .
ok "check-links: it says so" grep -q "no jail for scripts" out || sed 's/^/# /' out err
ok "check-links: only shipped rules run" sh -c '! grep -q "· never" out && grep -q "privacy/" out'
bare rules test rules/own.lua
is "$status" 3 "a rule that is named alone is refused"
bare rules install --force p
is "$status" 3 "no pack is installed: its tests would run"
"$govpub" rules pack -o p.tar.gz p >/dev/null
bare rules verify p.tar.gz
is "$status" 3 "no archive is unpacked"
bare shell -e 1
is "$status" 3 "no shell"
mkdir adapters && echo 'return adapter { id = "mine", title = "x", parse = function() return {} end }' >adapters/mine.lua
bare accounts list
is "$status" 3 "no adapter of the office"
finish
