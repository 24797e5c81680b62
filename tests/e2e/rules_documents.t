#!/bin/sh
# rules on documents and attachments: `rules run` with files and folders, tests with data and files
. tests/lib/e2e.sh
setup
parts=$GP_BUILD/tests/lib/parts
dir=$tmp/office
mkdir -p "$dir/rules/d"
echo 'return office { name = "x" }' >"$dir/office.lua"
w='xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

cat >"$dir/rules/d/secret.lua" <<'E'
return rule { id = "d/secret", title = "T", severity = "error", on = "document", message = "mark",
	check = function(document, report)
		local from = document.text:find "机密"
		if from then
			local part = document:at(from)
			report { at = part, evidence = part.kind .. "/" .. document.type .. "/" .. document.name }
		end
		if document.meta.author == "张三" then report { message = "author" } end
	end,
	tests = {
		{ document = { text = "普通" }, finds = 0 },
		{ document = { type = "ofd", text = "一\n机密★", meta = { author = "张三" } }, finds = { { line = nil, evidence = "paragraph/ofd/" }, { message = "author" } } },
		{ document = { parts = { { kind = "cell", text = "机密", at = "三!C5", hidden = true } } }, finds = { { evidence = "cell/docx" } } },
		{ html = "<p>a<p>机密", finds = { { line = 1, col = 8, evidence = "paragraph/html" } } },
		{ file = "a.docx", finds = 2 },
	} }
E
cat >"$dir/rules/d/magic.lua" <<'E'
return rule { id = "d/magic", title = "T", severity = "warning", on = "attachment", message = "{is} as {name}",
	check = function(a, report)
		if a.magic ~= a.suffix then report { params = { is = a.magic, name = a.suffix } } end
		if #a.head > 1024 or a.size and #a.head > a.size then report "head" end
	end,
	tests = {
		{ attachment = { magic = "pdf" }, url = "http://a/b.pdf", finds = 0 },
		{ attachment = { head = "<!DOCTYPE html>" }, url = "http://a/b.doc", finds = { { message = "html as doc" } } },
	} }
E
cat >"$dir/rules/d/parts.lua" <<'E'
return rule { id = "d/parts", title = "T", severity = "info", on = "document", message = "{said}",
	check = function(document, report)
		local said = {}
		for i, p in ipairs(document.parts) do
			said[i] = p.kind .. "@" .. p.at .. "=" .. p.text
			if p.from then assert(document.text:sub(p.from, p.to) == p.text) end
			if p.kind ~= "inserted" and p.from then assert(document:at(p.from).text == p.text) end
		end
		for _, l in ipairs(document.links) do said[#said + 1] = "<" .. l.url .. ">" end
		report { params = { said = table.concat(said, "; ") } }
	end }
E
"$parts" "$dir/rules/d/a.docx" "word/document.xml=<w:document $w><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p><w:p><w:r><w:t>一</w:t></w:r><w:del><w:r><w:delText>机密</w:delText></w:r></w:del></w:p></w:body></w:document>" \
	"_rels/.rels=<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='x/core-properties' Target='p.xml'/></Relationships>" \
	"p.xml=<p xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>张三</dc:creator></p>"
run() {
	rules=$1
	shift
	"$govpub" rules run -C "$dir" --lang zh --rules "$rules" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	out=$(sed "s|$tmp/||g" "$tmp/out")
}
"$govpub" rules test -C "$dir" --lang en d/ >"$tmp/out" 2>&1
"$govpub" rules test -C "$dir" --lang en >"$tmp/out" 2>&1
is "$(grep -c '^ok .*d/' "$tmp/out") $(grep -c '^not ok .*d/' "$tmp/out")" "7 0" "tests with documents, attachments and files"
grep '^not ok .*d/' -A3 "$tmp/out" | sed 's/^/# /'

mkdir "$tmp/in" "$tmp/in/b"
cp "$dir/rules/d/a.docx" "$tmp/in/附件.docx"
run d/secret "$tmp/in/附件.docx"
is "$status $out" "1 in/附件.docx 第2段: 错误: mark [d/secret]
in/附件.docx: 错误: author [d/secret]" "a file before it is published, with the place in words"
run d/parts "$tmp/in/附件.docx"
is "$out" "in/附件.docx: 提示: paragraph@paragraph 1=通知; paragraph@paragraph 2=一; deleted@paragraph 2=机密; property@author=张三 [d/parts]" \
	"its parts, and where they lie in the text"
"$govpub" rules run -C "$dir" --json --rules d/secret "$tmp/in/附件.docx" >"$tmp/out.json" 2>&1
json "the place is the selector" 'r.findings[1].where.selector == "paragraph 2" and r.findings[1].where.file:find("附件") and r.findings[1].evidence == "deleted/docx/附件.docx"'

printf 'ok\n\n机密\n' >"$tmp/in/b/x.txt"
printf '\320\317\021\340\241\261\032\341' >"$tmp/in/b/old.doc"
printf '<html><p>一<p>机密' >"$tmp/in/c.html"
printf '<!doctype html><p>机密' >"$tmp/in/d.doc"
printf 'x' >"$tmp/in/.hidden.txt"
run d/secret "$tmp/in"
is "$status $out" "1 in/b/old.doc: 规则未能判断: 这是旧格式（.doc、.wps、.ppt），请另存为 .docx [documents/unread]
in/b/x.txt:3:1: 错误: mark [d/secret]
in/c.html:1:14: 错误: mark [d/secret]
in/d.doc:1:19: 错误: mark [d/secret]
in/附件.docx 第2段: 错误: mark [d/secret]
in/附件.docx: 错误: author [d/secret]" "a folder; what cannot be read is unchecked, never clean"
run d/secret "$tmp/in/b/old.doc"
is "$status" 1 "and is a finding"
run d/magic "$tmp/in"
is "$status $out" "0 in/b/old.doc: 提醒: ole as doc [d/magic]
in/b/x.txt: 提醒: text as txt [d/magic]
in/d.doc: 提醒: html as doc [d/magic]" "files as attachments, also those that cannot be read"
run d/secret "$tmp/in/*/*.txt"
is "$status $(wc -l <"$tmp/out")" "1 1" "a pattern that the shell left"
run d/secret "$tmp/in/nothing*"
is "$status" 2 "a pattern without any file"
printf '%%PDF-1.4\nx' >"$tmp/in/e.pdf"
run d/secret "$tmp/in/e.pdf"
is "$status $(grep -c documents/unread "$tmp/out")" "1 1" "a PDF that is none"
"$parts" "$tmp/in/f.pdf" "通知
机密"
run d/secret "$tmp/in/f.pdf"
if grep -q 'Landlock\|poppler' "$tmp/out"; then
	ok "a PDF # SKIP no pdftotext in a jail here" true
else
	is "$status $out" "1 in/f.pdf 第1页: 错误: mark [d/secret]" "a PDF, with the page"
fi
"$parts" "$tmp/in/g.ofd" "OFD.xml=<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>" "D.xml=<D><Page ID='1' BaseLoc='P.xml'/></D>" \
	"P.xml=<P><TextObject Boundary='0 0 9 9'><TextCode>绝密机密</TextCode></TextObject></P>"
run d/secret "$tmp/in/g.ofd"
is "$status $out" "1 in/g.ofd 第1页: 错误: mark [d/secret]" "an OFD file, with the page"

cp tests/fixtures/xls/ledger.xls "$tmp/in/h.xls"
run d/parts "$tmp/in/h.xls"
ok "an old workbook, with its comments, links and hidden sheets" \
	grep -q 'cell@台账!C3=2025-01-20; .*comment@台账!B3=电话补正 𠮷; name@底稿=底稿; cell@底稿!A1=秘密★1年; .*property@author=王秀英; .*<http://www.example' "$tmp/out"
head -c 5000 "$tmp/in/h.xls" >"$tmp/in/i.xls"
run d/secret "$tmp/in/i.xls"
is "$status $out" "1 in/i.xls: 规则未能判断: 文件已损坏：各部分拼不到一起 [documents/unread]" "half of one is unchecked, never clean"
printf '<table><tr><td>机密</td></tr></table>' >"$tmp/in/j.xls"
run d/secret "$tmp/in/j.xls"
is "$status $out" "1 in/j.xls:1:16: 错误: mark [d/secret]" "a web page that is called one"
rm "$tmp"/in/[hij].xls

# in a crawl
"$parts" "$tmp/big.pdf" "通知
机密"
dd if=/dev/zero bs=1024 count=3000 2>/dev/null >>"$tmp/big.pdf"
start_server <<S
listen A 127.0.0.1
on A
path /
	body <title>t</title><a href="/附件.docx">下载附件</a><a href="/f.pdf">f</a><a href="/old.doc">o</a><a href="/err.xls">e</a>
	body <a href="/empty.zip">z</a><a href="/gone.docx">g</a><img src="/p.png"><a href="/next.html">n</a><a href="/big.bin">b</a>
path /next.html
	body <title>t</title><p>机密<p>x
path /%E9%99%84%E4%BB%B6.docx
	type application/vnd.openxmlformats-officedocument.wordprocessingml.document
	header Cache-Control: no-store
	file $dir/rules/d/a.docx
path /f.pdf
	type application/pdf
	file $tmp/big.pdf
path /old.doc
	type application/msword
	file $tmp/in/b/old.doc
path /err.xls
	type application/vnd.ms-excel
	body <!doctype html><title>出错</title>
path /empty.zip
	type application/zip
path /p.png
	type image/png
	body x
path /big.bin
	type application/octet-stream
	length 99999999
	endless-body xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
S
run d/secret,d/magic "http://$A/%E9%99%84%E4%BB%B6.docx" "http://$A/old.doc" "http://$A/err.xls" "http://$A/next.html"
is "$status $(echo "$out" | sed "s|http://$A||")" "1 /%E9%99%84%E4%BB%B6.docx 第2段: 错误: mark [d/secret]
/%E9%99%84%E4%BB%B6.docx: 错误: author [d/secret]
/old.doc: 提醒: ole as doc [d/magic]
/old.doc: 规则未能判断: 这是旧格式（.doc、.wps、.ppt），请另存为 .docx [documents/unread]
/err.xls: 提醒: html as xls [d/magic]
/next.html:1:20: 错误: mark [d/secret]" "addresses of files are files"
crawl() {
	rules=$1
	shift
	: >"$tmp/log"
	"$govpub" check-links -C "$dir" --json --lang zh --pace fast --no-sitemap --fresh --rules "$rules" "$@" "http://$A/" -o "$tmp/out.json" >"$tmp/out" 2>"$tmp/err"
	status=$?
	asked=$(requests "A ")
}
crawl pages/title
without=$asked
crawl d/magic
ok "rules on attachments cost no request" test "$asked" -gt 9 -a "$asked" -le "$without"
json "a finding each" '#r.findings == 4 and r.findings[1].severity == "warning"'
found=$(lua5.4 -e 'local r = require "cjson".decode(io.read "a")
local t = {} for _, f in ipairs(r.findings) do t[#t + 1] = f.where.url:match "[^/]*$" .. " " .. f.message end
table.sort(t) print(table.concat(t, "; "))' <"$tmp/out.json")
is "$found" "big.bin text as bin; empty.zip empty as zip; err.xls html as xls; old.doc ole as doc" "what their first bytes say"
json "and nothing is said of texts" 'r.run.documents == nil'
crawl d/secret
is "$asked $(grep -c "HEAD A /f.pdf" "$tmp/log")" "$without 1" "rules on documents fetch no file by themselves"
json "which see pages alone" '#r.findings == 1 and r.findings[1].where.url:find "next"'
json "and the files that they did not see are counted" 'r.run.documents.read == false and r.run.documents.unread == 4'
again() {
	"$govpub" check-links -C "$dir" --offline --pace fast --no-sitemap --lang "$1" --format "$2" "http://$A/" 2>"$tmp/err" | grep -c -- "$3"
}
is "$(again zh text '读取本次检查遇到的 4 个.*--documents') $(again en text 'did not read 4 office files and PDFs') $(again zh html '遇到的 4 个.*--documents')" \
	"1 1 1" "and the reports say so, and how to have them read, also when they are made again"
crawl d/secret,d/magic
json "first bytes for attachments, no text" '#r.findings == 5 and r.run.documents.unread == 4'
crawl d/secret --documents
ok "with --documents they are read without another request" test "$asked" -gt 9 -a "$asked" -le "$without"
json "and those that could not be read are counted" 'r.run.documents.read == true and r.run.documents.unread == 4'
is "$(again zh text '--documents')" 0 "each of which is a finding, so no line says it again"
found=$(lua5.4 -e 'local r = require "cjson".decode(io.read "a")
local t = {} for _, f in ipairs(r.findings) do t[#t + 1] = f.where.url:match "[^/]*$" .. " " .. f.rule .. " " .. (type(f.where.selector) == "string" and f.where.selector or "") end
table.sort(t) print(table.concat(t, "; "))' <"$tmp/out.json")
is "$found" "%E9%99%84%E4%BB%B6.docx d/secret ; %E9%99%84%E4%BB%B6.docx d/secret paragraph 2; big.bin documents/unread ; empty.zip documents/unread ; err.xls documents/unread ; f.pdf d/secret page 1; next.html d/secret ; old.doc documents/unread " \
	"files and pages alike; what cannot be read is unchecked"
sed -i 's/name = "x"/name = "x", rules = { documents = true }/' "$dir/office.lua"
crawl d/secret
json "an office may want that always" 'r.run.documents.read == true'
sed -i 's/, rules = .* }$/ }/' "$dir/office.lua"

# a folder
mkdir "$tmp/site"
echo '<!doctype html><title>t</title><a href="a.docx">a</a><a href="x.txt">x</a><a href="c.zip">c</a><a href="n.html">n</a>' >"$tmp/site/index.html"
echo '<!doctype html><title>n</title>机密' >"$tmp/site/n.html"
cp "$dir/rules/d/a.docx" "$tmp/in/b/x.txt" "$tmp/site"
: >"$tmp/site/c.zip"
folder() {
	"$govpub" check-links -C "$dir" --json --lang zh --fresh --store "$tmp/f.db" --rules d/secret "$@" "$tmp/site" >"$tmp/out.json" 2>"$tmp/err"
}
folder
json "a folder: pages alone" '#r.findings == 1 and r.run.documents.unread == 2'
folder --documents
json "or its files too" '#r.findings == 5 and r.run.documents.unread == 1'
# rechecked, and killed
start_server <<S
listen B 127.0.0.1
log-header If-None-Match
on B
path /
	body <title>t</title><a href="/a.docx">a</a><a href="/old.doc">o</a>
path /a.docx
	times 1
	header ETag: "d"
	type application/octet-stream
	file $dir/rules/d/a.docx
path /a.docx
	status 304
	type none
path /old.doc
	times 1
	header ETag: "o"
	type application/octet-stream
	file $tmp/in/b/old.doc
path /old.doc
	times 1
	status 304
	type none
path /old.doc
	type application/octet-stream
	file $tmp/in/b/old.doc
path /many
	repeat 40 <a href="/d/%d.docx">x</a>\n
path /d/*
	delay 60
	type application/octet-stream
	file $dir/rules/d/a.docx
S
keeps() {
	timeout -k 1 60 "$govpub" check-links -q -C "$dir" --json --pace fast --no-sitemap -c 2 --store "$tmp/b.db" --rules d/secret --documents "$@" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
}
keeps "http://$B/"
cp "$tmp/out.json" "$tmp/first.json"
: >"$tmp/log"
keeps "http://$B/"
json "what was found in a file that is the same holds" '#r.findings == 3 and r.findings[1].where.url:find("a.docx") and r.run.documents.unread == 1'
is "$(requests 'B /a.docx "d"$') $(requests 'B /a.docx')" "1 1" "it was asked whether it is, and not read again"
is "$(requests 'B /old.doc "o"$') $(requests 'B /old.doc')" "1 2" "one that could not be read is tried again"
rm "$tmp/b.db"
: >"$tmp/log"
keeps "http://$B/many" &
job=$!
while [ "$(requests 'B /d/')" -lt 10 ]; do sleep 0.05; done
kill -9 "$(pgrep -P $job timeout | xargs -I% pgrep -P % govpub)"
wait $job
asked=$(requests 'B /d/')
keeps "http://$B/many"
json "killed and gone on with, nothing is missing" '#r.findings == 80'
ok "and it was not begun again" test "$asked" -lt 40 -a "$(requests 'B /d/')" -lt 60
finish
