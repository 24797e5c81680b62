-- class: bug
-- expect: value [false,false,false,false,"9999-12-31"]
-- days at the ends of time
local last, first = "9999-12-31", "0001-01-01"
local far = math.maxinteger
return { (pcall(date.add, last, far)), (pcall(date.add, first, math.mininteger)), (pcall(workday.add, last, far)),
	(pcall(workday.add, first, math.mininteger)), date.add(first, date.days(first, last)) }
