/* The fixed part of the emitted C, its table in rows. */

#define WRIT_POLICY_ROWS 1
#include "emit_c_decide.h"
