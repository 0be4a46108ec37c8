#include "abi/exclusion.h"

PyObject *gs_once_object, *gs_one_thread;
