-- expect E102
local t = {}
for i = 1, 17000 do t[i] = "x" end
local s = table.concat(t)
