--[[
内网地址：只有本单位的电脑才打得开。检查链接时由程序自己判断，这里供单独检查页面用。
页面自己就在内网（例如预览时），它对自己的链接不查。
--]]
local inner = { localhost = true, ["local"] = true, lan = true, intranet = true, internal = true }
local slips = { http = true, https = true } -- http://http://…：另一种错误

local function is_private(host)
	local a, b = host:match("^(%d+)%.(%d+)%.%d+%.%d+$")
	a, b = tonumber(a), tonumber(b)
	if a then
		return a == 10 or a == 127 or (a == 192 and b == 168) or (a == 172 and b >= 16 and b <= 31)
			or (a == 169 and b == 254)
	end
	if host:sub(1, 1) == "[" then -- IPv6
		return host == "[::1]" or host:find("^%[f[cd]") ~= nil or host:find("^%[fe[89ab]") ~= nil
	end
	local last = host:gsub("%.$", ""):match("[^.]*$")
	return inner[last] or not (host:find(".", 1, true) or slips[host])
end

return rule {
	id = "links/private",
	title = { zh = "内网地址", en = "Address inside a private network" },
	basis = "RFC 1918；RFC 6761；RFC 6762",
	mark = "M",
	severity = "error",
	on = "page",
	cause = "private-address",
	message = { zh = "{host} 是内网或本机的地址，公众打不开。",
		en = "{host} is an address of a private network or of one machine; the public cannot open it." },
	fix = { zh = "换成公众能打开的网址；没有的，去掉链接。", en = "Link to an address that the public can open, or remove the link." },

	check = function(page, report)
		local own = url.parse(page.url) or {}
		for _, link in ipairs(page.links) do
			local u = link.scheme and link.confidence == "high" and url.parse(link.url)
			if u and u.origin and u.host ~= own.host and is_private(u.host) then
				report { at = link, params = { host = u.host }, evidence = u.href }
			end
		end
	end,

	tests = {
		{ name = "内网的网段", html = [[<a href="http://10.1.2.3:8080/oa">甲</a> <a href="http://172.16.0.9/">乙</a>
			<img src="//192.168.1.5/a.png" alt="丙"> <a href="http://127.0.0.1/">丁</a>]],
			finds = { { line = 1, message = "10.1.2.3" }, { line = 1 }, { line = 2 }, { line = 2 } } },
		{ name = "内网的名称", html = [[<a href="http://localhost:8080/">甲</a> <a href="http://nas.lan/">乙</a>
			<a href="http://oa/login">丙</a> <a href="http://print.local/">丁</a> <a href="http://[fd00::1]/">戊</a>]], finds = 5 },
		{ name = "公网地址", html = [[<a href="http://172.32.0.1/">甲</a> <a href="http://11.0.0.1/">乙</a>
			<a href="https://10.example.gov.cn/">丙</a> <a href="http://local.gov.cn/">丁</a> <a href="mailto:a@localhost">戊</a>
			<a href="http://http://a.gov.cn/">己</a>]],
			finds = 0 },
		{ name = "预览时页面自己的链接不查", url = "http://127.0.0.1:8000/a.html",
			html = [[<a href="/b.html">甲</a> <a href="http://127.0.0.1:8000/c.html">乙</a>]], finds = 0 },
	},
}
