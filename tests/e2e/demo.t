#!/bin/sh
# make demo: serves the sample portal, shows what is broken, leaves nothing behind
. tests/lib/e2e.sh
setup
demo() { # FOLDER: runs its demo.sh
	GP_BUILD=$GP_BUILD sh "$1/demo.sh" >"$tmp/out" 2>"$tmp/err" </dev/null
}
demo examples
is "$?" 0 "the demo succeeds"
ok "it shows the report" grep -q '^    http://127\.0\.0\.1:[0-9]*/bzzx/index\.html$' "$tmp/out"
ok "and ends with what to try next" sh -c 'tail -n 1 "$1" | grep -q "govpub check-links"' - "$tmp/out"
site=$(sed -n 's,^Links of \(http://[0-9.:]*/\)$,\1,p' "$tmp/out")
ok "the site was on this machine" expr "$site" : 'http://127\.0\.0\.1:'
is "$(curl -s -o /dev/null -w '%{http_code}' "$site")" 000 "the server has ended"
is "$(find "$tmp/tmp" "$tmp/state" -mindepth 1)" "" "no file is left"
cp -r examples "$tmp/mended"
mkdir "$tmp/mended/portal/bzzx"
echo '<p>帮助中心' >"$tmp/mended/portal/bzzx/index.html"
LC_ALL=zh_CN.UTF-8 demo "$tmp/mended"
is "$?" 1 "a planted link that is not found makes it fail"
ok "and is named" grep -q '/bzzx/index\.html' "$tmp/err"
ok "the environment chooses the language" grep -q '没有查出' "$tmp/err"
ok "of the report too" grep -q '^错链' "$tmp/out"
GP_BUILD=$tmp/none demo examples
ok "without the program it fails" test "$?" -ne 0
finish
