#!/bin/sh
# deps.sh PACKAGE... - installs what is missing through apt; where that is not
# possible it prints the list and stops.
set -eu
missing=
for p in "$@"; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null) || state=
	[ "$state" = installed ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
	echo "govpub needs these packages (Debian names); please install them, then run make again:" >&2
	echo " $missing" >&2
	exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "not root and no sudo; ask an administrator to run:" >&2
		echo "  apt-get install$missing" >&2
		exit 1
	}
	sudo=sudo
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$sudo apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 || {
	$sudo apt-get update
	$sudo apt-get install -y --no-install-recommends $missing
}
