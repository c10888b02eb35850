/* The header: constants of the policy's own words, then the interface, which is
 * the same for every policy. It is C++ too, so what only C has stays in the
 * source. */

#include "emit/c/rows.h"
#include "emit/c/sizes.h"
#include "emit/c/source.h"
#include "emit/c/template.h"

#include "base/embedded.h"

enum { ABI = 1 }; /* of the interface: a number a form of it */

void banner_write(const struct plan *plan, struct text *out)
{
    const char *version = plan->policy->version;
    text_put(out,
             "/* SPDX-License-Identifier: CC0-1.0 */\n/* Written by writ ");
    text_put(out, embedded_version);
    text_print(out, " from policy \"%s\"", plan->lower);
    if (version != NULL) {
        text_put(out, ", version ");
        rows_words(out, version, 40);
    }
    text_print(out, ",\n * %s.\n", plan->emission->digest);
    text_put(out, " * Do not edit: change the policy and build again. */\n");
}

static void write_constant(struct text *out, const char *name, size_t value,
                           const char *label)
{
    struct text row = { 0 };
    text_print(&row, "%s = %zu", name, value);
    rows_add(out, text_string(&row), label);
    text_destroy(&row);
}

static bool is_ascii(const char *string)
{
    for (; *string != '\0'; string++) {
        if ((unsigned char)*string > 0x7E) {
            return false;
        }
    }
    return true;
}

/* What a comment calls a term: its label where that can be read, or its path. */
static const char *called(const struct family *family, size_t number)
{
    if (number < family->terms->count) {
        const char *label = family->terms->items[number]->label;
        if (is_ascii(label)) {
            return label;
        }
    }
    return family->paths[number];
}

static void write_family(const struct plan *plan, const struct family *family,
                         struct text *out)
{
    text_put(out, "\nenum {\n");
    for (size_t i = 0; i < family->count; i++) {
        write_constant(out,
                       plan_constant(plan, family->upper, family->paths[i]), i,
                       called(family, i));
    }
    text_put(out, "};\n");
    text_print(out, "#define %s_COUNT_OF_%s %zuu\n", plan->upper, family->upper,
               family->count);
}

static void write_word(const struct plan *plan, const struct word *word,
                       const char *family, struct text *out)
{
    for (size_t i = 0; i < word->count; i++) {
        const struct term *term = word->terms->items[word->number[i]];
        text_print(out, "#define %s (UINT64_C(1) << %zu)\n",
                   plan_constant(plan, family, term->path), i);
    }
}

static void write_includes(const struct plan *plan, struct text *out)
{
    text_print(out,
               "\n/* Fixed-width integers, bool and size_t: from here, or "
               "from a header that is named. */\n"
               "#ifdef %s_TYPES_H\n#include %s_TYPES_H\n#else\n"
               "#include <stdbool.h>\n#include <stddef.h>\n"
               "#include <stdint.h>\n#endif\n",
               plan->upper, plan->upper);
    text_put(out, "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
}

static void write_policy(const struct plan *plan, struct text *out)
{
    const char *version = plan->policy->version;
    text_put(out, "\n/* The form of this interface, and the build that both "
                  "files are of. */\n");
    text_print(out, "#define %s_ABI %d\n#define %s_BUILD %s\n", plan->upper,
               ABI, plan->upper, BUILD_UNKNOWN);
    text_print(out, "\n#define %s_VERSION ", plan->upper);
    text_c_string(out, version != NULL ? version : "");
    text_print(out, "\n#define %s_DIGEST \\\n    ", plan->upper);
    text_c_string(out, plan->emission->digest);
    text_print(out,
               "\n\n/* What decides takes %zu bytes, as %s. */\n"
               "#define %s_TABLE_BYTES %zuu\n",
               tables_bytes(plan), tables_layout(plan), plan->upper,
               tables_bytes(plan));
}

void header_write(const struct plan *plan, struct text *out)
{
    struct filling filling = { .lower = plan->lower, .upper = plan->upper };
    banner_write(plan, out);
    text_print(out, "#ifndef %s_H\n#define %s_H\n", plan->upper, plan->upper);
    write_includes(plan, out);
    write_policy(plan, out);
    text_put(out, "\n/* --- terms: their numbers; 0 is any, which covers all "
                  "of a kind -------------------- */\n");
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        write_family(plan, &plan->families[i], out);
    }
    text_put(out, "\n/* Facts, for the requests. */\n");
    write_word(plan, &plan->facts, "FACT", out);
    text_print(out, "#define %s_COUNT_OF_FACTS %zuu\n", plan->upper,
               plan->facts.count);
    text_put(out, "\n/* Measures owed, in decisions. */\n");
    write_word(plan, &plan->measures, "MEASURE_BIT", out);
    text_print(out,
               "\n#define %s_COUNT_OF_STATEMENTS %zuu\n"
               "#define %s_COUNT_OF_DUTIES %zuu\n\n",
               plan->upper, plan->policy->statement_count, plan->upper,
               plan->duty_count);
    template_write(out, "types", &filling);
    template_write(out, "functions", &filling);
    template_write(out, "functions of all kinds", &filling);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        filling.item = plan->families[i].item;
        filling.item_upper = plan->families[i].upper;
        template_write(out, "functions of each kind", &filling);
    }
    text_put(out, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
}
