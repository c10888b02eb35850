#ifndef WRIT_MODEL_TERM_H
#define WRIT_MODEL_TERM_H

/* A term and the hierarchy of its space. Terms are numbered in preorder of
 * their first parents, the root (`any`) being 0. The number is also a point:
 * of a leaf its own, of a term with children its unnamed remainder. So a term
 * means exactly the points of `below`, itself included. In the condition space
 * `below` is the set of conditions that imply it. */

#include "base/bits.h"
#include "base/source.h"
#include "model/kind.h"

struct arena;
struct chosen_term;

struct term {
    int space;        /* a kind, or SPACE_PARTY */
    const char *name; /* last part of its path */
    const char
        *path; /* "account.email", "any"; interned, unique in its space */
    const char *
        label; /* what is published; the name with spaces where none is given */
    bool labelled;      /* a label was written */
    const char *citing; /* IRI or legal source, or NULL */
    struct term *
        *parents; /* first is the one it is declared in; none for the root */
    size_t parent_count;
    struct term **children; /* in the order of declaration */
    size_t child_count;
    bool open;        /* its list ends in `...` */
    bool library;     /* of the standard library or built in */
    struct span span; /* of its entry's name; nowhere when built in */
    struct span open_span;
    uint16_t number;
    const struct bits *below; /* over the space's numbers */
};

struct terms {
    int space;
    struct term **items;        /* items[n]->number == n */
    struct chosen_term *chosen; /* [n]: the term n as all that is written */
    size_t count;               /* at least 1, at most 65,535 */
    struct term_index *index;   /* private to term.c */
};

/* Made once all terms of the space are there and numbered. */
struct term_index *term_index_create(struct arena *arena,
                                     const struct terms *terms);

/* Finds what a written name means: the term whose full path it is, or else the
 * one whose path ends in it. NULL where there is none or several; then
 * `*candidates` holds up to `*candidate_count` of the several (0 when none). */
struct term *term_find(const struct terms *terms, const char *path,
                       struct term **candidates, size_t *candidate_count);

/* The same for an interned name, which it finds sooner the second time: the
 * term's place among the items, or NULL; `*count` is 2 where there are several.
 */
struct term **term_recall(const struct terms *terms, const char *name,
                          size_t *count);

/* The shortest way to write the term that means it alone. */
const char *term_short(const struct terms *terms, const struct term *term);

/* The nearest spelling, or NULL. */
const struct term *term_near(const struct terms *terms, const char *path);

/* a is b, or lies below it. */
bool term_within(const struct term *a, const struct term *b);

#endif
