-- class: cpu
-- expect: cpu
-- nothing in it allocates or calls
while true do end
