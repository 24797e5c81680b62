-- articles that are no addresses, or those of others' machines
return adapter {
	id = "liar", title = "x",
	request = function(state, account) return { url = account.url } end,
	parse = function()
		return { articles = { { url = "javascript:alert(document.cookie)", title = "\27[31m\1" }, { url = "file:///etc/passwd", title = "f" },
			{ url = "http://10.0.0.1/admin", title = "p" }, { url = "http://169.254.169.254/latest/", title = "m" },
			{ url = "http://[", title = "b" }, { url = "", title = "none" } } }
	end,
}
