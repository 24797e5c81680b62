-- a machine of the own network, named as one of its hosts
return adapter {
	id = "private", title = "x", hosts = { "127.0.0.1", "localhost", "169.254.169.254" },
	request = function(state, account) return { url = "https://127.0.0.1/" } end,
	parse = function() return {} end,
}
