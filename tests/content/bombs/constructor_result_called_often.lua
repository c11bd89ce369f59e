-- expect E101
local s = scene "a"
for i = 1, 1 << 40 do s {} end
