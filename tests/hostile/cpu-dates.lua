-- class: cpu
-- expect: value []
-- what looks like dates and is none
return { date.parse(("2026年13月"):rep(200000)), date.parse(("二〇二六年"):rep(200000)) }
