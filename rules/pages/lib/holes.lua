-- Templates that nobody filled in, in what a page shows.
local place = require "place"

local holes = {}

local kinds = { { "{{", "{{%s*[%a_$][^{}\n]*}}" }, { "<%", "<%%[=@!]?[^%%\n]*%%>" }, { "${", "%${%s*[%a_][%w_%.%[%]]*%s*}" } }
local scripts = { "ng-app", "ng-controller", "new Vue(", "createApp(", "v-cloak", "v-for=", "v-if=", ":href=", "x-data",
	"angular.", "ms-controller", "Petite" }

-- Whether the source has any at all; most pages do not, and need no parsing for it.
function holes.possible(page)
	return page:contains("{{") or page:contains("<%") or page:contains("${")
end

-- Whether a script of the page fills them in the browser.
function holes.filled_by_script(page)
	for _, sign in ipairs(scripts) do
		if page:contains(sign) then return true end
	end
	return false
end

-- The first in title or text that is no sample of code, or nil.
function holes.first(page)
	for _, s in ipairs { page.title or "", page.text } do
		for _, kind in ipairs(kinds) do
			local found = s:find(kind[1], 1, true) and s:match(kind[2])
			if found then
				return not place.inside(page, "pre, code, kbd, samp, tt, textarea, var", found) and found or nil
			end
		end
	end
	return nil
end

return holes
