-- class: cpu
-- expect: cpu
-- a jump backwards
::again:: goto again
