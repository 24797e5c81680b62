#!/bin/sh
# fresh.sh [COMMAND...] - does the project work where nothing is prepared? A minimal Debian is
# unpacked with make, git and ca-certificates only (what README asks for), gets a clean clone,
# and runs `make demo` and `make check`, or the commands given, in it. Needs root and
# debootstrap; the unpacked base is kept as build/fresh/SUITE.tar.
set -eu
[ $# -gt 0 ] || set -- "make demo" "make check"
suite=${FRESH_SUITE:-bookworm}
here=$(pwd)
work=$here/build/fresh
root=$work/root
base=$work/$suite.tar

[ "$(id -u)" -eq 0 ] || {
	echo "make fresh: must be root (it makes a chroot)" >&2
	exit 3
}
if ! git diff --quiet HEAD 2>/dev/null; then
	echo "make fresh: note: uncommitted changes are not tested" >&2
fi

# the archive this machine uses
mirror=${FRESH_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' |
	grep -v -e security -e '^$' | head -n 1)}

release() {
	# what an interrupted command left running in there
	for p in /proc/[0-9]*; do
		if [ "$(readlink "$p/root" 2>/dev/null)" = "$root" ]; then
			kill -9 "${p#/proc/}" || true
		fi
	done
	for m in proc dev; do
		if mountpoint -q "$root/$m"; then
			umount -l "$root/$m"
		fi
	done
	# never while something is still mounted in it
	if ! grep -q " $root/" /proc/mounts; then
		rm -rf "$root"
	fi
}
trap release EXIT
trap 'exit 130' INT TERM
release
mkdir -p "$root"

if [ ! -f "$base" ]; then
	echo "== debootstrap $suite from $mirror"
	debootstrap --variant=minbase --include=make,git,ca-certificates "$suite" "$root" "$mirror" \
		>"$work/debootstrap.log" 2>&1 || {
		tail -n 20 "$work/debootstrap.log" >&2
		exit 8
	}
	rm -rf "$root"/var/cache/apt/archives/*.deb
	tar -C "$root" -cf "$base.part" .
	mv "$base.part" "$base"
else
	tar -C "$root" -xf "$base"
fi

# how this machine reaches the network
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
rm -f "$root/etc/apt/sources.list"
cp -a /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/" 2>/dev/null ||
	cp -a /etc/apt/sources.list "$root/etc/apt/"
for f in /etc/apt/apt.conf.d/*; do
	if grep -qi -e proxy -e acquire:: "$f"; then
		cp "$f" "$root/etc/apt/apt.conf.d/"
	fi
done
if [ -n "$(ls /usr/local/share/ca-certificates 2>/dev/null)" ]; then
	cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
	chroot "$root" update-ca-certificates >/dev/null 2>&1
fi

git clone --quiet --no-hardlinks "$here" "$root/root/govpub"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"

inside() {
	echo "== $1"
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
		${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
		chroot "$root" sh -c "cd /root/govpub && $1"
}
chroot "$root" apt-get -qq update
status=0
started=$(date +%s)
for command; do
	inside "$command" || status=1
done
echo "== $(($(date +%s) - started)) s in a fresh $suite: $([ $status -eq 0 ] && echo works || echo fails)"
exit $status
