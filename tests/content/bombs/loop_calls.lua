-- expect E102
local function f() end
while true do f() end
