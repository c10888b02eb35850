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

static void write_spellings(const struct plan *plan, struct strings *strings,
                            const char *name, struct spellings spellings,
                            struct text *out)
{
    rows_begin(out, NULL, "struct name_row",
               arena_print(plan->arena, "%s_names", name));
    for (size_t i = 0; i < spellings.count; i++) {
        const struct spelling *item = &spellings.items[i];
        uint32_t path = strings_add(strings, item->path);
        size_t inside = strlen(item->path) - item->length;
        rows_add(out,
                 arena_print(plan->arena, "{ %luu, %zuu, %uu }",
                             (unsigned long)(path + inside), item->length,
                             item->number),
                 item->text);
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

static void write_family(const struct plan *plan, struct strings *strings,
                         const struct family *family, struct text *out)
{
    rows_begin(out, NULL, "uint32_t",
               arena_print(plan->arena, "%s_paths", family->item));
    for (size_t i = 0; i < family->count; i++) {
        write_path(plan, strings, family->paths[i], out);
    }
    rows_end(out, "0u");
    write_spellings(plan, strings, family->item, names_of_family(plan, family),
                    out);
}

static void write_facts(const struct plan *plan, struct strings *strings,
                        struct text *out)
{
    rows_begin(out, NULL, "uint32_t", "fact_paths");
    for (size_t i = 0; i < plan->facts.count; i++) {
        write_path(plan, strings,
                   plan->facts.terms->items[plan->facts.number[i]]->path, out);
    }
    rows_end(out, "0u");
    write_spellings(plan, strings, "fact", names_of_facts(plan), out);
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

void lists_write(const struct plan *plan, struct strings *strings,
                 struct text *out)
{
    text_put(out,
             "\n/* --- statements and duties ------------------------------"
             "------------------------------ */\n");
    write_statements(plan, strings, out);
    write_duties(plan, out);
    write_measure_bits(plan, out);
    text_put(out, "\n/* --- names: the path of each term, and every end of a "
                  "path that means it alone ----- */\n");
    write_facts(plan, strings, out);
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        write_family(plan, strings, &plan->families[i], out);
    }
}
