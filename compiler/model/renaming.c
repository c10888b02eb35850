/* What an older policy called otherwise. A renaming says nothing about this
 * policy; it is held to what can be seen from here: the new name is declared,
 * the old one is not, and was given to one term alone. */

#include "model/resolver.h"

#include <stdlib.h>
#include <string.h>

/* One that was read, for finding those that are there twice. */
struct read {
    const struct tree_renaming *tree;
    size_t order;
};

static int by_old_name(const void *a, const void *b)
{
    const struct read *left = a;
    const struct read *right = b;
    if (left->tree->kind != right->tree->kind) {
        return left->tree->kind < right->tree->kind ? -1 : 1;
    }
    int order = strcmp(left->tree->from.text, right->tree->from.text);
    if (order != 0) {
        return order;
    }
    return left->order < right->order ? -1 : left->order > right->order;
}

static struct read *list_renamings(struct resolver *resolver, size_t *count)
{
    const struct program *program = resolver->policy->program;
    struct read *list = NULL;
    *count = 0;
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            if (file->items[i].kind == ITEM_RENAMING) {
                list =
                    arena_extend(resolver->arena, list, *count, sizeof *list);
                list[*count] = (struct read){ file->items[i].renaming, *count };
                ++*count;
            }
        }
    }
    return list;
}

/* The old name means something here, so whose it was cannot be told. */
static bool is_declared(struct resolver *resolver,
                        const struct tree_renaming *tree)
{
    enum { MOST = 1 };
    struct term *several[MOST];
    size_t count = MOST;
    const struct term *term = term_find(&resolver->policy->terms[tree->kind],
                                        tree->from.text, several, &count);
    if (term == NULL && count == 0) {
        return false;
    }
    term = term != NULL ? term : several[0];
    struct finding *finding =
        resolver_error(resolver, &rule_duplicate_name, tree->from.span,
                       "`%s` is renamed, and the %s `%s` is still declared",
                       tree->from.text, space_name[tree->kind], term->path);
    if (term->span.end > 0) {
        finding_relate(resolver->findings, finding, term->span, NULL,
                       "declared here");
    }
    finding_help(resolver->findings, finding,
                 "leave one of the two out; where it was another term, write "
                 "the whole path that it had");
    return true;
}

static void report_twice(struct resolver *resolver,
                         const struct tree_renaming *first,
                         const struct tree_renaming *second)
{
    struct finding *finding =
        resolver_error(resolver, &rule_duplicate_name, second->from.span,
                       "the %s `%s` is renamed twice", space_name[second->kind],
                       second->from.text);
    finding_relate(resolver->findings, finding, first->span, NULL,
                   "renamed first here");
    finding_help(resolver->findings, finding,
                 "keep the one that says what it is called now");
}

void resolve_renamings(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    size_t count;
    struct read *list = list_renamings(resolver, &count);
    policy->renamings =
        arena_array(resolver->arena, count + 1, sizeof *policy->renamings);
    for (size_t i = 0; i < count; i++) {
        const struct tree_renaming *tree = list[i].tree;
        const struct term *to =
            resolve_term(resolver, (int)tree->kind, &tree->to);
        if (to != NULL && !is_declared(resolver, tree)) {
            policy->renamings[policy->renaming_count++] =
                (struct renaming){ (int)tree->kind, tree->from.text, to->path };
        }
    }
    if (count > 0) {
        qsort(list, count, sizeof *list, by_old_name);
    }
    for (size_t i = 1; i < count; i++) {
        const struct tree_renaming *first = list[i - 1].tree;
        const struct tree_renaming *second = list[i].tree;
        if (first->kind == second->kind &&
            strcmp(first->from.text, second->from.text) == 0) {
            report_twice(resolver, first, second);
        }
    }
}
