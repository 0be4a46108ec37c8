/* netip.h: netip.Addr, Prefix and AddrPort. Twins: rt/netip.go, internal/convert/netip.go. In
   Python they are instances of ipaddress's classes, and a tuple for AddrPort. Go's invalid
   values, such as zero values, are None. */
#ifndef GS_VALUES_NETIP_H
#define GS_VALUES_NETIP_H
#include "values/wire.h"
#pragma GCC visibility push(hidden)

/* Imports ipaddress; 0, or -1 with an exception. */
int gs_netip_load(void);

extern const gs_ops gs_netip_addr_ops, gs_netip_prefix_ops, gs_netip_addrport_ops;
#pragma GCC visibility pop
#endif
