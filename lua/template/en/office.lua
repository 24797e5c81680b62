--[[
What this office is. The file holds data, no program; save it and it counts.
Lines that begin with -- are remarks, or items not in use yet: take away the -- at the very
beginning of those that you need. Every item is explained in the manual: man govpub-office
--]]
return office {
	-- The full name, as reports print it. Nothing else is required.
	-- In two languages: name = { zh = "某某市文化和旅游局", en = "…" }
	name = "Bureau of Examples",

	-- A short code of the office: lower-case letters, digits, - and _.
	--code = "example-bureau",
	-- And the word for it in the numbers of documents.
	--short = "EB",

	-- The language: zh Chinese, en English; a system that is set to one of the two wins.
	language = "en",

	-- Departments. You choose the id; the items below name the department in charge by it.
	--departments = {
	--	{ id = "office", name = "General Office", phone = "010-00000000", email = "office@example.gov.cn" },
	--	{ id = "market", name = "Market Division" },
	--},

	-- People and what they do. login: of the operating system, where it is not the id.
	-- roles: registrar, clerk, head, publisher, secrecy, legal, reviewer, editor, admin.
	--people = {
	--	{ id = "zhang", name = "Zhang", login = "zhangsan", department = "office", roles = { "editor", "reviewer" } },
	--},

	-- The sites to check: a url, or a folder of this machine before it is published (one only).
	-- hosts: other hosts that are part of the site; auth: a file with its login, if it wants one.
	--sites = {
	--	{ name = "Portal", url = "https://www.example.gov.cn/", hosts = { "zwfw.example.gov.cn" },
	--	  auth = "portal.login" },
	--},

	-- Accounts elsewhere. owner is the department in charge; an update is due every `days` days.
	--accounts = {
	--	{ platform = "wechat", name = "Example Culture", id = "example-wl", owner = "office", days = 14,
	--	  secret = "wechat.secret", site = "https://www.example.gov.cn/" }, -- the file with its credentials
	--	-- another one by its feed, a third by a list that was exported by hand
	--	{ platform = "toutiao", name = "Example News", url = "https://www.example.com/rss", adapter = "feed" },
	--	{ platform = "douyin", name = "Example Video", file = "accounts/douyin.csv" },
	--},

	-- Who owns which column. path is how its addresses begin, the longest one counts; days as above.
	-- Findings are sorted by it to the departments.
	--columns = {
	--	{ path = "/zwgk/", name = "Open Government", owner = "office", days = 180 },
	--	{ path = "/zwgk/zcwj/", name = "Policies", owner = "office" },
	--},

	-- Limits of a check: connections at once, levels below the first page, addresses, seconds for
	-- the whole, seconds to wait for one answer; days for which links to other sites that work are
	-- not asked for again.
	--limits = {
	--	connections = 16,
	--	depth = 20,
	--	max_urls = 100000,
	--	max_time = 3600,
	--	timeout = 20,
	--	recheck_after = 0,
	--	certificate_warning = 30, -- days that a certificate of the site is still valid
	--	certificate_error = 7,
	--},

	-- What is different for single hosts: connections at once, seconds between requests, seconds to
	-- wait for an answer; head = false where documents cannot be asked for with HEAD.
	--hosts = {
	--	["slow.example.gov.cn"] = { connections = 1, delay = 2, timeout = 40, head = false },
	--},

	-- How the network is used. pace: polite, or fast (no delay, for test sites of your own).
	-- exclude: addresses not to check; include: check only these; * is any text.
	--network = {
	--	pace = "polite",
	--	exclude = { "https://www.example.gov.cn/search/*" },
	--	include = { "https://www.example.gov.cn/*" },
	--	-- a proxy, and what is reached without it
	--	proxy = "http://proxy.example.gov.cn:3128",
	--	no_proxy = { "*.example.gov.cn" },
	--	-- a copy of the site, checked in its place
	--	remap = { ["https://www.example.gov.cn/"] = "http://127.0.0.1:8000/" },
	--},

	-- Rules, by their ids. off: not to run; severity: another one for a rule:
	-- veto, deduct, bonus, error, warning, info; args: other values for the arguments of a rule,
	-- which govpub rules show lists; documents: read office files and PDFs for rules on documents.
	--rules = {
	--	off = { "pages/date" },
	--	documents = true,
	--	severity = { ["pages/title"] = "error" },
	--	args = { ["policy/number"] = { prefix = "某文旅" } },
	--},

	-- What registers are hashed with: sha256 (the default) or sm3; chosen with the first entry, never after.
	--ledger = { hash = "sm3" },

	-- For printed letters: address, postcode, telephone, who reviews decisions, the court.
	--letters = {
	--	address = "某某市某某路1号", postcode = "200000", phone = "021-12345678",
	--	review = "某某市人民政府", court = "某某铁路运输法院",
	--},
}
