-- expect E101
break
