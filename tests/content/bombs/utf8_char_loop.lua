-- expect E102
while true do local s = utf8.char(120, 120, 120, 120, 120, 120, 120, 120) end
