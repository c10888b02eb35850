#ifndef WRIT_SYNTAX_PARSE_H
#define WRIT_SYNTAX_PARSE_H

/* One source, or one question, to a tree. Every syntax error of the text
 * becomes a finding (syntax, encoding, limit); what could be read is in the
 * tree all the same, so one run reports them all. */

#include "base/finding.h"
#include "syntax/tree.h"

struct arena;
struct names;

/* What a reader needs; the same for every file of a compilation. */
struct reading {
    struct arena *arena;
    struct names *names;
    struct sources *sources;
    struct findings *findings;
};

extern const struct rule rule_syntax, rule_encoding, rule_limit;

/* Never NULL; an unreadable text gives an empty tree and findings. */
struct tree_file *parse_file(const struct reading *reading,
                             struct source *source);

/* The two readings that parse_file is made of, for the tests: the first gives
 * NULL where anything at all is wrong, and tells nothing; the second reads any
 * text, and tells. */
struct tree_file *parse_swiftly(const struct reading *reading,
                                struct source *source);
struct tree_file *parse_carefully(const struct reading *reading,
                                  struct source *source);

/* The text of `ask -q`: QUESTION [given facts] with or without a full stop.
 * `?` may stand for the selection of one dimension (its name is "?"). NULL
 * when it does not parse, with findings. */
struct tree_question *parse_question(const struct reading *reading,
                                     struct source *source);

#endif
