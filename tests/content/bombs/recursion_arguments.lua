-- expect E102
local function f(...) return 1 + f(1, ...) end
f()
