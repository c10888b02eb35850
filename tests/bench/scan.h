#ifndef WRIT_TESTS_BENCH_SCAN_H
#define WRIT_TESTS_BENCH_SCAN_H

/* The least that reading can cost: the lexer's own automaton, run over a text
 * without making anything of what it finds. */

#include <stddef.h>

/* How many tokens the text has; it has a NUL behind it. */
size_t scan_text(const unsigned char *bytes, size_t length);

#endif
