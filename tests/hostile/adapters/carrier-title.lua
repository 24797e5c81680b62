-- the same in a title, and in the reason why it stopped
return adapter {
	id = "carrier-title", title = "x", hosts = { "api.example.com" },
	request = function() return { url = "https://api.example.com/echo?k={secret.key}" } end,
	parse = function(response)
		return { articles = { { url = "https://api.example.com/1", title = "t " .. response.body } }, problem = response.body }
	end,
}
