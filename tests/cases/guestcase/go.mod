module example.com/guestcase

go 1.25
