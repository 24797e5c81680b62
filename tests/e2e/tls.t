#!/bin/sh
# certificates: each failure by its cause, never a retry without checking
. tests/lib/e2e.sh
setup
cd "$tmp" || exit 1
new() { # NAME SUBJECT DAYS SAN: signed by ca
	openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$2" 2>/dev/null
	printf 'subjectAltName=%s\n' "$4" >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$3" \
		-extfile "$1.ext" -out "$1.pem" 2>/dev/null
}
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 \
	-subj '/CN=Test CA' 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 2 -subj /CN=self \
	-addext subjectAltName=IP:127.0.0.1 2>/dev/null
new good good 2 IP:127.0.0.1
new wrong wrong 2 DNS:other.example
new expired expired -1 IP:127.0.0.1
# an authority in between: `leaf` is signed by it and says where it is, `bare` does not say
openssl req -newkey rsa:2048 -nodes -keyout mid.key -out mid.csr -subj '/CN=Between' 2>/dev/null
echo 'basicConstraints=critical,CA:TRUE' >mid.ext
openssl x509 -req -in mid.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile mid.ext -out mid.pem 2>/dev/null
for name in leaf bare; do
	openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr -subj "/CN=$name" 2>/dev/null
	echo subjectAltName=IP:127.0.0.1,DNS:$name.example >$name.ext
	[ $name = bare ] || echo 'authorityInfoAccess=caIssuers;URI:http://127.0.0.1/mid.crt' >>$name.ext
	openssl x509 -req -in $name.csr -CA mid.pem -CAkey mid.key -CAcreateserial -days 20 -extfile $name.ext \
		-out $name.pem 2>/dev/null
done
cat leaf.pem mid.pem >whole.pem
cd "$OLDPWD" || exit 1
start_server <<EOS
listen a 127.0.0.1
listen good 127.0.0.1 tls $tmp/good.pem $tmp/good.key
listen self 127.0.0.1 tls $tmp/self.pem $tmp/self.key
listen wrong 127.0.0.1 tls $tmp/wrong.pem $tmp/wrong.key
listen expired 127.0.0.1 tls $tmp/expired.pem $tmp/expired.key
listen leaf 127.0.0.1 tls $tmp/leaf.pem $tmp/leaf.key
listen bare 127.0.0.1 tls $tmp/bare.pem $tmp/bare.key
listen whole 127.0.0.1 tls $tmp/whole.pem $tmp/leaf.key
listen old 127.0.0.1 tls $tmp/good.pem $tmp/good.key old
on a
path /
  body <a href="https://{good}/">1</a> <a href="https://{self}/">1</a>
  body <a href="https://{wrong}/">1</a> <a href="https://{expired}/">1</a>
  body <a href="https://{old}/">1</a> <a href="https://{leaf}/">1</a> <a href="https://{bare}/">1</a>
  body <a href="https://{whole}/">1</a>
on *
path /
  body fine
EOS
check --all --pace fast --timeout 3 "http://$a/"
verdicts <<EOR
https://$good/ broken tls-chain
https://$self/ broken tls-self-signed
https://$old/ broken tls-unsupported
https://$leaf/ broken tls-chain
https://$bare/ broken tls-chain
https://$whole/ broken tls-chain
EOR
json "a chain that lacks a certificate is told from one that nobody trusts" \
	"link('https://$leaf/').message:find('some browsers manage') and not link('https://$bare/').message:find('manage')
	and not link('https://$whole/').message:find('manage')"
is "$(grep -cE ' (GET|HEAD) (good|self|wrong|expired|old) ' "$tmp/log")" 0 \
	"nothing is ever asked without a good certificate"
# with the test's own authority in the place of the system's
bundle=/etc/ssl/certs/ca-certificates.crt
trusting() { # check-links with that authority
	unshare -m sh -c "mount --bind '$tmp/ca.pem' $bundle && exec '$govpub' check-links --all --json \
		--fresh --pace fast --timeout 3 $*" >"$tmp/out.json" 2>"$tmp/err" </dev/null 9>&-
	status=$?
}
if [ -f $bundle ] && unshare -m mount --bind "$tmp/ca.pem" $bundle 2>/dev/null; then
	trusting "http://$a/"
	verdicts <<-EOR
	https://$good/ ok -
	https://$wrong/ broken tls-name
	https://$expired/ broken tls-expired
	https://$leaf/ broken tls-chain
	https://$whole/ ok -
	EOR
	json "certificates of others are their business" '#r.findings == 0'
	trusting "https://$whole/"
	json "one of the own site that expires is a finding" '#r.findings == 1 and
		r.findings[1].rule == "site.certificate-expires" and r.findings[1].severity == "warning"
		and r.findings[1].evidence == "leaf.example" and r.findings[1].params.days >= 19 and r.findings[1].params.days <= 20'
	is "$status" 0 "a warning until the last week"
	trusting "https://$good/"
	json "then an error" 'r.findings[1].severity == "error"'
	is "$status" 1 "which the exit status tells"
	mkdir "$tmp/office"
	echo "return office { name = 'x', sites = { { url = 'https://$good/' } }, limits = { certificate_warning = 0, certificate_error = 0 } }" \
		>"$tmp/office/office.lua"
	trusting -C "$tmp/office" --rules none
	json "an office has its own limits" '#r.findings == 0'
else
	echo "# expired and wrong names need a mount namespace: left out"
fi
finish
