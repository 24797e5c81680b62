--[[
Faults planted into clean texts, for tests of the rules on texts: plant() gives a list of documents
{ name, text, plants = { { line, rule, text } … } }.

Nothing in them is real: numbers of persons begin with 110000, which is no county, and with the year 1900, and get
their check digit here; so do those of cards.
--]]
local BLOCKS = 30 -- lines of a document, a fault in every third

local function checked(id)
	local weights, sum = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 }, 0
	for i, w in ipairs(weights) do sum = sum + w * tonumber(id:sub(i, i)) end
	return id .. ("10X98765432"):sub(sum % 11 + 1, sum % 11 + 1)
end

local function luhn(digits)
	local sum, double = 0, true
	for i = #digits, 1, -1 do
		local d = tonumber(digits:sub(i, i)) * (double and 2 or 1)
		sum, double = sum + (d > 9 and d - 9 or d), not double
	end
	return digits .. (10 - sum % 10) % 10
end

local function wide(s)
	return (s:gsub("%w", function(c) return utf8.char(c:byte() + 0xFEE0) end))
end

local function resident(i) return checked(("1100001900%02d%02d%03d"):format(i % 12 + 1, i % 28 + 1, i)) end
local function card(i) return luhn(("6222020000000%05d"):format(i)) end

-- rule → what makes the i-th fault that it has to find
local kinds = {
	{ "privacy/resident-id", function(i) return ("申请人甲某，身份证号%s。"):format(i % 2 == 0 and resident(i) or wide(resident(i))) end },
	{ "privacy/resident-id-15", function(i) return ("乙某，身份证号码：110000%02d%02d%02d00%d"):format(i % 90, i % 12 + 1, i % 28 + 1, i % 10) end },
	{ "privacy/bank-card", function(i) return ("丙某 一卡通卡号：%s"):format(card(i)) end },
	{ "privacy/mobile", function(i) return ("丁某 监护人 1380000%04d"):format(i) end },
	{ "privacy/passport", function(i) return ("旅客戊某，护照号码E%08d"):format(i * 137) end },
	{ "privacy/plate", function(i) return ("车主己某，号牌沪A%05d"):format(i * 11) end },
	{ "privacy/address", function(i) return ("家庭住址：云澜市东湖区解放路%d号%d室"):format(i + 1, i + 101) end },
	{ "secrecy/mark", function(i) return ({ "机密★10年", "秘密★长期", "绝密★30年", "秘密★6个月", "机密☆" })[i % 5 + 1] end },
	{ "secrecy/level", function(i) return ({ "机密", "（秘密级）", "绝密", "【机密级】" })[i % 4 + 1] end },
	{ "secrecy/internal", function(i)
		return ({ "内部资料　注意保存", "（内部文件，不得外传）", "仅供内部使用", "【内部使用】", "内部参考 请勿外传" })[i % 5 + 1]
	end },
	{ "secrecy/not-public", function(i) return ({ "（此件不公开）", "（此件依申请公开）", "公开属性：不予公开", "(此件不予公开)" })[i % 4 + 1] end },
	{ "secrecy/draft-sheet", function(i) return ("拟稿人：庚某　核稿人：辛某　会签：壬处　签发：癸某%d"):format(i) end },
	{ "secrecy/commercial", function(i) return ({ "核心商密▲", "工作秘密", "商密▲5年", "普通商密" })[i % 4 + 1] end },
	{ "wording/phrases", function(i)
		return ({ "以习近平新时代特色社会主义思想为指导，推进工作。", "统筹推进“五位一体”战略布局。", "实现中华民族伟大复新。",
			"坚持以人民为中点的发展思想。" })[i % 4 + 1]
	end },
	{ "wording/laws", function(i)
		return ({ "2023年，依据《中华人民共和国合同法》签订。", "2024年起按照《企业法人登记管理条例》办理。", "2023年依照《婚姻法》办理。" })[i % 3 + 1]
	end },
	{ "typos/confusion", function(i)
		return ({ "现将有关工作布署如下。", "要认真贯撤落实。", "加强安全妨范。", "做好锻练工作。", "鉴督检查到位。", "陪训合格后上岗。", "有关错施落实到位。",
			"迫不急待地开展。", "建立建全制度。", "请登陆网站查询。", "召开坐谈会。", "招聘启示", "检查院提起公诉。", "不忘初新、牢记使命。" })[i % 14 + 1]
	end },
	{ "typos/doubled", function(i)
		return ({ "各单位的的工作。", "要进行进行检查。", "关于关于印发方案的通知", "应当应当遵守。", "得到了了改善。", "切实切实加强管理。" })[i % 6 + 1]
	end },
	{ "typos/punctuation", function(i) return ({ "特此通知。。", "各县，，各区。", "甲、、乙、丙。", "现予公布，。" })[i % 4 + 1] end },
	{ "typos/width", function(i) return ("截至２0%02d年底完成。"):format(i % 100) end },
	{ "typos/date", function(i) return ({ "2023年2月30日前完成。", "自4月31日起施行。", "2023年13月5日", "2023年2月29日", "截至2022-11-31", "9月31日" })[i % 6 + 1] end },
	{ "typos/weekday", function(i) return ({ "定于2023年4月20日（星期三）召开。", "2024年2月29日，星期五", "2023年10月1日（周六）" })[i % 3 + 1] end },
	{ "typos/document-number", function(i)
		return ({ "云文旅发[2023]%d号", "云政办发（2023）%d号", "云文旅规〔23〕%d号", "云府办字〔2023〕第%d号", "云文旅函〔2023〕0%d号" })[i % 5 + 1]:format(i % 9 + 1)
	end },
	{ "typos/brackets", function(i)
		return ({ "根据《云澜市旅游条例的规定，现予公布。", "推进“双随机、一公开监管工作。", "加强监督管理）的规定。", "依照云澜市旅游条例》执行。" })[i % 4 + 1]
	end },
	{ "typos/amount", function(i) return ("罚款人民币叁仟元整（¥%d00.00）。"):format(i % 20 + 31) end },
}

-- sentences without a fault of any kind
local clean = {
	"各区文化和旅游局，各有关单位：", "为进一步规范旅游市场秩序，保障旅游者和旅游经营者的合法权益，现就有关事项通知如下。",
	"要加强组织领导，明确责任分工，建立健全工作机制，确保各项任务按时完成。", "联系电话：021-55501234，工作时间为周一至周五。",
	"全年接待游客1234.56万人次，旅游收入98.76亿元，同比增长12.3%。", "本办法自2023年6月1日起施行，有效期至2028年5月31日。",
	"《云澜市旅游管理办法》（云文旅规〔2023〕1号）已经局长办公会议审议通过。", "公民、法人或者其他组织可以提出意见建议。",
	"网上办理地址为http://www.yunlan.example/bsfw/110000190001010004/index.html", "附件：工作任务分工表",
}

return function(count)
	local documents, made, serial = {}, 0, 0
	while made < count do
		local d = { name = ("planted-%02d"):format(#documents + 1), plants = {} }
		local lines = {}
		for i = 1, BLOCKS do
			serial = serial + 1
			lines[i] = clean[serial % #clean + 1]
			if i % 3 == 2 and made < count then
				local kind = kinds[made % #kinds + 1]
				lines[i] = kind[2](made // #kinds)
				d.plants[#d.plants + 1] = { line = i, rule = kind[1], text = lines[i] }
				made = made + 1
			end
		end
		d.text = table.concat(lines, "\n") .. "\n"
		documents[#documents + 1] = d
	end
	return documents
end
