-- Addresses that miss what was meant by a letter or a sign.
local spelling = {}

local meant = { "http", "https", "mailto", "javascript" }

-- Damerau's distance: one letter more, less, other, or two swapped. For short words.
local function distance(a, b)
	local d = {}
	for i = 0, #a do
		d[i] = { [0] = i }
		for k = 1, #b do
			if i == 0 then
				d[i][k] = k
			else
				local same = a:byte(i) == b:byte(k) and 0 or 1
				d[i][k] = math.min(d[i - 1][k - 1] + same, d[i - 1][k] + 1, d[i][k - 1] + 1)
				if i > 1 and k > 1 and a:byte(i - 1) == b:byte(k) and a:byte(i) == b:byte(k - 1) then
					d[i][k] = math.min(d[i][k], d[i - 2][k - 2] + 1)
				end
			end
		end
	end
	return d[#a][#b]
end

-- The scheme that was meant by this one; nil when it is one of them, or like none.
function spelling.scheme(name)
	if #name < 3 or #name > 14 then return nil end
	for _, word in ipairs(meant) do
		if name == word then return nil end
	end
	for _, word in ipairs(meant) do
		if distance(name, word) <= (#word < 6 and 1 or 2) then return word end
	end
	return nil
end

-- What an address was meant to be when its beginning is mistyped, else nil.
function spelling.address(raw)
	local head = raw:match("^%a+[^%w]*") or ""
	local s = text.fold(head) .. raw:sub(#head + 1)
	local scheme, sign, slashes, rest = s:lower():match("^(https?)([:;.,]*)(/*)():?")
	if not scheme then return nil end
	local typed = raw:sub(1, rest - 1):lower()
	if typed == scheme .. "://" and s:sub(rest, rest) ~= ":" then return nil end
	if (sign == "" and #slashes < 2) or (slashes == "" and sign ~= ":") then return nil end
	return scheme .. "://" .. s:sub(rest):gsub("^[:/]+", "")
end

return spelling
