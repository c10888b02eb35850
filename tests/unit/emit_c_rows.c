/* The fixed part of the emitted C, its table in rows. */

#include "emit_c_decide.h"
