--[[
What docs.lua writes pages with: text out of HTML, sections and their index, the frame of a page.

A page is { file, title, what, body, lang, search }: `body` an HTML fragment, `lang` when it is not that of the folder,
`search` the index when it is the page that searches.
]]
local cjson = require "cjson"
local site = {}

local function read(path)
	local f <close> = assert(io.open(path, "rb"))
	return f:read("a")
end

function site.escape(s)
	return (s:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- the text of an HTML fragment, white space as one blank
function site.text(html)
	local s = html:gsub("<br%s*/?>", " "):gsub("</?[pdlthu][^>]*>", " "):gsub("<[^>]*>", "")
	s = s:gsub("&#x(%x+);", function(x) return utf8.char(tonumber(x, 16)) end):gsub("&#(%d+);", function(d)
		return utf8.char(tonumber(d))
	end)
	s = s:gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&nbsp;", " "):gsub("&amp;", "&")
	return (s:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

-- the packs of rules that are shipped, as words
function site.packs()
	local p <close> = assert(io.popen("ls -d rules/*/", "r"))
	local list = {}
	for name in p:read("a"):gmatch("rules/([^/\n]+)/") do
		local held <close> = assert(io.popen("grep -ls '^return rule' rules/" .. name .. "/*.lua", "r"))
		if held:read("a") ~= "" then list[#list + 1] = name end
	end
	return table.concat(list, " ")
end

function site.json(text) return cjson.decode(text).rules end

-- --- sections

-- the headings of manual pages and of Markdown alike become h2 and h3, each with an id
local function head_ids(body, is_manual, w)
	local n = 0
	if is_manual then
		body = body:gsub("<(/?)h2", "<%1h3"):gsub("<(/?)h1", "<%1h2")
		body = body:gsub('<section class="Sh">%s*<h2[^>]*>[^\n]*>NAME<.-</section>', "", 1) -- the title says it
		body = body:gsub(">SYNOPSIS<", ">" .. w.synopsis .. "<", 1)
	end
	return (body:gsub("<h([23])([^>]*)>(.-)</h%1>", function(level, attributes, inner)
		n = n + 1
		local id = attributes:match('id="([^"]*)"') or "s" .. n
		return ('<h%s id="%s">%s</h%s>'):format(level, id, inner, level)
	end))
end

-- links to manual pages that are not here are only text; mandoc gives Chinese headings no id to link to
local function mend_links(body, pages)
	local heads = {}
	for id, inner in body:gmatch('<h[23] id="([^"]*)">(.-)</h[23]>') do heads[site.text(inner)] = id end
	body = body:gsub('<a class="Sx" href="#([^"]*)">(.-)</a>', function(_, inner)
		local id = heads[site.text(inner)] or heads[(site.text(inner):gsub(" ?。$", ""):gsub(" ?，$", ""))]
		return id and ('<a href="#%s">%s</a>'):format(id, inner) or inner
	end)
	return (body:gsub('<a class="Xr" href="([^"]*)">(.-)</a>', function(href, text)
		return not pages[href] and text or nil
	end):gsub('<a class="Xr">(.-)</a>', "%1"):gsub(' style="[^"]*"', ""))
end

-- Chinese has no blanks where a line of the source ends
local function tightened(body)
	local han = "&#x[3-9A-F]%x%x%x;" -- as mandoc writes it
	local function tight(s)
		for _ = 1, 2 do -- one mark may stand between two blanks
			s = s:gsub("(" .. han .. ")%s+(" .. han .. ")", "%1%2"):gsub("([\xE3-\xEF][\x80-\xBF]+)\n%s*([\xE3-\xEF])", "%1%2")
		end
		return s
	end
	local parts, at = {}, 1
	for from, to in body:gmatch("()<pre.-</pre>()") do
		parts[#parts + 1] = tight(body:sub(at, from - 1)) .. body:sub(from, to - 1)
		at = to
	end
	return table.concat(parts) .. tight(body:sub(at))
end

local function index_sections(p, index)
	local at, head, id = 1, "", ""
	local function add(to)
		local text = site.text(p.body:sub(at, to))
		if text ~= "" then
			index[#index + 1] = { u = p.file .. (id ~= "" and "#" .. id or ""), p = p.title, h = head, t = text }
		end
	end
	for from, level, its_id, inner, behind in p.body:gmatch('()<h([23]) id="([^"]*)">(.-)</h%2>()') do
		add(from - 1)
		at, head, id = behind, site.text(inner), its_id
	end
	add(#p.body)
end

local function contents(body)
	local items = {}
	for id, inner in body:gmatch('<h2 id="([^"]*)">(.-)</h2>') do
		items[#items + 1] = ('<li><a href="#%s">%s</a></li>'):format(id, site.escape(site.text(inner)))
	end
	return #items > 3 and '<ul class="contents">' .. table.concat(items) .. "</ul>" or ""
end

-- makes the body what is written, and adds its sections to the index
function site.finish(p, pages, index, w)
	p.body = tightened(mend_links(head_ids(p.body, p.manual, w), pages))
	index_sections(p, index)
	p.body = contents(p.body) .. p.body
end

-- --- files

local function hash(path)
	local p <close> = assert(io.popen("openssl dgst -sha256 -binary " .. path .. " | openssl base64 -A", "r"))
	return "'sha256-" .. p:read("a") .. "'"
end

local style, script = read("man/html/style.css"), read("man/html/search.js")
local style_hash, script_hash = hash("man/html/style.css"), hash("man/html/search.js")

local function save(path, s)
	local f <close> = assert(io.open(path, "wb"))
	assert(f:write(s))
end

local function frame(lang, title, policy, inner)
	return table.concat { '<!DOCTYPE html>\n<html lang="', lang, '"><head><meta charset="utf-8">\n',
		'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src \'self\' data:; style-src ',
		style_hash, policy, '; form-action \'self\'; base-uri \'none\'">\n',
		'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>', site.escape(title),
		"</title>\n<style>", style, "</style></head>\n<body>\n", inner, "</body></html>\n" }
end

local function header(w, lang, twin)
	local to = lang == "zh" and "en" or "zh"
	return ('<header><a href="index.html"><b>%s</b></a> <a href="../%s/%s" lang="%s">%s</a>\n'
		.. '<form action="search.html" method="get" role="search"><input type="search" name="q" aria-label="%s">'
		.. "<button>%s</button></form></header>\n"):format(w.title, to, twin or "index.html", to, w.other, w.search, w.search)
end

local function search_body(w, index)
	local json = cjson.encode(index):gsub("<", "\\u003c")
	return ('<p id="said" role="status" data-found="%s" data-empty="%s">%s</p>\n<ol class="found"></ol>\n'
		.. '<script type="application/json" id="index">%s</script>\n<script>%s</script>\n'):format(w.found, w.empty, w.empty,
			json, script)
end

function site.write(out, lang, p, w, twin)
	local what = p.manual and ('<p class="what">%s</p>\n'):format(site.escape(p.what)) or ""
	local body = p.search and search_body(w, p.search) or p.body
	local inner = table.concat { header(w, lang, twin), "<main", p.lang and ' lang="' .. p.lang .. '"' or "", ">\n<h1>",
		site.escape(p.title), "</h1>\n", what, body, "</main>\n" }
	save(("%s/%s/%s"):format(out, lang, p.file), frame(w.lang, p.title, p.search and "; script-src " .. script_hash or "", inner))
end

function site.write_top(out, words)
	save(out .. "/index.html", frame("zh-CN", words.zh.title, "", ('<main><h1>%s</h1>\n<p><a href="zh/index.html">中文</a></p>\n'
		.. '<p lang="en"><a href="en/index.html">English</a></p></main>\n'):format(words.zh.title)))
end

return site
