#ifndef WRIT_SYNTAX_BUILD_H
#define WRIT_SYNTAX_BUILD_H

/* What the parser's actions call, one call each: parts in, a node of tree.h
 * out. Nodes and lists live in the arena. Nothing is checked here that takes
 * knowing what a name means. */

#include "syntax/tree.h"

#include <stdbool.h>
#include <stddef.h>

struct reader;

/* A list being read: items of one type, which only the rule that reads it
 * knows; the node that takes it over has the typed pointer. */
struct build_list {
    void *items;
    size_t count;
};

struct build_party {
    enum tree_party party;
    struct tree_name name;
};

/* The body of a term. */
struct build_body {
    bool present;
    struct build_list entries;
    bool open; /* ends in `...` */
    struct span open_span;
};

/* How a block begins. */
struct build_head {
    struct tree_name name;
    struct tree_string title;
};

/* What is not there. */
struct build_list build_list(void);
struct tree_name build_no_name(void);
struct tree_names build_no_names(void);
struct tree_string build_no_string(void);
struct tree_event build_no_event(void);
struct tree_qualifiers build_no_qualifiers(void);
struct build_body build_no_body(void);

/* The list and one more item of `size` bytes. */
struct build_list build_list_add(struct reader *reader, struct build_list list,
                                 const void *item, size_t size);

/* From the start of one to the end of the other. */
struct span build_join(struct span first, struct span last);

/* --- names ------------------------------------------------------------- */

/* A word of the language that stands as a name, from the source itself. */
struct tree_name build_word(struct reader *reader, struct span span);
struct tree_names build_names(struct reader *reader, struct tree_name first);
struct tree_names build_name_add(struct reader *reader, struct tree_names names,
                                 struct tree_name name);
struct tree_selection build_selection(struct tree_names names,
                                      struct tree_names except);

/* --- file -------------------------------------------------------------- */

void build_item(struct reader *reader, struct tree_item item);
void build_asked(struct reader *reader, struct tree_question *question,
                 struct tree_names given);

struct build_head build_head(struct tree_name name, struct tree_string title);
/* A heading that could not be read, which was told. */
struct build_head build_unnamed(struct reader *reader, struct span span);
struct tree_string build_untitled(struct span span);

struct tree_value build_value(enum tree_value_kind kind, const char *text,
                              struct span span);
struct tree_field build_field(struct reader *reader, struct tree_name name,
                              struct tree_value value, struct span span);
struct tree_field build_value_add(struct reader *reader,
                                  struct tree_field field,
                                  struct tree_value value, struct span span);
struct tree_policy *build_policy(struct reader *reader, struct build_head head,
                                 struct build_list fields, struct span span);
struct tree_import *build_import(struct reader *reader, struct tree_name name,
                                 struct span span);
struct tree_import *build_import_file(struct reader *reader,
                                      struct tree_string file,
                                      struct span span);

/* --- vocabulary -------------------------------------------------------- */

struct tree_declaration *build_declaration(struct reader *reader,
                                           enum kind kind,
                                           struct tree_entry *entry);
struct tree_renaming *build_renaming(struct reader *reader, enum kind kind,
                                     struct tree_name from, struct tree_name to,
                                     struct span span);
struct tree_entry *build_entry(struct reader *reader, struct tree_name name,
                               struct tree_string label,
                               struct tree_string citing,
                               struct tree_names within);
struct tree_entry *build_entry_end(struct tree_entry *entry,
                                   struct build_body body, struct span span);
struct build_body build_body(struct build_list entries);
struct build_body build_open_body(struct build_list entries, struct span dots);

/* --- sections and statements ------------------------------------------- */

struct tree_section *build_section(struct reader *reader,
                                   struct build_head head,
                                   struct tree_qualifiers orders);
struct tree_section *build_section_end(struct tree_section *section,
                                       struct build_list contents,
                                       struct span span);

struct tree_content build_prose(struct reader *reader, struct tree_name name,
                                struct tree_string string);

struct build_party build_party(enum tree_party party, struct span span);
struct build_party build_party_named(struct tree_name name);
/* `may not` can be read in two ways: told, and taken as `must not`. */
enum tree_modality build_may_not(struct reader *reader, struct span span);

struct tree_statement *build_act(struct reader *reader,
                                 struct build_party party,
                                 enum tree_modality modality,
                                 struct tree_names verbs);
struct tree_statement *build_objects(struct tree_statement *statement,
                                     struct tree_selection objects);
struct tree_statement *build_object_you(struct tree_statement *statement);
struct tree_statement *build_sentence(struct tree_statement *statement,
                                      struct tree_qualifiers qualifiers,
                                      struct tree_string wording);
struct tree_statement *build_deem(struct reader *reader,
                                  struct tree_name condition,
                                  struct tree_name event,
                                  struct tree_string wording);
struct tree_statement *build_statement_end(struct tree_statement *statement,
                                           struct tree_name name,
                                           struct span span,
                                           struct span sentence);

/* --- qualifiers -------------------------------------------------------- */

/* Each gives the reader's one qualifier that is being built: good until the
 * next, and build_qualifier_add copies it. */
struct tree_qualifier *build_place(struct reader *reader,
                                   enum tree_qualifier_kind kind,
                                   struct tree_selection selection,
                                   struct span span);
struct tree_qualifier *build_only(struct tree_qualifier *qualifier,
                                  struct span span);
struct tree_qualifier *build_guard(struct reader *reader,
                                   enum tree_qualifier_kind kind,
                                   struct tree_condition *condition,
                                   struct span span);
struct tree_qualifier *build_time(struct reader *reader,
                                  enum tree_qualifier_kind kind,
                                  struct tree_duration duration,
                                  struct tree_event event, struct span span);
struct tree_qualifier *build_moment(struct reader *reader,
                                    enum tree_qualifier_kind kind,
                                    struct tree_event event, struct span span);
struct tree_qualifier *build_listed(struct reader *reader,
                                    enum tree_qualifier_kind kind,
                                    struct tree_names names, struct span span);
struct tree_qualifier *build_citing(struct reader *reader,
                                    struct tree_string string,
                                    struct span span);
struct tree_qualifiers build_qualifier_add(struct reader *reader,
                                           struct tree_qualifiers qualifiers,
                                           const struct tree_qualifier *added);

struct tree_event build_event(struct reader *reader, struct tree_name name);
struct tree_event build_events(enum tree_event_choice choice,
                               struct tree_names names);

/* --- conditions -------------------------------------------------------- */

struct tree_condition *build_fact(struct reader *reader, struct tree_name name);
struct tree_condition *build_negation(struct reader *reader,
                                      struct tree_condition *inner,
                                      struct span span);
struct tree_condition *build_group(struct tree_condition *inner,
                                   struct span span);
/* One tree of a chain of `and` or of `or`. It is balanced, so that no chain,
 * however long, is deeper than its length in bits. */
struct tree_condition *build_tree(struct reader *reader,
                                  struct build_list chain,
                                  enum tree_condition_kind kind);

/* --- systems, tests, translations, packs ------------------------------- */

struct tree_flow *build_flow(struct reader *reader, struct tree_names verbs);
struct tree_flow *build_flow_objects(struct tree_flow *flow,
                                     struct tree_selection objects);
struct tree_flow *build_flow_you(struct tree_flow *flow);
struct tree_flow *build_flow_end(struct tree_flow *flow,
                                 struct tree_qualifiers qualifiers,
                                 struct tree_name name, struct span span);
struct tree_system *build_system(struct reader *reader, struct build_head head,
                                 struct build_list flows, struct span span);

struct tree_question *build_question(struct reader *reader,
                                     struct build_party party,
                                     struct tree_names verbs);
struct tree_question *build_question_objects(struct tree_question *question,
                                             struct tree_selection objects);
struct tree_question *build_question_you(struct tree_question *question);
struct tree_question *build_question_end(struct tree_question *question,
                                         struct tree_qualifiers places,
                                         struct span span);
struct tree_expectation build_expect(enum tree_verdict verdict,
                                     struct tree_question *question,
                                     struct tree_names given, struct span span);
struct tree_expectation build_prove(enum tree_verdict verdict,
                                    struct tree_question *question,
                                    struct tree_condition *condition,
                                    struct span span);
struct tree_test *build_test(struct reader *reader, struct tree_string title,
                             struct build_list expectations, struct span span);

struct tree_translation *build_translation(struct reader *reader,
                                           struct tree_name language,
                                           struct build_list pairs,
                                           struct span span);
struct tree_requirement build_requirement(struct tree_name name,
                                          struct tree_string title,
                                          struct span body);
struct tree_pack *build_pack(struct reader *reader, struct build_head head,
                             struct build_list requirements, struct span span);

#endif
