package vectorise

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A path leads from one block to another one that it dominates.
type path struct{ to, from *ssa.BasicBlock }

// inOrder lists the blocks of a function that can be reached, each after all that lead to it.
func inOrder(fn *ssa.Function) ([]*ssa.BasicBlock, error) {
	const (
		begun = 1 + iota
		ended
	)
	state := map[*ssa.BasicBlock]int{}
	var order []*ssa.BasicBlock
	var visit func(b *ssa.BasicBlock) error
	visit = func(b *ssa.BasicBlock) error {
		switch state[b] {
		case begun:
			return errors.New("it has a loop")
		case ended:
			return nil
		}
		state[b] = begun
		for _, next := range b.Succs {
			if err := visit(next); err != nil {
				return err
			}
		}
		state[b] = ended
		order = append(order, b)
		return nil
	}
	err := visit(fn.Blocks[0])
	slices.Reverse(order)
	return order, err
}

// reached is the condition under which a block runs, if one that dominates it does. "" is always.
func (b *body) reached(to, from *ssa.BasicBlock) string {
	if to == from {
		return ""
	}
	p := path{to, from}
	if known, is := b.paths[p]; is {
		return known
	}
	if nearest := to.Idom(); nearest != from && always(nearest, to) {
		return b.reached(nearest, from)
	} else if nearest == from && always(from, to) {
		return ""
	}
	var ways []string
	for i := range to.Preds {
		ways = append(ways, b.edge(to, i, from)) // none is "": not all ways lead here
	}
	name := ways[0]
	if len(ways) > 1 {
		name = fmt.Sprintf("p%d", len(b.paths))
		b.line("const _Bool %s = %s;", name, strings.Join(ways, " | "))
	}
	b.paths[p] = name
	return name
}

// always reports whether each way on from a block leads to another one.
func always(from, to *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{to: true}
	var ends func(b *ssa.BasicBlock) bool
	ends = func(b *ssa.BasicBlock) bool {
		if seen[b] {
			return false
		}
		seen[b] = true
		return len(b.Succs) == 0 || slices.ContainsFunc(b.Succs, ends)
	}
	return !ends(from)
}

// edge is the condition under which a block is reached from predecessor i.
func (b *body) edge(to *ssa.BasicBlock, i int, from *ssa.BasicBlock) string {
	before := to.Preds[i]
	condition := b.reached(before, from)
	branch, is := before.Instrs[len(before.Instrs)-1].(*ssa.If)
	if !is {
		return condition
	}
	which := 0
	if before.Succs[0] == before.Succs[1] { // both lead here
		which = oneIf(slices.Contains(to.Preds[:i], before))
	} else if before.Succs[1] == to {
		which = 1
	}
	taken, err := b.operand(branch.Cond)
	if err != nil { // blocks() has seen it
		panic(err)
	}
	if which == 1 {
		taken = "!" + taken
	}
	if condition == "" {
		return taken
	}
	return "(" + condition + " & " + taken + ")"
}

// choose is the value whose condition holds. Of those of one place, exactly one does.
func choose(conditions, values []string) string {
	var text strings.Builder
	last := len(values) - 1
	for i, v := range values[:last] {
		if conditions[i] == "" {
			return v
		}
		fmt.Fprintf(&text, "%s ? %s : ", conditions[i], v)
	}
	return text.String() + values[last]
}

// phi selects among values of several predecessors.
func (b *body) phi(v *ssa.Phi) error {
	k, ok := kindOf(v.Type())
	if !ok {
		return refusal(v)
	}
	values, err := b.operands(v.Edges...)
	if err != nil {
		return err
	}
	block, sound := v.Block(), true
	conditions := make([]string, len(values))
	for i := range values {
		conditions[i] = b.edge(block, i, block.Idom())
		sound = sound && b.isSound(v.Edges[i])
	}
	b.sound[v] = sound
	b.define(v, k.c, "%s", choose(conditions, values))
	return nil
}

func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
