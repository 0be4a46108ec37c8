/* module.h: the native module, included after the generated tables: builds classes and errors at import, and puts
   them into the Python modules that ask for them. */
#ifndef GS_MODULE_MODULE_H
#define GS_MODULE_MODULE_H


#endif
