#!/bin/sh
# sitemaps: found, read as seeds of the own site, and compared with what is linked
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.2
on a
path /robots.txt
  type text/plain
  body User-agent: *\nCrawl-delay: 30\nDisallow: /\nSitemap: http://{a}/maps/index.xml\nSitemap: /maps/text.txt
path /maps/index.xml
  type application/xml
  body <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  body <sitemap><loc>http://{a}/maps/one.xml</loc></sitemap>
  body <sitemap><loc>http://{a}/maps/two.xml.gz</loc></sitemap>
  body </sitemapindex>
path /maps/one.xml
  type text/xml
  body <?xml version="1.0" encoding="GBK"?>
  body <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  body <url><loc>http://{a}/</loc></url>
  body <url><loc>http://{a}/linked.html</loc></url>
  body <url><loc>http://{a}/orphan.html</loc><lastmod>2019-03-01</lastmod></url>
  body <url><loc>http://{a}/gone.html</loc></url>
  body <url><loc>http://{a}/moved.html</loc></url>
  body <url><loc>http://{a}/hidden.html</loc></url>
  body <url><loc>http://{a}/hidden2.html</loc></url>
  body <url><loc>http://{a}/news/index.html</loc></url>
  body </urlset>
path /maps/two.xml.gz
  type application/x-gzip
  gzip
  body <urlset><url><loc>/from-packed.html</loc></url></urlset>
path /maps/text.txt
  type text/plain
  body http://{a}/from-text.html\nhttp://{b}/other.html
path /sitemap.xml
  status 500
path /
  body <a href="linked.html">1</a> <a href="http://{b}/other.html">other site</a> <a href="not-listed.html?x=1">2</a>
  body <a href="canonical.html">3</a> <a href="old.html">4</a> <a href="hidden2.html">5</a> <a href="/news/">6</a>
  body <a href="print.pdf">pdf</a> <a href="moved.html">7</a>
path /linked.html
  body linked <a href="not-listed-2.html">2</a>
path /not-listed*
  body a page without a line in the map
path /canonical.html
  body <link rel=canonical href="/linked.html"> the same page
path /old.html
  location /moved-to.html
path /moved.html
  location /moved-to.html
path /moved-to.html
  body here it is
path /hidden.html
  header X-Robots-Tag: noindex, nofollow
  body hidden <a href="/behind-hidden.html">1</a>
path /hidden2.html
  body <meta name=robots content="noindex"> hidden
path /behind-hidden.html
  body behind
path /orphan.html
  body orphan <a href="/only-from-orphan.html">1</a> <a href="/broken-on-orphan.html">1</a>
path /only-from-orphan.html
  body x
path /news/*
  body news
path /print.pdf
  type application/pdf
  body %PDF-1.4
path /from-*
  body from
on b
path /other.html
  body other
path /slow-start.xml
  times 1
  status 503
path /slow-start.xml
  type text/xml
  body <urlset><url><loc>http://{b}/from-slow.html</loc></url><url><loc>http://{b}/gone.html</loc></url></urlset>
path /from-slow.html
EOS
found() { # RULE END-OF-URL: findings of a rule at an address
	lua5.4 - "$tmp/out.json" "$1" "$2" <<-'EOL'
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	local n = 0
	for _, f in ipairs(r.findings) do
		if f.rule == arg[2] and f.where.url:sub(-#arg[3]) == arg[3] then n = n + 1 end
	end
	print(n)
	EOL
}
said() { # RULE WORDS: how many of its findings say so
	lua5.4 - "$tmp/out.json" "$1" "$2" <<-'EOL'
	local r = require("cjson").decode(io.open(arg[1], "rb"):read("a"))
	local n = 0
	for _, f in ipairs(r.findings) do
		if f.rule == arg[2] and f.message:find(arg[3], 1, true) then n = n + 1 end
	end
	print(n)
	EOL
}
check --all --pace fast --lang en "http://$a/"
is "$status" 1 "a listed address that is broken is a broken link"
verdicts <<EOR
$a/gone.html broken http-404
$a/orphan.html ok -
$a/only-from-orphan.html ok -
$a/broken-on-orphan.html broken http-404
$a/from-packed.html ok -
$a/from-text.html ok -
$a/behind-hidden.html ok -
EOR
json "the report says where a sitemap names it" \
	'(function() local p = link("/gone.html").pages[1] return p.kind == "sitemap" and p.line == 6 and p.url:find("one.xml") end)()'
is "$(requests 'a /robots.txt') $(requests 'a /sitemap.xml')" "1 0" "robots.txt is asked, and then for the sitemaps it names"
ok "its delay and its rules are no matter on the own site" test "$(took)" -le 20
is "$(awk '$2 ~ /GET|HEAD/ { print $3, $4 }' "$tmp/log" | sort | uniq -d)" "" "nothing is asked for twice"
is "$(found site.sitemap-orphan /orphan.html)" 1 "listed and linked from nowhere: an orphan"
json "with the day of its last change" '(function() for _, f in ipairs(r.findings) do if f.rule == "site.sitemap-orphan" and f.where.url:find("/orphan") then return f.evidence == "2019-03-01" and f.severity == "info" end end end)()'
is "$(said site.sitemap-orphan '')" 3 "what a redirect or another spelling reaches is no orphan, nor what is worse"
is "$(said site.sitemap-broken gone.html)" 1 "listed and broken"
is "$(said site.sitemap-broken 'redirects to')" 1 "listed and redirected"
is "$(said site.sitemap-broken noindex)" 2 "listed and kept out of search engines"
is "$(said site.sitemap-missing '')" 1 "what is linked and not listed is one finding"
json "with a count and examples, only of pages that belong there" '(function() for _, f in ipairs(r.findings) do
	if f.rule == "site.sitemap-missing" then
		local got = table.concat(f.params.examples, " "):gsub("http://[^/]+", "")
		print(got)
		return f.params.count == 4 and got == "/behind-hidden.html /not-listed-2.html /not-listed.html?x=1 /only-from-orphan.html"
	end end end)()'
for format in text csv html; do
	"$govpub" check-links -q --lang zh --fresh --pace fast --format $format -o "$tmp/report" "http://$a/" 2>&1
	ok "$format: orphans, missing and broken ones are in the report" \
		sh -c "grep -q 读过的页面都没有链接它 $tmp/report && grep -q 个页面不在站点地图里 $tmp/report && grep -q 站点地图列出的地址打不开 $tmp/report"
done
check --pace fast --since last "http://$a/"
json "what the last check said of the sitemaps as well is not new" '#r.findings == 0'
: >"$tmp/log"
check --all --pace fast --fresh --sitemap "http://$b/slow-start.xml" "http://$a/"
is "$(requests 'b /slow-start.xml')" 2 "a sitemap that fails is asked for once more"
json "and read when it is there then" "link('$b/from-slow.html') and #r.findings > 0"
is "$(said site.sitemap-broken 'The sitemap does not open')" 0 "without a word about the first time"
: >"$tmp/log"
check --all --pace fast --fresh --no-sitemap "http://$a/"
is "$(requests 'a /(robots|maps|sitemap)')" 0 "--no-sitemap asks for none"
json "and says nothing of them" '#r.findings == 0'
check --all --pace fast --fresh --depth 3 "http://$a/"
is "$(requests 'a /(robots|maps|sitemap)')" 0 "nor does a crawl with a depth"
check --all --pace fast --fresh --sitemap "http://$a/maps/one.xml" "http://$a/"
is "$(requests 'a /robots.txt') $(requests 'a /maps/one.xml') $(requests 'a /maps/')" "0 1 1" "--sitemap names the one to read"
json "which is read" 'link("/orphan.html")'
check --sitemap "http://$a/x" --no-sitemap "http://$a/"
is "$status" 2 "--sitemap and --no-sitemap exclude each other"
check --sitemap "x" "http://$a/"
is "$status" 2 "--sitemap wants an address"
echo "http://$a/" >"$tmp/list.txt"
check --sitemap "http://$a/x" "$tmp/list.txt"
is "$status" 2 "and a site"

start_server <<'EOS'
listen a 127.0.0.1
listen b 127.0.0.1
listen c 127.0.0.1
listen d 127.0.0.1
listen e 127.0.0.1
on a
path /
  body <a href="/page">1</a>
path /page
  body page
on b
path /sitemap.xml
  body <!DOCTYPE html><title>Welcome</title> <p>This is the page for everything
path /
  body <a href="/sitemap.xml">site map</a> hello
on c
path /sitemap.xml
  type text/xml
  body <urlset>\n<url><loc>http://{c}/one</loc></url>\n<url><loc>http://{c}/?a=1&b=2</loc></url></urlset>
path /
  body <a href="/two">1</a> <a href="/sitemap.xml">map</a>
path /one
  body one
path /two
  body two
on d
path /robots.txt
  body Sitemap: /maps/not-there.xml\nSitemap: /\nSitemap: /loop.xml\nSitemap: /a.xml\nSitemap: http://169.254.169.254/x.xml
path /loop.xml
  type text/xml
  body <sitemapindex><sitemap><loc>/loop.xml</loc></sitemap><sitemap><loc>/deep/1.xml</loc></sitemap></sitemapindex>
path /deep/1.xml
  type text/xml
  body <sitemapindex><sitemap><loc>/deep/2.xml</loc></sitemap></sitemapindex>
path /deep/2.xml
  type text/xml
  body <sitemapindex><sitemap><loc>/deep/3.xml</loc></sitemap></sitemapindex>
path /a.xml
  location /b.xml
path /b.xml
  type text/xml
  body <urlset><url><loc>/two</loc></url></urlset>
path /
  body hello
path /two
  body two
on e
path /robots.txt
  body Sitemap: /bomb.gz
path /bomb.gz
  type application/gzip
  bomb 100
  body <urlset><url><loc>/two</loc></url>
path /
  body hello
path /two
  body two
EOS
check --all --pace fast --lang en "http://$a/"
is "$(requests 'a /robots.txt') $(requests 'a /sitemap.xml')" "1 1" "without a sitemap two requests tell"
json "and nothing is said of it" '#r.findings == 0 and r.counts.total == 2'
check --all --pace fast --lang en "http://$b/"
json "a page for every address is no sitemap" '#r.findings == 0'
verdicts <<EOR
$b/sitemap.xml ok -
EOR
check --all --pace fast --lang en "http://$c/"
is "$(said site.sitemap-broken 'not proper XML')" 1 "a sitemap that breaks off is told"
is "$(said site.sitemap-orphan '') $(said site.sitemap-missing '')" "1 0" \
	"what it said counts; what it might have said is not called missing"
check --all --pace fast --lang en "http://$d/"
is "$(found site.sitemap-broken not-there.xml) $(said site.sitemap-broken 'is none')" "1 1" \
	"robots.txt that names nothing, or a page, is told"
is "$(requests 'd /loop.xml') $(requests 'd /deep/3.xml')" "1 0" "indexes in a circle or too deep come to an end"
is "$(said site.sitemap-broken 'beyond the limits')" 1 "and it is told"
is "$(said site.sitemap-orphan '')" 1 "a sitemap may have moved"
check --all --pace fast --lang en "http://$e/"
ok "a bomb is no matter" test "$status" -eq 0
finish
