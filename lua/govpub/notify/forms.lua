--[[
A summary as a message: words for people, and the bodies that the robots of chats take.

  forms.text(s, most)     lines of plain text, at most `most` bytes (nil: as long as they are)
  forms.names             { json = …, wecom = …, dingtalk = …, feishu = … }, each
                          { request = function(s, url, secret) → url, body, headers
                            said_no = function(answer) → nil, or code and words, of a decoded answer; nil: not looked at
                            signs = false when a secret has no use }

Requests are made anew for each attempt, because signatures have the time in them.
--]]
local json = require "govpub.json"
local say = require "govpub.say"
local webhook = require "govpub.webhook"

local forms = { names = {} }

local CHAT_MAX = 2000 -- bytes: WeCom takes 2048, the others more
local PART_MAX = 400 -- of an address or a sentence: a long one shall not crowd out the others
local FIXED_SHOWN = 3

-- --- words

local function given(v) return v ~= json.null and v ~= "" and v or nil end

local function what(problem)
	return problem.kind == "link" and say.text(problem.verdict == "danger" and "verdict.danger" or "verdict.broken")
		or problem.rule
end

-- at the end of a character
local function cut(words, most)
	if not most or #words <= most then return words end
	return words:sub(1, utf8.offset(words, 0, most - 2) - 1) .. "…"
end

-- files of a folder as paths
local function shown_address(url)
	return cut((given(url) or ""):gsub("^http://folder%.invalid/", ""), PART_MAX)
end

-- mails and chats make links of addresses; nobody shall follow one that does harm
local function disarmed(url)
	return (url:gsub("^(%a[%w+.-]*://)([^/?#]*)", function(scheme, host) return scheme .. host:gsub("%.", "[.]") end))
end

local function problem_lines(i, problem)
	local url, page = shown_address(problem.url or problem.page), shown_address(problem.page)
	local at = { n = i, what = what(problem), url = problem.verdict == "danger" and disarmed(url) or url,
		message = cut(given(problem.message) or "", PART_MAX), page = page,
		line = given(problem.line) or 1, owner = given(problem.owner) or given(problem.column) or "",
		fix = cut(given(problem.fix) or "", PART_MAX) }
	local lines = { say.text("notify.problem", say.shown(at)), say.text("notify.message", say.shown(at)) }
	if page ~= "" then
		lines[#lines + 1] = say.text(at.owner ~= "" and "notify.place-owner" or "notify.place", say.shown(at))
	end
	if at.fix ~= "" then lines[#lines + 1] = say.text("notify.fix", say.shown(at)) end
	return table.concat(lines, "\n") .. "\n"
end

local function changed_head(s)
	local params = say.shown { new = s.new, fixed = s.fixed, still = s.still, total = s.counts.total or 0,
		started = given(s.run.started) or "" }
	local head = say.text(s.first and "notify.first" or "notify.figures", params) .. "\n"
	if s.run.state == "budget" then head = head .. say.text("notify.partial") .. "\n" end
	return head
end

local function changed_tail(s, shown)
	local tail = ""
	if s.new > shown then tail = say.text("notify.more", { n = s.new - shown }) .. "\n" end
	for i = 1, math.min(#s.fixed_links, FIXED_SHOWN) do
		tail = tail .. say.text("notify.fixed", say.shown { url = shown_address(s.fixed_links[i]) }) .. "\n"
	end
	return tail
end

local reasons = { [2] = "notify.failed-usage", [3] = "notify.failed-refused", [6] = "notify.failed-locked",
	[7] = "notify.failed-damaged", [8] = "notify.failed-system" }

local function failed(s)
	local said = {}
	for line in (s.said .. "\n"):gmatch("([^\n]*)\n") do
		if line ~= "" then said[#said + 1] = "  " .. say.shown { line = line }.line end
	end
	local reason = say.text(reasons[s.status] or "notify.failed-other")
	return say.text("notify.failed", { status = s.status, reason = reason }) .. "\n" .. table.concat(said, "\n") .. "\n"
end

-- whole problems while there is room for them and for what comes after
local function changed(s, most)
	local body, shown = changed_head(s), 0
	for i, problem in ipairs(s.problems) do
		local more = problem_lines(i, problem)
		if most and #body + #more + #changed_tail(s, i) > most then break end
		body, shown = body .. more, i
	end
	return body .. changed_tail(s, shown)
end

function forms.text(s, most)
	local whose = given(s.office) or given(s.run and s.run.seed) or ""
	local title = say.text("notify.title", say.shown { office = whose }):gsub(" $", "") .. "\n"
	local room = most and most - #title
	local body = s.event == "changed" and changed(s, room) or s.event == "failed" and failed(s)
		or say.text("notify.recovered") .. "\n"
	return cut(title .. body, most)
end

-- in chats "<" may begin a tag that calls everybody
local function chat_text(s)
	return cut(forms.text(s, CHAT_MAX):gsub("<", "＜"):gsub("\n$", ""), CHAT_MAX)
end

-- --- bodies

local JSON_TYPE = "Content-Type: application/json; charset=utf-8"

local function hex(bytes)
	return (bytes:gsub(".", function(c) return ("%02x"):format(c:byte()) end))
end

forms.names.json = { request = function(s, url, secret)
	local body, now = json.encode(s), os.time()
	local headers = { JSON_TYPE, ("X-Govpub-Timestamp: %d"):format(now),
		-- the same for every attempt, so that a receiver can tell a message it has got before
		"X-Govpub-Delivery: " .. hex(webhook.hmac("govpub-delivery", body)):sub(1, 32) }
	if secret then
		headers[#headers + 1] = "X-Govpub-Signature: sha256=" .. hex(webhook.hmac(secret, ("%d.%s"):format(now, body)))
	end
	return url, body, headers
end }

local function errcode(answer)
	if answer.errcode ~= 0 then return answer.errcode, answer.errmsg end
end

forms.names.wecom = { signs = false, said_no = errcode, request = function(s, url)
	return url, json.encode { msgtype = "text", text = { content = chat_text(s) } }, { JSON_TYPE }
end }

local function escaped(bytes)
	return (bytes:gsub("[^%w]", function(c) return ("%%%02X"):format(c:byte()) end))
end

forms.names.dingtalk = { said_no = errcode, request = function(s, url, secret)
	if secret then
		local now = ("%d000"):format(os.time())
		url = ("%s%stimestamp=%s&sign=%s"):format(url, url:find("?", 1, true) and "&" or "?", now,
			escaped(webhook.base64(webhook.hmac(secret, now .. "\n" .. secret))))
	end
	return url, json.encode { msgtype = "text", text = { content = chat_text(s) } }, { JSON_TYPE }
end }

local function feishu_code(answer)
	local code = answer.code or answer.StatusCode
	if code ~= 0 then return code, answer.msg or answer.StatusMessage end
end

forms.names.feishu = { said_no = feishu_code, request = function(s, url, secret)
	local message = { msg_type = "text", content = { text = chat_text(s) } }
	if secret then
		message.timestamp = ("%d"):format(os.time())
		message.sign = webhook.base64(webhook.hmac(message.timestamp .. "\n" .. secret, ""))
	end
	return url, json.encode(message), { JSON_TYPE }
end }

return forms
