-- expect E101
local s = string.format("%" .. string.rep("-", 1000) .. "d", 1)
