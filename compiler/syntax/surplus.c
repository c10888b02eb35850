/* Marks and words too many. Invariant: each is told, and what is left of the
 * text without it is what the author plainly meant. */

#include "syntax/repair.h"

/* Lawyers put a comma before `unless`; a list that ends has none. */
bool surplus_comma(struct driver *driver)
{
    struct reader *reader = driver->reader;
    int next = driver->next.kind;

    if (driver->token.kind != TOK_COMMA || repair_is_name(next) ||
        next == TOK_AND || next == TOK_OR || next == TOK_STRING ||
        next == TOK_STRAY || !driver_accepts(driver, next))
        return false;
    if (driver_accepts(driver, TOK_COMMA) &&
        (next == TOK_ANY || next == TOK_ELLIPSIS || next == TOK_QUERY ||
         repair_in_pack(driver)))
        return false;

    struct finding *finding = fault_add(
        reader, &rule_syntax, driver->token.span, "no comma stands before %s",
        next == TOK_END ? "the end" : reader_quote(reader, driver->next.span));

    fault_help(reader, finding, "leave out the `,`");
    return true;
}

/* `data email, phone`: read as two declarations. */
bool surplus_term(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (driver->token.kind != TOK_COMMA || !repair_is_name(driver->next.kind) ||
        driver->nesting.next.kind != TOK_KIND ||
        driver_accepts(driver, TOK_COMMA) || !driver_accepts(driver, TOK_DEEM))
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, driver->token.span,
                  "a declaration declares one term, unless they stand in "
                  "braces");

    fault_help(reader, finding,
               "declare %s by itself, or write both in the "
               "`{ ... }` of a term above them",
               reader_quote(reader, driver->next.span));
    driver->token.kind = TOK_KIND;
    driver->token.value.TOK_KIND = driver->nesting.next.term;
    return true;
}

/* A full stop behind what is no sentence: an import, a block, another one. */
bool surplus_stop(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (driver->token.kind != TOK_STOP || driver_accepts(driver, TOK_STOP) ||
        !driver_accepts(driver, TOK_DEEM))
        return false;
    if (!driver->token.told) {
        struct finding *finding =
            fault_add(reader, &rule_syntax, driver->token.span,
                      "this full stop ends no sentence");

        fault_help(reader, finding, "leave it out");
    }
    return true;
}

/* A `}` without its `{`. */
bool surplus_close(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (driver->token.kind != TOK_CLOSE || driver->nesting.brace_count > 0)
        return false;

    struct finding *finding = fault_add(
        reader, &rule_syntax, driver->token.span, "this `}` closes nothing");

    fault_help(reader, finding,
               "leave it out, or write the `{` that it is "
               "to close");
    return true;
}

/* A `{` right behind another. */
bool surplus_open(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (driver->token.kind != TOK_OPEN || driver->previous.kind != TOK_OPEN ||
        driver_accepts(driver, TOK_OPEN))
        return false;

    struct finding *finding = fault_add(
        reader, &rule_syntax, driver->token.span, "this `{` opens nothing");

    fault_help(reader, finding, "leave it out");
    return true;
}

/* Whether a token that does not fit may be passed over where the one behind it
 * does: a name, a value or a mark that neither ends nor opens anything, and
 * the `may` of a question. Another word of the language would leave what
 * follows in a place that was not meant. */
bool surplus_token(const struct driver *driver)
{
    int kind = driver->token.kind;
    int next = driver->next.kind;
    bool idle = repair_is_name(kind) || kind == TOK_STRING ||
                kind == TOK_DATE || kind == TOK_NUMBER ||
                kind == TOK_DURATION || kind == TOK_COMMA ||
                kind == TOK_COLON || kind == TOK_ELLIPSIS ||
                kind == TOK_PAREN_CLOSE || kind == TOK_STRAY;

    if (guess_modality(&driver->token))
        idle = !driver_accepts(driver, TOK_DEEM);
    return idle && next != TOK_END && next != TOK_STRAY &&
           !(driver->next.fresh && repair_opens_item(next)) &&
           driver_accepts(driver, next);
}
