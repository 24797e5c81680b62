#!/bin/sh
# hidden links: what intruders plant is found, and what pages hide for their visitors is not
. tests/lib/e2e.sh
setup
mkdir "$tmp/site"
# page N: one way to hide a link to shop-N.example
n=0
page() {
	n=$((n + 1))
	cat >"$tmp/site/$n.html"
	echo "<a href='$n.html'>$n</a>" >>"$tmp/site/index.html"
}
far() { sed "s/TARGET/http:\/\/shop-$((n + 1)).example\//g"; }

far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<div style="display:none"><a href="TARGET">x</a></div>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<div style="POSITION: absolute; LEFT: -9999px"><p><a href="TARGET">x</a> <a href="TARGET?2">y</a></p></div>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<style>.k1 { visibility : hidden } @media print { .k2 { display: none } }</style><p class="a k1"><a href="TARGET">x</a></p>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<marquee height=1 width=4 scrollamount=3000><a href="TARGET">x</a></marquee>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<a style="font-size:0px" href="TARGET">x</a>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<span style="color:#FFF;background-color:#ffffff"><a href="TARGET">x</a></span>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<div style="width:1px;height:1px;overflow:hidden"><a href="TARGET">x</a></div>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<html><body>x</body></html><div style="color:red"><a href="TARGET">x</a></div>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<script>document.write("<div style='position:absolute;top:-900px'>");</script><a href="TARGET">x</a><script>document.write("</div>")</script>
<a href="http://seen.example/">seen</a>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<script>document.write('<a href="TARGET">\u535a\x3c/a>');</script>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<script>e.innerHTML = '<p>' + name + '<a href=\'TARGET\'>x</a>'</script>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<div style="position:absolute;clip:rect(0 0 0 0)"><a href="TARGET">x</a></div>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<p style="text-indent:-9999px"><a href="TARGET">x</a></p>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<noscript><a href="TARGET">x</a><a href="TARGET?2">x</a><a href="TARGET?3">x</a></noscript>
EOH
far <<'EOH' >"$tmp/p" && page <"$tmp/p"
<p style="display:none">a<p><a href="http://seen.example/">b</a><div style="opacity:0"><b><a href="TARGET">x</a></div>
EOH
planted=$n
cat >"$tmp/site/fine.html" <<'EOH'
<style>.nav ul { display:none } .drop { display:none } .sr-only { position:absolute; clip:rect(0,0,0,0) }
@media (max-width:600px) { .wide { display:none } } .back { display:none } .back { display:block }
#fold { visibility:hidden }</style>
<div style="display:none"><a href="1.html">1</a><a href="http://other.example/a">2</a></div>
<div id="tab2" style="display:none"><a href="http://other.example/b">friend</a></div>
<ul style="display:none"><li><a href="http://other.example/c">friend</a></ul>
<div class="drop"><a href="http://other.example/d">friend</a></div><script>show("drop")</script>
<div class="wide"><a href="http://other.example/e">friend</a></div><div class="back"><a href="http://other.example/f">seen</a></div>
<a class="sr-only" href="#main">skip</a><div style="left:-9999px"><a href="1.html">a</a><a href="2.html">b</a><a href="http://other.example/g">c</a></div>
<div style="display:none"><a href="http://www.gov.cn/">gov</a></div>
<a style="text-indent:-9999px;background:url(i.png)" href="http://other.example/h">picture</a>
<div style="height:0;overflow:hidden" class="fold"><a href="http://other.example/i">folded</a></div>
<div style="color:#fff"><a href="http://other.example/j">white</a></div><img style="display:none" src="http://other.example/k.png">
<span style="display:none">text</span><a href="http://other.example/l">seen</a>
<noscript><a href="http://other.example/m">counter</a></noscript>
<script>document.write('<a href="http://www.gov.cn/x">gov</a>'); e.innerHTML = '<a href="' + u + '">' + t + '</a><a href="/{{id}}">';</script>
<div style="display:none"><div style="display:block">deep</div></div><a href="http://other.example/n">seen</a>
<li style="display:none">a<li><a href="http://other.example/o">seen</a>
<td style="visibility:hidden">a<td><a href="http://other.example/p">seen</a>
<template><div style="display:none"><a href="http://other.example/q">t</a></div></template>
<div style="left:-20px"><a href="http://other.example/r">near</a></div><a href="http://other.example/s" style="opacity:0.5">pale</a>
<div style="width:100%;height:1px"></div><a href="http://other.example/t">seen</a>
EOH
echo "<a href='fine.html'>fine</a>" >>"$tmp/site/index.html"
start_preview "$tmp/site"
limit=100 check --all --pace fast --timeout 2 "$site"
is "$status" 4 "hidden links are dangerous"
for i in $(seq "$planted"); do
	json "way $i to hide a link is seen through" "cause('http://shop-$i.example/') == 'hidden-link' and link('http://shop-$i.example/').verdict == 'danger'"
done
json "nothing else is called hidden" "(function()
	local bad = {}
	for _, l in ipairs(links) do
		if l.cause == 'hidden-link' and not l.url:find('shop-', 1, true) then bad[#bad + 1] = l.url .. ' ' .. l.detail end
	end
	if #bad > 0 then print(table.concat(bad, '\n')) end
	return #bad == 0
end)()"
json "the place is where it is hidden" "link('http://shop-1.example/').pages[1].url:sub(-6) == '1.html' and link('http://shop-1.example/').pages[1].line == 1"
json "how it is hidden is said" "link('http://shop-4.example/').detail == 'hidden-marquee'"
json "counts agree" "r.counts.danger == count('danger')"
"$govpub" check-links --lang zh --pace fast --timeout 2 "$site" >"$tmp/zh" 2>"$tmp/err" 9>&-
ok "the report has Chinese words for it" grep -q '写着 display:none' "$tmp/zh"

# also seen elsewhere: the hidden place is what is reported
mkdir "$tmp/two"
echo '<a href="http://127.0.0.9:9/a">seen</a> <a href="z.html">z</a>' >"$tmp/two/index.html"
echo '<div style="left:-999px"><a href="http://127.0.0.9:9/a">hidden</a></div>' >"$tmp/two/z.html"
check --all --pace fast --timeout 2 "$tmp/two"
json "a link that is shown on one page and hidden on another is hidden" "link('127.0.0.9:9/a').cause == 'hidden-link' and link('127.0.0.9:9/a').pages_total == 1"
finish
