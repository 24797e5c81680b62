# foi.sh - an office with requests for information; sourced behind e2e.sh, after setup.
#
#   foi_office          makes $tmp/office; goes there
#   foi DAY WORDS...    govpub foi on that day, with --json; $status, $tmp/out (also out.json), $tmp/err
#   request DAY [FIELD=VALUE...]   a request that came on that day, handed in at the counter unless said otherwise
#   accepted DAY [FIELD=VALUE...]  the same, in progress
#   goes NAME STATE [CLOCK=VALUE...]   the last one was done: its state behind it, and of these clocks the date, or
#                       how they stand and the days used (paused/6)
#   blocked NAME SOURCE it was refused with status 3, and the reason names this source
foi_office() {
	"$govpub" init --lang zh "$tmp/office" >/dev/null
	cd "$tmp/office" || exit 1
	printf 张三 >name
	printf 13800138000 >phone
	printf 11010519491231002X >id
	printf 住院 >reason
	"$govpub" dept add code=bgs name=办公室 --no-input -q
}

foi() {
	day=$1
	shift
	timeout 60 "$govpub" foi "$@" --json --lang zh --today "$day" >"$tmp/out.json" 2>"$tmp/err" </dev/null
	status=$?
}

request() {
	arrived=$1
	shift
	foi "$arrived" add applicant=@name credential=@id contact=@phone category=自然人 channel=当面 subject=近五年的批复 \
		delivery=邮寄 arrived_on="$arrived" "$@"
}

accepted() {
	request "$@"
	foi "$1" accept @last dept=bgs received_on="$1"
}

goes() {
	name=$1 want="state=$2"
	shift 2
	ok "$name" lua5.4 "$here/foi.lua" "$tmp/out.json" "$tmp/err" "$want" "$@"
}

blocked() {
	ok "$1" refused_for "$2"
}

refused_for() {
	cat "$tmp/err" "$tmp/out.json"
	[ "$status" = 3 ] && grep -qF -- "$1" "$tmp/err"
}
