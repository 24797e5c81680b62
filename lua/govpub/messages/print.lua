-- forms that registers print
return {
	["print.hint"] = { zh = "  打印{form}：govpub {reg} print {word} {no}", en = "  print {form}: govpub {reg} print {word} {no}" },
	["print.done"] = { zh = "✔ {no}  {form} → {path}", en = "✔ {no}  {form} → {path}" },
	["print.none"] = { zh = "没有待打印的“{form}”", en = "no {form} waits to be printed" },
	["print.blank"] = { zh = "⚑ {no} 空着：{names}", en = "⚑ {no}: nothing to put for {names}" },
	["print.confirm"] = { zh = "⚑ 措辞待确认：{what}", en = "⚑ wording to be confirmed: {what}" },
	["print.refused"] = { zh = "{no} 没有打印“{form}”：{reason}", en = "{no}: {form} was not printed: {reason}" },
	["print.no-see"] = { zh = "要用到{fields}，{user}不能查看", en = "it shows {fields}, which {user} may not read" },
	["print.form"] = { zh = "文书", en = "form" },
	["print.template"] = { zh = "模板", en = "template" },
	["print.shipped"] = { zh = "随程序", en = "shipped" },
	["print.no-template"] = { zh = "（无）", en = "(none)" },
}
