-- expect E102
local t = utf8.char(1) .. string.rep(utf8.char(0x10FFFF), 5000)
