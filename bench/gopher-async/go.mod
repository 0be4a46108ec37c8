module gopherasync

go 1.25.0
