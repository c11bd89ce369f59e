-- expect E101
local m = getmetatable("").__index
