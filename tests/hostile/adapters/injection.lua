-- a line end in a header makes another request
return adapter {
	id = "injection", title = "x",
	request = function(state, account) return { url = account.url, headers = { X = "a\r\nHost: evil.example" } } end,
	parse = function() return {} end,
}
