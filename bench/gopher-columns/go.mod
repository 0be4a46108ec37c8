module gophercolumns

go 1.25.0
