#!/bin/sh
# mail addresses and telephone numbers: what cannot work is broken, all else is left alone
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <a href="mailto:xxgk＠sh.gov.cn">1</a> <a href="mailto://a@b.example">2</a> <a href="MAILTO:xxgk.sh.gov.cn">3</a>
  body <a href="mailto:">4</a> <a href="tel:021-1234567x">5</a> <a href=" tel: ">6</a>
  body <a href="tel:12345678901234567">7</a> <a href="tel:+86-21-23111111">8</a> <a href="tel:021-23111111转8001">9</a>
  body <a href="tel:+44 20 7946 0000">10</a> <a href="mailto:?subject=x">11</a>
EOS
check --all "http://$a/"
verdicts <<EOR
mailto:xxgk＠sh.gov.cn broken malformed-url
mailto://a@b.example broken malformed-url
MAILTO:xxgk.sh.gov.cn broken malformed-url
mailto: broken malformed-url
tel:021-1234567x broken malformed-url
tel: broken malformed-url
tel:12345678901234567 broken malformed-url
EOR
json "each says why" "link('MAILTO:xxgk.sh.gov.cn').message:find('without @', 1, true) and
	link('mailto:xxgk＠sh.gov.cn').message:find('full-width', 1, true)"
json "and what to do" "link('tel:021-1234567x').fix:find('digits after tel:', 1, true)"
json "what may work is not listed" "not link('tel:+86-21-23111111') and not link('tel:021-23111111转8001') and
	not link('tel:+44 20 7946 0000') and not link('mailto:?subject=x')"
is "$status" 1 "they count as broken"
finish
