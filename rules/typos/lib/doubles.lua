--[[
不应当连写两遍的字和词，和看起来重复、其实没有错的说法。规则 typos/doubled 使用。

  doubles.words    连写两遍的样子：“的的”“进行进行”
  doubles.except   它 → 含有它而没有错的说法的列表
--]]
local doubles = { words = {}, except = {} }

-- 字：后面是没有错的说法
for row in ([[
的的 目的的 标的的 的的确确 的的士 的的哥
了了 为了了 了了解 不了了之 一目了了 小时了了 了了然 了了无 了了心 了了却 了了望 除了了
是是 是是非 是是否 但是是 可是是 还是是 就是是 只是是 于是是 正是是 凡是是 总是是
与与 参与与 赠与与 授与与 给与与 付与与 与与会 与与时
将将 将将来 将将军 将将士 即将将 将将领 大将将 上将将 中将将 少将将 小将将 干将将 名将将
由由 自由由 理由由 缘由由 事由由 案由由 由由于 来由由 根由由
也也 啊也也
并并 并并购 并并入 并并联 并并网 并并处 并并行 并并列 合并并 兼并并
]]):gmatch("[^\n]+") do
	local word
	for w in row:gmatch("%S+") do
		if not word then
			word = w
			doubles.words[#doubles.words + 1] = w
			doubles.except[w] = {}
		else
			table.insert(doubles.except[word], w)
		end
	end
end

-- 词：只收在公文里不会连着用两次的
for word in ([[
	进行 开展 加强 推进 推动 促进 提高 提升 贯彻 健全 确保 根据 按照 关于 以及 并且 或者 如果 因为 所以 但是 同时 目前 其中
	此外 另外 为了 由于 对于 已经 正在 不断 进一步 切实 深入 充分 严格 及时 必须 应当 能够 更加 特此 予以 给予 这些 那些 我们
	他们 你们 大家 本次 今年 去年 明年 截至 坚持 围绕 聚焦 抓好落实 积极主动 认真贯彻 统筹推进 高质量 党中央 国务院 习近平
	人民政府 办公室 工作方案 有限公司 各单位 各部门 现将 通知如下 如下 联系电话 联系人
]]):gmatch("%S+") do
	doubles.words[#doubles.words + 1] = word .. word
	doubles.except[word .. word] = {}
end

return doubles
