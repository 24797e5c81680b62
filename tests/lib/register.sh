# register.sh - an office with the register `training` of the tests; sourced behind e2e.sh, after setup.
#
#   office [PEOPLE]   makes $tmp/office anew, with the people given as Lua
#   people PEOPLE     others in the same office
#   reg ARG...        govpub in it, on the day $today; $status, $tmp/out (also out.json), $tmp/err
#   says NAME TEXT    the last one printed this; complains NAME TEXT: on standard error
#   refused CODE NAME TEXT   it ended with this status and said why
today=2023-04-20

people() {
	printf 'return office { name = "示例市文化和旅游局", code = "sl", short = "示文旅", people = {%s} }\n' "${1:-}" \
		>"$tmp/office/office.lua"
}

office() {
	rm -rf "$tmp/office"
	mkdir -p "$tmp/office/registers"
	cp "$here/registers/training.lua" "$tmp/office/registers/"
	people "${1:-}"
}

reg() {
	(cd "$tmp/office" && timeout 30 "$govpub" "$@" --today "$today") >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}

says() { ok "$1" grep -qF -- "$2" "$tmp/out"; }
complains() { ok "$1" grep -qF -- "$2" "$tmp/err"; }
refused() {
	is "$status" "$1" "$2"
	complains "  it says why" "$3"
}
