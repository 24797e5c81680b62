#!/bin/sh
# packs: their registers, forms of reports and taxonomies are used by name, as far as the office trusts the pack
. tests/lib/e2e.sh
setup
shipped=$here/../../rules
cd "$tmp" || exit 1
# The verb's standard output is in out and out.json, what it says of packs in err.
gov() {
	timeout -k 5 60 "$govpub" "$@" --lang en >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}
has() { # NAME PATTERN: the output has such a line
	ok "$1" grep -qE -- "$2" "$tmp/out" || sed 's/^/# /' "$tmp/out" "$tmp/err"
}
warns() { # NAME PATTERN: standard error has such a line
	ok "$1" grep -qE -- "$2" "$tmp/err" || sed 's/^/# /' "$tmp/out" "$tmp/err"
}
refuses() { # NAME STATUS PATTERN
	is "$status" "$2" "$1: exit $2"
	warns "$1: says why" "$3"
}
new_pack() { # DIR NAME VERSION
	mkdir -p "$1/registers/lib" "$1/taxonomy"
	cat >"$1/pack.lua" <<-S
	return pack { name = "$2", version = "$3", api = 1, title = { zh = "来访", en = "Visits" }, author = { office = "Yunlan" }, licence = "MIT" }
	S
}
register() { # FILE NAME TITLE
	cat >"$1" <<-S
	local kinds = require "taxonomy.topics"
	return register "$2" {
		title = { zh = "$3", en = "$3" },
		fields = { { "name", { zh = "来访者", en = "Who" }, text, required = true },
			{ "topic", { zh = "事项", en = "Topic" }, enum(kinds) }, { "on", { zh = "日期", en = "Day" }, date } },
		states = { { "open", { zh = "在办", en = "Open" }, initial = true }, { "done", { zh = "办结", en = "Done" }, final = true } },
		moves = { { "finish", { zh = "办结", en = "Finish" }, from = "open", to = "done" } },
		clocks = { { "answer", { zh = "答复", en = "Answer" }, on = "on", stop = { "finish" } } },
	}
	S
}
"$govpub" init office >/dev/null
sed -i "s/people = {.*/people = { { id = \"$(id -un)\", name = \"x\", login = \"$(id -un)\", roles = { \"admin\", \"handler\", \"editor\" } } },/" office/office.lua
timeout 20 "$govpub" rules keygen --no-password my.key >/dev/null
timeout 20 "$govpub" rules keygen --no-password evil.key >/dev/null
timeout 20 "$govpub" rules keygen --no-password third.key >/dev/null
new_pack p visits 1.0
echo 'return { { "heritage", { zh = "文物", en = "Heritage" } }, { "tour", { zh = "旅游", en = "Tours" } } }' >p/taxonomy/topics.lua
register p/registers/visit.lua visit 来访登记
gov rules pack --key my.key -o visits.tar.gz p
is "$status" 0 "a pack without rules is packed" || sed 's/^/# /' err
sed 's/fields = {/fields = { 7,/' p/registers/visit.lua >x && cp -r p q && cp x q/registers/visit.lua && gov rules pack -o q.tar.gz q
refuses "a register that does not work" 5 "register 'visit' does not work"

# --- installed, and not trusted
gov rules install -C office visits.tar.gz
is "$status" 0 "install"
has "says what is in it" "registers: visit"
gov reg list -C office
has "reg list has it with its pack, and whose that is" "^visit .*of the pack visits 1.0: signed, with a key that this office does not trust, used when it is named"
gov reg list -C office --json
json "for programs as well" "(function() for _, x in ipairs(r.registers) do if x.name == 'visit' then
	return x.origin == 'pack' and x.pack.name == 'visits' and x.pack.trust == 'local' and x.pack.state == 'unknown-key' end end end)()"
gov visit add name=one topic=heritage on=2026-12-01 -C office --yes
is "$status" 0 "it is used when it is named" || sed 's/^/# /' err
warns "which is said" "^govpub: Pack visits 1.0: signed, with a key that this office does not trust"
gov visits/visit list -C office
has "also with the name of the pack" "one"
gov 来访登记 list -C office
refuses "but not by a title that it gives itself" 2 "no verb"
gov reg check -C office
ok "nor in a run over all" sh -c '! grep -q "^visit: sound" "$1"' - out
gov reg check visit -C office
has "named it is checked" "^visit: sound"
gov audit verify -C office
is "$status" 0 "what it wrote is sound"
gov rules verify -C office

# --- a name of the program: not for those that nobody trusts
new_pack s shadow 1.0
cp p/taxonomy/topics.lua s/taxonomy/own.lua
register s/registers/foi.lua foi 依申请公开
sed -i 's/taxonomy.topics/taxonomy.own/' s/registers/foi.lua
gov rules pack --key evil.key -o shadow.tar.gz s && gov rules install -C office shadow.tar.gz
has "installing says that it would replace a shipped one" "its foi takes the place of the shipped one"
gov reg list -C office
has "the shipped register stays" "^foi .*shipped"
has "and the other one is told of" "^foi +cannot be used: this is the name of a shipped one, which only a pack that the office trusts"
gov reg show foi -C office --json
json "by its name there is the shipped one" "#r.moves > 5"
gov reg show shadow/foi -C office
refuses "not even with the name of the pack" 2 "no register"

# --- trusted
gov rules trust -C office add visits
gov reg list -C office
has "a trusted one is listed so" "^visit .*of the pack visits 1.0: trusted by this office$"
gov 来访登记 list -C office
has "and goes by its title" "one"
is "$(cat err)" "$(grep shadow err)" "nothing needs to be said of it"
gov reg check -C office
has "it is part of a run over all" "^visit: sound"
mkdir -p office/registers && cat >office/registers/note.lua <<'S'
return register "note" { title = { zh = "记事", en = "Notes" },
	fields = { { "name", { zh = "事", en = "What" }, enum(require "taxonomy.topics") } },
	states = { { "open", { zh = "在", en = "Open" }, initial = true } } }
S
gov reg check note -C office
has "its taxonomy is for everybody" "^note: sound"
gov reg show note -C office
has "with its values" "Heritage heritage"
mkdir -p office/taxonomy && echo 'return { { "own", { zh = "自", en = "Own" } } }' >office/taxonomy/topics.lua
gov reg show note -C office
has "the office's own comes before it" "Own own"
rm -r office/taxonomy office/registers/note.lua
gov rules trust -C office add shadow
gov reg list -C office
has "a trusted pack replaces a shipped register, which is said" "^foi .*of the pack shadow 1.0: trusted by this office|^foi .*instead of the shipped one"
mkdir -p office/registers && cp "$shipped/registers/dept.lua" office/registers/
register office/registers/foi.lua foi 依申请公开
sed -i 's/kinds = require.*/kinds = { { "a", { zh = "一", en = "A" } } }/' office/registers/foi.lua
gov reg list -C office
has "the office's own comes first" "^foi .*of this office, instead of the shipped one"
has "and the pack's is told of" "^foi +cannot be used: the office has an own one"
rm -r office/registers

# --- two packs with one name
new_pack t third 1.0
register t/registers/visit.lua visit 第三
gov rules pack --key my.key -o third.tar.gz t
refuses "a register without what it needs" 5 "taxonomy.topics"
cp p/taxonomy/topics.lua t/taxonomy/topics.lua
gov rules pack --key my.key -o third.tar.gz t && gov rules install -C office third.tar.gz
refuses "a second pack with a register of this name" 6 "'visits', which is installed, has registers/visit.lua"
cp -r office both
both() { # PACK KEY: put into the office `both` as an installation would, which refuses it
	mkdir -p other && echo 'return office { name = "x" }' >other/office.lua
	gov rules install -C other "$1.tar.gz"
	cp -r "other/packs/$1" both/packs/ && sed -n '/^	{/,/^	}/p' other/packs.lock >entry
	sed '/^return lock {/r entry' office/packs.lock >both/packs.lock
}
both third
gov rules verify -C both third
is "$status" 0 "the second pack is there as if it had been installed" || cat both/packs.lock
gov visit list -C both
refuses "two trusted packs with one name" 6 "the packs 'third' and 'visits' both have 'visit'"
gov reg list -C both
has "reg list says so" "^visit +cannot be used: .*both have 'visit'"
has "and the others go on" "^foi "
mkdir both/registers && register both/registers/visit.lua visit 本局
gov reg list -C both
has "a taxonomy of two packs says so to whoever asks for it" "^visit +cannot be used: .*the pack 'visits' has this as well"
mkdir both/taxonomy && cp p/taxonomy/topics.lua both/taxonomy/
gov reg list -C both
has "the office's own ones settle it" "^visit .*of this office"
rm -r both/registers both/taxonomy && sed -i 's/"third", version = "1.0"/"third", version = "1.1"/' t/pack.lua && rm -r both/packs/third other

gov rules pack --key third.key -o third.tar.gz t && both third
gov visit list -C both
is "$status" 0 "one that is not trusted does not stop a trusted one"
gov reg list -C both
has "and is told of" "^visit +cannot be used: a pack that the office trusts has this name"

# --- changed after it was installed
cp -r office saved && echo '-- more' >>office/packs/visits/registers/visit.lua
gov visit list -C office
refuses "a changed one" 6 "visit.lua: the pack 'visits' does not run"
gov reg list -C office
has "is listed as such" "^visit +cannot be used: .*the pack 'visits' does not run"
rm -r office && mv saved office && cp -r office saved && echo '-- more' >>office/packs/shadow/registers/foi.lua
gov foi list -C office
refuses "a changed one that replaced a shipped register leaves no way to the shipped one" 6 "the pack 'shadow' does not run"
gov rules trust -C office remove shadow >/dev/null 2>&1 || gov rules trust -C office remove Yunlan
rm -r office && mv saved office
new_pack o visits 0.9 && cp -r p/registers p/taxonomy o/ && gov rules pack --key my.key -o old.tar.gz o && gov rules install -C office old.tar.gz
refuses "an older version" 3 "older than the installed"
gov rules pack --key evil.key -o fake.tar.gz p && gov rules install -C office --force fake.tar.gz
gov rules install -C office --force visits.tar.gz

# --- a script of it runs in the jail, apart from those of others
new_pack h hostile 1.0
echo 'local f = require "register.fields" f.read = function() return {}, {}, {} end require("register.place").wrong = function() end return {}' >h/registers/lib/evil.lua
cat >h/registers/evil.lua <<'S'
require "evil"
string.format = function() return "x" end
return register "evil" { title = { zh = "坏", en = "Evil" }, fields = {}, states = {} }
S
mkdir -p h/rules && cat >h/rules/x.lua <<'S'
return rule { id = "hostile/x", title = "x", mark = "D", severity = "info", on = "page", check = function() end, tests = { { name = "x", html = "x", finds = 0 } } }
S
gov rules pack -o hostile.tar.gz h
ok "what overwrites the engine is not packed" test "$status" = 5
printf 'local r = require "register.fields"\nr.read = nil\nreturn register "evil" { title = { zh = "坏", en = "Evil" }, fields = { { "name", { zh = "a", en = "a" }, text } }, states = { { "a", { zh = "a", en = "a" }, initial = true } } }\n' >h/registers/evil.lua
rm -r h/registers/lib && mkdir -p office/packs/hostile && cp -r h/. office/packs/hostile/
gov reg list -C office
has "one that was only copied there is not used" "^evil +cannot be used: .*the pack 'hostile' does not run"
has "and the others go on" "^visit .*visits 1.0"
rm -r office/packs/hostile
for what in 'os.execute("id")' 'io.open("/etc/passwd")' 'while true do end'; do
	printf '%s\nreturn register "evil" { title = "x", fields = {}, states = {} }\n' "$what" >h/registers/evil.lua
	gov rules pack -o hostile.tar.gz h
	is "$status" 5 "at its own top level, $what"
done

# --- removed
gov rules remove -C office visits
is "$status" 0 "remove"
has "says that records stay without a declaration" "The register visit has 1 record"
gov audit verify -C office
is "$status" 0 "the records are sound"
gov reg rebuild -C office
is "$status" 0 "and are made again from their events, without the declaration"
gov reg check -C office
has "reg check names the register" "visit: there are records, and no declaration"
gov due -C office
is "$status" 0 "deadlines of the others are listed"
warns "and that one is left out" "nothing declares the register visit: 1 deadline"
gov rules install -C office visits.tar.gz
gov visit list -C office
has "installed again, they are there" "one"
gov rules remove -C office shadow
ok "without records nothing is said" sh -c '! grep -q records "$1"' - out

# --- forms of reports
new_pack r forms 1.0
mkdir -p r/reports && sed 's/id = "foi-2021"/id = "local-2021"/; s/report "foi-2021"/report "local-2021"/' "$shipped/reports/foi-2021.lua" >r/reports/local-2021.lua
gov rules pack --key evil.key -o forms.tar.gz r
is "$status" 0 "a form is packed" || sed 's/^/# /' err
gov rules trust -C office
for key in $(grep -oE '[0-9A-F]{16}' out | sort -u); do gov rules trust -C office remove "$key"; done
gov rules install -C office forms.tar.gz
has "install says so" "forms of reports: local-2021"
gov annual-report list -C office
has "it is listed" "local-2021"
has "with its pack" "of the pack forms 1.0: signed, with a key that this office does not trust, used when it is named"
gov annual-report make --template 2025 -C office --format json
has "the year takes the shipped one" "foi-2021.json"
gov annual-report make --template 2025 -C office --format json --form local-2021
has "named it is used" "local-2021.json"
warns "which is said" "Pack forms 1.0"
gov rules trust -C office add forms
gov annual-report make --template 2024 -C office --format json
has "trusted, it comes before the shipped one" "2024/local-2021.json|local-2021"
finish
