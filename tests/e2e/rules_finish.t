#!/bin/sh
# what rules keep of single files and of the pages of tests comes to their finish
. tests/lib/e2e.sh
setup
dir=$tmp/office
mkdir -p "$dir/rules/r"
echo 'return office { name = "x" }' >"$dir/office.lua"
cat >"$dir/rules/r/count.lua" <<'E'
return rule { id = "r/count", title = "T", mark = "D", severity = "warning", on = { "page", "finish" },
	message = "{n} pages in {state}, first {first}",
	check = function(thing, report)
		if thing.on == "page" then return thing.title end
		if #thing.kept == 0 then return end
		report { url = thing.kept[1].url, params = { n = #thing.kept, state = thing.state, first = thing.kept[1].value } }
	end,
	tests = {
		{ html = "<title>A</title>", finds = { { message = "1 pages in complete, first A" } } },
		{ html = "<p>no title", finds = 0 },
		{ on = "finish", data = { kept = { { url = "http://a/", value = "B" } }, state = "budget" }, finds = 1 },
		{ on = "page", html = "<title>A</title>", finds = 0 },
	} }
E
"$govpub" rules test -C "$dir" --lang en r/count >"$tmp/out" 2>&1
is "$? $(grep -c '^ok' "$tmp/out")" "0 4" "a test of a page has what is found at the end; one that names its subject has not"
echo '<title>One</title>' >"$tmp/a.html"
echo '<title>Two</title>' >"$tmp/b.html"
echo '<p>x' >"$tmp/c.html"
cd "$tmp" || exit 1
"$govpub" rules run -C "$dir" --lang en --rules r/count c.html a.html b.html >"$tmp/out" 2>"$tmp/err"
is "$(cat "$tmp/out")" "a.html: warning: 2 pages in files, first One [r/count]" "rules run comes to the end once, and names the file"
"$govpub" rules run -C "$dir" --lang en --rules r/count c.html >"$tmp/out" 2>"$tmp/err"
is "$?$(cat "$tmp/out")" "0" "nothing kept, nothing said"
"$govpub" rules run -C "$dir" --json --rules r/count --url http://a.gov.cn/x.html a.html >"$tmp/out.json"
json "with an address in JSON" 'r.findings[1].where.file == "a.html"'
# many rules at the end, asked one behind the other: one breaks, and there is not room for all that they kept at once
mkdir -p "$tmp/site" "$dir/rules/m"
for n in $(seq 100 169); do
	cat >"$dir/rules/m/r$n.lua" <<E
return rule { id = "m/r$n", title = "T", severity = "info", on = { "page", "finish" },
	check = function(thing, report)
		if thing.on == "page" then return ("$n"):rep(330) end
		if $n == 130 then error("broken on purpose") end
		local all = {}
		for _, one in ipairs(thing.kept) do all[one.value] = true end
		report { message = #thing.kept .. (all[("$n"):rep(330)] and " own" or " others") }
	end }
E
done
links=
for n in $(seq 300); do
	echo '<title>One</title>' >"$tmp/site/$n.html"
	links="$links<a href=$n.html>$n</a>"
done
echo "<title>All</title>$links" >"$tmp/site/index.html"
cd "$dir" || exit 1
"$govpub" check-links -q --json --rules m "$tmp/site" >"$tmp/out.json" 2>"$tmp/err"
json "each of many rules is shown what it kept itself, and one that breaks is missing alone" '(function()
	local good, broken = 0, 0
	for _, f in ipairs(r.findings) do
		if f.message == "301 own" then good = good + 1 end
		if f.rule == "m/r130" and f.message ~= "301 own" then broken = broken + 1 end
	end
	return good == 69 and broken == 1
end)()'
finish
