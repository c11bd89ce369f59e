-- expect E102
repeat until false
