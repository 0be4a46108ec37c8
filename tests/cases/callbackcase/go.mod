module example.com/callbackcase

go 1.25
