#!/bin/sh
# lists and folders
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /page
  body <a href="/not-followed">1</a>
EOS
cat >"$tmp/list.txt" <<EOL
# addresses of the week
http://$a/page

http://$a/absent   
  http://$a/page#nowhere
not an address
EOL
check --all --pace fast "$tmp/list.txt"
is "$status" 1 "a broken address in a list is exit status 1"
verdicts <<EOR
$a/page ok -
$a/absent broken http-404
EOR
is "$(requests 'a /not-followed')" 0 "links on listed pages are not followed"
"$govpub" check-links --json --all --fresh - <"$tmp/list.txt" >"$tmp/out.json" 2>"$tmp/err"
verdicts <<EOR
$a/absent broken http-404
EOR
mkdir -p "$tmp/site/sub" "$tmp/outside"
echo x >"$tmp/outside/secret.html"
printf '%s\n' '<p id="top"><a href="/sub/b.html">1</a><a href="sub/b.html#there">1</a>' \
	'<a href="gone.html">2</a><a href="/sub/b.html#nope">3</a><a href="../outside/secret.html">4</a>' \
	'<img src="/pic.png"><a href="%E6%94%BF.html">5</a>' >"$tmp/site/index.html"
printf '%s\n' '<p id="there"><a href="../index.html#top">1</a>' '<a href="/">2</a>' \
	'<a href="c.pdf">3</a>' >"$tmp/site/sub/b.html"
echo policy >"$tmp/site/政.html"
check --all "$tmp/site"
is "$status" 1 "a folder with a broken link is exit status 1"
verdicts <<EOR
gone.html broken missing-file
pic.png broken missing-file
c.pdf broken missing-file
sub/b.html#nope broken fragment
EOR
json "only those are broken" 'broken { "gone.html", "pic.png", "c.pdf", "sub/b.html#nope" } or
	broken { "gone.html", "pic.png", "c.pdf", "sub/b.html#nope", "outside/secret.html" }'
check --all "$tmp/site/sub/b.html"
json "one file: only its links" 'link("gone.html") == nil and link("c.pdf").broken'
for folder in one two; do
	mkdir "$tmp/$folder"
	echo x >"$tmp/$folder/index.html"
	(cd "$tmp/$folder" && XDG_STATE_HOME="$tmp/dots" "$govpub" check-links -q . >/dev/null)
done
is "$(ls "$tmp"/dots/govpub/*.db | wc -l)" 2 "two folders called . do not share what is remembered"
is "$(requests 'a /pic.png')" 0 "a folder is read from the disk"
mkdir -p "$tmp/walk/deep/er" "$tmp/walk/folder.html"
for page in walk/top.htm walk/deep/er/page.HTML walk/folder.html/in.html outside/linked.html; do
	echo "<a href='absent-$(basename "$page")'>x</a>" >"$tmp/$page"
done
echo "<a href=absent-text>x</a>" >"$tmp/walk/notes.txt"
ln -s ../outside "$tmp/walk/elsewhere"
check --all "$tmp/walk"
json "all pages below a folder are read, and only those" \
	'broken { "absent-top.htm", "deep/er/absent-page.HTML", "folder.html/absent-in.html" }'
# links that come again, on pages of one folder and below a base
mkdir -p "$tmp/again/a" "$tmp/again/b"
for page in 1 2 3; do
	printf '<a href="2.html#x">one</a><a href=gone.html>%s</a><a href="#y">self</a>\n' "$page" >"$tmp/again/a/$page.html"
	printf '<base href="../a/"><a href="2.html">one</a>\n<a href=gone.html>base</a><p id=x>\n' >"$tmp/again/b/$page.html"
done
check --all "$tmp/again"
json "links that come again are those of their own page and folder" \
	'broken { "a/gone.html", "a/1.html#y", "a/2.html#x", "a/2.html#y", "a/3.html#y" } and
	link("a/gone.html").pages_total == 6 and link("a/2.html#x").pages_total == 3'
json "with the line and the text of each place" \
	'(function() local n = 0 for _, p in ipairs(link("a/gone.html").pages) do
		local of = p.url:match("/b/") and (p.text == "base" and p.line == 2) or p.text == p.url:match("(%d)%.html$") and p.line == 1
		n = n + (of and 1 or 0) end return n == 6 end)()'
finish
