-- the same in a header, with a declared host in the query
return adapter {
	id = "exfiltrate-header", title = "x", hosts = { "api.example.com" },
	request = function(state, account)
		return { url = account.url .. "?host=api.example.com", headers = { ["X-Api-Key"] = "{secret.key}" } }
	end,
	parse = function() return {} end,
}
