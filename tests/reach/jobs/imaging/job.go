package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"

	"github.com/disintegration/imaging"
)

func main() {
	src := imaging.New(4, 2, color.NRGBA{10, 20, 30, 255})
	src.Set(0, 0, color.NRGBA{250, 0, 0, 255})
	dst := imaging.Resize(src, 8, 4, imaging.Lanczos)
	fmt.Println(dst.Bounds(), dst.Stride, len(dst.Pix), crc32.ChecksumIEEE(dst.Pix))
	fmt.Println(imaging.Rotate90(src).Bounds(), imaging.FlipH(src).NRGBAAt(3, 0), imaging.Grayscale(src).Pix[:4])
	var out bytes.Buffer
	fmt.Println(imaging.Encode(&out, dst, imaging.PNG))
	back, err := imaging.Decode(bytes.NewReader(out.Bytes()))
	if err != nil {
		panic(err)
	}
	fmt.Println(back.Bounds().Dx(), imaging.Clone(back).Pix[0] == dst.Pix[0])
	array := image.NRGBA{Pix: make([]byte, 16), Stride: 8, Rect: image.Rect(0, 0, 2, 2)}
	for i := range array.Pix {
		array.Pix[i] = byte(i)
	}
	fmt.Println(imaging.FlipV(&array).Pix)
	fmt.Println(imaging.AdjustFunc(src, func(c color.NRGBA) color.NRGBA { return color.NRGBA{c.B, c.G, c.R, c.A} }).Pix[:4])
}
