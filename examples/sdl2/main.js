// A landscape in a window, which is also saved as a picture: `npm start`, or `node main.js FILE.bmp SECONDS`.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cast } from "c2ts-runtime";
import * as sdl from "./sdl2.js";

const { api } = sdl;
const [file = join(tmpdir(), "landscape.bmp"), seconds = "1"] = process.argv.slice(2);
const [width, height] = [640, 360];

/** Night above, a rising sun, and hills that get darker as they come nearer. */
function draw(renderer) {
  const line = (x1, y1, x2, y2, ...rgb) => {
    api.SDL_SetRenderDrawColor(renderer, ...rgb.map(Math.round), 255);
    api.SDL_RenderDrawLine(renderer, Math.round(x1), Math.round(y1), Math.round(x2), Math.round(y2));
  };
  for (let y = 0; y < height; y++) {
    const t = y / height;
    line(0, y, width - 1, y, 20 + 220 * t, 20 + 90 * t, 80 + 20 * t);
  }
  for (let y = -60; y <= 60; y++) {
    const half = Math.sqrt(60 ** 2 - y ** 2);
    line(420 - half, 190 + y, 420 + half, 190 + y, 255, 220 - y / 2, 120);
  }
  for (let hill = 0; hill < 4; hill++) {
    for (let x = 0; x < width; x++) {
      const top = 200 + hill * 38 + 22 * Math.sin(x / (90 - 12 * hill) + hill * 2) + 7 * Math.sin(x / 23 + hill);
      line(x, top, x, height - 1, 90 - 22 * hill, 60 - 12 * hill, 90 - 18 * hill);
    }
  }
}

// Where there is no screen, as in a test, SDL makes windows that nobody sees.
const hasScreen = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
if (!hasScreen) sdl.SDL_SetHint(sdl.SDL_HINT_VIDEODRIVER, "dummy");
api.SDL_Init(sdl.SDL_INIT_VIDEO);

const picture = api.SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, sdl.SDL_PIXELFORMAT_RGB888);
const renderer = api.SDL_CreateSoftwareRenderer(picture);
draw(renderer);
sdl.SDL_RenderPresent(renderer); // what is drawn waits until then
renderer.dispose(); // or declare it with `using`, as all that has to be given back
api.SDL_SaveBMP_RW(picture, api.SDL_RWFromFile(file, "wb"), 1);
const { w, h, pixels, format } = sdl.SDL_Surface.at(picture.pointer);
const sun = sdl.Uint32.view(cast(pixels, sdl.Uint32), w * h)[160 * w + 420]; // four bytes a pixel
console.log(`${w} x ${h} pixels, saved; the sun's is`, api.SDL_GetRGB(sun, format));

const center = sdl.SDL_WINDOWPOS_CENTERED;
const window = api.SDL_CreateWindow("Landscape", center, center, width, height, 0);
api.SDL_BlitSurface(picture, null, api.SDL_GetWindowSurface(window), null);
api.SDL_UpdateWindowSurface(window);
console.log(`in a window called ${sdl.SDL_GetWindowTitle(window)}`);

const end = Date.now() + Number(seconds) * 1000;
const event = sdl.SDL_Event.alloc();
for (let isOpen = true; isOpen && Date.now() < end; await setTimeout(20)) {
  while (sdl.SDL_PollEvent(event) === 1) if (event.type === sdl.SDL_QUIT) isOpen = false;
}
for (const owned of [window, picture]) owned.dispose();
sdl.SDL_Quit();
