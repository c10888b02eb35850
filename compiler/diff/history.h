#ifndef WRIT_DIFF_HISTORY_H
#define WRIT_DIFF_HISTORY_H

/* The commits of a git repository that a policy has been through, the newest
 * first: from a revision back along first parents, so that what a merge brought
 * is told of the merge. */

#include "diff/origin.h"

struct history;

struct moment {
    const char *id;       /* of the commit, all of it */
    const char *short_id; /* as much as tells it from others */
    const char *date;     /* of the commit, in UTC: "2026-01-31" */
    const char *subject;  /* the first line of its message, or "" */
};

/* Stands at the newest commit: of HEAD, in the repository around a file or a
 * folder with a policy.writ; of REV for `REV:PATH`, in the one around the
 * working folder. NULL where there is none: `*error` is the line to print. */
struct history *history_open(struct arena *arena, const char *word,
                             const char **error);
void history_close(struct history *history); /* NULL is allowed */

/* The commit at which the walk stands. */
struct moment history_moment(const struct history *history);

/* To its parent; false where there is none, or, of a shallow clone, none at
 * hand: then it is cut. */
bool history_back(struct history *history);
bool history_is_cut(const struct history *history);

/* Whether the policy is in the commit, and whether the path, from the top of
 * the repository, is there what it is in the commit of that id: the same bytes,
 * or nothing. */
bool history_has_policy(const struct history *history);
bool history_is_same(const struct history *history, const char *id,
                     const char *path);

/* The path of the policy, from the top of the repository. */
const char *history_path(const struct history *history);

/* The policy as the commit has it, as by origin_open. */
bool history_origin(const struct history *history, struct origin *origin,
                    const char **error);

#endif
