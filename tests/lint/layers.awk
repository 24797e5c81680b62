# usage: awk -f tests/lint/layers.awk FILE...   (all .c and .h)
# Rejects: upward and sideways includes, library headers outside their room,
# banned functions, ending the process from the wrong place, over-long files.
BEGIN {
	rank["core/base"] = 0; rank["core/sys"] = 1; rank["core/text"] = 2
	rank["core/web"] = 3; rank["core/doc"] = 3; rank["core/pack"] = 3; rank["core/match"] = 3; rank["core/store"] = 3
	rank["core/crawl"] = 4; rank["core/ledger"] = 4; rank["core/report"] = 5
	rank["core/office"] = 6; rank["core/script"] = 7; rank["core/rules"] = 8
	rank["core/command"] = 9; rank["cmd"] = 10
	rank["tests/lib"] = 11; rank["tests/c"] = 12; rank["tests/fuzz"] = 12; rank["tests/bench"] = 12
	room["lua"] = room["lauxlib"] = room["lualib"] = room["lua-cjson"] = "core/script core/command"
	room["sqlite3"] = "core/store"; room["curl/curl"] = room["gumbo"] = "core/web"
	room["zip"] = room["cmark"] = "core/doc"; room["expat"] = "core/doc core/web"; room["xlsxwriter"] = "core/report"
	room["pcre2"] = "core/match"; room["histedit"] = "cmd"
}
function complain(what) { print FILENAME ":" FNR ": " what; bad = 1 }
function test_dir(d) { return d ~ /^tests\// }
FNR == 1 { own = FILENAME; sub("/[^/]*$", "", own); lines[FILENAME] = 0 }
{ lines[FILENAME]++ }
own == "core/tool" { next }	# build-host programs, linked into nothing
/^#[ \t]*include[ \t]*"/ {
	inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc)
	dir = inc
	if (!sub("/[^/]*$", "", dir)) { complain("include by full path, not \"" inc "\""); next }
	if (inc ~ /\.c$/) complain("a .c file is never included: " inc)
	if (!(own in rank) || !(dir in rank)) { complain("unknown room in include of " inc); next }
	if (dir != own && rank[dir] >= rank[own] && !test_dir(own)) complain(own " may not include " inc)
	if (test_dir(dir) && !test_dir(own)) complain("the product may not include " inc)
}
/^#[ \t]*include[ \t]*</ {
	inc = $0; sub(/^[^<]*</, "", inc); sub(/\.h>.*/, "", inc)
	if (inc in room && !index(" " room[inc] " ", " " own " ") && !test_dir(own)) complain("<" inc ".h> only in " room[inc])
}
{
	code = $0
	gsub(/"([^"\\]|\\.)*"/, "\"\"", code); sub(/\/\/.*/, "", code); gsub(/\/\*.*\*\//, "", code)
	if (code ~ /^[ \t]*\*/ || code ~ /^[ \t]*\/\*/) code = ""
	if (match(code, /(^|[^_a-zA-Z0-9])(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|system|popen|mktemp|tmpnam|alloca|strncpy|scanf|sscanf)[ ]*\(/))
		complain("banned function: " substr(code, RSTART, RLENGTH))
	if (match(code, /(^|[^_a-zA-Z0-9.>])(malloc|calloc|realloc|strdup|strndup)[ ]*\(/) && own ~ /^(core|cmd)/ && FILENAME != "core/base/mem.c" &&
	    FILENAME != "core/script/sandbox.c") # Lua's allocator has its own end
		complain("use gp_alloc() and friends: " substr(code, RSTART, RLENGTH))
	if (match(code, /(^|[^_a-zA-Z0-9])(_?exit|abort)[ ]*\(/) && own ~ /^core\// && own != "core/sys" && FILENAME != "core/base/mem.c" &&
	    FILENAME != "core/script/script_budget.c") # a worker that says its last word
		complain("only cmd/, core/sys, core/base/mem.c and the script worker may end the process")
	if (match(code, /(^|[^_a-zA-Z0-9])(printf|puts|putchar|perror)[ ]*\(/) && own ~ /^core\//)
		complain("core never prints")
}
END {
	for (f in lines) if (lines[f] > 600) { print f ": " lines[f] " lines, more than 600"; bad = 1 }
	exit bad
}
