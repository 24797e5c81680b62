--[[
网址里写着用户名和密码（http://用户名:密码@…）。网页一公开，密码也就公开了。
ftp://anonymous:…@ 这类公用的匿名帐号不查。
--]]
local public = { anonymous = true, ftp = true, guest = true }

-- 绝大多数页面到这里就结束：没有哪个 @ 的前面是“//名称:密码”
local function suspect(body)
	local at = 0
	repeat
		at = body:find("@", at + 1, true)
		if not at then return false end
	until body:sub(math.max(1, at - 200), at - 1):find("//[^/%s\"'<>]*:[^/%s\"'<>]*$")
	return true
end

return rule {
	id = "links/userinfo",
	title = { zh = "网址里有密码", en = "Address with a password" },
	basis = "RFC 3986, 3.2.1, 7.5",
	mark = "M",
	severity = "error",
	on = "page",
	match = { has = "credentials", source = "@" },
	message = { zh = "网址里写着登录 {host} 的用户名和密码，谁都看得见。",
		en = "The address shows everybody a name and password for {host}." },
	fix = { zh = "马上更换密码，再换成不带密码的网址。", en = "Change the password now, and link to an address without it." },

	check = function(page, report)
		if not page:contains("@") or not suspect(page.body) then return end
		for _, link in ipairs(page.links) do
			local scheme, name, host = (link.url or ""):match("^(%a[%w+.-]*://)([^/?#@:]*):[^/?#@]+@([^/?#]+)")
			if scheme and not public[name:lower()] then
				report { at = link, params = { host = host }, evidence = scheme .. name .. ":…@" .. host }
			end
		end
	end,

	tests = {
		{ name = "有用户名和密码，报告里不重复密码", html = [[<a href="http://admin:Abc123@oa.example.gov.cn/a">系统</a>]],
			finds = { { line = 1, message = "oa.example.gov.cn", evidence = "http://admin:…@" } } },
		{ name = "图片地址里的也查", html = [[<img src="//u:p@img.example.gov.cn/a.png" alt="图">]], finds = 1 },
		{ name = "路径、参数和正文里的 @ 不是", html = [[<a href="https://example.com/@name:1/a?m=a:b@c">甲</a>
			<a href="mailto:a@example.gov.cn">邮箱</a> <p>密码写法 http://名称:密码@主机/ 不安全</p>]], finds = 0 },
		{ name = "匿名帐号不查", html = [[<a href="ftp://anonymous:x@ftp.example.gov.cn/">下载</a>]], finds = 0 },
	},
}
