--[[
Adapters: a declaration goes in (govpub-adapters(7)), and what the program calls comes out.

  adapter.new(declaration, tools)   tools: decode(bytes, charset), feed(bytes, charset), in C

The program calls, each with one map, and with the body of a reply where there is one:
  form.request { state, account }                     { request = … } or {}
  form.parse({ state, account, response }, body, charset)
                                                      { articles, state, more, problem }
  form.tests {}                                       a list of { name, problem }; problem nil: it passed
What scripts return is checked by the program; here it only gets one form: addresses absolute, titles one
line, days "2026-11-23".
--]]
local day = require "adapter.day"

local adapter = {}

local TITLE <const> = 300 -- code points

local function line(s)
	s = text.trim((s:gsub("[%c%s]+", " ")))
	local cut = utf8.offset(s, TITLE + 1)
	return cut and s:sub(1, cut - 1) or s
end

local function tidy(list, base)
	if type(list) ~= "table" then return list end
	local out = {}
	for i, a in ipairs(list) do
		if type(a) ~= "table" then error(("articles[%d] is a %s, not a table"):format(i, type(a)), 0) end
		out[i] = {
			url = type(a.url) == "string" and (base and url.resolve(base, a.url) or text.trim(a.url)) or a.url,
			title = type(a.title) == "string" and line(a.title) or a.title,
			date = day.of(a.date),
			deleted = a.deleted,
		}
	end
	return out
end

-- What a script sees of a reply: its body as text, and as a feed where it is one.
local function seen(response, tools, body, charset)
	local out = {}
	for key, value in pairs(response or {}) do out[key] = value end
	if body then
		out.body = tools.decode(body, charset) or error("the body is longer than 4 MiB", 0)
		if body:find "^[\xEF\xBB\xBF%s]*<" then out.feed = tools.feed(body, charset) end
	end
	return out
end

local function called(declaration, tools)
	local form = {}
	function form.request(ask)
		if not declaration.request then return {} end
		return { request = declaration.request(ask.state, ask.account or {}) }
	end
	function form.parse(ask, body, charset)
		local response = seen(ask.response, tools, body, charset)
		local got = declaration.parse(response, ask.state, ask.account or {})
		if type(got) ~= "table" then error(("parse() returns a %s, not a table"):format(type(got)), 0) end
		local out = {}
		for key, value in pairs(got) do out[key] = value end
		if out.problem ~= nil and type(out.problem) == "string" then out.problem = line(out.problem) end
		out.articles = tidy(out.articles or {}, response.url)
		return out
	end
	return form
end

--- tests

local function shown(v)
	if type(v) ~= "table" then return tostring(v) end
	local ok, s = pcall(json.encode, v)
	return ok and s or "?"
end

-- whether all that is wanted is there: of maps the keys that are named, of lists every item
local function holds(got, want)
	if type(want) ~= "table" then return got == want end
	if type(got) ~= "table" then return false end
	if #want > 0 and #got ~= #want then return false end
	for key, value in pairs(want) do
		if not holds(got[key], value) then return false end
	end
	return true
end

local function problem_of(form, test)
	local ask = { state = test.state, account = test.account }
	if test.asks ~= nil then
		local got = form.request(ask).request or false
		if not holds(got, test.asks) then return ("asks %s, not %s"):format(shown(got), shown(test.asks)) end
	end
	local response = test.response
	if not response then return end
	ask.response = { status = response.status or 200, url = response.url, headers = response.headers or {},
		document = response.document }
	local got = form.parse(ask, response.body, response.charset or "")
	local finds = test.finds
	if type(finds) == "number" then
		if #got.articles ~= finds then return ("finds %d articles, not %d: %s"):format(#got.articles, finds, shown(got.articles)) end
	elseif finds and not (holds(got.articles, finds) and #got.articles == #finds) then
		return ("finds %s, not %s"):format(shown(got.articles), shown(finds))
	end
	if test.more ~= nil and (got.more or false) ~= test.more then return ("more is %s"):format(got.more) end
	if (got.problem or false) ~= (test.problem or false) and not (test.problem and (got.problem or ""):find(test.problem, 1, true)) then
		return ("says %s, not %s"):format(got.problem or "nothing", test.problem or "nothing")
	end
	if test.keeps ~= nil and not holds(got.state, test.keeps) then return ("keeps %s, not %s"):format(shown(got.state), shown(test.keeps)) end
end

local function tested(form, tests)
	return function()
		local out = {}
		for i, test in ipairs(tests or {}) do
			local ok, problem = pcall(problem_of, form, test)
			if not ok then problem = type(problem) == "string" and problem or "it raised no message" end
			out[i] = { name = test.name or tostring(i), problem = problem }
		end
		return out
	end
end

function adapter.new(declaration, tools)
	if type(declaration.parse) ~= "function" then error("parse must be a function", 0) end
	if declaration.request == nil and declaration.reads ~= "file" then error("request must be a function, or reads = \"file\"", 0) end
	local out = {}
	for key, value in pairs(declaration) do out[key] = value end
	local form = called(declaration, tools)
	out.request, out.parse, out.tests = form.request, form.parse, tested(form, declaration.tests)
	return out
end

return adapter
