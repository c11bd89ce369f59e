-- expect E102
local function f() return f() end
f()
