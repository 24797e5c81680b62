--[[
新浪微博：经开放平台的 statuses/user_timeline 取账号发的微博。凭据文件里写 token=…（应用授权得到的 access_token），
office.lua 里账号的 id 写用户编号（uid，数字）。接口的形状凭记忆录入（M），使用前请对照官方文档；
开放平台只给授权用户自己的时间线，所以令牌要由这个账号授权。
Sina Weibo, through the timeline of its open platform; its shapes are from memory.
--]]
local day = require "adapter.day"

local PAGE <const> = 100
local digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

-- The address of a post names its number in another base, seven decimal digits as four.
local function short_form(id)
	local out = ""
	while #id > 0 do
		local n, piece = math.tointeger(tonumber(id:sub(-7))), ""
		id = id:sub(1, -8)
		repeat
			piece = digits:sub(n % 62 + 1, n % 62 + 1) .. piece
			n = n // 62
		until n == 0
		out = (#id > 0 and ("0"):rep(4 - #piece) or "") .. piece .. out
	end
	return out
end

local function title_of(status)
	local s = tostring(status.text or ""):gsub("<[^>]*>", ""):gsub("https?://%S+", "")
	local book = s:match "【(.-)】"
	s = text.trim(book and #book > 0 and book or s)
	local cut = utf8.len(s) and utf8.offset(s, 61)
	return cut and s:sub(1, cut - 1) or s
end

local function number(id)
	id = type(id) == "number" and ("%d"):format(id) or id
	return type(id) == "string" and id:match "^%d+$" or nil
end

return adapter {
	id = "weibo",
	platform = "weibo",
	title = { zh = "新浪微博接口", en = "Sina Weibo" },
	mark = "M",
	hosts = { "api.weibo.com" },
	articles = { "weibo.com", "m.weibo.cn" },
	secrets = { "token" },

	request = function(state, account)
		local uid = number(account.id)
		if not uid then return nil end
		return { url = ("https://api.weibo.com/2/statuses/user_timeline.json?access_token={secret.token}&uid=%s&count=%d&page=%d")
			:format(uid, PAGE, state and state.page or 1) }
	end,

	parse = function(response, state, account)
		local answer = json.decode(response.body)
		if type(answer) ~= "table" then return { problem = ("微博接口的回答读不懂（%d）"):format(response.status) } end
		if answer.error_code then
			return { problem = ("微博接口拒绝了请求（错误码 %s）"):format(tostring(answer.error_code)) }
		end
		local articles, old = {}, 0
		for _, status in ipairs(type(answer.statuses) == "table" and answer.statuses or {}) do
			local id, uid = number(status.idstr or status.mid or status.id), number(account.id)
			if id and uid then
				local date = day.of(status.created_at)
				articles[#articles + 1] = { url = ("https://weibo.com/%s/%s"):format(uid, short_form(id)), title = title_of(status),
					date = status.created_at, deleted = tostring(status.deleted or "0") == "1" or nil }
				if date and account.since and date < account.since then old = old + 1 end
			end
		end
		local page = state and state.page or 1
		local total = math.tointeger(answer.total_number or 0) or 0
		return { articles = articles, state = { page = page + 1 },
			more = #articles > 0 and old < #articles and page * PAGE < total }
	end,

	tests = {
		{ name = "照编号问", account = { id = "123" }, asks = { url = "https://api.weibo.com/2/statuses/user_timeline.json?access_token={secret.token}&uid=123&count=100&page=1" } },
		{ name = "没有编号不问", account = {}, asks = false },
		{ name = "微博的地址和日期", account = { id = "123" }, response = { body = [=[{"total_number":1,"statuses":[{"created_at":"Mon Nov 23 00:30:00 +0800 2026",
			"idstr":"3501756485200075","text":"【通知】全文 http://t.cn/a"}]}]=] },
			finds = { { title = "通知", date = "2026-11-23", url = "https://weibo.com/123/z0JH2lOMb" } }, more = false },
		{ name = "后面还有", account = { id = "123" }, response = { body = [=[{"total_number":250,"statuses":[{"idstr":"1","text":"甲"}]}]=] },
			finds = 1, more = true, keeps = { page = 2 } },
		{ name = "令牌过期", response = { body = [[{"error":"expired_token","error_code":21327}]] }, finds = 0, problem = "21327" },
	},
}
