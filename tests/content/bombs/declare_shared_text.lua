-- expect E102
local s, t = string.rep("x", 16000), {}
for i = 1, 10000 do t[i] = s end
scene "a" (t)
