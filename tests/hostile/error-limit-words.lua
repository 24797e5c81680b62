-- class: error
-- expect: error stopped: it used more than
-- pretends to have been stopped
error("x: stopped: it used more than 48 MiB of memory", 0)
