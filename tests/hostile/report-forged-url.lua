-- class: report
-- expect: error unknown key 'url'
-- as: rule
-- about another page
return rule {
	id = "report-forged-url",
	title = "T",
	severity = "error",
	on = "page",
	check = function(page, report)
		report { url = "https://other.gov.cn/", message = "x" }
	end,
}
