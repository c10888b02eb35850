/* The fixed part of the emitted C, its table in stages. */

#define WRIT_POLICY_ROWS 0
#include "emit_c_decide.h"
