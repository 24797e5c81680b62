-- class: coroutine
-- expect: error 'coroutine' is not available
-- a thread has hooks of its own
return coroutine.wrap(function() while true do end end)()
