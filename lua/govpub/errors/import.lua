-- what is wrong with ledgers that registers are imported from
return {
	["the file has more than 500,000 cells; split it"] = "文件超过 50 万个单元格，请拆分",
	["the file has more than 48 MiB of text; split it"] = "文件的文字超过 48 MiB，请拆分",
	["a sheet has more than 100,000 rows; split the file"] = "工作表超过 10 万行，请拆分文件",
	["a sheet has more than 512 columns; delete what stands far to the right"] = "工作表超过 512 列，请删去右边远处的内容",
	["this is no ledger that can be read: give .xlsx, .xls, .csv, .json or .jsonl"] =
		"这不是能读取的台账；请提供 .xlsx、.xls、.csv、.json 或 .jsonl",
	["%s: this is no list of records in JSON: %s"] = "%s：不是 JSON 记录列表：%s",
	["import takes one file"] = "import 后面写一个文件",
	["%s: files are written as .xlsx, .csv, .json or .jsonl"] = "%s：文件只能写成 .xlsx、.csv、.json 或 .jsonl",
	["--edit makes a workbook: give -o FILE.xlsx"] = "--edit 导出工作簿，请写明 -o 文件.xlsx",
	["%s: this is no workbook that export --edit made of this register"] = "%s：不是本登记簿用 export --edit 导出的工作簿",
	["%s: the file is larger than 16 MiB"] = "%s：文件超过 16 MiB",
	["%s: '%s' is no table of texts"] = "%s：%s 不是文字对照表",
	["%s: '%s' of '%s' is no code of the field '%s'"] = "%s：“%s”（对应“%s”）不是字段 %s 的代码",
	["%s: '%s' of '%s' is no field of the register"] = "%s：“%s”（对应“%s”）不是本登记簿的字段",
}
