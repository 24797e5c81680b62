-- a request that is none
return adapter {
	id = "shape", title = "x",
	request = function(state, account) return { url = account.url, headers = { Host = "api.example.com" }, body = {} } end,
	parse = function() return {} end,
}
