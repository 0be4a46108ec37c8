/* dlpack.h: arrays as tensors of DLPack, by which PyTorch, JAX, CuPy and NumPy take each other's. Source:
   https://dmlc.github.io/dlpack/latest/, versions 0 and 1. */
#ifndef GS_VALUES_DLPACK_H
#define GS_VALUES_DLPACK_H
#include "abi/abi3.h"
#pragma GCC visibility push(hidden)

/* The methods __dlpack__ and __dlpack_device__ of arrays. */
PyObject *gs_array_dlpack(PyObject *self, PyObject *args, PyObject *kw);
PyObject *gs_array_dlpack_device(PyObject *self, PyObject *unused);
#pragma GCC visibility pop
#endif
