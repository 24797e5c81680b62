--[[
The keys of each part of a declared register; those that are numbers are by position: { "key", "标签", type, … }.

  shapes.field     { [1] = true, …, required = true, … }, and so the others
--]]
local written = {
	register = "title alias law since number assigns fields states moves clocks checks hints views print import report public roles "
		.. "rename closed",
	field = "1 2 3 required unique default min max pattern pii secret frozen moved help since until header width",
	state = "1 2 initial final public law",
	move = "1 2 from to by not_by within after ask guard set effect print irrevocable batch law mark help",
	ask = "1 2 pii secret",
	clock = "1 2 3 on from to pause hold restart extend agreed stop stop_on over warn whose law mark since until only",
	pause = "rows from to where",
	extend = "1 move ask",
	check = "1 2 3 law title mark",
	hint = "1 2 same on similar at_least within count per fees law mark",
	view = "1 2 where cols sort",
	form = "1 2 template when copies values variants",
	variant = "1 2",
	import = "key header header_rows skip state dates",
	statistic = "1 2 3 law",
	public = "nothing when fields page index feed json",
	role = "1 moves edit see",
	rename = "state field value",
	count = "where of",
	sum = "where of",
	list = "where cols sort",
	crosstab = "where row col total new carried done left",
}

local shapes = {}
for name, keys in pairs(written) do
	shapes[name] = {}
	for key in keys:gmatch "%S+" do shapes[name][tonumber(key) or key] = true end
end

return shapes
