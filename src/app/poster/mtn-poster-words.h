/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MTN_POSTER_MAX_WORDS 96

/* A piece of a title that is never broken; between CJK characters, a character. */
typedef struct
{
  gboolean spaced; /* a space before it, unless it begins a line */
  gboolean weak;   /* "the", "of": a line should not end in it */
} MtnPosterWord;

/**
 * MtnPosterWords:
 *
 * A title taken apart: "Head: Tail" is set as a big head and a small tail.
 */
typedef struct
{
  GString      *text;    /* all words, head then tail, joined by line feeds */
  MtnPosterWord words[2 * MTN_POSTER_MAX_WORDS];
  guint         n_words;
  guint         n_head;  /* words of the head, at least 1 */
  guint         n_chars; /* characters of the head */
  gboolean      rtl;
  gboolean      latin;   /* the head is Latin, Cyrillic or Greek throughout */
  gboolean      cjk;     /* some of the head is Chinese or Japanese */
  gboolean      rising;  /* capitals of the head carry accents */
  gboolean      hanging; /* something in capitals goes below the baseline */
} MtnPosterWords;

/**
 * mtn_poster_words_init:
 * @title: anything, also invalid UTF-8
 * @capitals: whether to set the head in capitals
 *
 * Titles are cleaned (no controls, no towers of combining marks) and cut with
 * an ellipsis where they would be too long to read at any size.
 */
void mtn_poster_words_init  (MtnPosterWords *self,
                             const char     *title,
                             gboolean        capitals);
void mtn_poster_words_clear (MtnPosterWords *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MtnPosterWords, mtn_poster_words_clear)

G_END_DECLS
