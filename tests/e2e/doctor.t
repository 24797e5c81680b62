#!/bin/sh
# govpub doctor: every need is tried for real, and what fails says what to do
. tests/lib/e2e.sh
setup
doctor() {
	timeout -k 5 60 "$govpub" doctor "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
failing() { grep -c '^!!' "$tmp/out"; }

doctor
is "$status $(failing)" "0 0" "here everything works"
ok "each line is ok or says a limit" sh -c "! grep -vE '^(ok|--)  .' '$tmp/out'"
is "$(wc -c <"$tmp/err")" 0 "nothing is said on standard error"
ok "its version" grep -qE '^ok  govpub [0-9]+\.[0-9]' "$tmp/out"
is "$(find "$tmp/state" -type f)" "" "nothing is left in the state folder"
doctor --lang zh
ok "in Chinese" grep -q '^ok  语言：中文，由 --lang 决定' "$tmp/out"
LC_ALL=zh_CN.GB18030 doctor
is "$status $(grep -c '^--.*GB18030.*UTF-8' "$tmp/out")" "0 1" "a terminal of another charset is pointed out"
LC_ALL=zh_CN.utf8 doctor
ok "UTF-8 under its other name is not" sh -c "! grep -q '文字编码' '$tmp/out'"
cp "$tmp/out" "$tmp/zh"
ok "the variable that decided is named" grep -q 'LC_ALL=zh_CN.utf8' "$tmp/zh"

doctor --json
cp "$tmp/out" "$tmp/out.json"
json "JSON: everything works" 'r.ok == true'
json "the protection has a name" '({full = 1, ["no-landlock"] = 1, ["no-seccomp"] = 1, none = 1})[r.protection.level]'
json "the libraries have versions" \
	'r.libraries.Lua:find("^5%.4") and r.libraries.SQLite and r.libraries.libcurl and r.libraries.TLS and r.libraries.libidn2'
json "a worker was started, and says what protects it" '(function()
	for _, c in ipairs(r.checks) do
		if c.check == "worker" then return c.state == "ok" and c.message:find(r.protection.level, 1, true) end
	end
end)()'
json "nothing is to be done" '(function()
	for _, c in ipairs(r.checks) do
		if c.state == "ok" and text(c.fix) then return false end
		if c.check == "network" then return false end
	end
	return #r.checks >= 7
end)()'

XDG_STATE_HOME=/proc/nothing doctor
is "$status $(grep -c '^!!  state folder: /proc/nothing.* Set XDG_STATE_HOME' "$tmp/out")" "8 1" \
	"a state folder that cannot be made: status 8, and what to do in the line"
XDG_STATE_HOME=/proc/nothing doctor --json
cp "$tmp/out" "$tmp/out.json"
json "JSON says so too" 'r.ok == false'
(unset HOME XDG_STATE_HOME && "$govpub" doctor >"$tmp/out" 2>"$tmp/err")
is "$? $(grep -c '^!!.*HOME' "$tmp/out")" "8 1" "no place for state at all"
if unshare -Ur true 2>/dev/null; then
	unshare -Ur "$govpub" doctor >"$tmp/out" 2>"$tmp/err"
	is "$? $(grep -c '^!!  worker parse: .*status 8.*strace' "$tmp/out")" "8 1" \
		"a system that does not let a worker into its jail"
else
	echo "# a worker that cannot start needs a user namespace: left out"
fi
bundle=/etc/ssl/certs/ca-certificates.crt
: >"$tmp/none"
if [ -f $bundle ] && unshare -m mount --bind "$tmp/none" $bundle 2>/dev/null; then
	unshare -m sh -c "mount --bind '$tmp/none' $bundle && exec '$govpub' doctor" >"$tmp/out" 2>"$tmp/err"
	is "$? $(grep -c '^!!  certificates: .*ca-certificates\.$' "$tmp/out")" "8 1" "no trusted certificates"
else
	echo "# missing certificates need a mount namespace: left out"
fi
if unshare -n true 2>/dev/null; then
	unshare -n timeout 50 "$govpub" doctor --network >"$tmp/out" 2>"$tmp/err"
	is "$? $(grep -c '^!!  network: ' "$tmp/out")" "8 1" "a machine whose name servers do not answer"
fi

refused() { # NAME ARG...
	what=$1
	shift
	doctor "$@"
	is "$status $(wc -l <"$tmp/err") $(wc -c <"$tmp/out")" "2 1 0" "$what: status 2 and one line"
}
refused "an unknown option" --all
refused "a word too many" network
refused "an unknown language" --lang fr
"$govpub" doctor >/dev/full 2>"$tmp/err"
is "$? $(wc -l <"$tmp/err")" "8 1" "a full disk on standard output"
"$govpub" 体检 -h >"$tmp/out"
ok "the Chinese name is the same verb" grep -q '^usage: govpub doctor' "$tmp/out"
finish
