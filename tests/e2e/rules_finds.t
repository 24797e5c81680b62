#!/bin/sh
# rules without code: what they find in a check, in a run over files and in their tests is one and the same
B=$(cd "${GP_BUILD:-build}" && pwd)/govpub
D=$(mktemp -d) || exit 1
trap 'rm -rf "$D"' EXIT
export XDG_STATE_HOME="$D/state" XDG_CONFIG_HOME="$D/config" LC_ALL=C.UTF-8
n=0

ok() { # ok STATUS NAME
	n=$((n + 1))
	[ "$1" = 0 ] && echo "ok $n - $2" || echo "not ok $n - $2"
}

has() { # has NAME PATTERN FILE
	grep -qE "$2" "$3"
	ok $? "$1"
	grep -qE "$2" "$3" || sed 's/^/# /' "$3" | head -20
}

mkdir -p "$D/rules/own" "$D/site"
cd "$D" || exit 1
cat > office.lua <<'END'
return office { name = "云岚市" }
END
cat > rules/own/renamed.lua <<'END'
return rule {
	id = "own/renamed", title = "old name", mark = "D", severity = "warning", on = "document",
	match = { text = { "旅游局", { "文广局", "原文广局" } }, also = "more", lacks = { meta = "archive" } },
	args = { more = { type = "list", default = { "老干局" } } },
	message = "{word} is old ({count} in all)", fix = "mend",
	finds = "text",
	tests = {
		{ html = "<p>送旅游局。</p>\n<p>抄送文广局</p>", finds = { { line = 1, message = "2 in all", evidence = "抄送文广局" } } },
		{ html = "<p>原文广局</p>", finds = 0 },
		{ html = "<p>老干局</p>", finds = 1 },
		{ html = "<p>组织部</p>", args = { more = { "组织部" } }, finds = 1 },
		{ html = "<meta name=archive content=1><p>旅游局</p>", finds = 0 },
		{ document = { type = "docx", parts = { { text = "甲", at = "paragraph 1" }, { text = "送旅游局", at = "paragraph 2" } } },
			finds = { { message = "1 in all" } } },
		{ document = { type = "txt", text = "甲\n送旅游局" }, finds = 1 },
	},
}
END
cat > rules/own/lacking.lua <<'END'
return rule {
	id = "own/lacking", title = "not complete", mark = "D", severity = "info", on = "page",
	match = { element = "p", status = 200 }, message = "no {word}", fix = "mend",
	finds = { { word = "print", lacks = { source = "print.css" } }, { word = "index", lacks = { meta = "index" } } },
	tests = {
		{ html = "<meta name=index content=a><p>a", finds = { { message = "no print" } } },
		{ html = "<p>a", finds = 2 },
		{ html = "<p>a", status = 404, finds = 0 },
		{ html = "<b>a", finds = 0 },
	},
}
END
cat > rules/own/counted.lua <<'END'
return rule {
	id = "own/counted", title = "counted", mark = "D", severity = "info", on = { "page", "finish" },
	message = "{n} pages without {word}", fix = "mend",
	finds = { { word = "a", lacks = { element = "h1" } }, { word = "b", any = { { meta = "b" }, { address = "/b#+" } } } },
	check = function(run, report)
		local count, order = {}, {}
		for _, kept in ipairs(run.kept) do
			for _, word in ipairs(kept.value) do
				if not count[word] then count[word], order[#order + 1] = 0, word end
				count[word] = count[word] + 1
			end
		end
		for _, word in ipairs(order) do report { url = run.kept[1].url, params = { n = count[word], word = word } } end
	end,
	tests = { { html = "<meta name=b content=1><p>a", finds = 2 }, { html = "<h1>a</h1>", finds = 0 } },
}
END
cat > site/index.html <<'END'
<!DOCTYPE html><html lang=zh><title>首页</title><link rel=stylesheet href=print.css>
<h1>首页</h1><p><a href=b1.html>公告</a> <a href=c.html>通知</a></p>
END
printf '<title>公告</title>\n<meta name=index content=1>\n<p>甲</p><p>送旅游局，抄送文广局，再送旅游局，又送旅游局</p>\n' > site/b1.html
printf '<title>通知</title>\n<p>原文广局</p>\n' > site/c.html

"$B" rules test own > out 2>&1
ok $? "their tests pass"
grep -q '^not ok' out && sed 's/^/# /' out
"$B" rules lint own > out 2>&1 && [ ! -s out ]
ok $? "lint has nothing to say"

"$B" rules run --rules own/renamed --url https://a.example/b1.html site/b1.html > run 2>&1
has "a run shows the place, the word and the count" '^site/b1.html:3:12: warning: 旅游局 is old \(4 in all\) \[own/renamed\]$' run
"$B" rules run --rules own/lacking --url https://a.example/c.html site/c.html > run 2>&1
has "each condition that fits is a finding" 'no print \[own/lacking\]' run
has "and so is the next" 'no index \[own/lacking\]' run

"$B" check-links --json --rules own --rule-profile profile site > check.json 2> err
cat > shown.lua <<'END'
local list = {}
for _, f in ipairs(require "cjson".decode(io.read "a").findings) do
	local line = type(f.where.line) == "number" and math.tointeger(f.where.line) or "-"
	list[#list + 1] = ("%s %s %s %s"):format(f.rule, f.where.url:match "[^/]*$", line, f.message)
end
table.sort(list)
print(table.concat(list, "\n"))
END
lua5.4 shown.lua < check.json > shown
cat > wanted <<'END'
own/counted b1.html - 1 pages without b
own/counted b1.html - 2 pages without a
own/lacking b1.html - no print
own/lacking c.html - no index
own/lacking c.html - no print
own/lacking index.html - no index
own/renamed b1.html 3 旅游局 is old (4 in all)
END
cmp -s shown wanted
ok $? "a check of links finds the same, and keeps what is counted at its end"
cmp -s shown wanted || { sed 's/^/# /' shown err; }
lua5.4 -e 'local t = require "cjson".decode(io.read "a")
for _, f in ipairs(t.findings) do if f.rule == "own/renamed" then print(f.evidence, f.params.word, f.params.count) end end' < check.json > said
has "the evidence are the first three places" '^送旅游局，抄送文广局.*送旅游局' said
has "the profile names them" '^own/renamed +1 ' profile

bad() { # bad NAME PATTERN LINES: a rule with these
	printf 'return rule { id = "own/bad", title = "t", mark = "D", severity = "info", message = "m", fix = "f",\n%s }\n' "$3" > rules/own/bad.lua
	"$B" rules lint own/bad > out 2>&1
	has "$1" "$2" out
}
bad "neither code nor finds" "'check' is missing, or 'finds' in its place" 'on = "page"'
bad "finds on links" 'rules on page and document' 'on = "link", finds = { { word = "a" } }'
bad "words that are not there" "about the words of match.text" 'on = "page", finds = "text"'
bad "words at the end of a run" "not on finish" 'on = { "page", "finish" }, match = { text = "a" }, finds = "text", check = function() end'
bad "code that would never run" "for that alone" 'on = "page", match = { text = "a" }, finds = "text", check = function() end'
bad "no code for the end" "has a 'check' when it is on finish" 'on = { "page", "finish" }, finds = { { word = "a" } }'
bad "a condition without its word" "'word' is missing" 'on = "page", finds = { { text = "a" } }'
bad "an unknown key" "unknown|does not exist|no key|allowed" 'on = "page", finds = { { word = "a", txet = "a" } }'
echo "1..$n"
