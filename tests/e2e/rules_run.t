#!/bin/sh
# rules on a run: start, each site, finish, with what they keep of pages; the same after an interruption, for pages
# that are the same, and from the file
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
path /news/*
  delay 10
  body <title>Same title</title><meta name=PubDate content="2026-10-07"> <img src="/x.png">
path /gone/*
  status 404
path /x.png
  type image/png
  body x
on a
path /
  times 1
  header ETag: "v1"
  body <title>Home</title><meta name="SiteName" content="X"><meta name=PubDate content="2026-11-01">
  repeat 60 <a href="/news/%d">n</a> <a href="/gone/%d">g</a>\n
  body <p>welcome
path /
  status 304
  type none
on b
path /
  body <title>Home</title><meta name="SiteName" content="X"><meta name=PubDate content="2026-11-01">
  repeat 60 <a href="/news/%d">n</a> <a href="/gone/%d">g</a>\n
  body <p>welcome
EOS
dir=$tmp/office
mkdir "$dir" "$dir/rules" "$dir/rules/r"
cat >"$dir/office.lua" <<E
return office { name = "X 局", code = "11", sites = { { url = "http://$a/" } },
	columns = { { path = "/news/", name = "新闻", days = 14 }, { path = "/empty/", name = "空" } } }
E
rule() { # NAME 'FIELDS' 'BODY'
	printf 'return rule { id = "r/%s", title = "T", severity = "info", %s,\ncheck = function(thing, report, args) %s end }\n' \
		"$1" "$2" "$3" >"$dir/rules/r/$1.lua"
}
rule begin 'on = "start"' 'report(thing.on .. " " .. #thing.seeds .. " " .. thing.office.code .. " " .. tostring(thing.counts)
	.. " " .. #thing.kept .. (thing.today:find "^%d%d%d%d%-%d%d%-%d%d$" and "" or "?"))'
rule titles 'on = { "page", "finish" }' 'if thing.on == "page" then return { t = thing.title, d = thing.dates[1] } end
	local seen, first, twice = {}, {}, 0
	for _, k in ipairs(thing.kept) do
		twice = twice + (seen[k.value.t] and 1 or 0)
		first[k.value.t], seen[k.value.t] = first[k.value.t] or k.url, true
	end
	report { url = first["Same title"], message = #thing.kept .. " pages, " .. twice .. " twice, " .. thing.state, severity = "warning" }
	report("gone " .. thing.counts.broken .. ", begin " .. thing.findings["r/begin"] .. ", site pages " .. thing.sites[1].pages)'
rule images 'on = { "link", "finish" }, match = { kind = "img" }' 'if thing.on == "link" then return true end
	report(#thing.kept .. " images, first on " .. thing.kept[1].url:match "[^/]*$")'
rule site 'on = "site"' 'local c = thing.columns[1]
	report { message = table.concat({ thing.pages, thing.counts.broken, c.name, c.days, c.newest, c.pages,
		tostring(thing.columns[2].newest), thing.home.title, thing.home.meta.sitename, thing.home.date,
		thing.home.text:match "welcome" }, " ") }'
said() { # what run rules found: rule, address, message
	lua5.4 - "$tmp/out.json" "http://${1:-$a}" <<-'EOL'
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	local lines = {}
	for _, f in ipairs(r.findings) do
		if f.rule:find "^r/" then
			lines[#lines + 1] = f.rule:sub(3) .. " " .. (f.where.url or f.where.file):gsub(arg[2], "", 1) .. " " .. f.message
		end
	end
	table.sort(lines)
	print(table.concat(lines, "\n"))
	EOL
}
look() {
	check -q -C "$dir" --rules r --lang en -c 4 "$@"
}
want="begin / start 1 11 nil 0
images / 60 images, first on 1
site / 61 60 新闻 14 2026-10-07 60 nil Home X 2026-11-01 welcome
titles / gone 60, begin 1, site pages 61
titles /news/1 61 pages, 59 twice, complete"
look
is "$(said)" "$want" "rules on start, site and finish see the run"
look --offline
is "$(said)" "$want" "a report from the file has what they found"
: >"$tmp/log"
look
is "$(said)" "$want" "a page that is the same has kept what it kept"
json "and one was" 'r.run.unchanged == 1'
look --since last
json "of a second run" 'r.run.unchanged == 1'
is "$(said)" "" "--since leaves out what the last run found as well"

# killed in the middle: the next run goes on, and the end has all of it
setsid "$govpub" check-links --json -q -C "$dir" --rules r --lang en -c 2 --store "$tmp/b.db" "http://$b/" >"$tmp/out.json" 2>&1 9>&- &
job=$!
tries=0
while [ "$(requests 'b /news/')" -lt 40 ] && [ $tries -lt 100 ]; do
	sleep 0.05
	tries=$((tries + 1))
done
kill -9 $job
wait $job 2>/dev/null
look --store "$tmp/b.db" "http://$b/"
is "$(said "$b")" "$want" "a run that was killed and goes on gives finish the same"

# --- what goes wrong
rule breaks 'on = "finish"' 'error "no end"'
rule address 'on = "finish"' 'report { url = "javascript:1", message = "x" }'
rule large 'on = { "page", "finish" }' 'return thing.on == "page" and ("x"):rep(2000) or nil'
rule deep 'on = { "page", "finish" }' 'local t = {} for i = 1, 9 do t = { t } end return t'
rule many 'on = { "link", "finish" }' 'if thing.on == "link" then return ("x"):rep(1000) end report "never"'
rule page-url 'on = "page"' 'report { url = "http://b.cn/", message = "x" }'
rule typo 'on = "site"' 'return thing.page'
rule attach 'on = "attachment"' 'report "x"'
look --rules "r and not (r/begin, r/titles, r/images, r/site)" --store "$tmp/other.db" "http://$a/news/1"
said >"$tmp/said"
while IFS='|' read -r id words; do
	ok "$id: $words" grep -q "^$id .*$words" "$tmp/said"
done <<'E'
breaks|no end
address|'url' must be an address
large|larger than 1 KiB
deep|too many tables in one another
page-url|unknown key 'url'
typo|site has no field "page"; it has: on, url, pages
E
is "$(grep -c . "$tmp/said")" "$(sort -u "$tmp/said" | awk '{ print $1 }' | grep -c .)" "each is said"
# 25 pages of 200 links, a kilobyte kept of each
mkdir "$tmp/pages"
awk 'BEGIN { for (i = 0; i < 200; i++) print "<a href=1.html>x</a>"; for (i = 1; i <= 25; i++) print "<a href=" i ".html>x</a>" }' \
	>"$tmp/pages/1.html"
i=1
while [ $i -lt 25 ]; do
	i=$((i + 1))
	cp "$tmp/pages/1.html" "$tmp/pages/$i.html"
done
look --store "$tmp/pages.db" --rules r/many "$tmp/pages"
json "of more than 4 MiB nothing is shown, and that is said" '#r.findings == 1 and r.findings[1].severity == "unchecked"
	and r.findings[1].message:find("more than 4 MiB", 1, true)'
"$govpub" rules run -C "$dir" --lang en --rules r/site "$dir/office.lua" >"$tmp/out" 2>"$tmp/err"
ok "rules run says which rules it does not ask" grep -q "r/site: on no single page" "$tmp/err"
cat >"$dir/rules/r/site.lua" <<'E'
return rule { id = "r/site", title = "T", severity = "error", on = { "site", "finish" },
	check = function(thing, report) for _, k in ipairs(thing.on == "finish" and thing.kept or { thing }) do report(k.url) end end,
	tests = {
		{ name = "site", data = { url = "http://a/" }, finds = { { message = "http://a/" } } },
		{ name = "finish", on = "finish", data = { kept = { { url = "u" }, { url = "v" } } }, finds = 2 },
	} }
E
ok "tests of such rules carry their data" "$govpub" rules test -C "$dir" r/site
finish
