-- never comes back
return adapter {
	id = "loop", title = "x",
	request = function() while true do end end,
	parse = function() return {} end,
}
