import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { emitModule, loadSpec } from "c2ts";
import { expect, test } from "vitest";

// A file of c2ffi's becomes a module that calls C as the header's own would: here is the header that the file is of.

const C = `
typedef struct shape shape_t;
typedef float lanes_t __attribute__((vector_size(16)));
struct shape {
  enum { CIRCLE, SQUARE, BIGGEST = 2147483647 } kind;
  unsigned visible : 1;
  int layer : 7;
  union { double radius; float side; };
  shape_t *next;
  lanes_t lanes;
  double (*draw)(shape_t *);
  unsigned long count;
  unsigned short grid[2][2];
  int points[];
};
_Static_assert(sizeof(struct shape) == 80, "the file says so");

static double area(shape_t *s) { return s->kind == CIRCLE ? 3 * s->radius * s->radius : s->side * s->side; }
shape_t *shape_new(void) {
  static struct shape one = { .kind = CIRCLE, .visible = 1, .layer = -3, .radius = 2, .draw = area, .count = 5,
                              .grid = {{1, 2}, {3, 4}} };
  return &one;
}
double shape_area(shape_t *s) { return s->draw == 0 ? -s->layer : s->draw(s); }
int shape_visit(shape_t *s, int (*visitor)(shape_t *)) { return visitor == 0 ? -1 : (int)s->count; }
_Bool \u00e9tat(void) { return 1; }
int shape_count = 41;
struct { int x, y; } shape_origin[2] = {{1, 2}, {3, 4}};
`;

const file = fileURLToPath(new URL("../unit/spec/c2ffi/files/shapes.x86_64-pc-linux-gnu.spec", import.meta.url));
const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));

interface Shape {
  kind: number;
  visible: number;
  layer: number;
  radius: number;
  side: number;
  next: unknown;
  draw: unknown;
  count: number;
  readonly grid: Iterable<Iterable<number>>;
}

interface Shapes {
  readonly shape_t: { at(pointer: unknown): Shape; readonly size: number };
  readonly point: { readonly size: number };
  shape_new(): unknown;
  shape_area(shape: unknown): number;
  shape_visit(shape: unknown, visitor: unknown): number;
  état(): boolean;
  readonly shape_count: { value: number };
  readonly shape_origin: { readonly value: Iterable<{ readonly x: number; readonly y: number }> };
  readonly CIRCLE: number;
  readonly SQUARE: number;
  readonly SHAPE_NAME: string;
  readonly SHAPE_MINUS: number;
}

test("C and the module of a c2ffi file agree", async () => {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "c2ffi-"));
  const library = join(folder, "libshapes.so");
  execFileSync("cc", ["-x", "c", "-", "-shared", "-fPIC", "-o", library], { input: C });
  const module = join(folder, "shapes.ts");
  writeFileSync(module, emitModule(loadSpec(readFileSync(file, "utf8"), file), { library }).code);
  const shapes: Shapes = await import(module);

  const pointer = shapes.shape_new();
  const shape = shapes.shape_t.at(pointer);
  expect(shapes.shape_t.size).toBe(80);
  expect([shape.kind, shape.visible, shape.layer, shape.radius, shape.count]).toEqual([shapes.CIRCLE, 1, -3, 2, 5]);
  expect(Array.from(shape.grid, (row) => [...row])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(shape.next).toBeNull();
  expect(shapes.shape_area(pointer)).toBe(12);
  shape.kind = shapes.SQUARE;
  shape.side = 1.5;
  expect(shapes.shape_area(pointer)).toBe(2.25);
  expect(shapes.shape_visit(pointer, shape.draw)).toBe(5); // a function pointer of C's goes back to C
  expect(shapes.shape_visit(pointer, null)).toBe(-1);
  shape.draw = null;
  shape.layer = -64;
  expect(shapes.shape_area(pointer)).toBe(64);

  expect(shapes.état()).toBe(true);
  expect(shapes.shape_count.value++).toBe(41);
  expect(shapes.shape_count.value).toBe(42);
  expect(Array.from(shapes.shape_origin.value, ({ x, y }) => [x, y])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect([shapes.SHAPE_NAME, shapes.SHAPE_MINUS]).toEqual(["café", -2]);
});
