#ifndef WRIT_EMIT_REVISION_H
#define WRIT_EMIT_REVISION_H

/* What a version of the policy changed, as it is published with it. This floor
 * knows nothing of comparing: the changes are handed to it as data, each with
 * its sentence in every language of the document. */

#include "emit/document.h"
#include "language/change.h"

struct revision_item {
    enum change_group group;
    const char *name;          /* of the group, for programs */
    const char *kind, *effect; /* for programs: "newly_allowed", "broader" */
    const char **sentences; /* one a language of language_list; no full stop */
    struct clause *old, *new; /* that say it in either version */
    size_t old_count, new_count;
};

struct revision {
    const char *version, *effective; /* of the older; NULL: not given */
    const char *digest;              /* of its meaning */
    const char *published; /* the day on which the newer is; NULL: not given */
    const char *archive;   /* address of the older page; NULL: has none */
    struct revision_item *items; /* by group */
    size_t count;
};

/* A clause of either version: its words, and where they lead, percent-encoded
 * where that has to be; NULL: nowhere. */
struct revision_link {
    const char *text, *address;
};

struct revision_line {
    const char *text;
    struct revision_link *links;
    size_t link_count;
    const struct revision_item *item;
};

struct revision_group {
    const char *title;
    struct revision_line *lines;
    size_t line_count;
};

/* The part of a document; no groups: nothing has changed, and the note says so. */
struct revision_part {
    const char *title, *note;
    struct revision_group *groups;
    size_t group_count;
    const struct revision *revision;
};

/* NULL where the emission has none. In the arena of the analysis. */
const struct revision_part *revision_create(const struct emission *emission,
                                            const struct language *language);

/* As a member of a document in JSON. */
struct outline;
void json_revision(struct outline *outline, const struct revision_part *part);

#endif
