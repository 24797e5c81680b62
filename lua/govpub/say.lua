--[[
What a verb says: sentences in the user's language, and the ways to end with an error.

  say.text(id, params)         the sentence of messages/, {name} replaced by params.name
  say.line(id, params)         the same as a line on standard output, params as say.shown() has them
  say.shown(params)            a copy of them, in which nothing draws on a terminal: they come from files of others
  say.fill(text, params)       any text, {name} replaced by params.name, {name|one|several} by `one` where that is 1, else by
                               `several`; params may be nil
  say.language                 "zh" or "en"
  say.choose { zh=…, en=… }    the text in the user's language; a plain string is itself
  say.fail(code, english, …)   ends the verb; the code gives the exit status: usage notfound (2),
                               denied (3), script (5), conflict (6), integrity (7), io (8)
  say.fail_system(errno, english, …)   the same with code io, and the system's reason added

`english` is a format of string.format; its Chinese is in errors/ (tests/lint/errors.t).
--]]
local words = require "govpub.words"

local say = { language = words.language }

function say.fill(text, params)
	params = params or {}
	return (text:gsub("{([%w-]+)([^{}]*)}", function(name, choice)
		local value = params[name]
		if not value or choice == "" then return value end
		local one, several = choice:match "^|([^|]*)|([^|]*)$"
		return tostring(value) == "1" and one or several
	end))
end

function say.text(id, params)
	return say.fill(words.text(id), params)
end

function say.shown(params)
	local shown = {}
	for name, value in pairs(params or {}) do
		shown[name] = type(value) == "string" and words.show(value) or value
	end
	return shown
end

function say.line(id, params)
	io.write(say.text(id, say.shown(params)), "\n")
end

function say.choose(texts)
	return type(texts) == "table" and (texts[say.language] or texts.zh or texts.en) or texts
end

function say.fail(code, english, ...)
	words.fail(code, words.format(english):format(...))
end

function say.fail_system(errno, english, ...)
	words.fail("io", words.format(english):format(...), errno)
end

return say
