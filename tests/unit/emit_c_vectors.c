/* The fixed part of the emitted C, its answers in vectors. */

#define PLACE_FACTS 0x1u
#define PLACE_BEGIN 1u

#include "emit_c_decide.h"
