#!/bin/sh
# what portals really do, and browsers put up with: none of it is a broken link
. tests/lib/e2e.sh
setup
start_server <<'EOS'
listen a 127.0.0.1
path /
  body <h1>Home</h1> <a href="##">1</a> <a href="###">1</a> <a href="#;">1</a> <a href="#none">1</a>
  body <a href="#NoGo">1</a> <a href="#this">1</a> <a href="#javascript:">1</a> <a href="#nothing">1</a>
  body <a href="/coding-none">1</a> <a href="/coding-charset">1</a> <a href="/coding-untrue">1</a>
path /coding-none
  header Content-Encoding: none
  body <p>readable</p> <a href="/from-none">1</a>
path /coding-charset
  header Content-Encoding: utf-8
  body <p>readable</p> <a href="/from-charset">1</a>
path /coding-untrue
  header Content-Encoding: gzip
  body <p>readable</p> <a href="/from-untrue">1</a>
EOS
check --all --pace fast --timeout 2 "http://$a/"
json "placeholders for scripts are no broken fragments" 'broken{"#nothing", "/from-none", "/from-charset", "/from-untrue"}'
verdicts <<EOR
/coding-none ok -
/coding-charset ok -
/coding-untrue ok -
EOR
is "$(requests 'a /coding-untrue')" 2 "a page in a false coding is asked for once more, without codings"
finish
