-- class: debug
-- expect: value "table function"
-- %s shows what tostring() would
return string.format("%s %-s", {}, pcall)
