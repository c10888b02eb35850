#ifndef WRIT_MODEL_RESOLVER_H
#define WRIT_MODEL_RESOLVER_H

/* What the files that make the model share; nothing outside model/ sees it.
 * Order: vocabulary, then sections and statements, then the order between
 * statements, then systems, tests and translations. */

#include "base/arena.h"
#include "base/finding.h"
#include "base/name.h"
#include "model/policy.h"
#include "model/rules.h"

struct resolver {
    const struct reading *reading;
    struct arena *arena;
    struct findings *findings;
    struct policy *policy;
    size_t errors; /* names that did not resolve: the model is unusable */
    struct statement **ordered; /* that say over or under whom they are */
    size_t ordered_count;
};

/* After so many errors no near names are looked for: each look goes through
 * all that there are. */
enum { MOST_GUESSES = 100 };

/* Adds an error and counts it. */
struct finding *resolver_error(struct resolver *resolver,
                               const struct rule *rule, struct span span,
                               const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* vocabulary.c: every space of terms. */
void resolve_vocabulary(struct resolver *resolver);

/* vocabulary.c: the last steps of a space, from terms that know their parents,
 * the root first: children, numbers, what lies below, the index. False where
 * it lies too deep or in a round; findings say so. */
bool resolve_hierarchy(struct resolver *resolver, int space,
                       struct term **order, size_t count, struct terms *terms);

/* renaming.c: what was called otherwise. */
void resolve_renamings(struct resolver *resolver);

/* name.c: the term of that space, or NULL with a finding that offers more. */
struct term *resolve_term(struct resolver *resolver, int space,
                          const struct tree_name *name);
struct term_list resolve_terms(struct resolver *resolver, int space,
                               const struct tree_names *names);

/* name.c: adds the terms to the list; `items` may be shared and is not to be
 * written to. */
void resolve_more_terms(struct resolver *resolver, int space,
                        const struct tree_names *names, struct term_list *list);

/* What a sentence chooses while it is read, in two arrays by dimension, which
 * are NULL before, and where. */
struct choices {
    const struct chosen **chosen;
    const struct bits **points; /* NULL: all of the space */
    struct span spans[DIMENSION_COUNT];
};

/* name.c: chooses of a dimension, as far as the names resolve. */
void resolve_choice(struct resolver *resolver, struct choices *choices,
                    enum dimension dimension,
                    const struct tree_selection *selection, bool only);

/* name.c: of what is left nothing is chosen. */
void choices_end(struct choices *choices);

/* name.c: the points of what is chosen, or NULL where that is all of them. The
 * span is where it is written. */
const struct bits *resolve_points(struct resolver *resolver, int space,
                                  const struct chosen *chosen,
                                  struct span span);
const struct bits *resolve_union(struct resolver *resolver, int space,
                                 const struct term_list *terms);

/* name.c: facts of `given`, closed. */
const struct bits *resolve_facts(struct resolver *resolver,
                                 const struct tree_names *names);

const struct condition *resolve_condition(struct resolver *resolver,
                                          const struct tree_condition *tree);

/* sentence.c: a tree statement to a statement, without its order. */
struct statement *resolve_statement(struct resolver *resolver,
                                    const struct tree_statement *tree,
                                    struct section *section);

/* qualifier.c: what the sentences, flows and questions have in common. */
bool resolve_place(struct resolver *resolver,
                   const struct tree_qualifier *qualifier,
                   struct choices *choices);
void resolve_time(struct resolver *resolver,
                  const struct tree_qualifier *qualifier, struct time *time);
const char *qualifier_word(enum tree_qualifier_kind kind);

/* section.c: the document, its sections and all statements, with names. */
void resolve_document(struct resolver *resolver);

/* order.c: who prevails over whom. */
void resolve_order(struct resolver *resolver);

/* question.c: questions and flows. */
bool resolve_question(struct resolver *resolver,
                      const struct tree_question *tree,
                      struct question *question);
struct system *policy_add_system(struct policy *policy, const char *name,
                                 const char *label, size_t flow_count);
/* `points`: of what is chosen, by dimension. */
void flow_finish(struct resolver *resolver, struct flow *flow,
                 const struct bits *const *points);
void resolve_systems(struct resolver *resolver);
void resolve_tests(struct resolver *resolver);
void resolve_translations(struct resolver *resolver);

#endif
