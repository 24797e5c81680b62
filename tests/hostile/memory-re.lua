-- class: memory
-- expect: error the pattern|memory
-- a pattern that has to remember where it has been, over a long text
local s = ("ab"):rep(2000000)
return text.re "(?:(a)|(b))*[cd]":test(s)
