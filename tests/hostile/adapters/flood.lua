-- more articles at once than anybody publishes
return adapter {
	id = "flood", title = "x",
	request = function(state, account) return { url = account.url } end,
	parse = function()
		local list = {}
		for i = 1, 50000 do list[i] = { url = "/" .. i } end
		return { articles = list }
	end,
}
