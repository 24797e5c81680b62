#!/bin/sh
# what portals really do, and browsers put up with: none of it is a broken link
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
log-header Cookie
path /
  body <h1>Home</h1> <a href="##">1</a> <a href="###">1</a> <a href="#;">1</a> <a href="#none">1</a>
  body <a href="#NoGo">1</a> <a href="#this">1</a> <a href="#javascript:">1</a> <a href="#nothing">1</a>
  body <a href="/coding-none">1</a> <a href="/coding-charset">1</a>
  body <a href="/session">1</a> <a href="/session-more">1</a> <a href="/check">1</a>
  body <a href="/list;jsessionid=A1?page=1">1</a> <a href="/list;jsessionid=B2?page=1">1</a>
  body <a href="/list;JSESSIONID=C3?page=2">1</a> <a href="/number">1</a>
path /session
  times 1
  location /session
  header Set-Cookie: sid=7; path=/; HttpOnly
  header Set-Cookie: node=n1
path /session*
  body <p>in</p>
path /check
  location /checked
  header Set-Cookie: sid=7
path /checked
  location /check
path /list*
  body <p>list</p>
path /number
  location /number;jsessionid=D4
path /number;*
  body <p>number</p>
path /coding-none
  header Content-Encoding: none
  body <p>readable</p> <a href="/from-none">1</a>
path /coding-charset
  header Content-Encoding: utf-8
  body <p>readable</p> <a href="/from-charset">1</a>
EOS
check --all --pace fast --timeout 2 "http://$a/"
json "placeholders for scripts are no broken fragments" 'broken{"#nothing", "/from-none", "/from-charset"}'
verdicts <<EOR
/coding-none ok -
/coding-charset ok -
EOR
verdicts <<EOR
/session ok -
/session-more ok -
/check blocked challenge
/number ok -
EOR
ok "a page that redirects to itself gets its cookies back" grep -qE 'GET a /session .*sid=7; node=n1' "$tmp/log"
is "$(requests 'a /list')" 2 "a session number in the path makes no new page"
is "$(requests 'a /coding-charset')" 2 "a page in an unknown coding is asked for once more, without codings"
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <h1>Home</h1> <a href="/user/orders">1</a> <a href="/there">1</a>
  body <form action="/send" method="post"></form>
path /user/*
  location /login?from=home
path /govpub-*
  location /login?from=home
path /there
  body there
path /login
  body <form action="/login"><input name="who"></form>
path /send
  status 405
EOS
check --all --pace fast "http://$a/"
verdicts <<EOR
/user/orders blocked login-401
/there ok -
/send blocked waf
EOR
finish
