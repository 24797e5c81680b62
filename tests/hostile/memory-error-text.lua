-- class: memory
-- expect: memory
-- an error message as large as may be, wrapped again and again
local message = ("x"):rep(1 << 20)
while true do
	local ok, e = pcall(error, message .. message)
	message = e
end
