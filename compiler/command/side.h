#ifndef WRIT_COMMAND_SIDE_H
#define WRIT_COMMAND_SIDE_H

/* The sides of a comparison: policies from the disk or from revisions. */

#include "command/session.h"
#include "diff/diff.h"
#include "diff/origin.h"

/* Works out the policy of an origin, in `session->compilation`, and closes the
 * origin. Gives CALL_DONE; CALL_FAILED where its findings say why it cannot be
 * compared; or CALL_UNUSABLE, and `*error` is the line to print. */
int side_read(struct session *session, struct origin *origin,
              const char **error);

/* Works out the policy that the word names, in `session->compilation`. Gives
 * CALL_DONE, or the exit status and all is said. */
int side_load(struct session *session, const char *word);

/* Compares the two policies of the call; the newer is then in
 * `session->compilation`. Gives CALL_DONE, or the exit status and all is
 * said. */
int sides_compare(struct session *session, struct diff **diff);

/* Frees the comparison and the older policy. */
void sides_close(struct diff *diff);

/* Says that the budget was too small; gives the exit status. */
int sides_exhausted(struct session *session);

/* The formats of what is no list of findings. */
const char *side_format(size_t index);

#endif
