#!/bin/sh
# packs: made, signed, installed, trusted, changed, updated and removed, with every reason for a refusal
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
rules() {
	timeout -k 5 60 "$govpub" rules "$@" >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}
says() { # NAME PATTERN: the output has such a line
	ok "$1" grep -qE -- "$2" "$tmp/out" || sed 's/^/# /' "$tmp/out" "$tmp/err"
}
warns() { # NAME PATTERN: standard error has such a line
	ok "$1" grep -qE -- "$2" "$tmp/err" || sed 's/^/# /' "$tmp/out" "$tmp/err"
}
refuses() { # NAME STATUS PATTERN: it ends so, and says why
	is "$status" "$2" "$1: exit $2"
	warns "$1: says why" "$3"
}
new_pack() { # DIR VERSION
	mkdir -p "$1/rules/lib" "$1/rules/tests"
	cat >"$1/pack.lua" <<-S
	return pack {
		name = "policy", version = "$2", api = 1,
		title = { zh = "政策文件", en = "Policy pages" },
		author = { name = "周敏", office = "Yunlan" }, licence = "MIT",
	}
	S
	cat >"$1/rules/number.lua" <<-'S'
	local marks = require "marks"
	return rule {
		id = "policy/number", title = "No number", mark = "D", severity = "error", on = "page",
		tags = { "links" },
		check = function(page, report)
			if not page.text:find(marks.open, 1, true) then report { at = page:first("h1") } end
		end,
		tests = {
			{ name = "with", html = "<h1>x</h1>〔2023〕", finds = 0 },
			{ name = "without", file = "tests/none.html", finds = 1 },
		},
	}
	S
	echo 'return { open = "〔" }' >"$1/rules/lib/marks.lua"
	echo '<h1>none</h1>' >"$1/rules/tests/none.html"
	echo 'What it is for.' >"$1/README.md"
}
"$govpub" init office >/dev/null
"$govpub" init other >/dev/null
cat >other/office.lua <<'S'
return office {
	name = { zh = "云澜局", en = "Yunlan" }, code = "yunlan",
	departments = { { id = "bgs", name = "办公室", phone = "0000-5550100", email = "bgs@yunlan.example" } },
	people = { { id = "zhou", name = "周敏", department = "bgs", roles = { "editor" } } },
}
S
new_pack p 1.0

# --- keys and packing
rules keygen --no-password my.key
is "$status" 0 "keygen"
is "$(stat -c %a my.key)" 600 "only its owner reads the secret key"
rules keygen --no-password my.key
refuses "a key that is there" 3 "exists already"
rules keygen locked.key
refuses "no terminal and no password" 2 "no terminal"
echo secret >word && rules keygen --password-file word locked.key
is "$status" 0 "a key with a password"
rules pack --key my.key -o one.tar.gz p
is "$status" 0 "pack"
says "says what is in it" "1 rule, 2 tests, signed with the key [0-9A-F]{16}"
touch -d 2001-01-01 p/README.md && rules pack --key my.key -o two.tar.gz p
ok "the same files make the same archive" cmp one.tar.gz two.tar.gz
is "$(tar tzf one.tar.gz | head -1)" policy-1.0/MANIFEST "all lies in one folder"
rules pack --key locked.key -o locked.tar.gz p
refuses "a locked key without its password" 2 "no terminal"
rules pack --key locked.key --password-file word -o locked.tar.gz p
is "$status" 0 "with its password"
echo wrong >bad && rules pack --key locked.key --password-file bad -o locked.tar.gz p
refuses "with another" 3 "password does not fit"
if command -v minisign >/dev/null; then
	mkdir m && tar xzf one.tar.gz -C m
	ok "the minisign program verifies it" minisign -V -p my.key.pub -m m/policy-1.0/MANIFEST
else
	echo "ok $((tap_n = tap_n + 1)) - the minisign program verifies it # SKIP it is not here"
fi

# --- what should not leave the office
cp -r p private
cat >private/rules/tests/people.html <<'S'
<p>请联系周敏
<p>请联系周敏 <!-- not personal: a made-up page -->
<p>电话 0000-5550100
<p>bgs@yunlan.example
<p>手机 13812345678
<p>身份证 11010519491231002X
<a href="https://user:pass@example.org/">
<a href="https://oapi.example.org/send?access_token=0123456789abcdef">
<p>本局惯用语
<p>周敏 not personal:
S
mkdir other/terms && printf '本局惯用语\t改为\n' >other/terms/words.txt
(cd other && timeout 60 "$govpub" rules pack --json ../private) >out.json 2>err
is $? 3 "a pack with personal data is refused"
json "each place is named" "(function() local w = {}
	for _, p in ipairs(r.private) do if p.file == 'rules/tests/people.html' then w[#w + 1] = ('%d'):format(p.line) .. p.what end end
	table.sort(w); return table.concat(w, ' ') end)() == '10person 1person 3phone 4email 5mobile 6resident-id 7password 8key 9term'"
ok "and nothing is shown whole" sh -c '! grep -q -e 周敏 -e 0123456789abcdef -e 13812345678 -e user:pass out.json'
ok "the author's own name in pack.lua is none" sh -c '! grep -q pack.lua out.json'

# --- refused before it is packed
for what in "api = 2:3:update the program" "name = \"fees\":3:shipped pack" "name = \"all\":2:no word of --rules" "version = \"1.x\":2:numbers with points" \
	"colour = \"red\":2:unknown key"; do
	rm -rf q && cp -r p q
	key=${what%% *} rest=${what#*:}
	sed -i "s/${key} = [^,]*,//; s/return pack {/return pack { ${what%%:*},/" q/pack.lua
	rules pack q
	refuses "${what%%:*}" "${rest%%:*}" "${rest#*:}"
done
rm -rf q && cp -r p q && rm q/pack.lua && rules pack q
refuses "no pack.lua" 2 "no pack.lua"
rm -rf q && cp -r p q && echo 'os.exit()' >>q/pack.lua && rules pack q
refuses "code in pack.lua" 2 "pack.lua:"
rm -rf q && cp -r p q && sed -i '/tests = {/,/^},/d' q/rules/number.lua && rules pack q
refuses "a rule without tests" 3 "has no tests"
rm -rf q && cp -r p q && sed -i 's/finds = 1/finds = 2/' q/rules/number.lua && rules pack q
refuses "a test that fails" 3 "tests of the pack fail"
says "is shown" "^not ok"
rm -rf q && cp -r p q && sed -i 's/"error"/"awful"/' q/rules/number.lua && rules pack q
refuses "a rule that does not work" 5 "does not work"
rm -rf q && cp -r p q && mkdir q/bin && echo x >q/bin/run && rules pack q
refuses "a file that is out of place" 3 "no such file"
rm -rf q && cp -r p q && rm -r q/rules && rules pack q
refuses "no rules" 3 "no rule, register or report in the pack"
rm -rf q && cp -r p q && ln -s /etc/passwd q/README.txt && rules pack q
refuses "a link" 3 "README.txt: is a link"

# --- installing: signed by nobody that is known
rules install -C office one.tar.gz
is "$status" 0 "install"
says "says whose it is" "policy 1.0: signed, with a key that this office does not trust"
says "and how its rules are run" "--rules policy"
is "$(ls -A office/packs)" policy "nothing is left beside it"
rules list -C office
says "its rules are listed" "^policy/number +by name +local"
warns "and the state of the pack is said" "pack policy 1.0: signed, with a key"
rules run -C office p/rules/tests/none.html
ok "they do not run by themselves" sh -c '! grep -q policy/number "$1"' - "$tmp/out"
rules run -C office --rules "links or all or office" p/rules/tests/none.html
ok "no tag and no set chooses them" sh -c '! grep -q policy/number "$1"' - "$tmp/out"
rules run -C office --rules policy p/rules/tests/none.html
is "$status" 1 "by name they run"
says "and find" "policy/number"
warns "which is said" "pack policy 1.0"
rules run -C office --rules "policy/*" p/rules/tests/none.html
says "also by a pattern within the pack" "policy/number"
rules list -C office --json policy/number
json "JSON says so" "r.rules[1].origin == 'pack' and r.rules[1].trust == 'local'"
rules verify -C office
is "$status" 1 "verify finds that it is not trusted"
rules test -C office policy
is "$status" 0 "its tests run from memory"

# --- a link check says whose packs there are
mkdir site && echo '<title>A page of ours</title><h1>none</h1>' >site/index.html
(cd office && timeout 60 "$govpub" check-links -o ../out.json -o ../report.html ../site) >out 2>err </dev/null 9>&-
json "the report has the pack" "#r.run.packs == 1 and r.run.packs[1].name == 'policy' and r.run.packs[1].trust == 'local'
	and r.run.packs[1].state == 'unknown-key'"
json "whose rules did not run" "#r.findings == 0 or (function() for _, f in ipairs(r.findings) do
	if f.rule == 'policy/number' then return false end end return true end)()"
warns "standard error names it" "pack policy 1.0: signed, with a key"
ok "the HTML report as well" grep -q "Pack policy 1.0: signed, with a key" report.html
for form in csv sarif junit xlsx; do
	(cd office && timeout 60 "$govpub" check-links -q --offline --lang en --format $form -o "../report.$form" ../site) 2>err </dev/null 9>&-
done
ok "a row of the CSV" grep -q '^undecided,pack,.*policy 1.0: signed, with a key' report.csv
ok "a property of JUnit's suite" grep -q '<property name="pack" value="policy 1.0: signed' report.junit
cp report.sarif out.json
json "an extension of SARIF's tool" "(function() local x = r.runs[1].tool.extensions
	return #x == 1 and x[1].name == 'policy' and x[1].version == '1.0' and x[1].properties.trust == 'local' and
	x[1].properties.state == 'unknown-key' end)()"
ok "as the standard has it" lua5.4 "$here/sarif.lua" report.sarif
ok "a line of the workbook's summary" sh -c 'unzip -p report.xlsx xl/worksheets/sheet1.xml xl/sharedStrings.xml | grep -q "Pack policy 1.0: signed"'
(cd office && timeout 60 "$govpub" check-links --fresh --rules policy ../site) >out 2>err </dev/null 9>&-
says "named, its rules run" "policy/number|No number"
says "and the text report names the pack" "Pack policy 1.0: signed"
echo '-- more' >>office/packs/policy/rules/number.lua
(cd office && timeout 60 "$govpub" check-links --fresh ../site) >out 2>err </dev/null 9>&-
says "a changed one is in the report" "Pack policy 1.0: changed since"
rules install -C office one.tar.gz

# --- whoever works on a pack
rules test ./p
is "$status" 0 "its tests run where it lies"
rules lint p/rules/number.lua
says "and lint looks at a file of it" "no fix"

# --- trusted
rules trust -C office
says "nobody is trusted yet" "trusts no key"
rules trust -C office add policy
is "$status" 0 "trust the key of a pack"
rules trust -C office --json
json "it is on the list" "#r.keys == 1 and r.keys[1].name == 'Yunlan' and #r.keys[1].key == 56"
rules trust -C office add policy
refuses "twice" 6 "trusted already"
rules run -C office p/rules/tests/none.html
says "now the rules run by themselves" "policy/number"
is "$(cat err)" "" "and nothing needs to be said"
rules verify -C office --json
is "$status" 0 "verify finds nothing"
json "but whose it is" "r.packs[1].state == 'trusted' and r.packs[1].signer == 'Yunlan'"
rules show -C office policy/number
says "show names the pack" "pack +policy"

# --- what was changed does not run
broken() { # NAME STATE PATTERN
	rules verify -C office --json
	is "$status" 7 "$1: verify ends with 7"
	json "$1: $2" "r.packs[1].state == '$2'"
	rules run -C office --rules all p/rules/tests/none.html
	ok "$1: its rules do not run" sh -c '! grep -q policy/number "$1"' - "$tmp/out"
	warns "$1: each run says so" "$3"
	rules run -C office --rules policy p/rules/tests/none.html
	is "$status" 2 "$1: nor by name"
}
keep() { rm -rf saved && cp -r office saved; }
back() { rm -rf office && mv saved office; }
keep && echo '-- more' >>office/packs/policy/rules/number.lua
broken "a changed rule" changed "rules/number.lua: the file was changed"
back && keep && touch -d 2020-01-01 office/packs/policy/rules/number.lua && sed -i 's/〔/【/' office/packs/policy/rules/lib/marks.lua
touch -d 2020-01-01 office/packs/policy/rules/lib/marks.lua
broken "a changed module with an old date" changed "rules/lib/marks.lua: the file was changed"
back && keep && echo 'x' >office/packs/policy/rules/extra.lua
broken "a file that was put in" changed "extra.lua: the file was put in"
back && keep && rm office/packs/policy/README.md
broken "a file that was taken out" changed "README.md: the file is missing"
back && keep && rm office/packs/policy/MANIFEST.minisig
broken "a signature that was taken out" changed "was signed when it was installed"
back && keep && sed -i '4s/^..../AAAA/' office/packs/policy/MANIFEST.minisig
broken "a signature that was changed" forged "does not fit"
back && keep && sed -i '3s/1.0/1.1/' office/packs/policy/MANIFEST.minisig
broken "a trusted comment that was changed" forged "does not fit"
back && keep && rm office/packs.lock
broken "a lock that is gone" stale "packs.lock does not have it"
back && keep && sed -i 's/manifest = "..../manifest = "0000/' office/packs.lock
broken "a lock of another one" stale "not the one that packs.lock has"
back && keep && mv office/packs/policy office/packs/policy2
broken "another name" stale "another name"
back && keep && rm -r office/packs/policy
broken "a folder that is gone" stale "folder is not there"
back && keep && rm office/packs/policy/pack.lua
broken "no pack.lua" broken "no pack.lua"
back && keep && echo 'return lock { {' >office/packs.lock && rules list -C office
refuses "a lock that cannot be read" 2 "packs.lock:1"
back

# --- one that is re-signed by somebody else, unsigned, older
rules keygen --no-password evil.key
new_pack v2 2.0 && sed -i 's/No number/No number at all/' v2/rules/number.lua
rules pack --key evil.key -o evil.tar.gz v2 && rules install -C office evil.tar.gz
refuses "the next version by another key" 3 "signed with the key"
rules pack -o unsigned.tar.gz v2 && rules install -C office unsigned.tar.gz
refuses "the next version unsigned" 3 "signed with the key"
new_pack v0 0.9 && rules pack --key my.key -o old.tar.gz v0 && rules install -C office old.tar.gz
refuses "an older one" 3 "older than the installed"
sed -i 's/What/Other/' v0/README.md && sed -i 's/0.9/1.0/' v0/pack.lua && rules pack --key my.key -o same.tar.gz v0 &&
	rules install -C office same.tar.gz
refuses "another one of the same version" 3 "with other contents"
new_pack v1 1.1 && rules pack -o lesser.tar.gz v1
for damage in "rm -r office/packs/policy" "rm office/packs/policy/pack.lua" "rm office/packs/policy/MANIFEST.minisig"; do
	keep && $damage && rules install -C office old.tar.gz
	refuses "an older one after $damage" 3 "older than the installed 1.0"
	rules install -C office lesser.tar.gz
	refuses "an unsigned one after $damage" 3 "signed with the key"
	rules install -C office one.tar.gz
	is "$status" 0 "the same one after $damage"
	back
done
rules install -C office --force old.tar.gz
is "$status" 0 "--force installs it all the same"
rules install -C office one.tar.gz
is "$status" 0 "and the newer one takes its place"
mkdir t && tar xzf one.tar.gz -C t && echo more >>t/policy-1.0/README.md && rules install -C office t/policy-1.0
refuses "a folder that does not fit its manifest" 7 "README.md: the file was changed"
tar xzf one.tar.gz -C t && sed -i '2s/^RU/RW/' t/policy-1.0/MANIFEST.minisig && rules install -C office t/policy-1.0
refuses "a signature that is none" 7 "signature"
mkdir -p other/rules/policy && rules install -C other one.tar.gz
refuses "a folder of the office with its name" 6 "rules/policy of the office"
rmdir other/rules/policy
sed 's/licence/needs = { "nowhere" }, licence/' v2/pack.lua >x && cp x v2/pack.lua && rules pack -o n.tar.gz v2 && rules install -C other n.tar.gz
refuses "a pack that needs another" 2 "nowhere"
rules install -C other http://127.0.0.1:1/x.tar.gz
refuses "an address without TLS" 2 "https://"

# --- update
new_pack v3 1.1 && sed -i 's/No number/No number: <b>/' v3/rules/number.lua && printf 'two\n\033[31mred\n' >>v3/README.md
cp one.tar.gz source.tar.gz && rules install -C office source.tar.gz && rules update -C office
is "$status" 0 "update without anything new"
rules pack --key my.key -o source.tar.gz v3
rules update -C office --diff
is "$status" 1 "update --diff"
says "shows what goes" '^-.*"No number"'
says "and what comes" '^\+.*"No number: <b>"'
says "nothing of it draws on the terminal" '^\+\\x1b\[31mred'
is "$(grep -c 1.1 office/packs/policy/pack.lua)" 0 "and replaces nothing"
rules update -C office
refuses "update without a terminal" 3 "say --yes"
rules update -C office --yes policy
is "$status" 0 "update --yes"
is "$(grep -c 1.1 office/packs/policy/pack.lua)" 1 "replaces it"
new_pack v4 3.0 && rules pack --key evil.key -o source.tar.gz v4 && rules update -C office --yes
refuses "update to one by another key" 3 "signed with the key"

# --- a killed installation leaves the one or the other
keep && mkdir -p office/packs/.govpub-install.tmp/rules && echo half >office/packs/.govpub-install.tmp/rules/x.lua
rules verify -C office
is "$status" 0 "killed while it wrote: the old one is whole"
rules install -C office --force one.tar.gz
is "$(ls -A office/packs)" policy "the next installation clears up"
manifest=$(sha256sum office/packs/policy/MANIFEST | cut -d' ' -f1)
sed -i "s/manifest = \"[0-9a-f]*\"/manifest = \"0000\", next = \"$manifest\"/" office/packs.lock
rules verify -C office
is "$status" 0 "killed between the folder and the lock: the new one is whole"
back && keep && sed -i "s/manifest = \"\([0-9a-f]*\)\"/manifest = \"\1\", next = \"$manifest\"/" office/packs.lock
rules verify -C office
is "$status" 0 "killed before the folder: the old one is whole"
back
i=0 lost=0
while [ $i -lt 20 ]; do
	i=$((i + 1))
	set -- one.tar.gz old.tar.gz
	[ $((i % 2)) = 0 ] && shift
	timeout -s KILL "0.0$((i % 10 + 1))" "$govpub" rules install -C office --force "$1" >/dev/null 2>&1
	rules verify -C office
	[ "$status" = 0 ] || lost=$((lost + 1))
done
is $lost 0 "20 killed installations: each time the old or the new, whole"
(flock 8; rules install -C office --force one.tar.gz; exit "$status") 8<office/packs
is $? 6 "one installation at a time"

# --- by address
openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 2 -subj /CN=self \
	-addext subjectAltName=IP:127.0.0.1 2>/dev/null
start_server <<EOS
listen s 127.0.0.1 tls $tmp/self.pem $tmp/self.key
listen plain 127.0.0.1
on *
path /one.tar.gz
  type application/gzip
  file $tmp/one.tar.gz
path /plain
  location http://{plain}/one.tar.gz
EOS
rm -rf office/packs office/packs.lock
rules install -C office "https://$s/one.tar.gz"
refuses "an address whose certificate nobody vouches for" 8 "cannot be fetched.*tls"
bundle=/etc/ssl/certs/ca-certificates.crt
if unshare -m sh -c "mount --bind $tmp/self.pem $bundle" 2>/dev/null; then
	there() {
		unshare -m sh -c "mount --bind $tmp/self.pem $bundle && exec timeout 60 $govpub rules install -C office $1" >out 2>err </dev/null 9>&-
		status=$?
	}
	there "https://$s/one.tar.gz"
	is "$status" 0 "install from an address" || sed 's/^/# /' err
	says "it is the same pack" "policy 1.0: trusted"
	ok "the lock keeps the address" grep -q "source = \"https://$s/one.tar.gz\"" office/packs.lock
	there "https://$s/plain"
	refuses "a redirect to http" 3 "which is not https"
	there "https://$s/none"
	refuses "an address without a file" 8 "404"
else
	echo "ok $((tap_n = tap_n + 1)) - install from an address # SKIP no private mounts here"
	rules install -C office one.tar.gz
fi

# --- remove
rules trust -C office remove Yunlan
is "$status" 0 "trust is taken back"
rules list -C office
says "the pack is local again" "^policy/number +by name +local"
rules remove -C office policy
is "$status" 0 "remove"
is "$(ls -A office/packs)$(grep -c policy office/packs.lock)" 0 "nothing of it is left"
rules remove -C office policy
refuses "once more" 2 "no installed pack"
rules remove -C office ../rules
refuses "a name that leads elsewhere" 2 "no installed pack"
finish
