// Ten digits on 5x7 dots, as on an old display.
const PICTURES = `
.###.  ..#..  .###.  #####  ...#.  #####  ..##.  #####  .###.  .###.
#...#  .##..  #...#  ...#.  ..##.  #....  .#...  ....#  #...#  #...#
#..##  ..#..  ....#  ..#..  .#.#.  ####.  #....  ...#.  #...#  #...#
#.#.#  ..#..  ...#.  ...#.  #..#.  ....#  ####.  ..#..  .###.  .####
##..#  ..#..  ..#..  ....#  #####  ....#  #...#  .#...  #...#  ....#
#...#  ..#..  .#...  #...#  ...#.  #...#  #...#  .#...  #...#  ...#.
.###.  .###.  #####  .###.  ...#.  .###.  .###.  .#...  .###.  .##..`;

export const PIXELS = 5 * 7;

/** Of a picture of 7 lines: 1 for each dot that is set. @param {string} picture */
export const dotsOf = (picture) => Array.from(picture.replaceAll(/\s/g, ""), (dot) => (dot === "#" ? 1 : 0));

const lines = PICTURES.trim().split("\n");
/** Dots of 0, 1, … 9. */
export const digits = Array.from({ length: 10 }, (_, i) =>
  dotsOf(lines.map((line) => line.split(/\s+/)[i] ?? "").join("")),
);
