#ifndef WRIT_BASE_FINDING_H
#define WRIT_BASE_FINDING_H

/* A rule is one thing that can be wrong; a finding is one place where it is.
 * Findings are values in one list; only report/ and command/ print them. They
 * hold text alone, so every floor can raise one. */

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct compilation;

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct rule {
    const char *slug; /* "contradiction" */
    enum severity severity;
    bool meaning;        /* an error of meaning: no comment can silence it */
    const char *summary; /* one sentence: found when */
    const char *why;     /* one or two: why it matters */
    const char *bad;     /* a policy that raises it ... */
    const char *good;    /* ... and its repair; NULL where no text shows it */
    /* Looks at the compilation and adds findings; NULL where reading does. */
    void (*run)(struct compilation *compilation);
};

/* Defines a rule; a header of its floor declares it `extern`. */
#define RULE(name) const struct rule rule_##name

/* The smallest example of a finding of meaning, in names of terms: a party,
 * action, data, purpose, recipient, subject and region. */
struct example {
    const char *at[7];
    const char **facts; /* full names of the conditions that hold */
    size_t fact_count;
};

struct related {
    struct span span;
    const char *caption;   /* "forbidden here" */
    const char *statement; /* its name, or NULL */
};

struct finding {
    const struct rule *rule;
    struct span span;
    const char *message;   /* one line, no full stop, names in backquotes */
    const char *statement; /* name of the statement it is about, or NULL */
    const char *relation;  /* of two extents, or NULL */
    struct related *related;
    size_t related_count;
    const struct example *example; /* or NULL */
    const char *sentence;          /* the example in words, or NULL */
    const char *help;              /* what to write instead, or NULL */
    const char *file; /* where a flow stands, by its JSON: before the span */
    uint32_t line;    /* of `file`; 0 when unknown */
    bool silenced;    /* by a comment with a reason, which follows */
    const char *reason;
};

struct findings {
    struct arena *arena;
    struct finding *items;
    size_t count;
};

/* Adds a finding; `format` makes its message. Other strings are not copied:
 * they live in the arena or longer. The pointer is good until the next one is
 * added: fill in the rest at once. */
struct finding *finding_add(struct findings *findings, const struct rule *rule,
                            struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Sets the help line, and adds a related place. */
void finding_help(struct findings *findings, struct finding *finding,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void finding_relate(struct findings *findings, struct finding *finding,
                    struct span span, const char *statement,
                    const char *caption);

/* How many findings of this severity are not silenced. */
size_t finding_count(const struct findings *findings, enum severity severity);

/* By where the span starts, nowhere first, then by the order in which they
 * were found. */
void finding_sort(struct findings *findings);

#endif
