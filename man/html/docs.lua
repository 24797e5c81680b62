#!/usr/bin/env lua5.4
--[[
The manual, the READMEs, the lessons and the list of rules as web pages: `make docs`.

  usage: lua5.4 man/html/docs.lua BUILD

Reads the tree around it, runs mandoc, BUILD/gen/markdown and BUILD/govpub, and writes BUILD/docs: index.html, and a
folder zh and en each with its pages, an index and a search that needs no network. Every page is one file, with its
style and its policy inside, so that it works from a disk as well.
]]
package.path = "man/html/?.lua;" .. package.path
local site = require "site"
local build = assert(arg[1], "usage: docs.lua BUILD")
local out = build .. "/docs"

local words = {
	zh = { title = "govpub 手册", contents = "目录", other = "English", search = "搜索", start = "开始", verbs = "命令",
		lessons = "培训练习", formats = "文件与格式", scripts = "规则与脚本", rules = "自带的规则", english = "（英文）", rule = "编号", severity = "级别", what = "查什么",
		found = "找到 {n} 处。", empty = "输入要找的词，可以写几个，用空格隔开。", fix = "处理", lang = "zh-CN", synopsis = "用法",
		severities = { veto = "单项否决", deduct = "扣分", bonus = "加分", error = "错误", warning = "提醒", info = "提示" } },
	en = { title = "govpub manual", contents = "Contents", other = "中文", search = "Search", start = "Begin", verbs = "Verbs",
		lessons = "Lessons", formats = "Files and formats", scripts = "Rules and scripts", rules = "Shipped rules",
		english = "", rule = "Rule", severity = "Severity",
		what = "What it finds", found = "{n} found.", empty = "Type what you look for; several words are all wanted.",
		fix = "Remedy", lang = "en", synopsis = "SYNOPSIS", severities = {} },
}
local other = { zh = "en", en = "zh" }

local function read(path)
	local f = io.open(path, "rb")
	if not f then return nil end
	local s = f:read("a")
	f:close()
	return s
end

local function output(command)
	local p <close> = assert(io.popen(command, "r"))
	return p:read("a")
end

local function quoted(s) return "'" .. s:gsub("'", "'\\''") .. "'" end

-- --- pages: { file, title, what, body, group, order }

local pages = { zh = {}, en = {} }

local function add(lang, page)
	pages[lang][#pages[lang] + 1] = page
	pages[lang][page.file] = page
end

-- manual pages of a section, by name
local function manuals()
	local list = {}
	for path in output("ls man/*.[1-9]"):gmatch("[^\n]+") do
		local name, section = path:match("([^/]+)%.(%d)$")
		list[#list + 1] = { name = name, section = section }
	end
	return list
end

local function group_of(m)
	if m.section == "1" then return "verbs" end
	return m.section == "5" and "formats" or m.name:find("reports") and "formats" or "scripts"
end

local function add_manual(lang, m)
	local path = ("man/%s%s.%s"):format(lang == "zh" and "zh_CN/" or "", m.name, m.section)
	local english = not read(path)
	if english then path = ("man/%s.%s"):format(m.name, m.section) end
	local html = output("mandoc -Kutf-8 -T html -O fragment,man=%N.%S.html " .. quoted(path))
	local page = { file = ("%s.%s.html"):format(m.name, m.section), title = ("%s(%s)"):format(m.name, m.section),
		what = site.text(html:match('<span class="Nd">(.-)</span>') or ""), body = html:match('<div class="manual%-text">(.*)</div>'),
		group = group_of(m), lang = english and lang == "zh" and "en" or nil, manual = true }
	add(lang, page)
end

-- pipe tables become HTML around cells of Markdown; cmark knows none
local function tables(text)
	local lines, rows = {}, nil
	local function flush()
		if not rows then return end
		lines[#lines + 1] = '<table class="md">\n'
		for i, row in ipairs(rows) do
			if i ~= 2 then
				local cell = i == 1 and "th" or "td"
				lines[#lines + 1] = "<tr>"
				for one in row:gsub("^|", ""):gsub("|%s*$", "|"):gmatch("(.-)|") do
					lines[#lines + 1] = ("<%s>\n\n%s\n\n</%s>"):format(cell, one:match("^%s*(.-)%s*$"), cell)
				end
				lines[#lines + 1] = "</tr>"
			end
		end
		lines[#lines + 1] = "</table>\n"
		rows = nil
	end
	for line in (text .. "\n"):gmatch("([^\n]*)\n") do
		if line:find("^|.*|%s*$") then
			rows = rows or {}
			rows[#rows + 1] = line
		else
			flush()
			lines[#lines + 1] = line
		end
	end
	flush()
	return table.concat(lines, "\n")
end

-- links that lead to what is no page here are only text; `known`: from paths of the tree to pages
local function add_markdown(lang, path, file, group, known)
	local tmp = os.tmpname()
	local f <close> = assert(io.open(tmp, "wb"))
	f:write(tables(assert(read(path), path)))
	f:close()
	local html = output(build .. "/gen/markdown <" .. quoted(tmp))
	os.remove(tmp)
	html = html:gsub('<a href="([^"]*)">(.-)</a>', function(href, text)
		if known[href] then return ('<a href="%s">%s</a>'):format(known[href], text) end
		if href:find("^https?:") then return nil end
		return text
	end)
	html = html:gsub('src="man/', 'src="../')
	local title = html:match("<h1>(.-)</h1>")
	add(lang, { file = file, title = site.text(title), body = (html:gsub("<h1>.-</h1>", "", 1)), group = group })
end

local function add_rules(lang)
	local w, rows = words[lang], {}
	for _, r in ipairs(site.json(output(build .. "/govpub rules show --json --lang " .. lang .. " " .. site.packs()))) do
		local fix = type(r.rule) == "table" and r.rule.fix or nil
		if type(fix) == "table" then fix = fix[lang] end
		rows[#rows + 1] = ('<tr id="%s"><td><code>%s</code></td><td>%s</td><td>%s%s</td></tr>'):format(site.escape(r.id),
			site.escape(r.id), site.escape(w.severities[r.severity] or r.severity or ""), site.escape(r.title or ""),
			fix and "<br><small>" .. w.fix .. (lang == "zh" and "：" or ": ") .. site.escape(fix) .. "</small>" or "")
	end
	add(lang, { file = "rules.html", title = w.rules, group = "scripts", what = #rows .. "",
		body = ('<table class="list"><tr><th>%s</th><th>%s</th><th>%s</th></tr>%s</table>'):format(w.rule, w.severity, w.what,
			table.concat(rows, "\n")) })
end

local function gather(lang)
	local suffix = lang == "zh" and ".zh-CN.md" or ".md"
	local known = { ["README.md"] = "../en/readme.html", ["README.zh-CN.md"] = "../zh/readme.html" }
	add_markdown(lang, "README" .. suffix, "readme.html", "start", known)
	add_markdown(lang, "examples/unattended/README" .. suffix, "unattended.html", "start", known)
	add_markdown(lang, "examples/workshop/TRAINER" .. suffix, "trainer.html", "lessons", known)
	for path in output("ls -d examples/workshop/*/"):gmatch("[^\n]+") do
		local name = path:match("([^/]+)/$")
		add_markdown(lang, path .. "README" .. suffix, "lesson-" .. name .. ".html", "lessons", known)
	end
	for _, m in ipairs(manuals()) do add_manual(lang, m) end
	add_rules(lang)
end

-- --- writing

local function contents_page(lang)
	local w, parts = words[lang], {}
	for _, group in ipairs { "start", "verbs", "lessons", "formats", "scripts" } do
		parts[#parts + 1] = ('<h2 id="%s">%s</h2>\n<table class="list">'):format(group, w[group])
		for _, p in ipairs(pages[lang]) do
			if p.group == group then
				parts[#parts + 1] = ('<tr><td><a href="%s">%s</a></td><td>%s%s</td></tr>'):format(p.file, site.escape(p.title),
					site.escape(p.manual and p.what or ""), p.lang and w.english or "")
			end
		end
		parts[#parts + 1] = "</table>"
	end
	return { file = "index.html", title = w.title, body = table.concat(parts, "\n") }
end

local function write_all()
	os.execute("rm -rf " .. quoted(out) .. " && mkdir -p " .. quoted(out .. "/zh") .. " " .. quoted(out .. "/en"))
	os.execute("cp man/report.png " .. quoted(out))
	for _, lang in ipairs { "zh", "en" } do
		local w, index = words[lang], {}
		for _, p in ipairs(pages[lang]) do
			site.finish(p, pages[lang], index, p.lang and words[p.lang] or w)
			site.write(out, lang, p, w, pages[other[lang]][p.file] and p.file)
		end
		site.write(out, lang, contents_page(lang), w, "index.html")
		site.write(out, lang, { file = "search.html", title = w.search, search = index }, w, "search.html")
	end
	site.write_top(out, words)
end

gather("zh")
gather("en")
write_all()
print(("%s: %d pages"):format(out, #pages.zh + #pages.en + 5))
