--[[
一个适配器：怎样读取一个平台上的账号发布了什么。现在的内容可以直接使用：它读一个 JSON 清单，
地址就是 office.lua 里账号的 url。请改成自己需要的。改一次，试一次：

    govpub accounts test {id}
    govpub accounts read

在 office.lua 里写 adapter = "{id}" 的账号用它读取。手册：man govpub-adapters
--]]
return adapter {
	-- 编号，与文件的位置一致：adapters/{id}.lua
	id = "{id}",
	title = { zh = "本单位的适配器", en = "Adapter of the office" },

	-- 依据：V 与平台的正式文件核对过，M 凭记忆，D 本单位自己的
	mark = "D",

	-- 除账号自己的 url 以外，只能访问这些域名，凭据也只发给它们；凭据在请求里写 {secret.名称}
	--hosts = { "api.example.com" },
	--articles = { "www.example.com" }, -- 内容所在的域名
	--secrets = { "token" },

	-- 下一步取什么。state 起初是 nil，以后是 parse 返回的 state。
	request = function(state, account)
		if not account.url then return nil end
		return { url = account.url .. (state and "?page=" .. state.page or "") }
	end,

	-- 回答是什么意思。
	parse = function(response, state)
		local answer = json.decode(response.body)
		if response.status ~= 200 or type(answer) ~= "table" then
			return { problem = "平台回答 " .. response.status .. "，读不懂" }
		end
		local page, list = state and state.page or 1, {}
		for i, item in ipairs(answer.items or {}) do
			list[i] = { url = item.url, title = item.title, date = item.date }
		end
		return { articles = list, state = { page = page + 1 }, more = page < (answer.pages or 1) }
	end,

	-- 不用网络的测试：平台这样回答，应当得出什么。
	tests = {
		{ name = "一页", response = { url = "https://www.example.com/list.json",
			body = [=[{"pages":1,"items":[{"url":"/1","title":"通知","date":"2026-11-20 09:30"}]}]=] },
			finds = { { url = "https://www.example.com/1", title = "通知", date = "2026-11-20" } }, more = false },
		{ name = "后面还有", response = { body = [=[{"pages":3,"items":[]}]=] }, finds = 0, more = true, keeps = { page = 2 } },
		{ name = "出错", response = { status = 503, body = "busy" }, finds = 0, problem = "503" },
		{ name = "接着取", account = { url = "https://www.example.com/list.json" }, state = { page = 2 },
			asks = { url = "https://www.example.com/list.json?page=2" } },
	},
}
