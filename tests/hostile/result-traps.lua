-- class: result
-- expect: value [1]
-- every metamethod is a trap
local function trap() error("ran") end
return setmetatable({ 1 }, { __index = trap, __len = trap, __tostring = trap, __name = trap, __eq = trap, __call = trap, __close = trap })
