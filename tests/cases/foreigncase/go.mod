module example.com/foreigncase

go 1.25

require example.com/tree/v2 v2.0.0

replace example.com/tree/v2 => ./tree
