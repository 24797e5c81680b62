-- asks for ever, and every answer is one article more
return adapter {
	id = "endless", title = "x",
	request = function(state, account) return { url = account.url } end,
	parse = function(response, state)
		local n = state or 0
		return { articles = { { url = "/" .. n } }, state = n + 1, more = true }
	end,
}
