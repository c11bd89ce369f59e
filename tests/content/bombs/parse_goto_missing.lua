-- expect E101
goto nowhere
