package geo

type Point struct{ Y int }
