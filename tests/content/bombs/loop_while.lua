-- expect E102
while true do end
