-- expect E102
while true do local x = math.max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) end
