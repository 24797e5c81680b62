-- a secret for a host that it does not declare
return adapter {
	id = "exfiltrate", title = "x", hosts = { "api.example.com" }, secrets = { "key" },
	request = function(state, account) return { url = account.url .. "?k={secret.key}" } end,
	parse = function() return {} end,
}
