-- class: cpu
-- expect: cpu
-- one C loop of 2^62 rounds that copies nothing
return ("").rep("", 1 << 62)
