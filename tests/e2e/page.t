#!/bin/sh
# govpub page: what a rule sees of a file and of an address, for people and as JSON
. tests/lib/e2e.sh
setup
fixtures=$PWD/tests/fixtures/xls
cd "$tmp" || exit 1
page() {
	timeout -k 5 60 "$govpub" page "$@" >"$tmp/out" 2>"$tmp/err" </dev/null 9>&-
	status=$?
	cp "$tmp/out" "$tmp/out.json"
}
cat >a.html <<'P'
<html><head><meta charset="utf-8"><title> 关于开放月的
通知</title>
<meta name="PubDate" content="2023-08-01 09:30">
<base href="/zwgk/"></head>
<body><h1 id="top">通知</h1><p>成文日期：2023年7月28日</p>
<p>详情<a href="b.html?x=1&amp;y=2#p">见附件</a>，<img src="中.png" alt="图"> <a href="">空</a></p>
<script>location.href = "/c.html"</script></body></html>
P
page --json --url https://www.example.gov.cn/a/b.html a.html
is "$status" 0 "a file"
json "the keys are those of the contract, and no others" "(function()
	local keys = {}
	for k in pairs(r) do keys[#keys + 1] = k end
	table.sort(keys)
	return table.concat(keys, ' ') == 'charset dates ids links meta status text title url'
end)()"
json "address, title, charset" "r.url == 'https://www.example.gov.cn/a/b.html' and r.title == '关于开放月的 通知'
	and r.charset.declared == 'utf-8' and r.charset.found == 'utf-8'"
json "not from the network: status null" "text(r.status) == nil and type(r.status) == 'userdata'"
json "meta by name in lower case" "r.meta.pubdate == '2023-08-01 09:30'"
json "dates of meta, then of the text" "r.dates[1] == '2023-08-01 09:30' and r.dates[2] == '2023-07-28'"
json "ids" "#r.ids == 1 and r.ids[1] == 'top'"
json "the text, blocks on their lines" "r.text:find('通知\n成文日期：2023年7月28日\n详情见附件', 1, true)"
json "a link with all its keys" "(function()
	local l = r.links[1]
	return l.kind == 'a' and l.attr == 'href' and l.raw == 'b.html?x=1&y=2#p' and l.text == '见附件' and l.line == 6
		and l.col == 15 and l.confidence == 'high' and l.url == 'https://www.example.gov.cn/zwgk/b.html?x=1&y=2#p'
end)()"
json "an image by its alt, its address as it is sent" "r.links[2].text == '图' and r.links[2].url:find('%E4%B8%AD.png', 1, true)"
json "an empty address is a link" "r.links[3].raw == '' and r.links[3].text == '空'"
json "one in a script is of low confidence" "r.links[4].confidence == 'low' and r.links[4].kind == 'script-literal'"
page --lang zh a.html
is "$status" 0 "for people"
ok "the title in its row" grep -q '^标题：关于开放月的 通知$' out
ok "links with line and column" grep -qE '^  6:15 <a> .*b.html.*见附件$' out
page a.html
ok "in English" grep -q '^charset found: utf-8$' out
printf '<meta charset=utf-8><title>\313\304\264\250</title>' >gbk.html
page --json gbk.html
json "the charset that it is in" "r.charset.declared == 'utf-8' and r.charset.found == 'gb18030' and r.title == '四川'"
: >empty.html
page --json empty.html
json "an empty page" "#r.links == 0 and r.text == '' and type(r.title) == 'userdata' and type(r.charset.declared) == 'userdata'"
ok "meta has names, also when it has none" grep -q '"meta":{}' out
page --json -o out2.json a.html
is "$status $(wc -c <out) $(grep -c '"links"' out2.json)" "0 0 1" "-o writes a file"

start_server <<'S'
listen a 127.0.0.1
on a
path /page
  type text/html; charset=gbk
  body <title>\xcb\xc4\xb4\xa8</title><a href=x>\xcb\xc4</a>
path /old
  location /page
path /missing
  status 404
  body <title>404</title>
path /file
  type application/pdf
  body %PDF-1.4
S
page --json "http://$a/old"
is "$status" 0 "an address"
json "the page after its redirect" "r.url == 'http://$a/page' and r.status == 200 and r.title == '四川'
	and r.links[1].url == 'http://$a/x'"
page --json "http://$a/missing"
json "a page of an error is a page" "r.status == 404 and r.title == '404'"
page http://127.0.0.1:9/
is "$status $(wc -l <err)" "8 1" "an address that does not answer: one line"
page absent.html
is "$status $(wc -l <err)" "2 1" "no such file: one line"
mkdir folder
page folder
is "$status $(wc -l <err)" "2 1" "a folder: one line"
page --url ftp://a/ a.html
is "$status $(wc -l <err)" "2 1" "--url with something else: one line"
page
is "$status $(wc -l <err)" "2 1" "no page: one line"
page a.html a.html
is "$status $(wc -l <err)" "2 1" "two pages: one line"
page --json "$fixtures/ledger.xls"
is "$status" 0 "a document"
json "is what rules on documents see" "r.type == 'xls' and r.title == '依申请公开台账' and r.meta.author == '王秀英'
	and r.links[1].at == '台账!A4' and r.parts[1].kind == 'name' and r.parts[#r.parts].kind == 'property'
	and r.text:find('秘密★1年', 1, true)"
page --lang en "$fixtures/ledger.xls"
ok "for people, too" grep -q '^  底稿!A1  cell hidden  秘密★1年$' "$tmp/out"
printf '\320\317\021\340\241\261\032\341' >old.doc
page old.doc
is "$status $(cat "$tmp/err")" "2 govpub: old.doc: this is an old format (.doc, .wps, .ppt); save it as .docx" "one that is not read: one line"
head -c 17000000 /dev/zero | tr '\0' ' ' >large.html
page large.html
is "$status $(wc -l <err)" "8 1" "larger than 16 MiB: one line"
finish
