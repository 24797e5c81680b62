--[[
An adapter: how to read what an account on a platform published. It works as it is: it reads a list in JSON whose
address is the url of the account in office.lua. Make it what you need. Change a little, try it:

    govpub accounts test {id}
    govpub accounts read

Accounts of office.lua with adapter = "{id}" are read by it. Manual: man govpub-adapters
--]]
return adapter {
	-- As the file lies: adapters/{id}.lua
	id = "{id}",
	title = { zh = "本单位的适配器", en = "Adapter of the office" },

	-- What its knowledge rests on: V verified against a text of the platform, M from memory, D the office's own
	mark = "D",

	-- The only hosts that are asked, and that secrets are sent to, besides that of the account's own url; a request
	-- has {secret.NAME} where a secret belongs
	--hosts = { "api.example.com" },
	--articles = { "www.example.com" }, -- where the articles lie
	--secrets = { "token" },

	-- What to ask for next. state is nil at first, and then what parse returned.
	request = function(state, account)
		if not account.url then return nil end
		return { url = account.url .. (state and "?page=" .. state.page or "") }
	end,

	-- What the answer means.
	parse = function(response, state)
		local answer = json.decode(response.body)
		if response.status ~= 200 or type(answer) ~= "table" then
			return { problem = "the platform answers " .. response.status .. ", which is no list" }
		end
		local page, list = state and state.page or 1, {}
		for i, item in ipairs(answer.items or {}) do
			list[i] = { url = item.url, title = item.title, date = item.date }
		end
		return { articles = list, state = { page = page + 1 }, more = page < (answer.pages or 1) }
	end,

	-- Without a network: when the platform answers so, this shall come of it.
	tests = {
		{ name = "one page", response = { url = "https://www.example.com/list.json",
			body = [=[{"pages":1,"items":[{"url":"/1","title":"Notice","date":"2026-11-20 09:30"}]}]=] },
			finds = { { url = "https://www.example.com/1", title = "Notice", date = "2026-11-20" } }, more = false },
		{ name = "there is more", response = { body = [=[{"pages":3,"items":[]}]=] }, finds = 0, more = true, keeps = { page = 2 } },
		{ name = "an error", response = { status = 503, body = "busy" }, finds = 0, problem = "503" },
		{ name = "the next page", account = { url = "https://www.example.com/list.json" }, state = { page = 2 },
			asks = { url = "https://www.example.com/list.json?page=2" } },
	},
}
