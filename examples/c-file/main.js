import { c } from "c2ts/c";
import { LIMIT, mandelbrot, struct_view } from "./mandelbrot.c";

const view = struct_view.alloc();
Object.assign(view, { left: -2.1, right: 0.7, top: 1.2, bottom: -1.2, columns: 56, rows: 18 });
const counts = new Int32Array(view.columns * view.rows);
mandelbrot(view, counts);

// C in the program itself: compiled when it runs for the first time.
const shade = c.inline(
  "int",
  { count: "int", limit: "int" },
  "count == limit ? 4 : count > 15 ? 3 : count > 7 ? 2 : count > 4",
);
for (let row = 0; row < view.rows; row++) {
  const points = [...counts.subarray(row * view.columns, (row + 1) * view.columns)];
  console.log(
    points
      .map((count) => " .:+#"[shade(count, LIMIT)])
      .join("")
      .trimEnd(),
  );
}
