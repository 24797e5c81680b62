#!/bin/sh
# templates of an office as PDF: LibreOffice in a process of its own, with a profile that goes, without a network
. tests/lib/e2e.sh
. tests/lib/foi.sh
setup
foi_office
accepted 2023-04-20
mkdir templates bin
echo '<!DOCTYPE html><meta charset="utf-8"><p>编号：{{编号}}</p>' >templates/接收回执.html
printed() { # FILE [WORDS...]: with nothing on the path but these programs
	file=$1
	shift
	rm -f "$file"
	PATH=$tmp/office/bin timeout 200 "$govpub" foi print 接收回执 1 -o "$file" --lang zh --today 2023-04-20 "$@" \
		>"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
}
said() { grep -qF -- "$1" "$tmp/err"; }
PATH=$PATH:/usr/sbin:/sbin
timeout=$(command -v timeout)
timeout() { "$timeout" "$@"; }

printed receipt.pdf
is "$status" 2 "without LibreOffice there is no PDF of a web page"
ok "and it is said what to install" said "apt-get install libreoffice-writer"
ok "and there is no file" test ! -e receipt.pdf
foi 2023-04-20 log 1
json "nor an entry" '(function() for _, e in ipairs(r) do if e.kind == "print" then return false end end return true end)()'

cat >bin/soffice <<'END'
#!/bin/sh
PATH=/usr/bin:/bin
grep -c : /proc/net/dev >devices
printf '%%PDF-1.7 devices %s' "$(cat devices)" >letter.pdf
END
chmod +x bin/soffice
printed receipt.pdf
is "$status" 0 "LibreOffice makes it"
is "$(head -c 5 receipt.pdf)" %PDF- "a PDF"
is "$(find "$tmp/tmp" -mindepth 1 | wc -l)" 0 "and leaves nothing behind"
if unshare -n true 2>/dev/null || unshare -rn true 2>/dev/null; then
	is "$(cat receipt.pdf)" "%PDF-1.7 devices 1" "it sees no network"
else
	ok "it sees no network # SKIP this system gives none of its own" true
fi
printf '#!/bin/sh\necho no >letter.pdf\n' >bin/soffice
printed receipt.pdf
is "$status" 8 "what is no PDF is refused"
printf '#!/bin/sh\nexit 0\n' >bin/soffice
printed receipt.pdf
is "$status" 8 "so is nothing"
ok "and no file stays" test ! -e receipt.pdf
printed receipt.md
is "$status" 2 "other formats are not made of it"
ok "those that are, are named" said "html pdf"
finish
