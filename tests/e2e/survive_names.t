#!/bin/sh
# names, addresses and certificates that try to lead astray: nothing private is connected to, each failure has its cause
. tests/lib/e2e.sh
. tests/lib/survive.sh
setup
cd "$tmp" || exit 1
key() { # NAME
	openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
}
signed() { # NAME BY DAYS EXTENSION: a certificate by that authority
	key "$1"
	openssl req -new -key "$1.key" -out "$1.csr" -subj "/CN=$1"
	echo "$4" >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "$3" -extfile "$1.ext" -out "$1.pem" 2>&1
}
{
	key ca
	openssl req -x509 -key ca.key -out ca.pem -days 2 -subj '/CN=Test CA'
	signed inner ca 2 basicConstraints=critical,CA:TRUE
	signed good ca 2 subjectAltName=DNS:tls.example
	signed wrong ca 2 subjectAltName=DNS:other.example
	signed expired ca -1 subjectAltName=DNS:tls.example
	signed short inner 2 subjectAltName=DNS:tls.example
	cat short.pem inner.pem >long.pem
	key self
	openssl req -x509 -key self.key -out self.pem -days 2 -subj /CN=self -addext subjectAltName=DNS:tls.example
} >openssl.log 2>&1
cd "$OLDPWD" || exit 1
ca=$tmp/ca.pem site_name=www.public.example
names='www.public.example=8.8.8.8;tls.example=8.8.4.4;other.example=8.8.4.4
rebind.example=8.8.8.8>127.0.0.3
both.example=8.8.8.8,127.0.0.3;both-turned.example=127.0.0.3,8.8.8.8
loopback.example=127.0.0.3;loopback6.example=::1;mapped.example=::ffff:127.0.0.3;compatible.example=::127.0.0.3
private.example=10.0.0.1;private172.example=172.31.255.255;shared.example=100.64.0.1;zero.example=0.0.0.0;zero6.example=::
meta.example=169.254.169.254;meta6.example=fd00:ec2::254;meta-nat64.example=64:ff9b::a9fe:a9fe;meta-6to4.example=2002:a9fe:a9fe::1
multicast.example=224.0.0.1;documentation.example=192.0.2.1;link6.example=fe80::1'
names=$(echo "$names" | tr '\n' ';')
routes='8.8.8.8=127.0.0.1;8.8.4.4=127.0.0.2'
{
	cat <<EOS
listen a 127.0.0.1
listen secret 127.0.0.3
listen good 127.0.0.2 tls $tmp/good.pem $tmp/good.key
listen wrong 127.0.0.2 tls $tmp/wrong.pem $tmp/wrong.key
listen expired 127.0.0.2 tls $tmp/expired.pem $tmp/expired.key
listen short 127.0.0.2 tls $tmp/short.pem $tmp/short.key
listen long 127.0.0.2 tls $tmp/long.pem $tmp/short.key
listen self 127.0.0.2 tls $tmp/self.pem $tmp/self.key
listen old 127.0.0.2 tls $tmp/good.pem $tmp/good.key old
listen null 127.0.0.2 tls $tmp/good.pem $tmp/good.key null
EOS
	cat <<'EOS'
listen alert 127.0.0.2 says \x15\x03\x03\x00\x02\x02\x28
listen weak 127.0.0.2 says \x15\x03\x03\x00\x02\x02\x47
listen version 127.0.0.2 says \x15\x03\x03\x00\x02\x02\x46
listen plain 127.0.0.2 says HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n
listen silent 127.0.0.2 says
listen noise 127.0.0.2 says \x16\x03\x03\xff\xff\x02\x00\x00\xff\xff\xff\xff
on secret
path *
  body <p>a secret
on good
path /tls-good
  body <p>fine
on long
path /tls-long
  body <p>fine
on a

# --- certificates
at https://tls.example:{good:}/tls-good ok -
at https://tls.example:{wrong:}/tls-wrong broken tls-name
at https://other.example:{good:}/tls-other broken tls-name
at https://tls.example:{expired:}/tls-expired broken tls-expired
at https://tls.example:{short:}/tls-short broken tls-chain
at https://tls.example:{long:}/tls-long ok -
at https://tls.example:{self:}/tls-self broken tls-self-signed
at https://tls.example:{old:}/tls-old broken tls-unsupported
at https://tls.example:{null:}/tls-null broken tls-unsupported
at https://tls.example:{alert:}/tls-alert broken tls-unsupported
at https://tls.example:{weak:}/tls-weak broken tls-unsupported
at https://tls.example:{version:}/tls-version broken tls-unsupported
at https://tls.example:{plain:}/tls-plain broken tls-unsupported
at https://tls.example:{noise:}/tls-noise broken tls-unsupported
at https://tls.example:{silent:}/tls-silent broken timeout
try to-expired broken redirect-broken
  location https://tls.example:{expired:}/

# --- names
at http://nowhere.example/ broken dns
at http://both.example:{secret:}/both unverified private-address
at http://both-turned.example:{secret:}/both-turned unverified private-address
at http://loopback.example:{secret:}/loopback unverified private-address
at http://loopback6.example:{secret:}/loopback6 unverified private-address
at http://mapped.example:{secret:}/mapped unverified private-address
at http://compatible.example:{secret:}/compatible unverified private-address
at http://private.example/ unverified private-address
at http://private172.example/ unverified private-address
at http://shared.example/ unverified private-address
at http://zero.example:{secret:}/zero unverified private-address
at http://zero6.example:{secret:}/zero6 unverified private-address
at http://meta.example/latest unverified private-address
at http://meta6.example/latest unverified private-address
at http://meta-nat64.example/latest unverified private-address
at http://meta-6to4.example/latest unverified private-address
at http://multicast.example/ unverified private-address
at http://documentation.example/ unverified private-address
at http://link6.example/ unverified private-address
at https://loopback.example:{secret:}/loopback-tls unverified private-address
try to-rebind unverified private-address
  location http://rebind.example:{a:}/rebind
path /rebind
  location http://rebind.example:{secret:}/rebound
try to-loopback unverified private-address
  location http://{secret}/to-loopback
try to-loopback-name unverified private-address
  location http://loopback.example:{secret:}/to-loopback-name

# --- spellings of addresses
at http://{secret}/spelt-plain unverified private-address
at http://2130706435:{secret:}/spelt-number unverified private-address
as 127.0.0.3:{secret:}/spelt-number
at http://0177.0.0.3:{secret:}/spelt-octal unverified private-address
as 127.0.0.3:{secret:}/spelt-octal
at http://0x7f.0.0.0x3:{secret:}/spelt-hex unverified private-address
as 127.0.0.3:{secret:}/spelt-hex
at http://127.3:{secret:}/spelt-short unverified private-address
as 127.0.0.3:{secret:}/spelt-short
at http://127.0.0.3.:{secret:}/spelt-dot unverified private-address
as /spelt-dot
at http://%31%32%37.0.0.3:{secret:}/spelt-percent unverified private-address
as 127.0.0.3:{secret:}/spelt-percent
at http://１２７。0。0。3:{secret:}/spelt-wide unverified private-address
as 127.0.0.3:{secret:}/spelt-wide
at http://[::ffff:127.0.0.3]:{secret:}/spelt-mapped unverified private-address
as /spelt-mapped
at http://[64:ff9b::127.0.0.3]:{secret:}/spelt-nat64 unverified private-address
as /spelt-nat64
at http://[::1]:{secret:}/spelt-six unverified private-address
at http://localhost:{secret:}/spelt-localhost unverified private-address
at http://LOCALHOST.:{secret:}/spelt-localhost-dot unverified private-address
as /spelt-localhost-dot
at http://a.localhost:{secret:}/spelt-under unverified private-address
at http://0:{secret:}/spelt-zero unverified private-address
as 0.0.0.0:{secret:}/spelt-zero
at http://[fd00:ec2::254]/spelt-meta6 unverified private-address
at http://2852039166/spelt-meta unverified private-address
as 169.254.169.254/spelt-meta
at http://256.1.1.1/ broken malformed-url
at http://4294967296/ broken malformed-url
try to-number unverified private-address
  location http://2852039166/
try to-octal unverified private-address
  location http://0251.0376.0251.0376/
try to-mapped unverified private-address
  location http://[::ffff:a9fe:a9fe]/
try to-nat64 unverified private-address
  location http://[64:ff9b::a9fe:a9fe]/
try to-meta6 unverified private-address
  location http://[fd00:ec2::254]/

# --- who is the host?
at http://www.public.example@127.0.0.3:{secret:}/user unverified private-address
at http://www.public.example:80@127.0.0.3:{secret:}/user-port unverified private-address
at http://www.public.example%40127.0.0.3:{secret:}/user-percent broken malformed-url
at http://127.0.0.3:{secret:}%40www.public.example/user-port-percent broken malformed-url
at http://www.public.example:{a:}\\@127.0.0.3/backslash ok -
as /@127.0.0.3/backslash
at http:\\\\www.public.example:{a:}\\backslashes ok -
as /backslashes
at ///www.public.example:{a:}/slashes ok -
as /slashes
at http://127.0.0.3:{secret:}#@www.public.example/ unverified private-address
as 127.0.0.3:{secret:}/
at http://127.0.0.3:{secret:}?@www.public.example/ unverified private-address
as /?@www.public.example/
try to-user unverified private-address
  location http://www.public.example@127.0.0.3:{secret:}/to-user
path /@127.0.0.3/backslash
  body fine
path /*slashes
  body fine

# --- other schemes
try to-file broken redirect-broken
  location file:///etc/passwd
try to-ftp broken redirect-broken
  location ftp://127.0.0.3/
try to-gopher broken redirect-broken
  location gopher://127.0.0.3:6379/_FLUSHALL
try to-javascript broken redirect-broken
  location javascript:alert(1)
try to-data broken redirect-broken
  location data:text/html,x
try to-nothing broken redirect-broken
  location http://
EOS
} >"$tmp/names"
survive <"$tmp/names"
memory_within 64
is "$(sort -u "$tmp/dialled" | tr '\n' ' ')" "8.8.4.4 8.8.8.8 " "nothing private is connected to"
is "$(grep -cE 'secret|127\.0\.0\.3' "$tmp/log")" "$(grep -c '/@127.0.0.3' "$tmp/log")" "nor asked"
finish
