--[[
notify - tells a person, a chat or a program what a link check found that was not known before.

Nothing is sent when there is nothing to tell, so it can stand behind every check.
--]]
local deliver = require "govpub.notify.deliver"
local folder = require "govpub.folder"
local forms = require "govpub.notify.forms"
local offices = require "govpub.office"
local options = require "govpub.options"
local say = require "govpub.say"
local summary = require "govpub.notify.summary"
local webhook = require "govpub.webhook"

local SAID_MAX = 2000 -- bytes of what a failed check said
local SECRET = "GOVPUB_WEBHOOK_SECRET"

local function number(given, option, otherwise, low, high)
	local word = given[option]
	if not word then return otherwise end
	local n = word:match("^%d+$") and math.tointeger(tonumber(word))
	if not n or n < low or n > high then
		say.fail("usage", "%s: '%s' is not a whole number from %d to %d", option, word, low, high)
	end
	return n
end

local function office_of(given)
	local start = given["-C"] or "."
	local dir = folder.office(start)
	if not dir and given["-C"] then
		say.fail("notfound", "%s: there is no office.lua here or above; govpub init DIR makes an office", start)
	end
	return dir and offices.read(dir)
end

local function open(name)
	if name == "-" then return io.stdin end
	local file, _, errno = io.open(name, "rb")
	return file or say.fail_system(errno, "%s: cannot be read", name)
end

-- the end of what it said is where the reason stands
local function end_of(words)
	words = words:gsub("[^\n\32-\126\128-\255]", " ")
	if not utf8.len(words) then words = words:gsub("[\128-\255]", "?") end
	if #words > SAID_MAX then words = "…" .. words:sub(utf8.offset(words, 0, #words - SAID_MAX)) end
	return words
end

local function summary_of(given, name, office)
	local event = { schema = 1, office = office and office.name or nil, time = os.date("!%Y-%m-%dT%H:%M:%SZ") }
	if given["--recovered"] then
		event.event = "recovered"
	elseif given["--failed"] then
		event.event, event.status = "failed", number(given, "--failed", nil, 1, 255)
		event.said = end_of(open(name):read("a") or "")
	else
		return summary.read(open(name), name, office)
	end
	return event
end

local function secret_of(given, form)
	local secret = given["--secret-file"] and webhook.secret(given["--secret-file"]) or os.getenv(SECRET)
	if secret == "" then secret = nil end
	if secret and form.signs == false and given["--secret-file"] then
		say.fail("usage", "--secret-file: robots of this form sign nothing; their address is the secret")
	end
	return secret
end

local function address_of(word)
	if word:sub(1, 1) ~= "@" then return word end
	return webhook.secret(word:sub(2))
end

local function check_words(given, operands)
	if #operands < 1 or #operands > 2 then
		say.fail("usage", "notify sends to one address: govpub notify URL [REPORT]")
	end
	if given["--failed"] and given["--recovered"] then
		say.fail("usage", "--failed and --recovered exclude each other")
	end
	local name = given["--form"] or "json"
	return forms.names[name] or say.fail("usage", "--form: '%s' is none of json, wecom, dingtalk, feishu", name)
end

return function(args)
	local given, operands = options.read(args, {
		usage = "govpub notify [-C DIR] [--attempts N] [--failed STATUS] [--form FORM] [--lang LANG] "
			.. "[--recovered] [--secret-file FILE] [--timeout SECONDS] URL|@FILE|- [REPORT]",
		"-C DIR", "--attempts N", "--failed STATUS", "--form FORM", "--lang LANG", "--recovered", "--secret-file FILE",
		"--timeout SECONDS",
	})
	if not given then return end
	local form = check_words(given, operands)
	local to = { attempts = number(given, "--attempts", 4, 1, 10), timeout = number(given, "--timeout", 20, 1, 600) }
	local s = summary_of(given, operands[2] or "-", office_of(given))
	if operands[1] == "-" then
		if summary.anything(s) then io.write(forms.text(s)) end
		return
	end
	-- wrong words and secrets that lie open are said before the night when something has to be told
	to.url, to.secret = address_of(operands[1]), secret_of(given, form)
	if summary.anything(s) then deliver(form, s, to) end
end
