--[[
本单位的情况。这个文件只写数据，不能写程序；改完保存即可，不需要编译。
行首有 -- 的是说明，或者还没有启用的内容：需要哪一项，就去掉那几行最前面的 --。
每一项的含义见手册：man govpub-office
--]]
return office {
	-- 单位全称，印在报告的开头。只有这一项必须填写。
	-- 要分中文和英文写成：name = { zh = "某某市文化和旅游局", en = "…" }
	name = "某某市某某局",

	-- 单位的简短代号：小写字母、数字、- 和 _。
	--code = "example-bureau",
	-- 机关代字，文号里用。
	--short = "某文旅",

	-- 程序用的语言：zh 中文，en 英文。系统已经设为中文或英文的，以系统的为准。
	language = "zh",

	-- 部门。id 由自己起，下面各项用它指明归哪个部门管。
	--departments = {
	--	{ id = "office", name = "办公室", phone = "010-00000000", email = "bgs@example.gov.cn" },
	--	{ id = "market", name = "市场管理处" },
	--},

	-- 人员和分工。login 是操作系统的登录名，与 id 相同时不写。roles 可以写：
	-- registrar 登记员，clerk 经办，head 负责人，publisher 公开办，secrecy 保密员，legal 法规，
	-- reviewer 审查，editor 编辑，admin 管理员。
	--people = {
	--	{ id = "zhang", name = "张某", login = "zhangsan", department = "office", roles = { "editor", "reviewer" } },
	--},

	-- 要检查的网站。写 url 检查网站；写 folder 检查电脑上准备发布的文件夹（只能有一个）。
	-- hosts 是同属这个网站的其他域名；auth 是登录信息所在的文件，需要登录才写。
	--sites = {
	--	{ name = "门户网站", url = "https://www.example.gov.cn/", hosts = { "zwfw.example.gov.cn" },
	--	  auth = "portal.login" },
	--},

	-- 政务新媒体账号。owner 是责任部门的 id，days 是最多隔几天要更新一次，site 是所属的网站。
	-- 微信公众号：secret 是凭据所在的文件。别的平台可以写订阅地址 url 和 adapter = "feed"，
	-- 或者把后台导出的清单写在 file 里。
	--accounts = {
	--	{ platform = "wechat", name = "某某文旅", id = "example-wl", owner = "office", days = 14,
	--	  secret = "wechat.secret", site = "门户网站" },
	--	{ platform = "toutiao", name = "某某头条", url = "https://www.example.com/rss", adapter = "feed" },
	--	{ platform = "douyin", name = "某某抖音", file = "accounts/douyin.csv" },
	--},

	-- 栏目归谁管。path 是栏目地址的开头，最长的一条有效；days 同上。
	-- 查出的问题按它分给责任部门。
	--columns = {
	--	{ path = "/zwgk/", name = "政务公开", owner = "office", days = 180 },
	--	{ path = "/zwgk/zcwj/", name = "政策文件", owner = "office" },
	--},

	-- 检查的上限：同时几个连接，从首页起几层，最多几个地址，最长几秒，每次等几秒，外站正常的链接几天内不再访问。
	--limits = {
	--	connections = 16,
	--	depth = 20,
	--	max_urls = 100000,
	--	max_time = 3600,
	--	timeout = 20,
	--	recheck_after = 0,
	--	certificate_warning = 30, -- 网站证书还有几天到期时提醒
	--	certificate_error = 7, -- 还有几天到期时算错误
	--},

	-- 对个别网站的不同做法：同时几个连接，两次访问隔几秒，每次等几秒；head = false 用于不能用 HEAD 查文件的网站。
	--hosts = {
	--	["slow.example.gov.cn"] = { connections = 1, delay = 2, timeout = 40, head = false },
	--},

	-- 访问网络的办法。pace：polite 有节制，fast 不等待（只用于自己的测试网站）。
	-- exclude 不查的地址，include 只查的地址，* 代表任意内容。
	--network = {
	--	pace = "polite",
	--	exclude = { "https://www.example.gov.cn/search/*" },
	--	include = { "https://www.example.gov.cn/*" },
	--	-- 代理，以及不经过代理的域名
	--	proxy = "http://proxy.example.gov.cn:3128",
	--	no_proxy = { "*.example.gov.cn" },
	--	-- 检查网站的副本
	--	remap = { ["https://www.example.gov.cn/"] = "http://127.0.0.1:8000/" },
	--},

	-- 规则，都按编号来写。off 停用哪些规则；severity 改变某条规则的严重程度：
	-- veto 单项否决，deduct 扣分，bonus 加分，error 错误，warning 提醒，info 提示；
	-- args 给某条规则的参数别的值，有哪些参数用 govpub rules show 查看；
	-- documents 查链接时读取办公文档和 PDF，交给检查文档的规则。
	--rules = {
	--	off = { "pages/date" },
	--	documents = true,
	--	severity = { ["pages/title"] = "error" },
	--	args = { ["policy/number"] = { prefix = "某文旅" } },
	--},

	-- 登记簿的散列算法：sha256（默认）或国密 sm3；写第一条登记时选定，以后不能改。
	--ledger = { hash = "sm3" },

	-- 打印文书时用：地址、邮编、电话、复议机关、管辖法院。
	--letters = {
	--	address = "某某市某某路1号", postcode = "200000", phone = "021-12345678",
	--	review = "某某市人民政府", court = "某某铁路运输法院",
	--},
}
