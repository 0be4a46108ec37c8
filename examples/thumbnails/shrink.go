package thumbnails

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // the format of pictures, beside JPEG
)

// A picture with more pixels is refused before it is decoded: a small file may
// claim any size.
const mostPixels = 64 << 20

// Shrink makes a PNG or JPEG as wide as asked, if it is wider. The answer is a JPEG.
func Shrink(picture []byte, width int) ([]byte, error) {
	if width < 1 {
		return nil, fmt.Errorf("a picture can't be %d wide", width)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	if size.Width*size.Height > mostPixels {
		return nil, fmt.Errorf("%d by %d pixels are too many", size.Width, size.Height)
	}
	large, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, shrunk(large, width), nil); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// shrunk takes for each pixel the mean of those that lie under it.
func shrunk(picture image.Image, width int) image.Image {
	from := picture.Bounds()
	if from.Dx() <= width {
		return picture
	}
	large := image.NewRGBA(image.Rect(0, 0, from.Dx(), from.Dy()))
	draw.Draw(large, large.Rect, picture, from.Min, draw.Src)
	height := max(1, from.Dy()*width/from.Dx())
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		top, bottom := y*from.Dy()/height, (y+1)*from.Dy()/height
		for x := range width {
			left, right := x*from.Dx()/width, (x+1)*from.Dx()/width
			small.SetRGBA(x, y, mean(large, image.Rect(left, top, right, bottom)))
		}
	}
	return small
}

func mean(of *image.RGBA, in image.Rectangle) color.RGBA {
	var sum [4]int
	for y := in.Min.Y; y < in.Max.Y; y++ {
		row := of.Pix[of.PixOffset(in.Min.X, y):of.PixOffset(in.Max.X, y)]
		for i := 0; i < len(row); i += 4 {
			for c := range sum {
				sum[c] += int(row[i+c])
			}
		}
	}
	n := in.Dx() * in.Dy()
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), uint8(sum[3] / n)}
}
