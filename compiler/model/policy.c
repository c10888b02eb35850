/* From trees to the model, in the order in which each step needs the one
 * before: header, vocabulary, document, order, then what asks about them. */

#include "model/policy.h"

#include "model/resolver.h"

#include "base/near.h"

#include <string.h>

/* The fields of a header, and where the model keeps those it knows by name. */
struct field {
    const char *name;
    enum tree_value_kind kind;
    size_t offset; /* in struct policy; SIZE_MAX: kept in the tree alone */
};

static const struct field fields[] = {
    { "controller", VALUE_STRING, offsetof(struct policy, controller) },
    { "service", VALUE_STRING, offsetof(struct policy, service) },
    { "version", VALUE_STRING, offsetof(struct policy, version) },
    { "effective", VALUE_DATE, offsetof(struct policy, effective) },
    { "contact", VALUE_STRING, offsetof(struct policy, contact) },
    { "representative", VALUE_STRING, SIZE_MAX },
    { "officer", VALUE_STRING, SIZE_MAX },
    { "website", VALUE_STRING, SIZE_MAX },
    { "languages", VALUE_NAME, SIZE_MAX },
    { "approvers", VALUE_NAME, SIZE_MAX },
};

enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const char *what(enum tree_value_kind kind)
{
    switch (kind) {
    case VALUE_STRING: return "text in quotes";
    case VALUE_DATE: return "a date such as 2026-01-01";
    case VALUE_NAME: return "names";
    case VALUE_NUMBER: return "a number";
    }
    return "";
}

static const struct field *find_field(struct resolver *resolver,
                                      const struct tree_field *tree)
{
    const struct field *near = NULL;
    size_t least = near_limit(strlen(tree->name.text)) + 1;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        size_t distance = near_distance(fields[i].name, tree->name.text, least);
        if (distance == 0) {
            return &fields[i];
        }
        if (distance < least) {
            least = distance;
            near = &fields[i];
        }
    }
    struct finding *finding =
        resolver_error(resolver, &rule_unknown_name, tree->name.span,
                       "a policy has no field `%s`", tree->name.text);
    if (near != NULL) {
        finding_help(resolver->findings, finding, "did you mean `%s`?",
                     near->name);
    } else {
        finding_help(resolver->findings, finding,
                     "the fields are `controller`, `service`, `version`, "
                     "`effective`, `contact`, `representative`, `officer`, "
                     "`website`, `languages` and `approvers`");
    }
    return NULL;
}

const struct policy_field *policy_field(const struct policy *policy,
                                        const char *name)
{
    for (size_t i = 0; i < policy->field_count; i++) {
        if (strcmp(policy->fields[i].name, name) == 0) {
            return &policy->fields[i];
        }
    }
    return NULL;
}

/* The first of a name is the one that counts. */
static void keep_field(struct policy *policy, const char *name,
                       const char *value)
{
    if (policy_field(policy, name) == NULL) {
        policy->fields =
            arena_extend(policy->arena, policy->fields, policy->field_count,
                         sizeof *policy->fields);
        policy->fields[policy->field_count++] =
            (struct policy_field){ .name = name, .value = value };
    }
}

static void read_field(struct resolver *resolver, const struct tree_field *tree)
{
    const struct field *field = find_field(resolver, tree);
    if (field == NULL) {
        return;
    }
    for (size_t i = 0; i < tree->value_count; i++) {
        const struct tree_value *value = &tree->values[i];
        bool fits =
            value->kind == field->kind ||
            (field->kind == VALUE_STRING && value->kind == VALUE_NUMBER);
        if (!fits || (i > 0 && field->kind != VALUE_NAME)) {
            struct finding *finding = resolver_error(
                resolver, &rule_syntax, value->span, "`%s` takes %s%s",
                field->name, i > 0 && fits ? "one value, " : "",
                what(field->kind));
            finding_help(resolver->findings, finding, "write `%s %s`",
                         field->name,
                         field->kind == VALUE_DATE   ? "2026-01-01"
                         : field->kind == VALUE_NAME ? "..."
                                                     : "\"...\"");
            return;
        }
    }
    if (tree->value_count == 0) {
        return;
    }
    if (field->kind == VALUE_STRING) {
        keep_field(resolver->policy, field->name, tree->values[0].text);
    }
    if (field->offset == SIZE_MAX) {
        return;
    }
    const char **place =
        (const char **)(void *)((char *)resolver->policy + field->offset);
    if (*place != NULL) {
        resolver_error(resolver, &rule_duplicate_name, tree->name.span,
                       "the field `%s` is given twice", field->name);
        return;
    }
    *place = tree->values[0].text;
}

static void read_header(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    for (size_t f = 0; f < policy->program->count; f++) {
        const struct tree_file *file = policy->program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            if (file->items[i].kind != ITEM_POLICY) {
                continue;
            }
            const struct tree_policy *tree = file->items[i].policy;
            if (policy->tree != NULL) {
                struct finding *finding = resolver_error(
                    resolver, &rule_duplicate_name, tree->name.span,
                    "there are two policies, `%s` and `%s`",
                    policy->tree->name.text, tree->name.text);
                finding_relate(resolver->findings, finding,
                               policy->tree->name.span, NULL,
                               "the first is here");
                finding_help(resolver->findings, finding,
                             "the files of one call form one policy: leave "
                             "one header out");
                continue;
            }
            policy->tree = tree;
            policy->name = tree->name.text;
            policy->title =
                tree->title.text != NULL ? tree->title.text : tree->name.text;
            for (size_t n = 0; n < tree->field_count; n++) {
                read_field(resolver, &tree->fields[n]);
            }
        }
    }
    if (policy->tree != NULL && strchr(policy->name, '.') != NULL) {
        resolver_error(resolver, &rule_wrong_kind, policy->tree->name.span,
                       "a policy's name is a single name, without dots");
    }
}

struct policy *policy_resolve(const struct reading *reading,
                              const struct program *program)
{
    struct policy *policy = arena_allocate(reading->arena, sizeof *policy);
    policy->arena = reading->arena;
    policy->program = program;
    policy->name = "policy";
    policy->title = "Privacy Policy";
    struct resolver resolver = { .reading = reading,
                                 .arena = reading->arena,
                                 .findings = reading->findings,
                                 .policy = policy };
    read_header(&resolver);
    resolve_vocabulary(&resolver);
    for (int space = 0; space < SPACE_COUNT; space++) {
        if (policy->terms[space].index == NULL) {
            return NULL; /* no hierarchy to resolve names in */
        }
    }
    policy->conditions_used =
        bits_create(policy->arena, policy->terms[KIND_CONDITION].count);
    resolve_renamings(&resolver);
    resolve_document(&resolver);
    resolve_order(&resolver);
    resolve_systems(&resolver);
    resolve_tests(&resolver);
    resolve_translations(&resolver);
    if (resolver.errors > 0) {
        return NULL;
    }
    return policy;
}

bool policy_question(const struct reading *reading, struct policy *policy,
                     const struct tree_question *tree,
                     struct question *question)
{
    struct resolver resolver = { .reading = reading,
                                 .arena = reading->arena,
                                 .findings = reading->findings,
                                 .policy = policy };
    return resolve_question(&resolver, tree, question);
}
