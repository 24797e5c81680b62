#!/bin/sh
# nightly.sh - checks the links of an office, keeps the reports, and tells only what is new.
#
#   nightly.sh [CONF]   for cron or a timer; CONF sets what nightly.conf explains
#
# Nothing is told twice: links that are still broken are not news, a check that fails is told when it
# begins to fail and when it works again. A message that nobody takes waits in the outbox for the next time.
#
# In the state folder: crawl.db (what is remembered), reports/ (the last ones) and latest.html, outbox/ (what
# was not delivered yet), failing (what was told of a check that fails).
#
# Exit status: 0 the check was made, whatever it found, and told; 8 it was not told; else that of the check.
set -u
umask 027

case ${1-} in
'') ;;
*/*) . "$1" ;;
*) . "./$1" ;;
esac
: "${GOVPUB:=govpub}" "${OFFICE:=}" "${TARGET:=}" "${OPTIONS:=}" "${KEEP:=30}"
: "${NOTIFY:=-}" "${FORM:=json}" "${SECRET_FILE:=}" "${MAILER:=}"
: "${STATE:=${STATE_DIRECTORY:-${XDG_STATE_HOME:-$HOME/.local/state}/govpub-nightly}}"

# tell REPORT [OPTION...]: succeeds when it was taken, and when there is nothing to tell
tell() {
	report=$1
	shift
	[ -z "$OFFICE" ] || set -- -C "$OFFICE" "$@"
	[ -z "$SECRET_FILE" ] || set -- --secret-file "$SECRET_FILE" "$@"
	if [ "$NOTIFY" != - ]; then
		"$GOVPUB" notify --form "$FORM" "$@" "$NOTIFY" "$report"
	elif [ -z "$MAILER" ]; then
		"$GOVPUB" notify "$@" - "$report"
	else
		"$GOVPUB" notify "$@" - "$report" >"$STATE/note" || return
		[ ! -s "$STATE/note" ] || sh -c "$MAILER" <"$STATE/note"
	fi
}

# The report of a check that was ended counts for nothing: the next one goes on, and tells it.
collect() {
	if tail -n 1 "$STATE/new.jsonl" 2>/dev/null | grep -q '"state":"\(complete\|budget\)"'; then
		mv "$STATE/new.jsonl" "$STATE/outbox/$stamp-$1.jsonl"
	fi
}

# The oldest first; what is not taken now waits, and so does what comes after it.
deliver() {
	for waiting in "$STATE"/outbox/*.jsonl; do
		[ -e "$waiting" ] || return 0
		tell "$waiting" || return
		rm -f "$waiting"
	done
}

prune() {
	ls "$1" | sort -r | tail -n +"$((KEEP + 1))" | while read -r name; do
		rm -f "$1/$name"
	done
}

# A check that still runs when the next one is due is told when that happens twice in a row.
failed() {
	told=$(cat "$STATE/failing" 2>/dev/null)
	if [ "$1" = 6 ] && [ -z "$told" ]; then
		echo busy >"$STATE/failing"
	elif [ "$told" != "$1" ]; then
		tell "$STATE/said" --failed "$1" && echo "$1" >"$STATE/failing"
	fi
	exit "$1"
}

recovered() {
	[ -e "$STATE/failing" ] || return 0
	[ "$(cat "$STATE/failing")" = busy ] || tell /dev/null --recovered || return
	rm -f "$STATE/failing"
}

mkdir -p "$STATE/reports" "$STATE/outbox" || exit 8
stamp=$(date +%Y%m%d-%H%M%S)-$$
set -f # the words of OPTIONS may have * in them
set -- $OPTIONS -- $TARGET
set +f
[ -z "$OFFICE" ] || set -- -C "$OFFICE" "$@"
collect 0 # of a check whose end this program did not live to see
rm -f "$STATE/new.jsonl"
"$GOVPUB" check-links -q --since last --store "$STATE/crawl.db" \
	-o "$STATE/reports/$stamp.html" -o "$STATE/new.jsonl" "$@" </dev/null 2>"$STATE/said"
status=$?
case $status in
0 | 1 | 4 | 5) ;;
3) [ -e "$STATE/new.jsonl" ] || failed 3 ;; # a limit ended the check: what it has seen is told
130) exit 130 ;;
*) failed "$status" ;;
esac
collect 1
ln -sfn "reports/$stamp.html" "$STATE/latest.html"
prune "$STATE/reports"
prune "$STATE/outbox"
recovered && deliver || exit 8
