#!/usr/bin/env lua5.4
-- what verbs say: parameters, and the word for one or several
package.path = "lua/?.lua;tests/lib/?.lua;" .. package.path
package.preload["govpub.words"] = function() return { language = "en" } end
local say = require "govpub.say"
local n = 0
local function is(got, want, name)
	n = n + 1
	print(("%s %d - %s"):format(got == want and "ok" or "not ok", n, name))
	if got ~= want then print(("# got %s, want %s"):format(got, want)) end
end

is(say.fill("{n} of {name}", { n = 3, name = "{n}" }), "3 of {n}", "parameters are put in, and not read again")
is(say.fill("{n} {whom}", { n = 3 }), "3 {whom}", "unknown ones stay as written")
is(say.fill("{n}"), "{n}", "all of them where there are none")
for value, want in pairs { ["0"] = "0 rows are", ["1"] = "1 row is", ["2"] = "2 rows are", ["11"] = "11 rows are" } do
	is(say.fill("{n} {n|row is|rows are}", { n = value }), want, want)
	is(say.fill("{n} {n|row is|rows are}", { n = tonumber(value) }), want, want .. ", from a number")
end
is(say.fill("{n|a}{n|}{m|a|b}", { n = 1 }), "{n|a}{n|}{m|a|b}", "half choices and unknown ones stay as written")
is(say.fill("{name}", { name = "{n|a|b}", n = 1 }), "{n|a|b}", "nor is a choice read within a value")
print("1.." .. n)
