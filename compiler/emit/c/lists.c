/* The tables that are read: statements, duties and names. Their strings are
 * offsets into the block of text, which is written when all are known. */

#include "emit/c/names.h"
#include "emit/c/rows.h"
#include "emit/c/source.h"

#include "base/arena.h"
#include "language/phrase.h"

#include <string.h>

static const char *sentence_of(const struct plan *plan,
                               const struct statement *statement)
{
    struct text text = { 0 };
    language_english.statement(plan->policy, statement, &text);
    const char *sentence =
        arena_copy(plan->arena, text_string(&text), text.length);
    text_destroy(&text);
    return sentence;
}

static void begin_public(const struct plan *plan, struct text *out,
                         const char *type, const char *name)
{
    text_print(out, "\nconst %s_%s %s_%s[] = {\n", plan->lower, type,
               plan->lower, name);
}

static void write_statements(const struct plan *plan, struct strings *strings,
                             struct text *out)
{
    begin_public(plan, out, "statement", "statements");
    for (size_t i = 0; i < plan->policy->statement_count; i++) {
        const struct statement *statement = plan->policy->statements[i];
        uint32_t line;
        const char *file = plan_file(plan, statement, &line);
        uint32_t name = strings_add(strings, statement->name);
        uint32_t sentence = strings_add(strings, sentence_of(plan, statement));
        uint32_t place = strings_add(strings, file);
        /* the id that emit/document.c gives the sentence is its full name */
        rows_add(out,
                 arena_print(plan->arena, "{ %luu, %luu, %luu, %luu, %luu }",
                             (unsigned long)name, (unsigned long)sentence,
                             (unsigned long)place, (unsigned long)line,
                             (unsigned long)name),
                 arena_print(plan->arena, "%zu: %s", i,
                             plan_origin(plan, statement)));
    }
    rows_end(out, "{ 0u, 0u, 0u, 0u, 0u }");
}

static const char *const duty_constant[] = {
    [TIME_WITHIN] = "WITHIN",     [TIME_UP_TO] = "UP_TO",
    [TIME_AT_LEAST] = "AT_LEAST", [TIME_EVERY] = "EVERY",
    [TIME_BEFORE] = "BEFORE",     [TIME_ON] = "ON",
    [TIME_PROMPTLY] = "PROMPTLY",
};

static void write_duties(const struct plan *plan, struct text *out)
{
    const struct terms *terms = plan->policy->terms;
    begin_public(plan, out, "duty", "duties");
    for (size_t i = 0; i < plan->duty_count; i++) {
        const struct duty *duty = &plan->duties[i];
        const struct statement *statement = duty->statement;
        const struct time *time = duty->time;
        rows_add(out,
                 arena_print(plan->arena,
                             "{ %uu, %uu, %uu, %uu, %uu, %zuu, %s_DUTY_%s, %s, "
                             "%lluu }",
                             statement->party_term->number, duty->action,
                             duty->data, duty->subject, duty->event,
                             statement->index, plan->upper,
                             duty_constant[time->kind],
                             time->choice == EVENT_LATEST ? "true" : "false",
                             (unsigned long long)time->seconds),
                 arena_print(plan->arena, "%s %s: %s",
                             terms[KIND_ACTION].items[duty->action]->path,
                             terms[KIND_DATA].items[duty->data]->path,
                             plan_origin(plan, statement)));
    }
    rows_end(out, "{ 0u, 0u, 0u, 0u, 0u, 0u, 0u, false, 0u }");
}

static void write_moves(const struct plan *plan, const char *name,
                        const struct perfect *perfect, struct text *out)
{
    uint32_t *moves =
        arena_array(plan->arena, perfect->groups + 1, sizeof *moves);
    for (size_t i = 0; i < perfect->groups; i++) {
        moves[i] = perfect->moves[i];
    }
    rows_begin(out, NULL, "uint16_t",
               arena_print(plan->arena, "%s_moves", name));
    rows_numbers(out, moves, perfect->groups, false, NULL);
    rows_end(out, "0u");
}

static void write_naming(const struct plan *plan, struct strings *strings,
                         const char *name, const struct naming *naming,
                         struct text *out)
{
    const struct spellings *spellings = &naming->spellings;
    const struct perfect *perfect = &naming->perfect;
    const struct spelling **at =
        arena_array(plan->arena, perfect->slots + 1, sizeof(*at));
    write_moves(plan, name, perfect, out);
    for (size_t i = 0; i < spellings->count; i++) {
        at[perfect->slot[i]] = &spellings->items[i];
    }
    rows_begin(out, NULL, "struct name_row",
               arena_print(plan->arena, "%s_names", name));
    for (size_t i = 0; i < perfect->slots; i++) {
        if (at[i] == NULL) {
            rows_add(out, "{ 0u, 0u, 0u }", "free");
            continue;
        }
        uint32_t path = strings_add(strings, at[i]->path);
        size_t inside = strlen(at[i]->path) - at[i]->length;
        rows_add(out,
                 arena_print(plan->arena, "{ %luu, %zuu, %uu }",
                             (unsigned long)(path + inside), at[i]->length,
                             at[i]->number),
                 at[i]->text);
    }
    rows_end(out, "{ 0u, 0u, 0u }");
}

static void write_path(const struct plan *plan, struct strings *strings,
                       const char *path, struct text *out)
{
    rows_add(out,
             arena_print(plan->arena, "%luu",
                         (unsigned long)strings_add(strings, path)),
             path);
}

/* What lies below a term by its first parents is a range of numbers; what lies
 * below it otherwise are ranges of their own. */
static void write_below(const struct plan *plan, const struct family *family,
                        struct text *out)
{
    struct text ranges = { 0 };
    rows_begin(out, NULL, "uint16_t",
               arena_print(plan->arena, "%s_ends", family->item));
    rows_begin(&ranges, NULL, "struct term_range",
               arena_print(plan->arena, "%s_ranges", family->item));
    for (size_t i = 0; i < family->count; i++) {
        size_t end = i + 1;
        if (i == 0) {
            end = family->count;
        } else if (i < family->terms->count) {
            const struct bits *below = family->terms->items[i]->below;
            end = bits_next_clear(below, i);
            for (size_t first = bits_next(below, 0); first < below->size;) {
                size_t last = bits_next_clear(below, first);
                if (first != i) {
                    rows_add(&ranges,
                             arena_print(plan->arena, "{ %zuu, %zuu, %zuu }", i,
                                         first, last),
                             family->paths[i]);
                }
                first = bits_next(below, last);
            }
        }
        rows_add(out, arena_print(plan->arena, "%zuu", end), family->paths[i]);
    }
    rows_end(out, "0u");
    rows_end(&ranges, "{ 0u, 0u, 0u }");
    text_put(out, text_string(&ranges));
    text_destroy(&ranges);
}

static void write_family(const struct plan *plan, struct strings *strings,
                         const struct family *family,
                         const struct naming *naming, struct text *out)
{
    rows_begin(out, NULL, "uint32_t",
               arena_print(plan->arena, "%s_paths", family->item));
    for (size_t i = 0; i < family->count; i++) {
        write_path(plan, strings, family->paths[i], out);
    }
    rows_end(out, "0u");
    write_below(plan, family, out);
    write_naming(plan, strings, family->item, naming, out);
}

static void write_facts(const struct plan *plan, struct strings *strings,
                        const struct naming *naming, struct text *out)
{
    rows_begin(out, NULL, "uint32_t", "fact_paths");
    for (size_t i = 0; i < plan->facts.count; i++) {
        write_path(plan, strings,
                   plan->facts.terms->items[plan->facts.number[i]]->path, out);
    }
    rows_end(out, "0u");
    write_naming(plan, strings, "fact", naming, out);
}

static void write_measure_bits(const struct plan *plan, struct text *out)
{
    const struct terms *terms = plan->measures.terms;
    rows_begin(out, "One more than the bit of each measure; 0: it has none.",
               "uint8_t", "measure_bits");
    for (size_t i = 0; i < terms->count; i++) {
        rows_add(out,
                 arena_print(plan->arena, "%du", plan->measures.bit[i] + 1),
                 terms->items[i]->path);
    }
    rows_end(out, "0u");
}

void lists_write(const struct plan *plan, const struct namings *namings,
                 struct strings *strings, struct text *out)
{
    text_put(out,
             "\n/* --- statements and duties ------------------------------"
             "------------------------------ */\n");
    write_statements(plan, strings, out);
    write_duties(plan, out);
    write_measure_bits(plan, out);
    text_put(out, "\n/* --- names: the path of each term, and every end of a "
                  "path that means it alone ----- */\n");
    text_print(out,
               "\nstatic const uint32_t name_seed = %luu;\n"
               "static const uint32_t longest_name = %zuu;\n",
               (unsigned long)namings->seed, namings->longest);
    write_facts(plan, strings, &namings->facts, out);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        write_family(plan, strings, &plan->families[i], &namings->families[i],
                     out);
    }
}
