-- the platform sends a request with a secret elsewhere
return adapter {
	id = "redirected", title = "x", hosts = { "api.example.com" },
	request = function() return { url = "https://api.example.com/away", headers = { Authorization = "{secret.key}" } } end,
	parse = function(response) return { articles = {}, problem = "followed" } end,
}
