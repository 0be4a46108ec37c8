package protocolcase

import "errors"

// Lamp has pairs of methods that are attributes.
type Lamp struct {
	Level  int
	name   string
	watts  float64
	parent *Lamp
	spot   Vec
	labels []string
	hue    int
}

// GetName is the name of the lamp.
func (l *Lamp) GetName() string { return l.name }

// SetName fails without a name.
func (l *Lamp) SetName(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	l.name = name
	return nil
}

// GetParent may be nil.
func (l *Lamp) GetParent() *Lamp { return l.parent }

// SetParent returns the lamp.
func (l *Lamp) SetParent(parent *Lamp) *Lamp { l.parent = parent; return l }

// Watts is a method that Python calls.
func (l *Lamp) Watts() float64 { return l.watts }

// SetWatts sets it.
func (l *Lamp) SetWatts(watts float64) { l.watts = watts }

// Hue has another name in Python.
//
//py:name get_hue
func (l *Lamp) Hue() int { return l.hue }

// SetHue sets it.
func (l *Lamp) SetHue(hue int) { l.hue = hue }

// GetLevel is a field too.
func (l *Lamp) GetLevel() int { return l.Level + 1 }

// SetLevel sets it.
func (l *Lamp) SetLevel(level int) { l.Level = level }

// GetSpot is a copy, and what is written into it would be lost.
func (l *Lamp) GetSpot() Vec { return l.spot }

// SetSpot sets it.
func (l *Lamp) SetSpot(spot Vec) { l.spot = spot }

// GetLabels is a list.
func (l *Lamp) GetLabels() []string { return l.labels }

// SetLabels sets it.
func (l *Lamp) SetLabels(labels []string) { l.labels = labels }

// Switch has none, by its author's word.
//
//py:protocol -properties
type Switch struct{ on bool }

// GetOn is whether it is on.
func (s *Switch) GetOn() bool { return s.on }

// SetOn turns it.
func (s *Switch) SetOn(on bool) { s.on = on }
