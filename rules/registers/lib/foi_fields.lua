--[[
依申请公开登记簿的字段。The fields of the register foi.
--]]
local outcomes = require "foi_outcomes"
local remedy = require "remedy"

local function zh_en(zh, en) return { zh = zh, en = en } end

local function remedy_of(r) return remedy.short(r.outcome, r.replied_on) end

return {
	-- 申请人：公民用证件号码，法人或者其他组织用统一社会信用代码
	{ "applicant", zh_en("申请人", "Applicant"), text, required = true, pii = true, header = { "申请人姓名", "姓名或名称", "申请人名称" } },
	{ "category", zh_en("申请人类别", "Category"), enum {
		{ "natural", zh_en("自然人", "Natural person"), alias = { "公民", "个人", "公民个人", "citizen", "individual" } },
		{ "business", zh_en("商业企业", "Business"), alias = { "企业", "公司", "企业法人", "商业企业法人", "company" } },
		{ "research", zh_en("科研机构", "Research institution"), alias = { "科研院所", "科研单位", "高校" } },
		{ "charity", zh_en("社会公益组织", "Public-benefit organisation"), alias = { "公益组织", "社会团体", "社会组织" } },
		{ "legal", zh_en("法律服务机构", "Legal-service body"), alias = { "律师事务所", "律所", "法律服务所", "law firm" } },
		-- 台账只写“法人”的不归入其他：是哪一种，年报分开统计，要由人来选
		{ "other", zh_en("其他", "Other"), alias = { "其他组织", "其他法人或组织" } },
	}, required = true, header = { "申请人类型", "类别", "申请人性质", "申请主体", "主体类别", "申请人身份" } },
	{ "credential", zh_en("证件号码", "Identity number"), idno, pii = true, header = { "身份证号", "身份证号码" } },
	{ "uscc", zh_en("统一社会信用代码", "Unified code"), uscc },
	{ "legal_person", zh_en("法定代表人", "Legal representative"), text, pii = true },
	{ "contact_person", zh_en("联系人", "Contact person"), text, pii = true },
	{ "agent", zh_en("代理人", "Agent"), text, pii = true, help = zh_en("委托代理的，授权委托书放入材料",
		"Put the authorisation among the files") },
	{ "contact", zh_en("联系方式", "Contact"), text, required = true, pii = true, header = { "联系电话", "电话", "手机" } },
	{ "address", zh_en("通信地址", "Address"), text, pii = true, header = { "地址", "联系地址" } },
	{ "email", zh_en("电子邮箱", "E-mail"), email, pii = true, header = { "邮箱" } },

	-- 申请
	{ "channel", zh_en("申请渠道", "Channel"), enum {
		{ "counter", zh_en("当面", "In person"), alias = { "当面提交", "当面申请", "当面递交", "现场", "现场提交", "现场申请", "窗口" } },
		{ "ems", zh_en("邮寄", "Registered mail"), alias = { "信函", "信件", "书信", "邮政", "快递", "特快专递", "邮政特快专递", "挂号信", "挂号",
			"邮寄申请", "mail", "letter", "post" } },
		{ "plain", zh_en("平信", "Plain mail"), alias = { "普通信件", "平邮" } },
		{ "web", zh_en("网络", "Web or e-mail"), alias = { "电子邮件", "邮件", "电子邮箱", "网上", "网上申请", "网络申请", "在线", "在线申请", "互联网",
			"网站", "政府网站", "门户网站", "online", "e-mail" } },
		{ "fax", zh_en("传真", "Fax"), alias = { "传真件", "传真申请" } }, { "oral", zh_en("口头代填", "Oral"), alias = { "口头", "口头申请" } },
		{ "misdelivered", zh_en("误投", "Misdelivered") },
	}, required = true, header = { "申请方式", "收件渠道", "渠道", "收件方式", "来件方式", "提交方式", "申请途径", "受理渠道", "受理方式" } },
	{ "subject", zh_en("所需信息描述", "Information wanted"), para, required = true,
		header = { "申请内容", "申请公开的信息", "信息内容描述", "内容描述" } },
	{ "index_no", zh_en("索引号或文号", "Index or number"), text },
	{ "use", zh_en("用途", "Purpose"), text },
	{ "delivery", zh_en("获取方式", "Form of provision"), enum {
		{ "post", zh_en("邮寄", "By post"), alias = { "信函", "寄送", "快递", "邮政", "post" } },
		{ "email", zh_en("电子邮件", "By e-mail"), alias = { "邮件", "邮箱", "电子邮箱", "e-mail" } },
		{ "pickup", zh_en("自取", "Collected"), alias = { "自行领取", "当面领取", "现场领取", "自领", "当面" } },
		{ "inspect", zh_en("当面查阅", "Inspection"), alias = { "查阅", "现场查阅", "阅览" } },
		{ "web", zh_en("网络", "On the web"), alias = { "网上获取", "网上", "在线" } },
	}, header = { "获取信息的方式", "提供方式", "获取信息方式", "信息获取方式", "获取信息的途径", "获取途径" } },
	{ "arrived_on", zh_en("到达日期", "Arrived"), date, required = true, header = { "收件日期", "来件日期" } },
	{ "received_on", zh_en("收到申请之日", "Received"), date, required = "open", frozen = true,
		header = { "收到日期", "受理时间", "受理日期" },
		help = zh_en("期限由此起算（条例第三十一条）", "The clock starts here (Art. 31)") },
	{ "split_of", zh_en("拆分自", "Split from"), ref "foi" },
	{ "same_as", zh_en("同一事项已答复的申请", "Answered before as"), ref "foi" },

	-- 办理
	{ "dept", zh_en("承办处室", "Division"), ref "dept", required = "@accept", header = { "承办科室", "经办科室", "责任科室", "承办部门", "承办单位" } },
	{ "owner", zh_en("经办人", "Officer"), text },
	{ "hard", zh_en("疑难新型", "Hard or new"), enum {
		{ "plain", zh_en("一般", "Plain") }, { "hard", zh_en("疑难", "Hard") }, { "new", zh_en("新型", "New") } } },
	{ "legal_view", zh_en("法制审核意见", "Legal opinion"), para },
	{ "consultations", zh_en("征求意见记录", "Consultations"), rows {
		{ "kind", zh_en("对象类别", "Kind"), enum { { "third", zh_en("第三方", "Third party") },
			{ "co_maker", zh_en("共同制作机关", "Co-maker") }, { "other", zh_en("其他机关", "Other agency") } }, required = true },
		{ "who", zh_en("对象", "Who"), text, pii = true },
		{ "letter", zh_en("文号", "Letter"), docno },
		{ "sent_on", zh_en("发出日期", "Sent"), date, required = true },
		{ "received_on", zh_en("对方收到日期", "Received by them"), date },
		{ "answered_on", zh_en("收到意见日期", "Answered"), date },
		{ "view", zh_en("意见", "View"), enum { { "agree", zh_en("同意公开", "Agrees") },
			{ "disagree", zh_en("不同意公开", "Disagrees") },
			{ "none", zh_en("未答复", "No answer") } } },
		{ "reason", zh_en("理由", "Reason"), para },
		{ "told_on", zh_en("书面告知公开决定日期", "Told of the decision"), date },
		{ "lead", zh_en("本机关牵头制作", "We led the making"), bool },
	} },
	{ "fees", zh_en("信息处理费", "Fees"), rows {
		{ "basis", zh_en("收费标准", "Basis"), enum { { "items", zh_en("按件", "By request") },
			{ "pages", zh_en("按量", "By volume") } }, required = true },
		{ "n", zh_en("件数或页数", "Number"), int, min = 0 },
		{ "amount", zh_en("金额", "Amount"), money, min = 0, help = zh_en("用 govpub fees 计算", "govpub fees computes it") },
		{ "notice_on", zh_en("通知日期", "Notice"), date },
		{ "received_on", zh_en("申请人收到通知日期", "Notice received"), date },
		{ "paid_on", zh_en("缴费日期", "Paid"), date },
		{ "receipt", zh_en("票据号", "Receipt"), text },
	} },
	{ "searches", zh_en("检索记录", "Searches"), rows {
		{ "place", zh_en("检索范围", "Where"), text, required = true }, { "by", zh_en("检索人", "By"), text },
		{ "on", zh_en("检索日期", "On"), date }, { "result", zh_en("检索结果", "Result"), text },
	} },
	{ "contacts", zh_en("沟通情况", "Contacts"), rows {
		{ "on", zh_en("沟通日期", "On"), date, required = true }, { "by", zh_en("沟通人", "By"), text },
		{ "how", zh_en("沟通方式", "How"), text }, { "result", zh_en("沟通结果", "Result"), para },
	} },
	{ "review", zh_en("公开审查记录", "Reviews"), rows {
		{ "by", zh_en("审查人", "By"), text, required = true }, { "on", zh_en("审查日期", "On"), date, required = true },
		{ "view", zh_en("审查意见", "View"), enum { { "passed", zh_en("可以公开", "May be disclosed") },
			{ "refused", zh_en("不予公开", "Not to be disclosed") } }, required = true },
		{ "reason", zh_en("审查理由", "Reason"), para },
	} },

	-- 答复和送达
	{ "outcome", zh_en("办理结果", "Outcome"), codes(outcomes.list), moved = true, header = { "答复类型", "答复结果", "处理结果" } },
	{ "sub_reason", zh_en("不掌握的情形", "Why not held"), enum { { "not_exist", zh_en("信息不存在", "Does not exist") },
		{ "not_responsible", zh_en("不属于本机关负责公开", "Not ours") } } },
	{ "responsible", zh_en("负责公开的机关及联系方式", "Responsible agency"), text },
	{ "ground", zh_en("法律依据", "Ground"), para },
	{ "remedy", zh_en("救济途径", "Remedy"), calc(text, remedy_of) },
	{ "reply_no", zh_en("答复文号", "Reply number"), docno, unique = true, header = { "答复书编号" } },
	{ "replied_on", zh_en("答复日期", "Replied"), date, moved = true, header = { "答复时间", "办结日期", "办结时间" } },
	{ "service", zh_en("送达方式", "Service"), enum {
		{ "post", zh_en("邮政企业寄送", "By post"), alias = { "邮寄", "邮寄送达", "信函", "邮政", "快递", "特快专递", "挂号信" } },
		{ "direct", zh_en("直接送达", "Direct"), alias = { "直接", "当面", "当面送达", "当面领取", "现场领取", "自取" } },
		{ "entrusted", zh_en("委托送达", "Entrusted"), alias = { "委托" } },
		{ "electronic", zh_en("网络或电子邮件", "Electronic"), alias = { "电子邮件", "邮件", "网络", "网上", "在线", "电子送达", "e-mail" } } },
		header = { "答复方式", "送达途径", "答复送达方式" } },
	{ "posted_on", zh_en("交邮日期", "Posted"), date, moved = true },
	{ "tracking_no", zh_en("邮件号", "Tracking number"), text, header = { "快递单号", "EMS单号" } },
	{ "delivered_on", zh_en("签收日期", "Signed for"), date, moved = true },
	{ "served_on", zh_en("送达日期", "Served"), date, moved = true, header = { "送达时间" },
		help = zh_en("邮寄的为交邮之日，直接、委托送达的为签收之日", "By post the day of posting, else the day of receipt") },

	-- 材料
	{ "dossier", zh_en("案卷材料", "Dossier"), rows {
		{ "kind", zh_en("材料类别", "Kind"), enum {
			{ "application", zh_en("申请原件", "Application") }, { "identity", zh_en("身份证明", "Proof of identity") },
			{ "envelope", zh_en("信封或截图", "Envelope or screenshot") }, { "registration", zh_en("登记表", "Registration") },
			{ "confirmation", zh_en("确认记录", "Confirmation") }, { "correction", zh_en("补正文书", "Correction") },
			{ "consultation", zh_en("征求意见文书", "Consultation") }, { "extension", zh_en("延期文书", "Extension") },
			{ "fee", zh_en("收费文书", "Fee") }, { "search", zh_en("检索材料", "Search") },
				{ "opinion", zh_en("承办处室意见", "Opinion of the division") },
			{ "review", zh_en("公开审查表", "Review") }, { "legal", zh_en("法制审核材料", "Legal opinion") },
				{ "signing", zh_en("签发单", "Signing") },
			{ "reply", zh_en("答复书及附件", "Reply") }, { "service", zh_en("送达凭证", "Proof of service") },
			{ "withdrawal", zh_en("撤回申请书", "Withdrawal") }, { "later", zh_en("复议诉讼文书", "Later proceedings") },
		}, required = true },
		{ "file", zh_en("文件", "File"), file, pii = true }, { "on", zh_en("材料日期", "Date"), date },
			{ "pages", zh_en("页数", "Pages"), int, min = 0 },
	} },
	-- 申请原件、身份证明的扫描件：文件名也可能含有姓名
	{ "files", zh_en("材料", "Files"), files, pii = true },
	{ "tags", zh_en("标签", "Tags"), tags },
	{ "note", zh_en("备注", "Note"), para },
}
