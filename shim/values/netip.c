#include "values/netip.h"
#include "abi/abi3.h"
#include "abi/attributes.h"
#include "call/argerror.h"
#include "call/call.h"
#include "values/number.h"
#include "values/text.h"
#include <stdint.h>
#include <string.h>

enum { GS_IP_V4_BYTES = 4, GS_IP_V6_BYTES = 16 };
enum { GS_IP_TAKES_TEXT = 1 }; /* the same as in internal/convert/ip.go: gs_type.n */
enum { GS_HOST_BITS = 1 << 8 }; /* the same as in rt/netip.go */
static const char gs_ip_expected[] = "IPv4Address or IPv6Address";

/* The classes of ipaddress: [0] for version 4, [1] for version 6. */
static struct {
    PyObject *address[2], *network[2], *interface[2];
    PyObject *of_address, *of_interface; /* functions that make them of text */
} gs_ip;

GS_COLD int gs_netip_load(void) {
    static const struct {
        const char *name;
        PyObject **into;
    } classes[] = { { "ip_address", &gs_ip.of_address }, { "ip_interface", &gs_ip.of_interface },
        { "IPv6Network", &gs_ip.network[1] }, { "IPv4Network", &gs_ip.network[0] },
        { "IPv6Interface", &gs_ip.interface[1] }, { "IPv4Interface", &gs_ip.interface[0] },
        { "IPv6Address", &gs_ip.address[1] }, { "IPv4Address", &gs_ip.address[0] } };
    PyObject *m = PyImport_ImportModule("ipaddress");
    int r = m ? 0 : -1;
    for (size_t i = 0; !r && i < sizeof classes / sizeof *classes; i++) {
        if (!*classes[i].into) *classes[i].into = PyObject_GetAttrString(m, classes[i].name);
        if (!*classes[i].into) r = -1;
    }
    Py_XDECREF(m);
    return r;
}

/* Imports ipaddress at first use. The last class marks that all are there. */
GS_INLINE int gs_netip_ready(void) { return GS_LIKELY(gs_ip.address[0] != NULL) ? 0 : gs_netip_load(); }

/* The index of the class that v is an instance of; -1 for neither. */
GS_INLINE int gs_netip_version(PyObject *const *classes, PyObject *v) {
    return gs_isinstance(v, (PyTypeObject *)classes[0]) ? 0 : gs_isinstance(v, (PyTypeObject *)classes[1]) ? 1 : -1;
}

/* Writes the bytes and the zone of an address. want: the number of bytes. The types are
   checked, since a subclass may override the attributes. */
static GS_NOINLINE int gs_netip_parts_put(gs_encoder *t, const char *expected, PyObject *v, const gs_path *path,
    PyObject *packed, PyObject *zone, Py_ssize_t want) {
    char *from, *to;
    Py_ssize_t n;
    uint64_t z[2] = { 0, 0 };
    if (!PyBytes_Check(packed) || (zone != Py_None && !PyUnicode_Check(zone)))
        return gs_argerror_value(path, GS_WRONG_TYPE, expected, v);
    if (PyBytes_AsStringAndSize(packed, &from, &n)) return -1;
    if (n != want)
        return gs_argerror(path, PyExc_ValueError, "expected %s, got one whose 'packed' has another length", expected,
            NULL);
    if (gs_encoder_word(t, (uint64_t)n) || !(to = gs_encoder_alloc(t, (size_t)n))) return -1;
    memcpy(to, from, (size_t)n);
    if (want == GS_IP_V4_BYTES) return 0;
    if (zone != Py_None && gs_str_in(t->call, zone, z)) return -1;
    if (gs_encoder_word(t, z[1]) || !(to = gs_encoder_alloc(t, (size_t)z[1]))) return -1;
    if (z[1]) memcpy(to, (void *)(uintptr_t)z[0], (size_t)z[1]);
    return 0;
}

/* Writes an address of a version. Its attributes may run code, so the caller holds v. */
static GS_NOINLINE int gs_netip_address_put(gs_encoder *t, const char *expected, PyObject *v, const gs_path *path,
    int version) {
    PyObject *packed = PyObject_GetAttrString(v, "packed");
    PyObject *zone = !packed ? NULL : version ? PyObject_GetAttrString(v, "scope_id") : Py_NewRef(Py_None);
    int r = -1;
    if (zone) r = gs_netip_parts_put(t, expected, v, path, packed, zone, version ? GS_IP_V6_BYTES : GS_IP_V4_BYTES);
    else gs_argerror_value(path, GS_RAISED, expected, v);
    Py_XDECREF(zone);
    Py_XDECREF(packed);
    return r;
}

/* Whether it is text or bytes, which a function of ipaddress makes an object of, and whether the
   type takes them. */
GS_INLINE int gs_netip_is_text(const gs_type *ty, PyObject *v) {
    return ty->n == GS_IP_TAKES_TEXT && (PyUnicode_Check(v) || PyBytes_Check(v));
}

static GS_NOINLINE int gs_netip_text_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path,
    PyObject *of) {
    PyObject *o = PyObject_CallFunctionObjArgs(of, v, NULL);
    int r = o ? ty->ops->put(t, ty, o, path) : gs_argerror_value(path, GS_RAISED, ty->expected, v);
    Py_XDECREF(o);
    return r;
}

static GS_NOINLINE int gs_netip_addr_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, 0);
    if (gs_netip_ready()) return -1;
    if (gs_netip_is_text(ty, v)) return gs_netip_text_put(t, ty, v, path, gs_ip.of_address);
    int version = gs_netip_version(gs_ip.address, v);
    if (version < 0) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    Py_INCREF(v);
    int r = gs_netip_address_put(t, ty->expected, v, path, version);
    Py_DECREF(v);
    return r;
}

/* Writes a network, or an address in one: the number of bits, then the address. A Go prefix has
   no zone. */
static GS_NOINLINE int gs_netip_bits_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path,
    PyObject *network, PyObject *address, int version) {
    PyObject *bits = PyObject_GetAttrString(network, "prefixlen");
    PyObject *zone = bits && version ? PyObject_GetAttrString(address, "scope_id") : NULL;
    long long n = bits && PyLong_Check(bits) ? PyLong_AsLongLong(bits) : -1;
    int r = -1;
    if (!bits || (version && !zone) || PyErr_Occurred()) gs_argerror_value(path, GS_RAISED, ty->expected, v);
    else if (zone && zone != Py_None)
        gs_argerror(path, PyExc_ValueError,
            "expected a network without a zone (a %s has none), got one with zone %R", "netip.Prefix", zone);
    else if (n < 0 || n > (version ? 128 : 32)) gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    else if (!gs_encoder_word(t, 1) && !gs_encoder_word(t, (uint64_t)n))
        r = gs_netip_address_put(t, gs_ip_expected, address, path, version);
    Py_XDECREF(zone);
    Py_XDECREF(bits);
    return r;
}

static GS_NOINLINE int gs_netip_prefix_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, 0);
    if (gs_netip_ready()) return -1;
    if (gs_netip_is_text(ty, v)) return gs_netip_text_put(t, ty, v, path, gs_ip.of_interface);
    /* an interface is also an address, so it comes second */
    int version = gs_netip_version(gs_ip.network, v), alone = version >= 0;
    if (!alone && (version = gs_netip_version(gs_ip.interface, v)) < 0)
        return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    Py_INCREF(v);
    PyObject *network = alone ? Py_NewRef(v) : PyObject_GetAttrString(v, "network");
    PyObject *address = !network ? NULL : alone ? PyObject_GetAttrString(v, "network_address") : Py_NewRef(v);
    int r = -1;
    if (!address) gs_argerror_value(path, GS_RAISED, ty->expected, v);
    else if (gs_netip_version(gs_ip.address, address) != version)
        gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    else r = gs_netip_bits_put(t, ty, v, path, network, address, version);
    Py_XDECREF(address);
    Py_XDECREF(network);
    Py_DECREF(v);
    return r;
}

static GS_NOINLINE int gs_netip_addrport_put(gs_encoder *t, const gs_type *ty, PyObject *v, const gs_path *path) {
    if (v == Py_None) return gs_encoder_word(t, 0);
    if (gs_netip_ready()) return -1;
    if (!PyTuple_Check(v) || PyTuple_Size(v) != 2) return gs_argerror_value(path, GS_WRONG_TYPE, ty->expected, v);
    PyObject *address = PyTuple_GetItem(v, 0), *port = PyTuple_GetItem(v, 1);
    gs_path first = { path, GS_AT_INDEX, NULL, NULL, 0, NULL }, second = { path, GS_AT_INDEX, NULL, NULL, 1, NULL };
    int version = gs_netip_version(gs_ip.address, address), r;
    uint64_t w;
    if (version < 0) return gs_argerror_value(&first, GS_WRONG_TYPE, gs_ip_expected, address);
    Py_INCREF(v);
    r = gs_number_in(GS_U16, port, &w);
    if (r) r = gs_argerror_value(&second, r, r == GS_OUT_OF_RANGE ? "a port (0 to 65535)" : "int", port);
    else
        r = gs_encoder_word(t, 1) || gs_encoder_word(t, w)
            ? -1
            : gs_netip_address_put(t, gs_ip_expected, address, &first, version);
    Py_DECREF(v);
    return r;
}

/* An address with a zone: "fe80::1%eth0". The constructor takes a zone in text form only.
   ValueError if ipaddress does not allow the zone. Takes over plain. */
static GS_NOINLINE PyObject *gs_netip_zoned(PyObject *plain, const char *zone, Py_ssize_t n) {
    PyObject *z = gs_text(zone, n), *text = z ? PyUnicode_FromFormat("%S%%%U", plain, z) : NULL;
    PyObject *o = text ? PyObject_CallFunctionObjArgs(gs_ip.address[1], text, NULL) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(z);
    Py_DECREF(plain);
    return o;
}

/* Reads an address. bits: the bits of a network or an interface; -1 for an address. */
static GS_NOINLINE PyObject *gs_netip_address_take(gs_decoder *r, PyObject *const *classes, int bits) {
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r), nzone = 0;
    if (n <= 0) return Py_NewRef(Py_None);
    const char *p = gs_decoder_bytes(r, (size_t)n), *zone = NULL;
    int version = n == GS_IP_V6_BYTES;
    if (version) {
        nzone = (Py_ssize_t)gs_decoder_word(r);
        zone = gs_decoder_bytes(r, (size_t)nzone);
    }
    PyObject *packed = PyBytes_FromStringAndSize(p, n), *o = NULL;
    if (packed)
        o = bits < 0 ? PyObject_CallFunctionObjArgs(classes[version], packed, NULL)
                     : PyObject_CallFunction(classes[version], "((Oi))", packed, bits);
    Py_XDECREF(packed);
    return o && nzone ? gs_netip_zoned(o, zone, nzone) : o;
}

static GS_NOINLINE PyObject *gs_netip_addr_take(gs_decoder *r, const gs_type *ty) {
    return (void)ty, gs_netip_ready() ? NULL : gs_netip_address_take(r, gs_ip.address, -1);
}

static GS_NOINLINE PyObject *gs_netip_prefix_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    if (gs_netip_ready()) return NULL;
    if (!gs_decoder_word(r)) return Py_NewRef(Py_None);
    uint64_t bits = gs_decoder_word(r);
    return gs_netip_address_take(r, bits & GS_HOST_BITS ? gs_ip.interface : gs_ip.network,
        (int)(bits & ~(uint64_t)GS_HOST_BITS));
}

static GS_NOINLINE PyObject *gs_netip_addrport_take(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    if (gs_netip_ready()) return NULL;
    if (!gs_decoder_word(r)) return Py_NewRef(Py_None);
    PyObject *port = PyLong_FromLongLong((long long)gs_decoder_word(r));
    PyObject *address = port ? gs_netip_address_take(r, gs_ip.address, -1) : NULL;
    PyObject *pair = address ? PyTuple_Pack(2, address, port) : NULL;
    Py_XDECREF(address);
    Py_XDECREF(port);
    return pair;
}

static GS_NOINLINE void gs_netip_addr_skip(gs_decoder *r, const gs_type *ty) {
    (void)ty;
    Py_ssize_t n = (Py_ssize_t)gs_decoder_word(r);
    if (n <= 0) return;
    gs_decoder_bytes(r, (size_t)n);
    if (n == GS_IP_V6_BYTES) gs_decoder_bytes(r, (size_t)gs_decoder_word(r));
}

/* Reads over a prefix or an address with a port. */
static GS_NOINLINE void gs_netip_pair_skip(gs_decoder *r, const gs_type *ty) {
    if (!gs_decoder_word(r)) return;
    gs_decoder_word(r);
    gs_netip_addr_skip(r, ty);
}

GS_OPS(netip_addr, gs_netip_addr_put, gs_netip_addr_take, gs_netip_addr_skip, gs_decode_items, gs_decode_skip_items, 8);
GS_OPS(netip_prefix, gs_netip_prefix_put, gs_netip_prefix_take, gs_netip_pair_skip, gs_decode_items,
    gs_decode_skip_items, 8);
GS_OPS(netip_addrport, gs_netip_addrport_put, gs_netip_addrport_take, gs_netip_pair_skip, gs_decode_items,
    gs_decode_skip_items, 8);
