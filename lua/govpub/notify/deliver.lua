--[[
One message, sent until somebody has taken it or it makes no sense to go on.

  deliver(form, s, { url =, secret =, attempts =, timeout = })   form of forms.lua, s the summary

Tried again: no answer, 429 and 5xx, after 1, 5, 15, 30 … seconds or as long as the receiver says (at most a minute).
Not tried again: certificates, other refusals, redirects - nothing is sent to an address that nobody named.
Errors name the receiver by its origin only, for addresses of robots hold their key.
--]]
local json = require "govpub.json"
local say = require "govpub.say"
local webhook = require "govpub.webhook"

local WAITS = { 1, 5, 15, 30 }
local WAIT_MAX = 60
-- the connection may not have come about, or the answer was lost
local passing = { dns = true, refused = true, reset = true, timeout = true, truncated = true, ["empty-reply"] = true }

local function origin(url)
	local scheme, authority = url:match("^(%a[%w+.-]*://)([^/?#\\]*)")
	return scheme and scheme .. authority:gsub("^.*@", "") or "?"
end

local function may_pass(r)
	return passing[r.failure] or r.failure == "" and (r.status == 429 or r.status >= 500)
end

local function wait_before(attempt, r)
	return math.min(math.max(WAITS[attempt] or WAIT_MAX, r.retry_after or 0), WAIT_MAX)
end

-- what a robot says inside of a fine answer
local function check_answer(form, r, place)
	if not form.said_no then return end
	local answer = json.decode(r.body or "")
	if type(answer) ~= "table" then
		say.fail("io", "%s: not delivered: the answer is not that of such a robot; see --form", place)
	end
	local code, words = form.said_no(answer)
	if code ~= nil then
		say.fail("io", "%s: not delivered: the robot answers %s: %s", place, tostring(code),
			type(words) == "string" and words:sub(1, 300) or "")
	end
end

return function(form, s, to)
	local place, r = origin(to.url), nil
	for attempt = 1, to.attempts do
		local url, body, headers = form.request(s, to.url, to.secret)
		r = webhook.post { url = url, body = body, headers = headers, timeout = to.timeout, answer = form.said_no ~= nil }
		if not may_pass(r) or attempt == to.attempts then break end
		webhook.wait(wait_before(attempt, r))
	end
	if r.failure ~= "" then
		say.fail("io", "%s: not delivered: %s (%s)", place, r.failure, r.detail)
	elseif r.status >= 300 and r.status < 400 then
		say.fail("io", "%s: not delivered: it redirects (%d); give the address where it leads", place, r.status)
	elseif r.status < 200 or r.status >= 400 then
		say.fail("io", "%s: not delivered: it answers %d", place, r.status)
	end
	check_answer(form, r, place)
end
