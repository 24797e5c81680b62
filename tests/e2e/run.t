#!/bin/sh
# govpub run: what a script returns arrives as it is, and one that does not is told in one line
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
run() {
	timeout -k 5 60 "$govpub" run "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
returns() { # NAME SCRIPT JSON
	printf '%s' "$2" >"script.lua"
	run script.lua
	is "$status $(cat out)" "0 $3" "$1"
}
returns "nothing is null" '' null
returns "nested tables" 'return { a = { b = { { 1, 2 }, { c = {} } } } }' '{"a":{"b":[[1,2],{"c":[]}]}}'
returns "names in the order of their bytes" 'return { b = 1, a = 2, ["中"] = 3, A = 4 }' '{"A":4,"a":2,"b":1,"中":3}'
returns "UTF-8, and what JSON escapes" 'return "云澜\n\t\"\\\u{1F600}"' '"云澜\n\t\"\\😀"'
returns "the greatest integer" 'return math.maxinteger' 9223372036854775807
returns "the least" 'return math.mininteger' -9223372036854775808
returns "2^53 + 1 keeps its last digit" 'return 9007199254740993' 9007199254740993
returns "fractions" 'return { 0.1, -2.5, 1e300 }' '[0.1,-2.5,1e+300]'
returns "a float that is whole" 'return 3.0' 3
returns "holes in a list are null" 'return { 1, nil, 3 }' '[1,null,3]'
returns "json.null is null" 'return { a = json.null }' '{"a":null}'
returns "an empty table, an empty string" 'return { {}, "" }' '[[],""]'
returns "truth" 'return { true, false }' '[true,false]'
returns "31 tables in one another" 'local t = {} for i = 1, 31 do t = { t } end return t' \
	"$(printf '[%.0s' $(seq 32))$(printf ']%.0s' $(seq 32))"
returns "its modules" 'return { text.fold("ＡＢ"), text.count("中 文"), url.resolve("http://a.cn/b/", "../c"), json.decode("[1]")[1] }' \
	'["AB",2,"http://a.cn/c",1]'
printf 'local a, b = ... return { a, b, select("#", ...) }' >args.lua
run args.lua 中文 --lang
is "$status $(cat out)" '0 ["中文","--lang",2]' "what follows the file belongs to the script"
mkdir lib
echo 'return { twice = function(n) return 2 * n end }' >lib/sums.lua
printf 'return require("sums").twice(21)' >module.lua
run module.lua
is "$status $(cat out)" "0 42" "modules come from lib beside it"
run -o result.json module.lua
is "$status $(cat result.json) $(wc -c <out)" "0 42 0" "-o writes a file"
printf '\357\273\277return 1' >bom.lua
run bom.lua
is "$status $(cat out)" "0 1" "the mark of Notepad is skipped"
printf 'return json.decode("{")' >bad-json.lua
run bad-json.lua
is "$status $(cat out)" "0 null" "an expected failure is nil"

fails() { # NAME PATTERN SCRIPT
	printf '%s' "$3" >"script.lua"
	run script.lua
	is "$status $(wc -l <err) $(wc -c <out)" "5 1 0" "$1: exit 5, one line, no output"
	ok "$1: why" grep -qE "$2" err || sed 's/^/# /' err
}
fails "a function" 'result: it is a function, no data' 'return function() end'
fails "a function inside" 'result\.a\[2\]: it is a function' 'return { a = { 1, function() end } }'
fails "a table in itself" 'nested deeper than 32 tables, or contains itself' 'local t = {} t.t = t return t'
fails "33 tables in one another" 'nested deeper than 32' 'local t = {} for i = 1, 33 do t = { t } end return t'
fails "a list with names" 'both names and indexes' 'return { 1, a = 2 }'
fails "more holes than values" 'more holes than values' 'return { [1] = 1, [100] = 2 }'
fails "an odd key" 'neither a name nor a positive index' 'return { [1.5] = 1 }'
fails "no number" 'infinite or not a number' 'return { 0/0 }'
fails "infinite" 'infinite or not a number' 'return 1/0'
fails "bytes that are no UTF-8" 'the string is not UTF-8' 'return "\xff"'
fails "more than 1 MiB" 'larger than 1 MiB' 'return ("x"):rep(1100000)'
fails "an error with a message" 'script.lua:1: 出错了' 'error("出错了")'
fails "an error that is a table" 'raised table instead of a message' 'error({})'
fails "a message of many lines" 'a b' 'error("a\nb\27[31m")'
fails "an endless loop" 'stopped: it (used more than 2|took longer than 5) seconds' 'while true do end'
fails "an endless pattern" 'stopped: it (used more than 2|took longer than 5) seconds' \
	'return (("a"):rep(30000)):find((".-"):rep(30) .. "b")'
fails "all the memory" 'stopped: it used more than [0-9]+ MiB of memory' 'local t = {} while true do t[#t + 1] = ("x"):rep(1000) .. #t end'
fails "a file" "'io' is not available" 'return io.open("/etc/passwd")'
fails "a command" "'os' is not available" 'return os.execute("true")'
fails "the clock" "'os' is not available" 'return os.time()'
fails "code from a string" "'load' is not available" 'return load("return 1")()'
fails "another folder" 'this pack has no lib/\.\./script.lua' 'return require("../script")'
fails "a name with a slip" "there is no 'tonumbre'" 'return tonumbre("1")'
printf 'return undefined' >zh.lua
run --lang zh zh.lua
is "$status $(grep -c '没有 undefined' err)" "5 1" "the same in Chinese"
run
is "$status $(wc -l <err)" "2 1" "no file: one line"
run absent.lua
is "$status $(wc -l <err)" "2 1" "no such file: one line"
run lib
is "$status $(wc -l <err)" "2 1" "a folder: one line"
run -x args.lua
is "$status $(wc -l <err)" "2 1" "an unknown option: one line"
run args.lua "$(printf '\377')"
is "$status $(wc -l <err)" "2 1" "an argument that is not UTF-8: one line"
run args.lua $(seq 1001)
is "$status $(wc -l <err)" "2 1" "more arguments than a script takes: one line"
finish
