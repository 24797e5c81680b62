-- ledgers that registers are imported from, and exported to
return {
	-- what is wrong with a cell or a row
	["import.no-date"] = { zh = "“{value}”不是日期", en = "'{value}' is no date" },
	["import.no-such-day"] = { zh = "“{value}”不存在这一天", en = "'{value}': there is no such day" },
	["import.no-year"] = { zh = "“{value}”没有写明年份", en = "'{value}' does not say the year in full" },
	["import.bad-time"] = { zh = "“{value}”不是时间", en = "'{value}' is no time" },
	["import.no-choice"] = { zh = "“{value}”不是“{field}”可填的内容", en = "'{value}' is none of the values of '{field}'" },
	["import.no-value"] = { zh = "“{value}”读不懂", en = "'{value}' cannot be understood" },
	["import.no-state"] = { zh = "“{value}”不是本登记簿的状态", en = "'{value}' is no state of the register" },
	["import.error-cell"] = { zh = "公式出错：{value}", en = "the formula failed: {value}" },
	["import.no-result"] = { zh = "公式没有保存结果，请在表格软件中打开并另存", en = "a formula without its result: open the file and save it again" },
	["import.rounded"] = { zh = "号码存成了数字，超过15位的部分已丢失，请改为文本格式重新填写",
		en = "a number stands there as a figure, and its digits beyond 15 are lost: type it again as text" },
	["import.missing"] = { zh = "缺少“{field}”", en = "'{field}' is missing" },
	["import.future"] = { zh = "日期 {date} 在今天之后", en = "the date {date} lies in the future" },
	["import.needs-history"] = { zh = "台账中已是“{state}”，请加 --history 按历史数据导入",
		en = "the ledger says '{state}' already: import it with --history" },
	["import.has-identity"] = { zh = "这一行是从本登记簿导出的，请用 --update 导入", en = "this row was exported from here: import it with --update" },
	-- warnings
	["import.out-of-order"] = { zh = "{on} 的“{move}”不该在“{state}”时进行", en = "'{move}' on {on} is no move of '{state}'" },
	["import.other-state"] = { zh = "台账写“{stated}”，按日期推定是“{dates}”", en = "the ledger says '{stated}', its dates say '{dates}'" },

	-- the mapping
	["import.mapping-head"] = {
		zh = "{register}：导入台账时，各列和各种写法对应什么。\ncolumns：表头 = 字段，或 note（存为备注）、skip（不导入）、no（编号）、state（状态）、serial（序号）。\n"
			.. "values：写法 = 代码。proposed 是猜测，核对后移到 values 才生效。本文件只作数据读取。",
		en = "{register}: what the columns and words of ledgers stand for.\n"
			.. "columns: header = field, or note (kept as text), skip (left out), no (number), state, serial.\n"
			.. "values: word = code. What is under proposed is a guess: move it to values. This file is read as data." },
}
