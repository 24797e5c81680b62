#!/bin/sh
# pages made to overwhelm who reads them: one verdict each, bounded time and memory, nothing else disturbed
. tests/lib/e2e.sh
. tests/lib/survive.sh
setup
table() {
	cat <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
on a
# --- without end
try endless unchecked too-large 15000 32768
  endless-body <p>and so on and on</p>
try endless-attribute unchecked too-large 15000 32768
  text <a href="/
  endless-body aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
try endless-comment unchecked too-large 15000 32768
  text <!--
  endless-body aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
try endless-spaces unchecked too-large 15000 32768
  endless-body \n
try endless-nul unchecked too-large 15000 32768
  endless-body \x00
try endless-script unchecked too-large 15000 32768
  text <script>
  endless-body x="</scrip";
try endless-css unchecked too-large 15000 32768
  type text/css
  endless-body a{background:url(x)}
try endless-links unchecked too-large 15000 32768
  endless-body <a href=#1>
try endless-image ok - 15000 8192
  type image/png
  endless-body x
try endless-parts ok - 15000 8192
  type multipart/x-mixed-replace; boundary=x
  endless-body --x\r\nContent-Type: image/jpeg\r\n\r\nxxxxxxxxxxxxxxxxxxxxxxx
try endless-events ok - 15000 8192
  type text/event-stream
  endless-body data: x\n\n
try endless-elsewhere redirected redirect-temporary 15000 8192
  location http://{b}/endless.pdf

# --- bombs
try bomb-gzip unchecked bomb
  text <p>
  bomb 200
try bomb-deflate unchecked bomb
  text <p>
  deflate
  bomb 200
try bomb-twice unchecked bomb
  text <p>
  bomb 200
  gzip
  gzip
try bomb-brotli unchecked bomb
  header Content-Encoding: br
  text BROTLI
try bomb-zstd unchecked bomb
  header Content-Encoding: zstd
  text \x28\xb5\x2f\xfd\x00\x38
  repeat 8000 \x02\x00\x10\x20
  text \x01\x00\x00
try bomb-small ok -
  gzip
  repeat 90000 <p>eight
try codings-many broken malformed-reply
  header Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip
  body <p>x
try codings-four ok -
  body <p>packed four times
  gzip
  deflate
  gzip
  gzip

# --- large, and within the limit
try many-links unchecked parse-limit 15000 32768
  repeat 1000000 <a href=#%d>
try many-ids ok - 15000 32768
  repeat 99000 <p id=a%d>
try attribute unchecked parse-limit 15000 32768
  text <a href="/
  repeat 3900000 aaaa
  text ">x</a>
try attributes ok - 15000 32768
  text <p
  repeat 1000000  a%d=1
  text ><a href=/from-attributes>1</a>
try deep ok - 15000 32768
  repeat 1000000 <div>
  text <a href="/from-deep">x</a>
try deep-mixed ok - 15000 32768
  repeat 90000 <table><tr><td><ul><li><b><i><font><a href=#>
  text <a href="/from-deep-mixed">x</a>
try deep-frames ok - 15000 32768
  repeat 200000 <svg><math><template><select>
try unclosed ok - 15000 32768
  repeat 2000000 <a<
try entities ok - 15000 32768
  repeat 2000000 &amp
try entity-long ok - 15000 32768
  text <a href="/before?&
  repeat 3000 aaaa
  text ;">x</a>
try comments ok - 15000 32768
  repeat 2000000 <!--
try quotes ok - 15000 32768
  repeat 3000000 <a '"
try title-long unchecked parse-limit 15000 32768
  text <title>
  repeat 2000000 title
try text-long ok - 15000 32768
  repeat 1500000 2026-11-23
try style ok - 15000 32768
  text <style>
  repeat 2000000 @import
try script-literals ok - 15000 32768
  text <script>
  repeat 500000 location='/*
try meta-many ok - 15000 32768
  repeat 200000 <meta name=a%d content=b>

# --- bytes that are no text, and charsets that are none
try nul ok -
  text \x00\x00<a\x00 href="/x\x00y">\x00</a><a href="/from-nul">x</a>
try bytes ok -
  type text/html; charset=utf-8
  text <p>\xff\xfe\xc0\x80\xed\xa0\x80<a href="/from-bytes">\xf8</a>
try charset-none ok -
  type text/html; charset=klingon
  body <a href="/from-charset-none">x</a>
try charset-long ok -
  text HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 36\r\nContent-Type: text/html; charset=
  repeat 8000 uuuu
  raw \r\n\r\n<a href="/from-charset-long">xxx</a>
try charset-utf7 ok -
  type text/html; charset=utf-7
  body +ADw-a href=+ACI-/from-utf-7+ACI-+AD4- <a href="/from-charset-utf7">x</a>
try charset-utf16-odd ok -
  type text/html; charset=utf-16le
  text <\x00a\x00 \x00h\x00r\x00e\x00f\x00=\x00/\x00f\x00r\x00o\x00m\x00-\x00u\x001\x006\x00>\x00\xd8
try charset-2022 ok -
  type text/html; charset=iso-2022-jp
  text \x1b$B\x1b(B<a href="/from-charset-2022">x</a>\x1b$B!
try charset-hz ok -
  type text/html; charset=hz-gb-2312
  body ~{<a href="/nothing">x</a>~}
try charset-gb18030 ok -
  type text/html; charset=gb18030
  text \xe3\x32\x9a\x36\xff\x81\x30\x81\x00<a href="/from-charset-gb18030">\x81</a>\x84\x31
try charset-meta-late ok -
  repeat 2000 <!-- filler -->
  text <meta charset=gbk><a href="/from-charset-meta-late">\xd6\xd0</a>

# --- types that lie
try type-pdf ok -
  text %PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type/Catalog>> endobj\n<a href="/not-a-link
try type-zip ok -
  text PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x04\x00\x00\x00
try type-image ok -
  type image/png
  body <a href="/not-asked">x</a>
try type-none ok -
  type none
  body <a href="/from-type-none">x</a>
try type-odd ok -
  type ;;;===,,,text/html
  body <p>x
try type-script ok -
  type text/html; charset="'><script>alert(1)</script>
  body <a href="/from-type-script">x</a>

# --- what they lead to
path /from-*
  body fine
try r1 ok -
  body <meta http-equiv=refresh content="0;url=/r2">
try r2 ok -
  body <meta http-equiv=refresh content="0;url=/r1">
try waf blocked challenge
  body <html><script>var arg1='0123456789ABCDEF';document.cookie='acw_sc__v2='+arg1;</script></html>
try waf-412 blocked challenge
  status 412
  header Set-Cookie: x=y
  body <script>x</script>
on b
path /endless.pdf
  type application/pdf
  endless-body x
EOS
}
# 100 MiB of spaces (RFC 7932)
brotli='\\xcf\\xff\\xff\\x7f\\x00\\x04\\x1c\\x72\\xa4\\x11\\xb4\\x0c\\xee\\xad\\xe2\\xb7\\x40\\xc8\\xde\\xff\\xfb\\x61\\x45\\xfc\\xff\\xff\\x07\\x40\\x02\\x20\\x0e\\x0b\\x40\\xf7\\xfe\\x9f\\xff\\xff\\xff\\x00\\x48\\x00\\xc4\\x61\\x01\\xe8\\xde\\xff\\xf3\\xff\\xff\\x1f\\x00\\x09\\x80\\x38\\x2c\\x00\\xdd\\xfb\\x7f\\xfe\\xff\\xff\\x03\\x20\\x01\\x10\\x87\\x05\\xa0\\x7b\\xff\\xcf\\xff\\xff\\x7f\\x00\\x24\\x00\\xe2\\xb0\\x00\\x74\\xef\\xff\\xd3\\x00\\x00\\x08\\x80\\x04\\x40\\x1c\\x16\\x40\\xf0\\xfd\\x0f'
table | sed "s/BROTLI/$brotli/" >"$tmp/bodies"
survive <"$tmp/bodies"
memory_within 120
json "what could be read was, and no more" '(function()
	local all = { "nul", "bytes", "deep", "deep-mixed", "attributes", "charset-none", "charset-long", "charset-utf7", "charset-2022",
		"charset-gb18030", "charset-meta-late", "type-none", "type-script", "u16" }
	for _, name in ipairs(all) do
		assert(verdict("/from-" .. name) == "ok", name)
	end
	return not link("/not-asked") and not link("/from-utf-7")
end)()'
is "$(requests 'a /r[12]')" 2 "pages that refresh to each other are asked for once"
# a million addresses on one page, of which a hundred thousand are read
start_server <<'EOS'
listen a 127.0.0.1
path /
  repeat 1000000 <a href=%d>
path /*
  body <p>one of many
EOS
"$PWD/$GP_BUILD/tests/lib/measure" "$tmp/measured" timeout -k 5 50 "$govpub" check-links --json --fresh --pace fast \
	--no-sitemap --max-urls 100 "http://$a/" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
read -r status _ wall_ms peak_kib <"$tmp/measured"
is "$status" 3 "a million addresses on a page: the budget ends it ($wall_ms ms, $((peak_kib / 1024)) MiB)"
memory_within 120
json "the report says so" 'r.run.state == "budget" and r.counts.total == 100001 and r.counts.broken == 0'
finish
