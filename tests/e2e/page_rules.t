#!/bin/sh
# everything a rule can ask of a page works where rules run: behind the jail, which forbids most calls
. tests/lib/e2e.sh
setup
dir=$tmp/office
mkdir "$dir" "$dir/rules" "$dir/pages"
echo 'return office { name = "x" }' >"$dir/office.lua"
cat >"$dir/rules/every.lua" <<'EOF'
local function is(got, want, what)
	if got ~= want then error(("%s: got %s, want %s"):format(what, tostring(got), tostring(want)), 2) end
end
return rule {
	id = "every", title = "every", severity = "info", on = "page", message = "{text}",
	check = function(page, report)
		is(page.title, "政务公开", "title")
		is(page.charset.found, "gb18030", "charset")
		is(page.links[1].url, "http://xn--zfr164b.cn/x?q=%B9%AB", "url")
		is(page.first(page, "ul > li:last-child").text, "乙", "first")
		is(page.ids[200], "id200", "ids")
		is(page:has_id "id300" and not page:has_id "id301", true, "has_id")
		local n = 0
		for name in pairs(page.meta) do n = n + (name:find "^m%d" and 1 or 0) end
		is(n, 300, "meta")
		is(url.parse("http://中文.中国/").host, "xn--fiq228c.xn--fiqs8s", "url.parse")
		is(url.resolve(page.url, "b"), page.url:gsub("[^/]*$", "b"), "url.resolve")
		is(json.encode(json.decode '{"b":[1,null],"a":"中"}'), '{"a":"中","b":[1,null]}', "json")
		is(text.fold "（１）", "(1)", "fold")
		is(text.trim "　x　", "x", "trim")
		is(text.count "政 务", 2, "count")
		for _, t in ipairs(page.templates) do report { at = t, params = { text = t.raw } } end
		for _, node in ipairs(page:select "li:not(:first-child)") do report { at = node, params = { text = node.text } } end
	end,
	tests = { { name = "the page", file = "page.html", finds = {
		{ line = 2, col = 10, message = "{{url}}" }, { line = 3, col = 10, message = "乙" } } } },
}
EOF
{
	printf '<meta charset=gb2312><title>\325\376\316\361\271\253\277\252</title><a href="http://\325\376\316\361.cn/x?q=\271\253">x</a>'
	i=0
	while [ $i -lt 300 ]; do
		i=$((i + 1))
		printf '<meta name=m%d content=%d><i id=id%d></i>' $i $i $i
	done
	printf '\n<a href="{{url}}">x</a>\n<ul><li>\274\327<li>\322\322</ul>'
} >"$dir/rules/page.html"
ok "every field, method and module works in the jail" "$govpub" rules test -C "$dir" every
sed -e 's/id = "every"/id = "deep"/' -e '/check = /,$d' "$dir/rules/every.lua" >"$dir/rules/deep.lua"
echo 'check = function(page, report) if page:first "p" then report "found" end end }' >>"$dir/rules/deep.lua"
awk 'BEGIN { for (i = 0; i < 300000; i++) printf "<div>" }' >"$dir/pages/deep.html"
echo '<p>x' >"$dir/pages/plain.html"
"$govpub" rules run -C "$dir" --rules deep --lang en "$dir/pages/deep.html" "$dir/pages/plain.html" >"$tmp/out" 2>&1
ok "a page of 300,000 levels is undecided, and it is said why" \
	grep -q 'deep.html: undecided: .*too deeply nested for selectors' "$tmp/out"
ok "the next page is read" grep -q 'plain.html: note: found' "$tmp/out"
finish
