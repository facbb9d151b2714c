/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Files that are wrong as safetensors files, and a few odd ones that are right. */

#include "mtn-hostile.h"

#include <string.h>

#define F32_1 "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}"
#define F32_2 "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}"
#define WITH_SHAPE(shape) "{\"a\":{\"dtype\":\"F32\",\"shape\":" shape ",\"data_offsets\":[0,4]}}"
#define WITH_DTYPE(dtype) "{\"a\":{\"dtype\":" dtype ",\"shape\":[1],\"data_offsets\":[0,4]}}"
#define WITH_OFFSETS(offsets) "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":" offsets "}}"

typedef struct
{
  const char *name;
  const char *header;
  gsize n_data;
} HeaderCase;

static const HeaderCase header_cases[] = {
  /* Right, if not checkpoints. */
  { "plain", "{\"a\":" F32_1 "}", 4 },
  { "plain-no-tensors", "{}", 0 },
  { "plain-spaces", "{ \"a\" :\n\t{ \"shape\" : [ 1 ] , \"data_offsets\":[0, 4],\"dtype\":\"F32\" } }   ",
    4 },
  { "plain-brackets-in-name", "{\"[[[[{{{{\":" F32_1 "}", 4 },
  { "plain-escaped-quote-in-name", "{\"\\\"[[[[\":" F32_1 "}", 4 },
  { "plain-scalar", "{\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}", 8 },
  { "plain-zero-size", "{\"a\":" F32_1 ",\"b\":{\"dtype\":\"I64\",\"shape\":[3,0],\"data_offsets\":[4,4]}}",
    4 },
  { "plain-unaligned",
    "{\"z\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
    "\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[1,17]}}",
    17 },
  { "plain-out-of-order", "{\"b\":" F32_2 ",\"a\":" F32_1 "}", 8 },

  { "header-empty", "", 0 },
  { "header-list", "[1]", 0 },
  { "header-string", "\"x\"", 0 },
  { "header-leading-space", " {}", 0 },
  { "header-byte-order-mark", "\xef\xbb\xbf{}", 0 },
  { "header-unclosed", "{\"a\":{", 0 },
  { "header-unclosed-string", "{\"a", 0 },
  { "header-text-behind", "{} x", 0 },
  { "header-two-objects", "{}{}", 0 },
  { "header-trailing-comma", "{\"a\":" F32_1 ",}", 4 },
  { "header-missing-colon", "{\"a\" " F32_1 "}", 4 },
  { "header-comment", "{/* */}", 0 },
  { "header-single-quotes", "{'a':" F32_1 "}", 4 },
  { "header-wrong-bracket", "{\"a\":" F32_1 "]", 4 },
  { "header-invalid-utf8", "{\"\xff\":" F32_1 "}", 4 },
  { "header-overlong-utf8", "{\"\xc0\xaf\":" F32_1 "}", 4 },
  { "header-utf8-cut-by-end", "{\"\xe2\x82", 0 },
  { "name-control-character", "{\"a\nb\":" F32_1 "}", 4 },
  { "name-unknown-escape", "{\"\\x61\":" F32_1 "}", 4 },
  { "name-short-escape", "{\"\\u00\":" F32_1 "}", 4 },
  { "name-escape-at-end", "{\"\\", 0 },
  { "name-nul-escape", "{\"a\\u0000b\":" F32_1 "}", 4 },
  { "name-lone-surrogate", "{\"\\ud83d\":" F32_1 "}", 4 },
  { "name-low-surrogate-first", "{\"\\ude00\\ud83d\":" F32_1 "}", 4 },
  { "name-number", "{1:" F32_1 "}", 4 },

  { "depth-four", "{\"a\":{\"shape\":[[1]]}}", 0 },
  { "depth-in-metadata", "{\"__metadata__\":{\"a\":{\"b\":{}}}}", 0 },

  { "duplicate-tensor", "{\"a\":" F32_1 ",\"a\":" F32_2 "}", 8 },
  { "duplicate-tensor-same-bytes", "{\"a\":" F32_1 ",\"a\":" F32_1 "}", 4 },
  { "duplicate-tensor-escaped", "{\"a\":" F32_1 ",\"\\u0061\":" F32_2 "}", 8 },
  { "duplicate-tensor-slash", "{\"a/b\":" F32_1 ",\"a\\/b\":" F32_2 "}", 8 },
  { "duplicate-tensor-surrogates", "{\"\xf0\x9f\x98\x80\":" F32_1 ",\"\\uD83D\\uDE00\":" F32_2 "}", 8 },
  { "duplicate-metadata", "{\"__metadata__\":{\"a\":\"1\"},\"__metadata__\":{\"b\":\"2\"}}", 0 },
  { "duplicate-metadata-key", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0 },
  { "duplicate-metadata-key-escaped", "{\"__metadata__\":{\"a\":\"1\",\"\\u0061\":\"1\"}}", 0 },
  { "duplicate-dtype", "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
    4 },
  { "duplicate-shape", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[2],\"data_offsets\":[0,4]}}", 4 },
  { "duplicate-offsets-escaped",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"data\\u005foffsets\":[0,4]}}", 4 },

  { "tensor-null", "{\"a\":null}", 0 },
  { "tensor-list", "{\"a\":[0,4]}", 4 },
  { "tensor-empty", "{\"a\":{}}", 0 },
  { "dtype-missing", "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4 },
  { "shape-missing", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4 },
  { "offsets-missing", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4 },
  { "extra-key", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":0}}", 4 },
  { "dtype-unknown", WITH_DTYPE ("\"F8_E4M3\""), 4 },
  { "dtype-lower-case", WITH_DTYPE ("\"f32\""), 4 },
  { "dtype-number", WITH_DTYPE ("32"), 4 },
  { "dtype-null", WITH_DTYPE ("null"), 4 },

  { "shape-negative", WITH_SHAPE ("[-1]"), 4 },
  { "shape-negative-zero", WITH_SHAPE ("[-0]"), 4 },
  { "shape-fractional", WITH_SHAPE ("[1.0]"), 4 },
  { "shape-exponent", WITH_SHAPE ("[1e0]"), 4 },
  { "shape-string", WITH_SHAPE ("[\"1\"]"), 4 },
  { "shape-number", WITH_SHAPE ("1"), 4 },
  { "shape-null", WITH_SHAPE ("[null]"), 4 },
  { "shape-leading-zero", WITH_SHAPE ("[01]"), 4 },
  { "shape-nine-dimensions", WITH_SHAPE ("[1,1,1,1,1,1,1,1,1]"), 4 },
  { "shape-product-overflows", WITH_SHAPE ("[2147483648,2147483648,4294967296]"), 4 },
  { "shape-product-wraps-to-one", WITH_SHAPE ("[4294967296,4294967296,1]"), 4 },
  { "shape-bytes-overflow", WITH_SHAPE ("[4503599627370496,1024]"), 4 },
  { "shape-above-2-53", WITH_SHAPE ("[9007199254740993]"), 4 },
  { "shape-above-2-64", WITH_SHAPE ("[18446744073709551617]"), 4 },
  { "shape-zero-hides-overflow",
    "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4503599627370496,4503599627370496],"
    "\"data_offsets\":[0,0]}}",
    0 },

  { "offsets-reversed", WITH_OFFSETS ("[4,0]"), 4 },
  { "offsets-one", WITH_OFFSETS ("[0]"), 4 },
  { "offsets-three", WITH_OFFSETS ("[0,4,8]"), 8 },
  { "offsets-empty", WITH_OFFSETS ("[]"), 4 },
  { "offsets-negative", WITH_OFFSETS ("[-4,0]"), 4 },
  { "offsets-fractional", WITH_OFFSETS ("[0,4.5]"), 4 },
  { "offsets-string", WITH_OFFSETS ("\"0,4\""), 4 },
  { "offsets-above-2-53", WITH_OFFSETS ("[18446744073709551612,18446744073709551616]"), 4 },
  { "span-outside", WITH_OFFSETS ("[4,8]"), 4 },
  { "span-far-outside", WITH_OFFSETS ("[9007199254740988,9007199254740992]"), 4 },
  { "span-short", WITH_OFFSETS ("[0,3]"), 3 },
  { "span-long", WITH_OFFSETS ("[0,8]"), 8 },
  { "span-cut", "{\"a\":" F32_1 ",\"b\":" F32_2 "}", 7 },

  { "overlap", "{\"a\":" F32_1 ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}", 6 },
  { "overlap-same-span", "{\"a\":" F32_1 ",\"b\":" F32_1 "}", 4 },
  { "overlap-inside", "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":" F32_2 "}", 8 },
  { "hole-at-start", WITH_OFFSETS ("[4,8]"), 8 },
  { "hole-between", "{\"a\":" F32_1 ",\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[5,9]}}", 9 },
  { "trailing", "{\"a\":" F32_1 "}", 5 },
  { "trailing-no-tensors", "{}", 1 },

  { "metadata-list", "{\"__metadata__\":[]}", 0 },
  { "metadata-null", "{\"__metadata__\":null}", 0 },
  { "metadata-number", "{\"__metadata__\":{\"a\":1}}", 0 },
  { "metadata-null-value", "{\"__metadata__\":{\"a\":null}}", 0 },
  { "metadata-object-value", "{\"__metadata__\":{\"a\":{}}}", 0 },
  { "metadata-unclosed", "{\"__metadata__\":{\"a\":\"b\"", 0 },
  { "metadata-invalid-utf8", "{\"__metadata__\":{\"a\":\"\xed\xa0\x80\"}}", 0 },
};

GBytes *
mtn_hostile_frame (const char *header, gsize header_length, gsize n_data)
{
  GByteArray *content = g_byte_array_new ();
  guint64 length = header_length;

  g_byte_array_append (content, (const guint8 *) &length, sizeof length);
  g_byte_array_append (content, (const guint8 *) header, (guint) header_length);
  g_byte_array_set_size (content, content->len + (guint) n_data);
  memset (content->data + content->len - n_data, 0, n_data);

  return g_byte_array_free_to_bytes (content);
}

/* A file of a length alone, with a few bytes behind it. */
static GBytes *
build_length (guint64 length)
{
  guint8 content[16] = { 0 };

  memcpy (content, &length, sizeof length);

  return g_bytes_new (content, sizeof content);
}

static GBytes *
build_bomb (const char *prefix, char bracket)
{
  g_autoptr (GString) header = g_string_new (prefix);
  gsize length = header->len;

  g_string_set_size (header, length + 100000);
  memset (header->str + length, bracket, 100000);

  return mtn_hostile_frame (header->str, header->len, 0);
}

static GBytes *
build_empty_file (void)
{
  return g_bytes_new (NULL, 0);
}

static GBytes *
build_seven_bytes (void)
{
  return g_bytes_new ("\2\0\0\0\0\0\0", 7);
}

static GBytes *
build_length_alone (void)
{
  return g_bytes_new ("\2\0\0\0\0\0\0\0", 8);
}

static GBytes *
build_length_beyond_file (void)
{
  return build_length (9);
}

static GBytes *
build_length_above_cap (void)
{
  return build_length ((guint64) MTN_SAFETENSORS_MAX_HEADER + 1);
}

static GBytes *
build_length_huge (void)
{
  return build_length (G_MAXINT64);
}

static GBytes *
build_length_all_ones (void)
{
  return build_length (G_MAXUINT64);
}

static GBytes *
build_bomb_of_lists (void)
{
  return build_bomb ("", '[');
}

static GBytes *
build_bomb_of_objects (void)
{
  return build_bomb ("{\"a\":", '{');
}

static GBytes *
build_bomb_in_metadata (void)
{
  return build_bomb ("{\"__metadata__\":{\"a\":", '[');
}

static GBytes *
build_nul_in_header (void)
{
  static const char header[] = "{\"a\0b\":" F32_1 "}";

  return mtn_hostile_frame (header, sizeof header - 1, 4);
}

static GBytes *
build_nul_padding (void)
{
  static const char header[] = "{\"a\":" F32_1 "}\0\0\0";

  return mtn_hostile_frame (header, sizeof header - 1, 4);
}

static GBytes *
build_pickle (void)
{
  /* What PyTorch writes by default: a ZIP archive. */
  static const char content[] = "PK\3\4\0\0\b\b\0\0\0\0\0\0\0\0archive/data.pkl";

  return g_bytes_new (content, sizeof content);
}

static const struct
{
  const char *name;
  GBytes *(*build) (void);
} built_cases[] = {
  { "file-empty", build_empty_file },
  { "file-seven-bytes", build_seven_bytes },
  { "file-length-alone", build_length_alone },
  { "file-pickle", build_pickle },
  { "length-beyond-file", build_length_beyond_file },
  { "length-above-cap", build_length_above_cap },
  { "length-huge", build_length_huge },
  { "length-all-ones", build_length_all_ones },
  { "depth-bomb-lists", build_bomb_of_lists },
  { "depth-bomb-objects", build_bomb_of_objects },
  { "depth-bomb-metadata", build_bomb_in_metadata },
  { "header-nul", build_nul_in_header },
  { "header-nul-padding", build_nul_padding },
};

const char **
mtn_hostile_list_raw (void)
{
  const char **names = g_new0 (const char *, G_N_ELEMENTS (header_cases) + G_N_ELEMENTS (built_cases) + 1);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (header_cases); i++)
    names[n++] = header_cases[i].name;
  for (guint i = 0; i < G_N_ELEMENTS (built_cases); i++)
    names[n++] = built_cases[i].name;

  return names;
}

GBytes *
mtn_hostile_build_raw (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      const HeaderCase *c = &header_cases[i];

      if (g_str_equal (c->name, name))
        return mtn_hostile_frame (c->header, strlen (c->header), c->n_data);
    }
  for (guint i = 0; i < G_N_ELEMENTS (built_cases); i++)
    {
      if (g_str_equal (built_cases[i].name, name))
        return built_cases[i].build ();
    }

  return NULL;
}
