module thumbnails

go 1.25.0
