-- keeps more than it may
return adapter {
	id = "state", title = "x",
	request = function(state, account) return { url = account.url } end,
	parse = function() return { state = { ("x"):rep(100000) }, more = true } end,
}
