-- expect E101
local s = table.concat({}, "", 1, 1 << 60)
