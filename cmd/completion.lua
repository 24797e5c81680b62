--[[
completion - what a shell runs to complete the words of govpub, and what that asks when Tab is pressed.
--]]
local options = require "govpub.options"
local say = require "govpub.say"
local shells = require "govpub.completion.shells"
local verbs = require "govpub.completion.verbs"

local MAX_WORDS = 1000

-- a line each: the word, a tab, what it is; one without a word says that files or folders may stand there
local function put_words(n, words)
	n = n:find "^%d+$" and #n < 5 and math.tointeger(tonumber(n))
	if not n or n < 1 or n > #words or #words > MAX_WORDS then say.fail("usage", "--words: the place of a word that is behind it is missing") end
	local found, kind = verbs.complete(words, n)
	for _, one in ipairs(found) do
		io.write(one[1], "\t", (one[2]:gsub("%c", " ")), "\n")
	end
	if kind then io.write("\t", kind, "\n") end
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub completion bash | zsh | fish\n       govpub completion --words N -- [WORD...]",
		"--words N",
	})
	if not given then return end
	if given["--words"] then return put_words(given["--words"], operands) end
	local script = #operands == 1 and shells[operands[1]]
	if not script then say.fail("usage", "completion: name a shell: bash, zsh or fish") end
	io.write(script)
end
