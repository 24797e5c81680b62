-- class: bug
-- expect: error 'coroutine' is not available
-- 5.4.4: a long chain of coroutine.close passes the C stack
local co
for i = 1, 100000 do
	local inner = co
	co = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() coroutine.close(inner) end }) coroutine.yield() end)
	coroutine.resume(co)
end
coroutine.close(co)
