-- expect E102
local function f(x) return function() return f(x) end end
local g = f(1)
while true do g = g() end
