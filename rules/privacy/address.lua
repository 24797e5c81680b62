--[[
个人的详细住址：“家庭住址”“户籍地址”后面写到了门牌、室号。单位的地址、住所，只写到街道、乡镇的，不查。
--]]
local scan = require "scan"

-- 写到了哪一家
local function is_exact(s)
	return s:find("%d+号") or s:find("%d+室") or s:find("%d+单元") or s:find("%d+幢") or s:find("%d+栋") or s:find("%d+组")
		or s:find("%d+弄") or s:find("%d%-%d+%-%d")
end

return rule {
	id = "privacy/address",
	title = { zh = "公开了个人住址", en = "Home address made public" },
	basis = "《政府信息公开条例》第十五条、《个人信息保护法》第二十五条",
	mark = "M",
	severity = "warning",
	on = "document",
	match = { text = scan.words.address },
	tags = { "privacy" },
	message = { zh = "“{label}”后面写到了门牌号（本文共 {count} 处）。", en = "A full address stands behind \"{label}\" ({count} in all)." },
	fix = { zh = "只写到街道、乡镇；当事人的住址没有公开依据的，删去。", en = "Name the town only, or remove it." },

	check = function(document, report)
		local s, hits, last = document.text, {}, 0
		for _, hit in ipairs(scan(document).address or {}) do
			-- 标签、冒号，再是地址，到行尾或下一个标点
			local after = s:sub(hit.to + 1, hit.to + 150):match("^[^\n]*")
			local value = after:match("^%s*[:]%s*(.+)$") or after:match("^：%s*(.+)$") or (after:find("^为") and after)
			if value and hit.from > last then
				value = value:gsub("，.*$", ""):gsub("；.*$", ""):gsub("。.*$", ""):gsub("：.*$", "")
				if is_exact(text.fold(value)) then
					hits[#hits + 1] = hit
					last = hit.to
				end
			end
		end
		for i, hit in ipairs(hits) do
			if i > 20 then return end
			report { at = document:at(hit.from), params = { label = hit.term, count = #hits }, evidence = hit.term .. "……" }
		end
	end,

	tests = {
		{ name = "门牌、组", html = "<p>家庭住址：云澜市东湖区解放路12号3栋402室</p>\n<p>现住址: 青山县李家镇王村5组</p>", finds = { { line = 1, message = "家庭住址" }, { line = 2 } } },
		{ name = "只到街道、空白的表", html = "<p>住址：云澜市东湖区解放街道</p><p>家庭住址：______</p><p>户籍所在地：云澜市</p>", finds = 0 },
		{ name = "单位的地址", html = "<p>地址：云澜市解放路12号，住所：解放路3号，提交户籍地址证明到5号窗口</p>", finds = 0 },
	},
}
