--[[
Whether a page is one of a government site, and which part of the site it is. Rules of this pack say
nothing of other sites. All of it costs little: no page is parsed for it.
--]]
local site = {}

-- The host, in lower case and without its port, or "".
function site.host(page)
	return (page.url:match("^%a+://([^/:?#]*)") or ""):lower()
end

-- Below .gov.cn or .政务, or with one of the tags that government sites have.
function site.government(page)
	if page.status >= 400 then return false end
	local meta = page.meta
	if meta.siteidcode or meta.sitedomain or meta.sitename then return true end
	local host = site.host(page)
	return host:find("%.gov%.cn$") ~= nil or host:find("%.xn%-%-zfr164b$") ~= nil
end

-- The same for `any` in a match: what is said of tags here is that they are there, even empty.
site.is_government = { { meta = { "SiteName", "SiteDomain", "SiteIDCode" } }, { host = { "gov.cn", "xn--zfr164b" } } }

-- Whether a host is that of a preview or a test: such sites have another name in public.
function site.preview(host)
	return not host:find("%a") or host == "localhost" or not host:find(".", 1, true)
		or host:find("%.localhost$") ~= nil or host:find("%.local$") ~= nil
end

return site
