-- expect E102
local t = {}
for i = 1, 100 do t[i] = t end
scene "a" (t)
