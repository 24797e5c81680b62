-- class: declaration
-- expect: error not ok 10000 - declare-tests: tests[10000] 
-- as: test
-- stops: 3
-- ten thousand tests that take two seconds each
local tests = {}
for i = 1, 10000 do tests[i] = { html = "<p>", finds = 0 } end

return rule {
	id = "declare-tests",
	title = "T",
	severity = "error",
	on = "page",
	tests = tests,
	check = function(page, report)
		while true do end
	end,
}
