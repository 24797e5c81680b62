--[[
人工导出的清单：后台导出或者自己登记的表，CSV、XLSX 或 JSON，文件写在 office.lua 里账号的 file。
按表头认列：标题、链接、发布时间；有“状态”一栏的，写着“已删除”的不再检查。认不出的行不算。
A list exported or kept by hand: CSV, XLSX or JSON, found by its headings; the file is the account's file.
--]]
local rows = require "adapter.rows"

local names = {
	title = { "标题", "文章标题", "内容标题", "图文标题", "名称", "title" },
	url = { "链接", "文章链接", "内容url", "内容链接", "原文链接", "永久链接", "地址", "网址", "url", "link" },
	date = { "发布时间", "发表时间", "发布日期", "推送时间", "发表日期", "日期", "时间", "date", "published", "time" },
	state = { "状态", "发布状态", "state", "status" },
}

local function of_json(body)
	local v = json.decode(body)
	if type(v) ~= "table" then return nil end
	v = v.articles or v.items or v.list or v.data or v
	local out = {}
	for _, item in ipairs(type(v) == "table" and v or {}) do
		local keys, values = {}, {}
		for key, value in pairs(type(item) == "table" and item or {}) do
			if type(key) == "string" and (type(value) == "string" or type(value) == "number") then
				keys[#keys + 1], values[#values + 1] = key, value
			end
		end
		local at = rows.columns(keys, names)
		out[#out + 1] = { title = values[at.title], url = values[at.url], date = values[at.date], state = values[at.state] }
	end
	return out
end

-- The heading may stand under a title or some notes.
local function of_rows(list)
	local at, out
	for _, row in ipairs(list) do
		local columns = rows.columns(row, names)
		if columns.url and (columns.title or columns.date) then
			at, out = columns, out or {}
		elseif at and (row[at.url] or "") ~= "" then
			out[#out + 1] = { title = row[at.title], url = row[at.url], date = row[at.date], state = row[at.state] }
		end
	end
	return out
end

return adapter {
	id = "export",
	title = { zh = "人工导出的清单（CSV、XLSX、JSON）", en = "List exported by hand (CSV, XLSX, JSON)" },
	mark = "D",
	reads = "file",

	parse = function(response)
		local body = text.trim(response.body or "")
		local list
		if body:find "^[%[{]" then
			list = of_json(body)
			if not list then return { problem = "JSON 读不懂" } end
		else
			list = of_rows(rows.of(response))
			if not list then return { problem = "表里没有认得出的表头；要有“标题”“链接”“发布时间”" } end
		end
		for _, a in ipairs(list) do
			a.deleted = tostring(a.state or ""):find("删除", 1, true) and true or nil
			if type(a.title) == "number" then a.title = tostring(a.title) end
		end
		return { articles = list }
	end,

	tests = {
		{ name = "CSV", response = { body = '标题,链接,发布时间\r\n"通知,一",https://a.example/1,2026年11月3日\r\n' },
			finds = { { title = "通知,一", url = "https://a.example/1", date = "2026-11-03" } } },
		{ name = "表头上面还有说明", response = { body = "导出结果\n序号\t文章标题\t内容url\t状态\n1\t通知\thttps://a.example/1\t已删除\n" },
			finds = { { title = "通知", deleted = true } } },
		{ name = "GBK", response = { charset = "gbk", body = "\xB1\xEA\xCC\xE2,\xC1\xB4\xBD\xD3\n\xCD\xA8\xD6\xAA,https://a.example/1\n" },
			finds = { { title = "通知" } } },
		{ name = "工作簿", response = { document = { blocks = { { kind = "table", rows = {
			{ "标题", "链接", "发表时间" }, { { text = "通知" }, "https://a.example/1", "2026-11-03 09:30" } } } } } },
			finds = { { title = "通知", url = "https://a.example/1", date = "2026-11-03" } } },
		{ name = "JSON", response = { body = [=[{"items":[{"title":"通知","url":"https://a.example/1","time":1793664000}]}]=] },
			finds = { { title = "通知", date = "2026-11-03" } } },
		{ name = "没有表头", response = { body = "甲,乙\n丙,丁\n" }, finds = 0, problem = "表头" },
		{ name = "坏的 JSON", response = { body = "[{" }, finds = 0, problem = "JSON" },
	},
}
