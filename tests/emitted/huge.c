/* The policy of large.c with so many rules that places are told in several cells,
 * and with measures, so that a ruling takes more than two bytes. */

#define POLICY huge
#define UPPER  HUGE
#define HEADER "huge.h"
enum { RULES = 9000, PROHIBITIONS = 3000, MEASURES = 12, REQUESTS = 2000 };

#include "large.c"
