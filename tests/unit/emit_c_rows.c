/* The fixed part of the emitted C, its table in rows and its answers in cases. */

#include "emit_c_decide.h"
