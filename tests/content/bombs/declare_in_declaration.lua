-- expect E102
local function f() return option "x" { f() } end
f()
