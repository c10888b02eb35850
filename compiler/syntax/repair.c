/* Slips that are understood, mended before the parser stumbles over them, so
 * that nothing around them is lost: a missing full stop or brace is put in, a
 * misspelt word of the language is taken for it, a mark too many is left out.
 * Invariants: what is mended is told; a text that the grammar takes is never
 * touched: every repair but one begins where the parser cannot take a token,
 * and that one (a heading within a block) waits until a fault was found. */

#include "syntax/repair.h"

#include "syntax/message.h"

/* --- what tokens are ---------------------------------------------------- */

bool repair_opens_item(int kind)
{
    return kind == TOK_SECTION || kind == TOK_KIND || kind == TOK_POLICY ||
           kind == TOK_IMPORT || kind == TOK_RENAMED || kind == TOK_SYSTEM ||
           kind == TOK_TEST || kind == TOK_TRANSLATION || kind == TOK_PACK;
}

bool repair_is_name(int kind)
{
    return kind == TOK_NAME || kind == TOK_REQUIRE || kind == TOK_EXPECT ||
           kind == TOK_PROVE || kind == TOK_ALLOW || kind == TOK_DENY ||
           kind == TOK_SILENT || repair_opens_item(kind);
}

/* A requirement may say anything. */
bool repair_in_pack(const struct driver *driver)
{
    return driver->nesting.brace_count > 0 &&
           driver->nesting.braces[0].kind == TOK_PACK;
}

/* Whether the token in hand plainly begins another sentence, or ends the block
 * around it. */
static bool begins_sentence(const struct driver *driver)
{
    int kind = driver->token.kind;
    int next = driver->next.kind;
    const struct opening *inner = nesting_inner(driver);

    if (kind == TOK_CLOSE || kind == TOK_END)
        return true;
    if ((kind == TOK_WE || kind == TOK_YOU) && guess_modality(&driver->next))
        return true;
    if (repair_is_name(kind) &&
        (next == TOK_COLON || guess_modality(&driver->next)))
        return true;
    if (!driver->token.fresh)
        return false;
    if (repair_opens_item(kind))
        return repair_is_name(next) || next == TOK_STRING;
    if (kind == TOK_NAME)
        return inner && inner->kind == TOK_SYSTEM && next != TOK_STOP;
    if (kind == TOK_STRING)
        return inner && inner->kind == TOK_SECTION;
    return kind == TOK_DEEM || kind == TOK_EXPECT || kind == TOK_PROVE ||
           kind == TOK_REQUIRE;
}

/* --- sentences and blocks that do not end ------------------------------- */

static struct span behind_previous(const struct driver *driver)
{
    return (struct span){ driver->previous.span.end,
                          driver->previous.span.end };
}

/* A string that its line ended took the full stop with it: told already. */
static void insert_stop(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (!driver->previous.ragged && !parser_recovers(driver->parser)) {
        struct finding *finding =
            fault_add(reader, &rule_syntax, behind_previous(driver),
                      "this sentence has no full stop");

        fault_help(reader, finding, "write `.` after %s",
                   reader_quote(reader, driver->previous.span));
    }
    driver_insert(driver, TOK_STOP);
}

/* Gives up the sentence that is being read, which was told, so that the token
 * in hand can begin the next. */
static void abandon_sentence(struct driver *driver)
{
    if (!parser_recovers(driver->parser))
        driver_insert(driver, TOK_YYerror);
    if (driver->done || driver_accepts(driver, driver->token.kind))
        return;
    if (driver_accepts(driver, TOK_STOP))
        driver_insert(driver, TOK_STOP);
}

/* Whether the heading of a block stands before the token in hand, which is not
 * its brace. */
static bool stands_behind_heading(const struct driver *driver)
{
    int kind = driver->nesting.next.kind;

    return kind != TOK_KIND && repair_opens_item(kind) &&
           driver_accepts(driver, TOK_OPEN);
}

/* A name and a colon at the start of a line can only begin a sentence, though
 * the parser would take the name for a part of the one before. */
static bool repair_named(struct driver *driver)
{
    int previous = driver->previous.kind;

    if (!driver->token.fresh || driver->next.kind != TOK_COLON ||
        !repair_is_name(driver->token.kind) || previous == TOK_OPEN ||
        previous == TOK_STOP || previous == TOK_CLOSE ||
        previous == TOK_REQUIRE || repair_in_pack(driver) ||
        driver_accepts(driver, TOK_DEEM) || stands_behind_heading(driver))
        return false;
    driver->stumbled = true;
    if (driver_accepts(driver, TOK_STOP)) {
        insert_stop(driver);
    } else {
        struct token name = driver->token;

        driver->token.span.end = driver->next.span.end;
        message_unexpected(driver->reader);
        driver->token = name;
        abandon_sentence(driver);
    }
    return true;
}

/* Closes all blocks that are open before the token in hand. */
static void close_blocks(struct driver *driver)
{
    struct reader *reader = driver->reader;
    const struct opening *inner = nesting_inner(driver);

    if (!driver->previous.ragged) {
        struct finding *finding = fault_add(
            reader, &rule_syntax, behind_previous(driver),
            "the block of %s is not closed", reader_quote(reader, inner->head));

        fault_relate(reader, finding, inner->head, "opened here");
        fault_help(reader, finding, "write `}` where it ends");
    }
    while (driver->nesting.brace_count > 0 && !driver->done) {
        if (!driver_accepts(driver, TOK_CLOSE))
            driver_insert(driver, TOK_YYerror);
        if (!driver->done)
            driver_insert(driver, TOK_CLOSE);
    }
}

/* At the end of the text: whatever is open is told once and closed, so that
 * what was read is kept. */
static void repair_end(struct driver *driver)
{
    if (driver_accepts(driver, TOK_END))
        return;
    driver->stumbled = true;
    if (driver_accepts(driver, TOK_STOP)) {
        insert_stop(driver);
    } else if (driver->nesting.brace_count == 0 ||
               !driver_accepts(driver, TOK_CLOSE)) {
        if (!parser_recovers(driver->parser))
            message_unexpected(driver->reader);
        abandon_sentence(driver);
    }
    if (driver->nesting.brace_count > 0 && !driver->done)
        close_blocks(driver);
}

/* How far right of its line's start a place stands, in bytes. */
static uint32_t indent_of(const struct driver *driver, uint32_t offset)
{
    const struct source *source = driver->reader->source;
    uint32_t at = offset - source->base;
    uint32_t start = at;

    while (start > 0 && source->bytes[start - 1] != '\n')
        start--;
    return at - start;
}

/* A heading at the first column within a block whose lines are indented: the
 * block before it was not closed. Where the words could be names, this waits
 * for a fault (parse.c reads again). */
static bool repair_heading(struct driver *driver)
{
    const struct opening *inner = nesting_inner(driver);

    if (!inner || !inner->indented || !driver->token.fresh ||
        !repair_opens_item(driver->token.kind) || driver->next.fresh ||
        (!repair_is_name(driver->next.kind) &&
         driver->next.kind != TOK_STRING) ||
        indent_of(driver, driver->token.span.start) > 0)
        return false;
    driver->has_headings = true;
    if (!driver->second)
        return false;
    if (driver_accepts(driver, TOK_STOP))
        insert_stop(driver);
    if (!driver->done)
        close_blocks(driver);
    return true;
}

/* The block itself begins, so its brace is missing. */
static bool repair_open(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (!(driver->token.fresh || begins_sentence(driver)) ||
        !stands_behind_heading(driver))
        return false;
    if (!parser_recovers(driver->parser)) {
        struct finding *finding =
            fault_add(reader, &rule_syntax, behind_previous(driver),
                      "the block of %s has no opening brace",
                      reader_quote(reader, driver->nesting.next.head));

        fault_help(reader, finding,
                   "write `{` after it, and `}` where the "
                   "block ends");
    }
    driver_insert(driver, TOK_OPEN);
    return true;
}

/* The same for a term: what follows its name, further right, would read as a
 * sentence, but has a label or a comma behind it. */
static bool repair_open_terms(struct driver *driver)
{
    struct reader *reader = driver->reader;
    int next = driver->next.kind;

    if (driver->nesting.next.kind != TOK_KIND ||
        !repair_is_name(driver->token.kind) ||
        (next != TOK_STRING && next != TOK_COMMA && next != TOK_OPEN &&
         next != TOK_CLOSE) ||
        !driver_accepts(driver, TOK_OPEN) ||
        !driver_accepts(driver, TOK_DEEM) || !driver->token.fresh ||
        indent_of(driver, driver->token.span.start) <
            indent_of(driver, driver->nesting.next.head.start) + 2)
        return false;
    driver->stumbled = true;

    struct finding *finding =
        fault_add(reader, &rule_syntax, behind_previous(driver),
                  "the terms below %s have no opening brace",
                  reader_quote(reader, driver->nesting.next.head));

    fault_help(reader, finding, "write `{` after it, and `}` where they end");
    driver_insert(driver, TOK_OPEN);
    return true;
}

/* A list ends with its `...`, and the line with it. */
static bool repair_list_end(struct driver *driver)
{
    struct reader *reader = driver->reader;

    if (driver->previous.kind != TOK_ELLIPSIS || !driver->token.fresh ||
        !driver_accepts(driver, TOK_CLOSE))
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, behind_previous(driver),
                  "the block of %s is not closed",
                  reader_quote(reader, nesting_inner(driver)->head));

    fault_relate(reader, finding, nesting_inner(driver)->head, "opened here");
    fault_help(reader, finding, "write `}` after its `...`");
    driver_insert(driver, TOK_CLOSE);
    return true;
}

/* What does not belong into a heading is passed over, up to its brace. */
static bool repair_heading_end(struct driver *driver)
{
    if (!stands_behind_heading(driver))
        return false;
    message_unexpected(driver->reader);
    driver_insert(driver, TOK_OPEN);
    driver->spills = true;
    return true;
}

/* Passes over what stands between a heading and its brace. */
static bool spill_token(struct driver *driver)
{
    int kind = driver->token.kind;

    if (kind == TOK_OPEN || kind == TOK_END ||
        (driver->token.fresh && begins_sentence(driver)))
        driver->spills = false;
    return kind == TOK_OPEN || driver->spills;
}

/* --- the token in hand -------------------------------------------------- */

/* Begins to pass over a block whose heading was not understood. */
static bool skip_block(struct driver *driver)
{
    if (!nesting_add(driver, &driver->token))
        return true;
    driver->skip = driver->nesting.brace_count;
    return false;
}

/* While a block that fits nowhere is passed over, only braces count. */
static bool skip_token(struct driver *driver)
{
    if (driver->token.kind == TOK_END) {
        driver->skip = 0;
        return false;
    }
    if (driver->token.kind == TOK_OPEN || driver->token.kind == TOK_CLOSE) {
        if (!nesting_add(driver, &driver->token)) {
            driver->token.kind = TOK_END;
            driver->skip = 0;
            return false;
        }
        if (driver->nesting.brace_count < driver->skip)
            driver->skip = 0;
    }
    return true;
}

/* The parser is looking for a place to go on. In the middle of a line of a
 * file, a word that opens an item is a name of the sentence that failed. */
static bool repair_recovery(struct driver *driver)
{
    if (driver_accepts(driver, driver->token.kind))
        return driver->token.fresh || driver->token.kind == TOK_STOP ||
               !driver_accepts(driver, TOK_DEEM);
    if (driver->token.kind == TOK_OPEN)
        return skip_block(driver);
    if (!begins_sentence(driver))
        return true;
    if (driver_accepts(driver, TOK_STOP))
        driver_insert(driver, TOK_STOP);
    else
        repair_open(driver);
    return true;
}

/* The token does not fit. */
static bool repair_misfit(struct driver *driver)
{
    bool begins = begins_sentence(driver);

    if (begins && driver_accepts(driver, TOK_STOP)) {
        insert_stop(driver);
        return true;
    }
    if (repair_open(driver) || repair_list_end(driver))
        return true;
    if (!begins && surplus_token(driver)) {
        message_unexpected(driver->reader);
        return false;
    }
    if (guess_word(driver))
        return true;
    if (begins && driver->token.kind != TOK_CLOSE) {
        message_unexpected(driver->reader);
        abandon_sentence(driver);
        return true;
    }
    if (driver->token.kind == TOK_OPEN) {
        message_unexpected(driver->reader);
        driver_insert(driver, TOK_YYerror);
        return driver_accepts(driver, TOK_OPEN) || skip_block(driver);
    }
    if (repair_heading_end(driver))
        return false;
    if (driver->token.kind == TOK_STRAY) {
        message_unexpected(driver->reader);
        driver->token.kind = TOK_YYerror;
    }
    return true;
}

bool repair_token(struct driver *driver)
{
    if (driver->reader->stopped)
        return true;
    if ((driver->skip > 0 && skip_token(driver)) ||
        (driver->spills && spill_token(driver)))
        return false;
    if (driver->token.kind == TOK_END) {
        repair_end(driver);
        return true;
    }
    if (surplus_close(driver) || surplus_open(driver))
        return false;
    if (parser_recovers(driver->parser))
        return repair_recovery(driver);
    repair_heading(driver);
    if (driver->done)
        return true;
    if (surplus_comma(driver) || surplus_stop(driver))
        return false;
    if (surplus_term(driver) || repair_named(driver))
        return true;
    if (!driver_accepts(driver, driver->token.kind)) {
        driver->stumbled = true;
        return repair_misfit(driver);
    }
    if (!guess_opener(driver))
        repair_open_terms(driver);
    return true;
}
