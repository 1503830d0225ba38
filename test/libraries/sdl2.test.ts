import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Callback, c, cast, type Owned, type Pointer } from "c2ts-runtime";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as sdl from "../../packages/sdl2/index.ts";

const { api } = sdl;
const folder = mkdtempSync(join(tmpdir(), "c2ts-sdl-"));

beforeAll(() => {
  // Windows that nobody sees, sound that nobody hears: what SDL has for tests.
  sdl.SDL_SetHint(sdl.SDL_HINT_VIDEODRIVER, "dummy");
  sdl.SDL_SetHint(sdl.SDL_HINT_AUDIODRIVER, "dummy");
  api.SDL_Init(sdl.SDL_INIT_VIDEO | sdl.SDL_INIT_AUDIO | sdl.SDL_INIT_TIMER);
});

afterEach(() => sdl.SDL_FlushEvents(sdl.SDL_FIRSTEVENT, sdl.SDL_LASTEVENT));

afterAll(() => {
  sdl.SDL_Quit();
  rmSync(folder, { recursive: true });
});

const open = (title: string): Owned<sdl.SDL_Window> =>
  api.SDL_CreateWindow(title, sdl.SDL_WINDOWPOS_CENTERED, sdl.SDL_WINDOWPOS_CENTERED, 320, 240, 0);

function rectangle(x: number, y: number, w: number, h: number): sdl.SDL_Rect {
  const rect = sdl.SDL_Rect.alloc();
  Object.assign(rect, { x, y, w, h });
  return rect;
}

/** The colour at a place, of a surface with four bytes a pixel. */
function pixel(pointer: Pointer<sdl.SDL_Surface>, x: number, y: number): { r: number; g: number; b: number } {
  const surface = sdl.SDL_Surface.at(pointer);
  const row = sdl.Uint32.view(cast(surface.pixels, sdl.Uint32), surface.w * surface.h); // rows follow each other
  expect(surface.pitch).toBe(surface.w * sdl.Uint32.size);
  return api.SDL_GetRGB(row[y * surface.w + x] ?? 0, surface.format);
}

test("the library that is loaded is the one whose header was read", () => {
  const { major, minor, patch } = api.SDL_GetVersion();
  expect([major, minor, patch]).toEqual([sdl.SDL_MAJOR_VERSION, sdl.SDL_MINOR_VERSION, sdl.SDL_PATCHLEVEL]);
  expect(sdl.SDL_GetCurrentVideoDriver()).toBe("dummy");
  expect(sdl.SDL_GetCurrentAudioDriver()).toBe("dummy");
});

test("a window, its surface filled, and what is then in the pixels", () => {
  using window = open("grüße");
  expect(sdl.SDL_GetWindowTitle(window)).toBe("grüße");
  expect(api.SDL_GetWindowSize(window)).toEqual({ w: 320, h: 240 });

  const surface = api.SDL_GetWindowSurface(window); // the window's own: not to be freed
  const { format } = sdl.SDL_Surface.at(surface);
  api.SDL_FillRect(surface, null, sdl.SDL_MapRGB(format, 0, 0, 64));
  api.SDL_FillRect(surface, rectangle(100, 50, 20, 10), sdl.SDL_MapRGB(format, 255, 128, 0));
  api.SDL_UpdateWindowSurface(window);
  expect(pixel(surface, 0, 0)).toEqual({ r: 0, g: 0, b: 64 });
  expect(pixel(surface, 100, 50)).toEqual({ r: 255, g: 128, b: 0 });
  expect(pixel(surface, 119, 59)).toEqual({ r: 255, g: 128, b: 0 });
  expect(pixel(surface, 120, 59)).toEqual({ r: 0, g: 0, b: 64 });
});

test("a picture that is drawn, saved, loaded and copied", () => {
  const file = join(folder, "picture.bmp");
  {
    using picture = api.SDL_CreateRGBSurfaceWithFormat(0, 64, 64, 32, sdl.SDL_PIXELFORMAT_ARGB8888);
    using renderer = api.SDL_CreateSoftwareRenderer(picture);
    api.SDL_SetRenderDrawColor(renderer, 255, 255, 255, 255);
    api.SDL_RenderClear(renderer);
    api.SDL_SetRenderDrawColor(renderer, 200, 0, 0, 255);
    api.SDL_RenderDrawLine(renderer, 0, 0, 63, 63);
    const corners = sdl.SDL_Rect.array([rectangle(40, 4, 8, 8), rectangle(4, 40, 8, 8)]);
    api.SDL_RenderFillRects(renderer, corners, corners.length);
    api.SDL_SaveBMP_RW(picture, api.SDL_RWFromFile(file, "wb"), 1); // the 1: and closes the file
  }
  using loaded = api.SDL_LoadBMP_RW(api.SDL_RWFromFile(file, "rb"), 1);
  using copy = api.SDL_ConvertSurfaceFormat(loaded, sdl.SDL_PIXELFORMAT_RGBA8888, 0);
  const red = { r: 200, g: 0, b: 0 };
  for (const [x, y] of [
    [31, 31],
    [41, 5],
    [5, 41],
  ] as const)
    expect(pixel(copy.pointer, x, y)).toEqual(red);
  expect(pixel(copy.pointer, 32, 31)).toEqual({ r: 255, g: 255, b: 255 });
});

test("failures have SDL's own words", () => {
  expect(() => api.SDL_LoadBMP_RW(api.SDL_RWFromFile("/no/such/file.bmp", "rb"), 1)).toThrow(
    "SDL_RWFromFile: Couldn't open /no/such/file.bmp",
  );
  expect(() => api.SDL_InitSubSystem(sdl.SDL_INIT_VIDEO | sdl.SDL_INIT_HAPTIC)).not.toThrow();
  using window = open("twice");
  using _renderer = api.SDL_CreateRenderer(window, -1, sdl.SDL_RENDERER_SOFTWARE);
  expect(() => api.SDL_CreateRenderer(window, -1, 0)).toThrow("SDL_CreateRenderer: Renderer already associated");
});

test("events: a union that C copies", () => {
  const pressed = sdl.SDL_Event.alloc();
  pressed.type = sdl.SDL_KEYDOWN;
  pressed.key.keysym.sym = sdl.SDLK_RETURN;
  pressed.key.keysym.mod = sdl.KMOD_CTRL;
  api.SDL_PushEvent(pressed);
  const told = sdl.SDL_Event.alloc();
  told.type = sdl.SDL_RegisterEvents(1);
  told.user.code = -7;
  api.SDL_PushEvent(told);
  told.user.code = 0; // SDL has its copy

  const event = sdl.SDL_Event.alloc();
  const seen: string[] = [];
  while (sdl.SDL_PollEvent(event) === 1) {
    if (event.type === sdl.SDL_KEYDOWN) seen.push(`key ${sdl.SDL_GetKeyName(event.key.keysym.sym)}`);
    else if (event.type === told.type) seen.push(`told ${event.user.code}`);
  }
  expect(seen).toEqual(["key Return", "told -7"]);
});

test("an event filter in TypeScript", () => {
  const seen: number[] = [];
  using watch = new Callback<sdl.SDL_EventFilter>((_user, event) => {
    seen.push(sdl.SDL_Event.at(event).type);
    return 1;
  });
  sdl.SDL_AddEventWatch(watch, null);
  using window = open("watched");
  sdl.SDL_DelEventWatch(watch, null);
  expect(seen).toContain(sdl.SDL_WINDOWEVENT);
  expect(sdl.SDL_GetWindowID(window)).toBeGreaterThan(0);
});

test("sound: SDL's own thread asks for it", async () => {
  const asked: number[] = [];
  let phase = 0;
  using tone = new Callback<sdl.SDL_AudioCallback>((_user, stream, bytes) => {
    const samples = c.float.view(cast(stream, c.float), bytes / c.float.size);
    for (let i = 0; i < samples.length; i++) samples[i] = 0.2 * Math.sin((phase++ * 440 * 2 * Math.PI) / 48_000);
    asked.push(samples.length);
  });
  const wanted = sdl.SDL_AudioSpec.alloc();
  wanted.freq = 48_000;
  wanted.format = sdl.AUDIO_F32SYS;
  wanted.channels = 1;
  wanted.samples = 512;
  wanted.callback = tone;
  const device = api.SDL_OpenAudioDevice(null, 0, wanted, null, 0);
  await api.SDL_PauseAudioDevice(device, 0);
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(3);
  await api.SDL_CloseAudioDevice(device); // joins the thread, which may be waiting for `tone`
  expect(asked.slice(0, 3)).toEqual([512, 512, 512]);
  expect(() => sdl.SDL_CloseAudioDevice(device)).toThrow("call SDL_CloseAudioDevice.async");
});

test("a timer, from a thread of SDL's", async () => {
  const ticks: number[] = [];
  using tick = new Callback<sdl.SDL_TimerCallback>((interval) => (ticks.push(interval) < 3 ? interval : 0)); // 0: that was all
  api.SDL_AddTimer(5, tick, null);
  await expect.poll(() => ticks).toEqual([5, 5, 5]);
});
