/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Well-formed safetensors files that are wrong as checkpoints. */

#include "mtn-hostile.h"

#include "mtn-draft.h"
#include "mtn-test-model.h"

#include <math.h>
#include <string.h>

#define N MTN_TEST_N_MOVIES
#define RANK MTN_TEST_RANK
#define HIDDEN MTN_TEST_N_HIDDEN

/* Metadata put in, or taken away where the value is NULL. */
static const struct
{
  const char *name;
  const char *key;
  const char *value;
} metadata_cases[] = {
  { "format-missing", "format", NULL },
  { "format-foreign", "format", "pt" },
  { "version-missing", "format_version", NULL },
  { "version-word", "format_version", "one" },
  { "version-zero", "format_version", "0" },
  { "version-negative", "format_version", "-1" },
  { "version-huge", "format_version", "99999999999999999999" },
  { "version-newer", "format_version", "2" },
  { "sha256-missing", "sha256", NULL },
  { "sha256-short", "sha256", "abc" },
  { "sha256-upper-case", "sha256", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" },
  { "sha256-of-nothing", "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },

  { "genres-missing", "genres", NULL },
  { "genres-empty-text", "genres", "" },
  { "genres-not-json", "genres", "Action" },
  { "genres-object", "genres", "{\"a\":1}" },
  { "genres-numbers", "genres", "[1,2,3]" },
  { "genres-empty-name", "genres", "[\"Action\",\"\",\"War\"]" },
  { "genres-twice", "genres", "[\"Action\",\"War\",\"Action\"]" },
  { "genres-control-character", "genres", "[\"Action\",\"War\",\"\\u001b[31m\"]" },
  { "genres-too-few", "genres", "[\"Action\"]" },
  { "genres-33", "genres",
    "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\",\"m\",\"n\",\"o\",\"p\",\"q\","
    "\"r\",\"s\",\"t\",\"u\",\"v\",\"w\",\"x\",\"y\",\"z\",\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]" },

  { "vocabulary-missing", "vocabulary", NULL },
  { "vocabulary-list", "vocabulary", "[]" },
  { "vocabulary-empty", "vocabulary", "{}" },
  { "vocabulary-ages-descend", "vocabulary", "{\"ages\":[25,0],\"genders\":[],\"occupations\":[]}" },
  { "vocabulary-ages-fractional", "vocabulary", "{\"ages\":[0,25.5],\"genders\":[],\"occupations\":[]}" },
  { "vocabulary-ages-negative", "vocabulary", "{\"ages\":[-1,25],\"genders\":[],\"occupations\":[]}" },
  { "vocabulary-ages-huge", "vocabulary",
    "{\"ages\":[0,9223372036854775807],\"genders\":[],\"occupations\":[]}" },
  { "vocabulary-gender-twice", "vocabulary", "{\"ages\":[0],\"genders\":[\"F\",\"F\"],\"occupations\":[]}" },
  { "vocabulary-occupation-null", "vocabulary", "{\"ages\":[0],\"genders\":[],\"occupations\":[null]}" },
  { "vocabulary-unknown-key", "vocabulary", "{\"ages\":[],\"genders\":[],\"occupations\":[],\"zip\":[]}" },
  { "vocabulary-smaller", "vocabulary", "{\"ages\":[0],\"genders\":[\"F\",\"M\"],\"occupations\":[\"a\"]}" },

  { "architecture-missing", "architecture", NULL },
  { "architecture-empty", "architecture", "" },
  { "architecture-not-json", "architecture", "blend" },
  { "architecture-list", "architecture", "[]" },
  { "architecture-null", "architecture", "null" },
  { "architecture-single-quotes", "architecture", "{'kind':'blend','parts':[],'calibration':{}}" },
  { "architecture-comment", "architecture", "/* */{\"kind\":\"blend\"}" },
  { "architecture-unclosed", "architecture", "{\"kind\":\"blend\"" },
};

/* A piece of metadata replaced by another. */
static const struct
{
  const char *name;
  const char *key;
  const char *old_text;
  const char *new_text;
} replace_cases[] = {
  { "kind-number", "architecture", "\"blend\"", "1" },
  { "kind-empty", "architecture", "\"blend\"", "\"\"" },
  { "architecture-unknown-key", "architecture", "{\"kind\"", "{\"x\":1,\"kind\"" },
  { "calibration-missing", "architecture", "\"calibration\"", "\"parts\"" },
  { "calibration-half", "architecture", "\"a\":[[0,-1.5]]", "\"a\":[]" },
  { "calibration-slope-negative", "architecture", "2.25e-05", "-1" },
  { "calibration-slope-zero", "architecture", "2.25e-05", "0" },
  { "calibration-slope-underflows", "architecture", "2.25e-05", "1e-60" },
  { "part-type-unknown", "architecture", "\"popularity\"", "\"transformer\"" },
  { "part-type-missing", "architecture", "\"type\":\"popularity\",", "" },
  { "part-input-unknown", "architecture", "\"any\"", "\"some\"" },
  { "part-unknown-key", "architecture", "{\"type\":\"popularity\"", "{\"type\":\"popularity\",\"x\":1" },
  { "part-name-empty", "architecture", "\"name\":\"popularity\"", "\"name\":\"\"" },
  { "part-name-with-dot", "architecture", "\"name\":\"popularity\"", "\"name\":\"a.b\"" },
  { "part-name-twice", "architecture", "\"name\":\"demographic\"", "\"name\":\"popularity\"" },
  { "part-number", "architecture", "\"parts\":[", "\"parts\":[1," },
  { "values-five", "architecture", "[1,1,1,1,1,1]", "[1,1,1,1,1]" },
  { "values-string", "architecture", "[1,1,1,1,1,1]", "[1,1,1,1,1,\"1\"]" },
  { "values-beyond-float", "architecture", "[1,1,1,1,1,1]", "[1,1,1,1,1,1e39]" },
  { "values-beyond-double", "architecture", "[1,1,1,1,1,1]", "[1,1,1,1,1,1e999]" },
  { "penalty-missing", "architecture", "[[1,499],[2,124.5]]", "[]" },
  { "penalty-zero", "architecture", "[1,499]", "[1,0]" },
  { "penalty-negative", "architecture", "[1,499]", "[1,-499]" },
  { "steps-descend", "architecture", "[[1,499],[2,124.5]]", "[[2,499],[1,124.5]]" },
  { "steps-repeat", "architecture", "[[1,499],[2,124.5]]", "[[2,499],[2,124.5]]" },
  { "steps-negative", "architecture", "[1,499]", "[-1,499]" },
  { "steps-fractional", "architecture", "[1,499]", "[1.5,499]" },
  { "steps-huge", "architecture", "[2,124.5]", "[4294967296,124.5]" },
  { "steps-short", "architecture", "[1,499]", "[1]" },
  { "steps-number", "architecture", "[1,499]", "1" },
  { "features-missing", "architecture", ",\"features\":\"documented\"", "" },
  { "features-unknown", "architecture", "\"features\":\"documented\"", "\"features\":\"zip\"" },
  { "features-of-another-part", "architecture", "{\"type\":\"popularity\"",
    "{\"type\":\"popularity\",\"features\":\"documented\"" },
};

static void
set_float (MtnDraft *draft, const char *name, gsize position, float value)
{
  ((float *) mtn_draft_get (draft, name)->data)[position] = value;
}

static void
set_int32 (MtnDraft *draft, const char *name, gsize position, gint32 value)
{
  ((gint32 *) mtn_draft_get (draft, name)->data)[position] = value;
}

static void
set_int64 (MtnDraft *draft, const char *name, gsize position, gint64 value)
{
  ((gint64 *) mtn_draft_get (draft, name)->data)[position] = value;
}

static void
set_title_byte (MtnDraft *draft, gsize position, char value)
{
  ((char *) mtn_draft_get (draft, "catalog.titles")->data)[position] = value;
}

/* One film less in every column, so that the catalogue is right in itself. */
static void
drop_last_film (MtnDraft *draft)
{
  gint64 end = ((const gint64 *) mtn_draft_get (draft, "catalog.title_offsets")->data)[N - 1];

  mtn_draft_shorten (draft, "catalog.id", N - 1);
  mtn_draft_shorten (draft, "catalog.year", N - 1);
  mtn_draft_shorten (draft, "catalog.genres", N - 1);
  mtn_draft_shorten (draft, "catalog.n_ratings", N - 1);
  mtn_draft_shorten (draft, "catalog.mean_stars", N - 1);
  mtn_draft_shorten (draft, "catalog.title_offsets", N);
  mtn_draft_shorten (draft, "catalog.titles", (gsize) end);
}

/* Edits that need more than a table; one line each: what is done, under its name. */
#define EDIT(function, ...)          \
  static void function (MtnDraft *d) \
  {                                  \
    __VA_ARGS__;                     \
  }

/* clang-format off */
EDIT (edit_nothing, (void) d)
EDIT (edit_extra_tensor, mtn_draft_add (d, "extra", MTN_DTYPE_U8, 1, (gsize[]) { 3 }))
EDIT (edit_checksum, set_float (d, "popularity.score", 0, 0.75f))

EDIT (edit_architecture_bomb,
      g_autofree char *bomb = g_strnfill (100000, '['); mtn_draft_set_metadata (d, "architecture", bomb))
/* json-glib knows single quotes: who counts brackets outside of double quotes alone counts none of these. */
EDIT (edit_architecture_quoted_bomb,
      g_autofree char *brackets = g_strnfill (100000, '[');
      g_autofree char *bomb = g_strconcat ("['\"',", brackets, NULL); mtn_draft_set_metadata (d, "architecture", bomb))
EDIT (edit_vocabulary_bomb,
      g_autofree char *bomb = g_strnfill (100000, '['); mtn_draft_set_metadata (d, "vocabulary", bomb))
EDIT (edit_genres_bomb,
      g_autofree char *bomb = g_strnfill (100000, '['); mtn_draft_set_metadata (d, "genres", bomb))

EDIT (edit_id_missing, mtn_draft_remove (d, "catalog.id"))
EDIT (edit_titles_missing, mtn_draft_remove (d, "catalog.titles"))
EDIT (edit_id_dtype, mtn_draft_reshape (d, "catalog.id", MTN_DTYPE_I64, 1, (gsize[]) { N }))
EDIT (edit_id_matrix, mtn_draft_reshape (d, "catalog.id", MTN_DTYPE_I32, 2, (gsize[]) { N, 1 }))
EDIT (edit_id_none, mtn_draft_shorten (d, "catalog.id", 0))
EDIT (edit_id_twice, set_int32 (d, "catalog.id", 3, 1))
EDIT (edit_id_zero, set_int32 (d, "catalog.id", 0, 0))
EDIT (edit_id_negative, set_int32 (d, "catalog.id", 0, G_MININT32))
EDIT (edit_year_short, mtn_draft_shorten (d, "catalog.year", N - 1))
EDIT (edit_year_negative, set_int32 (d, "catalog.year", 0, -1))
EDIT (edit_year_huge, set_int32 (d, "catalog.year", 0, G_MAXINT32))
EDIT (edit_genre_beyond, set_int64 (d, "catalog.genres", 0, 8))
EDIT (edit_genre_negative, set_int64 (d, "catalog.genres", 0, -1))
EDIT (edit_ratings_negative, set_int32 (d, "catalog.n_ratings", 0, -1))
EDIT (edit_stars_six, set_float (d, "catalog.mean_stars", 0, 6))
EDIT (edit_stars_nan, set_float (d, "catalog.mean_stars", 4, NAN))
EDIT (edit_offsets_descend, set_int64 (d, "catalog.title_offsets", 2, 1))
EDIT (edit_offsets_empty_title, set_int64 (d, "catalog.title_offsets", 2,
                                           ((const gint64 *) mtn_draft_get (d, "catalog.title_offsets")->data)[1]))
EDIT (edit_offsets_start, set_int64 (d, "catalog.title_offsets", 0, 1))
EDIT (edit_offsets_beyond, set_int64 (d, "catalog.title_offsets", N, 1000000))
EDIT (edit_offsets_middle_beyond, set_int64 (d, "catalog.title_offsets", 2, G_MAXINT64))
EDIT (edit_offsets_negative, set_int64 (d, "catalog.title_offsets", 1, G_MININT64))
EDIT (edit_offsets_short, mtn_draft_shorten (d, "catalog.title_offsets", N))
EDIT (edit_title_utf8, set_title_byte (d, 2, (char) 0xff))
EDIT (edit_title_nul, set_title_byte (d, 2, '\0'))
EDIT (edit_title_escape, set_title_byte (d, 2, '\033'))
EDIT (edit_title_line_feed, set_title_byte (d, 2, '\n'))
EDIT (edit_title_empty, set_title_byte (d, 0, '\t'))
EDIT (edit_catalog_smaller, drop_last_film (d))

EDIT (edit_nan, set_float (d, "favorites.factors", 7, NAN))
EDIT (edit_infinite, set_float (d, "fc2.bias", N - 1, INFINITY))
EDIT (edit_minus_infinite, set_float (d, "popularity.score", 0, -INFINITY))
EDIT (edit_nan_f16, MtnTensor *t = mtn_draft_add (d, "extra", MTN_DTYPE_F16, 1, (gsize[]) { 3 });
                    ((guint16 *) t->data)[2] = 0x7c01)
EDIT (edit_nan_bf16, MtnTensor *t = mtn_draft_add (d, "extra", MTN_DTYPE_BF16, 1, (gsize[]) { 3 });
                     ((guint16 *) t->data)[1] = 0xff80)
EDIT (edit_nan_f64, MtnTensor *t = mtn_draft_add (d, "extra", MTN_DTYPE_F64, 1, (gsize[]) { 3 });
                    ((double *) t->data)[0] = NAN)
EDIT (edit_nan_far, MtnTensor *t = mtn_draft_add (d, "extra", MTN_DTYPE_F32, 1, (gsize[]) { 10000 });
                    ((float *) t->data)[9999] = INFINITY)

/* Columns and vectors that may be missing. */
EDIT (edit_pick_only, mtn_draft_add (d, "catalog.pick_only", MTN_DTYPE_U8, 1, (gsize[]) { N }))
EDIT (edit_pick_only_bool, mtn_draft_add (d, "catalog.pick_only", MTN_DTYPE_BOOL, 1, (gsize[]) { N }))
EDIT (edit_pick_only_short, mtn_draft_add (d, "catalog.pick_only", MTN_DTYPE_U8, 1, (gsize[]) { N - 1 }))
EDIT (edit_pick_only_two, edit_pick_only (d); ((guint8 *) mtn_draft_get (d, "catalog.pick_only")->data)[3] = 2)
EDIT (edit_reach, mtn_draft_add (d, "favorites.reach", MTN_DTYPE_F32, 1, (gsize[]) { N }))
EDIT (edit_reach_short, mtn_draft_add (d, "favorites.reach", MTN_DTYPE_F32, 1, (gsize[]) { N - 1 }))
EDIT (edit_reach_f16, mtn_draft_add (d, "favorites.reach", MTN_DTYPE_F16, 1, (gsize[]) { N }))
EDIT (edit_reach_negative, edit_reach (d); set_float (d, "favorites.reach", N - 1, -0.5f))

/* Matrices in fewer bytes. */
#define SCALES "favorites.factors.scale"
EDIT (edit_factors_f16, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_F16, 2, (gsize[]) { N, RANK }))
EDIT (edit_factors_f16_nan, edit_factors_f16 (d); ((guint16 *) mtn_draft_get (d, "favorites.factors")->data)[7] = 0x7e00)
EDIT (edit_factors_bf16, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_BF16, 2, (gsize[]) { N, RANK }))
EDIT (edit_factors_u8, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_U8, 2, (gsize[]) { N, RANK }))
EDIT (edit_factors_f16_rows, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_F16, 2, (gsize[]) { N + 1, RANK }))
EDIT (edit_scale_missing, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_I8, 2, (gsize[]) { N, RANK }))
EDIT (edit_factors_i8, edit_scale_missing (d); mtn_draft_add (d, SCALES, MTN_DTYPE_F32, 1, (gsize[]) { N }))
EDIT (edit_scale_short, edit_factors_i8 (d); mtn_draft_shorten (d, SCALES, N - 1))
EDIT (edit_scale_f16, edit_factors_i8 (d); mtn_draft_reshape (d, SCALES, MTN_DTYPE_F16, 1, (gsize[]) { N }))
EDIT (edit_scale_matrix, edit_factors_i8 (d); mtn_draft_reshape (d, SCALES, MTN_DTYPE_F32, 2, (gsize[]) { N, 1 }))
EDIT (edit_scale_negative, edit_factors_i8 (d); set_float (d, SCALES, N - 1, -1e-9f))
EDIT (edit_scale_nan, edit_factors_i8 (d); set_float (d, SCALES, 0, NAN))
EDIT (edit_scale_huge, edit_factors_i8 (d); set_float (d, SCALES, 0, 3e38f))
EDIT (edit_scale_largest, edit_factors_i8 (d); set_float (d, SCALES, 0, G_MAXFLOAT / 128);
                          ((gint8 *) mtn_draft_get (d, "favorites.factors")->data)[0] = -128)
EDIT (edit_bias_f16, mtn_draft_reshape (d, "fc1.bias", MTN_DTYPE_F16, 1, (gsize[]) { HIDDEN }))
EDIT (edit_bias_i8, mtn_draft_reshape (d, "fc1.bias", MTN_DTYPE_I8, 1, (gsize[]) { HIDDEN }))

EDIT (edit_score_missing, mtn_draft_remove (d, "popularity.score"))
EDIT (edit_score_f16, mtn_draft_reshape (d, "popularity.score", MTN_DTYPE_F16, 1, (gsize[]) { N }))
EDIT (edit_score_matrix, mtn_draft_reshape (d, "popularity.score", MTN_DTYPE_F32, 2, (gsize[]) { N, 1 }))
EDIT (edit_score_scalar, mtn_draft_reshape (d, "popularity.score", MTN_DTYPE_F32, 0, NULL))
EDIT (edit_score_longer, mtn_draft_reshape (d, "popularity.score", MTN_DTYPE_F32, 1, (gsize[]) { N + 1 }))
EDIT (edit_age_rows, mtn_draft_reshape (d, "demographic.age", MTN_DTYPE_F32, 2, (gsize[]) { 3, N }))
EDIT (edit_occupation_missing, mtn_draft_remove (d, "demographic.occupation"))
EDIT (edit_factors_transposed, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_F32, 2, (gsize[]) { RANK, N }))
EDIT (edit_factors_empty, mtn_draft_reshape (d, "favorites.factors", MTN_DTYPE_F32, 2, (gsize[]) { N, 0 }))
EDIT (edit_eigenvalues_short, mtn_draft_shorten (d, "favorites.eigenvalues", RANK - 1))
EDIT (edit_eigenvalue_negative, set_float (d, "favorites.eigenvalues", 1, -1e-9f))
EDIT (edit_gram_zero, set_float (d, "favorites.gram", 1, 0))
EDIT (edit_gram_negative, set_float (d, "favorites.gram", 1, -1))
EDIT (edit_matrix_not_square, mtn_draft_reshape (d, "neighbours.weight", MTN_DTYPE_F32, 2, (gsize[]) { N, N - 1 }))
EDIT (edit_network_missing, mtn_draft_remove (d, "fc1.weight"))
EDIT (edit_network_gap, mtn_draft_get (d, "fc2.weight")->name = "fc3.weight")
EDIT (edit_network_bias_missing, mtn_draft_remove (d, "fc1.bias"))
EDIT (edit_network_input, mtn_draft_reshape (d, "fc1.weight", MTN_DTYPE_F32, 2, (gsize[]) { HIDDEN, N }))
EDIT (edit_network_chain, mtn_draft_reshape (d, "fc2.weight", MTN_DTYPE_F32, 2, (gsize[]) { N, HIDDEN + 1 }))
EDIT (edit_network_output, mtn_draft_reshape (d, "fc2.weight", MTN_DTYPE_F32, 2, (gsize[]) { N + 1, HIDDEN }))
EDIT (edit_network_empty_layer, mtn_draft_reshape (d, "fc1.weight", MTN_DTYPE_F32, 2, (gsize[]) { 0, 3 + 1 + 3 + N }))
EDIT (edit_coder_input, mtn_draft_reshape (d, "coder.fc1.weight", MTN_DTYPE_F32, 2, (gsize[]) { HIDDEN, 3 + 1 + 3 + N }))
EDIT (edit_coder_missing, mtn_draft_remove (d, "coder.fc1.weight"))
EDIT (edit_coder_output, mtn_draft_reshape (d, "coder.fc2.weight", MTN_DTYPE_F32, 2, (gsize[]) { N - 1, HIDDEN }))
EDIT (edit_coder_bias, mtn_draft_remove (d, "coder.fc2.bias"))
EDIT (edit_tastes_rows, mtn_draft_reshape (d, "tastes.factors", MTN_DTYPE_F32, 2, (gsize[]) { N + 1, RANK }))
EDIT (edit_tastes_empty, mtn_draft_reshape (d, "tastes.factors", MTN_DTYPE_F32, 2, (gsize[]) { N, 0 }))
EDIT (edit_tastes_gram, mtn_draft_reshape (d, "tastes.gram", MTN_DTYPE_F32, 2, (gsize[]) { RANK, RANK + 1 }))
EDIT (edit_tastes_gram_vector, mtn_draft_reshape (d, "tastes.gram", MTN_DTYPE_F32, 1, (gsize[]) { RANK }))
EDIT (edit_tastes_gram_missing, mtn_draft_remove (d, "tastes.gram"))
EDIT (edit_tastes_nan, set_float (d, "tastes.gram", 1, NAN))
/* clang-format on */

static const struct
{
  const char *name;
  void (*edit) (MtnDraft *draft);
} edit_cases[] = {
  { "checkpoint", edit_nothing },
  { "checkpoint-extra-tensor", edit_extra_tensor },
  { "checksum-of-other-weights", edit_checksum },
  { "architecture-depth-bomb", edit_architecture_bomb },
  { "architecture-quoted-bomb", edit_architecture_quoted_bomb },
  { "vocabulary-depth-bomb", edit_vocabulary_bomb },
  { "genres-depth-bomb", edit_genres_bomb },
  { "catalog-id-missing", edit_id_missing },
  { "catalog-titles-missing", edit_titles_missing },
  { "catalog-id-dtype", edit_id_dtype },
  { "catalog-id-matrix", edit_id_matrix },
  { "catalog-empty", edit_id_none },
  { "catalog-id-twice", edit_id_twice },
  { "catalog-id-zero", edit_id_zero },
  { "catalog-id-negative", edit_id_negative },
  { "catalog-year-short", edit_year_short },
  { "catalog-year-negative", edit_year_negative },
  { "catalog-year-huge", edit_year_huge },
  { "catalog-genre-beyond", edit_genre_beyond },
  { "catalog-genre-negative", edit_genre_negative },
  { "catalog-ratings-negative", edit_ratings_negative },
  { "catalog-stars-six", edit_stars_six },
  { "catalog-stars-nan", edit_stars_nan },
  { "titles-offsets-descend", edit_offsets_descend },
  { "titles-offsets-empty-title", edit_offsets_empty_title },
  { "titles-offsets-start", edit_offsets_start },
  { "titles-offsets-beyond", edit_offsets_beyond },
  { "titles-offsets-middle-beyond", edit_offsets_middle_beyond },
  { "titles-offsets-negative", edit_offsets_negative },
  { "titles-offsets-short", edit_offsets_short },
  { "titles-invalid-utf8", edit_title_utf8 },
  { "titles-nul", edit_title_nul },
  { "titles-escape", edit_title_escape },
  { "titles-line-feed", edit_title_line_feed },
  { "titles-empty-before-tab", edit_title_empty },
  { "catalog-of-other-size", edit_catalog_smaller },
  { "pick-only", edit_pick_only },
  { "pick-only-bool", edit_pick_only_bool },
  { "pick-only-short", edit_pick_only_short },
  { "pick-only-two", edit_pick_only_two },
  { "reach", edit_reach },
  { "reach-short", edit_reach_short },
  { "reach-f16", edit_reach_f16 },
  { "reach-negative", edit_reach_negative },
  { "compact-f16", edit_factors_f16 },
  { "compact-f16-nan", edit_factors_f16_nan },
  { "compact-f16-rows", edit_factors_f16_rows },
  { "compact-bf16", edit_factors_bf16 },
  { "compact-u8", edit_factors_u8 },
  { "compact-i8", edit_factors_i8 },
  { "compact-scale-missing", edit_scale_missing },
  { "compact-scale-short", edit_scale_short },
  { "compact-scale-f16", edit_scale_f16 },
  { "compact-scale-matrix", edit_scale_matrix },
  { "compact-scale-negative", edit_scale_negative },
  { "compact-scale-nan", edit_scale_nan },
  { "compact-scale-huge", edit_scale_huge },
  { "compact-scale-largest", edit_scale_largest },
  { "compact-bias-f16", edit_bias_f16 },
  { "compact-bias-i8", edit_bias_i8 },
  { "weights-nan", edit_nan },
  { "weights-infinite", edit_infinite },
  { "weights-minus-infinite", edit_minus_infinite },
  { "weights-nan-f16", edit_nan_f16 },
  { "weights-infinite-bf16", edit_nan_bf16 },
  { "weights-nan-f64", edit_nan_f64 },
  { "weights-infinite-far", edit_nan_far },
  { "tensor-score-missing", edit_score_missing },
  { "tensor-score-f16", edit_score_f16 },
  { "tensor-score-matrix", edit_score_matrix },
  { "tensor-score-scalar", edit_score_scalar },
  { "tensor-score-longer", edit_score_longer },
  { "tensor-age-rows", edit_age_rows },
  { "tensor-occupation-missing", edit_occupation_missing },
  { "tensor-factors-transposed", edit_factors_transposed },
  { "tensor-factors-empty", edit_factors_empty },
  { "tensor-eigenvalues-short", edit_eigenvalues_short },
  { "tensor-eigenvalue-negative", edit_eigenvalue_negative },
  { "tensor-gram-zero", edit_gram_zero },
  { "tensor-gram-negative", edit_gram_negative },
  { "tensor-matrix-not-square", edit_matrix_not_square },
  { "network-missing", edit_network_missing },
  { "network-gap", edit_network_gap },
  { "network-bias-missing", edit_network_bias_missing },
  { "network-input", edit_network_input },
  { "network-chain", edit_network_chain },
  { "network-output", edit_network_output },
  { "network-empty-layer", edit_network_empty_layer },
  { "autoencoder-input", edit_coder_input },
  { "autoencoder-missing", edit_coder_missing },
  { "autoencoder-output", edit_coder_output },
  { "autoencoder-bias-missing", edit_coder_bias },
  { "factors-rows", edit_tastes_rows },
  { "factors-empty", edit_tastes_empty },
  { "factors-gram", edit_tastes_gram },
  { "factors-gram-vector", edit_tastes_gram_vector },
  { "factors-gram-missing", edit_tastes_gram_missing },
  { "factors-gram-nan", edit_tastes_nan },
};

const char **
mtn_hostile_list_checkpoint (void)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (metadata_cases) + G_N_ELEMENTS (replace_cases) +
                                                 G_N_ELEMENTS (edit_cases) + 1);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (metadata_cases); i++)
    names[n++] = metadata_cases[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (replace_cases); i++)
    names[n++] = replace_cases[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    names[n++] = edit_cases[i].name;

  return names;
}

static gboolean
edit (MtnDraft *draft, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (metadata_cases); i++)
    {
      if (g_str_equal (metadata_cases[i].name, name))
        {
          mtn_draft_set_metadata (draft, metadata_cases[i].key, metadata_cases[i].value);
          return TRUE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (replace_cases); i++)
    {
      if (g_str_equal (replace_cases[i].name, name))
        {
          mtn_draft_replace (draft, replace_cases[i].key, replace_cases[i].old_text,
                             replace_cases[i].new_text);
          return TRUE;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (edit_cases); i++)
    {
      if (g_str_equal (edit_cases[i].name, name))
        {
          edit_cases[i].edit (draft);
          return TRUE;
        }
    }

  return FALSE;
}

GBytes *
mtn_hostile_build_checkpoint (const char *name)
{
  g_autoptr (GBytes) bytes = mtn_test_checkpoint_bytes ();
  g_autoptr (MtnDraft) draft = mtn_draft_new (bytes);

  return edit (draft, name) ? mtn_draft_to_bytes (draft) : NULL;
}
