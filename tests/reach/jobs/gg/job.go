package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"

	"github.com/fogleman/gg"
)

func main() {
	dc := gg.NewContext(60, 40)
	dc.SetRGB(1, 1, 1)
	dc.Clear()
	dc.SetColor(color.RGBA{200, 30, 30, 255})
	dc.DrawCircle(30, 20, 15)
	dc.Fill()
	picture := dc.Image()
	r, g, b, a := picture.At(30, 20).RGBA()
	fmt.Println(picture.Bounds(), r>>8, g>>8, b>>8, a>>8)
	pixels := picture.(*image.RGBA).Pix
	fmt.Println(len(pixels), crc32.ChecksumIEEE(pixels))
	other := gg.NewContextForImage(picture)
	other.DrawImage(picture, 5, 5)
	var out bytes.Buffer
	fmt.Println(other.EncodePNG(&out), other.Width(), other.Height(), out.Len() > 100)
	w, h := dc.MeasureString("hello")
	fmt.Printf("%.2f %.2f\n", w, h)
	source := image.NewRGBA(image.Rect(0, 0, 4, 3))
	for i := range source.Pix {
		source.Pix[i] = []uint8{9, 0, 0, 255}[i%4]
	}
	source.Pix[(1*4+2)*4+1] = 7
	small := gg.NewContext(4, 3)
	small.DrawImage(source, 0, 0)
	small.SetPixel(0, 0)
	back := small.Image().(*image.RGBA).Pix
	fmt.Println(back[:4], back[24:28], bytes.Equal(back[32:], source.Pix[32:]))
}
