/* walk.h: one value along its type's description, in both directions. */
#ifndef GS_WALK_H
#define GS_WALK_H
#include "function.h"
#include "pyobject.h"
#include "stream.h"
#include "map.h"
#include "named.h"
#include "time.h"
#include "netip.h"
#include "bigint.h"

/* In a function of its own, as all that needs room: every level of a deep value
   has a frame of gs_tape_put(). */
GS_FUNC int gs_bytes_put(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    gs_call c = { t->call->fn, NULL, NULL, 0, 0 };
    gs_undo u;
    uint64_t w[2];
    char *p;
    int r = GS_WRONG_TYPE; /* an array is never nil */
    if (ty->n < 0 || v != Py_None) r = gs_bytes_in(&c, v, w, &u);
    if (r) return gs_blame_value(path, r, ty->expected, v);
    if (ty->n >= 0 && (int64_t)w[1] != ty->n) r = gs_blame(path, PyExc_ValueError, "expected %s", ty->expected, NULL);
    else if (!w[0]) r = gs_tape_word(t, (uint64_t)-1);
    else if (gs_tape_word(t, w[1]) || !(p = gs_tape_room(t, w[1]))) r = -1;
    else memcpy(p, (void *)(uintptr_t)w[0], w[1]);
    gs_done(&c);
    return r;
}

static int gs_tape_put(gs_tape *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    uint64_t w[4];
    PyObject *zone;
    char *p;
    int r;
    switch (ty->kind) {
    case GS_STR:
        r = gs_str_in(t->call, v, w);
        if (r) break;
        if (gs_tape_word(t, w[1]) || !(p = gs_tape_room(t, w[1]))) return -1;
        memcpy(p, (void *)(uintptr_t)w[0], w[1]);
        return 0;
    case GS_BYTES: return gs_bytes_put(t, ty, v, path);
    case GS_LIST:
    case GS_ARRAY:
    case GS_DICT:
    case GS_SET:
    case GS_OPT:
        if (gs_stack_deep("a value")) return -1;
        if (ty->kind == GS_DICT) return gs_dict_put(t, ty, v, path);
        if (ty->kind == GS_SET) return gs_set_put(t, ty, v, path);
        if (ty->kind == GS_OPT) return v == Py_None ? gs_tape_word(t, 0) : gs_tape_word(t, 1) ? -1 : gs_tape_put(t, ty->elem, v, path);
        return gs_list_put(t, ty, v, path);
    case GS_OBJ:
    case GS_REF:
        r = gs_object_in(t->call, ty->cls, v, w, ty->kind == GS_REF);
        if (r) break;
        if (v != Py_None && gs_is_of(ty->cls, v)) {
            /* the list it stands in may drop it while Go works */
            Py_INCREF(v);
            if (gs_keep(t->call, v) || (ty->kind == GS_OBJ && gs_snapshot_add(t->call, ty->cls->copy, v, t, NULL))) return -1;
        }
        return gs_tape_word(t, w[0]);
    case GS_NAMED: {
        gs_type plain = *ty->elem;
        plain.expected = ty->expected;
        return gs_tape_put(t, &plain, v, path);
    }
    case GS_BOX: return gs_box_put(t, ty, v, path);
    case GS_TIME:
        r = gs_time_in(v, w, &zone);
        if (r) return gs_time_blame(path, r, ty, v);
        r = gs_time_put(t, w, zone);
        Py_XDECREF(zone);
        return r;
    case GS_DURATION:
        r = gs_duration_in(v, w);
        if (r) return gs_time_blame(path, r, ty, v);
        return gs_tape_word(t, w[0]);
    case GS_CALLABLE: return gs_callable_put(t, ty, v, path);
    case GS_PYOBJECT:
    case GS_PYSTR: return gs_pyobject_put(t, ty, v, path);
    case GS_STREAM: return gs_iterable_put(t, ty, v, path);
    case GS_NETIP_ADDR: return gs_netip_addr_put(t, ty, v, path);
    case GS_NETIP_PREFIX: return gs_netip_prefix_put(t, ty, v, path);
    case GS_NETIP_ADDRPORT: return gs_netip_addrport_put(t, ty, v, path);
    case GS_BIGINT: return gs_bigint_put(t, ty, v, path);
    default:
        r = gs_number_in(ty->kind, v, w);
        if (r) break;
        if (gs_tape_word(t, w[0])) return -1;
        return ty->kind == GS_C64 || ty->kind == GS_C128 ? gs_tape_word(t, w[1]) : 0;
    }
    return gs_blame_value(path, r, r == GS_OUT_OF_RANGE ? gs_number_fits(ty->kind) : ty->expected, v);
}

static PyObject *gs_tape_take(gs_reader *r, const gs_type *ty) {
    uint64_t w[4];
    size_t n;
    PyObject *o;
    switch (ty->kind) {
    case GS_STR:
        n = (size_t)gs_read_word(r);
        return gs_text(gs_read_bytes(r, n), (Py_ssize_t)n);
    case GS_BYTES:
        n = (size_t)gs_read_word(r);
        if (n == (size_t)-1) n = 0; /* nil: b"" */
        return PyBytes_FromStringAndSize(gs_read_bytes(r, n), (Py_ssize_t)n);
    case GS_LIST:
    case GS_ARRAY: return gs_list_take(r, ty);
    case GS_DICT: return gs_dict_take(r, ty);
    case GS_SET: return gs_set_take(r, ty);
    case GS_OPT: return gs_read_word(r) ? gs_tape_take(r, ty->elem) : Py_NewRef(Py_None);
    case GS_OBJ:
    case GS_REF:
    case GS_BOX:
        w[0] = gs_read_word(r);
        w[1] = gs_read_word(r);
        return gs_object_out(ty->cls, w, r->face);
    case GS_NAMED: o = gs_tape_take(r, ty->elem); return gs_named_wrap(ty->cls, o);
    case GS_TIME:
        for (int i = 0; i < 4; i++) w[i] = gs_read_word(r);
        n = (size_t)w[3] >> 1;
        return gs_time_out(w, gs_read_bytes(r, n), (Py_ssize_t)n);
    case GS_DURATION: w[0] = gs_read_word(r); return gs_duration_out(w);
    case GS_CALLABLE: return gs_callable_take(r, ty);
    case GS_PYOBJECT:
    case GS_PYSTR: return gs_pyobject_take(r, ty);
    case GS_STREAM:
    case GS_CHANNEL: return gs_stream_take(r, ty);
    case GS_NETIP_ADDR: return gs_netip_addr_take(r);
    case GS_NETIP_PREFIX: return gs_netip_prefix_take(r);
    case GS_NETIP_ADDRPORT: return gs_netip_addrport_take(r);
    case GS_BIGINT: return gs_bigint_take(r);
    default:
        w[0] = gs_read_word(r);
        if (ty->kind == GS_C64 || ty->kind == GS_C128) w[1] = gs_read_word(r);
        return gs_number_out(ty->kind, w);
    }
}

static void gs_tape_skip(gs_reader *r, const gs_type *ty) {
    int elem = ty->elem ? ty->elem->kind : GS_STR;
    Py_ssize_t n;
    switch (ty->kind) {
    case GS_STR:
    case GS_BYTES:
        n = (Py_ssize_t)gs_read_word(r);
        gs_read_bytes(r, n < 0 ? 0 : (size_t)n);
        return;
    case GS_LIST:
    case GS_ARRAY:
        n = ty->kind == GS_ARRAY ? (Py_ssize_t)ty->n : (Py_ssize_t)gs_read_word(r);
        if (n <= 0) return;
        if (GS_IS_NUMBER(elem)) gs_read_bytes(r, (size_t)n * gs_number_size[elem]);
        else gs_tape_skip_items(r, ty->elem, elem == GS_OBJ ? 1 : n); /* one slot holds all structs */
        return;
    case GS_DICT:
        for (n = (Py_ssize_t)gs_read_word(r); n > 0; n--) {
            gs_tape_skip(r, ty->key);
            gs_tape_skip(r, ty->elem);
        }
        return;
    case GS_SET:
        n = (Py_ssize_t)gs_read_word(r);
        gs_tape_skip_items(r, ty->key, n);
        return;
    case GS_OPT:
        if (gs_read_word(r)) gs_tape_skip(r, ty->elem);
        return;
    case GS_NAMED: gs_tape_skip(r, ty->elem); return;
    case GS_OBJ:
    case GS_REF:
    case GS_BOX:
    case GS_PYOBJECT:
    case GS_PYSTR:
    case GS_STREAM:
    case GS_CHANNEL:
        gs_read_word(r);
        gs_slot_free((int32_t)gs_read_word(r), 0);
        return;
    case GS_CALLABLE:
        gs_read_word(r);
        gs_slot_free((int32_t)gs_read_word(r), 0);
        gs_read_word(r);
        return;
    case GS_TIME:
        gs_read_bytes(r, 3 * 8);
        gs_read_bytes(r, (size_t)gs_read_word(r) >> 1);
        return;
    case GS_NETIP_ADDR: gs_netip_addr_skip(r); return;
    case GS_NETIP_PREFIX:
    case GS_NETIP_ADDRPORT: gs_netip_pair_skip(r); return;
    case GS_BIGINT: gs_bigint_skip(r); return;
    case GS_C64:
    case GS_C128: gs_read_bytes(r, 2 * 8); return;
    default: gs_read_word(r);
    }
}

/* An argument of any type through a tape: address and length. */
GS_FUNC int gs_tape_in(gs_call *c, int arg, const gs_type *ty, PyObject *v, uint64_t *w, gs_tape *t) {
    gs_path path = { NULL, GS_AT_ARG, c->fn->params[arg].name, c->fn, 0, NULL };
    gs_tape_init(t, c);
    int r = gs_tape_put(t, ty, v, &path);
    w[0] = (uint64_t)(uintptr_t)t->p;
    w[1] = t->len;
    return r;
}
#endif
