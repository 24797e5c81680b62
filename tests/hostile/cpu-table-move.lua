-- class: cpu
-- expect: cpu
-- one C loop of 2^40 rounds
table.move({}, 1, 1 << 40, 2)
