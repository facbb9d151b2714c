/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mtn_number_format:
 * @buffer: [%G_ASCII_DTOSTR_BUF_SIZE]
 * @value: finite
 *
 * The shortest decimal number that reads back as the same double, in no locale's way: "0.2",
 * "1e-05", "3". The digits are those of Python's repr() (above 1e-307, where all digits count).
 *
 * Returns: @buffer
 */
char *mtn_number_format (char   *buffer,
                         double  value);

G_END_DECLS
