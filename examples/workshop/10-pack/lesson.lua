-- 练习 10 的检查项：全部满足才算完成。lesson 10: what must be true before it is done
return {
	title = { zh = "把规则打包给邻近单位", en = "Give a pack of rules to the office next door" },
	minutes = 45,
	checks = {
		{ kind = "filled", path = "share/events/pack.lua", gap = "____", first = true,
			missing = { zh = "share/events/pack.lua 第 {line} 行还有空没有填",
				en = "share/events/pack.lua: line {line} still has a gap to fill" } },
		{ kind = "pack", office = "neighbour", name = "events", state = "trusted",
			absent = { zh = "邻近单位还没有安装规则包 events", en = "the office next door has not installed the pack events yet" },
			missing = { zh = "邻近单位还没有信任这个包的密钥（现在的状态：{state}）",
				en = "the office next door does not trust the key of the pack yet (it is {state})" } },
	},
}
