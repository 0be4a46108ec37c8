package emit

import (
	"fmt"
	"strings"

	"gophersnake/internal/model"
)

// genParams writes the parameters that the argument parser reads.
func genParams(w *writer, name string, params []*model.Param) {
	if len(params) == 0 {
		return
	}
	w.p("static const gs_param %s_params[] = {", name)
	for _, p := range params {
		w.p("    { %s, %s, %s },", cString(p.Python), cStringOrNull(p.Default), cString(p.Expected()))
	}
	w.p("};")
	w.p("static PyObject *%s_names[%d], *%s_defaults[%d];", name, len(params), name, len(params))
}

// genFn writes how the argument parser reads the parameters that genParams has written
// under a name, and the function's name in messages, "" for none.
func genFn(w *writer, name, paramsName, shown string, number int, params []*model.Param, options []*model.Option, optional bool) {
	posOnly, pos, required, star := 0, 0, 0, -1
	for i, p := range params {
		switch p.Kind {
		case model.PositionalOnly:
			posOnly, pos = i+1, i+1
		case model.PositionalOrKeyword:
			pos = i + 1
		case model.Star:
			star = i
		}
		if p.Default == "" && p.Kind != model.Star && !optional {
			required++
		}
	}
	list, tables := "NULL", "NULL, NULL"
	if len(params) > 0 {
		list, tables = paramsName+"_params", paramsName+"_names, "+paramsName+"_defaults"
	}
	also := "NULL"
	if len(options) > 0 {
		also = name + "_options"
		genOptions(w, also, options)
	}
	w.p("static const gs_fn %s __attribute__((unused)) = { %s, %s, %d, %d, %d, %d, %d, %d, %s, %d, %s };", name, cStringOrNull(shown), list, len(params), posOnly, pos, required, star, oneIf(optional), tables, number, also)
}

// genOptions lists functional options: the thunks of the functions that make them.
func genOptions(w *writer, name string, options []*model.Option) {
	var list []string
	for _, o := range options {
		n := len(o.Func.Params)
		declared, form := "PyObject *, PyObject *const *, Py_ssize_t, PyObject *", "fast"
		if n == 0 {
			declared, form = "PyObject *, PyObject *", "none"
		}
		w.p("static PyObject *%s(%s);", thunkName(o.Func), declared)
		gathers := n == 1 && o.Func.Params[0].Kind == model.Star
		list = append(list, fmt.Sprintf("{ .name = %s, .n = %d, .gathers = %d, .%s = %s }", cString(o.Python), n, oneIf(gathers), form, thunkName(o.Func)))
	}
	w.p("static const gs_option %s[] = { %s, { .name = NULL } };", name, strings.Join(list, ", "))
}

func shownName(f *model.Func) string {
	switch f.Shape {
	case model.FieldSet, model.VarSet:
		return ""
	case model.Method:
		return f.Recv.Python + "." + f.Python
	}
	return f.Python
}
