module example.com/messagescase

go 1.25
