#ifndef WRIT_COMMAND_PROGRESS_H
#define WRIT_COMMAND_PROGRESS_H

/* One line on a terminal that says what a long run is doing and how far it
 * is: written anew in place, and gone when the run ends. What takes less than
 * the delay shows nothing. */

#include <stddef.h>

struct progress;

/* Starts to watch; NULL where the machine refuses, which every function here
 * takes for "show nothing". `descriptor` is the terminal, `width` its
 * columns. */
struct progress *progress_start(int descriptor, size_t width,
                                unsigned delay_milliseconds);

/* What is being done from now on; of how many steps which, 0 of 0 where that
 * is not known. The string is copied. */
void progress_step(void *progress, const char *what, size_t number, size_t of);

/* Erases the line and ends the watch. */
void progress_stop(struct progress *progress);

#endif
