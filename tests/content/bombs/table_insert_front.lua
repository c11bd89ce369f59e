-- expect E102
local t = {}
while true do table.insert(t, 1, 1) end
