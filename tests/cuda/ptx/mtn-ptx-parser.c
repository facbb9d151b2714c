/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

/* Reads a module: directives, declarations and labels. What instructions mean is in mtn-ptx-decode.c. */

#include <string.h>

#include "mtn-ptx-parser.h"

static void
clear_range (gpointer data)
{
  g_free (((MtnPtxRange *) data)->prefix);
}

static void
clear_variable (gpointer data)
{
  g_free (((MtnPtxVariable *) data)->name);
}

static void
clear_jump (gpointer data)
{
  g_free (((MtnPtxJump *) data)->label);
}

static void
clear_parameter (gpointer data)
{
  g_free (((MtnPtxParameter *) data)->name);
}

static void
free_kernel (gpointer data)
{
  MtnPtxKernel *self = data;

  g_free (self->name);
  g_array_unref (self->parameters);
  g_array_unref (self->code);
  g_array_unref (self->constants);
  g_free (self);
}

/* Comments become blanks; lines stay where they are. */
static void
blank_comments (char *text)
{
  for (char *at = text; *at != '\0'; at++)
    if (at[0] == '/' && at[1] == '/')
      for (; *at != '\0' && *at != '\n'; at++)
        *at = ' ';
    else if (at[0] == '/' && at[1] == '*')
      {
        char *end = strstr (at + 2, "*/");

        for (; *at != '\0' && at != end; at++)
          if (*at != '\n')
            *at = ' ';
        if (end != NULL)
          at[0] = at[1] = ' ';
      }
}

static void
skip_space (MtnPtxParser *self)
{
  for (; g_ascii_isspace (*self->at); self->at++)
    self->line += *self->at == '\n';
}

/* The text up to one of @ends, which is replaced by 0 and returned; 0: the module ended. */
static char
take_until (MtnPtxParser *self, const char *ends, char **out_text)
{
  char end;

  skip_space (self);
  *out_text = self->at;
  for (; *self->at != '\0' && strchr (ends, *self->at) == NULL; self->at++)
    if (*self->at == '\n')
      {
        self->line++;
        *self->at = ' ';
      }
  end = *self->at;
  self->line += end == '\n';
  if (end != '\0')
    *self->at++ = '\0';
  g_strchomp (*out_text);

  return end;
}

/* .reg .b32 %r<12>, %a; */
static gboolean
declare_registers (MtnPtxParser *self, char *statement)
{
  g_autofree char *type_name = NULL;
  g_auto (GStrv) names = NULL;
  char *at = g_strchug (statement + strlen (".reg"));
  gsize length = strcspn (at, " \t");
  int type;

  type_name = g_strndup (at, length);
  type = *type_name == '.' ? mtn_ptx_find_type (type_name + 1) : -1;
  if (type < 0)
    return mtn_ptx_parser_fail (self, "registers of type %s are not known", type_name);

  names = g_strsplit (at + length, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *name = g_strstrip (names[i]), *bracket = strchr (name, '<');
      MtnPtxRange range = { NULL, 0, mtn_ptx_type_sizes[type], self->kernel->n_slots };

      if (*name != '%')
        return mtn_ptx_parser_fail (self, "bad register %s", name);
      if (bracket != NULL)
        {
          guint64 n = g_ascii_strtoull (bracket + 1, NULL, 10);

          if (n == 0 || n > 65536)
            return mtn_ptx_parser_fail (self, "bad number of registers %s", name);
          range.n = (guint) n;
          *bracket = '\0';
        }
      range.prefix = g_strdup (name);
      self->kernel->n_slots += MAX (range.n, 1);
      g_array_append_val (self->ranges, range);
    }

  return TRUE;
}

/* .shared .align 16 .b8 name[64]; without brackets: one value; [] where a launch gives the size. */
static gboolean
declare_shared (MtnPtxParser *self, char *statement, gboolean is_dynamic)
{
  g_auto (GStrv) words = NULL;
  char *bracket = strchr (statement, '[');
  gsize alignment = 1, n = 1;
  MtnPtxVariable variable = { 0 };
  const char *name = NULL;
  int type = -1;

  if (bracket != NULL)
    {
      for (char *at = bracket; *at == '['; at = strchr (at, ']') + 1)
        {
          if (strchr (at, ']') == NULL)
            return mtn_ptx_parser_fail (self, "bad array %s", statement);
          n *= g_ascii_strtoull (at + 1, NULL, 10);
        }
      *bracket = '\0';
    }
  words = g_strsplit_set (statement, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], ".align") == 0 && words[i + 1] != NULL)
      alignment = g_ascii_strtoull (words[++i], NULL, 10);
    else if (words[i][0] == '.' && type < 0 && mtn_ptx_find_type (words[i] + 1) >= 0)
      type = mtn_ptx_find_type (words[i] + 1);
    else if (words[i][0] != '.' && words[i][0] != '\0' && name == NULL)
      name = words[i];
    else if (words[i][0] != '\0' && strcmp (words[i], ".shared") != 0 && strcmp (words[i], ".extern") != 0)
      return mtn_ptx_parser_fail (self, "unknown word %s", words[i]);
  if (type < 0 || name == NULL || alignment == 0 || n > 256 * 1024)
    return mtn_ptx_parser_fail (self, "bad declaration of shared memory");

  if (is_dynamic)
    {
      if (self->dynamic != NULL)
        return mtn_ptx_parser_fail (self, "a second shared memory without a size");
      self->dynamic = g_strdup (name);
      self->dynamic_alignment = alignment;
      return TRUE;
    }
  if (self->kernel == NULL || n == 0)
    return mtn_ptx_parser_fail (self, "shared memory outside of a kernel");

  alignment = MAX (alignment, mtn_ptx_type_sizes[type]);
  variable.offset = (self->kernel->shared_bytes + alignment - 1) / alignment * alignment;
  variable.name = g_strdup (name);
  self->kernel->shared_bytes = variable.offset + n * mtn_ptx_type_sizes[type];
  g_array_append_val (self->variables, variable);

  return TRUE;
}

/* .param .u64 .ptr .align 1 name, or .param .align 8 .b8 name[24] */
static gboolean
declare_parameter (MtnPtxParser *self, char *text)
{
  g_auto (GStrv) words = NULL;
  char *bracket = strchr (text, '[');
  MtnPtxParameter parameter = { NULL, 0, 0 };
  gsize n = 1, alignment = 0;
  const char *name = NULL;
  int type = -1;

  if (bracket != NULL)
    {
      n = g_ascii_strtoull (bracket + 1, NULL, 10);
      *bracket = '\0';
    }
  words = g_strsplit_set (text, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] == '\0' || strcmp (words[i], ".param") == 0 || strcmp (words[i], ".ptr") == 0 ||
        strcmp (words[i], ".global") == 0)
      continue;
    else if (strcmp (words[i], ".align") == 0 && words[i + 1] != NULL)
      alignment = g_ascii_strtoull (words[++i], NULL, 10);
    else if (words[i][0] == '.' && type < 0 && mtn_ptx_find_type (words[i] + 1) >= 0)
      type = mtn_ptx_find_type (words[i] + 1);
    else if (words[i][0] != '.' && name == NULL)
      name = words[i];
    else
      return mtn_ptx_parser_fail (self, "unknown word %s in a parameter", words[i]);
  if (type < 0 || type == MTN_PTX_PRED || name == NULL || n == 0)
    return mtn_ptx_parser_fail (self, "bad parameter");

  /* What .ptr .align says is about the memory it points to. */
  if (bracket == NULL || alignment == 0)
    alignment = mtn_ptx_type_sizes[type];
  parameter.name = g_strdup (name);
  parameter.size = n * mtn_ptx_type_sizes[type];
  parameter.offset = (self->kernel->parameter_bytes + alignment - 1) / alignment * alignment;
  self->kernel->parameter_bytes = parameter.offset + parameter.size;
  g_array_append_val (self->kernel->parameters, parameter);

  return TRUE;
}

static gboolean
read_instruction (MtnPtxParser *self, char *statement)
{
  MtnPtxInstruction in = { 0 };

  in.line = self->line;
  in.guard = in.to = in.to2 = in.a = in.b = in.c = in.d = MTN_PTX_NO_SLOT;
  if (*statement == '@')
    {
      gsize length = strcspn (statement, " \t");
      g_autofree char *guard = g_strndup (statement + 1, length - 1);

      if (!mtn_ptx_parser_operand (self, guard, 0, &in.guard, &in.guard_is_inverted))
        return FALSE;
      statement = g_strchug (statement + length);
    }
  if (!mtn_ptx_decode (self, statement, &in))
    return FALSE;
  g_array_append_val (self->kernel->code, in);

  return TRUE;
}

/* A label, if the text goes on with one. */
static gboolean
read_label (MtnPtxParser *self)
{
  gsize length = strspn (self->at, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_$");
  char *name;

  if (length == 0 || self->at[length] != ':' || self->at[length + 1] == ':')
    return FALSE;
  name = g_strndup (self->at, length);
  self->at += length + 1;
  if (g_hash_table_contains (self->labels, name))
    mtn_ptx_parser_fail (self, "label %s a second time", name);
  g_hash_table_insert (self->labels, name, GUINT_TO_POINTER (self->kernel->code->len + 1));

  return TRUE;
}

static gboolean
read_body (MtnPtxParser *self)
{
  g_autoptr (GArray) scopes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (;;)
    {
      char *statement;
      guint32 line;

      skip_space (self);
      if (*self->at == '{')
        {
          g_array_append_val (scopes, self->ranges->len);
          self->at++;
          continue;
        }
      if (*self->at == '}')
        {
          self->at++;
          if (scopes->len == 0)
            return TRUE;
          g_array_set_size (self->ranges, g_array_index (scopes, guint, scopes->len - 1));
          g_array_set_size (scopes, scopes->len - 1);
          continue;
        }
      if (read_label (self))
        continue;

      line = self->line;
      if (take_until (self, ";", &statement) == '\0')
        return mtn_ptx_parser_fail (self, "the kernel has no end");
      /* Errors name the line on which a statement starts. */
      {
        guint32 after = self->line;
        gboolean ok;

        self->line = line;
        if (g_str_has_prefix (statement, ".reg"))
          ok = declare_registers (self, statement);
        else if (g_str_has_prefix (statement, ".shared"))
          ok = declare_shared (self, statement, FALSE);
        else if (g_str_has_prefix (statement, ".pragma \"nounroll\""))
          ok = TRUE;
        else if (*statement == '.')
          ok = mtn_ptx_parser_fail (self, "unknown directive %s", statement);
        else
          ok = read_instruction (self, statement);
        if (!ok)
          return FALSE;
        self->line = after;
      }
    }
}

static gboolean
resolve (MtnPtxParser *self)
{
  for (guint i = 0; i < self->jumps->len; i++)
    {
      const MtnPtxJump *jump = &g_array_index (self->jumps, MtnPtxJump, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, jump->label));

      if (place == 0 || place > self->kernel->code->len)
        {
          self->line = jump->line;
          return mtn_ptx_parser_fail (self, "no label %s", jump->label);
        }
      g_array_index (self->kernel->code, MtnPtxInstruction, jump->index).target = place - 1;
    }

  /* Behind everything that is declared lies what a launch adds. */
  if (self->kernel->has_dynamic)
    self->kernel->shared_bytes = (self->kernel->shared_bytes + self->dynamic_alignment - 1) /
                                 self->dynamic_alignment * self->dynamic_alignment;
  for (guint i = 0; i < self->kernel->constants->len; i++)
    {
      MtnPtxConstant *constant = &g_array_index (self->kernel->constants, MtnPtxConstant, i);

      if (constant->is_dynamic)
        constant->value = MTN_PTX_SHARED_BASE + self->kernel->shared_bytes;
    }

  return TRUE;
}

/* Between parameters and body: what the launch must keep to. */
static gboolean
read_limits (MtnPtxParser *self, char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t,", -1);
  guint at = 0;
  enum
  {
    NONE,
    MAXIMUM,
    REQUIRED,
    IGNORED,
  } mode = NONE;

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] == '\0')
      continue;
    else if (strcmp (words[i], ".maxntid") == 0)
      mode = MAXIMUM, at = 0;
    else if (strcmp (words[i], ".reqntid") == 0)
      mode = REQUIRED, at = 0;
    else if (strcmp (words[i], ".minnctapersm") == 0 || strcmp (words[i], ".maxnreg") == 0)
      mode = IGNORED;
    else if (!g_ascii_isdigit (words[i][0]) || mode == NONE)
      return mtn_ptx_parser_fail (self, "unknown directive %s", words[i]);
    else if (mode == MAXIMUM)
      self->kernel->max_threads =
          (at++ == 0 ? 1 : self->kernel->max_threads) * (guint) g_ascii_strtoull (words[i], NULL, 10);
    else if (mode == REQUIRED && at < 3)
      self->kernel->required[at++] = (guint) g_ascii_strtoull (words[i], NULL, 10);
  for (guint i = 0; self->kernel->required[0] != 0 && i < 3; i++)
    self->kernel->required[i] = MAX (self->kernel->required[i], 1);

  return TRUE;
}

static gboolean
read_kernel (MtnPtxParser *self, char *name)
{
  MtnPtxKernel *kernel = g_new0 (MtnPtxKernel, 1);
  g_auto (GStrv) parameters = NULL;
  char *text;

  kernel->name = g_strdup (g_strstrip (name));
  kernel->parameters = g_array_new (FALSE, TRUE, sizeof (MtnPtxParameter));
  g_array_set_clear_func (kernel->parameters, clear_parameter);
  kernel->code = g_array_new (FALSE, TRUE, sizeof (MtnPtxInstruction));
  kernel->constants = g_array_new (FALSE, TRUE, sizeof (MtnPtxConstant));
  kernel->n_slots = MTN_PTX_N_SPECIALS;
  g_ptr_array_add (self->module->kernels, kernel);
  self->kernel = kernel;
  g_array_set_size (self->ranges, 0);
  g_array_set_size (self->variables, 0);
  g_array_set_size (self->jumps, 0);
  g_hash_table_remove_all (self->labels);

  if (take_until (self, ")", &text) == '\0')
    return mtn_ptx_parser_fail (self, "the parameters have no end");
  parameters = g_strsplit (text, ",", -1);
  for (guint i = 0; parameters[i] != NULL; i++)
    if (*g_strstrip (parameters[i]) != '\0' && !declare_parameter (self, parameters[i]))
      return FALSE;
  if (take_until (self, "{", &text) == '\0')
    return mtn_ptx_parser_fail (self, "the kernel has no body");

  return read_limits (self, text) && read_body (self) && resolve (self);
}

static gboolean
read_module (MtnPtxParser *self)
{
  for (;;)
    {
      char *text;

      skip_space (self);
      if (*self->at == '\0')
        return TRUE;
      if (g_str_has_prefix (self->at, ".version") || g_str_has_prefix (self->at, ".target") ||
          g_str_has_prefix (self->at, ".address_size"))
        {
          gboolean is_narrow;

          take_until (self, "\n", &text);
          is_narrow = g_str_has_prefix (text, ".address_size") && !g_str_has_suffix (text, "64");
          if (is_narrow)
            return mtn_ptx_parser_fail (self, "addresses of another size than 64 bits");
          continue;
        }
      if (g_str_has_prefix (self->at, ".extern .shared"))
        {
          if (take_until (self, ";", &text) == '\0' || !declare_shared (self, text, TRUE))
            return mtn_ptx_parser_fail (self, "bad shared memory");
          continue;
        }
      if (g_str_has_prefix (self->at, ".visible"))
        {
          self->at += strlen (".visible");
          skip_space (self);
        }
      if (!g_str_has_prefix (self->at, ".entry"))
        return mtn_ptx_parser_fail (self, "unknown directive %.*s", (int) strcspn (self->at, "\n"), self->at);
      self->at += strlen (".entry");
      if (take_until (self, "(", &text) == '\0' || !read_kernel (self, text))
        return mtn_ptx_parser_fail (self, "bad kernel");
    }
}

MtnPtxModule *
mtn_ptx_module_new (const char *text, gsize length, GError **error)
{
  g_autoptr (MtnPtxModule) module = g_new0 (MtnPtxModule, 1);
  g_autofree char *copy = g_strndup (text, length);
  MtnPtxParser parser = { .module = module, .at = copy, .line = 1 };
  gboolean ok;

  module->kernels = g_ptr_array_new_with_free_func (free_kernel);
  parser.ranges = g_array_new (FALSE, TRUE, sizeof (MtnPtxRange));
  g_array_set_clear_func (parser.ranges, clear_range);
  parser.variables = g_array_new (FALSE, TRUE, sizeof (MtnPtxVariable));
  g_array_set_clear_func (parser.variables, clear_variable);
  parser.jumps = g_array_new (FALSE, TRUE, sizeof (MtnPtxJump));
  g_array_set_clear_func (parser.jumps, clear_jump);
  parser.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  blank_comments (copy);
  ok = read_module (&parser) && parser.message == NULL;
  if (ok && module->kernels->len == 0)
    ok = mtn_ptx_parser_fail (&parser, "no kernel");
  if (!ok)
    g_set_error (error, MTN_PTX_ERROR, MTN_PTX_ERROR_SYNTAX, "PTX line %u: %s", parser.line, parser.message);

  g_array_unref (parser.ranges);
  g_array_unref (parser.variables);
  g_array_unref (parser.jumps);
  g_hash_table_unref (parser.labels);
  g_free (parser.dynamic);
  g_free (parser.message);

  return ok ? g_steal_pointer (&module) : NULL;
}
