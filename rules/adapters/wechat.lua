--[[
微信公众号：经公众平台的接口取已发布的文章。凭据文件里写 appid=… 和 appsecret=…；服务器的公网地址要先写进
公众平台的 IP 白名单。接口的形状凭记忆录入（M）：stable_token 换凭证，freepublish/batchget 列出已发布文章，
使用前请对照微信官方文档。只列“发布”的文章；“群发”的在另一个接口里，这里不读。
WeChat official accounts, through the platform's interface; its shapes are from memory.
--]]
local day = require "adapter.day"

local PAGE <const> = 20 -- the most that one request gives
local words = {
	[40001] = "appsecret 不对，或者凭证已失效", [40013] = "appid 不对", [40125] = "appsecret 不对",
	[40164] = "本机的公网地址不在公众平台的 IP 白名单里", [45009] = "今天的接口次数用完了",
	[48001] = "这个公众号没有这个接口的权限（要认证）",
}

-- what the platform says went wrong, or nil
local function refusal(response, answer)
	if response.status ~= 200 then return ("微信接口回答 %d"):format(response.status) end
	if type(answer) ~= "table" then return "微信接口的回答读不懂" end
	local code = math.tointeger(answer.errcode or 0) or 0
	if code == 0 then return nil end
	return ("%s（微信错误码 %d）"):format(words[code] or "微信接口拒绝了请求", code)
end

local function articles_of(answer)
	local out = {}
	for _, item in ipairs(type(answer.item) == "table" and answer.item or {}) do
		local content = type(item.content) == "table" and item.content or {}
		for _, news in ipairs(type(content.news_item) == "table" and content.news_item or {}) do
			out[#out + 1] = { url = news.url, title = news.title, deleted = news.is_deleted == true or nil,
				date = content.create_time or item.update_time }
		end
	end
	return out
end

-- Whether all of them are older than what is asked for.
local function all_before(articles, since)
	for _, a in ipairs(articles) do
		local date = day.of(a.date)
		if not since or not date or date >= since then return false end
	end
	return #articles > 0
end

return adapter {
	id = "wechat",
	platform = "wechat",
	title = { zh = "微信公众号接口", en = "WeChat official accounts" },
	mark = "M",
	hosts = { "api.weixin.qq.com" },
	articles = { "mp.weixin.qq.com" },
	secrets = { "appid", "appsecret" },

	request = function(state)
		if not state then
			return { url = "https://api.weixin.qq.com/cgi-bin/stable_token", method = "POST",
				headers = { ["Content-Type"] = "application/json" },
				body = [[{"grant_type":"client_credential","appid":"{secret.appid}","secret":"{secret.appsecret}"}]] }
		end
		return { url = "https://api.weixin.qq.com/cgi-bin/freepublish/batchget?access_token=" .. state.token, method = "POST",
			headers = { ["Content-Type"] = "application/json" },
			body = ([[{"offset":%d,"count":%d,"no_content":1}]]):format(state.offset, PAGE) }
	end,

	parse = function(response, state, account)
		local answer = json.decode(response.body)
		local problem = refusal(response, answer)
		if problem then return { problem = problem } end
		if not state then
			local token = answer.access_token
			if type(token) ~= "string" or not token:find "^[%w_-]+$" then return { problem = "微信接口没有给凭证" } end
			return { state = { token = token, offset = 0 }, more = true }
		end
		local articles = articles_of(answer)
		local count = math.tointeger(answer.item_count or 0) or 0
		local next, total = state.offset + count, math.tointeger(answer.total_count or 0) or 0
		return { articles = articles, state = { token = state.token, offset = next },
			more = count > 0 and next < total and not all_before(articles, account.since) }
	end,

	tests = {
		{ name = "先换凭证", asks = { method = "POST", url = "https://api.weixin.qq.com/cgi-bin/stable_token" } },
		{ name = "记住凭证", response = { body = [[{"access_token":"T_1-a","expires_in":7200}]] }, finds = 0, more = true,
			keeps = { token = "T_1-a", offset = 0 } },
		{ name = "再列文章", state = { token = "T", offset = 20 },
			asks = { url = "https://api.weixin.qq.com/cgi-bin/freepublish/batchget?access_token=T", body = [[{"offset":20,"count":20,"no_content":1}]] } },
		{ name = "一次发布里有几篇", state = { token = "T", offset = 0 }, response = { body = [=[{"total_count":1,"item_count":1,"item":
			[{"article_id":"a","update_time":1793664000,"content":{"create_time":1793664000,"news_item":[
			{"title":"甲","url":"https://mp.weixin.qq.com/s/a","is_deleted":false},{"title":"乙","url":"https://mp.weixin.qq.com/s/b","is_deleted":true}]}}]}]=] },
			finds = { { title = "甲", date = "2026-11-03" }, { title = "乙", deleted = true } }, more = false },
		{ name = "后面还有", state = { token = "T", offset = 0 }, response = { body = [=[{"total_count":50,"item_count":20,"item":[]}]=] },
			finds = 0, more = true, keeps = { offset = 20 } },
		{ name = "太早的不用再翻", state = { token = "T", offset = 0 }, account = { since = "2026-11-04" },
			response = { body = [=[{"total_count":50,"item_count":1,"item":[{"content":{"create_time":1793664000,"news_item":[{"title":"甲","url":"https://mp.weixin.qq.com/s/a"}]}}]}]=] },
			finds = 1, more = false },
		{ name = "白名单", response = { body = [[{"errcode":40164,"errmsg":"invalid ip"}]] }, finds = 0, problem = "IP 白名单" },
		{ name = "不是 JSON", response = { body = "<html>" }, finds = 0, problem = "读不懂" },
		{ name = "总数说谎也会停", state = { token = "T", offset = 0 }, response = { body = [=[{"total_count":9999999,"item_count":0,"item":[]}]=] },
			finds = 0, more = false },
	},
}
