import { defineConfig } from "c2ts";

const words = { text: "SDL_GetError()" };

export default defineConfig({
  pkg: "sdl2",
  library: "SDL2-2.0", // the name of the file that programs load; -lSDL2 is for compilers
  headers: ["SDL.h"],
  include: [
    "^SDL_(Init|INIT_VIDEO|Quit|GetError|SetHint|HINT_VIDEODRIVER|PollEvent|Event|EventType|RWFromFile|SaveBMP_RW|GetRGB)$",
    "^SDL_((Create|Destroy)(Window|Renderer)|GetWindow(Surface|Title)|UpdateWindowSurface|WINDOWPOS_CENTERED|PixelFormatEnum)$",
    "^SDL_(CreateRGBSurfaceWithFormat|FreeSurface|UpperBlit|BlitSurface|CreateSoftwareRenderer|SetRenderDrawColor|RenderDrawLine|RenderPresent)$",
  ],
  output: "sdl2.js",
  annotations: {
    SDL_Window: { free: "SDL_DestroyWindow" },
    SDL_Renderer: { free: "SDL_DestroyRenderer" },
    SDL_Surface: { free: "SDL_FreeSurface" },
    "/^SDL_(CreateWindow|CreateRGBSurfaceWithFormat|CreateSoftwareRenderer)$/": {
      result: "owned",
      throws: { when: "null", ...words },
    },
    "/^SDL_(GetWindowSurface|RWFromFile)$/": { throws: { when: "null", ...words } },
    "/^SDL_(Init|SaveBMP_RW|UpperBlit|UpdateWindowSurface)$/": { throws: { when: "negative", ...words } },
    "/^SDL_(SetRenderDrawColor|RenderDrawLine)$/": { throws: { when: "negative", ...words } },
    SDL_GetRGB: { r: "out", g: "out", b: "out" },
  },
});
