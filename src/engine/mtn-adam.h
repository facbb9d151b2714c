/* SPDX-FileCopyrightText: The Matinee authors
 * SPDX-License-Identifier: MIT
 */

#pragma once

/* What a step of Adam (Kingma and Ba, ICLR 2015) needs to know, in the form in which it is used. Plain C: the kernels
 * have it too. */
typedef struct
{
  float beta1, beta2;
  float rest1, rest2;   /* 1 − beta */
  float step;           /* learning rate / (1 − beta1ᵗ) */
  float spread;         /* 1 / √(1 − beta2ᵗ) */
  float epsilon;
  float l2;
  float keep;           /* 1 − learning rate · decay */
} MtnAdam;
