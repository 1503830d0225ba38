#include <complex.h>

#define LIMIT 1000

/** A part of the plane, and how many points of it are looked at. */
struct view {
  double left, right, top, bottom;
  int columns, rows;
};

static int steps(double complex c) {
  double complex z = 0;
  for (int n = 0; n < LIMIT; n++) {
    if (creal(z) * creal(z) + cimag(z) * cimag(z) > 4) return n;
    z = z * z + c;
  }
  return LIMIT;
}

/** How many steps each point takes to leave, row by row; LIMIT where it does not. */
void mandelbrot(const struct view *v, int *counts) {
  double width = (v->right - v->left) / v->columns, height = (v->bottom - v->top) / v->rows;
  for (int row = 0; row < v->rows; row++)
    for (int column = 0; column < v->columns; column++)
      *counts++ = steps(v->left + (column + 0.5) * width + (v->top + (row + 0.5) * height) * I);
}
