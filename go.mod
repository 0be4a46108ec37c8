module gophersnake

go 1.25.0
