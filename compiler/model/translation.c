/* Translations: the words of terms and statements in another language. A name
 * may be a term of any kind or a statement; where several have it, the kind is
 * written before it: `data.email`. */

#include "model/resolver.h"

#include <string.h>

/* Finds the one thing a name stands for, and how many it could be. */
static size_t find_any(const struct policy *policy, const char *name,
                       struct translated *found)
{
    size_t count = 0;
    struct statement *statement = policy_statement(policy, name);
    if (statement != NULL) {
        found->statement = statement;
        count++;
    }
    for (int space = 0; space < KIND_COUNT; space++) {
        const char *path = name;
        size_t length = strlen(space_name[space]);
        if (strncmp(name, space_name[space], length) == 0 &&
            name[length] == '.' &&
            term_find(&policy->terms[space], name + length + 1, NULL, NULL) !=
                NULL) {
            found->statement = NULL;
            found->term =
                term_find(&policy->terms[space], name + length + 1, NULL, NULL);
            return 1;
        }
        const struct term *term =
            term_find(&policy->terms[space], path, NULL, NULL);
        if (term != NULL && term->parent_count > 0) {
            found->term = term;
            count++;
        }
    }
    return count;
}

static void read_pair(struct resolver *resolver,
                      struct translation *translation,
                      const struct tree_pair *pair)
{
    struct translated found = { .text = pair->text.text };
    size_t count = find_any(resolver->policy, pair->name.text, &found);
    if (count == 1) {
        translation->items[translation->count++] = found;
    } else if (count == 0) {
        struct finding *finding = resolver_error(
            resolver, &rule_unknown_name, pair->name.span,
            "there is no term or statement `%s`", pair->name.text);
        finding_help(resolver->findings, finding,
                     "translate what the policy declares, by its name");
    } else {
        struct finding *finding = resolver_error(
            resolver, &rule_ambiguous_name, pair->name.span,
            "`%s` could mean more than one thing", pair->name.text);
        finding_help(resolver->findings, finding,
                     "write its kind before it, as in `data.%s`",
                     pair->name.text);
    }
}

void resolve_translations(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    for (size_t f = 0; f < policy->program->count; f++) {
        const struct tree_file *file = policy->program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            if (file->items[i].kind != ITEM_TRANSLATION) {
                continue;
            }
            const struct tree_translation *tree = file->items[i].translation;
            policy->translations = arena_extend(
                resolver->arena, policy->translations,
                policy->translation_count, sizeof *policy->translations);
            struct translation *translation =
                &policy->translations[policy->translation_count++];
            *translation =
                (struct translation){ .language = tree->language.text };
            translation->items = arena_array(resolver->arena, tree->pair_count,
                                             sizeof *translation->items);
            for (size_t p = 0; p < tree->pair_count; p++) {
                read_pair(resolver, translation, &tree->pairs[p]);
            }
        }
    }
}
