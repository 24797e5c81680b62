-- another port of the host that the office named
return adapter {
	id = "port", title = "x",
	request = function(state, account) return { url = account.id } end,
	parse = function() return {} end,
}
